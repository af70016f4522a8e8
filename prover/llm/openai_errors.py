"""What a server, the `openai` client and its transport do wrong, in our words: mapped here, once, whoever asks them."""

import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import TypeGuard

import openai

from prover.llm.refusals import ServerRefusal, code_in, words_in
from prover.words.errors import ModelFailed, ModelRefused, ModelUnavailable

PASSING = frozenset({408, 409, 425, 429})  # and all from 500 on: the same request may work later
MEANT = frozenset({400, 402, 404, 405, 406, 413, 415, 422, 500, 501})  # statuses that may be about how we asked
NO_QUOTA = "insufficient_quota"  # a 429 that no waiting mends
HINTS = {401: "check the key", 403: "the key may not use this model", 404: "check the model's name and the address"}
NO_RIGHTS = (401, 403)
TRANSPORT = ("httpx", "httpx2", "httpcore", "httpcore2")
UNREACHED = frozenset({"ConnectError", "ConnectTimeout", "ProxyError", "UnsupportedProtocol"})  # of these libraries
TITLE = re.compile(r"<title>(.*?)</title>", re.IGNORECASE | re.DOTALL)
CHECK_ADDRESS = "check the address (most end in /v1), and what stands before the server"
LONGEST_WORDS = 300  # characters of what a server says of an error
MAX_PAGE = 2**16


@dataclass(frozen=True)
class ServerErrors:
    """The errors of one server: ``at`` names it, and its ``key`` is shown in none."""

    at: str
    key: str = field(repr=False)

    @contextmanager
    def in_our_words(self, silence_seconds: float) -> Iterator[None]:
        """Raises `ModelFailed`, with what was raised as its cause, for all but bugs and what is in our words already.

        ``silence_seconds`` is how long the server may say nothing.
        """
        try:
            yield
        except Exception as error:
            if (ours := self._of(error, silence_seconds)) is None:
                raise
            raise ours from error

    def without_key(self, words: str) -> str:
        """What a server says, which may say the key too."""
        return words.replace(self.key, "***")

    def _of(self, error: Exception, silence_seconds: float) -> ModelFailed | None:
        match error:
            case openai.APIStatusError():
                return self._of_status(error)
            case openai.APITimeoutError() | TimeoutError():
                return ModelUnavailable(f"{self.at} was silent for {silence_seconds:g} s", billed=True)
            case openai.APIConnectionError():
                return ModelUnavailable(f"{self.at} cannot be reached: {in_a_line(error.__cause__ or error)}")
            case openai.APIError():  # an error that the stream reports after it has begun
                return ModelUnavailable(f"{self.at} broke off: {in_a_line(error.message)}", billed=True)
            case openai.OpenAIError() | ValueError() | RecursionError():  # no JSON is a `ValueError` of several kinds
                return ModelUnavailable(f"{self.at} sent what is no reply: {in_a_line(error)}", billed=True)
        # The transport's own errors reach us bare once the stream has begun; they are known by where they live.
        if type(error).__module__.partition(".")[0] in TRANSPORT:
            words = in_a_line(error) or "the connection was lost"
            return ModelUnavailable(f"{self.at} broke off: {words}", billed=True)
        return None

    def _of_status(self, error: openai.APIStatusError) -> ModelFailed:
        status, words = error.status_code, words_in(error.body) or str(error.message)
        words = in_a_line(self.without_key(words))
        if is_page(error.response.text):
            words = f"{_page(error.response.text)}; {CHECK_ADDRESS}"
        if (status in PASSING or status >= 500) and error.code != NO_QUOTA:
            return ModelUnavailable(f"{self.at} answered {status}: {words}", _retry_after(error))
        hint = f" ({HINTS[status]})" if status in HINTS else ""
        return ModelRefused(f"{self.at} refused with {status}{hint}: {words}")

    def shows_a_page(self, page: str = "") -> ModelRefused:
        """What to raise when a web page came in the place of an answer; what is known of it is its text."""
        return ModelRefused(f"{self.at} answers with {_page(page)}: {CHECK_ADDRESS}")


def refusal_in(error: BaseException | None) -> ServerRefusal | None:
    """The refusal that an error of the client is, if it may be about how we asked."""
    if not isinstance(error, openai.APIStatusError) or error.status_code not in MEANT:
        return None
    return ServerRefusal(error.status_code, words_in(error.body) or str(error.message), code_in(error.body))


def lasting(failure: ModelFailed) -> ModelFailed | None:
    """The failure with a hint where asking again will not mend it; None where the server may yet answer."""
    match failure.__cause__:
        case openai.APIStatusError() as error if error.status_code in NO_RIGHTS or is_page(error.response.text):
            return failure
        case openai.APITimeoutError() | TimeoutError():
            return ModelUnavailable(f"{failure}; is it busy, or still starting?")
        case openai.APIConnectionError() as error if type(error.__cause__).__name__ in UNREACHED:
            return ModelUnavailable(f"{failure} (is the server running, and the address right?)")
    return None


def in_a_line(words: object) -> str:
    return " ".join(str(words).split())[:LONGEST_WORDS]


def is_page(said: object) -> TypeGuard[str]:
    return isinstance(said, str) and said.lstrip()[:1] == "<"


def _page(said: str) -> str:
    title = TITLE.search(said[:MAX_PAGE])
    return f"a web page ({in_a_line(title[1])})" if title else "a web page"


def _retry_after(error: openai.APIStatusError) -> float | None:
    """Seconds, from a header that holds a number or a date."""
    value = error.response.headers.get("retry-after", "")
    try:
        seconds = float(value)
    except ValueError:
        try:
            when, now = parsedate_to_datetime(value), parsedate_to_datetime(error.response.headers.get("date", value))
            seconds = (when - now).total_seconds()
        except (ValueError, TypeError):  # no date, or one with a zone beside one without
            return None
    return seconds if math.isfinite(seconds) and seconds >= 0 else None

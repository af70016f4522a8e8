"""What a server's refusal means: another way to talk to it, or a conversation that is too long; it asks nobody.

The words are in `servers.toml`. What is read out of them is a guess; a wrong one costs a call that is refused.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from prover.llm.chat import reply_tokens
from prover.llm.dialect import servers
from prover.llm.model import Request
from prover.words.budget import LEAST_REPLY
from prover.words.dialects import Dialect

LEAST_WINDOW = 1_024  # tokens; a smaller number in a refusal is about something else
MOST_WORDS = 4_000  # characters of a refusal that are read


@dataclass(frozen=True)
class ServerRefusal:
    """What a server said instead of an answer: its ``words``, and its own ``code`` for it."""

    status: int
    words: str
    code: str = ""

    @property
    def low(self) -> str:
        return self.words.lower()


def words_in(body: object) -> str:
    """The server's own words in the body of an error, wherever it puts them; empty where there are none."""
    return " ".join(" ".join(_words(body)).split())[:MOST_WORDS]


def _words(body: object) -> Iterable[str]:
    match body:
        case str():
            yield body
        case list():
            for each in body[:8]:
                yield from _words(each)
        case {"loc": [*place], "msg": str(said)}:  # FastAPI's
            yield f"{'.'.join(map(str, place))}: {said}"
        case dict():
            found = [body[name] for name in ("message", "error", "detail", "errors", "msg") if name in body]
            for each in found[:2]:
                yield from _words(each)
            # Who refuses a parameter may name it beside its words.
            param = body.get("param")
            if isinstance(param, str) and not any(isinstance(each, str) and param in each for each in found):
                yield f"({param})"
        case _:
            pass


def code_in(body: object) -> str:
    """The server's own code and type of an error, where it gives them."""
    inner: Any = body.get("error", body) if isinstance(body, dict) else body
    return " ".join(str(inner[name]) for name in ("code", "type") if name in inner) if isinstance(inner, dict) else ""


def amended(dialect: Dialect, refusal: ServerRefusal, request: Request) -> Dialect | None:
    """The dialect in which a server that refused `request` may take it; None where nothing says so."""
    for known in servers()["refusal"]:
        if not all(re.search(words, refusal.low) for words in known["says"]):
            continue
        then = known["then"]
        if "most_reply" in then:
            asked = reply_tokens(request, dialect)
            named = _number(servers()["most_reply"]["says"], refusal.low, asked)
            then = {"most_reply": asked // 2 if named is None else named}
            if then["most_reply"] < LEAST_REPLY:
                continue
        if (changed := Dialect.model_validate(dialect.model_dump() | then)) != dialect:
            return changed
    return None


def overflows(refusal: ServerRefusal) -> bool:
    """Whether a server says that the conversation, or what it is to answer with, is longer than its window."""
    known = servers()["overflow"]
    return any(code in refusal.code for code in known["codes"]) or any(
        re.search(words, refusal.low) for words in known["says"]
    )


def window_in(refusal: ServerRefusal, most: int) -> int | None:
    """The window in tokens that it names, where it is a smaller one than ``most``."""
    found = _number(servers()["overflow"]["window"], refusal.low, most)
    return found if found is not None and found >= LEAST_WINDOW else None


def _number(patterns: Sequence[str], words: str, below: int) -> int | None:
    """What the first of the patterns finds that is a smaller number than ``below``."""
    numbers = (int(found[1][:12]) for pattern in patterns for found in re.finditer(pattern, words))
    return next((number for number in numbers if number < below), None)

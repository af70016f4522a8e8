"""What is asked of servers: bounded, never from https to anything else, each failure in words; it writes no file."""

import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from typing import IO
from urllib.parse import urlsplit

from architect.setup.failing import failed, in_words
from prover.words.errors import DownloadBroken
from prover.words.shown import Json, from_json
from prover.words.stopwatch import Clock

AGENT = "blueprint-prover"
PIECE = 1 << 18  # bytes
LEAST = 1 << 14  # bytes in the time for which a server may be silent: fewer are as good as none
MOST_JSON = 16 << 20  # bytes
PASSING = frozenset({408, 429, 500, 502, 503, 504})  # HTTP: another try may go better


@dataclass(frozen=True)
class Web:
    """The servers, of which the one at ``api`` names the others.

    ``seconds`` is how long one may say nothing, or next to nothing; ``tries`` how often in a row one may bring nothing.
    """

    api: str
    seconds: float = 30.0
    tries: int = 5
    pause: Callable[[float], None] = time.sleep
    clock: Clock = time.monotonic

    @contextmanager
    def answer(self, url: str, **headers: str) -> Iterator[http.client.HTTPResponse]:
        """The answer to a request, with its head read. Raises `DownloadBroken`, also for what fails within."""
        try:
            if urlsplit(url).scheme not in ("https", urlsplit(self.api).scheme):
                raise urllib.error.URLError("it is not https")
            opener = urllib.request.build_opener(_Safe())
            opener.addheaders = [("User-Agent", AGENT), *((k.replace("_", "-"), v) for k, v in headers.items())]
            response = opener.open(url, timeout=self.seconds)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise _broken(url, error) from error
        with response:
            yield response

    def pieces(self, response: http.client.HTTPResponse) -> Iterator[bytes]:
        """What follows the head, until the server ends it. Raises `DownloadBroken`, also for what comes too slowly."""
        since, got = self.clock(), 0
        try:
            while piece := response.read1(PIECE):
                yield piece
                got += len(piece)
                if self.clock() - since > self.seconds:
                    if got < LEAST:
                        raise TimeoutError(f"only {got} bytes in {self.seconds:g} s, it timed out")
                    since, got = self.clock(), 0
        except (OSError, http.client.HTTPException) as error:
            raise _broken(response.url, error) from error

    def json(self, path: str) -> Json:
        """What the server at ``api`` says of ``path``. Raises `SetupFailed`."""
        url = f"{self.api.rstrip('/')}/{path}"
        text = b""
        with self.answer(url, Accept="application/json") as response:
            for piece in self.pieces(response):
                text += piece
                if len(text) > MOST_JSON:
                    raise failed(f"asking {url}", f"the answer is over {MOST_JSON >> 20} MiB")
        try:
            return from_json(text)
        except ValueError as error:
            raise failed(f"asking {url}", f"the answer is no JSON ({error})") from error


class _Safe(urllib.request.HTTPRedirectHandler):
    """Follows what a server says is elsewhere, but never from https to anything else."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> urllib.request.Request | None:
        if req.type == "https" and urlsplit(newurl).scheme != "https":
            raise urllib.error.URLError(f"it leads on to {newurl}, which is not https")
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


def _broken(url: str, error: Exception) -> DownloadBroken:
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    passes = isinstance(cause, TimeoutError | ConnectionResetError | http.client.HTTPException)
    said, status = str(cause) or "the connection broke off", None
    if isinstance(error, urllib.error.HTTPError):
        said, status, passes = f"HTTP {error.code} {error.reason}", error.code, error.code in PASSING
        error.close()
    between = _through(url)
    if between and isinstance(cause, ConnectionRefusedError):
        said += " by the proxy"
    return DownloadBroken(in_words(f"asking {url}{between}", said, "try again"), passes, status)


def _through(url: str) -> str:
    """Which proxy is between, without the password in its name."""
    parts = urlsplit(url)
    proxy = urllib.request.getproxies().get(parts.scheme)
    if not proxy or urllib.request.proxy_bypass(parts.hostname or ""):
        return ""
    return f" through the proxy {proxy.rpartition('@')[2].rpartition('//')[2]}"

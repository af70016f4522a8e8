"""The server over streamable HTTP: on loopback for whoever is here, elsewhere only for who has the token.

Requests that a page of another site made a browser send are refused by their Host and Origin.
"""

import asyncio
import hmac
import logging
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import ip_address

import uvicorn
from mcp.server import streamable_http
from mcp.server.transport_security import TransportSecuritySettings
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from architect.mcp.server import ArchitectServer
from prover.words.errors import BadInput
from prover.words.plain import counted

PATH = "/mcp"
LOCAL = ("127.0.0.1", "localhost", "[::1]")
SHORTEST_TOKEN = 16  # characters
MOST_SESSIONS = 512  # those whose clients went away without a word count for half an hour
MOST_CONNECTIONS = 256
ASK_WITHIN = 5.0  # seconds that a request's head may take, nothing of its body may come, and nothing may be asked
LEAVE_WITHIN = 1  # seconds that requests have to end by themselves; then they are cancelled
END_WITHIN = 15.0


@dataclass(frozen=True)
class WebPlace:
    """Where to listen, and for whom: with a ``token`` only for who gives it, under the names ``known_as`` too.

    Raises `BadInput` for what would be open to anybody.
    """

    host: str
    port: int
    token: str | None = None
    known_as: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.token is not None and len(self.token) < SHORTEST_TOKEN:
            raise BadInput(f"the token has {counted(len(self.token), 'character')}: give it {SHORTEST_TOKEN} or more")
        if self.token is not None and not _fits_header(self.token):
            raise BadInput(
                "the token has characters that no header carries (a line break, a space at an end, no ASCII)"
            )
        if self.token is None and not self.is_local:
            raise BadInput(
                f"--host {self.host}: only this machine is served without a token: set $ARCHITECT_MCP_TOKEN, "
                "or name a file that has it with --token-file"
            )
        if self._is_all and not self.known_as:
            raise BadInput(f"--host {self.host}: say with --known-as NAME what name clients reach it by")

    @property
    def is_local(self) -> bool:
        """Whether nobody else's machine can reach it."""
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def _is_all(self) -> bool:
        try:
            return ip_address(self.host).is_unspecified
        except ValueError:
            return False

    @property
    def _written(self) -> str:
        """The host as it stands in an address."""
        return f"[{self.host}]" if ":" in self.host else self.host

    def url(self, port: int) -> str:
        """The address that a client is given."""
        return f"http://{self.known_as[0] if self._is_all else self._written}:{port}{PATH}"

    def security(self, port: int) -> TransportSecuritySettings:
        """The names that a request may give as its Host, and the pages that may have sent it."""
        own = (*LOCAL, *(() if self._is_all else (self._written,)))
        named = [f"{host}:{port}" for host in own]
        known = [each for name in self.known_as for each in (name, f"{name}:{port}")]
        hosts = [*dict.fromkeys([*named, *known])]
        origins = [f"{scheme}://{host}" for host in hosts for scheme in ("http", "https")]
        return TransportSecuritySettings(allowed_hosts=hosts, allowed_origins=origins)

    def socket(self) -> socket.socket:
        """Bound and listening. Raises `BadInput` where that cannot be."""
        try:
            [(family, kind, protocol, _, address), *_] = socket.getaddrinfo(
                self.host, self.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
            )
            listening = socket.socket(family, kind, protocol)
        except OSError as error:
            raise BadInput(f"--host {self.host}: {error.strerror}") from error
        try:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(address)
            listening.listen()
        except OSError as error:
            listening.close()
            raise BadInput(f"{self._written}:{self.port}: {error.strerror}: choose another --port") from error
        return listening


def _fits_header(token: str) -> bool:
    return token.isascii() and token.isprintable() and token == token.strip()


class ForBearers:
    """Lets those requests through that bear the token."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app, self._token = app, token.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not self._is_borne(Headers(scope=scope).get("authorization", "")):
            refusal = PlainTextResponse(
                "a token is wanted: Authorization: Bearer TOKEN", 401, {"WWW-Authenticate": "Bearer"}
            )
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _is_borne(self, authorization: str) -> bool:
        scheme, _, given = authorization.partition(" ")
        return scheme.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), self._token)


class _InTime(H11Protocol):
    """A connection that is closed when it asks nothing, or takes too long to: who may not be heard keeps no place."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._seen: tuple[object, bool, int] = (None, True, 0)
        self._body = 0  # bytes, of all requests
        self._looking = self.loop.call_later(ASK_WITHIN, self._look)

    def data_received(self, data: bytes) -> None:
        if self.cycle is not None and not self.cycle.response_complete:
            self._body += len(data)
        super().data_received(data)

    def connection_lost(self, exc: Exception | None) -> None:
        self._looking.cancel()
        super().connection_lost(exc)

    def _look(self) -> None:
        is_asking = self.cycle is None or self.cycle.response_complete or self.cycle.more_body
        seen = (self.cycle, is_asking, self._body)
        if is_asking and seen == self._seen:  # nothing was asked since the last look
            self.transport.close()
            return
        self._seen = seen
        self._looking = self.loop.call_later(ASK_WITHIN, self._look)


class _OurSignals(uvicorn.Server):
    """Who runs us hears the signals, and cancels us."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _is_news(record: logging.LogRecord) -> bool:
    """Who breaks off in the middle of a request is none: the SDK would print where it stood."""
    return not (record.exc_info and isinstance(record.exc_info[1], ClientDisconnect))


async def serve_on_web(server: ArchitectServer, place: WebPlace, tell: Callable[[str], None]) -> None:
    """Serve until this is cancelled; ``tell`` hears the address. Raises `BadInput` where that is not to be had."""
    logging.getLogger(streamable_http.__name__).addFilter(_is_news)
    with place.socket() as listening:
        port: int = listening.getsockname()[1]
        app: ASGIApp = server.streamable_http_app(
            streamable_http_path=PATH, transport_security=place.security(port), max_sessions=MOST_SESSIONS
        )
        if place.token is not None:
            app = ForBearers(app, place.token)
        web = _OurSignals(
            uvicorn.Config(
                app,
                http=_InTime,
                log_config=None,
                access_log=False,
                server_header=False,
                limit_concurrency=MOST_CONNECTIONS,
                timeout_graceful_shutdown=LEAVE_WITHIN,
            )
        )
        tell(f"{place.url(port)} serves the prover, {'to who has the token' if place.token else 'to this machine'}")
        serving = asyncio.ensure_future(web.serve([listening]))
        try:
            await asyncio.wait([serving])
        finally:
            for name in ("mcp", "uvicorn.error"):  # that requests are cut off is meant
                logging.getLogger(name).setLevel(logging.CRITICAL)
            web.should_exit = True
            await asyncio.wait([serving], timeout=END_WITHIN)
        serving.result()

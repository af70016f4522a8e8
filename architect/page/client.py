"""One request of one client on this machine, read and answered within its time; h11 knows the protocol, nobody else.

A connection has one request. What is refused is told in a status and a line.
"""

import asyncio
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass

import h11

READ_WITHIN = 10.0  # seconds, a request
WRITTEN_WITHIN = 30.0  # seconds, an answer, or one piece of it that follows later
MOST_HEAD_BYTES = 16 * 2**10
PIECE = 2**16
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-cache",
    "Content-Security-Policy": "default-src 'none'",
    "Connection": "close",
}


@dataclass(frozen=True)
class HttpRequest:
    """What a client asks for: a path with its query, and the headers by their names in small letters."""

    method: str
    target: str
    headers: Mapping[str, str]


@dataclass(frozen=True)
class HttpAnswer:
    """A status, headers besides those that all have, and a body."""

    status: int
    body: bytes = b""
    kind: str = "text/plain; charset=utf-8"
    headers: Mapping[str, str] | None = None


def refused(status: int, why: str) -> HttpAnswer:
    """An answer that says why there is none."""
    return HttpAnswer(status, f"{why}\n".encode())


def objection_to(request: HttpRequest, hosts: Collection[str]) -> HttpAnswer | None:
    """What is against a request that comes from elsewhere, or wants what is not given here.

    A page of another site can make a browser ask us, under a name of its own that leads to this machine: `Host` and
    `Origin` tell.
    """
    if request.headers.get("host") not in hosts:
        return refused(403, "this host is not served")
    origin = request.headers.get("origin")
    if origin is not None and origin not in {f"http://{host}" for host in hosts}:
        return refused(403, "other sites are not served")
    is_foreign = request.headers.get("sec-fetch-site", "none") not in ("none", "same-origin")
    if is_foreign and request.headers.get("sec-fetch-mode") != "navigate":
        return refused(403, "other sites are not served")
    if request.method != "GET":
        return HttpAnswer(405, b"only GET\n", headers={"Allow": "GET"})
    return None


class Client:
    """One connection. What is wrong with it raises `ConnectionError` or `TimeoutError`."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self._protocol = h11.Connection(h11.SERVER, max_incomplete_event_size=MOST_HEAD_BYTES)
        self._has_no_body = False

    async def request(self) -> HttpRequest:
        """What is asked, within `READ_WITHIN`; no more of a body is read than came with it."""
        try:
            async with asyncio.timeout(READ_WITHIN):
                while (event := self._protocol.next_event()) is h11.NEED_DATA:
                    self._protocol.receive_data(await self._reader.read(PIECE))
        except h11.RemoteProtocolError as error:
            if self._protocol.our_state in (h11.IDLE, h11.SEND_RESPONSE):
                await self.answer(refused(error.error_status_hint, "no request that is understood"))
            raise ConnectionError(str(error)) from error
        if not isinstance(event, h11.Request):
            raise ConnectionError("it ended before it asked for anything")
        self._has_no_body = event.method == b"HEAD"
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in event.headers}
        return HttpRequest(event.method.decode("latin-1"), event.target.decode("latin-1"), headers)

    async def answer(self, answer: HttpAnswer) -> None:
        """All of an answer."""
        length = {} if answer.status == 304 else {"Content-Length": str(len(answer.body))}
        await self.begin(answer, length)
        await self.go_on(answer.body)
        await self.finish()

    async def begin(self, answer: HttpAnswer, framing: Mapping[str, str] | None = None) -> None:
        """The head of an answer; without a length what follows has no end of its own."""
        headers = {**ALWAYS, "Content-Type": answer.kind, **(answer.headers or {}), **(framing or {})}
        head = h11.Response(status_code=answer.status, headers=list(headers.items()))
        await self._write(self._protocol.send(head))

    async def go_on(self, piece: bytes) -> None:
        """A piece of the body, which the answer to HEAD does not have."""
        if piece and not self._has_no_body:
            await self._write(self._protocol.send(h11.Data(data=piece)))

    async def finish(self) -> None:
        """The body is whole."""
        await self._write(self._protocol.send(h11.EndOfMessage()))

    async def close(self) -> None:
        """End the connection, once what was said is taken."""
        self._writer.close()
        async with asyncio.timeout(WRITTEN_WITHIN):
            await self._writer.wait_closed()

    async def left(self) -> None:
        """Return when it has gone; what else it says is not heard."""
        with suppress(ConnectionError):
            while await self._reader.read(PIECE):
                pass

    def abort(self) -> None:
        """End it, whatever was not taken."""
        self._writer.transport.abort()

    async def _write(self, data: bytes | None) -> None:
        self._writer.write(data or b"")
        async with asyncio.timeout(WRITTEN_WITHIN):
            await self._writer.drain()

"""The server on this process's standard streams, until the client closes its end; only the protocol goes there."""

import asyncio
import json
import os
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from typing import Any, Self, cast

from mcp.server.stdio import stdio_server
from mcp.shared._stream_protocols import ReadStream, WriteStream
from mcp.shared.message import SessionMessage
from mcp_types import INVALID_REQUEST, PARSE_ERROR, ErrorData, JSONRPCError
from pydantic import ValidationError

from architect.mcp.calls import GRACE
from architect.mcp.server import ArchitectServer
from prover.words.files import MOST_BYTES

PIECE = 65_536
MOST_WAITING = 64  # lines
MOST_LINE = 2 * MOST_BYTES  # bytes: a text as large as those that are read, in JSON


async def serve_on_streams(server: ArchitectServer) -> None:
    """Serve one client; returns when it has closed our standard input. When cancelled it ends as if it had."""
    arriving = _Arriving(0)
    serving = asyncio.ensure_future(_serve(server, arriving))
    try:
        await asyncio.wait([serving])
    except asyncio.CancelledError:  # the SDK trips over itself where it is cancelled from outside
        arriving.end()
        await asyncio.wait([serving], timeout=GRACE)
        serving.cancel()
        raise
    serving.result()


async def _serve(server: ArchitectServer, arriving: "_Arriving") -> None:
    lines = cast(Any, arriving)  # the SDK wants a file of anyio's, and asks for its lines only
    async with stdio_server(stdin=lines) as (incoming, outgoing):
        low = server._lowlevel_server  # the SDK's own `run_stdio_async` reads in a thread that nobody can stop
        await low.run(_Messages(incoming, outgoing), outgoing, low.create_initialization_options())


class _Messages:
    """The messages that arrive. What is none is answered with an error, so that nobody waits for ever.

    The SDK says nothing then, also of a request with half a character (a surrogate) in it.
    """

    def __init__(self, incoming: ReadStream[SessionMessage | Exception], outgoing: WriteStream[SessionMessage]) -> None:
        self._incoming, self._outgoing = incoming, outgoing

    async def receive(self) -> SessionMessage:
        return await self._answered(self._incoming.receive)

    async def aclose(self) -> None:
        await self._incoming.aclose()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> SessionMessage:
        return await self._answered(self._incoming.__anext__)

    async def _answered(self, take: Callable[[], Awaitable[SessionMessage | Exception]]) -> SessionMessage:
        while isinstance(found := await take(), Exception):
            await self._outgoing.send(SessionMessage(_refusal(found)))
        return found

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.aclose()


def _refusal(error: Exception) -> JSONRPCError:
    """The answer to a line that is no message, with the number of the request that it was meant to be, if any."""
    faults = error.errors() if isinstance(error, ValidationError) else []
    line = next((fault["input"] for fault in faults if fault["type"] == "json_invalid"), None)
    try:
        found = [json.loads(line)] if isinstance(line, str) else [fault["input"] for fault in faults]
    except (ValueError, RecursionError):
        found = []
    numbers = (each.get("id") for each in found if isinstance(each, dict))
    number = next((each for each in numbers if isinstance(each, int | str) and not isinstance(each, bool)), None)
    code, what = (PARSE_ERROR, "JSON in UTF-8") if line is not None else (INVALID_REQUEST, "a message of JSON-RPC 2.0")
    return JSONRPCError(jsonrpc="2.0", id=number, error=ErrorData(code=code, message=f"a line that is not {what}"))


class _Arriving:
    """The lines that arrive; the thread that waits for them keeps no process from ending.

    The SDK's own way waits in a thread until one more line comes, whatever a signal says.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._loop = asyncio.get_running_loop()
        self._arrived: asyncio.Queue[bytes | bytearray] = asyncio.Queue(MOST_WAITING)
        self._ended = asyncio.Event()
        threading.Thread(target=self._read, name="standard input", daemon=True).start()

    def end(self) -> None:
        """No more lines are wanted."""
        self._ended.set()

    async def __aiter__(self) -> AsyncIterator[str]:
        ended = asyncio.ensure_future(self._ended.wait())
        arrived = asyncio.ensure_future(self._arrived.get())
        try:
            while True:
                await asyncio.wait([ended, arrived], return_when=asyncio.FIRST_COMPLETED)
                if not arrived.done():
                    return
                yield arrived.result().decode("utf-8", "replace")
                arrived = asyncio.ensure_future(self._arrived.get())
        finally:
            ended.cancel()
            arrived.cancel()

    def _read(self) -> None:
        # The loop may be closed while this waits.
        with suppress(RuntimeError, asyncio.CancelledError, OSError):
            line = bytearray()
            while piece := os.read(self._descriptor, PIECE):
                *ends, rest = piece.split(b"\n")
                for end in ends:
                    self._take(line + end if len(line) <= MOST_LINE else line)
                    line = bytearray()
                if len(line) <= MOST_LINE:  # of a longer one only the beginning, which is no message, is kept
                    line += rest
            self._loop.call_soon_threadsafe(self._ended.set)

    def _take(self, line: bytes | bytearray) -> None:
        if line.strip():
            asyncio.run_coroutine_threadsafe(self._arrived.put(line), self._loop).result()

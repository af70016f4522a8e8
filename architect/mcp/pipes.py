"""The server on this process's standard streams, until the client closes its end; only the protocol goes there."""

import asyncio
import os
import threading
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any, cast

from mcp.server.stdio import stdio_server

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
        await low.run(incoming, outgoing, low.create_initialization_options())


class _Arriving:
    """The lines that arrive; the thread that waits for them keeps no process from ending.

    The SDK's own way waits in a thread until one more line comes, whatever a signal says.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._loop = asyncio.get_running_loop()
        self._arrived: asyncio.Queue[bytes] = asyncio.Queue(MOST_WAITING)
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
            rest = b""
            while (piece := os.read(self._descriptor, PIECE)) and len(rest) <= MOST_LINE:
                *whole, rest = (rest + piece).split(b"\n")
                for line in whole:
                    asyncio.run_coroutine_threadsafe(self._arrived.put(line), self._loop).result()
            self._loop.call_soon_threadsafe(self._ended.set)

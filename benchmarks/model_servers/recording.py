"""A recording point before a real server: all passes as it is, and what the server says it counted is kept."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from benchmarks.model_servers.listening import listening

USAGE = b'"usage":{'
MOST_REPLY = 2**24


@dataclass
class Counted:
    """Where the recording point is, and the input and output tokens of each reply that passed it."""

    url: str = ""
    replies: list[tuple[int, int]] = field(default_factory=list)


@asynccontextmanager
async def recording_point(upstream: int) -> AsyncIterator[Counted]:
    """A point before the server at the port ``upstream`` of this machine; a connection carries one request."""
    counted = Counted()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        lines = [line for line in head.split(b"\r\n")[:-2] if not line.lower().startswith(b"connection:")]
        length = next((int(x.split(b":")[1]) for x in lines if x.lower().startswith(b"content-length:")), 0)
        body = await reader.readexactly(length)
        theirs, ours = await asyncio.open_connection("127.0.0.1", upstream)
        ours.write(b"\r\n".join([*lines, b"Connection: close", b"", b""]) + body)
        await ours.drain()
        said = b""
        while piece := await theirs.read(2**16):
            said = (said + piece)[-MOST_REPLY:]
            writer.write(piece)
            await writer.drain()
        ours.close()
        _count(said, counted)

    async with listening(serve) as address:
        counted.url = f"{address}/v1"
        yield counted


def _count(said: bytes, counted: Counted) -> None:
    lines = [line[6:] for line in said.split(b"\n") if line.startswith(b"data: {") and USAGE in line]
    if lines:
        usage = json.loads(lines[-1])["usage"]
        counted.replies.append((usage["prompt_tokens"], usage["completion_tokens"]))

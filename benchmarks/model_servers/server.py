"""The server: a competent model behind each of its modes, which is the first part of the address (`/MODE/v1`)."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from benchmarks.model_servers.answering import Connection, Scene
from benchmarks.model_servers.competent import ModelSays, answer, read
from benchmarks.model_servers.forms import LOOKS, forms
from benchmarks.model_servers.listening import listening
from benchmarks.model_servers.plans import plans
from benchmarks.model_servers.refusing import refusing, scene_of
from benchmarks.model_servers.transport import transport

CHATTY = 6  # turns in which a conversation is made long
MUCH = "#check List.append_assoc\n-- " + "and so on " * 150


@cache
def modes() -> Mapping[str, Scene]:
    """All modes by name."""
    found: dict[str, Scene] = {**forms(), **transport(), **plans()}
    for name, mode in refusing().items():
        long = mode.when is not None and mode.when.bytes is not None
        found[name] = scene_of(mode, _chatty if long else found[mode.like or "good"])
    return found


async def _chatty(turn: Connection) -> None:
    looks = turn.asked.role == "prove" and turn.number <= CHATTY
    await turn.say(ModelSays("", ((LOOKS[0], {"text": MUCH}),)) if looks else None)


@dataclass
class ModelServer:
    """The running server: where a mode is, what it was asked (by mode), and the tokens that it said it counted."""

    root: str = ""
    requests: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    counted: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def url(self, mode: str) -> str:
        return f"{self.root}/{mode}/v1"


@dataclass(frozen=True)
class _StreamWriter:
    """See `Writer`."""

    stream: asyncio.StreamWriter

    def write(self, data: bytes) -> None:
        self.stream.write(data)

    async def drain(self) -> None:
        await self.stream.drain()

    def abort(self) -> None:
        self.stream.transport.abort()

    def is_closing(self) -> bool:
        return self.stream.is_closing()


@asynccontextmanager
async def model_server(port: int = 0) -> AsyncIterator[ModelServer]:
    """A server on this machine; 0 is a port that is free."""
    server, numbers = ModelServer(), Counter[str]()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(TimeoutError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            lines = [line.partition(":") for line in head.split("\r\n")[1:]]
            length = next((int(value) for name, _, value in lines if name.lower() == "content-length"), 0)
            request = json.loads(await reader.readexactly(length) or b"{}")
            mode = head.split(" ")[1].split("/")[1]
            counted = server.counted.setdefault(mode, [])
            asked = read(request)
            if request:
                numbers[mode] += 1
                server.requests.setdefault(mode, []).append(request)
            turn = Connection(request, asked, answer(asked), numbers[mode], _StreamWriter(writer), counted)
            refusal = refusing().get(mode)
            if mode not in modes():
                await turn.refuse(404, {"error": {"message": f"there is no mode {mode}"}})
            elif not request and refusal is not None and refusal.greeting:
                await refusal.refuse(turn)
            elif not request:
                await turn.refuse(404, {"error": {"message": "not found"}})
            else:
                await modes()[mode](turn)

    async with listening(serve, port) as server.root:
        yield server

"""A local server that speaks the chat-completions protocol, streamed, one scene for each request that comes in."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from benchmarks.model_servers.listening import listening

Scene = Callable[["Answer"], Awaitable[None]]


@dataclass
class Answer:
    """One request, and the connection that its answer goes to."""

    request: dict[str, Any]
    writer: asyncio.StreamWriter
    gone: asyncio.Event = field(default_factory=asyncio.Event)  # set when the client leaves

    async def head(self, status: int = 200, kind: str = "text/event-stream", **headers: str) -> None:
        lines = [f"HTTP/1.1 {status} Scene", f"Content-Type: {kind}", "Connection: close"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        await self.write("\r\n".join(lines) + "\r\n\r\n")

    async def write(self, text: str) -> None:
        self.writer.write(text.encode())
        await self.writer.drain()

    async def chunk(self, data: dict[str, Any]) -> None:
        await self.write(f"data: {json.dumps(data)}\n\n")

    async def delta(self, finish: str | None = None, **delta: Any) -> None:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        await self.chunk({"id": "c", "object": "chat.completion.chunk", "choices": [choice]})

    async def usage(self, prompt: int, completion: int, **more: Any) -> None:
        usage = {"prompt_tokens": prompt, "completion_tokens": completion, **more}
        await self.chunk({"id": "c", "object": "chat.completion.chunk", "choices": [], "usage": usage})

    async def done(self) -> None:
        await self.write("data: [DONE]\n\n")


def says(text: str = "", *calls: tuple[str, Any], finish: str = "stop", reasoning: str = "") -> Scene:
    """A whole reply: text, and calls of a tool with its arguments (a string is sent as it is)."""

    async def scene(answer: Answer) -> None:
        await answer.head()
        if reasoning:
            await answer.delta(reasoning_content=reasoning)
        for piece in (text[: len(text) // 2], text[len(text) // 2 :]):
            await answer.delta(content=piece)
        for n, (name, arguments) in enumerate(calls):
            written = arguments if isinstance(arguments, str) else json.dumps(arguments)
            function = {"name": name, "arguments": written[:3]}
            await answer.delta(tool_calls=[{"index": n, "id": f"id-{n}", "type": "function", "function": function}])
            await answer.delta(tool_calls=[{"index": n, "function": {"arguments": written[3:]}}])
        await answer.delta(finish="tool_calls" if calls and finish == "stop" else finish)
        await answer.usage(len(json.dumps(answer.request)) // 4, 20)
        await answer.done()

    return scene


def refuses(status: int, message: str = "no", code: str | None = None, **headers: str) -> Scene:
    async def scene(answer: Answer) -> None:
        await answer.head(status, "application/json", **headers)
        await answer.write(json.dumps({"error": {"message": message, "code": code, "type": "scene"}}))

    return scene


async def hangs_up(answer: Answer) -> None:
    """Closes the connection without a word."""


async def breaks_off(answer: Answer) -> None:
    """Closes the connection in the middle of a reply."""
    await answer.head()
    await answer.delta(content="half a rep")


async def breaks_a_chunk(answer: Answer) -> None:
    """Promises more bytes than it sends."""
    await answer.head(Content_Length="100000")
    await answer.delta(content="half a rep")


async def is_silent(answer: Answer) -> None:
    """Begins a reply and then says nothing until the client leaves."""
    await answer.head()
    await answer.delta(content="wait")
    await answer.gone.wait()


async def has_no_choices(answer: Answer) -> None:
    await answer.head()
    await answer.chunk({"id": "c", "object": "chat.completion.chunk", "choices": []})
    await answer.usage(10, 0)
    await answer.done()


async def is_no_json(answer: Answer) -> None:
    await answer.head()
    await answer.write("data: {this is no json\n\n")
    await answer.done()


async def fails_in_the_stream(answer: Answer) -> None:
    await answer.head()
    await answer.delta(content="a")
    await answer.chunk({"error": {"message": "the engine died", "code": 500}})


@dataclass
class ChatServer:
    """The running server: its address, and what it was asked; ``client_left``: one did before its answer was whole."""

    url: str = ""
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    asked: asyncio.Event = field(default_factory=asyncio.Event)
    client_left: asyncio.Event = field(default_factory=asyncio.Event)
    greetings: list[str] = field(default_factory=list)


async def has_no_such_page(answer: Answer) -> None:
    await answer.head(404, "application/json")
    await answer.write('{"error": {"message": "not found"}}')


def shows(page: str, status: int = 200) -> Scene:
    async def scene(answer: Answer) -> None:
        await answer.head(status, "text/html; charset=utf-8")
        await answer.write(page)

    return scene


async def waits(answer: Answer) -> None:
    """Says nothing until the client leaves."""
    await answer.gone.wait()


@asynccontextmanager
async def chat_server(
    scenes: Iterable[Scene] = (), otherwise: Scene | None = None, greeting: Scene = has_no_such_page
) -> AsyncIterator[ChatServer]:
    """Plays the scenes in turn, and then ``otherwise`` for ever; ``greeting`` for what is no work.

    That is any `GET`, and a request for nothing; ``greetings`` has their first lines.
    """
    server, rest = ChatServer(), iter(scenes)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        server.at_once += 1
        server.most_at_once = max(server.most_at_once, server.at_once)
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            fields = dict(line.split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line)
            lower = {name.lower(): value for name, value in fields.items()}
            request = json.loads(await reader.readexactly(int(lower.get("content-length", 0))) or b"{}")
            if request:
                server.requests.append(request)
                server.asked.set()
                server.keys.append(lower.get("authorization", ""))
                scene = next(rest, otherwise)
                assert scene is not None, "the server was asked more often than it has scenes"
            else:
                server.greetings.append(head.partition(" HTTP")[0])
                scene = greeting
            answer = Answer(request, writer)
            leaving = asyncio.create_task(reader.read())
            leaving.add_done_callback(lambda task: None if task.cancelled() else answer.gone.set())
            await scene(answer)
            if answer.gone.is_set():
                server.client_left.set()
            leaving.cancel()
        except (ConnectionError, asyncio.IncompleteReadError):
            server.client_left.set()
        finally:
            server.at_once -= 1

    async with listening(serve) as address:
        server.url = f"{address}/v1"
        yield server

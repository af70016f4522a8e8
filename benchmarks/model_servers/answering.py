"""One request to the server that misbehaves, and the connection that its answer goes to; pieces of the protocol."""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from benchmarks.model_servers.competent import Call, ModelAsked, ModelSays

STREAM, JSON, PAGE = "text/event-stream", "application/json", "text/html; charset=utf-8"
PIECE = 7  # characters of a call's arguments that come first


class Writer(Protocol):
    """Where an answer goes; ``abort`` breaks the connection off."""

    def write(self, data: bytes) -> None: ...

    async def drain(self) -> None: ...

    def abort(self) -> None: ...

    def is_closing(self) -> bool: ...


@dataclass
class Connection:
    """A request that was ``asked``, the ``number``-th of its mode, what a good model would say, and where it goes.

    ``counted`` has what the server says it counted: a token of input for four characters of messages and tools, and 50
    of output.
    """

    request: Mapping[str, Any]
    asked: ModelAsked
    said: ModelSays
    number: int
    writer: Writer
    counted: list[tuple[int, int]] = field(default_factory=list)

    async def write(self, what: str | bytes) -> None:
        self.writer.write(what if isinstance(what, bytes) else what.encode(errors="surrogatepass"))
        await self.writer.drain()

    async def head(self, status: int = 200, kind: str = STREAM, version: str = "1.1", **headers: object) -> None:
        lines = [f"HTTP/{version} {status} Said", f"Content-Type: {kind}", "Connection: close"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        await self.write("\r\n".join(lines) + "\r\n\r\n")

    async def refuse(self, status: int, body: object, retry_after: str = "") -> None:
        """An error; a text is a page."""
        headers = {"Retry_After": retry_after} if retry_after else {}
        await self.head(status, PAGE if isinstance(body, str) else JSON, version="1.1", **headers)
        await self.write(body if isinstance(body, str) else json.dumps(body))

    async def chunk(self, data: Mapping[str, Any]) -> None:
        frame = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m"}
        await self.write(f"data: {json.dumps(frame | dict(data), ensure_ascii=False)}\n\n")

    async def delta(self, finish: str | None = None, **delta: object) -> None:
        await self.chunk({"choices": [{"index": 0, "delta": delta, "finish_reason": finish}]})

    async def end(self, finish: str = "stop") -> None:
        await self.delta(finish)
        await self.count()
        await self.write("data: [DONE]\n\n")

    async def count(self) -> None:
        await self.chunk({"choices": [], "usage": self.usage()})

    def usage(self, out: int = 50) -> dict[str, int]:
        """What is said to have been counted, which is kept."""
        read = [self.request.get("messages"), self.request.get("tools")]
        prompt = len(json.dumps(read, ensure_ascii=False)) // 4
        self.counted.append((prompt, out))
        return {"prompt_tokens": prompt, "completion_tokens": out, "total_tokens": prompt + out}

    async def call(self, index: int, name: str, arguments: str, **more: object) -> None:
        function = {"name": name, "arguments": arguments[:PIECE]}
        piece = {"index": index, "id": f"call-{self.number}-{index}", "type": "function", "function": function}
        await self.delta(tool_calls=[piece | more])
        if rest := arguments[PIECE:]:
            await self.delta(tool_calls=[{"index": index, "function": {"arguments": rest}}])

    async def say(self, said: ModelSays | None = None, encoded: Callable[[Any], str] = json.dumps) -> None:
        """What a good model would say, or ``said``; in words where there are no tools."""
        said = said or self.said
        if self.request.get("stream") is False:
            await self.say_at_once(said)
        else:
            await self.head()
            await self.speak(said, encoded)
            await self.end("tool_calls" if said.calls and not self.asked.in_words else "stop")

    async def say_at_once(self, said: ModelSays) -> None:
        """A reply that is no stream."""
        text = said.without_calls() if self.asked.in_words else said.text
        calls = [] if self.asked.in_words else said.calls
        tools = [
            {"id": f"call-{number}", "type": "function", "function": {"name": name, "arguments": json.dumps(given)}}
            for number, (name, given) in enumerate(calls)
        ]
        message = {"role": "assistant", "content": text or None, "tool_calls": tools or None}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        await self.head(kind=JSON)
        await self.write(
            json.dumps({"id": "c", "object": "chat.completion", "choices": [choice], "usage": self.usage()})
        )

    async def speak(self, said: ModelSays, encoded: Callable[[Any], str] = json.dumps) -> None:
        if text := said.without_calls() if self.asked.in_words else said.text:
            await self.delta(role="assistant", content=text)
        if not self.asked.in_words:
            for index, (name, arguments) in enumerate(said.calls):
                await self.call(index, name, encoded(arguments))


Scene = Callable[[Connection], Awaitable[None]]


def with_arguments(said: ModelSays, changed: Callable[[str, dict[str, Any]], dict[str, Any]]) -> ModelSays:
    """The same with other arguments."""
    return ModelSays(said.text, tuple((name, changed(name, given)) for name, given in said.calls))


def with_calls(said: ModelSays, *calls: Call) -> ModelSays:
    return ModelSays(said.text, calls)

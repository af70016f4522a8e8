"""Any OpenAI-compatible server, through the `openai` client: one try, streamed; its errors are mapped beside it.

It repeats nothing: `asking` does, because each try is paid from a budget. The only door of `asyncio-throttle`, and with
`openai_errors` of `openai`.
"""

import asyncio
import json
from collections.abc import Awaitable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import openai
from asyncio_throttle.throttler import Throttler
from openai import AsyncOpenAI
from pydantic import BaseModel

from prover.llm.model import Assistant, Card, ChatMessage, Reply, Request, System, ToolCall, ToolResult, ToolSpec, User
from prover.llm.openai_errors import ServerErrors, in_a_line, is_page, lasting
from prover.llm.openai_reply import StreamedReply
from prover.words.errors import BadInput, ModelFailed

NO_KEY = "none"  # for a server that wants none: the client cannot be without
GREETED_WITHIN = 8.0  # for an answer to a request that is no work


@dataclass(frozen=True)
class Endpoint:
    """Where the model is and how to talk to it.

    ``concurrency`` requests at once, ``per_minute`` started in a minute; ``silence_seconds`` without a byte end a try.
    ``think_aloud`` sends the model's reasoning back to it in the next turn. ``extra`` goes into each request as it is.
    """

    base_url: str
    key: str = field(repr=False)
    concurrency: int = 16
    per_minute: int | None = None
    silence_seconds: float = 300.0
    think_aloud: bool = False
    temperature: float | None = None
    extra: dict[str, Any] = field(default_factory=dict)


class OpenAIModel:
    """``async with OpenAIModel(card, endpoint) as model: reply = await model.reply(request)``."""

    def __init__(self, card: Card, endpoint: Endpoint) -> None:
        self._card, self._endpoint = card, endpoint
        try:
            self._client = AsyncOpenAI(
                api_key=endpoint.key, base_url=endpoint.base_url, timeout=endpoint.silence_seconds, max_retries=0
            )
        except Exception as error:  # an address or a proxy of the environment that the client cannot use
            raise BadInput(f"{endpoint.base_url}: no client can be made for it: {in_a_line(error)}") from error
        self._at_once = asyncio.Semaphore(endpoint.concurrency)
        self._errors = ServerErrors(f"the model {card.name} at {endpoint.base_url}", endpoint.key)
        self._rate = Throttler(endpoint.per_minute, period=60.0) if endpoint.per_minute else None

    @property
    def card(self) -> Card:
        return self._card

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.close()

    async def greet(self) -> None:
        """See that a server is there that takes the key, which costs nothing. Raises `ModelFailed` for what is sure.

        The list of models is asked for, and then nothing, which is refused before any work: some servers have no such
        list or keep it from most keys, others show it to anybody.
        """
        client = self._client
        try:
            clear = await self._answers(client.get("/models", cast_to=object))
        except ModelFailed:
            try:
                clear = await self._answers(client.post("/chat/completions", body={}, cast_to=object))
            except ModelFailed:
                clear = False
            if not clear:
                raise
        else:
            if clear and self._endpoint.key != NO_KEY:
                await self._answers(client.post("/chat/completions", body={}, cast_to=object))

    async def _answers(self, asked: Awaitable[object]) -> bool:
        """Whether an API answers; False where that is not clear. Raises `ModelFailed` where clearly none does."""
        seconds = min(GREETED_WITHIN, self._endpoint.silence_seconds)
        try:
            with self._errors.in_our_words(seconds):
                async with asyncio.timeout(seconds):
                    said = await asked
        except ModelFailed as failure:
            if (why := lasting(failure)) is not None:
                raise why from failure.__cause__
            return isinstance(failure.__cause__, openai.APIStatusError)
        if is_page(said):
            raise self._errors.shows_a_page(said)
        return True

    async def reply(self, request: Request) -> Reply:
        """See `Model.reply`. What makes no sense as a reply is `ModelUnavailable` too: the next one may."""
        parameters, reply = self._parameters(request), StreamedReply()
        async with self._at_once:
            if self._rate is not None:
                await self._rate.acquire()  # type: ignore[no-untyped-call]
            with self._errors.in_our_words(self._endpoint.silence_seconds):
                # Closed by hand: when we are cancelled the server should stop writing at once.
                async with await self._client.chat.completions.create(**parameters) as stream:
                    if "text/html" in stream.response.headers.get("content-type", ""):
                        raise self._errors.shows_a_page()
                    async for chunk in stream:
                        reply.take(chunk.model_dump(warnings=False) if isinstance(chunk, BaseModel) else chunk)
        return reply.whole(self._card, request)

    def _parameters(self, request: Request) -> dict[str, Any]:
        endpoint = self._endpoint
        parameters: dict[str, Any] = {
            "model": self._card.name,
            "messages": [_message(m, endpoint.think_aloud) for m in request.messages],
            "max_tokens": request.reply_tokens,
            "stream": True,
            "stream_options": {"include_usage": True},
        }
        if endpoint.temperature is not None:
            parameters["temperature"] = endpoint.temperature
        if request.tools:
            parameters["tools"] = [_tool(t) for t in request.tools]
        return parameters | {"extra_body": endpoint.extra or None}


def _message(message: ChatMessage, think_aloud: bool) -> dict[str, Any]:
    match message:
        case System(text):
            return {"role": "system", "content": text}
        case User(text):
            return {"role": "user", "content": text}
        case ToolResult(call, text):
            return {"role": "tool", "tool_call_id": call.id, "content": text}
        case Assistant(text, calls, reasoning):
            said: dict[str, Any] = {"role": "assistant", "content": text}
            if calls:
                said["tool_calls"] = [_call(c) for c in calls]
            if think_aloud and reasoning:
                said["reasoning_content"] = reasoning
            return said


def _call(call: ToolCall) -> dict[str, Any]:
    # Servers parse the arguments of earlier turns, and fall over those that a model wrote badly.
    try:
        arguments = call.arguments if isinstance(json.loads(call.arguments), dict) else "{}"
    except (ValueError, RecursionError):
        arguments = "{}"
    return {"id": call.id, "type": "function", "function": {"name": call.name or "unknown", "arguments": arguments}}


def _tool(tool: ToolSpec) -> dict[str, Any]:
    function = {"name": tool.name, "description": tool.description, "parameters": tool.parameters}
    return {"type": "function", "function": function}

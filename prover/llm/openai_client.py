"""Any OpenAI-compatible server, through the `openai` client: one try, streamed, its errors put into our words.

It repeats nothing: `asking` does, because each try is paid from a budget. The only door of `openai` and
`asyncio-throttle`.
"""

import asyncio
import json
import math
import re
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any, Self, TypeGuard

import openai
from asyncio_throttle.throttler import Throttler
from openai import AsyncOpenAI
from pydantic import BaseModel, ValidationError

from prover.llm.model import (
    Assistant,
    Card,
    Message,
    Reply,
    Request,
    System,
    ToolCall,
    ToolResult,
    ToolSpec,
    User,
    size,
)
from prover.words.budget import Spent
from prover.words.errors import BadInput, ContextFull, ModelFailed, ModelRefused, ModelUnavailable

PASSING = frozenset({408, 409, 425, 429})  # and all from 500 on: the same request may work later
NO_QUOTA = "insufficient_quota"  # a 429 that no waiting mends
# What servers call a conversation that is too long; there is no code that all of them use.
TOO_LONG = (
    "context_length_exceeded",
    "maximum context length",
    "context window",
    "too many tokens",
    "prompt is too long",
)
TRUNCATED = "length"
TRANSPORT = ("httpx", "httpx2", "httpcore", "httpcore2")
UNREACHED = frozenset({"ConnectError", "ConnectTimeout", "ProxyError", "UnsupportedProtocol"})  # of these libraries
NO_KEY = "none"  # for a server that wants none: the client cannot be without
GREETING_SECONDS = 8.0  # for an answer to a request that is no work
TITLE = re.compile(r"<title>(.*?)</title>", re.IGNORECASE | re.DOTALL)
CHECK_ADDRESS = "check the address (most end in /v1), and what stands before the server"
LONGEST_WORDS = 300  # characters of what a server says of an error
MAX_PAGE = 2**16
MAX_REPLY = 8 * 2**20  # bytes of one reply; more is a server that has lost its way


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
            raise BadInput(f"{endpoint.base_url}: no client can be made for it: {_line(error)}") from error
        self._at_once = asyncio.Semaphore(endpoint.concurrency)
        self._at = f"the model {card.name} at {endpoint.base_url}"
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
        seconds = min(GREETING_SECONDS, self._endpoint.silence_seconds)
        try:
            async with asyncio.timeout(seconds):
                said = await asked
        except (TimeoutError, openai.APITimeoutError) as error:
            raise ModelUnavailable(
                f"{self._at} was silent for {seconds:g} s; is it busy, or still starting?"
            ) from error
        except openai.APIStatusError as error:
            if error.status_code in (401, 403) or _is_page(error.response.text):
                raise _of_status(error, self._at, self._endpoint.key) from error
        except openai.APIConnectionError as error:
            if type(error.__cause__).__name__ not in UNREACHED:
                return False
            words = f"{_line(error.__cause__ or error)} (is the server running, and the address right?)"
            raise ModelUnavailable(f"{self._at} cannot be reached: {words}") from error
        except (openai.OpenAIError, ValueError):
            return False
        else:
            if _is_page(said):
                raise ModelRefused(f"{self._at} answers with {_page(said)}: {CHECK_ADDRESS}")
        return True

    async def reply(self, request: Request) -> Reply:
        """See `Model.reply`. What makes no sense as a reply is `ModelUnavailable` too: the next one may."""
        parameters = self._parameters(request)
        async with self._at_once, self._errors_in_our_words():
            if self._rate is not None:
                await self._rate.acquire()  # type: ignore[no-untyped-call]
            reply = _Reply()
            # Closed by hand: when we are cancelled the server should stop writing at once.
            stream = await self._client.chat.completions.create(**parameters)
            async with stream:
                if "text/html" in stream.response.headers.get("content-type", ""):
                    raise ModelRefused(f"{self._at} answers with a web page: {CHECK_ADDRESS}")
                async for chunk in stream:
                    dumped = chunk.model_dump(warnings=False) if isinstance(chunk, BaseModel) else chunk
                    reply.take(_dict(dumped))
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

    @asynccontextmanager
    async def _errors_in_our_words(self) -> AsyncIterator[None]:
        at = self._at
        try:
            yield
        except openai.APIStatusError as error:
            raise _of_status(error, at, self._endpoint.key) from error
        except openai.APITimeoutError as error:
            seconds = self._endpoint.silence_seconds
            raise ModelUnavailable(f"{at} was silent for {seconds:g} s", billed=True) from error
        except openai.APIConnectionError as error:
            raise ModelUnavailable(f"{at} cannot be reached: {_line(error.__cause__ or error)}") from error
        except openai.APIError as error:  # an error that the stream reports after it has begun
            raise ModelUnavailable(f"{at} broke off: {_line(error.message)}", billed=True) from error
        except (openai.OpenAIError, json.JSONDecodeError, UnicodeDecodeError, ValidationError, RecursionError) as error:
            raise ModelUnavailable(f"{at} sent what is no reply: {_line(error)}", billed=True) from error
        except Exception as error:
            # The transport's own errors reach us bare once the stream has begun; they are known by where they live.
            if type(error).__module__.partition(".")[0] not in TRANSPORT:
                raise
            words = f"{type(error).__name__} {_line(error)}".rstrip()
            raise ModelUnavailable(f"{at} broke off: {words}", billed=True) from error


class _Reply:
    """A reply as its pieces come in; a piece of the wrong type is as if it were not there."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._reasoning: list[str] = []
        self._calls: dict[int, dict[str, str]] = {}
        self._usage: dict[str, Any] = {}
        self._finish: str | None = None
        self._size = 0
        self._chosen = False

    def take(self, chunk: dict[str, Any]) -> None:
        self._usage = _dict(chunk.get("usage")) or self._usage
        for choice in map(_dict, _list(chunk.get("choices"))[:1]):
            self._chosen = True
            self._finish = self._counted(choice.get("finish_reason")) or self._finish
            delta = _dict(choice.get("delta"))
            self._text.append(self._counted(delta.get("content")))
            # Two names are in use for what a model thinks aloud: DeepSeek's and OpenRouter's.
            self._reasoning.append(self._counted(delta.get("reasoning_content") or delta.get("reasoning")))
            for position, piece in enumerate(map(_dict, _list(delta.get("tool_calls")))):
                index = piece.get("index")
                self._take_call(index if isinstance(index, int) else position, piece)

    def _take_call(self, index: int, piece: dict[str, Any]) -> None:
        call = self._calls.setdefault(index, {"id": "", "name": "", "arguments": ""})
        function = _dict(piece.get("function"))
        call["id"] = call["id"] or self._counted(piece.get("id"))
        call["name"] = call["name"] or self._counted(function.get("name"))
        arguments = function.get("arguments")
        # Some servers send the arguments as an object, against the protocol.
        call["arguments"] += self._counted(json.dumps(arguments) if isinstance(arguments, dict) else arguments)

    def _counted(self, text: object) -> str:
        """The text; empty where it is none."""
        if not isinstance(text, str):
            return ""
        self._size += len(text)
        if self._size > MAX_REPLY:
            raise ModelUnavailable(f"a reply of more than {MAX_REPLY} characters", billed=True)
        return text

    def whole(self, card: Card, request: Request) -> Reply:
        """The reply. Raises `ModelUnavailable` when the stream ended without one."""
        if not self._chosen or (self._finish is None and not self._usage):
            raise ModelUnavailable(f"{card.name} ended its reply before it was whole", billed=True)
        calls = [ToolCall(c["id"] or f"call-{i}", c["name"], c["arguments"]) for i, c in sorted(self._calls.items())]
        message = Assistant("".join(self._text), tuple(calls), "".join(self._reasoning))
        return Reply(message, self._finish == TRUNCATED, _spent(self._usage, card, request, message))


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _line(words: object) -> str:
    return " ".join(str(words).split())[:LONGEST_WORDS]


def _number(value: object) -> float:
    """A count or a price as servers write them; 0 for what is none."""
    try:
        number = float(value) if isinstance(value, int | float | str) else 0.0
    except (ValueError, OverflowError):
        return 0.0
    return number if math.isfinite(number) and number > 0 else 0.0


def _spent(usage: dict[str, Any], card: Card, request: Request, message: Assistant) -> Spent:
    """What the server says the call took; for what it does not say, a token for each byte is counted."""
    tokens_in = int(_number(usage.get("prompt_tokens"))) or sum(map(size, request.messages))
    tokens_out = int(_number(usage.get("completion_tokens"))) or size(message)
    details = _dict(usage.get("prompt_tokens_details"))
    said = _number(details.get("cached_tokens")) or _number(usage.get("prompt_cache_hit_tokens"))
    cached = min(int(said), tokens_in)
    price = card.price.of(tokens_in, cached, tokens_out) if card.price else 0.0
    return Spent(1, 0, tokens_in, cached, tokens_out, 0.0, _number(usage.get("cost")) or price)


def _message(message: Message, think_aloud: bool) -> dict[str, Any]:
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


def _is_page(said: object) -> TypeGuard[str]:
    return isinstance(said, str) and said.lstrip()[:1] == "<"


def _page(said: str) -> str:
    title = TITLE.search(said[:MAX_PAGE])
    return f"a web page ({_line(title[1])})" if title else "a web page"


def _of_status(error: openai.APIStatusError, at: str, key: str) -> ModelFailed:
    status, words = error.status_code, _line(str(error.message).replace(key, "***"))
    if _is_page(error.response.text):
        words = f"{_page(error.response.text)}; {CHECK_ADDRESS}"
    if any(sign in words.lower() or sign == error.code for sign in TOO_LONG):
        return ContextFull(f"{at}: the conversation is too long: {words}")
    if (status in PASSING or status >= 500) and error.code != NO_QUOTA:
        return ModelUnavailable(f"{at} answered {status}: {words}", _retry_after(error))
    hints = {401: "check the key", 403: "the key may not use this model", 404: "check the model's name and the address"}
    hint = f" ({hints[status]})" if status in hints else ""
    return ModelRefused(f"{at} refused with {status}{hint}: {words}")


def _retry_after(error: openai.APIStatusError) -> float | None:
    """Seconds, from a header that holds a number or a date."""
    value = error.response.headers.get("retry-after", "")
    try:
        seconds = float(value)
    except ValueError:
        try:
            when, now = parsedate_to_datetime(value), parsedate_to_datetime(error.response.headers.get("date", value))
            seconds = (when - now).total_seconds()
        except (ValueError, TypeError):  # no date, or one with a zone beside one without
            return None
    return seconds if math.isfinite(seconds) and seconds >= 0 else None

"""Any OpenAI-compatible server, through the `openai` client: one try, streamed; its errors are mapped beside it.

It repeats nothing: `asking` does, because each try is paid from a budget. What a server refuses changes how it is asked
the next time. The only door of `asyncio-throttle`, and with `openai_errors` and `refusals` of `openai`.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Any, Self

import openai
from asyncio_throttle.throttler import Throttler
from openai import AsyncOpenAI
from pydantic import BaseModel

from prover.llm.chat import chat_parameters
from prover.llm.model import Card, Reply, Request, size
from prover.llm.openai_errors import ServerErrors, in_a_line, is_page, lasting, refusal_in
from prover.llm.openai_reply import StreamedReply
from prover.llm.refusals import ServerRefusal, amended, overflows, window_in
from prover.llm.responses import StreamedResponse, response_parameters
from prover.words.dialects import Dialect
from prover.words.errors import BadInput, ContextFull, ModelAdapted, ModelFailed, ToolsRefused
from prover.words.shown import from_json

DATA, DONE = "data:", "[DONE]"
MOST_BODY = 2**24  # characters of a reply that does not come in a stream
NO_KEY = "none"  # for a server that wants none: the client cannot be without
GREETED_WITHIN = 8.0  # for an answer to a request that is no work
MOST_CHANGES = 16  # of the dialect in a run
TOKENS_OF_A_BYTE = 0.4  # until a server has counted some
LEAST_OF_A_WINDOW = 4  # a conversation that is refused without a reason is too long if it has this part of the window


@dataclass(frozen=True)
class Endpoint:
    """Where the model is and how to talk to it.

    ``concurrency`` requests at once, ``per_minute`` started in a minute; ``silence_seconds`` without a byte end a try.
    ``dialect`` is what is believed of the server at first; ``tell`` hears in a line what it takes instead.
    ``extra`` goes into each request as it is.
    """

    base_url: str
    key: str = field(repr=False)
    concurrency: int = 16
    per_minute: int | None = None
    silence_seconds: float = 300.0
    temperature: float | None = None
    extra: dict[str, Any] = field(default_factory=dict)
    dialect: Dialect = field(default_factory=Dialect)
    tell: Callable[[str], None] = lambda _: None


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
        self._dialect, self._changes = endpoint.dialect, 0
        self._most_taken, self._tokens_of_a_byte = 0, TOKENS_OF_A_BYTE

    @property
    def card(self) -> Card:
        return replace(self._card, thoughts=self._dialect.thoughts == "returned")

    @property
    def dialect(self) -> Dialect:
        """How the server is talked to by now."""
        return self._dialect

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

    async def listed(self) -> object:
        """The server's list of models as it stands, which costs nothing; None where there is none."""
        try:
            with self._errors.in_our_words(GREETED_WITHIN):
                async with asyncio.timeout(GREETED_WITHIN):
                    return await self._client.get("/models", cast_to=object)
        except ModelFailed:
            return None

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
        dialect = self._dialect
        try:
            async with self._at_once:
                if self._rate is not None:
                    await self._rate.acquire()  # type: ignore[no-untyped-call]
                with self._errors.in_our_words(self._endpoint.silence_seconds):
                    reply = await (self._chat(request, dialect) if dialect.chat else self._response(request, dialect))
        except ModelFailed as failure:
            if (refusal := refusal_in(failure.__cause__)) is not None:
                self._heed(refusal, request, dialect, failure)
            raise
        taken = sum(map(size, request.messages))
        self._most_taken = max(self._most_taken, taken)
        if taken and not reply.spent.guessed:
            self._tokens_of_a_byte = reply.spent.tokens_in / taken
        return reply

    async def _chat(self, request: Request, dialect: Dialect) -> Reply:
        reply, parameters = StreamedReply(request), self._parameters(request, dialect)
        if not dialect.stream:
            reply.take(await self._client.post("/chat/completions", body=parameters, cast_to=object))
            return reply.whole(self._card, request)
        # Closed by hand: when we are cancelled the server should stop writing at once.
        async with await self._client.chat.completions.create(**parameters) as stream:
            kind = stream.response.headers.get("content-type", "")
            if "text/html" in kind:
                raise self._errors.shows_a_page()
            # Who does not stream has answered all the same, and its tokens are paid.
            chunks = _not_streamed(stream.response.aiter_lines()) if "application/json" in kind else stream
            async for chunk in chunks:
                reply.take(_plain(chunk))
                if reply.endless:
                    break
        return reply.whole(self._card, request)

    async def _response(self, request: Request, dialect: Dialect) -> Reply:
        reply = StreamedResponse()
        async with await self._client.responses.create(**self._parameters(request, dialect)) as stream:
            async for event in stream:
                reply.take(_plain(event))
        return reply.whole(self._card, request)

    def _parameters(self, request: Request, dialect: Dialect) -> dict[str, Any]:
        make = chat_parameters if dialect.chat else response_parameters
        parameters, extra = make(self._card.name, request, dialect, self._endpoint.temperature), self._endpoint.extra
        # Without a stream the body is sent as it is; with one the client puts what it does not know into it.
        return parameters | extra if dialect.chat and not dialect.stream else parameters | {"extra_body": extra or None}

    def _heed(self, refusal: ServerRefusal, request: Request, dialect: Dialect, failure: ModelFailed) -> None:
        """Learn from a refusal. Raises what says that the next try is another one, if it is."""
        words = in_a_line(self._errors.without_key(refusal.words))
        named = window_in(refusal, self._card.window) if overflows(refusal) else None
        # What a window that was not known leaves no room for may be taken in the next one.
        changed = amended(dialect, refusal, request) if named is None else None
        if changed is not None and self._parameters(request, changed) != self._parameters(request, dialect):
            self._change(dialect, changed, words)
        size_now = sum(map(size, request.messages))
        too_long = overflows(refusal) or (
            0 < self._most_taken < size_now
            and refusal.status < 500
            and size_now * self._tokens_of_a_byte * LEAST_OF_A_WINDOW > self._card.window
        )
        if too_long:
            window = named or int(size_now * self._tokens_of_a_byte)
            if window < self._card.window:
                self._card = replace(self._card, window=max(window, 1))
                self._endpoint.tell(f"{self._card.name}: its window is {window} tokens: {words}")
            raise ContextFull(f"{self._errors.at}: the conversation is too long: {words}") from failure

    def _change(self, before: Dialect, after: Dialect, why: str) -> None:
        """Talk in another way from now on. Raises `ModelAdapted`, or `ToolsRefused` where it is about them."""
        self._changes += 1
        if self._changes > MOST_CHANGES:
            return
        new = {name: value for name, value in after.model_dump().items() if value != getattr(before, name)}
        # Others may have been refused for another reason meanwhile: both are heeded.
        if any(getattr(self._dialect, name) != value for name, value in new.items()):
            self._dialect = self._dialect.model_copy(update=new)
            words = ", ".join(f"{name} = {value}" for name, value in new.items())
            self._endpoint.tell(f"{self._card.name} is asked with {words} from now on: {why}")
        kind = ToolsRefused if new.get("tools") == "fenced" else ModelAdapted
        raise kind(f"{self._errors.at} refused how it was asked: {why}")


async def _not_streamed(lines: AsyncIterator[str]) -> AsyncIterator[object]:
    """What stands in a body that says it is JSON: an object, or the lines of a stream after all."""
    body = ""
    async for line in lines:
        if line.startswith(DATA):
            if (said := line.removeprefix(DATA).strip()) != DONE:
                yield from_json(said)
        elif len(body) <= MOST_BODY:
            body += line
    if body.strip():
        yield from_json(body)


def _plain(chunk: object) -> object:
    return chunk.model_dump(warnings=False) if isinstance(chunk, BaseModel) else chunk

"""A model that answers from a list: for tests, demonstrations and measurements; it costs nothing and knows nothing."""

import asyncio
from collections.abc import Callable, Iterable

from prover.llm.model import Assistant, Card, Reply, Request, size
from prover.words.budget import Spent
from prover.words.errors import ModelFailed, ModelRefused

ModelLine = Reply | Assistant | ModelFailed | Callable[[Request], Assistant]


class Scripted:
    """Answers each request with the next of ``lines``; a line may be an exception, or a function of the request.

    ``requests`` holds what it was asked. ``latency_seconds`` passes before each answer.
    """

    def __init__(self, lines: Iterable[ModelLine], card: Card | None = None, latency_seconds: float = 0.0) -> None:
        self._lines = iter(lines)
        self._card = card or Card("scripted")
        self._latency_seconds = latency_seconds
        self.requests: list[Request] = []

    @property
    def card(self) -> Card:
        return self._card

    async def reply(self, request: Request) -> Reply:
        self.requests.append(request)
        await asyncio.sleep(self._latency_seconds)
        line = next(self._lines, None)
        if line is None:
            raise ModelRefused(f"the script of {self._card.name} has no line for request {len(self.requests)}")
        if isinstance(line, ModelFailed):
            raise line
        if isinstance(line, Reply):
            return line
        message = line if isinstance(line, Assistant) else line(request)
        return Reply(message, spent=self._spent(request, message))

    def _spent(self, request: Request, message: Assistant) -> Spent:
        """As a server with one token for four bytes would count."""
        tokens_in, tokens_out = sum(map(size, request.messages)) // 4, size(message) // 4 + 1
        price = self._card.price
        cost = price.of(tokens_in, 0, tokens_out) if price else 0.0
        return Spent(calls=1, tokens_in=tokens_in, tokens_out=tokens_out, cost=cost)

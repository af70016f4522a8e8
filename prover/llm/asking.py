"""A model paid from a budget: room for a reply is put aside first; failed tries are repeated, and counted.

It asks for one reply and does not read it; asking again until one is well formed is `prover/agent/well_formed.py`.
"""

import asyncio
import math
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from prover.llm.model import Card, ChatMessage, Model, Reply, Request, ToolSpec, size
from prover.llm.transcript import Transcript, untold
from prover.words.budget import LEAST_REPLY, Budget, Reservation, Spent
from prover.words.errors import ContextFull, ModelRefused, ModelUnavailable

MARGIN = 1.1
FRAME = 16  # tokens that a server may put around a message


@dataclass(frozen=True)
class Retries:
    """How often to try for one reply, and how long to wait between: ``first_wait`` seconds, doubled with each try."""

    tries: int = 6
    first_wait: float = 0.5
    longest_wait: float = 30.0

    def wait(self, tries: int) -> float:
        """Seconds after so many tries, drawn at random: those who were turned away together come back apart."""
        return min(self.first_wait * 2.0 ** (tries - 1), self.longest_wait) * random.uniform(0.5, 1.0)  # noqa: S311


class TokenEstimate:
    """How many tokens a request has: an upper bound, for what may be spent, and a good guess, for what fits."""

    def __init__(self) -> None:
        self._known: tuple[ChatMessage, ...] = ()
        self._tokens = 0
        self._tokens_per_byte = 0.5  # Lean, which is full of symbols, has about 0.4

    def most(self, request: Request) -> int:
        """What the last request took, if this one goes on with it, and a token for each byte that is new."""
        known = len(self._known)
        if known and request.messages[:known] == self._known:
            return self._tokens + sum(size(m) + FRAME for m in request.messages[known:])
        return _bytes(request)

    def likely(self, request: Request) -> int:
        return math.ceil(_bytes(request) * self._tokens_per_byte * MARGIN)

    def bytes_that_fit(self, card: Card) -> int:
        """Bytes of messages that leave room for a reply in the model's window."""
        return int((card.window - _reply_room(card)) / (self._tokens_per_byte * MARGIN))

    def learn(self, request: Request, spent: Spent) -> None:
        if spent.tokens_in:
            # No tokenizer makes more tokens than there are bytes, whatever a server says.
            self._known, self._tokens = request.messages, min(spent.tokens_in, _bytes(request))
            self._tokens_per_byte = self._tokens / _bytes(request)


def _reply_room(card: Card) -> int:
    return min(card.reply_tokens, card.window // 3)


def _bytes(request: Request) -> int:
    specs = sum(len(t.name) + len(t.description) + len(str(t.parameters)) + FRAME for t in request.tools)
    return specs + sum(size(m) + FRAME for m in request.messages)


class PaidModel:
    """A model whose replies are paid from a budget, in one conversation: it learns how its tokens are counted.

    What is said goes to the ``transcript``.
    """

    def __init__(
        self, model: Model, budget: Budget, retries: Retries = Retries(), transcript: Transcript | None = None
    ) -> None:
        self._model, self._budget, self._retries = model, budget, retries
        self._transcript = transcript or untold(model.card.name)
        self._estimate = TokenEstimate()

    @property
    def name(self) -> str:
        return self._model.card.name

    @property
    def bytes_that_fit(self) -> int:
        """Bytes of messages that leave room for a reply in the model's window."""
        return self._estimate.bytes_that_fit(self._model.card)

    async def ask(
        self, messages: tuple[ChatMessage, ...], tools: tuple[ToolSpec, ...] = (), wrap_up: bool = False
    ) -> Reply:
        """One reply to `messages`. Raises `LimitReached`, `ModelRefused`, `ContextFull`, and, after all tries, the last
        `ModelUnavailable`; a call that the clock cuts off is `LimitReached` too. Also what the transcript raises.
        """
        await self._transcript.asked(messages)
        for tries in range(1, self._retries.tries + 1):
            try:
                reply = await self._try(Request(messages, tools), wrap_up)
            except ModelUnavailable as failure:
                last = failure
            else:
                await self._transcript.answered(reply)
                return reply
            if tries < self._retries.tries:
                # As long as the server asked for, or longer each time; not where there is no time left for it.
                pause = max(self._retries.wait(tries), last.wait_seconds or 0.0)
                if pause >= self._budget.check_time(wrap_up):
                    break
                await asyncio.sleep(pause)
        raise last

    async def _try(self, request: Request, wrap_up: bool) -> Reply:
        with self._reserved(request, wrap_up) as reservation:
            try:
                async with asyncio.timeout(self._budget.check_time(wrap_up)) as deadline:
                    reply = await self._model.reply(replace(request, reply_tokens=reservation.reply_tokens))
            except ModelUnavailable as failure:
                if not failure.billed:
                    reservation.spent = Spent(calls=1, failed=1)
                raise
            except ModelRefused:
                reservation.spent = Spent(calls=1, failed=1)
                raise
            except TimeoutError:
                if deadline.expired():
                    raise self._budget.reached("seconds") from None
                raise
            reservation.spent = reply.spent
            self._estimate.learn(request, reply.spent)
            return reply

    @contextmanager
    def _reserved(self, request: Request, wrap_up: bool) -> Iterator[Reservation]:
        """Room for one try, which took all of it until we know better: a limit holds also when the try breaks off."""
        card = self._model.card
        prompt, room = self._estimate.most(request), card.window - self._estimate.likely(request)
        if room < LEAST_REPLY:
            raise ContextFull(f"{card.name}: the conversation leaves no room for a reply in a window of {card.window}")
        with self._budget.reserve(prompt, min(card.reply_tokens, room), card.price, wrap_up) as reservation:
            began = time.monotonic()
            cost = card.price.most(prompt, reservation.reply_tokens) if card.price else 0.0
            reservation.spent = Spent(1, 1, prompt, 0, reservation.reply_tokens, cost=cost)
            try:
                yield reservation
            finally:
                reservation.spent = replace(reservation.spent, seconds=time.monotonic() - began)

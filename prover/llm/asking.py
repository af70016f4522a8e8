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
from prover.llm.roles import InRole
from prover.llm.transcript import Transcript, untold
from prover.llm.written import with_calls, with_ids
from prover.words.budget import LEAST_REPLY, Budget, Price, Reservation, Spent
from prover.words.errors import ContextFull, ModelAdapted, ModelRefused, ModelUnavailable

MARGIN = 1.1
UNHEARD = Spent(calls=1, failed=1, unheard=1)
FRAME = 16  # tokens that a server may put around a message


@dataclass(frozen=True)
class Retries:
    """How long to wait between tries for one reply: ``first_wait`` seconds, doubled with each up to ``longest_wait``.

    Tries end when the model has been away for as long as its card says, and those that may have been paid after
    ``tries`` of them.
    """

    tries: int = 6
    first_wait: float = 0.5
    longest_wait: float = 30.0

    def wait(self, tries: int) -> float:
        """Seconds after so many tries, drawn at random: those who were turned away together come back apart."""
        return min(self.first_wait * 2.0 ** min(tries - 1, 16), self.longest_wait) * random.uniform(0.5, 1.0)  # noqa: S311


@dataclass
class Outage:
    """The tries for one reply that came to nothing, since the first."""

    retries: Retries
    seconds: float  # that it may last
    failed: int = 0
    billed: int = 0
    began: float | None = None

    def pause(self, failure: ModelUnavailable) -> float | None:
        """Seconds until the next try: as long as the server asked for, or longer each time. None: there is no other."""
        now = asyncio.get_running_loop().time()
        self.began = now if self.began is None else self.began
        self.failed, self.billed = self.failed + 1, self.billed + failure.billed
        pause = max(self.retries.wait(self.failed), failure.wait_seconds or 0.0)
        over = now - self.began >= self.seconds or self.billed >= self.retries.tries
        return None if over else pause


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

    What is said goes to the ``transcript``; each request is for this ``temperature`` (`Request`).
    """

    def __init__(
        self,
        model: Model,
        budget: Budget,
        retries: Retries = Retries(),
        transcript: Transcript | None = None,
        temperature: float | None = None,
    ) -> None:
        self._model, self._budget, self._retries = model, budget, retries
        self._transcript = transcript or untold(model.card.name)
        self._temperature = temperature
        self._estimate = TokenEstimate()
        self._role = model if isinstance(model, InRole) else None

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

        What a model thought stands in the reply only where it goes back to it.
        """
        await self._transcript.asked(messages)
        request, card = Request(messages, tools, temperature=self._temperature), self._model.card
        outage = Outage(self._retries, card.outage_seconds)
        while True:
            try:
                reply = await self._try(request, wrap_up)
            except ModelAdapted:
                continue  # a model changes its ways so often and no more
            except ContextFull:
                # Where its window is not what it was thought to be, a shorter reply may fit into it.
                learnt, card = self._model.card.window < card.window, self._model.card
                if not learnt or card.window - self._estimate.likely(request) < LEAST_REPLY:
                    raise
            except ModelUnavailable as failure:
                pause = outage.pause(failure)
                if pause is None or pause >= self._budget.check_time(wrap_up):
                    raise
                await asyncio.sleep(pause)
            else:
                await self._transcript.answered(reply)
                said = with_ids(with_calls(reply.message, tools), messages)
                return replace(reply, message=said if self._model.card.thoughts else replace(said, reasoning=""))

    async def _try(self, request: Request, wrap_up: bool) -> Reply:
        with self._reserved(request, wrap_up) as reservation:
            try:
                async with asyncio.timeout(self._budget.check_time(wrap_up)) as deadline:
                    reply = await self._model.reply(replace(request, reply_tokens=reservation.reply_tokens))
            except ModelUnavailable as failure:
                if not failure.billed:
                    reservation.spent = UNHEARD
                raise
            except (ModelRefused, ModelAdapted):
                reservation.spent = UNHEARD
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
        with self._room(prompt, min(card.reply_tokens, room), card.price, wrap_up) as reservation:
            began = time.monotonic()
            cost = card.price.most(prompt, reservation.reply_tokens) if card.price else 0.0
            # For certain it is nothing.
            most = Spent(1, 1, prompt, 0, reservation.reply_tokens, cost=cost)
            reservation.spent = replace(most, guessed=most.tokens, guessed_cost=cost)
            try:
                yield reservation
            finally:
                reservation.spent = replace(reservation.spent, seconds=time.monotonic() - began)

    @contextmanager
    def _room(self, prompt: int, reply: int, price: Price | None, wrap_up: bool) -> Iterator[Reservation]:
        """Room in the budget, and in what the model's role may take, under whose name it is written down too."""
        if self._role is None:
            with self._budget.reserve(prompt, reply, price, wrap_up) as reservation:
                yield reservation
            return
        with self._budget.reserve(prompt, reply, price, wrap_up) as reservation:
            reservation.spent = Spent()  # where the role may take no more
            with self._role.budget.reserve(prompt, reservation.reply_tokens, price, wrap_up) as own:
                try:
                    yield own
                finally:
                    reservation.spent = replace(own.spent, roles={self._role.role: own.spent})

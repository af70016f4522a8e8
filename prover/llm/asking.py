"""Asking a model once, within a budget: room is put aside first; failed tries are repeated, and counted."""

import asyncio
import math
import random
import time
from dataclasses import dataclass, replace

from prover.llm.model import Card, Message, Model, Reply, Request, ToolSpec, size
from prover.words.budget import LEAST_REPLY, Budget, Spent
from prover.words.errors import ContextFull, ModelRefused, ModelUnavailable

MARGIN = 1.1
FRAME = 16  # tokens that a server may put around a message


@dataclass(frozen=True)
class Patience:
    """How often to ask, and how long to wait between: ``first_wait`` seconds, doubled with each try."""

    tries: int = 6
    first_wait: float = 0.5
    longest_wait: float = 30.0


PATIENT = Patience()


class Estimate:
    """How many tokens a request has: an upper bound, for what may be spent, and a good guess, for what fits."""

    def __init__(self) -> None:
        self._known: tuple[Message, ...] = ()
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


async def ask(
    model: Model,
    messages: tuple[Message, ...],
    tools: tuple[ToolSpec, ...],
    budget: Budget,
    estimate: Estimate,
    wrap_up: bool = False,
    patience: Patience = PATIENT,
) -> Reply:
    """One reply to `messages`. Raises `LimitReached`, `ModelRefused`, `ContextFull`, and, after all tries, the last
    `ModelUnavailable`; a call that the clock cuts off is `LimitReached` too.
    """
    card = model.card
    for tries in range(1, patience.tries + 1):
        request = Request(messages, tools)
        prompt, room = estimate.most(request), card.window - estimate.likely(request)
        if room < LEAST_REPLY:
            raise ContextFull(f"{card.name}: the conversation leaves no room for a reply in a window of {card.window}")
        with budget.claim(prompt, min(card.reply_tokens, room), card.price, wrap_up) as claim:
            request, began = replace(request, reply_tokens=claim.reply_tokens), time.monotonic()
            # Until we know better, a call that was begun took all that it could: a limit holds also when it breaks off.
            worst = Spent(1, 1, prompt, 0, claim.reply_tokens, 0.0)
            price = card.price.most(prompt, claim.reply_tokens) if card.price else 0.0
            claim.spent = replace(worst, cost=price)
            try:
                async with asyncio.timeout(budget.check_time(wrap_up)) as deadline:
                    reply = await model.reply(request)
                claim.spent = reply.spent
                estimate.learn(request, reply.spent)
                return reply  # noqa: TRY300
            except ModelUnavailable as failure:
                last = failure
                if not failure.billed:
                    claim.spent = Spent(calls=1, failed=1)
            except ModelRefused:
                claim.spent = Spent(calls=1, failed=1)
                raise
            except TimeoutError:
                if deadline.expired():
                    raise budget.reached("seconds") from None
                raise
            finally:
                claim.spent = replace(claim.spent, seconds=time.monotonic() - began)
        if tries < patience.tries:
            await _wait(patience, tries, last, budget.check_time(wrap_up))
    raise last


async def _wait(patience: Patience, tries: int, failure: ModelUnavailable, left: float) -> None:
    """Wait as long as the server asked for, or longer each time; give up where there is no time `left` for it."""
    pause = min(patience.first_wait * 2 ** (tries - 1), patience.longest_wait)
    # Drawn at random, so that those who were turned away together do not come back together.
    pause = max(pause * random.uniform(0.5, 1.0), failure.wait_seconds or 0.0)  # noqa: S311
    if pause >= left:
        raise failure
    await asyncio.sleep(pause)

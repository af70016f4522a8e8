"""What a run may spend, and what it has spent: turns, tokens, seconds and money; terms only, nothing is asked here.

A limit is never passed: before a call to a model the most that it can take is put aside (`Budget.reserve`), and when it
is over what it did take is written down instead. The last part of every limit is kept back for a wrap-up, in which the
model says what blocked it. It leans on one thing: that a server sends no more than it was asked for.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, SerializerFunctionWrapHandler, model_serializer

from prover.words.errors import LimitReached, RoleLimitReached

KEPT_BACK = 0.1  # of each limit, for the wrap-up
MOST_KEPT_BACK = 60.0  # seconds
LEAST_SHARE = 20.0  # seconds that a theorem, or a node of a blueprint, gets whatever its share is
LEAST_REPLY = 64  # tokens; a shorter reply says nothing
LATER = frozenset({"unheard", "guessed", "guessed_cost", "roles"})


@dataclass(frozen=True)
class Spent:
    """What something took at most. ``failed`` of the ``calls`` brought no reply; some ``tokens_in`` were ``cached``.

    ``seconds`` is time spent waiting for the model. ``cost`` is money in the currency of the price table. So many of
    the failed calls were ``unheard``: no model was reached, nothing was taken, they are no turns. ``guessed`` are the
    tokens that no server has counted, ``guessed_cost`` is theirs: what was spent for certain is without them.
    ``roles`` has of all this what each role took, where models have different ones.
    """

    calls: int = 0
    failed: int = 0
    tokens_in: int = 0
    cached: int = 0
    tokens_out: int = 0
    seconds: float = 0.0
    cost: float = 0.0
    unheard: int = 0
    guessed: int = 0
    guessed_cost: float = 0.0
    roles: "Mapping[str, Spent]" = field(default_factory=dict, hash=False)

    @model_serializer(mode="wrap")
    def _as_it_was(self, serialized: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Without what is nothing of the fields that earlier versions did not have: their journals stay as they are."""
        found: dict[str, Any] = serialized(self)
        return {name: value for name, value in found.items() if value or name not in LATER}

    def __add__(self, other: "Spent") -> "Spent":
        return self._with(other, 1)

    def __sub__(self, other: "Spent") -> "Spent":
        return self._with(other, -1)

    def _with(self, other: "Spent", sign: int) -> "Spent":
        numbers = {name: getattr(self, name) + sign * getattr(other, name) for name in NUMBERS}
        names = dict.fromkeys([*self.roles, *other.roles])
        roles = {n: self.roles.get(n, NOTHING_SPENT)._with(other.roles.get(n, NOTHING_SPENT), sign) for n in names}
        return Spent(**numbers, roles={name: spent for name, spent in roles.items() if spent != NOTHING_SPENT})

    @property
    def tokens(self) -> int:
        return self.tokens_in + self.tokens_out

    @property
    def turns(self) -> int:
        """Calls that reached a model, or may have."""
        return self.calls - self.unheard


NUMBERS = tuple(each.name for each in fields(Spent) if each.name != "roles")
NOTHING_SPENT = Spent()


class Price(BaseModel):
    """Money for a million tokens; ``cached_input`` defaults to ``input``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    input: float = Field(ge=0, allow_inf_nan=False, description="of what is sent")
    output: float = Field(ge=0, allow_inf_nan=False, description="of what is answered")
    cached_input: float | None = Field(
        default=None,
        ge=0,
        allow_inf_nan=False,
        description="of what is sent and the server still knows; left out: input",
    )

    def of(self, tokens_in: int, cached: int, tokens_out: int) -> float:
        cheap = self.input if self.cached_input is None else self.cached_input
        return ((tokens_in - cached) * self.input + cached * cheap + tokens_out * self.output) / 1e6

    def most(self, tokens_in: int, tokens_out: int) -> float:
        """What so many tokens cost at most, whichever of them were cached."""
        return max(self.of(tokens_in, 0, tokens_out), self.of(tokens_in, tokens_in, tokens_out))


class Limits(BaseModel):
    """The most that may be spent; None is no limit. ``turns`` counts calls that reach a model."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    turns: int | None = Field(default=None, gt=0)
    tokens: int | None = Field(default=None, gt=0)
    seconds: float | None = Field(default=None, gt=0, allow_inf_nan=False)
    cost: float | None = Field(default=None, gt=0, allow_inf_nan=False)

    def kept_back(self) -> dict[str, float]:
        """How much of each limit only a wrap-up may use."""
        return {
            "turns": 1 if self.turns is not None and self.turns > 1 else 0,
            "tokens": (self.tokens or 0) * KEPT_BACK,
            "seconds": min((self.seconds or 0) * KEPT_BACK, MOST_KEPT_BACK),
            "cost": (self.cost or 0) * KEPT_BACK,
        }


class Reservation:
    """The room put aside for one call: at most ``reply_tokens`` may be asked for. Set ``spent`` when it is over."""

    def __init__(self, reply_tokens: int) -> None:
        self.reply_tokens = reply_tokens
        self.spent = Spent(calls=1, failed=1)


class Budget:
    """Limits and what was spent of them; a part of a budget spends from the whole too. The clock starts at once."""

    def __init__(
        self, limits: Limits, whole: "Budget | None" = None, spent: Spent = Spent(), role: str | None = None
    ) -> None:
        """``spent`` is what an earlier run took of the same limits; time counts from now. It may be that of a role."""
        self.limits, self._whole, self._role = limits, whole, role
        self.spent = spent
        self._reserved = {"turns": 0.0, "tokens": 0.0, "cost": 0.0}
        self._short_of = ""
        self._started = time.monotonic()

    def part(self, limits: Limits) -> "Budget":
        """A part with limits of its own; one of a role's is a role's, so that its end is not that of the run."""
        return Budget(limits, self, role=self._role)

    def share(self, fraction: float, least_seconds: float) -> "Budget":
        """A part that may take so much of what is left of everything, and of the time so much at least."""
        left = {what: self.left(what) * fraction for what in Limits.model_fields}
        left["seconds"] = min(max(left["seconds"], least_seconds), self.left("seconds"))
        limited = {what: amount for what, amount in left.items() if amount != float("inf")}
        return self.part(
            Limits(
                turns=max(int(limited["turns"]), 1) if "turns" in limited else None,
                tokens=max(int(limited["tokens"]), 1) if "tokens" in limited else None,
                seconds=max(limited["seconds"], 0.001) if "seconds" in limited else None,
                cost=max(limited["cost"], 1e-9) if "cost" in limited else None,
            )
        )

    def left(self, what: str, wrap_up: bool = False) -> float:
        """How much of `turns`, `tokens`, `seconds` or `cost` is left to reserve; infinite where nothing limits it."""
        return min(
            (limit - used - (0 if wrap_up else kept) for limit, used, kept in self._lines(what)), default=float("inf")
        )

    def _lines(self, what: str) -> Iterator[tuple[float, float, float]]:
        """Limit, what is used or reserved of it, and what is kept back: for this budget and those it is a part of."""
        limit = getattr(self.limits, what)
        if limit is not None:
            yield limit, self._used(what), self.limits.kept_back()[what]
        if self._whole is not None:
            yield from self._whole._lines(what)

    def _used(self, what: str) -> float:
        if what == "seconds":
            return time.monotonic() - self._started
        spent = {"turns": self.spent.turns, "tokens": self.spent.tokens, "cost": self.spent.cost}[what]
        return spent + self._reserved[what]

    def check_time(self, wrap_up: bool = False) -> float:
        """The seconds left. Raises `LimitReached` when there are none."""
        left = self.left("seconds", wrap_up)
        if left <= 0:
            raise self.reached("seconds")
        return left

    def reached(self, what: str) -> LimitReached:
        """What to raise when the nearest limit on `what` would be passed."""
        allowed = min(((limit - used, limit) for limit, used, _ in self._lines(what)), default=(0.0, 0.0))[1]
        return RoleLimitReached(f"{what} of the {self._role}", allowed) if self._role else LimitReached(what, allowed)

    def _refusing(self, what: str) -> LimitReached:
        """The same, which the budgets that it is the limit of remember: a call that does not fit leaves it unspent."""
        refusal, budget = self.reached(what), self
        while budget._whole is not None and getattr(budget.limits, what) != refusal.allowed:
            budget = budget._whole
        budget._short_of = what
        return refusal

    @property
    def _had_no_room(self) -> str:
        return self._short_of or (self._whole._had_no_room if self._whole is not None else "")

    def exhausted(self) -> tuple[str, float]:
        """The limit that was reached, or is nearest: its name and what it allows."""
        if self._had_no_room and self.left("seconds", wrap_up=True) > 0:
            return self._had_no_room, self.reached(self._had_no_room).allowed
        limited = [what for what in Limits.model_fields if self.left(what, wrap_up=True) != float("inf")]
        what = min(limited, key=lambda w: self.left(w, wrap_up=True) / self.reached(w).allowed, default="seconds")
        return what, self.reached(what).allowed

    @contextmanager
    def reserve(
        self, prompt_tokens: int, reply_tokens: int, price: Price | None, wrap_up: bool = False
    ) -> Iterator[Reservation]:
        """Put aside what a call with at most these tokens can take; a reply that would not fit is made shorter.

        Raises `LimitReached` when not even a short reply fits.
        """
        self.check_time(wrap_up)
        if self.left("turns", wrap_up) < 1:
            raise self._refusing("turns")
        reply_tokens = int(min(reply_tokens, self.left("tokens", wrap_up) - prompt_tokens))
        if reply_tokens < LEAST_REPLY:
            raise self._refusing("tokens")
        if price is not None and price.output > 0 and (money := self.left("cost", wrap_up)) != float("inf"):
            reply_tokens = int(min(reply_tokens, (money - price.most(prompt_tokens, 0)) * 1e6 / price.output))
        most = price.most(prompt_tokens, reply_tokens) if price else 0.0
        if reply_tokens < LEAST_REPLY or most > self.left("cost", wrap_up):
            raise self._refusing("cost")
        reservation = Reservation(reply_tokens)
        aside = {"turns": 1, "tokens": prompt_tokens + reply_tokens, "cost": most}
        self._put_aside(aside, 1)
        try:
            yield reservation
        finally:
            self._put_aside(aside, -1)
            self._write_down(reservation.spent)

    def _put_aside(self, aside: dict[str, float], sign: int) -> None:
        for what, amount in aside.items():
            self._reserved[what] += sign * amount
        if self._whole is not None:
            self._whole._put_aside(aside, sign)

    def _write_down(self, spent: Spent) -> None:
        self.spent += spent
        if self._whole is not None:
            self._whole._write_down(spent)

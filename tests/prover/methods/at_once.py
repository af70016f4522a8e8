"""A Lean that answers at once, and what a test wants to hear: for what the real one does not do on demand."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import cast

from prover.lean.live.pool import Pool
from prover.words.times import TimeLimits
from prover.words.verdict import Died, Message, Position, Severity, Verdict, position

MOST_CHECKS = 200  # then it answers no more, so that a search without end can be stopped
WIDE = "inductive Wide : Type\nconstructors:\nWide.mk : " + "Deep → " * 40 + "Wide"
DEEP = "inductive Deep : Type\nconstructors:\nDeep.mk : " + "Nat → Bool → " * 20 + "Deep"
HERE = Position(1, 0)


class AtOnce:
    """A Lean that answers at once, and to whom nothing is proved; ``goal`` is what every place is about."""

    times = TimeLimits()

    def __init__(self, goal: str) -> None:
        self.goal, self.checks = goal, 0

    async def check(
        self, text: str, seconds: float = 0, goals: bool = False, axioms: Sequence[str] = ()
    ) -> Verdict | Died:
        await asyncio.sleep(0)
        self.checks += 1
        if self.checks > MOST_CHECKS:
            await asyncio.Event().wait()  # until it is cancelled
        if "#print Wide" in text or "#print Deep" in text:
            return said(Severity.INFORMATION, WIDE if "#print Wide" in text else DEEP)
        if "#check" in text:
            return said(Severity.INFORMATION, "fun x => x : Nat → Nat")
        if "trace_state" in text:
            at = position(text, text.index("trace_state"))
            shown = Message(Severity.INFORMATION, at, at, self.goal)
            return Verdict(True, (shown,) * text.count("trace_state"), 0.0)
        return said(Severity.ERROR, f"unsolved goals\n{self.goal}")


def said(severity: Severity, text: str, at: Position = HERE) -> Verdict:
    return Verdict(severity is not Severity.ERROR, (Message(severity, at, at, text),), 0.0)


class _Pool:
    limits = type("L", (), {"size": 2})
    toolchain = type("T", (), {"key": "k"})

    def __init__(self, lean: AtOnce) -> None:
        self._lean = lean

    @asynccontextmanager
    async def session(self, header: str = "") -> AsyncIterator[AtOnce]:
        yield self._lean

    def lending(self, header: str) -> AtOnce:
        return self._lean


def pool_of(lean: AtOnce) -> Pool:
    """A pool that lends this Lean to everyone."""
    return cast(Pool, _Pool(lean))

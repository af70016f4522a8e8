"""Who may have the next live Lean: the borrower who has fewest, and of those who waits longest; it knows no Lean.

So nobody's slow checks starve another: whoever waits with no Lean comes before a second one for who has one already.
Of those who have as many, one goes first who wants what was given back (a header, which takes its time to elaborate):
past each of the others no more than eight times.
"""

import asyncio
from collections import Counter, deque
from collections.abc import Hashable
from contextlib import suppress
from dataclasses import dataclass

MOST_PASSED = 8


@dataclass(eq=False)
class _Asking:
    """A wait for a permit, and how often another came first who was there later."""

    kind: Hashable
    granted: asyncio.Future[None]
    passed: int = 0


class Permits:
    """A bounded number of permits, each held by one borrower."""

    def __init__(self, size: int) -> None:
        self.free = size
        self._held: Counter[Hashable] = Counter()
        self._lines: dict[Hashable, deque[_Asking]] = {}  # who was served longest ago comes first

    @property
    def waiting(self) -> int:
        """How many wait for one."""
        return sum(map(len, self._lines.values()))

    async def acquire(self, borrower: Hashable, kind: Hashable = None) -> None:
        """Wait for a permit, which must be given back by `release`; ``kind`` is what it is wanted for."""
        if self.free:
            self._grant(borrower)
            return
        turn = _Asking(kind, asyncio.get_running_loop().create_future())
        self._lines.setdefault(borrower, deque()).append(turn)
        try:
            await turn.granted
        except asyncio.CancelledError:
            if turn.granted.cancelled():
                self._leave(borrower, turn)
            else:
                self.release(borrower, kind)  # it came just before
            raise

    def release(self, borrower: Hashable, kind: Hashable = None) -> None:
        """Give a permit back, with which there is something of that kind now, to whoever is next."""
        self.free += 1
        self._held[borrower] -= 1
        if not self._held[borrower]:
            del self._held[borrower]
        while self._lines and self.free:
            following, turn = self._next(kind)
            line = self._lines.pop(following)
            line.remove(turn)
            if line:
                self._lines[following] = line  # behind the others that wait
            if not turn.granted.done():  # whose wait was cancelled has not left yet
                self._grant(following)
                turn.granted.set_result(None)

    def _next(self, kind: Hashable) -> tuple[Hashable, _Asking]:
        fewest = min(self._held[borrower] for borrower in self._lines)
        before: list[tuple[Hashable, _Asking]] = []
        for borrower, turn in ((b, t) for b, line in self._lines.items() if self._held[b] == fewest for t in line):
            if turn.kind == kind or turn.passed >= MOST_PASSED:
                for _, other in before:
                    other.passed += 1
                return borrower, turn
            before.append((borrower, turn))
        return before[0]

    def _grant(self, borrower: Hashable) -> None:
        self.free -= 1
        self._held[borrower] += 1

    def _leave(self, borrower: Hashable, turn: _Asking) -> None:
        """Take a turn out of its borrower's line, if it is still there; a line ends with its last."""
        line = self._lines.get(borrower, deque())
        with suppress(ValueError):
            line.remove(turn)
        if not line:
            self._lines.pop(borrower, None)

"""Who may have the next live Lean: the borrower who has fewest, and of those who waits longest; it knows no Lean.

So nobody's slow checks starve another: whoever waits with no Lean comes before a second one for who has one already.
"""

import asyncio
from collections import Counter, deque
from collections.abc import Hashable
from contextlib import suppress


class Permits:
    """A bounded number of permits, each held by one borrower."""

    def __init__(self, size: int) -> None:
        self.free = size
        self._held: Counter[Hashable] = Counter()
        self._lines: dict[Hashable, deque[asyncio.Future[None]]] = {}  # who was served longest ago comes first

    @property
    def waiting(self) -> int:
        """How many wait for one."""
        return sum(map(len, self._lines.values()))

    async def acquire(self, borrower: Hashable) -> None:
        """Wait for a permit, which must be given back by `release`."""
        if self.free:
            self._grant(borrower)
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._lines.setdefault(borrower, deque()).append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.cancelled():
                self._leave(borrower, turn)
            else:
                self.release(borrower)  # it came just before
            raise

    def release(self, borrower: Hashable) -> None:
        """Give a permit back, to whoever is next."""
        self.free += 1
        self._held[borrower] -= 1
        if not self._held[borrower]:
            del self._held[borrower]
        while self._lines and self.free:
            following = min(self._lines, key=lambda waiting: self._held[waiting])
            line = self._lines.pop(following)
            turn = line.popleft()
            if line:
                self._lines[following] = line  # behind the others that wait
            if not turn.done():  # whose wait was cancelled has not left yet
                self._grant(following)
                turn.set_result(None)

    def _grant(self, borrower: Hashable) -> None:
        self.free -= 1
        self._held[borrower] += 1

    def _leave(self, borrower: Hashable, turn: asyncio.Future[None]) -> None:
        """Take a turn out of its borrower's line, if it is still there; a line ends with its last."""
        line = self._lines.get(borrower, deque())
        with suppress(ValueError):
            line.remove(turn)
        if not line:
            self._lines.pop(borrower, None)

"""Who works next: a bounded number of seats, given to the problem with the fewest, and there to what matters most.

It knows owners and priorities, and nothing of what is done in a seat.
"""

import asyncio
import heapq
import itertools
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager

from architect.blueprint import Blueprint

Priority = tuple[float, ...]


class Seats:
    """``async with seats.seat(owner, priority):``; the smaller the priority, the sooner."""

    def __init__(self, size: int) -> None:
        self._free = size
        self._held: Counter[Hashable] = Counter()
        self._waiting: defaultdict[Hashable, list[tuple[Priority, int, asyncio.Future[None]]]] = defaultdict(list)
        self._number = itertools.count()

    @asynccontextmanager
    async def seat(self, owner: Hashable, priority: Priority = ()) -> AsyncIterator[None]:
        await self._take(owner, priority)
        try:
            yield
        finally:
            self._held[owner] -= 1
            if not self._held[owner]:
                del self._held[owner]
            self._free += 1
            self._give()

    async def _take(self, owner: Hashable, priority: Priority) -> None:
        ready = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting[owner], (priority, next(self._number), ready))
        self._give()
        try:
            await ready
        except asyncio.CancelledError:
            if ready.done() and not ready.cancelled():  # it was given to us in the same moment: pass it on
                self._held[owner] -= 1
                self._free += 1
                self._give()
            raise

    def _give(self) -> None:
        while self._free and (owner := self._next_owner()) is not None:
            _, _, ready = heapq.heappop(self._waiting[owner])
            if not ready.done():
                self._free -= 1
                self._held[owner] += 1
                ready.set_result(None)

    def _next_owner(self) -> Hashable | None:
        """The owner with the fewest seats of those that wait, the longest waiting first."""
        for owner in [owner for owner, waiting in self._waiting.items() if not waiting]:
            del self._waiting[owner]
        return min(self._waiting, key=lambda o: (self._held[o], self._waiting[o][0][1]), default=None)


def priority(blueprint: Blueprint, name: str, doubtful: bool) -> Priority:
    """Doubtful nodes first, for they may be false; then those that most of the graph builds on."""
    return (not doubtful, -len(blueprint.above(name)))

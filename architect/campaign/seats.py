"""Who works next: a bounded number of seats, given to the problem with the fewest, and there to what matters most.

It knows owners, priorities and what is to be tried, and nothing of what is done in a seat.
"""

import asyncio
import heapq
import itertools
from collections import Counter, OrderedDict, defaultdict
from collections.abc import AsyncIterator, Hashable, Mapping
from contextlib import asynccontextmanager

from architect.blueprint.graph import Blueprint, Node
from architect.planning.planner import State

Priority = tuple[float, ...]
LAST: Priority = (float("inf"),)


class Seats:
    """``async with seats.seat(owner, priority):``; the smaller the priority, the sooner."""

    def __init__(self, size: int) -> None:
        self._free = size
        self._held: Counter[Hashable] = Counter()
        self._waiting: defaultdict[Hashable, list[tuple[Priority, int, asyncio.Future[None]]]] = defaultdict(list)
        # By seats held, the owners that wait, as they came to hold so many: no search among all of them at each turn.
        self._turns: defaultdict[int, OrderedDict[Hashable, None]] = defaultdict(OrderedDict)
        self._number = itertools.count()

    @asynccontextmanager
    async def seat(self, owner: Hashable, priority: Priority = ()) -> AsyncIterator[None]:
        await self._take(owner, priority)
        try:
            yield
        finally:
            self._hold(owner, -1)
            self._give()

    async def _take(self, owner: Hashable, priority: Priority) -> None:
        ready = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting[owner], (priority, next(self._number), ready))
        self._turns[self._held[owner]].setdefault(owner)
        self._give()
        try:
            await ready
        except asyncio.CancelledError:
            if ready.done() and not ready.cancelled():  # it was given to us in the same moment: pass it on
                self._hold(owner, -1)
                self._give()
            raise

    def _hold(self, owner: Hashable, more: int) -> None:
        held = self._held.pop(owner, 0)
        if held + more:
            self._held[owner] = held + more
        self._free -= more
        if owner in self._turns[held]:
            del self._turns[held][owner]
            self._turns[held + more][owner] = None

    def _give(self) -> None:
        while self._free and (owner := self._next_owner()) is not None:
            waiting = self._waiting[owner]
            _, _, ready = heapq.heappop(waiting)
            if not waiting:
                del self._waiting[owner], self._turns[self._held[owner]][owner]
            if not ready.done():
                self._hold(owner, 1)
                ready.set_result(None)

    def _next_owner(self) -> Hashable | None:
        """The owner with the fewest seats of those that wait; of these the one that has had so many the longest."""
        fewest = min((held for held, owners in self._turns.items() if owners), default=None)
        return next(iter(self._turns[fewest])) if fewest is not None else None


def priority(blueprint: Blueprint, name: str, doubtful: bool) -> Priority:
    """Doubtful nodes first, for they may be false; then those that most of the graph builds on."""
    return (not doubtful, -len(blueprint.above(name)))


def to_be_tried(blueprint: Blueprint, states: Mapping[str, State]) -> list[Node]:
    """The nodes that are open and build on nothing false, in their order."""
    false = {name for name, state in states.items() if state.status == "disproved"}
    blocked = false.union(*(blueprint.above(name) for name in false))
    return [node for node in blueprint.order if states[node.name].status == "open" and node.name not in blocked]

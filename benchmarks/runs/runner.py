"""Trying statements, so many at a time, within a budget; it knows no suite and no prover, and writes no file."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Protocol

from architect.campaign.events import Record
from benchmarks.runs.events import Try, TryBegun, one_line
from benchmarks.suites.statement import Statement
from prover.words.tasks import task_group

MOST_BROKEN = 10  # in a row; then it is the machine or the model, and no statement will fare better


class Solver(Protocol):
    """Something that tries statements, several at a time if it is asked to. A failure is a record, a bug raises."""

    async def solve(self, statement: Statement, sample: int) -> Try: ...


@dataclass
class Purse:
    """Money for the whole run; each try may take ``aside`` of it, and starts only when all of that is there."""

    total: float | None = None
    aside: float = 0.0
    spent: float = 0.0
    claimed: float = 0.0

    def take(self) -> bool:
        if self.total is not None and self.spent + self.claimed + self.aside > self.total:
            return False
        self.claimed += self.aside
        return True

    def give_back(self, cost: float) -> None:
        self.claimed -= self.aside
        self.spent += cost


@dataclass
class Runner:
    """One session of a run. ``stopped`` says why it ended before its tries did, and is empty when it did not.

    ``record`` is where tries are written down, and that one begins for which money is put aside.
    """

    solver: Solver
    record: Record[TryBegun | Try]
    purse: Purse
    tell: Callable[[Try], None]
    stopped: str = ""
    broken: int = 0
    _in_a_row: int = 0

    async def run(self, tries: AsyncIterator[tuple[Statement, int]], workers: int) -> None:
        """Make the `tries` in their order, `workers` of them at a time. Raises what a bug raises."""
        async with task_group() as group:
            for _ in range(workers):
                group.create_task(self._work(tries))
        if not self.stopped and await anext(tries, None) is not None:
            self.stopped = "the budget of the run does not reach for another try"

    async def _work(self, tries: AsyncIterator[tuple[Statement, int]]) -> None:
        """Take the next try as long as there is one; one that ends leaves its money to those that are still at it."""
        while self._in_a_row < MOST_BROKEN and self.purse.take():
            job = await anext(tries, None)
            if job is None:
                self.purse.give_back(0.0)
                return
            made = await self._one(*job)
            self.purse.give_back(made.spent.cost)
            self.broken += not made.finished
            self._in_a_row = 0 if made.finished else self._in_a_row + 1
            if self._in_a_row == MOST_BROKEN:
                self.stopped = f"{MOST_BROKEN} tries in a row could not be made, the last because: {made.reason}"

    async def _one(self, statement: Statement, sample: int) -> Try:
        if self.purse.aside and not statement.unread:
            await self.record.write(TryBegun(id=statement.id, sample=sample, aside=self.purse.aside))
        if statement.unread:  # there is nothing to try
            why = one_line(statement.unread)
            made = Try(id=statement.id, sample=sample, status="bad input", seconds=0.0, reason=why)
        else:
            made = await self.solver.solve(statement, sample)
        await self.record.write(made)
        self.tell(made)
        return made

"""The portfolio at work on one obligation, through borrowed live Leans; what it finds is only a proposal.

Whether a proposal is a proof the gate says (`prover/gate/gate.py`).
"""

import asyncio
import time
from collections import deque
from collections.abc import AsyncGenerator, Callable, Collection, Iterable, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import ClassVar

from prover.lean.live.pool import Pool
from prover.lean.live.site import Site
from prover.lean.search.premises import Index
from prover.methods.ladder import Task
from prover.methods.minimise import SECONDS, TO_SHORTEN, minimised
from prover.methods.proposing import Proposing
from prover.methods.schemas import scripts_for
from prover.methods.scripts import Portfolio, Tier
from prover.methods.surroundings import Surroundings, surroundings
from prover.methods.trials import Closed, Trials
from prover.text.goal import conclusion, parse_goal
from prover.words.digest import sha256
from prover.words.obligation import SORRY, Obligation
from prover.words.outcome import Attempt
from prover.words.stopwatch import Clock
from prover.words.verdict import Died

EPSILON = 1e-9  # parts of a check are no exact numbers


# Scripts that did not close a hole, by a digest of the text around it: there are many, and files are long.
InVain = dict[str, set[str]]


@dataclass(frozen=True)
class ByPortfolio(Proposing):
    """Tactic scripts from a data file; what was tried ``in_vain`` at a place is not tried there again.

    Without an ``index`` there are none of the scripts that name a declaration of the library by its likeness.
    """

    name: ClassVar[str] = "portfolio"
    portfolio: Portfolio
    index: Index | None = None
    in_vain: InVain = field(default_factory=dict)

    def proposals(self, task: Task) -> "PortfolioSearch":
        return PortfolioSearch(task.pool, self.portfolio, task.obligation, self.index, self.in_vain, task.prolonged)


@dataclass(frozen=True)
class Bundle:
    """Scripts for one check, each with its tier, cheapest first; the closer is still to be put in."""

    scripts: tuple[tuple[Tier, str], ...]

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(text for _, text in self.scripts)

    @property
    def seconds(self) -> float:
        return max(tier.seconds for tier, _ in self.scripts)

    def after(self, number: int) -> "Bundle":
        return Bundle(self.scripts[number + 1 :])


@dataclass
class Taken:
    """What one tier took; the number of `scripts`, checks and seconds that began with one of its own."""

    scripts: int = 0
    checks: int = 0
    seconds: float = 0.0
    succeeded: bool = False


@dataclass
class PortfolioSearch:
    """The portfolio at work on one obligation; it counts what it does."""

    pool: Pool
    portfolio: Portfolio
    obligation: Obligation
    index: Index | None = None
    in_vain: InVain = field(default_factory=dict)
    prolonged: Callable[[float], float] = lambda seconds: seconds
    clock: Clock = time.monotonic
    goals: tuple[str, ...] = ()
    _taken: dict[str, Taken] = field(default_factory=dict)

    @property
    def attempts(self) -> list[Attempt]:
        """One for each tier of which a script was tried."""
        return [
            Attempt(f"portfolio: {name}", t.scripts, t.checks, t.seconds, t.succeeded)
            for name, t in self._taken.items()
        ]

    async def candidates(self) -> AsyncGenerator[tuple[str, ...] | Died, None]:
        """Fills for all holes that Lean accepts, best first; ends when everything was tried, or Lean died of a place.

        Holes are filled one after the other; for the last one every accepted script gives another candidate.
        """
        fills = [SORRY] * self.obligation.holes
        for hole in range(self.obligation.holes - 1):
            async with aclosing(self._fill(hole, fills)) as found:
                first = await anext(found, None)
            if first is None:
                return
            if isinstance(first, Died):
                yield first
                return
            fills[hole] = first
        last = self.obligation.holes - 1
        async with aclosing(self._fill(last, fills)) as found:
            async for fill in found:
                yield fill if isinstance(fill, Died) else (*fills[:last], fill)

    async def _fill(self, hole: int, fills: Sequence[str]) -> AsyncGenerator[str | Died, None]:
        """Texts for one hole that Lean accepts while the holes behind it are still `sorry`."""
        since = self.clock()
        async with self.pool.session(self.obligation.header) as lean:
            portfolio = self.portfolio
            around = await surroundings(lean, self.obligation, hole, fills, portfolio.data, portfolio.values)
        if isinstance(around, Died):
            yield around
            return
        site = around.site
        self.goals = (site.goal,) if site.goal else ()
        trials = Trials(self.obligation, site, fills, self.portfolio.closer, around.names, site.checks)
        begun = f"{hole}\n{self.obligation.text([*fills[:hole], '', *fills[hole + 1 :]])}"
        seen = self.in_vain.setdefault(sha256(begun.encode(errors="surrogatepass")), set())
        for takes_premises, tiers in groupby(portfolio.tier, key=lambda tier: tier.takes_premises):
            if takes_premises:  # which are looked for when all before was tried
                around = replace(around, premises=await self._premises(site))
            waiting, batches = deque[Bundle](), _batches(tiers, portfolio, around, frozenset(seen))
            while (found := await self._race(trials, waiting, batches, seen, since)) is not None:
                yield found
                since = self.clock()  # what the taker did meanwhile is not ours
            since = self.clock()

    async def _premises(self, site: Site) -> tuple[str, ...]:
        """Names of what resembles the goal; none where there is no index, or no Lean survived to be asked."""
        if self.index is None:
            return ()
        asked = conclusion(parse_goal(site.goal).target)
        found = await self.index.find(asked, self.portfolio.premises, self.obligation.header)
        return () if isinstance(found, Died) else tuple(premise.name for premise in found)

    async def _race(
        self, trials: Trials, waiting: deque[Bundle], batches: Iterator[Bundle], seen: set[str], since: float
    ) -> str | None:
        """The first script that is accepted, made short and rendered; as many batches at a time as there are Leans.

        What others were at when it was found goes back to be tried another time, what fails to those ``seen``.
        """

        async def work(trials: Trials) -> str | None:
            nonlocal since
            while (batch := _next(waiting, batches)) is not None:
                under_way.append((batch, trials))
                async with self.pool.session(self.obligation.header) as lean:  # for one check: others wait for it too
                    closed = await trials.first(lean, batch.texts, batch.seconds)
                    under_way.remove((batch, trials))
                    since = self._tell(batch, trials, closed, since)
                    seen.update(batch.texts if closed is None else batch.texts[: closed.number])
                    if closed is None:
                        continue
                    waiting.appendleft(batch.after(closed.number))
                    for other in working - {asyncio.current_task()}:
                        other.cancel()  # two Leans are fast when the others are still
                    seconds = self.prolonged(SECONDS / TO_SHORTEN) * TO_SHORTEN
                    short = await minimised(trials, lean, batch.texts[closed.number], closed, seconds)
                    since = self._tell(Bundle(batch.scripts[closed.number :][:1]), trials, closed, since, tried=False)
                    return trials.site.render(short)
            return None

        under_way: list[tuple[Bundle, Trials]] = []
        each = [replace(trials, checks=0) for _ in range(self.pool.limits.size)]  # what each does is counted by itself
        each[0].checks, trials.checks = trials.checks, 0
        working = {asyncio.create_task(work(own)) for own in each}
        try:
            for done in asyncio.as_completed([*working]):
                try:
                    if (found := await done) is not None:
                        return found
                except asyncio.CancelledError:
                    if (me := asyncio.current_task()) is not None and me.cancelling():
                        raise
        finally:
            for task in working:
                task.cancel()
            await asyncio.gather(*working, return_exceptions=True)
            for batch, own in reversed(under_way):
                if own.checks:  # cut off, and what that took counts
                    since = self._tell(batch, own, None, since)
                waiting.appendleft(batch)
        return None

    def _tell(self, batch: Bundle, trials: Trials, closed: Closed | None, since: float, *, tried: bool = True) -> float:
        """Write down what a batch took: its checks and time to the tier that it begins with, or that closed the hole.

        The time now.
        """
        now = self.clock()
        for tier, _ in batch.scripts:
            self._taken.setdefault(tier.name, Taken()).scripts += tried
        at = closed.number if closed is not None and tried else 0
        if batch.scripts:
            taken = self._taken[batch.scripts[at][0].name]
            taken.checks += trials.checks
            taken.seconds += max(now - since, 0.0)
            taken.succeeded |= closed is not None
        trials.checks = 0
        return now


def _next(waiting: deque[Bundle], batches: Iterator[Bundle]) -> Bundle | None:
    while waiting:
        if (batch := waiting.popleft()).scripts:
            return batch
    return next(batches, None)


def _batches(
    tiers: Iterable[Tier], portfolio: Portfolio, around: Surroundings, tried: Collection[str]
) -> Iterator[Bundle]:
    """All scripts of some tiers for a goal that were not tried, none twice.

    Each takes one part in so many of a check as its tier says.
    """
    seen, batch, room = {*tried}, list[tuple[Tier, str]](), 1.0
    for tier in tiers:
        for script in scripts_for(tier, portfolio, around):
            if script in seen:
                continue
            seen.add(script)
            if batch and room < 1 / tier.batch - EPSILON:
                yield Bundle(tuple(batch))
                batch, room = [], 1.0
            batch.append((tier, script))
            room -= 1 / tier.batch
    if batch:
        yield Bundle(tuple(batch))

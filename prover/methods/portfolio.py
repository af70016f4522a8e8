"""The portfolio at work on one obligation, through borrowed live Leans; what it finds is only a proposal.

Whether a proposal is a proof the gate says (`prover/gate/gate.py`).
"""

import asyncio
import enum
import time
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from itertools import islice

from prover.lean.live.pool import Pool, Session
from prover.lean.live.site import LOOKS, Site, look
from prover.methods.ladder import Task
from prover.methods.proposing import Proposing
from prover.methods.scripts import HYPOTHESES, Portfolio, Tier, distinct, expand
from prover.words.obligation import SORRY, Obligation
from prover.words.outcome import Attempt
from prover.words.stopwatch import Clock, Stopwatch
from prover.words.tasks import task_group
from prover.words.verdict import Died, Verdict

NO_ANSWER = frozenset({SORRY})  # as if it leant on an axiom of that name
LIBRARY_SEARCH = "exact?"


@dataclass(frozen=True)
class ByPortfolio(Proposing):
    """Tactic scripts from a data file."""

    portfolio: Portfolio

    def proposals(self, task: Task) -> "PortfolioSearch":
        return PortfolioSearch(task.pool, self.portfolio, task.obligation)


class Tried(enum.Enum):
    """What came of several scripts that Lean was to try in their order."""

    CLOSES = enum.auto()  # one of them
    FAILS = enum.auto()  # each of them
    CUT_SHORT = enum.auto()  # Lean did not come to them all


class PortfolioSearch:
    """The portfolio at work on one obligation; it counts what it does."""

    def __init__(self, pool: Pool, portfolio: Portfolio, obligation: Obligation, clock: Clock = time.monotonic) -> None:
        self._pool, self._portfolio, self._obligation, self._clock = pool, portfolio, obligation, clock
        self.attempts: list[Attempt] = []
        self.goals: tuple[str, ...] = ()
        self._scripts = self._checks = 0

    async def candidates(self) -> AsyncGenerator[tuple[str, ...] | Died, None]:
        """Fills for all holes that Lean accepts, best first; ends when everything was tried, or Lean died of a place.

        Holes are filled one after the other; for the last one every accepted script gives another candidate.
        """
        fills = [SORRY] * self._obligation.holes
        for hole in range(self._obligation.holes - 1):
            async with aclosing(self._fill(hole, fills)) as found:
                first = await anext(found, None)
            if first is None:
                return
            if isinstance(first, Died):
                yield first
                return
            fills[hole] = first
        last = self._obligation.holes - 1
        async with aclosing(self._fill(last, fills)) as found:
            async for fill in found:
                yield fill if isinstance(fill, Died) else (*fills[:last], fill)

    async def _fill(self, hole: int, fills: Sequence[str]) -> AsyncGenerator[str | Died, None]:
        """Texts for one hole that Lean accepts while the holes behind it are still `sorry`."""
        async with self._pool.session(self._obligation.header) as lean:
            site = await look(lean, self._obligation, hole, fills)
        if isinstance(site, Died):
            yield site
            return
        self._checks += LOOKS
        self.goals = (site.goal,) if site.goal else ()
        for tier in self._portfolio.tier:
            scripts = self._scripts_of(tier, site)
            async with aclosing(self._counted(tier, self._race(site, fills, tier, scripts))) as found:
                async for script in found:
                    yield site.render(script)

    def _scripts_of(self, tier: Tier, site: Site) -> Iterator[str]:
        """The tier's scripts for a site, each once, cheapest first; everything that can be introduced is.

        They are made as they are asked for: with many hypotheses there are more than anyone will try.
        """
        known = ", ".join(self._obligation.known)
        blanks = {
            **self._portfolio.blanks,
            **dict.fromkeys(HYPOTHESES, site.names),
            "known": [known] if known else [],
        }
        for script in distinct(script for line in tier.scripts for script in expand(line, blanks)):
            yield f"{site.intro}; {script}" if site.intro else script

    async def _counted(self, tier: Tier, found: AsyncGenerator[str, None]) -> AsyncGenerator[str, None]:
        """The same scripts; when they end, or no more are wanted, what the tier took is written down."""
        tried, checks, succeeded, watch = self._scripts, self._checks, False, Stopwatch(self._clock)
        try:
            async with aclosing(found):
                async for script in found:
                    succeeded = True
                    with watch.paused():  # what the taker does meanwhile is not ours
                        yield script
        finally:
            method = f"portfolio: {tier.name}"
            done = Attempt(method, self._scripts - tried, self._checks - checks, watch.seconds, succeeded)
            self.attempts.append(done)

    async def _race(
        self, site: Site, fills: Sequence[str], tier: Tier, scripts: Iterable[str]
    ) -> AsyncGenerator[str, None]:
        """Accepted scripts of one tier, as many batches at a time as the pool has Leans."""
        batches = _batches(scripts, tier.batch)
        found: asyncio.Queue[str | None] = asyncio.Queue()

        async def work() -> None:
            batch = next(batches, None)
            if batch is None:
                return  # nothing to borrow a Lean for
            async with self._pool.session(self._obligation.header) as lean:
                while batch is not None:
                    self._scripts += len(batch)
                    await self._try(lean, site, fills, batch, tier.seconds, found.put_nowait)
                    batch = next(batches, None)

        async def all_work() -> None:
            try:
                async with task_group() as group:
                    for _ in range(self._pool.limits.size):
                        group.create_task(work())
            finally:
                found.put_nowait(None)

        # No group of tasks around a `yield`: it would cancel whoever takes the scripts, whatever that is at just then.
        # The task ends here instead, and what it has against that counts for nothing.
        task = asyncio.create_task(all_work())
        try:
            while (script := await found.get()) is not None:
                yield script
            await task
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _try(
        self,
        lean: Session,
        site: Site,
        fills: Sequence[str],
        scripts: Sequence[str],
        seconds: float,
        accept: Callable[[str], None],
    ) -> None:
        """Report each accepted script of a batch, in order, with as few checks as it takes."""

        async def trial(count: int) -> Tried:
            return await self._trial(lean, site, fills, scripts[:count], seconds)

        while scripts:
            outcome = await trial(len(scripts))
            if outcome is Tried.CUT_SHORT and len(scripts) > 1:
                half = len(scripts) // 2
                await self._try(lean, site, fills, scripts[:half], seconds, accept)
                scripts = scripts[half:]
                continue
            if outcome is not Tried.CLOSES:
                return
            low, high = 1, len(scripts)  # the shortest beginning of the batch that works ends with the one that does
            while low < high:
                middle = (low + high) // 2
                low, high = (low, middle) if await trial(middle) is Tried.CLOSES else (middle + 1, high)
            accept(await self._spelled_out(lean, site, fills, scripts[low - 1], seconds))
            scripts = scripts[low:]

    async def _spelled_out(self, lean: Session, site: Site, fills: Sequence[str], script: str, seconds: float) -> str:
        """The script with what its `exact?` found in place of the search, where Lean names one thing."""
        if LIBRARY_SEARCH not in script:
            return script
        verdict = await self._check(lean, site, fills, script, seconds)
        found = () if isinstance(verdict, Died) else verdict.suggestions
        return script.replace(LIBRARY_SEARCH, found[0]) if len(found) == 1 else script

    async def _trial(
        self, lean: Session, site: Site, fills: Sequence[str], scripts: Sequence[str], seconds: float
    ) -> Tried:
        """Whether one of `scripts` closes the hole.

        `sorry` stands behind them as a last resort: when even that is not accepted, a script did not parse, or hit one
        of Lean's limits, and then those behind it were not tried.
        """
        tried = " ".join(f"| ({script}; done)" for script in scripts)
        verdict = await self._check(lean, site, fills, f"first {tried} | {SORRY}", seconds)
        if isinstance(verdict, Died) or not verdict.accepted:
            return Tried.CUT_SHORT
        if site.hole == self._obligation.holes - 1:
            closes = verdict.axioms.get(self._obligation.name, NO_ANSWER) <= self._obligation.allowed
        else:
            verdict = await self._check(lean, site, fills, f"first {tried}", seconds)
            closes = isinstance(verdict, Verdict) and verdict.accepted
        return Tried.CLOSES if closes else Tried.FAILS

    async def _check(
        self, lean: Session, site: Site, fills: Sequence[str], script: str, seconds: float
    ) -> Verdict | Died:
        """Lean's verdict on `script` in the hole."""
        self._checks += 1
        text = self._obligation.text([*fills[: site.hole], site.render(script), *fills[site.hole + 1 :]])
        return await lean.check(text, seconds, axioms=(self._obligation.name,))


def _batches(scripts: Iterable[str], size: int) -> Iterator[list[str]]:
    rest = iter(scripts)
    while batch := list(islice(rest, size)):
        yield batch

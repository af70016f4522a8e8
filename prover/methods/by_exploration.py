"""Lemmas about the file's own functions, and the goal with them: theory exploration as a method; the judge decides.

What it proposes stands alone: the lemmas that the proof needs, each with its own proof, and then the proof.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, Iterable, Sequence
from dataclasses import dataclass, field

from prover.lean.live.pool import Pool
from prover.lean.live.site import Site, look
from prover.methods.closer import Closer, FileNames
from prover.methods.ladder import Task
from prover.methods.proposing import Proposing
from prover.theory.exploration import Exploration
from prover.theory.lemma import Lemma, Shelf, Tactics, deep_scripts, needed, quick_scripts
from prover.words.obligation import SORRY, Obligation
from prover.words.outcome import Attempt
from prover.words.stopwatch import Clock, Stopwatch
from prover.words.verdict import Died, Verdict

METHOD = "theory exploration"
CHECK_SECONDS = 6.0
DEEP_EVERY = 3  # of the tries at the goal


@dataclass(frozen=True)
class ByExploration(Proposing):
    """Explores for at most ``seconds``, and tries the goal whenever there are new lemmas; the ``shelf`` gets them.

    What was ``begun`` at an obligation and cut off goes on where it was.
    """

    closer: Closer
    seconds: float
    shelf: Shelf = field(default_factory=dict)
    begun: dict[Obligation, Exploration] = field(default_factory=dict)

    def proposals(self, task: Task) -> "ExplorationSearch":
        search = ExplorationSearch(task.pool, self.closer, task.obligation, self.seconds, self.begun)
        self.shelf[task.obligation.name] = search.lemmas
        return search


class ExplorationSearch:
    """The search at work on an obligation with one hole; it counts what it does."""

    def __init__(
        self,
        pool: Pool,
        closer: Closer,
        obligation: Obligation,
        seconds: float,
        begun: dict[Obligation, Exploration],
        clock: Clock = time.monotonic,
    ) -> None:
        self._pool, self._closer, self._obligation = pool, closer, obligation
        self._watch = Stopwatch(clock)
        if obligation not in begun:
            begun[obligation] = Exploration(pool, obligation, self._close, seconds, clock)
        self._exploration = begun[obligation]
        self._tried, self._checks = 0, -self._exploration.checks
        self.attempts: list[Attempt] = []
        self.goals: tuple[str, ...] = ()

    @property
    def lemmas(self) -> list[Lemma]:
        """What has been proved so far; it grows."""
        return self._exploration.lemmas

    def _close(self, known: Sequence[str]) -> str:
        return self._closer.script(FileNames(known=tuple(known)))

    async def candidates(self) -> AsyncGenerator[tuple[str, ...] | Died, None]:
        """Fills that Lean accepts; ends when the time is over, when nothing is left to explore, or Lean died of it."""
        if self._obligation.holes != 1:
            return
        succeeded = False
        try:
            async with self._pool.session(self._obligation.header) as lean:
                site = await look(lean, self._obligation, 0, [SORRY])
            if isinstance(site, Died):
                yield site
                return
            self._checks += site.checks
            self.goals = (site.goal,) if site.goal else ()
            async for fill in self._explored(site):
                succeeded = not isinstance(fill, Died)
                with self._watch.paused():  # what the taker does meanwhile is not ours
                    yield fill if isinstance(fill, Died) else (fill,)
        finally:
            checks = self._checks + self._exploration.checks
            self.attempts.append(Attempt(METHOD, self._tried, checks, self._watch.seconds, succeeded))

    async def _explored(self, site: Site) -> AsyncGenerator[str | Died, None]:
        """Fills, tried for while further lemmas are looked for."""
        found: asyncio.Queue[Lemma | Died | None] = asyncio.Queue()

        async def explore() -> None:
            try:
                async for each in self._exploration.found():
                    found.put_nowait(each)
            finally:
                found.put_nowait(None)

        # As in the portfolio: no group of tasks around a `yield`.
        task = asyncio.create_task(explore())
        try:
            tries = 0
            while (latest := await _latest(found)) is not None:
                if isinstance(latest, Died):
                    yield latest
                    return
                tries += 1
                if (fill := await self._try(site, deep=tries % DEEP_EVERY == 0)) is not None:
                    yield fill
            await task
            if self._exploration.lemmas and (fill := await self._try(site, deep=True)) is not None:
                yield fill
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _try(self, site: Site, *, deep: bool) -> str | None:
        """A fill with the lemmas that there are; None where none of the scripts closes the goal."""
        # More is found while Lean is at work: what is named is what is declared.
        exploration, lemmas, known = self._exploration, self._exploration.active, self._exploration.rules
        heads = exploration.heads(site.names)

        def quick(rules: Sequence[str]) -> Iterable[str]:
            return quick_scripts(heads, rules, arithmetic=exploration.arithmetic, again=True)

        def slow(rules: Sequence[str]) -> Iterable[str]:
            return deep_scripts(heads[:3], rules, self._close)

        for write in (quick, slow) if deep else (quick,):
            tactics = Tactics(exploration.goal, write, known)
            script = f"{site.intro}; {tactics.text}" if site.intro else tactics.text
            verdict = await self._check(lemmas, site.render(script))
            laws = {lemma.name for lemma in lemmas}
            axioms = None if isinstance(verdict, Died) else verdict.axioms.get(self._obligation.name)
            if isinstance(verdict, Died) or axioms is None or not axioms <= self._obligation.allowed | laws:
                continue
            if (number := tactics.chosen(verdict)) is not None:
                return await self._fill(site, tactics, number, lemmas, axioms & laws)
        return None

    async def _fill(
        self, site: Site, tactics: Tactics, number: int, lemmas: Sequence[Lemma], uses: frozenset[str]
    ) -> str | None:
        """The fill that stands alone, with no more lemmas than are needed if Lean accepts that."""
        laws, found = {lemma.name for lemma in lemmas}, list(self._exploration.lemmas)
        for short in (True, False):
            steps = [lemma.step(short=short) for lemma in (needed(uses, found) if short else found)]
            script = tactics.script(number, laws - uses if short else ())
            fill = site.render("; ".join([*steps, *([site.intro] if site.intro else []), script]))
            verdict = await self._check((), fill)
            axioms = {SORRY} if isinstance(verdict, Died) else verdict.axioms.get(self._obligation.name, {SORRY})
            if isinstance(verdict, Verdict) and verdict.accepted and axioms <= self._obligation.allowed:
                return fill
        return None

    async def _check(self, lemmas: Sequence[Lemma], fill: str) -> Verdict | Died:
        """Lean's verdict on a fill where these lemmas stand before the statement."""
        self._tried += 1
        self._checks += 1
        context, before = self._obligation.context, self._obligation.text([fill])[self._obligation.statement_at :]
        text = "\n".join([context, *(lemma.axiom for lemma in lemmas), before])
        async with self._pool.session(self._obligation.header) as lean:
            return await lean.check(text, CHECK_SECONDS, axioms=(self._obligation.name,))


async def _latest(found: "asyncio.Queue[Lemma | Died | None]") -> Lemma | Died | None:
    """The last of what has come in, once something has; the end waits until all else is taken."""
    latest = await found.get()
    while not found.empty() and latest is not None:
        if (following := found.get_nowait()) is None:
            found.put_nowait(None)
            break
        latest = following
    return latest

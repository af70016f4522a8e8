"""Lemmas about the file's own functions, and the goal with them: theory exploration as a method; the judge decides.

What it proposes stands alone: the lemmas that the proof needs, each with its own proof, and then the proof.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, Iterable, Sequence
from contextlib import aclosing
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
        self._tries, self._deep_at = 0, DEEP_EVERY
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
        """Fills, tried for while further lemmas are looked for; none are while one that was found is judged."""
        over = False
        while not over:
            found = News()
            # As in the portfolio: no group of tasks around a `yield`.
            tasks = [asyncio.create_task(self._explore(found))]
            try:
                proof = await self._proof_of(site, found, tasks)
                for task in tasks:
                    if task.done():
                        task.result()
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)
            over = proof is None or isinstance(proof, Died)
            if proof is None and self._exploration.lemmas:
                proof = await self._try(site, deep=True)
            fill = await self._fill(site, proof) if isinstance(proof, LemmasProof) else proof
            if fill is not None:
                yield fill

    async def _proof_of(
        self, site: Site, found: "News", tasks: list[asyncio.Task[None]]
    ) -> "LemmasProof | Died | None":
        """The next proof, tried for at once with what is new, and now and then deeply meanwhile; None at the end."""
        while isinstance(latest := await found.latest(), Lemma):
            self._tries += 1
            if self._tries >= self._deep_at and not self._exploration.deep:
                self._deep_at = self._tries + DEEP_EVERY
                tasks.append(asyncio.create_task(self._try_deeply(site, found)))
            if (proof := await self._try(site, deep=False)) is not None:
                return proof
        return latest

    async def _explore(self, found: "News") -> None:
        """Put what is found among the news, and that it is over."""
        try:
            async with aclosing(self._exploration.found()) as lemmas:
                async for each in lemmas:
                    found.put(each)
        finally:
            found.put(None)

    async def _try_deeply(self, site: Site, found: "News") -> None:
        self._exploration.deep += 1
        try:
            if (proof := await self._try(site, deep=True)) is not None:
                found.put(proof)
        finally:
            self._exploration.deep -= 1

    async def _try(self, site: Site, *, deep: bool) -> "LemmasProof | None":
        """A proof by the lemmas that there are; None where none of the scripts closes the goal."""
        # More is found while Lean is at work: what is named is what is declared.
        exploration, lemmas, known = self._exploration, self._exploration.active, self._exploration.rules
        heads = exploration.heads(site.names)

        def quick(rules: Sequence[str]) -> Iterable[str]:
            return quick_scripts(heads, rules, arithmetic=exploration.arithmetic, again=True)

        def slow(rules: Sequence[str]) -> Iterable[str]:
            return deep_scripts(heads[:3], rules, self._close)

        tactics = Tactics(exploration.goal, slow if deep else quick, known)
        script = f"{site.intro}; {tactics.text}" if site.intro else tactics.text
        verdict = await self._check(lemmas, site.render(script))
        laws = {lemma.name for lemma in lemmas}
        axioms = None if isinstance(verdict, Died) else verdict.axioms.get(self._obligation.name)
        if isinstance(verdict, Died) or axioms is None or not axioms <= self._obligation.allowed | laws:
            return None
        number = tactics.chosen(verdict)
        return None if number is None else LemmasProof(tactics, number, frozenset(laws), axioms & laws)

    async def _fill(self, site: Site, proof: "LemmasProof") -> str | None:
        """The fill that stands alone, with no more lemmas than are needed if Lean accepts that."""
        found = list(self._exploration.lemmas)
        for short in (True, False):
            steps = [lemma.step(short=short) for lemma in (needed(proof.uses, found) if short else found)]
            script = proof.tactics.script(proof.number, proof.laws - proof.uses if short else ())
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


@dataclass(frozen=True)
class LemmasProof:
    """The script of this number, of those that were tried with the ``laws``; it ``uses`` some of them."""

    tactics: Tactics
    number: int
    laws: frozenset[str]
    uses: frozenset[str]


class News:
    """What came in since somebody asked last: lemmas, a proof that was found meanwhile, that Lean died, or the end."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[Lemma | LemmasProof | Died | None] = asyncio.Queue()

    def put(self, each: Lemma | LemmasProof | Died | None) -> None:
        self._queue.put_nowait(each)

    async def latest(self) -> Lemma | LemmasProof | Died | None:
        """The last of the lemmas that have come in, once one has; anything else waits until all lemmas are taken."""
        latest = await self._queue.get()
        while isinstance(latest, Lemma) and not self._queue.empty():
            if not isinstance(following := self._queue.get_nowait(), Lemma):
                self._queue.put_nowait(following)
                break
            latest = following
        return latest

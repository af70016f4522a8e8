"""Lemmas about the file's own functions, and the goal with them: theory exploration as a method; the judge decides.

What it proposes stands alone: the lemmas that the proof needs, each with its own proof, and then the proof.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, Iterable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import ClassVar

from prover.lean.live.pool import Pool
from prover.lean.live.site import Site
from prover.methods.closer import Closer, FileNames
from prover.methods.ladder import Task
from prover.methods.proposing import OneHole, Proposing
from prover.theory.exploration import Exploration
from prover.theory.lemma import Lemma, Shelf, Tactics, deep_scripts, needed, quick_scripts
from prover.words.obligation import SORRY, Obligation
from prover.words.outcome import Attempt
from prover.words.stopwatch import Clock
from prover.words.verdict import Died, Verdict

METHOD = "theory exploration"
CHECK_SECONDS = 6.0
DEEP_EVERY = 3  # of the tries at the goal


@dataclass(frozen=True)
class ByExploration(Proposing):
    """Explores for at most ``seconds``, and tries the goal whenever there are new lemmas; the ``shelf`` gets them.

    What was ``begun`` at an obligation and cut off goes on where it was.
    """

    name: ClassVar[str] = METHOD
    closer: Closer
    seconds: float
    shelf: Shelf = field(default_factory=dict)
    begun: dict[Obligation, Exploration] = field(default_factory=dict)

    def proposals(self, task: Task) -> "ExplorationSearch":
        search = ExplorationSearch(task.pool, self.closer, task.obligation, self.seconds, self.begun)
        self.shelf[task.obligation.name] = search.lemmas
        return search


class ExplorationSearch(OneHole):
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
        super().__init__(pool, obligation, clock)
        self._closer = closer
        if obligation not in begun:
            begun[obligation] = Exploration(pool, obligation, self._close, seconds, clock)
        self._exploration = begun[obligation]
        self._checks = -self._exploration.checks
        self._goal_tries, self._deep_at = 0, DEEP_EVERY
        self._news, self._proofs = News(), set[tuple[str, frozenset[str]]]()
        for lemma in self.lemmas[-1:]:  # of a search that was cut off
            self._news.put(lemma)

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
                site = await self._look(lean)
            if isinstance(site, Died):
                yield site
                return
            async with aclosing(self._explored(site)) as fills:
                async for fill in fills:
                    succeeded = not isinstance(fill, Died)
                    with self._watch.paused():  # what the taker does meanwhile is not ours
                        yield fill if isinstance(fill, Died) else (fill,)
        finally:
            checks = self._checks + self._exploration.checks
            self.attempts.append(Attempt(METHOD, self._scripts, checks, self._watch.seconds, succeeded))

    async def _explored(self, site: Site) -> AsyncGenerator[str | Died, None]:
        """Fills, tried for while further lemmas are looked for; none are while one that was found is judged."""
        over = False
        while not over:
            # As in the portfolio: no group of tasks around a `yield`.
            tasks = [asyncio.create_task(self._explore())]
            try:
                proof = await self._proof_of(site, tasks)
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

    async def _proof_of(self, site: Site, tasks: list[asyncio.Task[None]]) -> "LemmasProof | Died | None":
        """The next proof, tried for at once with what is new, and now and then deeply meanwhile; None at the end."""
        while isinstance(latest := await self._news.latest(), Lemma):
            self._goal_tries += 1
            if self._goal_tries >= self._deep_at and not self._exploration.is_deep:
                self._deep_at = self._goal_tries + DEEP_EVERY
                tasks.append(asyncio.create_task(self._try_deeply(site)))
            if (proof := await self._try(site, deep=False)) is not None:
                return proof
        return latest

    async def _explore(self) -> None:
        """Put what is found among the news, and that it is over; not where it is only cut off."""
        is_over = True
        try:
            async with aclosing(self._exploration.found()) as lemmas:
                async for each in lemmas:
                    self._news.put(each)
        except asyncio.CancelledError:
            is_over = False
            raise
        finally:
            if is_over:
                self._news.put(None)

    async def _try_deeply(self, site: Site) -> None:
        with self._exploration.deeply():
            if (proof := await self._try(site, deep=True)) is not None:
                self._news.put(proof)

    async def _try(self, site: Site, *, deep: bool) -> "LemmasProof | None":
        """A new proof by the lemmas that there are; None where none of the scripts closes the goal."""
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
        if (number := tactics.chosen(verdict)) is None:
            return None
        proof = LemmasProof(tactics, number, frozenset(laws), axioms & laws)
        # What was written out before could not stand alone, or was refused.
        is_new = proof.key not in self._proofs
        self._proofs.add(proof.key)
        return proof if is_new else None

    async def _fill(self, site: Site, proof: "LemmasProof") -> str | None:
        """The fill that stands alone, with no more lemmas than are needed if Lean accepts that."""
        found = list(self._exploration.lemmas)
        for short in (True, False):
            steps = [lemma.step(short=short) for lemma in (needed(proof.uses, found) if short else found)]
            script = proof.short if short else proof.tactics.script(proof.number)
            fill = site.render("; ".join([*steps, *([site.intro] if site.intro else []), script]))
            verdict = await self._check((), fill)
            axioms = {SORRY} if isinstance(verdict, Died) else verdict.axioms.get(self._obligation.name, {SORRY})
            if isinstance(verdict, Verdict) and verdict.accepted and axioms <= self._obligation.allowed:
                return fill
        return None

    async def _check(self, lemmas: Sequence[Lemma], fill: str) -> Verdict | Died:
        """Lean's verdict on a fill where these lemmas stand before the statement."""
        self._scripts += 1
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

    @property
    def short(self) -> str:
        """The script without the laws that it does not use."""
        return self.tactics.script(self.number, self.laws - self.uses)

    @property
    def key(self) -> tuple[str, frozenset[str]]:
        return self.short, self.uses


class News:
    """What came in since somebody asked last: a lemma, a proof that was found meanwhile, that Lean died, or the end."""

    def __init__(self) -> None:
        self._there = asyncio.Event()
        self._lemma: Lemma | None = None
        self._ending: LemmasProof | Died | None = None
        self._over = False

    def put(self, each: Lemma | LemmasProof | Died | None) -> None:
        """``each`` takes the place of an earlier one of its kind; None is the end."""
        if isinstance(each, Lemma):
            self._lemma = each
        elif each is None:
            self._over = True
        else:
            self._ending = each
        self._there.set()

    async def latest(self) -> Lemma | LemmasProof | Died | None:
        """What ends the search first, then a lemma, once there is one; the end comes when nothing else is left."""
        await self._there.wait()
        latest: Lemma | LemmasProof | Died | None = self._ending or self._lemma
        if self._ending is not None:
            self._ending = None
        else:
            self._lemma = None
        if self._ending is self._lemma is None and not self._over:
            self._there.clear()
        return latest

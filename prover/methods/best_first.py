"""Best-first search for a proof, one tactic at a time: lemmas that resemble the goal, and the state that is left.

No model is asked. What it finds is only a proposal; whether it is a proof the gate says.
"""

import heapq
import time
from collections.abc import AsyncGenerator, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import ClassVar

from prover.lean.live.pool import Pool, Session
from prover.lean.live.site import Site
from prover.lean.search.premises import Index, Premise
from prover.methods.ladder import Task
from prover.methods.proposing import OneHole, Proposing
from prover.methods.scripts import HYPOTHESES, Portfolio, distinct, expand
from prover.text.goal import parse_goal
from prover.words.obligation import Obligation
from prover.words.outcome import Attempt
from prover.words.stopwatch import Clock
from prover.words.tasks import task_group
from prover.words.verdict import Died, Verdict

UNSOLVED = "unsolved goals"
STEP_COST = 12  # characters of goal that one more step must be worth
DEEPEST = 8
PROPOSE = "apply?"
SUGGESTED = 16


@dataclass(frozen=True)
class BySearch(Proposing):
    """Best-first search with declarations that resemble the goal, for at most ``seconds``."""

    name: ClassVar[str] = "search"
    portfolio: Portfolio
    index: Index
    seconds: float

    def proposals(self, task: Task) -> "BestFirst":
        return BestFirst(task.pool, self.portfolio, self.index, task.obligation, self.seconds)


@dataclass(order=True)
class ProofState:
    """What is left to show after some steps; the smaller the ``rank`` the sooner it is looked at."""

    rank: int
    goals: str = field(compare=False)
    steps: tuple[str, ...] = field(compare=False)


class BestFirst(OneHole):
    """The search at work on an obligation with one hole, for at most ``seconds``; it counts what it does."""

    def __init__(
        self,
        pool: Pool,
        portfolio: Portfolio,
        index: Index,
        obligation: Obligation,
        seconds: float,
        clock: Clock = time.monotonic,
    ) -> None:
        super().__init__(pool, obligation, clock)
        self._portfolio, self._index, self._seconds = portfolio, index, seconds
        self._seen: set[str] = set()
        self._open: list[ProofState] = []

    async def candidates(self) -> AsyncGenerator[tuple[str, ...] | Died, None]:
        """Fills that Lean accepts, in the order in which they are found; ends when the time is over.

        It ends too when Lean died of the place, or of naming what might help.
        """
        if self._obligation.holes != 1 or not self._portfolio.steps.scripts:
            return
        succeeded = False
        try:
            async with self._pool.session(self._obligation.header) as lean:
                site = await self._look(lean)
            if isinstance(site, Died):
                yield site
                return
            heapq.heappush(self._open, ProofState(0, site.goal, (site.intro,) if site.intro else ()))
            while self._open and self._has_time:
                proofs = await self._expand(heapq.heappop(self._open), site)
                if isinstance(proofs, Died):
                    yield proofs
                    return
                for proof in proofs:
                    succeeded = True
                    with self._watch.paused():  # what the taker does meanwhile is not ours
                        yield (proof,)
        finally:
            attempt = Attempt("search", self._scripts, self._checks, self._watch.seconds, succeeded)
            self.attempts.append(attempt)

    @property
    def _has_time(self) -> bool:
        return self._watch.seconds < self._seconds

    async def _expand(self, state: ProofState, site: Site) -> list[str] | Died:
        """Try every step in a state, as many at a time as there are Leans; the fills that close it."""
        suggested = await self._suggested(state, site)
        target, header = parse_goal(state.goals).target, self._obligation.header
        premises = await self._index.find(target, self._portfolio.premises, header)
        if isinstance(premises, Died):
            return premises
        proposed = chain(suggested, self._steps_for(state, premises))
        steps = ((*state.steps, step) for step in distinct(proposed))
        proofs: list[str] = []

        async def work() -> None:
            async with self._pool.session(self._obligation.header) as lean:
                for script in steps:
                    if proofs or not self._has_time:
                        return
                    self._scripts += 1
                    fill, verdict = await self._check(lean, site, script)
                    if isinstance(verdict, Died):
                        continue
                    if self._closes(verdict):
                        proofs.append(fill)
                    elif (goals := _left(verdict)) and goals not in self._seen and len(script) < DEEPEST:
                        self._seen.add(goals)
                        heapq.heappush(self._open, ProofState(len(goals) + STEP_COST * len(script), goals, script))

        async with task_group() as group:
            for _ in range(self._pool.limits.size):
                group.create_task(work())
        return proofs

    async def _check(self, lean: Session, site: Site, script: Sequence[str]) -> tuple[str, Verdict | Died]:
        """The fill that a script makes, and Lean's verdict on it."""
        self._checks += 1
        [fill, *_] = site.places("by\n" + "\n".join(script))
        text, name = self._obligation.text([fill]), self._obligation.name
        return fill, await lean.check(text, lean.times.step, axioms=(name,))

    async def _suggested(self, state: ProofState, site: Site) -> Sequence[str]:
        """What Lean's own library search proposes for a state: lemmas that fit, whatever they leave to show."""
        async with self._pool.session(self._obligation.header) as lean:
            _, verdict = await self._check(lean, site, [*state.steps, PROPOSE])
        return () if isinstance(verdict, Died) else verdict.suggestions[:SUGGESTED]

    def _steps_for(self, state: ProofState, premises: Sequence[Premise]) -> Iterator[str]:
        names = parse_goal(state.goals).names
        known = list(self._obligation.known)
        blanks = {
            **self._portfolio.blanks,
            **dict.fromkeys(HYPOTHESES, names),
            "known": known,
            "premise": known + [p.name for p in premises],
        }
        yield from (step for line in self._portfolio.steps.scripts for step in expand(line, blanks))

    def _closes(self, verdict: Verdict) -> bool:
        axioms = verdict.axioms.get(self._obligation.name)
        return verdict.accepted and axioms is not None and axioms <= self._obligation.allowed


def _left(verdict: Verdict) -> str:
    """The goals that are left, where that is all that Lean has against a script."""
    errors = verdict.errors
    if len(errors) != 1 or not errors[0].text.startswith(UNSOLVED):
        return ""
    return errors[0].text.partition("\n")[2]

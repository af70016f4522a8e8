"""Methods that find fills: the judge takes the first that it can; how they are found is each one's own matter."""

from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import ClassVar, Protocol

from prover.lean.live.pool import Pool, Session
from prover.lean.live.site import Site, look
from prover.methods.ladder import Task
from prover.words.obligation import SORRY, Obligation
from prover.words.outcome import Attempt, Blame, Diagnosis, Outcome, Proved, Unproved
from prover.words.stopwatch import Clock, Stopwatch
from prover.words.verdict import Died

MAX_REFUSALS = 8  # so many in a row have a reason that another script will not change


class Proposals(Protocol):
    """A search at work; ``goals`` is what is to be shown, ``attempts`` what was done."""

    @property
    def goals(self) -> tuple[str, ...]: ...

    @property
    def attempts(self) -> Sequence[Attempt]: ...

    def candidates(self) -> AsyncGenerator[tuple[str, ...] | Died, None]:
        """Fills that Lean accepts; `Died` where Lean died before anything was tried."""


class Proposing(ABC):
    """A method of this kind, and what it is called, while it is at work as in its attempts."""

    name: ClassVar[str]

    @abstractmethod
    def proposals(self, task: Task) -> Proposals:
        """The search that it begins at an obligation."""

    async def run(self, task: Task) -> Outcome | Died:
        search, refusals = self.proposals(task), 0
        try:
            with task.at_work.named(self.name):
                async with aclosing(search.candidates()) as candidates:
                    async for candidate in candidates:
                        if isinstance(candidate, Died):
                            return candidate
                        if await task.judge.proof(candidate) is None:
                            return Proved(candidate)
                        if (refusals := refusals + 1) == MAX_REFUSALS:
                            why = Diagnosis(Blame.UNKNOWN, "the gate refuses whatever Lean accepts here")
                            return Unproved(why, search.goals)
            return Unproved(Diagnosis(Blame.UNKNOWN, "no script that was tried closes it"), search.goals)
        finally:
            task.attempts += search.attempts


class OneHole:
    """A search at an obligation with one hole; it counts what it does."""

    def __init__(self, pool: Pool, obligation: Obligation, clock: Clock) -> None:
        self._pool, self._obligation, self._watch = pool, obligation, Stopwatch(clock)
        self._scripts = self._checks = 0
        self.attempts: list[Attempt] = []
        self.goals: tuple[str, ...] = ()

    async def _look(self, lean: Session) -> Site | Died:
        """The hole as Lean sees it: what is to be shown there is the search's goal."""
        site = await look(lean, self._obligation, 0, [SORRY])
        if isinstance(site, Site):
            self._checks += site.checks
            self.goals = (site.goal,) if site.goal else ()
        return site


class OneFill(OneHole, ABC):
    """A search for one fill of an obligation with one hole."""

    method: ClassVar[str]

    @property
    @abstractmethod
    def _may_help(self) -> bool:
        """Whether the words of the statement alone give reason to look."""

    @abstractmethod
    async def _fill(self) -> str | Died | None:
        """What Lean accepts, if anything was found."""

    async def candidates(self) -> AsyncGenerator[tuple[str, ...] | Died, None]:
        """Fills that Lean accepts: one at most."""
        if self._obligation.holes != 1 or not self._may_help:
            return
        succeeded = False
        try:
            found = await self._fill()
            if found is not None:
                succeeded = not isinstance(found, Died)
                with self._watch.paused():  # what the taker does meanwhile is not ours
                    yield found if isinstance(found, Died) else (found,)
        finally:
            self.attempts.append(Attempt(self.method, self._scripts, self._checks, self._watch.seconds, succeeded))

"""Methods that find fills: the judge takes the first that it can; how they are found is each one's own matter."""

from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import Protocol

from prover.methods.ladder import Task
from prover.words.outcome import Attempt, Blame, Diagnosis, Outcome, Proved, Unproved
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
    """A method of this kind."""

    @abstractmethod
    def proposals(self, task: Task) -> Proposals:
        """The search that it begins at an obligation."""

    async def run(self, task: Task) -> Outcome | Died:
        search, refusals = self.proposals(task), 0
        try:
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

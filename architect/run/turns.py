"""Whose turn it is among the theorems of a run, with which share of its budget, and what came of each turn.

First the cheap methods at every theorem, so that a hard one does not starve the others; then all the rest, in equal
shares of what is left, as long as more of it might help.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from architect.run.result import Result
from architect.run.target import Stage
from prover.gate.certificate import Origin
from prover.llm.model import Model
from prover.text.declarations import Declaration
from prover.words.budget import Budget, Spent
from prover.words.outcome import Broken, OutOfBudget


@dataclass
class Turns:
    """The theorems of a run, and what is known of each."""

    targets: Sequence[Declaration]
    budget: Budget
    model: Model | None
    results: dict[str, Result] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._spent: dict[str, Spent] = {}
        self._began, self._before = time.monotonic(), self.budget.spent  # this turn

    def __iter__(self) -> Iterator[tuple[Declaration, Stage, Budget]]:
        """Who is next, for as long as somebody is; what came of a turn is `add`ed before the next one is asked for."""
        waiting = self.unsettled()
        if len(waiting) > 1:
            yield from self._round(waiting, Stage.CHEAP, 1)
            waiting = self.unsettled()
        while waiting:
            last = waiting[-1]
            yield from self._round(waiting, Stage.FULL, 0)
            waiting = [target for target in waiting if self._was_short(target)]
            if last in waiting:
                return  # it had all that was left, and there is no more for the others

    def _round(
        self, targets: Sequence[Declaration], stage: Stage, kept: int
    ) -> Iterator[tuple[Declaration, Stage, Budget]]:
        """Each target with an equal share of what is left, ``kept`` shares of which stay."""
        for waiting, target in zip(range(len(targets) + kept, kept, -1), targets, strict=True):
            self._began, self._before = time.monotonic(), self.budget.spent
            yield target, stage, self.budget if waiting == 1 else self.budget.share(1 / waiting, 0.0)

    def add(self, found: Result, planned: bool) -> Result:
        """Put what came of a turn to what is known of its theorem; a certificate then says how the proof was found."""
        name = found.theorem
        self._spent[name] = self._spent.get(name, Spent()) + (self.budget.spent - self._before)
        seconds, refusals = time.monotonic() - self._began, found.refusals
        if (so_far := self.results.get(name)) is not None:
            seconds, refusals = seconds + so_far.seconds, (*so_far.refusals, *refusals)
        found = replace(found, seconds=seconds, refusals=refusals)
        if found.certificate is not None:
            found = replace(found, certificate=found.certificate.found(self._origin(found, planned)))
        self.results[name] = found
        return found

    def _origin(self, result: Result, planned: bool) -> Origin:
        """The methods that succeeded on the way, and the models that were asked."""
        methods = [attempt.method for attempt in result.attempts if attempt.succeeded]
        names = tuple(dict.fromkeys([*(["blueprint"] if planned else []), *methods]))
        spent = self._spent[result.theorem]
        models = (self.model.card.name,) if self.model is not None and spent.calls else ()
        return Origin(methods=names, models=models, spent=spent, seconds=round(result.seconds, 3))

    def unsettled(self) -> list[Declaration]:
        """The theorems of which neither they nor their negation is certified, nor accepted where nobody could."""
        return [target for target in self.targets if not self._is_settled(target)]

    def stop(self, why: Broken) -> None:
        """Nothing can be recorded any more: what is not settled stays so, for this reason."""
        for target in self.unsettled():
            self.results[target.name] = Result(target.name, why)

    def _is_settled(self, target: Declaration) -> bool:
        found = self.results.get(target.name)
        return found is not None and (found.certificate is not None or found.accepted)

    def _was_short(self, target: Declaration) -> bool:
        """Whether more of the budget might help."""
        return isinstance(self.results[target.name].outcome, OutOfBudget)

"""Whose turn it is among the theorems of a run, with which share of its budget, and what came of each turn.

First the cheap methods at every theorem, so that a hard one does not starve the others; then all the rest, in equal
shares of what is left, as long as more of it might help. Where there are too many for that, those that come first have
a share in which something can end, and what they leave of it goes on to the others. What failed is tried again once
something is proved that stands before it, for it may use that.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from architect.run.result import Result
from architect.run.target import Stage
from prover.gate.certificate import Origin
from prover.gate.provable import Provable
from prover.llm.roles import Models
from prover.methods.ladder import diagnosis_of
from prover.text.declarations import Declaration
from prover.words.budget import Budget, Spent
from prover.words.outcome import Blame, Broken, Diagnosis, OutOfBudget, Unproved

NOT_TRIED = "it was not tried: no time was left for it"
LEAST_TURN = 2.0  # seconds; in less not even what is easy comes to its end, its judgement included


@dataclass
class Turns:
    """The theorems of a run, and what is known of each; one that leans on a `sorry` elsewhere waits for that proof.

    Where it is ``quick``, the cheap methods are all there is.
    """

    there: Provable
    budget: Budget
    models: Models
    quick: bool = False
    results: dict[str, Result] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._spent: dict[str, Spent] = {}
        self._usable: dict[str, frozenset[str]] = {}  # what was proved above each when all was tried at it
        self._began, self._before = time.monotonic(), self.budget.spent  # this turn

    def __iter__(self) -> Iterator[tuple[Declaration, Stage, Budget]]:
        """Who is next, for as long as somebody is; what came of a turn is `add`ed before the next one is asked for."""
        waiting, tried = self.unsettled(), set[str]()
        while (self.quick or len(waiting) > 1) and (ready := self._ready(waiting)):
            yield from self._round(ready, Stage.CHEAP, 0 if self.quick else 1)
            tried |= {target.name for target in ready}
            waiting = [target for target in self.unsettled() if target.name not in tried]
        waiting = [] if self.quick else self.unsettled()
        while ready := self._ready(waiting):
            yield from self._round(ready, Stage.FULL, 0)
            if self._was_short(ready[-1]):
                return  # it had all that was left, and there is no more for the others
            waiting = [target for target in self.unsettled() if self._may_gain(target)]

    def _round(
        self, targets: Sequence[Declaration], stage: Stage, kept: int
    ) -> Iterator[tuple[Declaration, Stage, Budget]]:
        """Each target with an equal share of what is left, ``kept`` shares of which stay, while there is time."""
        for waiting, target in zip(range(len(targets) + kept, kept, -1), targets, strict=True):
            if self.budget.left("seconds") <= 0:
                self._pass_over(target)
                continue
            self._began, self._before = time.monotonic(), self.budget.spent
            if stage is Stage.FULL:
                self._usable[target.name] = self._proved_before(target)
            yield target, stage, self.budget if waiting == 1 else self.budget.share(1 / waiting, LEAST_TURN)

    def _pass_over(self, target: Declaration) -> None:
        """Nothing is left for it: what was found of it stays, and more of the budget might help."""
        found = self.results.get(target.name, Result(target.name, Unproved(Diagnosis(Blame.UNKNOWN, NOT_TRIED))))
        allowed = self.budget.reached("seconds").allowed
        short = OutOfBudget("seconds", allowed, diagnosis_of(found.outcome))
        self.results[target.name] = replace(found, outcome=short)

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
        models = self.models.names(spent)
        return Origin(methods=names, models=models, spent=spent, seconds=round(result.seconds, 3))

    def _ready(self, waiting: Sequence[Declaration]) -> list[Declaration]:
        """Those that wait for no other; of the rest it is known why they are not proved, as long as that is so."""
        ready = []
        for target in waiting:
            if (why := self._why_not(target.name)) is None:
                ready.append(target)
            else:
                self.results[target.name] = Result(target.name, Unproved(Diagnosis(Blame.UNKNOWN, why)))
        return ready

    def _why_not(self, name: str) -> str | None:
        """What keeps a theorem from being tried now."""
        if name in self.there.others:
            return self.there.others[name]
        unproved = [other for other in self.there.after.get(name, ()) if not self._is_settled(other)]
        return f"it leans on the `sorry` in {', '.join(unproved)}, which is not proved" if unproved else None

    def unsettled(self) -> list[Declaration]:
        """The theorems of which neither they nor their negation is certified, nor accepted where nobody could."""
        return [target for target in self.there.asked if not self._is_settled(target.name)]

    def stop(self, why: Broken) -> None:
        """Nothing can be recorded any more: what is not settled stays so, for this reason."""
        for target in self.unsettled():
            self.results[target.name] = Result(target.name, why)

    def _is_settled(self, name: str) -> bool:
        found = self.results.get(name)
        return found is not None and (found.certificate is not None or found.accepted)

    def _may_gain(self, target: Declaration) -> bool:
        """Whether all has still to be tried at it, more of the budget might help, or what was proved since."""
        usable = self._usable.get(target.name)
        return usable is None or usable != self._proved_before(target) or self._was_short(target)

    def _proved_before(self, target: Declaration) -> frozenset[str]:
        proved = {name for name, result in self.results.items() if result.proved}
        return self.there.problem.names_before(target) & proved

    def _was_short(self, target: Declaration) -> bool:
        """Whether more of the budget might help."""
        return isinstance(self.results[target.name].outcome, OutOfBudget)

"""What a run has recorded in one file, and what came of each theorem there; it writes nothing, and judges nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from architect.planning.informal import InformalProofs
from architect.run.claims import Claim
from architect.run.events import CheapTried, DirectlyTried, RunEvent, TheoremSettled
from architect.run.history import past_of, settled_before, targets_in
from prover.text.declarations import Declaration
from prover.text.problem import Problem
from prover.words.errors import BadInput
from prover.words.outcome import Proved
from prover.words.settings import Settings


@dataclass(frozen=True)
class RecordedFile:
    """A file of a run: its text as it was, what happened in it, and whose Lean reads it how.

    ``module`` is what it is called in a run at a project, and empty in a run at one file.
    """

    module: str
    problem: Problem
    theorem: str | None
    events: Sequence[RunEvent]
    project: Path | None
    settings: Settings

    @cached_property
    def targets(self) -> Sequence[Declaration]:
        """What was asked for, as far as the events show; of a file of a whole project there may be nothing."""
        try:
            return targets_in(self.problem, self.events, self.theorem)
        except BadInput:
            return ()

    @property
    def claims(self) -> list[Claim]:
        """What is recorded as proved or false. Raises as `settled_before` does."""
        return [claim for target in self.targets if (claim := settled_before(self.events, target))]

    @property
    def settled(self) -> list[Declaration]:
        """The targets of which it is recorded what became of them, whatever that is."""
        over = {event.target for event in self.events if isinstance(event, TheoremSettled)}
        return [target for target in self.targets if target.name in over]


@dataclass(frozen=True)
class TheoremRow:
    """What a run recorded of one theorem: ``status`` in a word or two, and ``why`` where it is not settled well.

    ``seconds`` and ``cost`` are what all tries at it took; ``nodes`` has its last blueprint, None where none was drawn,
    ``informal`` is what a model proved in words, None where none was asked to.
    """

    module: str
    theorem: str
    status: str
    method: str
    seconds: float
    cost: float
    nodes: int | None
    refinements: int
    why: str
    informal: InformalProofs | None = None


def theorem_rows(file: RecordedFile) -> list[TheoremRow]:
    """A row for each target of a file. Raises `BadInput` where what is recorded does not fit the file."""
    return [_theorem_row(file, target) for target in file.targets]


def _theorem_row(file: RecordedFile, target: Declaration) -> TheoremRow:
    events = [event for event in file.events if event.target == target.name]
    claim, past = settled_before(events, target), past_of(events, target.name)
    settled = [event for event in events if isinstance(event, TheoremSettled)]
    attempts = settled[-1].attempts if settled else tuple(past.attempts)
    tried = [event for event in events if isinstance(event, CheapTried | DirectlyTried)]
    methods: tuple[str, ...] = ()
    why = ""
    if claim is None:
        status = "not proved" if settled else "not ended" if events else "not tried"
        why = tried[-1].diagnosis.words if tried else ""
    else:
        status = "proved" if isinstance(claim.result.outcome, Proved) else "disproved"
        won = [attempt.method for attempt in claim.result.attempts if attempt.succeeded]
        methods = claim.origin.methods if claim.origin else tuple(won[-1:])
    return TheoremRow(
        file.module,
        target.name,
        status,
        ", ".join(methods),
        settled[-1].seconds if settled else sum(attempt.seconds for attempt in attempts),
        sum(attempt.spent.cost for attempt in attempts),
        len(past.blueprint.nodes) if past.blueprint else None,
        len(past.history),
        why,
        past.informal,
    )

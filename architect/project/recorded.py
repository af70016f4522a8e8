"""What runs of either kind have recorded, file by file and theorem by theorem, and in a row each; it writes nothing."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Literal

from architect.project.events import ProjectEvent, RunEnded
from architect.project.folder import ProjectRun, project_run_in
from architect.project.record import of_module
from architect.run.claims import Claim
from architect.run.events import CheapTried, DirectlyTried, RunEvent, TheoremSettled
from architect.run.folder import Run, all_runs, find_folder, find_run, is_of_project, project_folders
from architect.run.history import past_of, settled_before, spent_before, targets_in
from prover.text.declarations import Declaration
from prover.text.problem import Problem
from prover.words.budget import Spent
from prover.words.errors import ArchitectError, BadInput
from prover.words.outcome import Proved
from prover.words.settings import Settings

AnyRun = Run | ProjectRun
RunState = Literal["running", "ended", "interrupted", "damaged", "not judged"]
UNJUDGED: RunState = "not judged"  # the gate was to judge a run again, and could not


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


Claimed = Sequence[tuple[RecordedFile, list[Claim]]]  # what is recorded as proved, file by file
Judging = Callable[[AnyRun, Claimed], list[str]]  # a word for each claim


def run_of(name: str) -> AnyRun:
    """The run that is meant by a name (`find_folder`). Raises `BadInput` when there is none that could be read."""
    folder = find_folder(name)
    return project_run_in(folder) if is_of_project(folder) else find_run(name)


def every_run() -> tuple[list[AnyRun], list[str]]:
    """All runs, the newest first; and of those that cannot be read, why."""
    found: list[AnyRun] = []
    unread: list[str] = []
    for run in all_runs():
        if isinstance(run, str):
            unread.append(run)
        else:
            found.append(run)
    for folder in project_folders():
        try:
            found.append(project_run_in(folder))
        except BadInput as error:
            unread.append(str(error))
    return sorted(found, key=lambda run: (started(run), run.name), reverse=True), unread


def started(run: AnyRun) -> float:
    """When it began, in seconds since 1970."""
    return run.manifest.started if isinstance(run, Run) else run.asked.started


def files_of(run: AnyRun) -> list[RecordedFile]:
    """The files of a run, in their order. Raises `BadInput` for what is damaged."""
    if isinstance(run, Run):
        problem, asked = run.problem(), run.manifest
        problem.targets(asked.theorem)
        return [RecordedFile("", problem, asked.theorem, run.events(), asked.project, asked.settings)]
    events, whole = run.events(), run.asked
    return [
        RecordedFile(
            file.module, run.problem(file), None, of_module(events, file.module), whole.project, whole.settings
        )
        for file in whole.files
    ]


@dataclass(frozen=True)
class RunRow:
    """A run for who must choose one. ``problem`` is its file or project, ``theorem`` the one that was named.

    ``started`` and ``active``, when something was last recorded, are seconds since 1970; ``judged`` says by whom the
    theorems are counted, and ``why`` what is in the way where they are not.
    """

    run: str
    folder: Path
    problem: Path
    theorem: str | None
    started: float
    active: float
    state: RunState
    judged: str
    theorems: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    spent: Spent = field(default_factory=Spent)
    why: str = ""

    @property
    def proved(self) -> int:
        return self.counts["proved"]

    @property
    def disproved(self) -> int:
        return self.counts["disproved"]

    @property
    def refused(self) -> int:
        return self.counts["refused"]


def row_of(run: AnyRun, judge: Judging, judged: str) -> RunRow:
    """What a run came to by the words of ``judge``; it raises nothing of what is wrong with the run or its Lean."""
    theorem, problem = (run.manifest.theorem, run.manifest.file) if isinstance(run, Run) else (None, run.asked.project)
    row = RunRow(run.name, run.folder, problem, theorem, started(run), started(run), "damaged", judged)
    try:
        files = files_of(run)
        claimed = [(file, file.claims) for file in files]
        events = run.events()
    except BadInput as error:
        return replace(row, why=str(error))
    active, theorems = max([row.started, *(event.time for event in events)]), sum(len(file.targets) for file in files)
    row = replace(row, active=active, theorems=theorems, spent=spent_in(files))
    try:
        counts = Counter(judge(run, claimed))
    except ArchitectError as error:  # of this run's Lean: the others are listed all the same
        return replace(row, state=UNJUDGED, why=str(error))
    is_over = 0 < sum(len(file.settled) for file in files) == theorems or _ended(events)
    return replace(row, state="running" if run.is_held else "ended" if is_over else "interrupted", counts=counts)


def as_recorded(_: AnyRun, claimed: Claimed) -> list[str]:
    """The words of the journal itself."""
    outcomes = (claim.result.outcome for _, claims in claimed for claim in claims)
    return ["proved" if isinstance(outcome, Proved) else "disproved" for outcome in outcomes]


def spent_in(files: Sequence[RecordedFile]) -> Spent:
    """What models took in all of them."""
    return sum((spent_before(file.events) for file in files), Spent())


def _ended(events: Sequence[RunEvent | ProjectEvent]) -> bool:
    """Whether a run at a project came to its end, though something in it was not tried."""
    return bool(events) and isinstance(events[-1], RunEnded)


@dataclass(frozen=True)
class TheoremRow:
    """What a run recorded of one theorem: ``status`` in a word or two, and ``why`` where it is not settled well.

    ``seconds`` and ``cost`` are what all tries at it took; ``nodes`` has its last blueprint, None where none was drawn.
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
    )

"""What runs of either kind have recorded: their files, and a row for who must choose one; it writes nothing."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from architect.project.events import ProjectEvent, RunEnded
from architect.project.folder import ProjectRun, as_ours, project_run_in
from architect.project.record import of_module
from architect.run.claims import Claim
from architect.run.events import RunEvent
from architect.run.folder import Run, all_runs, find_folder, find_run, is_of_project, project_folders
from architect.run.history import spent_before
from architect.run.recorded import RecordedFile
from architect.run.result import Result
from prover.words.budget import Spent
from prover.words.errors import ArchitectError, BadInput
from prover.words.outcome import Disproved, Proved

AnyRun = Run | ProjectRun
RunState = Literal["running", "ended", "interrupted", "damaged", "not judged"]
UNJUDGED: RunState = "not judged"  # the gate was to judge a run again, and could not


Claimed = Sequence[tuple[RecordedFile, list[Claim]]]  # what is recorded as proved, file by file
Judging = Callable[[AnyRun, Claimed], list[Result]]  # what each claim comes to


def run_of(name: str) -> AnyRun:
    """The run that is meant by a name (`find_folder`). Raises `BadInput` when there is none that could be read."""
    folder = find_folder(name)
    return project_run_in(folder) if is_of_project(folder) else find_run(name)


def safe_to_ask(run: AnyRun) -> AnyRun:
    """The run where its Lean may be asked for. Raises `BadInput` for one from elsewhere: a project's code would run."""
    return run.as_ours() if isinstance(run, Run) else as_ours(run)


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
    theorems are counted, and ``why`` what is in the way where they are not; ``priced``: all models' prices are known.
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
    priced: bool = False
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
    """What a run came to by the word of ``judge``; it raises nothing of what is wrong with the run or its Lean."""
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
    settings = run.manifest.settings if isinstance(run, Run) else run.asked.settings
    row = replace(row, priced=settings.priced)
    try:
        counts = Counter(map(word_of, judge(run, claimed)))
    except ArchitectError as error:  # of this run's Lean: the others are listed all the same
        return replace(row, state=UNJUDGED, why=str(error))
    is_over = 0 < sum(len(file.settled) for file in files) == theorems or _ended(events)
    return replace(row, state="running" if run.is_held else "ended" if is_over else "interrupted", counts=counts)


def as_recorded(_: AnyRun, claimed: Claimed) -> list[Result]:
    """What the journal itself says, which is a claim: without certificates."""
    return [claim.result for _, claims in claimed for claim in claims]


def word_of(result: Result) -> str:
    """What a claim has come to: `proved`, `disproved` or `refused`."""
    match result.outcome:
        case Proved():
            return "proved"
        case Disproved():
            return "disproved"
        case _:
            return "refused"


def spent_in(files: Sequence[RecordedFile]) -> Spent:
    """What models took in all of them."""
    return sum((spent_before(file.events) for file in files), Spent())


def _ended(events: Sequence[RunEvent | ProjectEvent]) -> bool:
    """Whether a run at a project came to its end, though something in it was not tried."""
    return bool(events) and isinstance(events[-1], RunEnded)

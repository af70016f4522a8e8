"""A run as it recorded itself, to be looked at: nothing in it is judged again, and nothing is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from architect.api.results import DrawnBlueprint
from architect.api.threads import in_thread
from architect.project.events import ProjectEvent
from architect.project.recorded import AnyRun, RunState, as_recorded, files_of, row_of, run_of, safe_to_ask
from architect.run.drawn import Drawn, drawn_in
from architect.run.events import RunEvent
from architect.run.folder import Run, run_name
from architect.run.recorded import RecordedFile, TheoremRow, theorem_rows
from prover.lean.toolchains.chosen import found_toolchain
from prover.words.budget import Spent
from prover.words.errors import BadInput, LeanFailed
from prover.words.files import read_text
from prover.words.settings import Settings
from prover.words.shown import in_one_line

AS_RECORDED = "as recorded"
STATES_RECORDED = "states are as the run recorded them"
OF_ANOTHER_LEAN = "it is of another Lean than the one here: what became of its nodes is not known"


@dataclass(frozen=True)
class RecordedRun:
    """A run at a ``file``, or at a whole project: what was asked, what happened, what came of each theorem.

    ``results`` and ``blueprints`` (by theorem) are as its journal has them, which is a claim: `resuming` has the gate
    judge it again. ``text`` is the file with what was proved in it, empty where nothing was. ``started`` is in seconds
    since 1970; ``state`` is `running`, `ended` or `interrupted`.
    """

    name: str
    folder: Path
    file: Path
    theorem: str | None
    started: float
    state: RunState
    settings: Settings = field(repr=False)
    results: tuple[TheoremRow, ...]
    events: tuple[RunEvent | ProjectEvent, ...] = field(repr=False)
    blueprints: Mapping[str, DrawnBlueprint] = field(repr=False)
    text: str = field(repr=False)
    spent: Spent

    def __str__(self) -> str:
        rows = (f"  {row.theorem}: {row.status}" for row in self.results)
        return "\n".join(map(in_one_line, [f"{self.name}: {self.state}, {AS_RECORDED}", *rows]))


async def load_run(run: str | Path) -> RecordedRun:
    """A run by its name, the beginning of it, or its folder. Raises `BadInput` where there is none that can be read."""
    return await in_thread(lambda: _loaded(run_of(str(run))))


def _loaded(run: AnyRun) -> RecordedRun:
    row = row_of(run, as_recorded, AS_RECORDED)
    if row.state == "damaged":
        raise BadInput(f"{run.folder}: {row.why}")
    files = files_of(run)
    drawn = [each for file in files for each in _drawn(run, file)]
    is_file = isinstance(run, Run) and run.result.exists()
    return RecordedRun(
        name=run_name(run.folder),
        folder=run.folder,
        file=row.problem,
        theorem=row.theorem,
        started=row.started,
        state=row.state,
        settings=run.manifest.settings if isinstance(run, Run) else run.asked.settings,
        results=tuple(each for file in files for each in theorem_rows(file)),
        events=tuple(run.events()),
        blueprints={each.label: _shown(each) for each in drawn},
        text=read_text(run.result, inside=run.folder) if isinstance(run, Run) and is_file else "",
        spent=row.spent,
    )


def _drawn(run: AnyRun, file: RecordedFile) -> list[Drawn]:
    """Which node is which is known to the Lean alone that read the file; of a stranger's project that is not asked."""
    if not any(event.event == "blueprint" for event in file.events):
        return []
    try:
        safe_to_ask(run)
        key = found_toolchain(file.project, file.settings.time, file.problem.path).key
    except (BadInput, LeanFailed):
        key = ""
    return drawn_in(file, key)


def _shown(drawn: Drawn) -> DrawnBlueprint:
    remark = OF_ANOTHER_LEAN if drawn.is_foreign else STATES_RECORDED
    return DrawnBlueprint(drawn.theorem, drawn.blueprint, drawn.states, remark)

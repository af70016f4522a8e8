"""The runs of this user, which are known by their names alone: no path leads to one. It reads them, and judges none."""

import os
import time
from pathlib import Path

from architect.api.recorded import AS_RECORDED
from architect.mcp.answers import MOST_RUNS, RunsAnswer, RunShort, TheoremShort, first, short
from architect.project.recorded import RunRow, as_recorded, every_run, files_of, row_of, run_of
from architect.run.folder import find_folder
from architect.run.recorded import theorem_rows
from prover.words.errors import BadInput
from prover.words.files import name_of, resolved
from prover.words.folders import runs_folder


def chosen_run(name: str) -> Path:
    """The folder of the run with this name, or the one that begins so. Raises `BadInput`, also for a path."""
    if not name or os.sep in name or name.startswith("."):
        raise BadInput(f"{name}: not the name of a run: `runs` lists them")
    folder = find_folder(name)
    if resolved(folder.parent) != resolved(runs_folder()):
        raise BadInput(f"{name}: no such run; `runs` lists them")
    return folder


def listed_runs(most: int = MOST_RUNS) -> RunsAnswer:
    """The newest runs, as they recorded themselves."""
    found, unread = every_run()
    kept, more = first(found, most)
    rows = [_short(row_of(run, as_recorded, AS_RECORDED)) for run in kept]
    return RunsAnswer(runs=rows, more_runs=more, notes=[short(why) for why in unread])


def one_run(name: str) -> RunsAnswer:
    """One run with its theorems. Raises `BadInput` as `chosen_run` does."""
    folder = chosen_run(name)
    run = run_of(str(folder))
    row = row_of(run, as_recorded, AS_RECORDED)
    theorems = [each for file in files_of(run) for each in theorem_rows(file)] if row.state != "damaged" else []
    return RunsAnswer(
        runs=[_short(row)],
        theorems=[
            TheoremShort(theorem=each.theorem, status=each.status, method=each.method, why=short(each.why))
            for each in theorems
        ],
        files=sorted(path.name for path in folder.iterdir()),
    )


def _short(row: RunRow) -> RunShort:
    return RunShort(
        run=row.run,
        file=name_of(row.problem),
        theorem=row.theorem,
        state=row.state,
        theorems=row.theorems,
        proved=row.proved,
        disproved=row.disproved,
        started=time.strftime("%Y-%m-%dT%H:%M:%S", time.localtime(row.started)),
        why=short(row.why),
    )

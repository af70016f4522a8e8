"""`architect runs`: what runs there are, and how they ended: as they recorded it, or as the gate judges it now."""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from architect.commands.streams import say
from architect.commands.working import ENVIRONMENT
from prover.words.shown import in_one_line

if TYPE_CHECKING:
    from pathlib import Path

    from architect.project.folder import ProjectRun
    from architect.run.claims import Claim
    from architect.run.events import RunEvent
    from architect.run.folder import Run
    from prover.text.declarations import Declaration
    from prover.text.problem import Problem
    from prover.words.settings import Settings

RECORDED, JUDGED = "as recorded", "by the gate"
REFUSED = 1  # the exit code when the gate does not stand by what a run recorded
UNJUDGED = "not judged"  # the gate was to judge a run again, and could not


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    runs = commands.add_parser("runs", help="list the runs")
    runs.add_argument("--json", action="store_true", help="print one JSON array")
    runs.add_argument("--recheck", action="store_true", help="have the gate judge again what they record as proved")
    runs.set_defaults(run=_runs)


@dataclass(frozen=True)
class _RunFile:
    """A file of a run: its text as it was, what happened in it, and whose Lean reads it how."""

    problem: "Problem"
    theorem: str | None
    events: "Sequence[RunEvent]"
    project: "Path | None"
    settings: "Settings"

    @cached_property
    def targets(self) -> "Sequence[Declaration]":
        """What was asked for, as far as the events show; of a file of a whole project there may be nothing."""
        from architect.run.history import targets_in
        from prover.words.errors import BadInput

        try:
            return targets_in(self.problem, self.events, self.theorem)
        except BadInput:
            return ()


Claimed = Sequence[tuple[_RunFile, "list[Claim]"]]  # what is recorded as proved, file by file
Judging = Callable[["Run | ProjectRun", Claimed], list[str]]


def _runs(options: argparse.Namespace) -> int:
    from architect.run.folder import runs_folder

    rows = []
    judge, how = (_judged, JUDGED) if options.recheck else (_recorded, RECORDED)
    for run in _all():
        if isinstance(run, str):
            if not options.json:
                say(run)
            continue
        rows.append({**_about(run), "judged": how, **_counted(run, judge)})
        if not options.json:
            say(_as_line(rows[-1]))
    if options.json:
        say(json.dumps(rows, ensure_ascii=False))
    elif not rows:
        say(f"no runs in {runs_folder()}")
    if any(row["state"] == UNJUDGED for row in rows):
        return ENVIRONMENT
    return REFUSED if any(row["refused"] for row in rows) else 0


def _all() -> "Iterator[Run | ProjectRun | str]":
    """The runs at files, then those at projects; for one that cannot be read, why."""
    from architect.project.folder import project_run_in
    from architect.run.folder import all_runs, project_folders
    from prover.words.errors import BadInput

    yield from all_runs()
    for folder in project_folders():
        try:
            yield project_run_in(folder)
        except BadInput as error:
            yield str(error)


def _as_line(row: dict[str, Any]) -> str:
    counts = f"{row['proved']}/{row['theorems']} proved"
    counts += f", {row['disproved']} disproved" if row["disproved"] else ""
    counts += f", {row['refused']} refused" if row["refused"] else ""
    why = f": {row['why']}" if "why" in row else ""
    return in_one_line(f"{row['run']}  {row['state']:<12} {counts} ({row['judged']})  {row['file']}{why}")


def _about(run: "Run | ProjectRun") -> dict[str, Any]:
    from architect.run.folder import Run

    file = run.manifest.file if isinstance(run, Run) else run.asked.project
    return {"run": run.name, "folder": str(run.folder), "file": str(file)}


def _parts(run: "Run | ProjectRun") -> "Iterator[_RunFile]":
    """Raises `BadInput` for what is damaged."""
    from architect.project.record import of_module
    from architect.run.folder import Run

    if isinstance(run, Run):
        problem, asked = run.problem(), run.manifest
        problem.targets(asked.theorem)
        yield _RunFile(problem, asked.theorem, run.events(), asked.project, asked.settings)
        return
    events = run.events()
    for file in run.asked.files:
        yield _RunFile(run.problem(file), None, of_module(events, file.module), run.asked.project, run.asked.settings)


def _counted(run: "Run | ProjectRun", judge: Judging) -> dict[str, Any]:
    from architect.run.events import TheoremSettled
    from architect.run.history import settled_before
    from prover.words.errors import ArchitectError, BadInput

    none = {"theorems": 0, "proved": 0, "disproved": 0, "refused": 0}
    try:
        parts = [*_parts(run)]
        claimed = [
            (part, [claim for target in part.targets if (claim := settled_before(part.events, target))])
            for part in parts
        ]
    except BadInput as error:
        return {"state": "damaged", **none, "why": str(error)}
    theorems = sum(len(part.targets) for part in parts)
    try:
        counts = Counter(judge(run, claimed))
    except ArchitectError as error:  # of this run's Lean: the others are listed all the same
        return {"state": UNJUDGED, **none, "theorems": theorems, "why": str(error)}
    settled = sum(
        any(isinstance(event, TheoremSettled) and event.target == target.name for event in part.events)
        for part in parts
        for target in part.targets
    )
    is_over = 0 < settled == theorems or _is_over(run)
    state = "running" if run.is_held else "ended" if is_over else "interrupted"
    return {"state": state, "theorems": theorems, **{name: counts[name] for name in ("proved", "disproved", "refused")}}


def _is_over(run: "Run | ProjectRun") -> bool:
    """Whether a run at a project came to its end, though something in it was not tried."""
    from architect.project.events import RunEnded
    from architect.run.folder import Run

    return not isinstance(run, Run) and isinstance([None, *run.events()][-1], RunEnded)


def _recorded(_: "Run | ProjectRun", claimed: Claimed) -> list[str]:
    from prover.words.outcome import Proved

    outcomes = (claim.result.outcome for _, claims in claimed for claim in claims)
    return ["proved" if isinstance(outcome, Proved) else "disproved" for outcome in outcomes]


def _judged(run: "Run | ProjectRun", claimed: Claimed) -> list[str]:
    """The same where the gate agrees, else `refused`."""
    from architect.project.leans import ProjectLean
    from architect.project.rechecking import rechecked
    from architect.run.claims import certified
    from architect.run.folder import Run
    from architect.run.interrupt import run_interruptibly
    from prover.lean.toolchains.chosen import chosen_toolchain

    if isinstance(run, Run):
        [(part, claims)] = claimed
        toolchain = chosen_toolchain(part.project, part.settings, part.problem.path)
        found = run_interruptibly(certified(toolchain, part.problem, claims))
    else:
        lean = ProjectLean(run.asked.project, run.asked.settings)
        by_file = run_interruptibly(rechecked(run, lean, [claims for _, claims in claimed]))
        found = [result for results in by_file for result in results]
    held = [result.certificate is not None for result in found]
    return [word if holds else "refused" for word, holds in zip(_recorded(run, claimed), held, strict=True)]

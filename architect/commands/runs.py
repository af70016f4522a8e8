"""`architect runs`: what runs there are, and how they ended."""

import argparse
import json
from typing import TYPE_CHECKING, Any

from architect.output import say
from prover.shown import in_one_line

if TYPE_CHECKING:
    from architect.runs import Run


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    runs = commands.add_parser("runs", help="list the runs")
    runs.add_argument("--json", action="store_true", help="print one JSON array")
    runs.set_defaults(run=_runs)


def _runs(options: argparse.Namespace) -> int:
    from architect.runs import all_runs, runs_folder

    found = list(all_runs())
    rows = [_row(run) for run in found if not isinstance(run, str)]
    if options.json:
        say(json.dumps(rows, ensure_ascii=False))
        return 0
    for run in found:
        if isinstance(run, str):
            say(run)
    if not rows:
        say(f"no runs in {runs_folder()}")
    for row in rows:
        say(in_one_line(f"{row['run']}  {row['state']:<12} {row['proved']}/{row['theorems']} proved  {row['file']}"))
    return 0


def _row(run: "Run") -> dict[str, Any]:
    from prover.errors import BadInput

    row: dict[str, Any] = {"run": run.name, "folder": str(run.folder), "file": str(run.manifest.file)}
    try:
        events = run.events()
        theorems = [target.name for target in run.problem().targets(run.manifest.theorem)]
    except BadInput as error:
        return {**row, "state": "damaged", "theorems": 0, "proved": 0, "why": str(error)}
    settled = {event["target"]: bool(event["certificate"]) for event in events if event["event"] == "settled"}
    state = "running" if run.is_held else "ended" if len(settled) == len(theorems) else "interrupted"
    return {**row, "state": state, "theorems": len(theorems), "proved": sum(settled.values())}

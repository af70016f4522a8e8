"""`architect runs`: what runs there are, and how they ended: as they recorded it, or as the gate judges it now."""

import argparse
import json
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from architect.commands.streams import say
from architect.commands.working import ENVIRONMENT
from prover.words.shown import in_one_line

if TYPE_CHECKING:
    from architect.run.claims import Claim
    from architect.run.folder import Run

RECORDED, JUDGED = "as recorded", "by the gate"
REFUSED = 1  # the exit code when the gate does not stand by what a run recorded
UNJUDGED = "not judged"  # the gate was to judge a run again, and could not


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    runs = commands.add_parser("runs", help="list the runs")
    runs.add_argument("--json", action="store_true", help="print one JSON array")
    runs.add_argument("--recheck", action="store_true", help="have the gate judge again what they record as proved")
    runs.set_defaults(run=_runs)


def _runs(options: argparse.Namespace) -> int:
    from architect.run.folder import all_runs, runs_folder

    rows = []
    for run in all_runs():
        if isinstance(run, str):
            if not options.json:
                say(run)
            continue
        rows.append(_row(run, _judged if options.recheck else _recorded, JUDGED if options.recheck else RECORDED))
        if not options.json:
            say(_as_line(rows[-1]))
    if options.json:
        say(json.dumps(rows, ensure_ascii=False))
    elif not rows:
        say(f"no runs in {runs_folder()}")
    if any(row["state"] == UNJUDGED for row in rows):
        return ENVIRONMENT
    return REFUSED if any(row["refused"] for row in rows) else 0


def _as_line(row: dict[str, Any]) -> str:
    counts = f"{row['proved']}/{row['theorems']} proved"
    counts += f", {row['disproved']} disproved" if row["disproved"] else ""
    counts += f", {row['refused']} refused" if row["refused"] else ""
    why = f": {row['why']}" if "why" in row else ""
    return in_one_line(f"{row['run']}  {row['state']:<12} {counts} ({row['judged']})  {row['file']}{why}")


def _row(run: "Run", judge: "Callable[[Run, list[Claim]], list[str]]", how: str) -> dict[str, Any]:
    from architect.run.events import TheoremSettled
    from architect.run.history import settled_before, targets_in
    from prover.words.errors import ArchitectError, BadInput

    row: dict[str, Any] = {"run": run.name, "folder": str(run.folder), "file": str(run.manifest.file), "judged": how}
    none = {"theorems": 0, "proved": 0, "disproved": 0, "refused": 0}
    try:
        events = run.events()
        targets = targets_in(run.problem(), events, run.manifest.theorem)
        claims = [claim for target in targets if (claim := settled_before(events, target))]
    except BadInput as error:
        return {**row, "state": "damaged", **none, "why": str(error)}
    try:
        counts = Counter(judge(run, claims))
    except ArchitectError as error:  # of this run's Lean: the others are listed all the same
        return {**row, "state": UNJUDGED, **none, "theorems": len(targets), "why": str(error)}
    settled = {event.target for event in events if isinstance(event, TheoremSettled)}
    ended = settled != set() and all(target.name in settled for target in targets)
    state = "running" if run.is_held else "ended" if ended else "interrupted"
    found = {name: counts[name] for name in ("proved", "disproved", "refused")}
    return {**row, "state": state, "theorems": len(targets), **found}


def _recorded(_: "Run", claims: "list[Claim]") -> list[str]:
    from prover.words.outcome import Proved

    return ["proved" if isinstance(claim.result.outcome, Proved) else "disproved" for claim in claims]


def _judged(run: "Run", claims: "list[Claim]") -> list[str]:
    """The same where the gate agrees, else `refused`."""
    from architect.run.claims import certified
    from architect.run.interrupt import run_interruptibly
    from prover.lean.toolchains.chosen import chosen_toolchain

    toolchain = chosen_toolchain(run.manifest.project, run.manifest.settings, run.manifest.file)
    found = run_interruptibly(certified(toolchain, run.problem(), claims))
    held = [result.certificate is not None for result in found]
    return [word if holds else "refused" for word, holds in zip(_recorded(run, claims), held, strict=True)]

"""`architect runs`: what runs there are, and what they came to: as they recorded it, or as the gate judges it now."""

import argparse
import json
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from architect.commands.asking import add_yes, is_agreed
from architect.commands.numbers import an_age
from architect.commands.parser import Parser
from architect.commands.streams import complain, say, width
from architect.commands.working import ENVIRONMENT
from prover.words.plain import counted
from prover.words.shown import in_one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from architect.project.recorded import AnyRun, Claimed, RunRow
    from architect.run.result import Result

RECORDED, JUDGED = "as recorded", "by the gate"
REFUSED, DECLINED, BAD = 1, 1, 2  # exit codes: the gate does not stand by a run, the user said no, not all could go
LIST = "list"  # what `runs` means
OLD = "30d"
EPILOG = (
    "other commands: `runs show RUN`, `runs export RUN`, `runs rm RUN…`, `runs prune`. "
    "exit codes: 0, 1 where --recheck refuses something, 3 where it could not judge"
)


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    runs = commands.add_parser("runs", help="list, show and remove runs", add_help=False)
    assert isinstance(runs, Parser)
    runs.otherwise = LIST
    kinds = runs.subcommands()

    rows = kinds.add_parser(
        LIST,
        prog="architect runs",
        description="All runs, the newest first.",
        epilog=EPILOG,
        examples=["architect runs", "architect runs --recheck"],
    )
    rows.add_argument("--json", action="store_true", help="print one JSON array")
    rows.add_argument("--recheck", action="store_true", help="have the gate judge again what they record as proved")
    rows.set_defaults(run=_list)

    words, example = "What one run was asked and came to.", "architect runs show 20261128"
    show = kinds.add_parser("show", prog="architect runs show", description=words, examples=[example])
    show.add_argument("name", metavar="RUN", help="its name, which may be cut short, or its folder")
    show.add_argument("--json", action="store_true", help="print one JSON object")
    show.set_defaults(run=_show)

    words, example = "Write a run in the form of another tool (docs/export.md).", "architect runs export 20261128"
    export = kinds.add_parser("export", prog="architect runs export", description=words, examples=[example])
    export.add_argument("name", metavar="RUN", help="its name, which may be cut short, or its folder")
    words = "inspect: a log that Inspect opens (the only one, and the default)"
    export.add_argument("--format", choices=["inspect"], default="inspect", help=words)
    export.add_argument("--recheck", action="store_true", help="have the gate judge again what it records as proved")
    export.add_argument("--out", type=Path, metavar="FILE", help="where to (default: a name that `inspect view` finds)")
    export.set_defaults(run=_export, json=False)

    words, example = "Remove runs, with all that they have.", "architect runs rm 20261128-1015 --dry-run"
    rm = kinds.add_parser("rm", prog="architect runs rm", description=words, examples=[example])
    rm.add_argument("names", nargs="+", metavar="RUN", help="a run's name, which may be cut short")
    add_yes(rm)
    rm.set_defaults(run=_rm, json=False)

    words = "Remove the runs in which nothing has happened for long; never one that is worked on."
    example = "architect runs prune --older-than 30d --unproved"
    prune = kinds.add_parser("prune", prog="architect runs prune", description=words, examples=[example])
    words = f"how long nothing has happened in it: 12h, 30d or 8w (default: {OLD})"
    prune.add_argument("--older-than", type=an_age, default=OLD, metavar="AGE", help=words)
    prune.add_argument("--unproved", action="store_true", help="only runs that have neither a proof nor a disproof")
    add_yes(prune)
    prune.set_defaults(run=_prune, json=False)


def _list(options: argparse.Namespace) -> int:
    from architect.project.recorded import UNJUDGED, as_recorded, every_run, row_of
    from architect.views.runs import row_as_json, rows_as_text
    from prover.words.folders import runs_folder

    found, unread = every_run()
    judge, judged = (_judged, JUDGED) if options.recheck else (as_recorded, RECORDED)
    rows = [row_of(run, judge, judged) for run in found]
    if options.json:
        say(json.dumps([row_as_json(row) for row in rows], ensure_ascii=False))
    elif rows:
        say(rows_as_text(rows, time.time(), width()))
    else:
        say(f"no runs in {runs_folder()}")
    for why in unread:
        complain(why)
    if any(row.state == UNJUDGED for row in rows):
        return ENVIRONMENT
    return REFUSED if any(row.refused for row in rows) else 0


def _judged(run: "AnyRun", claimed: "Claimed") -> "list[Result]":
    """What the gate makes of what is recorded."""
    from architect.project.leans import ProjectLean
    from architect.project.rechecking import rechecked
    from architect.run.claims import certified
    from architect.run.folder import Run
    from architect.run.interrupt import run_interruptibly
    from prover.lean.toolchains.chosen import chosen_toolchain

    if isinstance(run, Run):
        [(file, claims)] = claimed
        toolchain = chosen_toolchain(file.project, file.settings, file.problem.path)
        return run_interruptibly(certified(toolchain, file.problem, claims))
    lean = ProjectLean(run.asked.project, run.asked.settings)
    by_file = run_interruptibly(rechecked(run, lean, [claims for _, claims in claimed]))
    return [result for results in by_file for result in results]


def _show(options: argparse.Namespace) -> int:
    from architect.project.recorded import as_recorded, files_of, row_of, run_of
    from architect.run.recorded import theorem_rows
    from architect.views.runs import run_as_json, run_as_text

    run = run_of(options.name)
    row = row_of(run, as_recorded, RECORDED)
    theorems = [each for file in files_of(run) for each in theorem_rows(file)] if row.state != "damaged" else []
    files = sorted(f"{path.name}/" if path.is_dir() else path.name for path in run.folder.iterdir())
    if options.json:
        say(json.dumps(run_as_json(row, theorems, files), ensure_ascii=False))
    else:
        say(run_as_text(run, row, theorems, files, time.time(), width()))
    return 0


def _export(options: argparse.Namespace) -> int:
    from architect.export.inspect_log import REFUSED as NOT_HELD
    from architect.export.inspect_log import as_inspect_log, file_name
    from architect.project.recorded import as_recorded, run_of, safe_to_ask
    from prover.words.errors import BadInput
    from prover.words.writing import check_loses_nothing, check_writable, write_whole

    run = run_of(options.name)
    out = options.out or Path(file_name(run))
    if out.suffix == ".eval":
        raise BadInput(f"{out}: the log is JSON, and Inspect reads another form from .eval: name it .json")
    check_writable(out)
    check_loses_nothing(out, run.files)
    judge, judged = (_judged, JUDGED) if options.recheck else (as_recorded, RECORDED)
    left_out: list[str] = []
    log = as_inspect_log(safe_to_ask(run) if options.recheck else run, judge, judged, left_out)
    write_whole(out, log.as_text())
    for line in left_out:
        complain(f"left out: {line}")
    say(in_one_line(f"written: {out}"))
    held = [score.metadata["status"] != NOT_HELD for each in log.samples for score in (each.scores or {}).values()]
    return 0 if all(held) else REFUSED


def _rm(options: argparse.Namespace) -> int:
    from architect.run.folder import find_folder

    return _removed(list(dict.fromkeys(find_folder(name) for name in options.names)), options)


def _prune(options: argparse.Namespace) -> int:
    from architect.project.recorded import as_recorded, every_run, row_of, run_of

    def has_rested(row: "RunRow") -> bool:
        oldest: float = options.older_than
        return now - row.active >= oldest

    def is_old(row: "RunRow") -> bool:
        has_a_proof = bool(row.proved or row.disproved)
        return has_rested(row) and row.state != "damaged" and not (options.unproved and has_a_proof)

    def is_still_old(folder: "Path") -> bool:  # a run may go on, and end, while the question stands
        return is_old(row_of(run_of(str(folder)), as_recorded, RECORDED))

    now = time.time()
    found, unread = every_run()
    rows = [row_of(run, as_recorded, RECORDED) for run in found]
    damaged = [row for row in rows if row.state == "damaged"]
    for why in [*unread, *(row.why for row in damaged)]:  # nobody knows what is in them
        complain(f"left: {why}")
    code = BAD if any(map(has_rested, damaged)) else 0
    old = [row.folder for row in rows if row.state != "running" and is_old(row)]
    if not old:
        say("no run that could go is as old as that" if code else "no run is as old as that")
        return code
    return _removed(old, options, is_still_old) or code


def _removed(
    folders: "Sequence[Path]", options: argparse.Namespace, is_still: "Callable[[Path], bool]" = lambda _: True
) -> int:
    """Ask, and remove these runs; each that cannot be removed, or is not one to go any more, is said, and stays."""
    from architect.run.removal import check_removable, remove_run
    from prover.words.errors import BadInput

    code, going = 0, []
    for folder in folders:
        try:
            check_removable(folder)
            going.append(folder)
            say(in_one_line(folder.name))
        except BadInput as error:
            complain(f"architect: {error}")
            code = BAD
    if options.dry_run or not going:
        return code
    if not is_agreed(f"remove {_counted(going)}, with the proofs in them?", options):
        say("nothing was removed")
        return DECLINED
    for folder in going:
        try:
            remove_run(folder, partial(is_still, folder))
        except BadInput as error:
            complain(f"architect: {error}")
            code = BAD
    return code


def _counted(folders: "Sequence[Path]") -> str:
    return counted(len(folders), "run")

"""`architect bench submission`: a run of PutnamBench as its leaderboard has results, each proof judged again first.

It is a part of an entry point of `architect`, so nothing slow is imported above the functions that need it.
"""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from architect.commands.numbers import above_zero
from architect.commands.streams import complain, say
from prover.words.shown import in_one_line
from prover.words.writing import write_whole

if TYPE_CHECKING:
    from benchmarks.runs.recheck import Rechecked

REFUSED = 1  # exit code
NUMBER = "a number"


def submission_options(parser: argparse.ArgumentParser) -> None:
    """Those of `bench submission`."""
    parser.description = "A run of PutnamBench as an entry of its leaderboard, and the proofs for its authors."
    parser.epilog = "exit codes: 0, or 1 when the gate refuses a proof that is recorded, which then is not in it"
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder of a run")
    parser.add_argument("--name", required=True, help="yours, as the leaderboard is to have it")
    parser.add_argument("--link", required=True, metavar="URL", help="of a preprint or a publication")
    words = "how much of the method is open (default: NONE)"
    parser.add_argument("--open-data", choices=["FULL", "PARTIAL", "NONE"], default="NONE", help=words)
    parser.add_argument(
        "--size", type=above_zero(NUMBER), default=0.0, metavar="B", help="10⁹ parameters (default: 0, unsaid)"
    )
    parser.add_argument("--project", type=Path, metavar="DIR", help="judge with the Lean of this Lake project")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR2", help="a new folder for it")


def submit(options: argparse.Namespace) -> int:
    """Write the entry and the proofs, as far as the gate stands by them now; returns the exit code.

    Raises `BadInput` for a run of another suite, and where something is in its place.
    """
    from benchmarks.report.figures import figures_of
    from benchmarks.report.submission import Entrant, as_results, entry, solved_in, unchecked_answers
    from benchmarks.runs.folder import file_name
    from prover.words.errors import BadInput

    out: Path = options.out
    if out.exists():
        raise BadInput(f"{out}: it is there already: name a new folder with --out")
    rechecked = rechecked_now(options)
    figures = figures_of(options.folder, rechecked)
    found = entry(figures, Entrant(options.name, options.link, options.open_data, options.size))
    solved = solved_in(figures)
    (out / "proofs").mkdir(parents=True)
    for result in solved:
        write_whole(out / "proofs" / f"{file_name(result.id)}.lean", rechecked.held[result.proof])
    write_whole(out / "results.json", as_results(options.name, found))
    for refused in rechecked.refused:
        complain(in_one_line(f"refused, and left out: {refused.id}: {refused.reason}"))
    if answers := unchecked_answers(figures):
        complain(f"about answers of the model's, which a person must check: {', '.join(answers)}")
    say(in_one_line(f"written: {out}: {len(solved)} proved; proofs go to the authors by mail, and nowhere else"))
    return REFUSED if rechecked.refused else 0


def rechecked_now(options: argparse.Namespace) -> "Rechecked":
    """The gate on all proofs that the run in `options.folder` has recorded. Raises as `recheck` does."""
    from architect.run.interrupt import run_interruptibly
    from benchmarks.runs.engines.local import toolchain_for
    from benchmarks.runs.reading import read_run
    from benchmarks.runs.recheck import recheck
    from prover.words.settings import resolve

    run = read_run(options.folder, whole=False)
    return run_interruptibly(recheck(toolchain_for(resolve(None, {}), options.project), run))

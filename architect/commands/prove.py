"""`architect prove`: the `sorry`s of a file."""

import argparse
from pathlib import Path

from architect.commands.working import EXIT_CODES, add_project, add_results, begun


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("prove", help="prove the `sorry`s of a .lean file", epilog=EXIT_CODES)
    parser.add_argument("file", type=Path, metavar="FILE.lean", help="a file with a theorem whose proof is `sorry`")
    parser.add_argument("--theorem", metavar="NAME", help="the theorem to prove (default: each that has a `sorry`)")
    add_project(parser)
    parser.add_argument("--proof-hint", type=Path, metavar="FILE", help="an informal proof, for the planner")
    add_results(parser)
    parser.set_defaults(run=prove)


def prove(options: argparse.Namespace) -> int:
    """Prove the theorems of a file that are open; returns the exit code."""
    from architect.run.interrupt import run_interruptibly
    from architect.run.work import work
    from prover.text.problem import read_problem
    from prover.words.files import read_text

    problem = read_problem(options.file)
    problem.targets(options.theorem)  # says at once when there is nothing to prove
    hint = read_text(options.proof_hint) if options.proof_hint else ""
    with begun(problem, options, options.theorem, hint=hint) as desk:
        return desk.ended(run_interruptibly(work(*desk.given), desk.patience))

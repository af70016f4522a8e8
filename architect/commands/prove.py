"""`architect prove`: the `sorry`s of a file."""

import argparse
from pathlib import Path

from architect.commands.working import EXIT_CODES, add_results, begin


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    prove = commands.add_parser("prove", help="prove the `sorry`s of a .lean file", epilog=EXIT_CODES)
    prove.add_argument("file", type=Path, metavar="FILE.lean", help="a file with a theorem whose proof is `sorry`")
    prove.add_argument("--theorem", metavar="NAME", help="the theorem to prove (default: each that has a `sorry`)")
    prove.add_argument("--project", type=Path, metavar="DIR", help="use the Lean of this Lake project")
    prove.add_argument("--proof-hint", type=Path, metavar="FILE", help="an informal proof, for the planner")
    add_results(prove)
    prove.set_defaults(run=_prove)


def _prove(options: argparse.Namespace) -> int:
    from prover.text.problem import read_problem, read_text

    problem = read_problem(options.file)
    problem.targets(options.theorem)  # says at once when there is nothing to prove
    hint = read_text(options.proof_hint) if options.proof_hint else ""
    return begin(problem, options, options.theorem, hint=hint)

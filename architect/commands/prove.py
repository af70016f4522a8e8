"""`architect prove`: the `sorry`s of a file, or of a Lake project."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from architect.commands.project_working import add_writing, prove_project
from architect.commands.proof_hint import add_hint, hint_in
from architect.commands.settings_options import resolved
from architect.commands.working import EXIT_CODES, add_project, add_results, begun, project_for

if TYPE_CHECKING:
    from prover.text.problem import Problem


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "prove",
        help="prove the `sorry`s of a .lean file, or of a project",
        epilog=EXIT_CODES,
        examples=["architect prove file.lean --timeout 60 --out proved.lean"],
    )
    words = "a file with a theorem whose proof is `sorry`; with --project modules and files of it (default: all)"
    parser.add_argument("files", nargs="*", metavar="FILE.lean", help=words)
    parser.add_argument("--theorem", metavar="NAME", help="the theorem to prove (default: each that has a `sorry`)")
    add_project(parser)
    add_hint(parser)
    add_results(parser)
    add_writing(parser)
    parser.set_defaults(run=prove)


def prove(options: argparse.Namespace) -> int:
    """Prove the theorems that are open in a file, or in a project; returns the exit code."""
    from prover.text.completing import completed
    from prover.text.problem import read_problem

    named: list[str] = options.files
    if len(named) != 1 or _is_of_project(named[0], options):
        return prove_project(_project(options), named, options)
    problem = completed(read_problem(Path(named[0])))
    _require_open(problem, options)

    with begun(problem, options, options.theorem, hint=hint_in(options)) as desk:
        # All that proves: what cannot be used, and where the run is to be seen, is said before it is there.
        from architect.run.work import work

        return desk.to_its_end(work(*desk.given))


def _require_open(problem: "Problem", options: argparse.Namespace) -> None:
    """Raise `BadInput` when there is nothing to prove; where a proof was begun and not ended, Lean says where."""
    from prover.words.errors import BadInput

    try:
        problem.targets(options.theorem)
    except BadInput as nothing:
        if options.theorem is None and not problem.holes() and (objection := _objection(problem, options)):
            raise BadInput(f"{objection}; and there is no `sorry` in it to prove") from nothing
        raise


def _objection(problem: "Problem", options: argparse.Namespace) -> str:
    """What Lean has against a file; empty where it has nothing, and where no Lean can be asked."""
    from architect.run.interrupt import run_interruptibly
    from prover.gate.completed import objection_to
    from prover.lean.toolchains.chosen import chosen_toolchain
    from prover.words.errors import ArchitectError

    try:
        settings = resolved(options).settings
        lean = chosen_toolchain(project_for(problem, options, settings), settings, problem.path)
        return run_interruptibly(objection_to(lean, problem))
    except ArchitectError:
        return ""


def _is_of_project(name: str, options: argparse.Namespace) -> bool:
    """Whether what is named alone is to be proved as a part of a project, and not as a file by itself."""
    is_module = options.project is not None and not name.endswith(".lean") and not Path(name).exists()
    return is_module or options.write or options.patch is not None


def _project(options: argparse.Namespace) -> Path:
    """The Lake project that is meant: the one that was named, or else the one that the first file lies in."""
    from prover.lean.toolchains.project import project_around
    from prover.words.errors import BadInput

    if options.project is not None:
        return Path(options.project)
    if (folder := next((f for name in options.files if (f := project_around(Path(name)))), None)) is None:
        raise BadInput("no Lake project: name one with --project DIR, or one FILE.lean alone")
    return folder

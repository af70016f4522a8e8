"""`architect prove`: the `sorry`s of a file, or of a Lake project."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from architect.commands.handing import Form, Handing
from architect.commands.meant import check_folders, is_of_project, project_of
from architect.commands.named_files import NamedFile, named_file, named_files, theorem_at
from architect.commands.numbers import positive
from architect.commands.project_working import add_writing, prove_project
from architect.commands.proof_hint import add_hint, hint_in
from architect.commands.prove_files import prove_files
from architect.commands.settings_options import resolved
from architect.commands.streams import complain, give
from architect.commands.working import EXIT_CODES, add_out, add_project, add_results, begun, project_for

if TYPE_CHECKING:
    from architect.commands.shared_limits import SharedLimits
    from prover.text.problem import Problem


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "prove",
        help="prove the `sorry`s of a .lean file, or of a project",
        epilog=EXIT_CODES,
        examples=["architect prove file.lean --timeout 60 --out proved.lean"],
    )
    words = "files, a folder, or - for standard input; with --project its modules and files (default: all)"
    parser.add_argument("files", nargs="*", metavar="FILE.lean", help=words)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--theorem", metavar="NAME", help="the theorem to prove (default: each with a `sorry`)")
    which.add_argument("--line", type=positive, metavar="N", help="the one that stands at this line")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--in-place", action="store_true", help="write certified proofs into the file itself")
    add_out(where)
    add_project(parser)
    add_hint(parser)
    add_results(parser)
    add_writing(parser)
    parser.set_defaults(run=prove)


def prove(options: argparse.Namespace, file: NamedFile | None = None, limits: "SharedLimits | None" = None) -> int:
    """Prove what is open in files, or in a project; of several files this is called for each. Returns the exit code.

    The ``limits`` that a ``file`` shares with others hear what was spent of models.
    """
    from prover.words.files import is_folder

    names: list[str] = options.files
    if file is None and is_of_project(names, options):
        return prove_project(project_of(names, options), names, options)
    if file is None and (len(names) > 1 or is_folder(Path(names[0]))):
        check_folders(names, options)
        return prove_files(named_files(names, lambda line: complain(f"architect: {line}")), options, prove)
    file = file or named_file(names[0])
    _check_options(file, options)
    problem = file.problem()
    if file.is_standard_input and options.form is Form.REPORT:
        options.form = Form.FILE
    handing, text = Handing.of(options), problem.given
    try:
        theorem = _theorem(problem, file, options)
        _require_open(problem, theorem, options)
        with begun(problem, options, theorem, hint=hint_in(options)) as desk:
            # All that proves: what cannot be used, and where the run is to be seen, is said before it is there.
            from architect.run.history import spent_before
            from architect.run.work import work

            try:
                return desk.to_its_end(work(*desk.given))
            finally:
                text = desk.proved or text
                if limits is not None:
                    limits.spent += spent_before(desk.run.events())
    except BaseException:
        if handing.form is Form.FILE:  # who has standard output in the place of the file loses nothing
            give(text)
        raise


def _check_options(file: NamedFile, options: argparse.Namespace) -> None:
    """Raise `BadInput` for what does not go together; with ``--in-place`` the file is where the result goes."""
    from prover.words.errors import BadInput

    if options.theorem is not None and (options.line or file.line) is not None:
        raise BadInput("--theorem and --line: each says which theorem is meant: leave one out")
    if not options.in_place:
        return
    if file.is_standard_input:
        raise BadInput("--in-place: standard input is no file; what is proved goes to standard output")
    if options.accept_uncertified:
        raise BadInput("--in-place: it writes what is certified, and --accept-uncertified more: name a file with --out")
    options.out = file.path


def _theorem(problem: "Problem", file: NamedFile, options: argparse.Namespace) -> str | None:
    """The name of the theorem that is meant, if one is."""
    line = options.line or file.line
    return options.theorem if line is None else theorem_at(problem, line)


def _require_open(problem: "Problem", theorem: str | None, options: argparse.Namespace) -> None:
    """Raise `BadInput` when there is nothing to prove; where a proof was begun and not ended, Lean says where."""
    from prover.words.errors import BadInput

    try:
        problem.targets(theorem)
    except BadInput as nothing:
        if theorem is None and not problem.holes() and (objection := _objection(problem, options)):
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

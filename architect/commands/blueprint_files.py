"""What the blueprint commands read: a file or a run, and the problem that it is to prove."""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from architect.commands.streams import complain
from architect.commands.working import add_project

if TYPE_CHECKING:
    from architect.blueprint.graph import Blueprint
    from architect.formats.tex_macros import Macro
    from architect.run.drawn import Drawn
    from prover.text.problem import Problem


@dataclass
class Read:
    """A blueprint, the states that a run found, where a document has each node, and what there is to warn of.

    ``remarks`` are of what may be nothing, and are no warnings. Of a run, ``drawn`` is all that it has of the theorem.
    ``files`` are those that were read, ``macros`` and ``colours`` what a document in LaTeX says of itself (`Preamble`),
    ``notes`` by node what Lean says otherwise.
    """

    blueprint: "Blueprint"
    states: Mapping[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    drawn: "Drawn | None" = None
    files: "Sequence[Path]" = ()
    macros: "dict[str, Macro]" = field(default_factory=dict)
    colours: dict[str, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    notes: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def warn(self) -> bool:
        """Say on standard error what there is to warn of, and to remark; whether there was anything to warn of."""
        for text in self.remarks:
            complain(f"remark: {text}")
        for text in self.warnings:
            complain(f"warning: {text}")
        return bool(self.warnings)


def add_strict(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--strict", action="store_true", help="exit code 1 where there is a warning of the file")


def add_theorem(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--theorem", metavar="NAME", help="of a run: which, where several were planned")


def add_problem(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--problem", type=Path, metavar="FILE.lean", help="what it is to prove (default: problem.lean beside it)"
    )
    add_project(parser)


def add_target(parser: argparse.ArgumentParser) -> None:
    words = "the theorem that it is about, where a document has several (default: the last)"
    parser.add_argument("--target", metavar="NAME", help=words)


def aimed(blueprint: "Blueprint", target: str | None) -> "Blueprint":
    """The part that leads to the theorem that was named. Raises `BadInput` where there is none such."""
    from architect.views.part import named

    return blueprint if target is None else blueprint.aimed_at(named(blueprint, target).name)


def read_file(path: Path, to_prove: bool = False) -> Read:
    """The blueprint in a file. Raises `BadInput`."""
    from architect.formats.file import read_blueprint
    from architect.formats.tex_preamble import Preamble

    warnings: list[str] = []
    places: dict[str, str] = {}
    preamble = Preamble()
    blueprint = read_blueprint(path, warnings.append, to_prove, places, preamble)
    files = [path, *(Path(file) for file in {place.rpartition(":")[0] for place in places.values()})]
    return Read(blueprint, {}, places, warnings, files=files, macros=preamble.macros, colours=preamble.colours)


def read_source(source: str, to_prove: bool = False, theorem: str | None = None) -> Read:
    """That of a file, or of a ``theorem`` of a run. Raises `BadInput`."""
    from prover.words.errors import BadInput

    path = Path(source)
    if not path.exists() or path.is_dir():
        return _of_run(source, theorem)
    if theorem is not None:
        raise BadInput(f"{source}: --theorem is for a run of several theorems, and this is a file")
    return read_file(path, to_prove)


def _of_run(source: str, theorem: str | None) -> Read:
    from architect.project.recorded import files_of, run_of, safe_to_ask
    from architect.run.drawn import chosen, drawn_in
    from prover.lean.toolchains.chosen import found_toolchain

    run = safe_to_ask(run_of(source))
    keyed = ((f, found_toolchain(f.project, f.settings.time, f.problem.path).key) for f in files_of(run))
    drawn = [each for file, key in keyed for each in drawn_in(file, key)]
    found = chosen(drawn, theorem, run.name)
    foreign = "; it is of another Lean than the one here: what became of its nodes is not known"
    words = f"states are as the journal of {run.name} records them{foreign if found.is_foreign else ''}"
    complain(f"architect: {words}")
    return Read(found.blueprint, found.states, drawn=found, files=run.files)


def problem_file(options: argparse.Namespace, path: Path) -> Path:
    """Where what a blueprint in a file is to prove would be."""
    from architect.formats.file import PROBLEM

    named: Path | None = options.problem
    return named or path.with_name(PROBLEM)


def problem_of(options: argparse.Namespace, path: Path) -> "Problem":
    """What a blueprint in a file is to prove. Raises `BadInput` where there is no such file."""
    from architect.formats.file import PROBLEM
    from prover.text.completing import completed
    from prover.text.problem import read_problem
    from prover.words.errors import BadInput

    beside = problem_file(options, path)
    if not beside.exists():
        raise BadInput(f"{path}: there is no {PROBLEM} beside it; say with --problem what it is to prove")
    return completed(read_problem(beside))

"""What a Lake project's compiled files say, to `blueprint show` and `view`: by themselves, or beside a document."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from architect.commands.blueprint_files import Read

if TYPE_CHECKING:
    from architect.blueprint.graph import Blueprint
    from architect.project.declared import Declarations
    from prover.lean.toolchains.toolchain import Toolchain


def read_project(project: Path) -> Read:
    """The project's own theorems and definitions. Raises `BadInput`."""
    from architect.project.theorems import theorems_of

    found = theorems_of(project, *_toolchain(project))
    return Read(found.blueprint, {}, dict(found.places), [*found.notes], remarks=[*found.remarks])


def compared(read: Read, project: Path) -> Read:
    """A document beside the project: what differs is warned of; where the project cannot be read that alone is."""
    from architect.project.compared import compared as beside
    from architect.project.theorems import theorems_of
    from prover.words.errors import BadInput

    try:
        toolchain, why = _toolchain(project)
        found = theorems_of(project, toolchain, why)
    except BadInput as error:
        return replace(read, warnings=[*read.warnings, f"{error}; nothing is compared with Lean"])
    elsewhere, warnings = _elsewhere(toolchain, found, read.blueprint)
    blueprint, differences = beside(read.blueprint, found, elsewhere)
    told = [f"{place}: {each}" if (place := read.places.get(each.node)) else str(each) for each in differences]
    notes: dict[str, tuple[str, ...]] = {}
    for each in differences:
        notes[each.node] = (*notes.get(each.node, ()), f"Lean: {each.words}")
    warned = [*read.warnings, *found.notes, *warnings, *told]
    return replace(read, blueprint=blueprint, warnings=warned, notes=notes, remarks=[*found.remarks])


def _toolchain(project: Path) -> "tuple[Toolchain | None, str]":
    """The project's Lean, or why there is none. Raises `BadInput` where there is no project."""
    from prover.lean.toolchains.chosen import chosen_toolchain
    from prover.words.errors import LeanFailed
    from prover.words.settings import Settings

    try:
        return chosen_toolchain(project, Settings()), ""
    except LeanFailed as error:
        return None, str(error)


def _elsewhere(
    toolchain: "Toolchain | None", found: "Declarations", blueprint: "Blueprint"
) -> tuple[frozenset[str] | None, list[str]]:
    """The names of a document that what the project imports declares; None, with a warning, where nobody can say."""
    from architect.project.compared import names_elsewhere
    from architect.project.theorems import known_elsewhere
    from architect.run.interrupt import run_interruptibly
    from prover.words.errors import LeanFailed

    names = names_elsewhere(blueprint, found)
    if toolchain is None or not names:
        return None, []
    try:
        return run_interruptibly(known_elsewhere(toolchain, found, names)), []
    except LeanFailed as error:
        return None, [f"names are looked up in the project alone, not in what it imports: {error}"]

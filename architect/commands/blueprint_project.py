"""What a Lake project's compiled files say to `architect blueprint show`: by themselves, or beside a document."""

from pathlib import Path
from typing import TYPE_CHECKING

from architect.commands.blueprint_files import Read

if TYPE_CHECKING:
    from architect.project.declared import Declarations


def read_project(project: Path) -> Read:
    """The project's own theorems and definitions. Raises `BadInput`."""
    found = _declarations(project)
    return Read(found.blueprint, {}, dict(found.places), [*found.notes])


def compared(read: Read, project: Path) -> Read:
    """A document beside the project: what differs is warned of; where the project cannot be read that alone is."""
    from architect.project.compared import compared as beside
    from prover.words.errors import BadInput

    try:
        found = _declarations(project)
    except BadInput as error:
        return Read(
            read.blueprint, read.states, read.places, [*read.warnings, f"{error}; nothing is compared with Lean"]
        )
    blueprint, differences = beside(read.blueprint, found)
    told = [f"{place}: {line}" if (place := read.places.get(line.split(": ")[0])) else line for line in differences]
    return Read(blueprint, read.states, read.places, [*read.warnings, *found.notes, *told])


def _declarations(project: Path) -> "Declarations":
    from architect.project.theorems import theorems_of
    from architect.run.interrupt import run_interruptibly
    from prover.lean.toolchains.chosen import chosen_toolchain
    from prover.words.errors import LeanFailed
    from prover.words.settings import Settings

    toolchain, why = None, ""
    try:
        toolchain = chosen_toolchain(project, Settings())
    except LeanFailed as error:
        why = str(error)
    return run_interruptibly(theorems_of(project, toolchain, why))

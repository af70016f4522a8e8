"""Which files of a project come before which: those that a file imports, be it through files in between; words only."""

from collections.abc import Mapping, Sequence

from architect.project.folder import FileAsked
from architect.project.holes import holes_of
from architect.project.sources import LeanFile, Sources
from prover.words.digest import sha256
from prover.words.errors import BadInput


def own_imports(file: LeanFile, files: Mapping[str, LeanFile]) -> tuple[str, ...]:
    """The modules of the project that a file imports itself."""
    return tuple(name for name in dict.fromkeys(file.imports) if name in files)


def above(file: LeanFile, files: Mapping[str, LeanFile]) -> frozenset[str]:
    """All modules of the project that a file stands on. Raises `BadInput` when it is one of them."""
    found: set[str] = set()
    left = [*own_imports(file, files)]
    while left:
        if (name := left.pop()) not in found:
            found.add(name)
            left += own_imports(files[name], files)
    if file.module in found:
        raise BadInput(f"{file.path}: its imports lead back to it")
    return frozenset(found)


def asked_files(sources: Sources, wanted: Sequence[str]) -> list[FileAsked]:
    """The files with holes among those that are ``wanted`` (`Sources.chosen`), each with its place in the order."""
    chosen = [file for file in sources.chosen(wanted) if holes_of(file)]
    modules = {file.module for file in chosen}
    return [
        FileAsked(
            module=file.module,
            path=file.path,
            sha256=sha256(file.problem.text),
            imports=own_imports(file, sources.files),
            after=tuple(sorted(above(file, sources.files) & modules)),
        )
        for file in chosen
    ]

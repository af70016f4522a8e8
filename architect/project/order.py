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


def asked_files(sources: Sources, wanted: Sequence[str]) -> tuple[list[FileAsked], list[str]]:
    """The files with holes among those that are ``wanted`` (`Sources.chosen`), each with its place in the order.

    Also why those have none that import each other in a circle, a line each.
    """
    stands_on: dict[str, frozenset[str]] = {}
    circular: list[str] = []
    for file in sources.chosen(wanted):
        if holes_of(file):
            try:
                stands_on[file.module] = above(file, sources.files)
            except BadInput as error:
                circular.append(str(error))
    chosen = [
        FileAsked(
            module=module,
            path=sources.files[module].path,
            sha256=sha256(sources.files[module].problem.given),
            imports=own_imports(sources.files[module], sources.files),
            after=tuple(sorted(below & stands_on.keys())),
        )
        for module, below in stands_on.items()
    ]
    return chosen, circular

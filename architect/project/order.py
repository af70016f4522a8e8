"""Which files of a project come before which: those that a file imports, be it through files in between; words only."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress

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
    chosen = [_asked(sources, module, below & stands_on.keys()) for module, below in stands_on.items()]
    return chosen, circular


def open_below(sources: Sources, asked: Sequence[FileAsked]) -> list[str]:
    """A line for each file that stands on one with holes which is not asked for: what leans on those stays open."""
    modules, lines = {file.module for file in asked}, list[str]()
    is_open = {name for name, file in sources.files.items() if name not in modules and holes_of(file)}
    for file in asked:
        if below := sorted(above(sources.files[file.module], sources.files) & is_open):
            lines.append(
                f"{file.module}: what leans on what is open in {', '.join(below)} is not proved: name that too"
            )
    return lines


def files_on(sources: Sources, asked: Sequence[FileAsked]) -> list[FileAsked]:
    """The other files that stand on those that are asked, each with its place in the order."""
    modules = {file.module for file in asked}
    found = []
    for module, file in sources.files.items():
        with suppress(BadInput):  # what is in a circle is built by nobody
            if module not in modules and (below := above(file, sources.files) & modules):
                found.append(_asked(sources, module, below))
    return found


def _asked(sources: Sources, module: str, below: Collection[str]) -> FileAsked:
    file = sources.files[module]
    imports = own_imports(file, sources.files)
    text = file.problem.given
    return FileAsked(module=module, path=file.path, sha256=sha256(text), imports=imports, after=tuple(sorted(below)))

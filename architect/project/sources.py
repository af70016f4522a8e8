"""The modules of a Lake project and their texts, each file read once; it runs no Lean, and asks Lake what is a module.

Where Lake does not say, every `.lean` file of the folder counts, but for hidden folders and packages in it.
"""

import errno
import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from architect.project.lakefile import ModuleTree, trees_of
from prover.lean.toolchains.project import LAKEFILES, is_project
from prover.text.completing import completed
from prover.text.header import module_parts
from prover.text.problem import Problem, read_problem
from prover.words.errors import ArchitectError, BadInput
from prover.words.files import resolved

PLAIN = re.compile(r"[^\W\d][\w'!?]*")
PACKAGES = "lake-packages"  # where Lake kept them before Lean 4.3


@dataclass(frozen=True)
class LeanFile:
    """A file of a project: its ``module``, where Lake looks for it, what it says, and the ``tree`` that it is in."""

    module: str
    problem: Problem
    tree: ModuleTree | None = None

    @property
    def path(self) -> Path:
        return self.problem.path

    @property
    def imports(self) -> tuple[str, ...]:
        return tuple(named(module_parts(name)) for name in self.problem.imports)


@dataclass(frozen=True)
class Sources:
    """The files of the project in ``folder`` by their modules' names, sorted by path.

    ``unread`` says of each that is left out why, ``notes`` what else to beware of; a line each.
    """

    folder: Path
    files: Mapping[str, LeanFile]
    unread: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def chosen(self, wanted: Sequence[str]) -> list[LeanFile]:
        """The files of these modules or paths; all where none is named. Raises `BadInput` for what is not there."""
        if not wanted:
            return [*self.files.values()]
        by_path = {source.path: source for source in self.files.values()}
        found = []
        for name in wanted:
            path = _own(Path(name))
            by_name = self.files.get(named(module_parts(name)))
            source = by_name or by_path.get(path) or by_path.get(_followed(path) or path)
            if source is None:
                why = next((line for line in self.unread if line.startswith(f"{path}: ")), None)
                raise BadInput(why or f"{name}: no module and no file of the Lake project {self.folder}")
            found.append(source)
        return [*dict.fromkeys(found)]


def project_sources(folder: Path, seconds: float) -> Sources:
    """The sources of the project in ``folder``; Lake has so many seconds.

    Raises `BadInput` when it is no Lake project.
    """
    folder = resolved(folder)
    unread: list[str] = []
    paths, notes = _module_paths(folder, seconds, unread.append)
    files = {}
    for path, (given, name, tree) in sorted(paths.items()):
        if why := _led_astray(path, given, folder, paths.keys()):
            unread.append(f"{path}: {why}")
            continue
        try:
            files[name] = LeanFile(name, completed(read_problem(path)), tree)
        except BadInput as error:
            unread.append(str(error))
    return Sources(folder, files, tuple(unread), tuple(notes))


def module_files(folder: Path, seconds: float) -> Mapping[str, Path]:
    """Where the modules of the project lie, by their names; none is read, and what links lead astray is left out.

    Lake has so many seconds. Raises `BadInput` when it is no Lake project.
    """
    folder = resolved(folder)
    paths, _ = _module_paths(folder, seconds, lambda _: None)
    return {
        name: path for path, (given, name, _) in paths.items() if not _led_astray(path, given, folder, paths.keys())
    }


def _module_paths(
    folder: Path, seconds: float, refused: Callable[[str], None]
) -> tuple[dict[Path, tuple[Path, str, ModuleTree]], list[str]]:
    """Each file with the path that was given, its module and its tree; and what to beware of.

    ``refused`` hears of each folder that cannot be looked into.
    """
    if not is_project(folder):
        raise BadInput(f"{folder}: no Lake project (no lakefile.lean or lakefile.toml in it)")
    notes: list[str] = []
    try:
        trees = trees_of(folder, seconds)
    except ArchitectError as error:
        notes.append(f"every .lean file of {folder} counts, for Lake does not say which are its modules: {error}")
        trees = (ModuleTree(folder, ()),)
    return {_own(path): (path, name, tree) for tree in trees for path, name in _paths(tree, refused)}, notes


def named(name: Sequence[str]) -> str:
    """A module's name, with `«»` around what is no plain word."""
    return ".".join(part if PLAIN.fullmatch(part) else f"«{part}»" for part in name)


def _paths(tree: ModuleTree, refused: Callable[[str], None]) -> Iterator[tuple[Path, str]]:
    """The files of a tree, with the names of their modules; ``refused`` hears of folders that cannot be looked into."""

    def failed(error: OSError) -> None:
        if error.errno != errno.ENOENT:  # a library without a folder
            refused(f"{error.filename}: cannot be read: {error.strerror}")

    top = tree.source.joinpath(*tree.root)
    if tree.root and tree.itself and os.path.lexists(path := top.with_name(f"{top.name}.lean")):
        yield path, named(tree.root)
    for folder, folders, names in os.walk(top, onerror=failed) if tree.below else ():
        inside = Path(folder)
        folders[:] = [name for name in folders if not _is_foreign(inside / name)]
        for name in names:
            if name.endswith(".lean") and not name.startswith(".") and name not in LAKEFILES:
                below = (inside / name).relative_to(top).with_suffix("").parts
                yield inside / name, named((*tree.root, *below))


def _own(path: Path) -> Path:
    """The path by which a file is called: no link in it but, maybe, its own name."""
    return resolved(path.parent) / path.name


def _followed(path: Path) -> Path | None:
    """Where a link leads; None where that is nowhere."""
    try:
        return resolved(path)
    except BadInput:
        return None


def _led_astray(path: Path, given: Path, folder: Path, paths: Collection[Path]) -> str:
    """Why a file that links lead to is none of the project's: it would be written where nobody looks for it.

    ``given`` is the path with all links in it. Where a lakefile itself says that sources lie outside, they do.
    """
    is_link, end = path.is_symlink(), _followed(path)
    if is_link and (end is None or not end.exists()):
        return f"a link that leads nowhere ({path.readlink()})"
    if end and not end.is_relative_to(folder) and Path(os.path.normpath(given)).is_relative_to(folder):
        return f"links lead out of the project, to {end}, which is left as it is"
    return f"a link to {end}, which counts by itself" if is_link and end in paths else ""


def _is_foreign(folder: Path) -> bool:
    """Whether a folder is hidden, or a package of its own."""
    hidden = folder.name.startswith(".") or folder.name == PACKAGES
    return hidden or is_project(folder)

"""What `architect view` shows of a document or a Lake project: its page, made once, or anew as the document changes."""

import hashlib
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from architect.commands.blueprint_files import Read, read_file
from architect.commands.streams import complain

if TYPE_CHECKING:
    from architect.formats.tex_macros import Macro
    from architect.page.data import Page, PageMacro


def page_of_document(path: Path, project: Path | None, root: str | None) -> "Page":
    """With what Lean says in a ``project``, below a node that is the ``root``. Raises `BadInput`."""
    from architect.commands.blueprint_project import compared
    from prover.words.cache_lock import cache_in_use
    from prover.words.files import name_of

    read = read_file(path)
    if project is not None:
        with cache_in_use():
            read = compared(read, project)
    page = _page(read, name_of(path.name), "blueprint", root)
    read.warn()
    return page


def page_of_project(project: Path, root: str | None) -> "Page":
    """The project's own theorems and definitions, as `blueprint show` has them. Raises `BadInput`."""
    from architect.commands.blueprint_project import read_project
    from prover.words.cache_lock import cache_in_use
    from prover.words.files import name_of, resolved
    from prover.words.shown import in_one_line

    with cache_in_use():
        read = read_project(project)
    page = _page(read, name_of(resolved(project).name), "project", root)
    read.warn()
    return page.model_copy(update={"note": in_one_line("; ".join(read.warnings[:1]))})


class DocumentPage:
    """The page of a document, anew when a file that was read for it changes, or another comes to lie beside one.

    While the document cannot be read the page is as it was before, and says why.
    """

    def __init__(self, path: Path, root: str | None) -> None:
        self._path, self._root = path, root
        self._read: set[Path] = {path}
        self._told: set[str] = set()
        self._last: Page | None = None
        self._making = threading.Lock()  # a page that nobody waits for any more may still be being made

    def stamp(self, live: bool) -> str:
        """It is another when the page would be."""
        with self._making:
            read = {*self._read}
        return f"{_stamp(sorted({*read, *(file.parent for file in read)}))}-{int(live)}"

    def page(self, live: bool) -> "Page":
        """As the document is now. Raises `BadInput` where it could not be read yet."""
        from prover.words.errors import BadInput
        from prover.words.shown import in_one_line

        with self._making:
            try:
                self._last = self._now()
                note = ""
            except BadInput as error:
                if self._last is None:
                    raise
                note = in_one_line(f"{error}; the page is as it was before")
            return self._last.model_copy(update={"live": live, "note": note})

    def _now(self) -> "Page":
        from prover.words.files import files_noted, name_of

        with files_noted() as files:
            try:
                read = read_file(self._path)
            finally:
                self._read = {self._path, *files}
        page = _page(read, name_of(self._path.name), "blueprint", self._root)
        for text in read.warnings:
            if text not in self._told:
                complain(f"warning: {text}")
        self._told = {*read.warnings}
        return page


def _page(read: Read, title: str, kind: Literal["blueprint", "project"], root: str | None) -> "Page":
    from architect.formats.tex_titles import unread_titles, with_titles_spelled_out
    from architect.page.drawing import page_of_blueprint
    from architect.views.part import named, rooted

    shown = with_titles_spelled_out(read.blueprint, read.macros)
    read.warnings += unread_titles(shown.nodes, read.places)
    if root is not None:
        shown = rooted(shown, named(shown, root).name)
    page = page_of_blueprint(shown, title, places=read.places, colours=read.colours, notes=read.notes)
    return page.model_copy(update={"kind": kind, "macros": for_a_page(read.macros)})


def for_a_page(macros: "Mapping[str, Macro]") -> "tuple[PageMacro, ...]":
    """Those of a document, as a page has them (`architect.page.macros.bounded`)."""
    from architect.page.data import PageMacro
    from architect.page.macros import bounded

    return bounded(
        PageMacro(name=name, body=each.body, arguments=each.count, first=each.first, is_same=each.is_same)
        for name, each in macros.items()
    )


def _stamp(paths: Iterable[Path]) -> str:
    found = hashlib.sha256()
    for path in paths:
        try:
            now = path.stat()
            found.update(f"{path!s}\0{now.st_size}\0{now.st_mtime_ns}\0".encode(errors="surrogateescape"))
        except (OSError, ValueError):
            found.update(f"{path!s}\0".encode(errors="surrogateescape"))
    return found.hexdigest()

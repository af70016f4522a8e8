"""The libraries that files import, each had once in the life of this process: before a fork, for all that is forked."""

from collections.abc import Sequence
from typing import Literal, TypedDict

from prover.lean.kernel.lean import Lean
from prover.lean.kernel.library import ImportedLibrary, Library, ReadLibrary
from prover.lean.kernel.modules import Import
from prover.lean.kernel.terms import Terms


class Imports(TypedDict):
    """In which way the imports of a file are had, in which folders their compiled files lie, and known digests."""

    how: Literal["read", "imported"]
    folders: list[str]
    known: dict[str, str]


class Libraries:
    """All that is kept of Lean in this process: ``terms``, and what was imported."""

    def __init__(self, lean: Lean) -> None:
        self.lean = lean
        self.terms = Terms(lean)
        self._had: list[tuple[list[Import], Imports, Library]] = []

    def imported(self, wanted: Sequence[Import], imports: Imports) -> Library:
        """What a file imports that asks for ``wanted``. Raises `Refused` when it is not there."""
        for asked, way, library in self._had:
            if asked == wanted and way == imports:
                return library
        library = self._read(wanted, imports)
        self._had.append((list(wanted), imports, library))
        return library

    def _read(self, wanted: Sequence[Import], imports: Imports) -> Library:
        if imports["how"] == "read":
            return ReadLibrary(self.terms, wanted, imports["folders"], imports["known"])
        return ImportedLibrary(self.terms, wanted, imports["folders"])

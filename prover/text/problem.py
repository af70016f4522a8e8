"""The user's `.lean` file, byte for byte, and how it is put together again; it reads the file and runs no Lean."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from prover.text.declarations import Declaration, Hole, find_declarations
from prover.text.header import read_header
from prover.text.keywords import OPEN
from prover.text.lexer import tokens
from prover.text.tokens import code_tokens, spliced, words_of
from prover.words.errors import BadInput
from prover.words.files import read_text
from prover.words.plain import listed
from prover.words.verdict import Position

EXIT = "#exit"
BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True)
class Bodiless:
    """A theorem that ends where its proof should begin, by offsets in the file as given.

    Behind its last word (``last``..``at``) ``added`` was put; the next word stands at ``following``.
    """

    name: str
    last: int
    at: int
    following: int
    added: str


@dataclass(frozen=True)
class Problem:
    """The file ``given``, byte for byte, and what its words say of it.

    ``text`` is the same, but where a theorem is ``bodiless`` and was completed (`completing.py`): it has `sorry` there.
    """

    path: Path
    text: str
    imports: tuple[str, ...]
    header_end: int
    declarations: tuple[Declaration, ...] = field(repr=False)
    given: str = field(repr=False)
    bodiless: tuple[Bodiless, ...] = ()

    def targets(self, name: str | None = None) -> tuple[Declaration, ...]:
        """What has a `sorry` that may be a proof: theorems, and definitions and instances, of which Lean has to say it.

        All, or the one called `name` (its full name, or a unique end of it). Raises `BadInput` when there is none, with
        the reason that fits.
        """
        if name is not None:
            return (self._named(name),)
        targets = tuple(d for d in self.declarations if d.may_hold_proofs and d.holes)
        if targets:
            return targets
        for declaration in self.declarations:
            if declaration.holes:
                raise BadInput(f"{self._at(declaration.holes[0].start)}: {_why_no_obligation(declaration)}")
        raise BadInput(f"{self.path}: there is no `sorry` in it, so nothing to prove")

    def holes(self) -> tuple[Position, ...]:
        """Where each `sorry` of a declaration stands."""
        return tuple(self.position(hole.start) for d in self.declarations for hole in d.holes)

    def every_hole(self) -> tuple[Hole, ...]:
        """Each `sorry`, of a declaration or not."""
        return tuple(Hole(token.start, token.end) for token in tokens(self.text) if token.text in OPEN)

    def open_besides(self, asked: Iterable[Declaration]) -> tuple[Position, ...]:
        """Where each `sorry` stands that is in none of these declarations."""
        theirs = {hole.start for declaration in asked for hole in declaration.holes}
        return tuple(self.position(hole.start) for hole in self.every_hole() if hole.start not in theirs)

    def exit_before(self, declaration: Declaration) -> Position | None:
        """The `#exit` above a declaration, behind which Lean reads nothing."""
        return self.position(self._exit) if 0 <= self._exit < declaration.start else None

    @cached_property
    def _exit(self) -> int:
        code = code_tokens(self.text) if EXIT in self.text else []
        return next((at.start for at, word in pairwise(code) if at.text == "#" and word.text == "exit"), -1)

    def names_before(self, declaration: Declaration) -> frozenset[str]:
        """The names of what stands before a declaration, which it may use."""
        return frozenset(d.name for d in self.declarations if d.start < declaration.start)

    def named(self, names: Mapping[int, str]) -> "Problem":
        """The same where the declarations that begin at these offsets have these names, which Lean gave them."""
        declarations = tuple(
            replace(d, name=names.get(d.start, d.name), nameless=not d.name and d.start in names)
            for d in self.declarations
        )
        return replace(self, declarations=declarations)

    def _named(self, name: str) -> Declaration:
        found = [d for d in self.declarations if d.name == name]
        found = found or [d for d in self.declarations if d.name.endswith(f".{name}")]
        if not found:
            there = listed([d.name for d in self.declarations if d.is_proposition])
            raise BadInput(f"{self.path}: no theorem {name} in it (theorems: {there})")
        if len(found) > 1:
            raise BadInput(f"{self.path}: {name} may be any of {', '.join(d.name for d in found)}; give the full name")
        if not found[0].may_hold_proofs:
            raise BadInput(f"{self._at(found[0].keyword_at)}: {_why_no_obligation(found[0])}")
        if not found[0].holes:
            raise BadInput(f"{self._at(found[0].keyword_at)}: {name} has no `sorry`, so nothing to prove")
        return found[0]

    def splice(self, edits: Mapping[Hole, str]) -> str:
        """The text with each hole of `edits` replaced, and no more."""
        return self.slice(0, len(self.text), edits)

    def slice(self, start: int, end: int, edits: Mapping[Hole, str]) -> str:
        """The same for the part of the text from `start` to `end`."""
        inside = ((hole, new) for hole, new in sorted(edits.items()) if start <= hole.start and hole.end <= end)
        return spliced(self.text, ((hole.start, hole.end, new) for hole, new in inside), start, end)

    def end_of(self, declaration: Declaration) -> int:
        """How much of the file Lean must see to judge a declaration; inside `mutual` only all of it will do."""
        return len(self.text) if declaration.mutual else declaration.end

    @property
    def is_module(self) -> bool:
        """Whether it begins with `module`: then it may import only what does so too."""
        return words_of(self.text[: self.header_end])[:1] == ["module"]

    def unfit_header(self) -> str | None:
        """Why a file with this header cannot be certified, with the place; None when it can."""
        if self.text.startswith(BYTE_ORDER_MARK):
            return (
                f"{self.position(0)}: it begins with a byte order mark, which Lean does not read: save it without one"
            )
        for token in code_tokens(self.text[: self.header_end]):
            if token.text == "prelude":  # it may define the names that the kernel computes with
                place = self.position(token.start)
                return f"{place}: a file that begins with `prelude` cannot be certified: take the word out"
        return None

    def position(self, offset: int) -> Position:
        """As `verdict.position`; of many places in one text, each is found at once."""
        line = bisect_right(self._lines, offset)
        return Position(line, offset - self._lines[line - 1])

    @cached_property
    def _lines(self) -> list[int]:
        """Where each begins."""
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def _at(self, offset: int) -> str:
        return f"{self.path}:{self.position(offset)}"


def read_problem(path: Path) -> Problem:
    """Read a file. Raises `BadInput` when it is not there, cannot be read (`words/files.py`), or is not UTF-8."""
    return parse_problem(read_text(path), path)


def parse_problem(text: str, path: Path) -> Problem:
    """Find imports, declarations and holes in `text`."""
    imports, header_end = read_header(text)
    return Problem(path, text, tuple(imports), header_end, tuple(find_declarations(text)), text)


def _why_no_obligation(declaration: Declaration) -> str:
    if declaration.keyword == "example":
        return "an `example` leaves nothing that could be certified; make it a `theorem` with a name"
    what = f"the {declaration.keyword} {declaration.name}" if declaration.name else f"this {declaration.keyword}"
    return f"{what} is no theorem, definition or instance: its `sorry` is not proved there"

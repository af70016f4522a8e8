"""A file as the gate compiles it: what it defines under the names of Lean's own functions does not run in their place.

With `interpreter.prefer_native`, which some Leans take for granted, Lean runs compiled code of the same name for a
function of the file, and `IO.FS.Handle.write` of a file can write to the disk while Lean reads it. The gate trusts no
byte of what comes of that (`prover/lean/kernel/olean.py`); this only takes the easy way there away.
"""

from dataclasses import dataclass

from prover.text.header import read_header
from prover.text.tokens import first_token
from prover.words.verdict import Position, position

OPTION = "prefer_native"
# Twice, for an `in` behind it would make the second one of what follows.
WORDS = " ".join([f"set_option interpreter.{OPTION} false"] * 2)


@dataclass(frozen=True)
class Interpreted:
    """``text`` is the file with the option set behind its imports; what stands behind ``behind`` moves down a line."""

    text: str
    behind: Position | None = None

    def to(self, place: Position) -> Position:
        """Where a place of the file stands in ``text``."""
        return place if self.behind is None or place < self.behind else Position(place.line + 1, place.column)

    def back(self, place: Position) -> Position:
        """The place of the file for one of ``text``."""
        return (
            place if self.behind is None or place.line <= self.behind.line else Position(place.line - 1, place.column)
        )


def interpreted(text: str, as_it_is: bool) -> Interpreted:
    """How to compile ``text``: ``as_it_is`` where the user's own file names the option."""
    if as_it_is:
        return Interpreted(text)
    _, end = read_header(text)
    behind = position(text, end)
    # To Lean the column of a word may matter: what follows in the same line keeps its own.
    return Interpreted(f"{text[:end]} {WORDS}\n{' ' * behind.column}{text[end:]}", behind)


def unfit(text: str, native: bool) -> str | None:
    """Why a result cannot be compiled like this; ``native``: whether the user's own file names the option."""
    # The word wherever it stands: what is a comment and what is not, a text can hide from a lexer.
    if not native and (at := text.find(OPTION)) >= 0:
        return f"`{OPTION}` at {position(text, at)}: the original does not set this option"
    _, end = read_header(text)
    first = first_token(text[end:])
    if first is not None and first.text == "in":
        return f"`in` at {position(text, end + first.start)}: nothing stands before it"
    return None

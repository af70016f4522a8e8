"""What came of one piece of text that Lean was given: terms only, no Lean and no files are touched here."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

STANDARD_AXIOMS = frozenset({"propext", "Classical.choice", "Quot.sound"})
SUGGESTION = "Try this:"
REMAINING = "\n  -- Remaining"


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"


@dataclass(frozen=True, order=True)
class Position:
    """A place in a text: ``line`` from 1, ``column`` from 0 in code points (as Lean prints them).

    Raises `TypeError` for what is none: who has taken Lean over may say anything.
    """

    line: int
    column: int

    def __post_init__(self) -> None:
        if not (isinstance(self.line, int) and isinstance(self.column, int)):
            raise TypeError("no place in a text")

    def __str__(self) -> str:
        return f"{self.line}:{self.column}"


def position(text: str, offset: int) -> Position:
    """Line and column of an offset in code points."""
    line = text.count("\n", 0, offset) + 1
    return Position(line, offset - (text.rfind("\n", 0, offset) + 1))


@dataclass(frozen=True)
class Message:
    """One message of Lean, at ``start``..``end`` of the text that was checked; `TypeError` for what is none."""

    severity: Severity
    start: Position
    end: Position
    text: str

    def __post_init__(self) -> None:
        if not isinstance(self.text, str):
            raise TypeError("no message")

    def below(self, lines: int) -> "Message":
        """The same message with positions counted from below the first ``lines`` lines."""
        if self.start.line <= lines:
            text = f"(in the header, {self.start}) {self.text}"
            return Message(self.severity, Position(1, 0), Position(1, 0), text)
        start, end = (Position(p.line - lines, p.column) for p in (self.start, self.end))
        return replace(self, start=start, end=end)


@dataclass(frozen=True)
class Verdict:
    """Lean's answer to one check.

    ``accepted`` says that no message is an error; the text may still contain `sorry`, which ``axioms``
    shows. ``goals`` holds, for each error in order, the goals open at its start (empty when not asked for).
    ``axioms`` maps each name asked for to its axioms; a name that Lean did not answer for is absent.
    """

    accepted: bool
    messages: tuple[Message, ...]
    seconds: float
    goals: tuple[tuple[str, ...], ...] = ()
    axioms: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def errors(self) -> tuple[Message, ...]:
        return tuple(m for m in self.messages if m.severity is Severity.ERROR)

    @property
    def suggestions(self) -> tuple[str, ...]:
        """What `exact?`, `apply?` and their kin propose, each in one line."""
        proposed = (m.text.removeprefix(SUGGESTION) for m in self.messages if m.text.startswith(SUGGESTION))
        return tuple(" ".join(text.partition(REMAINING)[0].split("]", 1)[-1].split()) for text in proposed)

    def within(self, text: str, begin: int, end: int) -> "Verdict":
        """The same verdict with those messages alone that start in a part of the `text` that was checked (offsets)."""
        first, last = position(text, begin), position(text, end)
        return replace(self, messages=tuple(m for m in self.messages if first <= m.start < last))

    def below(self, lines: int) -> "Verdict":
        """The same verdict with positions counted from below the first ``lines`` lines."""
        return replace(self, messages=tuple(m.below(lines) for m in self.messages))


@dataclass(frozen=True)
class Died:
    """Lean did not survive the text: it crashed, took too long or too much memory, or wrote what is no answer.

    ``why`` is one line, for a person or a model; it says nothing of the mathematics.
    """

    why: str


@dataclass(frozen=True)
class Unanswered:
    """This kind of live Lean cannot tell what it was asked; ``why`` is one line, for a person or a model."""

    why: str

"""What came of an obligation, or of one try at it: terms only; what failed is a value here, and says why."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from prover.words.budget import Spent
from prover.words.shown import clip, storable
from prover.words.verdict import Message, Severity

MOST_MESSAGES = 4  # of Lean, that are kept of one attempt
LONGEST_MESSAGE = 1_200  # characters of one, with the line that says what is left out
SAYING_SO = 100  # of them for that line


@dataclass(frozen=True)
class Attempt:
    """One try at an obligation by one ``method``: what it took, and whether it found something.

    ``scripts`` were tried in ``checks`` by Lean; ``spent`` is what a model cost. ``messages`` are what Lean said last
    (`worth_keeping`), with lines counted from the statement; ``conversation`` is the name of the one with a model,
    which was told of these ``behaviours``.
    """

    method: str
    scripts: int
    checks: int
    seconds: float
    succeeded: bool
    spent: Spent = field(default_factory=Spent)
    messages: tuple[Message, ...] = ()
    conversation: str = ""
    behaviours: tuple[str, ...] = ()


def worth_keeping(messages: Sequence[Message]) -> tuple[Message, ...]:
    """The first of Lean's messages, errors before all others, none of them too long; what was kept is kept again."""
    first = sorted(messages, key=lambda message: message.severity is not Severity.ERROR)[:MOST_MESSAGES]
    return tuple(replace(message, text=storable(_short(message.text))) for message in first)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_MESSAGE else clip(text, LONGEST_MESSAGE - SAYING_SO)


class Blame(StrEnum):
    """What a failure is put down to."""

    STATEMENT_WRONG = "STATEMENT_WRONG"
    TOO_HARD = "TOO_HARD"
    UNKNOWN = "UNKNOWN"  # nobody said; the words are what was heard last


@dataclass(frozen=True)
class Diagnosis:
    """Why an obligation was not proved: ``words`` for a person or a refiner, ``lemmas`` that would have helped."""

    blame: Blame
    words: str
    lemmas: tuple[str, ...] = ()


@dataclass(frozen=True)
class Proved:
    """The gate has certified the obligation with these fills."""

    fills: tuple[str, ...]


@dataclass(frozen=True)
class Accepted:
    """Lean accepts these fills, and nothing here could certify them, for the ``reason``: this is no proof yet."""

    fills: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Disproved:
    """The gate has certified that the statement is false: ``fills`` fill its negation."""

    fills: tuple[str, ...]


@dataclass(frozen=True)
class Unproved:
    """Everything was tried. ``goals`` is what was to be shown."""

    diagnosis: Diagnosis
    goals: tuple[str, ...] = ()


@dataclass(frozen=True)
class OutOfBudget:
    """The limit on ``what`` (`turns`, `tokens`, `seconds` or `cost`), which is ``allowed``, came before the end."""

    what: str
    allowed: float
    diagnosis: Diagnosis


@dataclass(frozen=True)
class Broken:
    """Lean or a model failed, which says nothing of the mathematics."""

    reason: str


Outcome = Proved | Accepted | Disproved | Unproved | OutOfBudget | Broken

"""What came of an obligation, or of one try at it: terms only; what failed is a value here, and says why."""

from dataclasses import dataclass, field
from enum import StrEnum

from prover.words.budget import Spent


@dataclass(frozen=True)
class Attempt:
    """One try at an obligation by one ``method``: what it took, and whether it found something.

    ``scripts`` were tried in ``checks`` by Lean; ``spent`` is what a model cost.
    """

    method: str
    scripts: int
    checks: int
    seconds: float
    succeeded: bool
    spent: Spent = field(default_factory=Spent)


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

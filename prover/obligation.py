"""What a prover gets and what comes of it: terms only; a prover has never heard of blueprints."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from prover.budget import Spent
from prover.declarations import Declaration, Hole
from prover.problem import Problem
from prover.verdict import STANDARD_AXIOMS

DEFINITIONS = frozenset({"def", "abbrev"})
SORRY = "sorry"
DISPROOF = "architect_disproof"
MAX_THEOREMS = 3  # the nearest above: rewriting with all of them would rather lead astray


@dataclass(frozen=True)
class Obligation:
    """One statement with its context, its text cut at the n `sorry`s to be replaced.

    ``header`` is what a live Lean keeps (the imports), ``pieces`` the n + 1 texts around the holes, from behind the
    header to the end of the declaration, which begins at ``statement_at`` of the first; ``name`` is the full name that
    the statement then has; ``known`` are the definitions and theorems above it that a proof may use, ``axioms`` those
    of them that stand there as axioms, to be proved by somebody else; ``idea`` is how it may be proved, in words;
    ``own`` are the axioms of the user's file, which nobody has to prove.
    """

    name: str
    header: str
    pieces: tuple[str, ...]
    statement_at: int
    known: tuple[str, ...] = ()
    axioms: frozenset[str] = frozenset()
    idea: str = ""
    own: frozenset[str] = frozenset()

    @property
    def allowed(self) -> frozenset[str]:
        """The axioms that a proof may rest on."""
        return self.granted | self.axioms

    @property
    def granted(self) -> frozenset[str]:
        """Those of them that nobody has to prove."""
        return STANDARD_AXIOMS | self.own

    @property
    def context(self) -> str:
        """What stands between the header and the statement."""
        return self.pieces[0][: self.statement_at]

    @property
    def statement(self) -> str:
        """The declaration with its `sorry`s."""
        return self.text([SORRY] * self.holes)[self.statement_at :].strip()

    def negation(self) -> "Obligation":
        """That the statement is false: whoever fills this has disproved it, if it leans on no `sorry` of the context.

        `type_of%` has Lean say what the statement means, whatever binders and section variables it is made of.
        """
        before = self.text([SORRY] * self.holes).rstrip() + "\n\n"
        claim = f"theorem _root_.{DISPROOF} : ¬ type_of% @_root_.{self.name} := by\n  "
        return Obligation(DISPROOF, self.header, (before + claim, "\n"), len(before), self.known, own=self.own)

    @property
    def holes(self) -> int:
        return len(self.pieces) - 1

    def text(self, fills: Sequence[str]) -> str:
        """The obligation with its holes filled, one text each."""
        return "".join(p + f for p, f in zip(self.pieces, (*fills, ""), strict=True))

    def before(self, hole: int, fills: Sequence[str]) -> str:
        """The part of `text(fills)` that stands before a hole."""
        return "".join(p + f for p, f in zip(self.pieces[:hole], fills[:hole], strict=True)) + self.pieces[hole]


def obligation_of(problem: Problem, target: Declaration, done: Mapping[Hole, str]) -> Obligation:
    """The obligation to fill the holes of `target`, where those of ``done`` are filled already."""
    edges = [problem.header_end, *(edge for hole in target.holes for edge in (hole.start, hole.end))]
    edges.append(problem.end_of(target))
    pieces = (problem.slice(start, end, done) for start, end in zip(edges[::2], edges[1::2], strict=True))
    above = [d for d in problem.declarations if d.start < target.start and d.name and all(h in done for h in d.holes)]
    known = [d.name for d in above if d.keyword in DEFINITIONS]
    known += [d.name for d in above if d.is_proposition][-MAX_THEOREMS:]
    header = problem.text[: problem.header_end]
    context = problem.slice(problem.header_end, target.start, done)
    own = frozenset(d.name for d in above if d.keyword == "axiom")
    return Obligation(target.name, header, tuple(pieces), len(context), tuple(known), own=own)


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


Outcome = Proved | Disproved | Unproved | OutOfBudget | Broken

"""What a prover gets and what comes of it: terms only; a prover has never heard of blueprints."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from prover.declarations import Declaration, Hole
from prover.problem import Problem

DEFINITIONS = frozenset({"def", "abbrev"})
MAX_THEOREMS = 3  # the nearest above: rewriting with all of them would rather lead astray


@dataclass(frozen=True)
class Obligation:
    """One statement with its context, its text cut at the n `sorry`s to be replaced.

    ``header`` is what a live Lean keeps (the imports), ``pieces`` the n + 1 texts around the holes, from behind the
    header to the end of the declaration; ``name`` is the full name that the statement then has; ``known`` are the
    definitions and theorems of the file above it that a proof may use.
    """

    name: str
    header: str
    pieces: tuple[str, ...]
    known: tuple[str, ...] = ()

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
    return Obligation(target.name, problem.text[: problem.header_end], tuple(pieces), tuple(known))


@dataclass(frozen=True)
class Attempt:
    """One try at an obligation by one ``method``: how many ``scripts`` were tried, in how many ``checks`` of Lean."""

    method: str
    scripts: int
    checks: int
    seconds: float
    succeeded: bool


@dataclass(frozen=True)
class Proved:
    """Lean accepts the obligation with these fills; whether it is *proved* the gate says."""

    fills: tuple[str, ...]


@dataclass(frozen=True)
class Unproved:
    """Everything was tried. ``diagnosis`` says why that was not enough, ``goals`` what was to be shown."""

    diagnosis: str
    goals: tuple[str, ...] = ()


@dataclass(frozen=True)
class OutOfBudget:
    """The time ended before the methods did."""

    seconds: float


Outcome = Proved | Unproved | OutOfBudget

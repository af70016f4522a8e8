"""Where something is proved in the user's file: the problem, the target in it, and what is filled already."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from prover.text.declarations import Declaration, Hole
from prover.text.lexer import tokens
from prover.text.problem import Problem
from prover.words.obligation import Obligation

DEFINITIONS = frozenset({"def", "abbrev"})


MAX_THEOREMS = 3  # the nearest above: rewriting with all of them would rather lead astray


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


VARIABLES = frozenset({"variable", "include"})


@dataclass(frozen=True)
class Place:
    """Where a blueprint stands: before ``target`` in the user's file, in which the holes of ``done`` are filled."""

    problem: Problem
    target: Declaration
    done: Mapping[Hole, str]

    @cached_property
    def bare(self) -> Obligation:
        """The target with no blueprint."""
        return obligation_of(self.problem, self.target, self.done)

    @cached_property
    def has_variables(self) -> bool:
        """Whether section variables may stand before it."""
        return any(token.text in VARIABLES for token in tokens(self.bare.context))

    @property
    def unproved_context(self) -> str:
        """What stands before the target, its `sorry`s left, with what was inserted for the theorems there."""
        inserted = {hole: text for hole, text in self.done.items() if hole.is_front}
        return self.problem.slice(self.problem.header_end, self.target.start, inserted)

    def full(self, name: str) -> str:
        """What a node is called in full where it is inserted."""
        return f"{self.target.namespace}.{name}" if self.target.namespace else name

    @property
    def name(self) -> str:
        """The target's own name."""
        return self.target.name

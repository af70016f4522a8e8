"""Where something is proved in the user's file: the problem, the target in it, and what is filled already."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from prover.text.declarations import Declaration, Hole, name_place
from prover.text.keywords import DEFINITIONS, VARIABLES
from prover.text.problem import Problem
from prover.text.tokens import words_of
from prover.words.obligation import NOTHING_IMPORTED, Obligation, ProjectNames

KNOWN_THEOREMS = 3  # the nearest above: rewriting with all of them would rather lead astray


@dataclass(frozen=True)
class Place:
    """The theorem ``target`` of the user's file, in which the holes of ``done`` are filled.

    ``imported`` is what it is about of the user's project.
    """

    problem: Problem
    target: Declaration
    done: Mapping[Hole, str]
    imported: ProjectNames = NOTHING_IMPORTED

    @property
    def name(self) -> str:
        """The target's own name, in full."""
        return self.target.name

    @cached_property
    def bare(self) -> Obligation:
        """The target as it is: with nothing before it but the user's own text."""
        return obligation_of(self.problem, self.target, self.done, self.imported)

    @cached_property
    def has_variables(self) -> bool:
        """Whether section variables may stand before it."""
        return not VARIABLES.isdisjoint(words_of(self.bare.context))

    @property
    def unproved_context(self) -> str:
        """What stands before the target, its `sorry`s left, with what was inserted for the theorems there."""
        inserted = {hole: text for hole, text in self.done.items() if hole.is_front}
        return self.problem.slice(self.problem.header_end, self.target.start, inserted)

    def full(self, name: str) -> str:
        """What a declaration that is inserted before the target under this name is called in full."""
        return f"{self.target.namespace}.{name}" if self.target.namespace else name


def obligation_of(
    problem: Problem, target: Declaration, done: Mapping[Hole, str], imported: ProjectNames = NOTHING_IMPORTED
) -> Obligation:
    """The obligation to fill the holes of `target`, where those of ``done`` are filled already.

    What has no name gets the one that it has in the compiled file: what Lean would call it depends on whose file it is.
    """
    if target.nameless:
        at = name_place(problem.text, target)
        done = {**done, Hole(at, at): f" _root_.{target.name}"}
    edges = [problem.header_end, *(edge for hole in target.holes for edge in (hole.start, hole.end))]
    edges.append(problem.end_of(target))
    pieces = (problem.slice(start, end, done) for start, end in zip(edges[::2], edges[1::2], strict=True))
    above = [d for d in problem.declarations if d.start < target.start and d.name and all(h in done for h in d.holes)]
    known = [*imported.functions, *(d.name for d in above if d.keyword in DEFINITIONS)]
    known += [d.name for d in above if d.is_proposition][-KNOWN_THEOREMS:]
    header = problem.text[: problem.header_end]
    context = problem.slice(problem.header_end, target.start, done)
    own = frozenset(d.name for d in above if d.keyword == "axiom")
    return Obligation(
        target.name,
        header,
        tuple(pieces),
        len(context),
        tuple(known),
        own=own,
        is_proposition=target.is_proposition,
        imported=imported,
    )

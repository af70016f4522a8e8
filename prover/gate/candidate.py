"""What comes before the gate: a text that should prove theorems of the official one. Words only; no Lean runs here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from prover.gate.certificate import Refusal
from prover.gate.screen import Objection, screen_auxiliary, screen_proof
from prover.text.declarations import Declaration, Hole
from prover.text.place import Place
from prover.text.problem import Problem, parse_problem
from prover.words.errors import BadInput
from prover.words.obligation import DISPROOF, SORRY
from prover.words.verdict import Position, position


@dataclass(frozen=True)
class OpenTheorem:
    """A theorem of the official file by its full name, with its first `sorry` at ``hole`` there.

    ``place`` is where what replaced that stands in the result, if it is known.
    """

    name: str
    statement: str
    hole: Position
    place: Position | None = None


@dataclass(frozen=True)
class Candidate:
    """The text ``result``, which should prove ``theorems`` of the text ``official``.

    ``objection`` is what its words alone have against it: with one, no Lean ever sees the text. ``given`` is the user's
    file, where that is the official text without some `sorry`s.
    """

    official: str
    result: str
    theorems: tuple[OpenTheorem, ...]
    objection: Refusal | None = None
    given: str = ""


@dataclass(frozen=True)
class Submission:
    """A proof of ``theorem`` (its full name): what replaces each `sorry`, and declarations to put before it."""

    theorem: str
    fills: Mapping[Hole, str]
    inserted: str = ""

    def edits(self, target: Declaration) -> dict[Hole, str]:
        """All that is replaced, what is inserted before the theorem `target` among it."""
        front = {target.front: f"{self.inserted.strip()}\n\n"} if self.inserted.strip() else {}
        return {**self.fills, **front}

    def into(self, problem: Problem) -> Candidate:
        """The problem's file with it. Raises `BadInput` when the problem has no such theorem, or no such `sorry`."""
        return filled(problem, [self.theorem], self.edits(_target(problem, self.theorem)))


def filled(problem: Problem, theorems: Sequence[str], edits: Mapping[Hole, str]) -> Candidate:
    """The problem's own file with all of `edits`, which should prove `theorems`. Raises as `Submission.into`."""
    targets = [_target(problem, theorem) for theorem in theorems]
    known = {hole for d in problem.declarations for hole in (d.front, *d.holes)}
    if unknown := [hole for hole in edits if hole not in known]:
        raise BadInput(f"{problem.path}: no `sorry` at {problem.position(unknown[0].start)}")
    text = problem.splice(edits)
    places = [position(text, len(problem.slice(0, target.holes[0].start, edits))) for target in targets]
    opened = tuple(_opened(problem, target, place) for target, place in zip(targets, places, strict=True))
    return Candidate(problem.text, text, opened, _objection(problem, edits), _given(problem))


def proving(place: Place, fills: tuple[str, ...]) -> Candidate:
    """The file of a place with its target's holes filled, one text each."""
    edits = {**place.done, **dict(zip(place.target.holes, fills, strict=True))}
    return filled(place.problem, [place.name], edits)


def disproving(place: Place, fills: tuple[str, ...]) -> Candidate:
    """The target's negation as a theorem of its own behind it, with its holes filled.

    Raises `ValueError` where there are more or fewer fills than the negation has holes.
    """
    negation = place.bare.negation()
    path = place.problem.path.with_name(f"{place.problem.path.name} (negated)")
    negated = parse_problem(negation.header + negation.text([SORRY]), path)
    [theorem] = negated.targets(DISPROOF)
    return filled(negated, [DISPROOF], dict(zip(theorem.holes, fills, strict=True)))


def whole(problem: Problem, result: str, targets: Sequence[Declaration]) -> Candidate:
    """A whole file of anybody's, which should prove `targets` of the problem; what is said in it is not screened."""
    opened = tuple(_opened(problem, target) for target in targets)
    return Candidate(problem.text, result, opened, given=_given(problem))


def _given(problem: Problem) -> str:
    return problem.given if problem.bodiless else ""


def _opened(problem: Problem, target: Declaration, place: Position | None = None) -> OpenTheorem:
    hole = target.holes[0].start
    return OpenTheorem(target.name, problem.text[target.start : hole].rstrip(), problem.position(hole), place)


def _target(problem: Problem, theorem: str) -> Declaration:
    named = [d for d in problem.declarations if d.name == theorem and d.holes]
    if len(named) != 1:
        raise BadInput(f"{problem.path}: {len(named)} theorems called {theorem} with a `sorry`, not one")
    return named[0]


def _objection(problem: Problem, edits: Mapping[Hole, str]) -> Refusal | None:
    """What is against the words at the top of the user's text, and against all text that is not the user's."""
    if unfit := problem.unfit_header():
        return Refusal("official file", unfit)
    objection = next(filter(None, (_screened(problem, hole, text) for hole, text in edits.items())), None)
    return Refusal("screen", objection.reason) if objection else None


def _screened(problem: Problem, hole: Hole, text: str) -> Objection | None:
    if hole.is_front:
        return screen_auxiliary(text)
    line_goes_on = problem.text[hole.end :].partition("\n")[0].strip() != ""
    return screen_proof(text, line_goes_on)

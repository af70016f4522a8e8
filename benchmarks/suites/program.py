"""The rule for statements that ask for a program: what stands in the open regions may change, nothing else.

The program is part of what the theorem says, so the rule of plain statements (nothing that the statement reaches may
change) cannot hold of the official file. `as_plain` turns a solution into a plain statement, with the program in its
place, and a proof of it, which the gate then judges; it refuses text that could change how the fixed text is read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.suites.reading import only_target
from prover.gate.screen import screen_auxiliary, screen_proof
from prover.text.declarations import Hole, find_declarations
from prover.text.lexer import TokenKind, tokens
from prover.text.problem import Problem, parse_problem
from prover.text.tokens import comments, spliced, unquoted
from prover.words.errors import BadInput
from prover.words.verdict import position

MARK = "-- !benchmark @"
DECLARATIONS, TERMS = ("auxcode", "lemma"), ("code", "proof")
OPEN = (*DECLARATIONS, *TERMS)
CLOSED = ("precond", "postcond")  # the specification: marked too, but not the prover's to change


@dataclass(frozen=True)
class Region:
    """A marked region: its kind, and the place (code points) of what is between its two marks."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Plain:
    """A solution as the gate can judge it: ``proof`` replaces the hole of ``theorem`` in ``problem``."""

    problem: Problem
    theorem: str
    hole: Hole
    proof: str


def as_plain(official: str, solution: str, path: Path) -> Plain | str:
    """The plain statement and the proof that a solution comes to, or in one line why it is none.

    Beyond `changed_outside`, every region passes the screen of what is put into a user's file, and what a region
    declares has no name that the fixed text uses: it could come to mean that.
    """
    if reason := changed_outside(official, solution, path):
        return reason
    found = open_regions(solution, path)
    used = {part for text in _fixed_parts(solution, path) for part in _names(text)}
    for region in found:
        text = solution[region.start : region.end]
        objection = screen_auxiliary(text) if region.kind in DECLARATIONS else screen_proof(text)
        if objection:
            return f"{path}: in the region {region.kind}: {objection.reason}"
        taken = [d.name for d in find_declarations(text) if used.intersection(list(_names(d.name))[-1:])]
        if taken:
            return f"{path}: in the region {region.kind}: {taken[0]} is a name that the fixed text uses; rename it"
    return _with_open_proof(solution, found, path)


def _with_open_proof(solution: str, found: list[Region], path: Path) -> Plain | str:
    """The solution with `sorry` for what stands in its last region, the proof."""
    *_, last = found
    inside = solution[last.start : last.end]
    proof = inside.strip()
    if last.kind != "proof" or not proof:
        return f"{path}: there is nothing in the region of the proof"
    before, after = inside[: inside.index(proof)], inside[inside.index(proof) + len(proof) :]
    text = spliced(solution, [(last.start, last.end, f"{before}sorry{after}")])
    try:
        problem, target = parse_problem(text, path), only_target(text, path)
    except BadInput as error:
        return str(error)
    at = last.start + len(before)
    if [hole.start for hole in target.holes] != [at]:
        return f"{path}: a `sorry` is left"
    return Plain(problem, target.name, target.holes[0], proof)


def _names(text: str) -> Iterator[str]:
    """Each part of each name in a text."""
    for token in tokens(text):
        if token.kind is TokenKind.NAME:
            yield from unquoted(token.text).split(".")


def regions(text: str, path: Path) -> list[Region]:
    """The marked regions in order; a mark is a line comment of its own, so one in a string or comment is none.

    Raises `BadInput` where marks do not come in pairs, or are of a kind that is not known.
    """
    found: list[Region] = []
    begun: tuple[str, int] | None = None
    for token in comments(text):
        if not token.text.startswith(MARK):
            continue
        word, _, kind = token.text.removeprefix(MARK).strip().partition(" ")
        if word == "start" and begun is None and kind in OPEN + CLOSED:
            begun = kind, token.end
        elif word == "end" and begun is not None and begun[0] == kind:
            found.append(Region(kind, begun[1], token.start))
            begun = None
        else:
            line = position(text, token.start).line
            raise BadInput(f"{path}:{line}: a mark out of place: {token.text.strip()}")
    if begun is not None:
        raise BadInput(f"{path}: the region {begun[0]} has no end mark")
    return found


def open_regions(text: str, path: Path) -> list[Region]:
    """The regions that the prover may change. Raises `BadInput` when there is none."""
    found = [r for r in regions(text, path) if r.kind in OPEN]
    if not found:
        raise BadInput(f"{path}: no region that may change")
    return found


def changed_outside(official: str, solution: str, path: Path) -> str | None:
    """Why a solution breaks the rule, in one line, or None when only open regions of it differ from the official text.

    Necessary, not sufficient: text in a region can change how Lean reads what follows it (see `as_plain`).
    """
    try:
        fixed, offered = _fixed_parts(official, path), _fixed_parts(solution, path)
    except BadInput as error:
        return str(error)
    if len(fixed) != len(offered):
        return f"{path}: {len(offered) - 1} regions, the official text has {len(fixed) - 1}"
    for number, (want, got) in enumerate(zip(fixed, offered, strict=True), start=1):
        if want != got:
            return f"{path}: the text outside its regions was changed (fixed part {number})"
    return None


def _fixed_parts(text: str, path: Path) -> list[str]:
    """What stands before, between and behind the open regions, marks included."""
    parts, at = [], 0
    for region in regions(text, path):
        if region.kind in OPEN:
            parts.append(text[at : region.start])
            at = region.end
    return [*parts, text[at:]]

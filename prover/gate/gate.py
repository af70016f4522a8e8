"""The gate, the only source of "proved": compiles the user's file and a result afresh, and has the kernel judge them.

It trusts nothing that ran while the text under test was elaborated: no message, no exit status, no axiom list counts
for the proof, only against it. Not proved is a value (`Refusal`), also when the text under test made Lean crash or
hang; a Lean that breaks on the official file is an exception. `certify` puts a proof into the user's file itself,
`certify_all` several at once; `compare` takes any file as the result.
"""

import asyncio
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from prover.gate.certificate import Certificate, Refusal
from prover.gate.interpreted import OPTION, Interpreted, interpreted, unfit
from prover.gate.screen import Objection, screen_auxiliary, screen_proof
from prover.lean import checker
from prover.lean.checker import Allowed, Question
from prover.lean.external import External
from prover.lean.oneshot import Compilation, compile_text
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.declarations import Declaration, Hole
from prover.text.problem import Problem
from prover.words.digest import sha256
from prover.words.errors import DEATHS, BadInput, LeanFailed
from prover.words.verdict import Position, position

__all__ = ["Certificate", "Claim", "Conditions", "Refusal", "Submission", "certify", "certify_all", "compare"]

# What the kernel replayed, after the number of constants.
REPLAYED = {
    "read": "that the file reaches, its own and the library's, from an empty environment",
    "imported": "of the file on the imported library, which is trusted",
}


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


@dataclass(frozen=True)
class Claim:
    """That a result proves ``theorem`` (its full name), which has its first `sorry` at ``hole`` in the official file.

    ``place`` is where what replaced it stands in the result, if that is known.
    """

    theorem: str
    statement: str
    hole: Position
    place: Position | None = None


@dataclass(frozen=True)
class Conditions:
    """What a result may be and do. By default it may add nothing that is unproved or unchecked, be it used or not."""

    allowed: Allowed = field(default_factory=Allowed)
    external: Sequence[External] = ()


async def certify(
    toolchain: Toolchain, problem: Problem, submission: Submission, deadline_seconds: float
) -> Certificate | Refusal:
    """Whether `submission` proves its theorem of `problem`, in at most `deadline_seconds`.

    Raises `LeanFailed` when Lean broke or was too slow, `BadInput` when the problem has no such theorem.
    """
    edits = submission.edits(_target(problem, submission.theorem))
    [found] = await certify_all(toolchain, problem, [submission.theorem], edits, deadline_seconds)
    return found


async def certify_all(
    toolchain: Toolchain,
    problem: Problem,
    theorems: Sequence[str],
    edits: Mapping[Hole, str],
    deadline_seconds: float,
) -> list[Certificate | Refusal]:
    """Of each of `theorems`, whether the file with all of `edits` proves it: one comparison. Raises as `certify`."""
    targets = [_target(problem, theorem) for theorem in theorems]
    known = {hole for d in problem.declarations for hole in (d.front, *d.holes)}
    if unknown := [hole for hole in edits if hole not in known]:
        raise BadInput(f"{problem.path}: no `sorry` at {problem.position(unknown[0].start)}")

    # 1. Screen the text that is not the user's, and the words at the top of that which is.
    if unfit := problem.unfit_header():
        return [Refusal("official file", unfit)] * len(targets)
    if objection := _screen(problem, edits):
        return [Refusal("screen", objection.reason)] * len(targets)

    # 2. Rebuild the user's file around it, and remember where each proof stands in it.
    text = problem.splice(edits)
    places = (position(text, len(problem.slice(0, target.holes[0].start, edits))) for target in targets)
    claims = [claim_of(problem, target, place) for target, place in zip(targets, places, strict=True)]
    return await compare(toolchain, problem.text, text, claims, deadline_seconds)


def claim_of(problem: Problem, target: Declaration, place: Position | None = None) -> Claim:
    """That the theorem `target` of `problem` is proved."""
    hole = target.holes[0].start
    return Claim(target.name, problem.text[target.start : hole].rstrip(), problem.position(hole), place)


async def compare(
    toolchain: Toolchain,
    official: str,
    result: str,
    claims: Sequence[Claim],
    deadline_seconds: float,
    conditions: Conditions = Conditions(),
) -> list[Certificate | Refusal]:
    """Of each claim about the text `official`, whether the text `result` proves it, in at most `deadline_seconds`.

    (Where no sandbox keeps the two compilations apart, they come one after the other, and each has that time.)
    Raises `LeanFailed` when Lean broke or was too slow on the official text.
    """
    began = time.perf_counter()

    def left() -> float:
        return max(round(deadline_seconds - (time.perf_counter() - began), 1), 1.0)

    native = OPTION in official
    if why := unfit(result, native):
        return [Refusal("screen", why)] * len(claims)
    texts = interpreted(official, native), interpreted(result, native)
    with tempfile.TemporaryDirectory(prefix="architect-gate-") as scratch:
        # 3. Compile both, in fresh processes and folders that nothing else writes to.
        given, made = await _compile_both(toolchain, texts[0].text, texts[1].text, Path(scratch), deadline_seconds)
        if given.compiled is None:
            return [Refusal("official file", _first_error(given, texts[0]))] * len(claims)
        if isinstance(made, LeanFailed):
            return [Refusal("compile", str(made))] * len(claims)
        if made.compiled is None:
            return [Refusal("compile", _first_error(made, texts[1]))] * len(claims)
        files = given.compiled, made.compiled

        # 4. Have the kernel judge, in a process that elaborates nothing; then other programs, if that was asked for.
        questions = [Question(c.theorem, (texts[0].to(c.hole), c.place and texts[1].to(c.place))) for c in claims]
        allowed = conditions.allowed
        if allowed.seen is not None:
            allowed = replace(allowed, seen=tuple(map(texts[0].to, allowed.seen)))
        judged = await _judged(toolchain, files, questions, allowed, left())
        if (objection := await _objection(toolchain, files, conditions, left)) is not None:
            judged = [objection if isinstance(found, checker.Judgement) else found for found in judged]

    # 5. Write down what was found.
    checked = {"external checker": ", ".join(e.name for e in conditions.external) or "none was run"}
    return [
        found
        if isinstance(found, Refusal)
        else Certificate(
            theorem=claim.theorem,
            constant=found.constant,
            statement=claim.statement,
            type=found.type,
            axioms=tuple(sorted(found.axioms & conditions.allowed.axioms)),
            own_axioms=tuple(sorted(found.axioms - conditions.allowed.axioms)),
            official_sha256=sha256(official),
            result_sha256=sha256(result),
            lean=toolchain.version,
            toolchain=toolchain.name,
            toolchain_key=toolchain.key,
            compiled=found.files,
            checkers={
                "statement": "same as the official one, with all that it reaches, by the kernel's equality",
                "kernel replay": f"{found.replayed} constants {REPLAYED[found.how]}",
                **checked,
            },
            seconds=round(time.perf_counter() - began, 3),
        )
        for claim, found in zip(claims, judged, strict=True)
    ]


async def _judged(
    toolchain: Toolchain, files: tuple[Path, Path], questions: Sequence[Question], allowed: Allowed, seconds: float
) -> Sequence[checker.Judgement | Refusal]:
    try:
        judged = await checker.judge(toolchain, files, questions, seconds, allowed)
    except DEATHS as failure:
        return [Refusal("kernel", str(failure))] * len(questions)
    return [Refusal("kernel", found.refused) if isinstance(found, checker.Refused) else found for found in judged]


async def _objection(
    toolchain: Toolchain, files: tuple[Path, Path], conditions: Conditions, left: Callable[[], float]
) -> Refusal | None:
    """What the first external checker that does not accept the result has against it."""
    for external in conditions.external:
        try:
            objection = await external.objection(toolchain, *files, left())
        except DEATHS as failure:
            objection = str(failure)
        if objection is not None:
            return Refusal("external checker", objection)
    return None


def _target(problem: Problem, theorem: str) -> Declaration:
    named = [d for d in problem.declarations if d.name == theorem and d.holes]
    if len(named) != 1:
        raise BadInput(f"{problem.path}: {len(named)} theorems called {theorem} with a `sorry`, not one")
    return named[0]


def _screen(problem: Problem, edits: Mapping[Hole, str]) -> Objection | None:
    for hole, text in edits.items():
        line_goes_on = problem.text[hole.end :].partition("\n")[0].strip() != ""
        objection = screen_auxiliary(text) if hole.is_front else screen_proof(text, line_goes_on)
        if objection is not None:
            return objection
    return None


async def _compile_both(
    toolchain: Toolchain, official: str, result: str, scratch: Path, deadline_seconds: float
) -> tuple[Compilation, Compilation | LeanFailed]:
    """Both compilations; what the official file raises is raised, what the result does to Lean is the result's.

    Where no sandbox keeps the result's Lean from the other's folder, that is made only when this Lean is gone.
    """

    async def compiled(text: str) -> Compilation:
        return await compile_text(toolchain, text, Path(tempfile.mkdtemp(dir=scratch)), deadline_seconds)

    if toolchain.sandbox.mode == "off" or toolchain.sandbox.found.missing:
        [made] = await asyncio.gather(compiled(result), return_exceptions=True)
        [given] = await asyncio.gather(compiled(official), return_exceptions=True)
    else:
        given, made = await asyncio.gather(compiled(official), compiled(result), return_exceptions=True)
    if isinstance(given, BaseException):
        raise given
    if isinstance(made, BaseException) and not isinstance(made, DEATHS):
        raise made
    return given, made


def _first_error(compilation: Compilation, text: Interpreted) -> str:
    error = compilation.first_error
    return (
        f"{text.back(error.start)}: {' '.join(error.text.split())}"
        if error
        else "Lean compiled nothing, and does not say why"
    )

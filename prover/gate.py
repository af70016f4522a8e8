"""The gate, the only source of "proved": rebuilds the user's file, compiles it afresh, and has the kernel judge it.

It trusts nothing that ran while the text under test was elaborated: no message, no exit status, no axiom list counts
for the proof, only against it. Not proved is a value (`Refusal`), also when the text under test made Lean crash or
hang; a Lean that breaks on the official file is an exception.
"""

import asyncio
import hashlib
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from prover.declarations import Declaration, Hole
from prover.errors import BadInput, LeanCrashed, LeanFailed, LeanGarbled, LeanOutgrown, LeanTimedOut
from prover.lean import checker
from prover.lean.oneshot import Compilation, compile_text
from prover.lean.toolchain import Toolchain
from prover.problem import Problem
from prover.screen import Objection, screen_auxiliary, screen_proof
from prover.verdict import position

# What a text may do to the Lean that reads it: then it is not proved. (Of the official file it is Lean that failed.)
UNEXPECTED = (LeanCrashed, LeanGarbled, LeanOutgrown, LeanTimedOut)
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


class Certificate(BaseModel):
    """What the gate found: the official theorem, as the user's file states it, is proved.

    ``statement`` is the official text up to the first `sorry`; ``constant`` the theorem's name in the compiled files.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    version: Literal[1] = Field(default=1, alias="schema")
    theorem: str
    constant: str
    statement: str
    axioms: tuple[str, ...]
    official_sha256: str
    result_sha256: str
    lean: str
    toolchain: str
    toolchain_key: str
    checkers: Mapping[str, str]
    seconds: float


@dataclass(frozen=True)
class Refusal:
    """Not proved; ``reason`` is one line, ``step`` the step of the gate that said no."""

    step: Literal["screen", "official file", "compile", "kernel"]
    reason: str


async def certify(
    toolchain: Toolchain, problem: Problem, submission: Submission, deadline_seconds: float
) -> Certificate | Refusal:
    """Whether `submission` proves its theorem of `problem`, in at most `deadline_seconds`.

    Raises `LeanFailed` when Lean broke or was too slow, `BadInput` when the problem has no such theorem.
    """
    began = time.perf_counter()
    target = _target(problem, submission)

    # 1. Screen the text that is not the user's, and the words at the top of that which is.
    if unfit := problem.unfit_header():
        return Refusal("official file", unfit)
    if objection := _screen(problem, submission):
        return Refusal("screen", objection.reason)

    # 2. Rebuild the user's file around it.
    inserted = {target.start: f"{submission.inserted.strip()}\n\n"} if submission.inserted.strip() else {}
    text = problem.splice(submission.fills, inserted)
    hole = target.holes[0]
    before = problem.slice(0, hole.start, submission.fills, inserted)

    with tempfile.TemporaryDirectory(prefix="architect-gate-") as scratch:
        # 3. Compile both, in fresh processes and folders that nothing else writes to.
        official, result = await _compile_both(toolchain, problem.text, text, Path(scratch), deadline_seconds)
        if official.compiled is None:
            return Refusal("official file", _first_error(official))
        if isinstance(result, LeanFailed):
            return Refusal("compile", str(result))
        if result.compiled is None:
            return Refusal("compile", _first_error(result))

        # 4. Have the kernel judge, in a process that elaborates nothing.
        places = problem.position(hole.start), position(text, len(before))
        left = max(deadline_seconds - (time.perf_counter() - began), 1.0)
        try:
            found = await checker.judge(
                toolchain, official.compiled, result.compiled, submission.theorem, left, places=places
            )
        except UNEXPECTED as failure:
            return Refusal("kernel", str(failure))
    if isinstance(found, checker.Refused):
        return Refusal("kernel", found.refused)

    # 5. Write down what was found.
    return Certificate(
        theorem=submission.theorem,
        constant=found.constant,
        statement=problem.text[target.start : target.holes[0].start].rstrip(),
        axioms=tuple(sorted(found.axioms)),
        official_sha256=sha256(problem.text),
        result_sha256=sha256(text),
        lean=toolchain.version,
        toolchain=toolchain.name,
        toolchain_key=toolchain.key,
        checkers={
            "statement": "same as the official one, with all that it reaches, by the kernel's equality",
            "kernel replay": f"{found.replayed} constants {REPLAYED[found.how]}",
        },
        seconds=round(time.perf_counter() - began, 3),
    )


def _target(problem: Problem, submission: Submission) -> Declaration:
    named = [d for d in problem.declarations if d.name == submission.theorem and d.holes]
    if len(named) != 1:
        raise BadInput(f"{problem.path}: {len(named)} theorems called {submission.theorem} with a `sorry`, not one")
    known = {hole for d in problem.declarations for hole in d.holes}
    if unknown := [hole for hole in submission.fills if hole not in known]:
        raise BadInput(f"{problem.path}: no `sorry` at {problem.position(unknown[0].start)}")
    return named[0]


def _screen(problem: Problem, submission: Submission) -> Objection | None:
    for hole, fill in submission.fills.items():
        line_goes_on = problem.text[hole.end :].partition("\n")[0].strip() != ""
        if objection := screen_proof(fill, line_goes_on):
            return objection
    return screen_auxiliary(submission.inserted)


async def _compile_both(
    toolchain: Toolchain, official: str, result: str, scratch: Path, deadline_seconds: float
) -> tuple[Compilation, Compilation | LeanFailed]:
    """Both compilations; what the official file raises is raised, what the result does to Lean is the result's."""
    folders = [Path(tempfile.mkdtemp(dir=scratch)) for _ in range(2)]
    runs = (
        compile_text(toolchain, text, folder, deadline_seconds)
        for text, folder in zip((official, result), folders, strict=True)
    )
    given, made = await asyncio.gather(*runs, return_exceptions=True)
    if isinstance(given, BaseException):
        raise given
    if isinstance(made, BaseException) and not isinstance(made, UNEXPECTED):
        raise made
    return given, made


def _first_error(compilation: Compilation) -> str:
    error = compilation.first_error
    return f"{error.start}: {' '.join(error.text.split())}" if error else "Lean compiled nothing, and does not say why"


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()

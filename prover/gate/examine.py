"""What Lean says of the user's file before anything is tried: whether it can be proved as it stands."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from prover.gate.autobound import compile_official, warnings_of
from prover.gate.screen import Objection
from prover.lean.checker import Denial, Description, describe
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.declarations import Declaration
from prover.text.problem import Problem
from prover.words.errors import BadInput, NoJudge
from prover.words.verdict import Position

# What Lean says where the library has not what a file needs, be it a name or what its syntax stands on.
LACKING = ("Unknown constant", "Unknown identifier", "unknown namespace", "syntax node kind")
SMALL = (
    " (the embedded library is a small part of Lean's, without notation, macros and arrays: if the file is right, "
    "use a Lake project, architect prove --project DIR)"
)


async def examine(toolchain: Toolchain, problem: Problem, targets: Sequence[Declaration]) -> tuple[str, ...]:
    """Have Lean read the file as given, and say so if there is nothing that could be proved; what to beware of.

    Raises `BadInput` when Lean does not accept it even with its `sorry`s, when a target is no theorem to Lean, when
    its statement leans on a `sorry`, or names a type that the library does not have; `LeanFailed` when Lean dies of it.
    """
    _refuse_header(toolchain, problem)
    with tempfile.TemporaryDirectory(prefix="architect-examine-") as folder:
        official, bound = await compile_official(toolchain, problem, Path(folder))
        if official.compiled is None:
            error = official.first_error
            where, text = (f":{error.start}", " ".join(error.text.split())) if error else ("", "no message")
            hint = SMALL if toolchain.name == "embedded" and any(words in text for words in LACKING) else ""
            raise BadInput(f"{problem.path}{where}: Lean does not accept the file as it is: {text}{hint}")
        try:
            found = await describe(toolchain, official.compiled, toolchain.times.compile)
        except NoJudge as missing:
            return (*warnings_of(toolchain, problem, bound), f"nothing can be certified here: {missing}")
    if isinstance(found, Denial):
        raise BadInput(f"{problem.path}: {found.why}")
    _require_seen(problem, found)
    for target in targets:
        place = problem.position(target.holes[0].start)
        constant = found.owner(place)
        if constant is None or constant.kind != "theorem":
            raise BadInput(f"{problem.path}:{place}: to Lean this `sorry` is not in the proof of a theorem")
        if constant.leans_on:
            answers = ", ".join(constant.leans_on)
            raise BadInput(
                f"{problem.path}:{problem.position(target.keyword_at)}: the statement of {target.name} leans on the "
                f"`sorry` in {answers}: that is an answer to be filled in, or a proof inside it (of termination, say), "
                "which is not proved there: state it as a theorem before it, and use that"
            )
    return (*warnings_of(toolchain, problem, bound), *(said.reason for said in left_open(problem)))


def _require_seen(problem: Problem, found: Description) -> None:
    """Raise `BadInput` when to Lean a theorem has a `sorry`, and this program sees none in it."""
    holes = problem.holes()
    for constant in found.constants:
        if constant.kind == "theorem" and constant.open and constant.range and not any(map(constant.covers, holes)):
            place = Position(*constant.range[:2])
            raise BadInput(
                f"{problem.path}:{place}: to Lean there is a `sorry` in {constant.name}, and this program does not see "
                "it: write it on a line of its own, with spaces around what stands before it"
            )


def left_open(problem: Problem) -> tuple[Objection, ...]:
    """What to say of each `sorry` that no theorem has."""
    places = problem.in_no_theorem()
    return tuple(Objection(f"the `sorry` at {at} is in no theorem, and is left as it is", at) for at in places)


def _refuse_header(toolchain: Toolchain, problem: Problem) -> None:
    if unfit := problem.unfit_header():
        raise BadInput(f"{problem.path}:{unfit}")
    if toolchain.name != "embedded":
        return
    for module in problem.imports:
        if not any(
            (folder / Path(*module.split("."))).with_suffix(".olean").exists() for folder in toolchain.search_path
        ):
            raise BadInput(
                f"{problem.path}: it imports {module}, which the embedded Lean does not have: "
                "use a Lake project that has it (architect prove --project DIR)"
            )

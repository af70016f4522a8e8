"""One theorem of the user's file → one result: methods propose, the gate decides; it prints and writes nothing."""

import asyncio
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path

from prover.declarations import Declaration, Hole
from prover.errors import BadInput
from prover.gate import Certificate, Submission, certify
from prover.lean.checker import Refused, describe
from prover.lean.oneshot import compile_text
from prover.lean.pool import Pool
from prover.lean.toolchain import Toolchain
from prover.obligation import Attempt, Outcome, OutOfBudget, Proved, Unproved, obligation_of
from prover.portfolio.scripts import Portfolio
from prover.portfolio.search import Search
from prover.problem import Problem

COMPILE_SECONDS = 300.0
MAX_REFUSALS = 8  # so many in a row have a reason that another script will not change
GATE_SECONDS = 300.0  # how long the gate may take once a proof is found, whatever time is left for searching


@dataclass(frozen=True)
class Result:
    """What became of one theorem; it is proved exactly when it has a ``certificate``."""

    theorem: str
    outcome: Outcome
    certificate: Certificate | None
    fills: Mapping[Hole, str]
    attempts: tuple[Attempt, ...]
    refusals: tuple[str, ...]
    seconds: float


async def examine(toolchain: Toolchain, problem: Problem, targets: Sequence[Declaration]) -> None:
    """Have Lean read the file as given, and say so if there is nothing that could be proved.

    Raises `BadInput` when Lean does not accept it even with its `sorry`s, when a target is no theorem to Lean, or when
    its statement leans on a `sorry`.
    """
    _refuse_header(toolchain, problem)
    with tempfile.TemporaryDirectory(prefix="architect-examine-") as folder:
        official = await compile_text(toolchain, problem.text, Path(folder), COMPILE_SECONDS)
        if official.compiled is None:
            error = official.first_error
            where, text = (f":{error.start}", " ".join(error.text.split())) if error else ("", "no message")
            raise BadInput(f"{problem.path}{where}: Lean does not accept the file as it is: {text}")
        found = await describe(toolchain, official.compiled, COMPILE_SECONDS)
    if isinstance(found, Refused):
        raise BadInput(f"{problem.path}: {found.refused}")
    for target in targets:
        place = problem.position(target.holes[0].start)
        constant = found.owner(place)
        if constant is None or constant.kind != "theorem":
            raise BadInput(f"{problem.path}:{place}: to Lean this `sorry` is not in the proof of a theorem")
        if constant.leans_on:
            answers = ", ".join(constant.leans_on)
            raise BadInput(
                f"{problem.path}:{problem.position(target.keyword_at)}: the statement of {target.name} leans on the "
                f"`sorry` in {answers}: that is an answer to be filled in, not a proof obligation"
            )


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


async def prove(
    pool: Pool, problem: Problem, target: Declaration, done: Mapping[Hole, str], portfolio: Portfolio, seconds: float
) -> Result:
    """Try to prove `target`, where the holes of ``done`` are filled already, in at most ``seconds`` of search.

    Raises `LeanFailed` when Lean itself failed.
    """
    started = time.monotonic()
    search = Search(pool, portfolio, obligation_of(problem, target, done))
    refusals: list[str] = []
    deadline = asyncio.timeout(seconds)

    outcome: Outcome
    certificate: Certificate | None = None
    fills: dict[Hole, str] = {}
    try:
        async with deadline, aclosing(search.candidates()) as candidates:
            async for candidate in candidates:
                proposed = dict(zip(target.holes, candidate, strict=True))
                deadline.reschedule(None)  # the gate has a time of its own
                judged = await certify(
                    pool.toolchain, problem, Submission(target.name, {**done, **proposed}), GATE_SECONDS
                )
                if isinstance(judged, Certificate):
                    outcome, certificate, fills = Proved(candidate), judged, proposed
                    break
                refusals.append(f"{judged.step}: {judged.reason}")
                if judged.step == "official file" or len(refusals) == MAX_REFUSALS:
                    outcome = Unproved("the gate refuses whatever Lean accepts here", search.goals)
                    break
                deadline.reschedule(asyncio.get_running_loop().time() + seconds - (time.monotonic() - started))
            else:
                outcome = Unproved("no script of the portfolio closes it", search.goals)
    except TimeoutError:
        if not deadline.expired():
            raise
        outcome = OutOfBudget(seconds)
    elapsed = time.monotonic() - started
    return Result(target.name, outcome, certificate, fills, tuple(search.attempts), tuple(refusals), elapsed)

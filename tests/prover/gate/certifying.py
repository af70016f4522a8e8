"""One submission, or one whole file, before the gate, in so many seconds."""

from dataclasses import replace

from prover.gate.candidate import Candidate, Submission, whole
from prover.gate.certificate import Certificate, Refusal
from prover.gate.gate import NOTHING_ADDED, certify
from prover.lean.checker import Conditions
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.problem import Problem
from prover.words.times import TimeLimits

SECONDS = 300.0  # nobody waits for it unless something is wrong


async def certified(
    toolchain: Toolchain, problem: Problem, submission: Submission, seconds: float = SECONDS
) -> Certificate | Refusal:
    return await judged(toolchain, submission.into(problem), seconds=seconds)


async def compared(
    toolchain: Toolchain,
    problem: Problem,
    result: str,
    conditions: Conditions = NOTHING_ADDED,
    target: str | None = None,
) -> Certificate | Refusal:
    """Of a problem with one theorem that is open, or of the one called `target`."""
    return await judged(toolchain, whole(problem, result, problem.targets(target)), conditions)


async def judged(
    toolchain: Toolchain, candidate: Candidate, conditions: Conditions = NOTHING_ADDED, seconds: float = SECONDS
) -> Certificate | Refusal:
    [found] = await certify(replace(toolchain, times=TimeLimits(gate=seconds)), candidate, conditions)
    return found

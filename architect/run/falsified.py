"""What a disproof shows a person: the values by which the theorem is false. No more than words come of it."""

import asyncio
from contextlib import suppress
from dataclasses import replace

from architect.run.asked import Assignment
from architect.run.result import Result
from prover.lean.live.pool import Pool
from prover.methods.counterexample import counterexample
from prover.methods.refutation import DECIDE
from prover.text.place import Place
from prover.words.errors import LeanFailed
from prover.words.outcome import Disproved
from prover.words.shown import in_one_line

SECONDS = 3.0  # of what is left, for one theorem
LEAST = 1.0  # seconds, though nothing is left: a disproof that came last is shown like any other


async def with_values(pool: Pool, asked: Assignment, result: Result, left: float) -> Result:
    """The result with its counterexample, where its disproof names values and a live Lean prints them in time."""
    if not isinstance(result.outcome, Disproved) or result.certificate is None:
        return result
    [target] = [target for target in asked.targets if target.name == result.theorem]
    obligation = Place(asked.problem, target, {}).bare
    with suppress(TimeoutError, LeanFailed):  # the proof of the negation is there all the same
        async with asyncio.timeout(min(max(left, LEAST), SECONDS)), pool.session(obligation.header) as lean:
            return replace(result, counterexample=await counterexample(lean, obligation, result.outcome.fills[0]))
    return result


def why_false(result: Result) -> str:
    """By which values a theorem that was disproved is false, in a line, where some are known; else that it is."""
    fills = result.outcome.fills if isinstance(result.outcome, Disproved) else ()
    values = ", ".join(f"{name} = {value}" for name, value in result.counterexample.items())
    how = "decides it" if any(fill.endswith(DECIDE) for fill in fills) else "proves its negation"
    return in_one_line(f"counterexample: {values}" if values else f"it is false: Lean {how}")

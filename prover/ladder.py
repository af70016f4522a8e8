"""The ladder of methods, cheapest first; the first to settle the obligation ends it, and each says what it cost.

A method proposes, the judge decides. Without a model the ladder is shorter, and its lower rungs are the same.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from prover.budget import Budget
from prover.lean.pool import Pool
from prover.obligation import (
    Attempt,
    Blame,
    Broken,
    Diagnosis,
    Disproved,
    Obligation,
    Outcome,
    OutOfBudget,
    Proved,
    Unproved,
)
from prover.tools.judge import Judge

SHARE = 0.5  # of the time that is left, for each method but the last


@dataclass
class Task:
    """One obligation to climb for; ``attempts`` is what each method did."""

    pool: Pool
    obligation: Obligation
    judge: Judge
    budget: Budget
    attempts: list[Attempt] = field(default_factory=list)


class Method(Protocol):
    """One rung. Raises what Lean raises when it is not there; everything else is an outcome."""

    async def run(self, task: Task) -> Outcome: ...


async def climb(methods: Sequence[Method], task: Task) -> Outcome:
    """The outcome of the first method that settles the obligation, else of the one that says most; in time."""
    outcome: Outcome = Unproved(Diagnosis(Blame.UNKNOWN, "no method was tried"))
    for method in methods:
        left = task.budget.left("seconds", wrap_up=True)
        if left <= 0:
            break
        seconds = left if method is methods[-1] else left * SHARE
        found = await _in_time(method, task, seconds)
        if isinstance(found, Proved | Disproved):
            return found
        outcome = _most_telling(outcome, found)
    return outcome


async def _in_time(method: Method, task: Task, seconds: float) -> Outcome:
    try:
        async with asyncio.timeout(seconds if seconds != float("inf") else None) as deadline:
            return await method.run(task)
    except TimeoutError:
        if not deadline.expired():
            raise
        words = "the time for searching was over"
        return OutOfBudget("seconds", task.budget.limits.seconds or seconds, Diagnosis(Blame.UNKNOWN, words))


def _most_telling(first: Outcome, second: Outcome) -> Outcome:
    """The later of two failures, unless only the earlier names what is to blame."""
    named = diagnosis_of(first).blame is not Blame.UNKNOWN and diagnosis_of(second).blame is Blame.UNKNOWN
    return first if named else second


def diagnosis_of(outcome: Outcome) -> Diagnosis:
    """What a failure says of its cause; of a success, nothing."""
    match outcome:
        case Unproved(diagnosis, _) | OutOfBudget(_, _, diagnosis):
            return diagnosis
        case Broken(reason):
            return Diagnosis(Blame.UNKNOWN, reason)
        case _:
            return Diagnosis(Blame.UNKNOWN, "")

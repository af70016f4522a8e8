"""The ladder of methods, cheapest first; the first to settle the obligation ends it, and each says what it cost.

A method proposes, the judge decides. Without a model the ladder is shorter, and its lower rungs are the same.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

from prover.lean.live.pool import Pool
from prover.words.budget import Budget
from prover.words.judge import Judge
from prover.words.obligation import Obligation
from prover.words.outcome import Attempt, Blame, Broken, Diagnosis, Disproved, Outcome, OutOfBudget, Proved, Unproved
from prover.words.verdict import Died

SHARE = 0.5  # of the time that is left, for each method but the last
TIME_OVER = Diagnosis(Blame.UNKNOWN, "the time for searching was over")
NOT_TRIED = Unproved(Diagnosis(Blame.UNKNOWN, "no method was tried"))


@dataclass
class Task:
    """One obligation to climb for; ``attempts`` is what each method did.

    Once it is ``unwanted`` (that future done) nothing more is begun than what is being judged.
    """

    pool: Pool
    obligation: Obligation
    judge: Judge[Any]
    budget: Budget
    attempts: list[Attempt] = field(default_factory=list)
    unwanted: "asyncio.Future[None]" = field(default_factory=lambda: asyncio.get_running_loop().create_future())


class Method(Protocol):
    """One rung. Raises what Lean raises when it is not there, and `Died` says that Lean died before anything was tried.

    Everything else is an outcome.
    """

    async def run(self, task: Task) -> Outcome | Died: ...


async def climb(methods: Sequence[Method], task: Task) -> Outcome:
    """The outcome of the first method that settles the obligation, else of the one that says most; in time.

    Only a judgement that has begun may pass the time that is left. Where Lean died that says nothing of the obligation,
    and is the outcome only if no method says more. What the judge raises is raised.
    """
    outcome: Outcome = NOT_TRIED
    try:
        for method in methods:
            left = task.budget.left("seconds", wrap_up=True)
            if left <= 0 or task.unwanted.done():
                break
            seconds = left if method is methods[-1] else left * SHARE
            found: Outcome | Died = OutOfBudget("seconds", task.budget.limits.seconds or seconds, TIME_OVER)
            async with _time_for(task, seconds):
                found = await method.run(task)
            if not isinstance(found, Proved | Disproved):
                found = await task.judge.word() or found
            match found:
                case Proved() | Disproved():
                    return found
                case Died(why) if outcome is NOT_TRIED:
                    outcome = Broken(f"Lean did not survive what was tried: {why}")
                case Died():
                    pass
                case _:
                    outcome = _most_telling(outcome, found)
    finally:
        await task.judge.close()
    return outcome


@asynccontextmanager
async def _time_for(task: Task, seconds: float) -> AsyncIterator[None]:
    """What goes on longer than so many seconds, or when the task is not wanted any more, is ended without an error."""
    loop, over = asyncio.get_running_loop(), False

    def end(_: "asyncio.Future[None]") -> None:
        if not over and not deadline.expired():
            deadline.reschedule(loop.time())

    try:
        async with asyncio.timeout(seconds if seconds != float("inf") else None) as deadline:
            task.unwanted.add_done_callback(end)
            try:
                yield
            finally:
                over = True  # the callback may be on its way already
                task.unwanted.remove_done_callback(end)
    except TimeoutError:
        if not deadline.expired():
            raise


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

"""The ladder of methods, cheapest first; the first to settle the obligation ends it, and each says what it cost.

A method proposes, the judge decides. Without a model the ladder is shorter, and its lower rungs are the same. The
ladder owns the judgements: one that was begun goes on to its end, whatever becomes of the method that asked for it.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from prover.lean.live.pool import Pool
from prover.words.budget import Budget
from prover.words.judge import Judge
from prover.words.obligation import Obligation
from prover.words.outcome import Attempt, Blame, Broken, Diagnosis, Disproved, Outcome, OutOfBudget, Proved, Unproved
from prover.words.tasks import task_group
from prover.words.verdict import Died

SHARE = 0.5  # of the time that is left, for each method but the last
MAX_REFUSALS = 8  # so many in a row have a reason that another script will not change
NOT_TRIED = Unproved(Diagnosis(Blame.UNKNOWN, "no method was tried"))


@dataclass
class Task:
    """One obligation to climb for; ``attempts`` is what each method did.

    Once it is ``unwanted`` (that future done) nothing more is begun than what is being judged.
    """

    pool: Pool
    obligation: Obligation
    judge: Judge
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
    async with task_group() as group:
        court = _Court(task.judge, group)
        try:
            return await _climb(methods, replace(task, judge=court), court)
        finally:
            court.close()


async def _climb(methods: Sequence[Method], task: Task, court: "_Court") -> Outcome:
    outcome: Outcome = NOT_TRIED
    for method in methods:
        left = task.budget.left("seconds", wrap_up=True)
        if left <= 0 or task.unwanted.done():
            break
        found = await _in_time(method, task, left if method is methods[-1] else left * SHARE)
        if not isinstance(found, Proved | Disproved):
            found = await court.word() or found
        match found:
            case Proved() | Disproved():
                return found
            case Died(why) if outcome is NOT_TRIED:
                outcome = Broken(f"Lean did not survive what was tried: {why}")
            case Died():
                pass
            case _:
                outcome = _most_telling(outcome, found)
    return outcome


async def _in_time(method: Method, task: Task, seconds: float) -> Outcome | Died:
    loop, over = asyncio.get_running_loop(), False

    def end(_: "asyncio.Future[None]") -> None:
        if not over and not deadline.expired():
            deadline.reschedule(loop.time())

    try:
        async with asyncio.timeout(seconds if seconds != float("inf") else None) as deadline:
            task.unwanted.add_done_callback(end)
            try:
                return await method.run(task)
            finally:
                over = True  # the callback may be on its way already
                task.unwanted.remove_done_callback(end)
    except TimeoutError:
        if not deadline.expired():
            raise
        words = "the time for searching was over"
        return OutOfBudget("seconds", task.budget.limits.seconds or seconds, Diagnosis(Blame.UNKNOWN, words))


class _Court:
    """The judge as methods see it: a judgement is a task of the ladder's, and outlives the method that waits for it."""

    def __init__(self, judge: Judge, group: asyncio.TaskGroup) -> None:
        self._judge, self._group = judge, group
        self._begun: dict[asyncio.Task[str | None], Proved | Disproved] = {}

    async def proof(self, fills: tuple[str, ...]) -> str | None:
        return await self._judged(self._judge.proof(fills), Proved(fills))

    async def disproof(self, fills: tuple[str, ...]) -> str | None:
        return await self._judged(self._judge.disproof(fills), Disproved(fills))

    async def _judged(self, judgement: Coroutine[Any, Any, str | None], said: Proved | Disproved) -> str | None:
        task = self._group.create_task(judgement)
        self._begun[task] = said
        return await asyncio.shield(task)

    async def word(self) -> Proved | Disproved | None:
        """What was certified, once the judgements that were begun are over."""
        for task, said in self._begun.items():
            if await asyncio.shield(task) is None:
                return said
        self._begun.clear()
        return None

    def close(self) -> None:
        """End the judgements that nobody waits for any more."""
        for task in self._begun:
            task.cancel()


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


async def first_certified(
    proposals: AsyncGenerator[tuple[str, ...] | Died, None], task: Task, goals: Callable[[], tuple[str, ...]]
) -> Outcome | Died:
    """What comes of the fills that a method finds, when the judge takes the first that it can.

    ``goals`` says at the end what was to be shown.
    """
    refusals = 0
    async with aclosing(proposals):
        async for proposal in proposals:
            if isinstance(proposal, Died):
                return proposal
            if await task.judge.proof(proposal) is None:
                return Proved(proposal)
            if (refusals := refusals + 1) == MAX_REFUSALS:
                return Unproved(Diagnosis(Blame.UNKNOWN, "the gate refuses whatever Lean accepts here"), goals())
    return Unproved(Diagnosis(Blame.UNKNOWN, "no script that was tried closes it"), goals())

"""The ladder of methods, cheapest first; the first to settle the obligation ends it, and each says what it cost.

A method proposes, the judge decides. Without a model the ladder is shorter, and its lower rungs are the same. How long
each rung takes is measured (`prover/methods/chosen.py`), and here only a number.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from prover.agent.tools.bench import Partial
from prover.lean.live.pool import Pool
from prover.llm.transcript import Transcribing, untold
from prover.methods.at_work import AtWork
from prover.words.budget import Budget
from prover.words.judge import Judge
from prover.words.obligation import Obligation
from prover.words.outcome import Attempt, Blame, Broken, Diagnosis, Disproved, Outcome, OutOfBudget, Proved, Unproved
from prover.words.tasks import task_group
from prover.words.verdict import Died

TIME_OVER = Diagnosis(Blame.UNKNOWN, "the time for searching was over")
NOT_TRIED = Unproved(Diagnosis(Blame.UNKNOWN, "no method was tried"))


@dataclass
class Task:
    """One obligation to climb for; ``attempts`` is what each method did.

    Once it is ``unwanted`` (that future done) nothing more is begun than what is being judged. The rung that is climbed
    ends at ``until`` (of `time.monotonic`); ``cut_off`` says that one ended before what stands on it had. ``at_work``
    has those methods that are, ``transcribing`` writes down what a model and they say to each other.
    ``best`` is the proof of a model that came nearest.
    """

    pool: Pool
    obligation: Obligation
    judge: Judge[Any]
    budget: Budget
    attempts: list[Attempt] = field(default_factory=list)
    unwanted: "asyncio.Future[None]" = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    until: float = float("inf")
    rung: asyncio.Timeout | None = None
    cut_off: bool = False
    at_work: AtWork = field(default_factory=AtWork)
    transcribing: Transcribing = untold
    best: Partial | None = None

    def left(self) -> float:
        """Seconds that are left of the task's time and of the rung's."""
        return min(self.budget.left("seconds", wrap_up=True), self.until - time.monotonic())

    def prolonged(self, seconds: float) -> float:
        """Seconds that are left once the rung ends no sooner than in ``seconds``, as far as the task has them.

        For what is not search any more: a proof that was found, and is not written down yet. A rung is prolonged once:
        where the judge refuses what is found, it would not end.
        """
        more = min(self.budget.left("seconds", wrap_up=True), seconds)
        if self.rung is not None and not self.rung.expired() and not self.unwanted.done() and more > self.left():
            self.until = time.monotonic() + more
            self.rung.reschedule(asyncio.get_running_loop().time() + more)
            self.rung = None
        return self.left()


class Method(Protocol):
    """One rung. Raises what Lean raises when it is not there, and `Died` says that Lean died before anything was tried.

    Everything else is an outcome. As long as it goes on, it stands in the task's ``at_work`` by its name.
    """

    async def run(self, task: Task) -> Outcome | Died: ...


@dataclass(frozen=True)
class Rung:
    """Methods that begin at once, in this order; the first to settle the obligation ends the others.

    ``seconds`` are enough for them; None is an equal share of the time. ``kept`` is the part of the time that those
    before leave them, however little there is.
    """

    methods: tuple[Method, ...]
    seconds: float | None = None
    kept: float = 0.0


Ladder = Sequence[Method | Rung]  # a method is a rung of its own


def beside(methods: Sequence[Method], ladder: Ladder) -> list[Method | Rung]:
    """The ladder with more methods on its lowest rung, that begin first."""
    if not ladder or not methods:
        return [*ladder] or [Rung((*methods,))] if methods else [*ladder]
    lowest = _rung(ladder[0])
    return [replace(lowest, methods=(*methods, *lowest.methods)), *ladder[1:]]


async def climb(ladder: Ladder, task: Task) -> Outcome:
    """The outcome of the first method that settles the obligation, else of the one that says most; in time.

    The last rung may take all that is left, each other one what it needs where the later ones keep their part, or all
    where the next one would have too little.
    Only a judgement that has begun may pass the time that is left. Where Lean died that says nothing of the obligation,
    and is the outcome only if no method says more. What the judge raises is raised.
    """
    outcome: Outcome = NOT_TRIED
    rungs, whole = [_rung(step) for step in ladder], task.budget.left("seconds", wrap_up=True)
    try:
        for place, rung in enumerate(rungs):
            left = task.budget.left("seconds", wrap_up=True)
            if left <= 0 or task.unwanted.done():
                break
            found: Outcome | Died = OutOfBudget("seconds", task.budget.limits.seconds or left, TIME_OVER)
            seconds = seconds_of(rungs[place:], left, whole)
            if seconds <= 0:  # others keep what is left
                task.cut_off = True
                continue
            async with _time_for(task, seconds):
                found = await _first_settled([method.run(task) for method in rung.methods])
            task.cut_off |= isinstance(found, OutOfBudget)
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


def _rung(step: Method | Rung) -> Rung:
    return step if isinstance(step, Rung) else Rung((step,))


def seconds_of(rungs: Sequence[Rung], left: float, whole: float) -> float:
    """What the first of these rungs may take of the seconds that are left of the ``whole`` time of all."""
    first, others = rungs[0], rungs[1:]
    if not others or left == float("inf"):
        return left if not others else first.seconds or left
    if first.seconds is None:
        return left / len(rungs)
    kept = max(rung.kept for rung in others)
    left = left * (1 - kept) if first.kept else left - whole * kept
    # What would have less than half of its time is not worth the turn of what has begun.
    return first.seconds if left - first.seconds >= (others[0].seconds or 0.0) / 2 else left


async def _first_settled(methods: Sequence[Coroutine[Any, Any, Outcome | Died]]) -> Outcome | Died:
    """What the first method says that settles it, with the others ended; else what says most of all."""
    if len(methods) == 1:
        return await methods[0]
    said: Outcome | Died = NOT_TRIED
    async with task_group() as group:
        running = {group.create_task(method) for method in methods}
        while running and not isinstance(said, Proved | Disproved):
            done, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
            for found in (task.result() for task in done if not task.cancelled() and task.exception() is None):
                said = found if isinstance(found, Proved | Disproved) else _more_telling(said, found)
        for task in running:
            task.cancel()
    return said


def _more_telling(first: Outcome | Died, second: Outcome | Died) -> Outcome | Died:
    """What says more of the obligation; that Lean died says nothing of it."""
    if isinstance(second, Died):
        return second if first is NOT_TRIED else first
    return second if isinstance(first, Died) else _most_telling(first, second)


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
            task.until, task.rung = time.monotonic() + seconds, deadline
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

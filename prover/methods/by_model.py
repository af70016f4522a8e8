"""The rung of a language model: several attempts at a time, the first certified one ends the others."""

import asyncio
import time
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from prover.agent.loop import Loop
from prover.agent.tools.bench import Bench, better
from prover.agent.tools.explore import GiveUpProving, GoalAt, LeanCheck
from prover.agent.tools.search import Search
from prover.agent.tools.submit import SubmitDisproof, SubmitProof
from prover.agent.tools.tool import Tool, Toolbox
from prover.agent.whole_proof import WholeProof
from prover.lean.search.premises import Index
from prover.llm.asking import PaidModel
from prover.llm.model import Model
from prover.methods.briefing import first_message, with_gap, world
from prover.methods.ladder import Task, diagnosis_of
from prover.words.budget import Budget, Limits
from prover.words.errors import ModelFailed
from prover.words.outcome import (
    Attempt,
    Blame,
    Broken,
    Disproved,
    Outcome,
    OutOfBudget,
    Proved,
    Unproved,
    worth_keeping,
)
from prover.words.tasks import task_group
from prover.words.templates import Prompts

if TYPE_CHECKING:
    from prover.lean.search.remote import Service


@dataclass(frozen=True)
class ByModel:
    """A language model: ``samples`` attempts, ``at_once`` of them at a time; the first certified one ends the others.

    ``turns`` bounds each attempt. With ``corrections`` it writes whole proofs and corrects them so often; with None it
    works with tools, of which `search` also asks the services that ``remote`` names. Of what the task may take it takes
    a ``share``, where others come behind it.
    """

    model: Model
    prompts: Prompts
    index: Index | None
    turns: int
    samples: int = 1
    at_once: int = 1
    corrections: int | None = None
    remote: tuple[str, ...] = ()
    share: float = 1.0
    of: str = ""

    @property
    def _name(self) -> str:
        return f"model: {self.model.card.name}{self.of}"

    async def run(self, task: Task) -> Outcome:
        seats = asyncio.Semaphore(self.at_once)
        budget = task.budget if self.share == 1 else task.budget.share(self.share, task.budget.left("seconds"))

        async def attempt() -> Outcome:
            async with seats:
                return await self._attempt(task, budget)

        try:
            with task.at_work.named(self._name):
                return await first_settled([attempt() for _ in range(self.samples)])
        except ModelFailed as failure:
            return Broken(str(failure))

    async def _attempt(self, task: Task, whole: Budget) -> Outcome:
        began = time.monotonic()
        budget = whole.part(Limits(turns=self.turns))
        bench = Bench(task.pool, task.obligation, task.judge)
        transcript = task.transcribing(self._name)
        model = PaidModel(self.model, budget, transcript=transcript)
        outcome: Outcome | None = None
        try:
            outcome = await self._outcome(task, bench, model)
        finally:
            # Where it is cut off while the judge is at work, what it found is not lost (prover/methods/ladder.py).
            succeeded = isinstance(outcome, Proved | Disproved) or bench.judging
            took = time.monotonic() - began
            task.best = better(bench.best, task.best)
            heard = worth_keeping(bench.heard)
            task.attempts.append(
                Attempt(self._name, 0, bench.checks, took, succeeded, budget.spent, heard, transcript.name)
            )
        if isinstance(outcome, OutOfBudget) and outcome.what not in Limits.model_fields:
            # Of its role: more of the run's budget would not help.
            words = f"the limit of {outcome.allowed:g} {outcome.what} is reached\n{outcome.diagnosis.words}"
            return Unproved(replace(outcome.diagnosis, words=words.rstrip()))
        return outcome

    async def _outcome(self, task: Task, bench: Bench, model: PaidModel) -> Outcome:
        if self.corrections is not None:
            return await WholeProof(model, self.prompts, bench, self.corrections).run()
        search = Search(task.pool, task.obligation, self.index, self._services())
        tools: list[Tool] = [
            LeanCheck(bench),
            SubmitProof(bench),
            SubmitDisproof(bench),
            GoalAt(bench),
            search,
            GiveUpProving(),
        ]
        first = await first_message(self.prompts, task, bench, search)
        around = world(self.prompts, task.pool, task.obligation.header, indexed=self.index is not None)
        outcome = await Loop(model, self.prompts, bench, Toolbox(tools, self.prompts), first, around).run()
        if isinstance(outcome, Unproved | OutOfBudget):
            return replace(outcome, diagnosis=with_gap(self.prompts, outcome.diagnosis, bench))
        return outcome

    def _services(self) -> "list[Service]":
        if not self.remote:
            return []
        from prover.lean.search.remote import services  # it brings a library for HTTP

        return [services()[name] for name in self.remote]


async def first_settled(attempts: Sequence[Coroutine[Any, Any, Outcome]]) -> Outcome:
    """The first outcome that settles it, with the other attempts cancelled; else the most telling of all.

    Raises what an attempt raises when no other could say anything.
    """
    done: asyncio.Queue[Outcome | ModelFailed] = asyncio.Queue()

    async def report(attempt: Coroutine[Any, Any, Outcome]) -> None:
        try:
            done.put_nowait(await attempt)
        except ModelFailed as failure:
            done.put_nowait(failure)

    heard: list[Outcome | ModelFailed] = []
    async with task_group() as group:
        tasks = [group.create_task(report(attempt)) for attempt in attempts]
        while len(heard) < len(tasks):
            heard.append(await done.get())
            if isinstance(heard[-1], Proved | Disproved):
                for task in tasks:
                    task.cancel()
                break
    if isinstance(heard[-1], Proved | Disproved):
        return heard[-1]
    outcomes = [o for o in heard if not isinstance(o, ModelFailed)]
    if not outcomes:
        raise next(o for o in heard if isinstance(o, ModelFailed))
    return max(outcomes, key=lambda o: (diagnosis_of(o).blame is not Blame.UNKNOWN, len(diagnosis_of(o).words)))

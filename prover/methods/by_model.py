"""The rung of a language model: several attempts at a time, the first certified one ends the others."""

import asyncio
import time
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from prover.agent.distil import SHARE as DISTILLING
from prover.agent.distil import Distilled, Distilling, Established
from prover.agent.loop import Loop
from prover.agent.tools.bench import Bench, better
from prover.agent.tools.explore import GiveUpProving, LeanCheck
from prover.agent.tools.search import Search
from prover.agent.tools.submit import SubmitDisproof, SubmitProof
from prover.agent.tools.tool import Tool, Toolbox
from prover.agent.whole_proof import WholeProof
from prover.lean.search.premises import Index
from prover.llm.asking import PaidModel
from prover.llm.model import Model
from prover.llm.roles import with_share
from prover.methods.briefing import before, first_message, in_words, with_gap, world
from prover.methods.ladder import NOT_TRIED, Task, diagnosis_of
from prover.methods.recalling import Recall
from prover.methods.samples import Sample, samples_of, share_of
from prover.words.budget import LEAST_SHARE, Budget, Limits
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
from prover.words.plain import limit_in_words
from prover.words.tasks import task_group
from prover.words.templates import Prompts

if TYPE_CHECKING:
    from prover.lean.search.remote import Service


@dataclass(frozen=True)
class ByModel:
    """A language model: ``samples`` attempts, ``at_once`` of them at a time; the first certified one ends the others.

    Later ones are asked for another route, at ``later_temperature`` at least. One at a time, each has an equal part of
    what is left; with ``distill`` there is one more when all have failed, which goes on from what they established.

    ``turns`` bounds each attempt. With ``corrections`` it writes whole proofs and corrects them so often; with None it
    works with tools, of which `search` also asks the services that ``remote`` names. Of what the task may take it takes
    a ``share``, where others come behind it. It is told what the ``handbook`` has for the statement.
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
    later_temperature: float = 0.0
    distill: bool = False
    handbook: Recall = field(default_factory=Recall)

    @property
    def _name(self) -> str:
        return f"model: {self.model.card.name}"

    async def run(self, task: Task) -> Outcome:
        budget = task.budget if self.share == 1 else task.budget.share(self.share, task.budget.left("seconds"))
        samples = [*samples_of(self.prompts, self.samples, self.later_temperature)]
        attempts = self.samples + self.distill

        def part(fraction: float) -> tuple[Budget, Model]:
            return share_of(task, budget, fraction), with_share(self.model, fraction)

        for_all = part(self.samples / attempts)
        seats, settled = asyncio.Semaphore(self.at_once), False

        async def attempt(sample: Sample) -> Outcome:
            nonlocal settled
            async with seats:
                if settled:  # it would be cancelled, and may have asked something before
                    return NOT_TRIED
                own = part(1 / (attempts - sample.number)) if self.at_once == 1 else for_all
                outcome = await self._attempt(task, *own, sample)
                settled = settled or isinstance(outcome, Proved | Disproved)
                return outcome

        try:
            with task.at_work.named(self._name):
                outcome = await first_settled([attempt(sample) for sample in samples])
                if not self.distill or isinstance(outcome, Proved | Disproved):
                    return outcome
                return await self._once_more(task, budget, samples, outcome)
        except ModelFailed as failure:
            return Broken(str(failure))

    async def _once_more(self, task: Task, budget: Budget, samples: Sequence[Sample], failed: Outcome) -> Outcome:
        """What comes of an attempt that goes on from those that ``failed``."""
        earlier = tuple(sample.came_to for sample in samples if sample.came_to is not None)
        last = Sample(len(samples), earlier=earlier)
        try:
            found = await self._attempt(task, budget, self.model, last)
        except ModelFailed as failure:
            return with_note(failed, f"the attempt that was to go on from these failed: {failure}")
        if isinstance(found, Proved | Disproved):
            return found
        told = most_telling([failed, found])
        return with_note(told, f"distilling was cut short: {last.fault}") if last.fault else told

    async def _attempt(self, task: Task, whole: Budget, asked: Model, sample: Sample) -> Outcome:
        began = time.monotonic()
        budget = whole.part(Limits())
        bench = Bench(task.pool, task.obligation, task.judge)
        transcript = task.transcribing(self._name)
        recalled = await self.handbook.told(task.obligation.statement)
        outcome: Outcome | None = None
        try:
            told = [sample.route] if sample.route else []
            if sample.earlier:
                distilled = await self._distilled(task, budget, asked, sample.earlier)
                task.best = distilled.best or task.best
                told, sample.fault = [distilled.words], distilled.fault
            paid = budget.part(Limits(turns=self.turns))
            model = PaidModel(asked, paid, transcript=transcript, temperature=sample.temperature)
            outcome = await self._outcome(task, bench, model, told, recalled.text)
        finally:
            # Where it is cut off while the judge is at work, what it found is not lost (prover/methods/ladder.py).
            succeeded = isinstance(outcome, Proved | Disproved) or bench.judging
            took = time.monotonic() - began
            task.best = better(bench.best, task.best)
            heard = worth_keeping(bench.heard)
            reason = diagnosis_of(outcome).words if outcome is not None else ""
            sample.came_to = Established(bench.lemmas, bench.best, reason)
            task.attempts.append(
                Attempt(
                    self._name, 0, bench.checks, took, succeeded, budget.spent, heard, transcript.name, recalled.names
                )
            )
        if self.corrections is None and isinstance(outcome, Unproved | OutOfBudget):
            outcome = replace(outcome, diagnosis=with_gap(self.prompts, outcome.diagnosis, bench))
        if isinstance(outcome, OutOfBudget) and outcome.what not in Limits.model_fields:
            # Of its role: more of the run's budget would not help.
            words = f"{limit_in_words(outcome.allowed, outcome.what)} is reached\n{outcome.diagnosis.words}"
            return Unproved(replace(outcome.diagnosis, words=words.rstrip()))
        return outcome

    async def _distilled(self, task: Task, budget: Budget, asked: Model, earlier: Sequence[Established]) -> Distilled:
        transcript = task.transcribing(f"{self._name}, distilling")
        part = budget.share(DISTILLING, LEAST_SHARE)
        model = PaidModel(with_share(asked, DISTILLING), part, transcript=transcript)
        return await Distilling(model, self.prompts, task.obligation.statement).run(earlier)

    async def _outcome(self, task: Task, bench: Bench, model: PaidModel, told: Sequence[str], recalled: str) -> Outcome:
        """What came of it, beside the usual words ``told`` these, and what was ``recalled`` of the handbook."""
        if self.corrections is not None:
            before_it = [*before(self.prompts, task), *told] if told else []
            known = "\n".join(filter(None, [*in_words(self.prompts, task.obligation), *before_it, recalled]))
            return await WholeProof(model, self.prompts, bench, self.corrections, known).run()
        search = Search(task.pool, task.obligation, self.index, self._services())
        tools: list[Tool] = [
            LeanCheck(bench),
            SubmitProof(bench),
            SubmitDisproof(bench),
            search,
            GiveUpProving(),
        ]
        more = [*told, recalled] if recalled else told
        first = await first_message(self.prompts, task, bench, search, more)
        around = world(self.prompts, task.pool, task.obligation.header, indexed=self.index is not None)
        return await Loop(model, self.prompts, bench, Toolbox(tools, self.prompts), first, around).run()

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
    return most_telling(outcomes)


def most_telling(outcomes: Sequence[Outcome]) -> Outcome:
    """The failure that names what is to blame and says most, the first of several."""
    return max(outcomes, key=lambda o: (diagnosis_of(o).blame is not Blame.UNKNOWN, len(diagnosis_of(o).words)))


def with_note(outcome: Outcome, note: str) -> Outcome:
    """A failure with something more in its diagnosis."""
    if not isinstance(outcome, Unproved | OutOfBudget):
        return outcome
    words = f"{outcome.diagnosis.words}\n\n{note}".strip()
    return replace(outcome, diagnosis=replace(outcome.diagnosis, words=words))

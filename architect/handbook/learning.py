"""What a run leaves in the handbook, once its result is delivered: one question to a model, paid from what is left.

Whatever fails here is said, and harms nothing.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from architect.campaign.events import Record
from architect.handbook.drawing import drawn
from architect.handbook.evidence import evidence_of
from architect.handbook.folder import Put, add_new, read_handbook
from architect.run.asked import Equipment
from architect.run.events import HandbookLearnt, RunEvent
from architect.run.result import Report
from prover.agent.well_formed import Malformed
from prover.llm.asking import PaidModel
from prover.words.budget import NOTHING_SPENT, Budget, Limits, Spent
from prover.words.errors import ArchitectError

MOST_SECONDS = 120.0  # nobody waits longer for what is no part of the result


@dataclass(frozen=True)
class Lesson:
    """What was learnt: what became of each behaviour that was drawn, ``why`` none was, and what it ``spent``."""

    done: tuple[Put, ...] = ()
    why: str = ""
    spent: Spent = NOTHING_SPENT

    @property
    def kept(self) -> tuple[str, ...]:
        return tuple(put.name for put in self.done if not put.why)


@dataclass(frozen=True)
class Learner:
    """Draws behaviours from a run of this name, into the ``folder`` of a handbook; the ``keys`` are never written."""

    equipment: Equipment
    record: Record[RunEvent]
    folder: Path
    run: str
    keys: tuple[str, ...] = field(default=(), repr=False)

    async def learn(self, report: Report, events: Sequence[RunEvent], before: Spent) -> Lesson:
        """What is learnt from a run; ``events`` are those of its journal, ``before`` is what it had spent earlier.

        It raises nothing that a model, a limit or a disk is to blame for.
        """
        if report.spent.turns == before.turns:
            return Lesson(why="no model was asked")
        limits = self.equipment.settings.limits
        left = MOST_SECONDS if limits.seconds is None else min(limits.seconds - report.seconds, MOST_SECONDS)
        if left <= 0:
            return Lesson(why="the run had all of its time")
        budget = Budget(limits, spent=report.spent).part(Limits(seconds=left))
        try:
            lesson = await self._drawn(report, events, budget)
        except (ArchitectError, OSError) as failure:
            lesson = Lesson(why=str(failure))
        lesson = replace(lesson, spent=budget.spent)
        try:
            whole = report.spent + budget.spent
            learnt = HandbookLearnt(target=report.results[0].theorem, spent=whole, behaviours=lesson.kept)
            await self.record.write(learnt)
        except OSError as failure:
            lesson = replace(lesson, why=f"{lesson.why}; it could not be recorded: {failure}".lstrip("; "))
        return lesson

    async def _drawn(self, report: Report, events: Sequence[RunEvent], budget: Budget) -> Lesson:
        models, theorem = self.equipment.models.begun(report.spent), report.results[0].theorem
        who = models.planner or models.provers[0]
        transcript = self.equipment.conversations.at(theorem)(f"handbook: {who.model.card.name}")
        model = PaidModel(who.model, budget, transcript=transcript)
        known = [behaviour.name for behaviour in (await asyncio.to_thread(read_handbook, self.folder)).behaviours]
        source = f"{', '.join(result.theorem for result in report.results)}, run {self.run}"
        found = await drawn(model, self.equipment.prompts, evidence_of(report, events), known, source, self.keys)
        if isinstance(found, Malformed):
            return Lesson(why=f"what {model.name} noted cannot be taken: {found.words}")
        if not found:
            return Lesson(why=f"{model.name} found nothing new")
        return Lesson(tuple(await asyncio.to_thread(add_new, self.folder, found)))

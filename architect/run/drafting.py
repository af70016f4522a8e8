"""The first blueprint of one theorem, drawn by whoever plans in a run, and nothing proved; it keeps no record."""

import asyncio
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass, replace

from architect.blueprint.graph import Blueprint
from architect.blueprint.proofs import ProofCache
from architect.campaign.past import Past
from architect.campaign.workers import LeanWorkers
from architect.planning.planner import Refuted
from architect.run.asked import SILENT, Assignment, Equipment, Listener
from architect.run.planned import informal_for, means_for
from architect.run.record import History, Unrecorded
from architect.run.work import index_for
from architect.run.workshop import Workshop
from prover.gate.examine import examine
from prover.lean.zygotes import keeping_zygotes
from prover.methods.refutation import BySmallCases
from prover.words.budget import Budget, Spent
from prover.words.errors import BadInput

ALONE = "nothing to split it into was found"
FALSE = "the planner found it false, and no gate was asked"


@dataclass(frozen=True)
class FirstDraft:
    """The ``blueprint`` of a ``theorem``, which Lean has read; where there is none, ``why`` says so in a line."""

    theorem: str
    blueprint: Blueprint | None
    why: str
    spent: Spent


async def first_draft(
    asked: Assignment, opening: AbstractAsyncContextManager[Equipment], listener: Listener = SILENT
) -> FirstDraft:
    """Ask the model, where there is one, or the planner that needs none, within the time of the settings.

    What is worked with is opened here, and closed whatever happens. Raises `BadInput` where the file has several
    theorems, or Lean does not accept it, and `LeanFailed`.
    """
    async with opening as equipment, keeping_zygotes(), AsyncExitStack() as owned:
        examined = await examine(equipment.toolchain, asked.problem, asked.targets)
        for warning in examined.warnings:
            listener.tell(f"warning: {warning}")
        there = examined.provable
        if len(there.asked) != 1:
            names = ", ".join(target.name for target in there.asked)
            raise BadInput(f"{asked.problem.path}: a blueprint is of one theorem: say which of {names}")
        asked = replace(asked, problem=there.problem, targets=there.asked)
        budget = Budget(equipment.settings.limits)
        equipment = replace(equipment, models=equipment.models.begun())
        index = await index_for(equipment, budget, listener, owned) if equipment.models.all else None
        workshop = Workshop(asked, equipment, History(Unrecorded(), (), budget), listener, index)
        try:
            async with asyncio.timeout(equipment.settings.limits.seconds) as deadline:
                blueprint, why = await _drafted(workshop, budget)
        except TimeoutError:
            if not deadline.expired():
                raise
            blueprint, why = None, "the time was over"
        return FirstDraft(asked.targets[0].name, blueprint, why, budget.spent)


async def _drafted(workshop: Workshop, budget: Budget) -> tuple[Blueprint | None, str]:
    """A blueprint, and what there is to say of it."""
    place = await workshop.place_of(workshop.asked.targets[0], budget.left("seconds"))
    workshop.listener.tell(f"planning {place.name}")
    informal = informal_for(workshop, place, Past())
    cache = ProofCache(workshop.equipment.proofs)
    workers = LeanWorkers(workshop.pool, workshop.for_nodes, [BySmallCases()], cache, budget, hint=workshop.asked.hint)
    models_turn = workshop.equipment.models.planner is not None
    means = means_for(workshop, place.name, workers, budget, informal, models_turn=models_turn)
    answer = await means.plan(means.situation(place, None, {}, (), None), (), anew=True)
    match answer:
        case Blueprint():
            return answer, ALONE if len(answer.nodes) == 1 else ""
        case Refuted():
            return None, FALSE
        case Exception():
            return None, str(answer)
        case _:
            return None, answer.reason

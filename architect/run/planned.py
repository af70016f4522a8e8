"""One theorem of a run by a blueprint: who plans it, and what the campaign's end comes to."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from architect.blueprint.graph import Blueprint, Kind, Node
from architect.blueprint.keys import Keys
from architect.blueprint.proofs import ProofCache
from architect.campaign.campaign import Campaign
from architect.campaign.ending import Ending
from architect.campaign.events import BlueprintDrawn
from architect.campaign.means import Means
from architect.campaign.past import Past, tried_at
from architect.campaign.workers import LeanWorkers
from architect.planning.by_model import ModelPlanner, PlanningModels
from architect.planning.draft import stands
from architect.planning.informal import Informal, InformalProofs, Seeded
from architect.planning.looking import Outlook
from architect.planning.planner import Planner, State, words_for
from architect.planning.symbolic import Symbolic
from architect.run.events import HandbookTold, InformallyProved
from architect.run.result import Planned, Result
from architect.run.workshop import Workshop
from prover.agent.tools.bench import Bench
from prover.agent.tools.explore import LeanCheck
from prover.agent.tools.search import Search
from prover.agent.tools.tool import Tool
from prover.gate.gatekeeper import Gatekeeper
from prover.methods.briefing import world
from prover.methods.ladder import Ladder
from prover.methods.negation import OF_ALL, ByNegation, was_denied
from prover.methods.refutation import BySmallCases
from prover.text.declarations import Hole
from prover.text.place import Place
from prover.words.budget import Budget
from prover.words.errors import BadInput, LeanFailed
from prover.words.outcome import Accepted, Blame, Broken, Diagnosis, Disproved, Outcome, OutOfBudget, Proved, Unproved
from prover.words.plain import counted

if TYPE_CHECKING:
    from prover.lean.search.remote import Service


async def by_a_blueprint(workshop: Workshop, place: Place, past: Past, share: Budget) -> Result:
    """What planning comes to, from where an earlier run left it. Raises `BadInput` for faults of the user's own."""
    workshop.listener.tell(f"planning {place.name}")
    direct = _direct(workshop, past)
    proofs, informal = ProofCache(workshop.equipment.proofs), informal_for(workshop, place, past)
    workers = LeanWorkers(
        workshop.pool,
        workshop.for_nodes,
        [BySmallCases()],
        proofs,
        share,
        direct,
        transcribing=partial(workshop.equipment.conversations.at, place.name),
        hint=workshop.asked.hint,
        sketch=lambda: informal.best if informal else "",
        denied={statement for statement, attempts in past.tried.items() if was_denied(attempts)},
    )
    try:
        past = replace(past, blueprint=past.blueprint or await _the_users(workshop, place, workers))
    except LeanFailed as failure:
        return Result(place.name, Broken(str(failure)))
    record = workshop.history.of(place.name)
    models_turn = past.blueprint is not None and not past.symbolic
    means = means_for(workshop, place.name, workers, share, informal, models_turn=models_turn)
    past = replace(past, known=_known(place, past, workers))
    campaign = Campaign(place, means, record, workshop.listener.state, past)
    try:
        ending = await campaign.run()
    except LeanFailed as failure:
        ending = Ending("broken", str(failure))
    planned = Planned(ending, None, {}, len(campaign.history), informal=informal.found if informal else None)
    if (drawn := campaign.blueprint) is not None:
        keys = Keys(workers.toolchain_key, place, drawn)
        states, tried = words_for(drawn, keys, campaign.states), tried_at(drawn, keys, campaign.tried)
        planned = replace(planned, blueprint=drawn, states=states, tried=tried)
    workshop.planned[place.name] = planned
    why = past.direct
    if workshop.equipment.models.all and (alone := campaign.known.get(_alone(place, workers))) is not None:
        why = alone.diagnosis
    outcome, fills = _outcome(place, ending, why, workshop.history.budget)
    return Result(place.name, outcome, ending.certificate, fills, tuple(campaign.attempts), tuple(campaign.refusals))


def _direct(workshop: Workshop, past: Past) -> Ladder:
    """What is tried at the theorem as it is while others plan, beyond what was tried in a moment.

    Where the user drew a blueprint, nothing was.
    """
    if past.direct is not None:
        return ()
    if workshop.asked.blueprint is not None:
        return [*workshop.cheap, *workshop.dear]
    return workshop.dear if past.cheap is None else workshop.others


def informal_for(workshop: Workshop, place: Place, past: Past) -> Informal | None:
    """The informal proofs for whoever plans with a model; None where there is nobody, or they are not asked for."""
    equipment, history = workshop.equipment, workshop.history.of(place.name)
    count, planner = equipment.settings.planner.informal, equipment.models.planner
    if planner is None or (count == 0 and past.informal is None):
        return None

    async def keep(found: InformalProofs) -> None:
        await history.write(InformallyProved.of(found))

    transcribing, note = equipment.conversations.at(place.name), workshop.listener.note
    return Informal(place, planner.model, equipment.prompts, count, keep, note, transcribing, past.informal)


def means_for(
    workshop: Workshop, name: str, workers: LeanWorkers, share: Budget, informal: Informal | None, *, models_turn: bool
) -> Means:
    """The planners that there are for the theorem of a name, and what a campaign may take.

    The one that needs no model comes first, and what it leaves open is the model's, who hears the best of the
    ``informal`` proofs; a blueprint that the user drew, or the model, is the model's from the start.
    """
    equipment, hint = workshop.equipment, workshop.asked.hint
    settings = equipment.settings.planner
    first = Symbolic(workshop.pool, workshop.close, workshop.shelf)
    symbolic = Means(workers, first, workshop.seats, share, settings.rounds, hint)
    models = equipment.models
    if not models.all:
        return symbolic
    planner: Planner = first.fresh()
    if models.planner is not None and models.refiner is not None:
        pair = PlanningModels(models.planner.model, models.refiner.model)
        transcribing, outlook = equipment.conversations.at(name), _outlook(workshop)
        planner = ModelPlanner(pair, equipment.prompts, workshop.shelf, transcribing, outlook)
        planner = Seeded(planner, informal) if informal is not None else planner
    provers = replace(workers, methods=workshop.for_nodes_with_model)
    if workshop.for_negations:
        provers = replace(provers, negation=ByNegation(workshop.for_negations, share.share(OF_ALL, float("inf"))))
    with_model = Means(
        provers,
        planner,
        workshop.seats_with_model,
        share,
        settings.rounds,
        hint,
        settings.drafts,
        nodes=settings.nodes,
        wanted=settings.wanted,
    )
    return replace(with_model, then=symbolic) if models_turn else replace(symbolic, then=with_model)


def _outlook(workshop: Workshop) -> Outlook:
    """What there is besides the file, for a model that plans."""
    problem, indexed = workshop.asked.problem, workshop.index is not None
    header = problem.text[: problem.header_end]
    words = world(workshop.equipment.prompts, workshop.pool, header, indexed=indexed)
    return Outlook(words, partial(_looks, workshop), partial(_told, workshop))


async def _told(workshop: Workshop, place: Place) -> str:
    """What the handbook has for a theorem, once it is on the record what that was."""
    recalled = await workshop.handbook.told(place.bare.statement)
    if recalled.names:
        await workshop.history.of(place.name).write(HandbookTold(behaviours=recalled.names))
    return recalled.text


def _looks(workshop: Workshop, place: Place) -> list[Tool]:
    """What a planner may look with: at the library, and at what Lean says of a text in the theorem's place."""
    services: list[Service] = []
    if names := workshop.equipment.settings.prover.remote_search:
        from prover.lean.search.remote import services as known  # it brings a library for HTTP

        services = [known()[name] for name in names]
    bench = Bench(workshop.pool, place.bare, Gatekeeper(workshop.pool.toolchain, place))
    return [LeanCheck(bench), Search(workshop.pool, place.bare, workshop.index, services)]


async def _the_users(workshop: Workshop, place: Place, workers: LeanWorkers) -> Blueprint | None:
    """The blueprint that the user drew, if there is one, once it stands and is on the record."""
    if (drawn := workshop.asked.blueprint) is None:
        return None
    found = await stands(workers, place, None, drawn)
    if not isinstance(found, Blueprint):
        raise BadInput(f"the blueprint has {counted(len(found), 'fault')} (`architect blueprint check`): {found[0]}")
    await workshop.history.of(place.name).write(BlueprintDrawn(blueprint=found, did=""))
    return found


def _known(place: Place, past: Past, workers: LeanWorkers) -> dict[str, State]:
    """What is known of nodes: of the target by itself, that it was tried."""
    if past.direct is None:
        return dict(past.known)
    return {**past.known, _alone(place, workers): State("stuck", diagnosis=past.direct)}


def _alone(place: Place, workers: LeanWorkers) -> str:
    """The key of the target by itself."""
    bare = Blueprint(nodes=(Node(name=place.name, kind=Kind.TARGET),))
    return Keys(workers.toolchain_key, place, bare).of(bare.target)


def _outcome(
    place: Place, ending: Ending, direct: Diagnosis | None, budget: Budget
) -> tuple[Outcome, Mapping[Hole, str]]:
    """What an ending comes to, and what it puts into the file."""
    if ending.submission is not None:
        edits = ending.submission.edits(place.target)
        own = {hole: edits[hole] for hole in (*place.target.holes, place.target.front) if hole in edits}
        filled = tuple(own[hole] for hole in place.target.holes)
        return Proved(filled) if ending.certificate is not None else Accepted(filled, ending.reason), own
    words = f"{ending.word}: {ending.reason}"
    diagnosis = Diagnosis(Blame.UNKNOWN, words if direct is None else f"{direct.words}\nplanning {words}")
    match ending.word:
        case "disproved":
            return Disproved(ending.disproof), {}
        case "broken":
            return Broken(ending.reason), {}
        case "out of budget":
            return OutOfBudget(*budget.exhausted(), diagnosis), {}
    return Unproved(diagnosis), {}

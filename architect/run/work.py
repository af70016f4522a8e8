"""One run at one problem, from what an earlier one says is proved to the report; it prints nothing.

`architect prove`, `blueprint prove`, `resume`, programs and each try of `bench` come in here.
"""

import asyncio
import time
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, nullcontext, suppress
from dataclasses import replace

from architect.campaign.events import Record
from architect.run.asked import SILENT, Assignment, Equipment, Listener
from architect.run.beyond import beyond_lean_in
from architect.run.claims import Claim, certified
from architect.run.events import RunEvent, TheoremSettled
from architect.run.falsified import with_values
from architect.run.history import settled_before, spent_before
from architect.run.record import History, Unrecorded
from architect.run.result import Report, Result, fills_of
from architect.run.target import settle
from architect.run.turns import Turns
from architect.run.workshop import TACTICS, Workshop
from prover.gate.examine import examine
from prover.lean.live.pool import Pool
from prover.lean.search.chosen_index import opened_index
from prover.lean.search.premises import Index
from prover.lean.toolchains.toolchain import Toolchain
from prover.lean.zygotes import keeping_zygotes
from prover.methods.scripts import load_portfolio
from prover.methods.vacuous import is_vacuous
from prover.text.place import Place
from prover.text.problem import Problem
from prover.words.budget import Budget
from prover.words.digest import sha256
from prover.words.errors import BadInput, LeanFailed, StorageFailed
from prover.words.obligation import SORRY
from prover.words.outcome import Broken

UNRECORDED = nullcontext(Unrecorded())
FOR_HINTS = 0.05  # of the time; a hint proves nothing
LONG_TO_READ = 3.0  # seconds, in which a check of a method may be over


async def work(
    asked: Assignment,
    opening: AbstractAsyncContextManager[Equipment],
    recording: AbstractAsyncContextManager[Record[RunEvent]] = UNRECORDED,
    events: Sequence[RunEvent] = (),
    listener: Listener = SILENT,
) -> Report:
    """Prove what was asked within the limits of the settings; each theorem may use those before it in the file.

    What is worked with and the record are opened here, and closed whatever happens. ``events`` are what an earlier run
    at the same problem recorded. A Lean that fails at one theorem is that theorem's result. Raises `BadInput`, and
    `LeanFailed` when Lean cannot read the file.
    """
    async with opening as equipment, recording as record, keeping_zygotes(), AsyncExitStack() as owned:
        began, lean = time.monotonic(), equipment.toolchain
        listener.tell(f"reading {asked.problem.path} with Lean {lean.version} ({lean.name})")
        examined = await examine(lean, asked.problem, asked.targets)
        there, warnings = examined.provable, examined.warnings
        asked = replace(asked, problem=there.problem, targets=there.asked)
        for warning in warnings:
            listener.tell(f"warning: {warning}")
        budget = (
            asked.share(time.monotonic() - began)
            if asked.share is not None
            else Budget(equipment.settings.limits, spent=asked.spent + spent_before(events))
        )
        listener.begun([target.name for target in asked.targets], budget)
        history = History(record, events, budget)
        if asked.share is None:  # else it is whose share it is that begins
            equipment = replace(equipment, models=equipment.models.begun(budget.spent))
        turns = Turns(there, budget, equipment.models, asked.quick)
        pool = equipment.pool
        if time.monotonic() - began > LONG_TO_READ:
            await _read_once(pool, asked, budget)
        warnings += await _vacuous(pool, replace(asked, targets=there.targets), budget, listener)
        index = await index_for(equipment, budget, listener, owned)
        workshop = Workshop(asked, equipment, history, listener, index)
        turns.results |= await _taken_up(workshop)
        for result in turns.results.values():
            listener.settled(result)
        try:
            for target, stage, share in turns:
                found = await settle(workshop, target, stage, share)
                found = await with_values(pool, asked, found, budget.left("seconds", wrap_up=True))
                planned = workshop.planned.get(target.name)
                found = turns.add(found, planned is not None and planned.by_lemmas)
                listener.settled(found)
                if found.certificate is not None or found.accepted:
                    await history.of(target.name).write(TheoremSettled.of(found))
                if found.certificate is not None:
                    await workshop.take(found.fills)
            for target in turns.unsettled():
                await history.of(target.name).write(TheoremSettled.of(turns.results[target.name]))
        except (OSError, StorageFailed) as failure:  # a full disk, say: what is proved is so all the same
            turns.stop(Broken(f"the system refused: {failure}"))
        results = await _of_one_file(lean, asked.problem, [turns.results[target.name] for target in asked.targets])
        if lean.name == "embedded":
            results = [replace(each, beyond_lean=beyond_lean_in(each, asked.problem.text)) for each in results]
        text = asked.problem.splice(fills_of(result for result in results if result.proved))
        seconds = time.monotonic() - began
        spent, priced = budget.spent, equipment.settings.priced
        return Report(asked.problem, lean, tuple(results), text, seconds, spent, workshop.planned, warnings, priced)


async def _read_once(pool: Pool, asked: Assignment, budget: Budget) -> None:
    """Have free Leans read what stands before the last theorem, so that no method's check is over before it begins."""
    *_, last = asked.targets
    obligation = Place(asked.problem, last, {}).bare
    left = budget.left("seconds", wrap_up=True)
    with suppress(TimeoutError, LeanFailed):  # whoever needs Lean next says what is the matter with it
        async with asyncio.timeout(left / 2 if left != float("inf") else None):
            await pool.read(obligation.header, obligation.text([SORRY] * obligation.holes))


async def _vacuous(pool: Pool, asked: Assignment, budget: Budget, listener: Listener) -> tuple[str, ...]:
    """A warning for each theorem whose hypotheses contradict each other, as far as that is seen in a moment."""
    script, found = load_portfolio(TACTICS[pool.toolchain.name]).contradiction, list[str]()
    until = time.monotonic() + budget.left("seconds") * FOR_HINTS
    for target in asked.targets:
        if not script or not target.is_proposition or budget.left("seconds", wrap_up=True) < LONG_TO_READ:
            continue
        if time.monotonic() > until:
            break
        with suppress(LeanFailed):
            if not await is_vacuous(pool, Place(asked.problem, target, {}).bare, script):
                continue
            at = asked.problem.position(target.keyword_at)
            found.append(f"{asked.problem.path}:{at}: what {target.name} supposes contradicts itself: it says nothing")
            listener.tell(f"warning: {found[-1]}")
    return tuple(found)


async def index_for(equipment: Equipment, budget: Budget, listener: Listener, owned: AsyncExitStack) -> Index | None:
    """What is searched for declarations; None where nobody searches, and where it cannot be looked at, as is told.

    It is closed with ``owned``.
    """
    left = budget.left("seconds", wrap_up=True)
    if left <= 0 or (not equipment.models.all and equipment.settings.prover.search_seconds == 0):
        return None
    if (project := equipment.toolchain.project) is not None:
        listener.tell(f"opening the index of {project}; with Mathlib it takes a minute to build, once")
    try:
        return await opened_index(equipment.pool, left / 2, owned)
    except (BadInput, LeanFailed) as error:
        listener.tell(f"warning: nothing is searched but the file itself: {error} (`architect index` builds the index)")
        return None


async def _taken_up(workshop: Workshop) -> dict[str, Result]:
    """What the gate says of all that an earlier run says it proved."""
    asked, listener = workshop.asked, workshop.listener
    claims = [c for target in asked.targets if (c := settled_before(workshop.history.events, target))]
    if claims:
        listener.tell("judging what the journal has as proved")
    results: dict[str, Result] = {}
    for judged in await certified(workshop.pool.toolchain, asked.problem, claims):
        result = await with_values(workshop.pool, asked, judged, workshop.history.budget.left("seconds", wrap_up=True))
        refusals = tuple(f"what the journal has as its proof: {refusal}" for refusal in result.refusals)
        results[result.theorem] = replace(result, refusals=refusals)
        for refusal in refusals:
            listener.tell(f"{result.theorem}: refused by the gate: {refusal}")
    await workshop.take(fills_of(results.values()))
    return results


async def _of_one_file(toolchain: Toolchain, problem: Problem, results: Sequence[Result]) -> list[Result]:
    """The same results with certificates for the file as it is handed out, with all its proofs in it."""
    proved = [result for result in results if result.proved]
    final = sha256(problem.splice(fills_of(proved)))
    if all(result.certificate and result.certificate.result_sha256 == final for result in proved):
        return [*results]
    try:
        found = await certified(toolchain, problem, [Claim.of(result) for result in proved])
    except LeanFailed as failure:
        unjudged = Broken(f"the file with all its proofs was not judged: {failure}")
        found = [replace(result, outcome=unjudged, certificate=None, fills={}) for result in proved]
    judged = {result.theorem: result for result in found}
    return [judged.get(result.theorem, result) for result in results]

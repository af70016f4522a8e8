"""One theorem of a run, as far as a share of the budget reaches: by the cheap methods, by all of them, by a blueprint.

After a moment of the cheap methods all goes on at once: what is tried at the theorem as it is, planning, the lemmas.
A model is paid for: it is asked last at the theorem as it is, and for a blueprint when nobody else has an idea.

What it comes to goes to the record before anything follows from it, and what was recorded before is taken up. It knows
nothing of the other theorems but what they have put into the file.
"""

from dataclasses import replace
from enum import Enum
from functools import partial
from typing import NamedTuple

from architect.campaign.past import Past
from architect.run.events import CheapTried
from architect.run.history import past_of
from architect.run.planned import by_a_blueprint
from architect.run.result import Result
from architect.run.workshop import Workshop
from prover.gate.certificate import Certificate
from prover.gate.gatekeeper import Gatekeeper
from prover.methods.at_work import AtWork
from prover.methods.ladder import Ladder, Task, climb, diagnosis_of
from prover.methods.trimmed import trimmed
from prover.text.declarations import Declaration, Hole
from prover.text.place import Place
from prover.words.budget import Budget, Limits
from prover.words.errors import LeanFailed
from prover.words.outcome import Accepted, Blame, Broken, Diagnosis, Disproved, Outcome, OutOfBudget, Proved, Unproved


class Stage(Enum):
    """How far to go at a theorem: the cheap methods alone, or all that there is."""

    CHEAP = "trying"
    FULL = "searching for a proof of"


async def settle(workshop: Workshop, target: Declaration, stage: Stage, share: Budget) -> Result:
    """What a stage comes to at a theorem, within `share`; what was at it before in vain is not tried again.

    Raises `BadInput` for faults of a blueprint that the user drew.
    """
    past = past_of(workshop.history.events, target.name, workshop.asked.problem.names_before(target))
    place = await workshop.place_of(target, share.left("seconds", wrap_up=True))
    planning = _planning(workshop, target)
    if (methods := _untried(workshop, stage, past, planning)) is None:
        if stage is Stage.FULL:
            return await by_a_blueprint(workshop, place, past, share)
        return Result(target.name, Unproved(past.cheap or Diagnosis(Blame.UNKNOWN, "it was tried before")))
    workshop.listener.tell(f"{stage.value} {target.name}")
    limit = _limit(workshop, stage, share, planning)
    left = partial(limit.left, "seconds", wrap_up=True)
    gate = Gatekeeper(
        workshop.pool.toolchain,
        place,
        lambda fills: trimmed(workshop.pool, place.bare, fills, left()),
        partial(workshop.history.budget.left, "seconds", wrap_up=True),
    )
    at_work = AtWork(lambda: workshop.listener.at_work(target.name, at_work))
    transcribing = workshop.equipment.conversations.at(target.name)
    obligation = replace(place.bare, hint=workshop.asked.hint)
    task = Task(workshop.pool, obligation, gate, limit, at_work=at_work, transcribing=transcribing)
    try:
        outcome = await climb(methods, task) if methods or past.cheap is None else Unproved(past.cheap)
    except LeanFailed as failure:
        outcome = Broken(str(failure))
    result = _result(place, gate, task, _by_the_run(outcome, share if planning.is_there else limit, workshop))
    if result.certificate is not None or result.accepted:
        return result
    if stage is Stage.CHEAP or planning.is_there:
        over = isinstance(outcome, Unproved) and not task.cut_off
        await workshop.history.of(target.name).write(CheapTried.of(result, over))
        if stage is Stage.CHEAP or isinstance(outcome, Broken):
            return result
        past.add(result.attempts)
        past.cheap = diagnosis_of(outcome) if over else None
        return await by_a_blueprint(workshop, place, past, share)
    return replace(result, attempts=(*past.attempts, *result.attempts))


class _Planning(NamedTuple):
    """Whether a blueprint is drawn, beside all else, and whether the user drew one."""

    is_there: bool
    is_done: bool


def _planning(workshop: Workshop, target: Declaration) -> _Planning:
    if not target.is_proposition:  # proofs inside a definition: it states nothing that lemmas lead to
        return _Planning(is_there=False, is_done=False)
    return _Planning(workshop.plans, workshop.asked.blueprint is not None)


def _limit(workshop: Workshop, stage: Stage, share: Budget, planning: _Planning) -> Budget:
    """What may be taken before anything else is done; the cheap methods end soon, or others are better."""
    if stage is Stage.CHEAP or planning.is_there:
        return share.part(Limits(seconds=workshop.cheap_seconds))
    return share


def _untried(workshop: Workshop, stage: Stage, past: Past, planning: _Planning) -> Ladder | None:
    """The methods that a stage has still to try; None where it is over, for it was tried or a blueprint is there."""
    over = planning.is_done or (past.direct is not None and planning.is_there)
    if stage is Stage.CHEAP:
        return None if over or past.cheap is not None else workshop.cheap
    if over or (past.blueprint is not None and past.cheap is not None):
        return None
    if planning.is_there:
        return workshop.cheap if past.cheap is None else None
    # All of them where the time of the cheap ones was short.
    return [*workshop.cheap, *workshop.dear] if past.cheap is None else workshop.others


def _by_the_run(outcome: Outcome, limit: Budget, workshop: Workshop) -> Outcome:
    """Where the time of the methods was short, it is the run's limit that was reached."""
    over = limit.left("seconds", wrap_up=True) <= 0
    if (isinstance(outcome, OutOfBudget) and outcome.what == "seconds") or (over and isinstance(outcome, Unproved)):
        return OutOfBudget("seconds", workshop.history.budget.reached("seconds").allowed, outcome.diagnosis)
    return outcome


def _uncertified(found: Proved | Disproved, reason: str) -> Outcome:
    if isinstance(found, Proved):
        return Accepted(found.fills, reason)
    return Unproved(Diagnosis(Blame.STATEMENT_WRONG, f"Lean accepts a proof of the negation: {reason}"))


def _result(place: Place, gate: Gatekeeper, task: Task, outcome: Outcome) -> Result:
    """The result with what the gate found."""
    fills: dict[Hole, str] = {}
    certificate: Certificate | None = None
    if isinstance(outcome, Proved | Disproved):
        certificate = gate.certificates.get(outcome)
        outcome = outcome if certificate is not None else _uncertified(outcome, gate.uncertified[outcome])
    if isinstance(outcome, Proved | Accepted):
        outcome = replace(outcome, fills=gate.shorter.get(outcome.fills, outcome.fills))
        fills = dict(zip(place.target.holes, outcome.fills, strict=True))
    return Result(place.name, outcome, certificate, fills, tuple(task.attempts), tuple(gate.refusals))

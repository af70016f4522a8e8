"""Events of a campaign as the journal has them, and what they come to when a campaign goes on; it opens no files."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from architect.blueprint.graph import Blueprint
from architect.campaign.states import ATTEMPT, DIAGNOSIS, Event, Settled
from architect.planning.planner import State
from architect.run.claims import Claim
from architect.run.result import Result
from prover.gate.certificate import Origin
from prover.methods.ladder import diagnosis_of
from prover.text.declarations import Declaration
from prover.words.budget import Spent
from prover.words.errors import BadInput, faults_in
from prover.words.outcome import Attempt, Diagnosis, Disproved, Proved

SPENT = TypeAdapter(Spent)


@dataclass
class Past:
    """What an earlier run came to at one target; ``earlier`` are the blueprints before the last one.

    ``cheap`` is why the cheap methods do not prove it, if they came to their end, ``direct`` why none does as it is.
    """

    cheap: Diagnosis | None = None
    direct: Diagnosis | None = None
    blueprint: Blueprint | None = None
    earlier: list[Blueprint] = field(default_factory=list)
    known: dict[str, State] = field(default_factory=dict)
    history: list[str] = field(default_factory=list)
    attempts: list[Attempt] = field(default_factory=list)


def past_of(events: Iterable[Event], target: str) -> Past:
    """Read what a journal says of a target. A proof outlives every failure. Raises `BadInput` for a damaged event."""
    past = Past()
    for event in events:
        if event.get("target") != target:
            continue
        try:
            if event["event"] in ("cheap", "direct"):
                past.attempts += map(ATTEMPT.validate_python, event["attempts"])
                if event["event"] == "direct":
                    past.direct = DIAGNOSIS.validate_python(event["diagnosis"])
                elif event["over"]:
                    past.cheap = DIAGNOSIS.validate_python(event["diagnosis"])
            elif event["event"] == "node":
                settled = Settled.from_json(event)
                past.known |= settled.known()
                past.attempts += settled.attempts
            elif event["event"] == "blueprint":
                drawn = _Drawn.model_validate(event)
                if drawn.blueprint.faults(target):
                    continue  # nothing that the screen or the graph is against comes to any Lean: it is drawn anew
                past.history += [drawn.did] if drawn.did else []
                past.earlier += [past.blueprint] if past.blueprint else []
                past.blueprint = drawn.blueprint
        except (ValueError, KeyError, TypeError) as error:
            raise _nonsense(event, error) from error
    return past


class _Drawn(BaseModel):
    """A `blueprint` event."""

    model_config = ConfigDict(frozen=True)

    blueprint: Blueprint
    did: str


def _nonsense(event: Event, error: Exception) -> BadInput:
    what = faults_in(error)[0] if isinstance(error, ValidationError) else repr(error)
    return BadInput(f"the journal has a {event['event']} event of {event.get('target')} that makes no sense: {what}")


def tried_as_json(result: Result) -> dict[str, Any]:
    """What was tried at a theorem in vain, for the events `cheap` and `direct`."""
    attempts = [asdict(attempt) for attempt in result.attempts]
    return {"diagnosis": asdict(diagnosis_of(result.outcome)), "attempts": attempts}


def result_as_json(result: Result) -> dict[str, Any]:
    """What became of a theorem in the end."""
    return {
        "certificate": result.certificate.model_dump(mode="json", by_alias=True) if result.certificate else None,
        "fills": [[hole.start, hole.end, text] for hole, text in sorted(result.fills.items())],
        "disproof": list(result.outcome.fills) if isinstance(result.outcome, Disproved) else [],
        "attempts": [asdict(attempt) for attempt in result.attempts],
        "seconds": result.seconds,
    }


def settled_before(events: Iterable[Event], target: Declaration) -> Claim | None:
    """What an earlier run says it certified of a target; what it did not is tried again. Raises as `past_of` does."""
    of_target = (event for event in events if event["event"] == "settled" and event.get("target") == target.name)
    certified = [event for event in of_target if event.get("certificate")]
    return _claim(certified[-1], target) if certified else None


class _Found(BaseModel):
    """All of a recorded certificate that counts for anything."""

    model_config = ConfigDict(frozen=True)

    origin: Origin | None = None


class _Settled(BaseModel):
    """The `settled` event of something certified."""

    model_config = ConfigDict(frozen=True)

    certificate: _Found
    fills: tuple[tuple[int, int, str], ...]
    disproof: tuple[str] | tuple[()]
    seconds: float


def _claim(event: Event, target: Declaration) -> Claim:
    try:
        found = _Settled.model_validate(event)
        own = {(hole.start, hole.end): hole for hole in (target.front, *target.holes)}
        # Nothing else is replaced; and of what is false there is no proof to put into the file.
        fills = {own[start, end]: text for start, end, text in found.fills if not found.disproof}
        outcome = Disproved(found.disproof) if found.disproof else Proved(tuple(fills[h] for h in target.holes))
        attempts = tuple(map(ATTEMPT.validate_python, event["attempts"]))
    except (ValueError, KeyError, TypeError) as error:
        raise _nonsense(event, error) from error
    return Claim(Result(target.name, outcome, None, fills, attempts, (), found.seconds), found.certificate.origin)


def spent_before(events: Iterable[Event]) -> Spent:
    """What earlier runs took. Raises as `past_of` does."""
    said = [event for event in events if "spent" in event]
    try:
        return SPENT.validate_python(said[-1]["spent"]) if said else Spent()
    except ValidationError as error:
        raise _nonsense(said[-1], error) from error

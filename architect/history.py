"""Events of a campaign as the journal has them, and what they come to when a campaign goes on; it opens no files."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from pydantic import ValidationError

from architect.blueprint import Blueprint
from architect.planner import State
from architect.proofs import StoredProof
from prover.budget import Spent
from prover.certificate import Certificate
from prover.declarations import Declaration, Hole
from prover.errors import BadInput, faults_in
from prover.ladder import diagnosis_of
from prover.obligation import Attempt, Blame, Diagnosis, Disproved, Proved
from prover.prove import Result

Event = Mapping[str, Any]
STATUSES = frozenset({"proved", "disproved", "stuck"})


@dataclass(frozen=True)
class Settled:
    """A node is settled. ``key`` is what its prover saw, ``statement`` what it states (`context.Keys`)."""

    key: str
    statement: str
    state: State
    attempts: tuple[Attempt, ...] = ()

    def known(self) -> dict[str, State]:
        """Under which keys this is known: a failure says something only of all that the prover saw.

        A proof is known there too, for the day when the statement has another one, of other lemmas.
        """
        seen = {self.key: self.state} if self.state.status != "disproved" else {}
        return seen if self.state.status == "stuck" else {**seen, self.statement: self.state}

    def as_json(self) -> dict[str, Any]:
        state, why = self.state, self.state.diagnosis
        return {
            "key": self.key,
            "statement": self.statement,
            "status": state.status,
            "proof": state.proof.as_json() if state.proof else None,
            "diagnosis": asdict(why) if why else None,
            "attempts": [asdict(attempt) for attempt in self.attempts],
        }

    @staticmethod
    def from_json(found: Event) -> "Settled":
        """Raises `ValueError`, `KeyError` or `TypeError` for what is none."""
        why, proof = found["diagnosis"], found["proof"]
        if found["status"] not in STATUSES:
            raise ValueError(found["status"])
        diagnosis = _diagnosis(why) if why else None
        state = State(found["status"], StoredProof.from_json(proof) if proof else None, diagnosis)
        return Settled(found["key"], found["statement"], state, tuple(map(attempt_from_json, found["attempts"])))


def attempt_from_json(found: Event) -> Attempt:
    """Raises `KeyError` or `TypeError` for what is none."""
    return Attempt(**{**found, "spent": Spent(**found["spent"])})


@dataclass
class Past:
    """What an earlier run came to at one target; ``direct`` is why it is not proved as it is, if that was tried.

    ``earlier`` are the blueprints before the last one.
    """

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
            if event["event"] == "direct":
                past.direct = _diagnosis(event["diagnosis"])
                past.attempts += map(attempt_from_json, event["attempts"])
            elif event["event"] == "node":
                settled = Settled.from_json(event)
                past.known |= settled.known()
                past.attempts += settled.attempts
            elif event["event"] == "blueprint":
                past.history += [event["did"]] if event["did"] else []
                past.earlier += [past.blueprint] if past.blueprint else []
                past.blueprint = Blueprint.model_validate(event["blueprint"])
        except (ValueError, KeyError, TypeError, ValidationError) as error:
            raise _nonsense(event, error) from error
    return past


def _nonsense(event: Event, error: Exception) -> BadInput:
    what = faults_in(error)[0] if isinstance(error, ValidationError) else repr(error)
    return BadInput(f"the journal has a {event['event']} event that makes no sense: {what}")


def _diagnosis(found: Event) -> Diagnosis:
    return Diagnosis(Blame(found["blame"]), found["words"], tuple(found["lemmas"]))


def direct_as_json(result: Result) -> dict[str, Any]:
    """A theorem that was not proved as it is."""
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


def settled_before(events: Iterable[Event], target: Declaration) -> Result | None:
    """What an earlier run certified of a target; what it did not is tried again. Raises as `past_of` does."""
    for event in events:
        if event["event"] == "settled" and event.get("target") == target.name and event.get("certificate"):
            try:
                fills = {Hole(start, end): text for start, end, text in event["fills"]}
                disproof = tuple(event["disproof"])
                outcome = Disproved(disproof) if disproof else Proved(tuple(fills[hole] for hole in target.holes))
                attempts = tuple(map(attempt_from_json, event["attempts"]))
                certificate = Certificate.model_validate(event["certificate"])
                return Result(target.name, outcome, certificate, fills, attempts, (), event["seconds"])
            except (ValueError, KeyError, TypeError, ValidationError) as error:
                raise _nonsense(event, error) from error
    return None


def spent_before(events: Iterable[Event]) -> Spent:
    """What earlier runs took."""
    said = [event["spent"] for event in events if "spent" in event]
    return Spent(**said[-1]) if said else Spent()

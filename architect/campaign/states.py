"""What a campaign knows of its nodes, by what they mean: the words in which a node is settled."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from pydantic import TypeAdapter

from architect.blueprint.proofs import StoredProof
from architect.planning.planner import State
from prover.words.outcome import Attempt, Diagnosis

STATUSES = frozenset({"proved", "disproved", "stuck"})


ATTEMPT, DIAGNOSIS = TypeAdapter(Attempt), TypeAdapter(Diagnosis)
Event = Mapping[str, Any]


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
        diagnosis = DIAGNOSIS.validate_python(why) if why else None
        state = State(found["status"], StoredProof.from_json(proof) if proof else None, diagnosis)
        attempts = tuple(map(ATTEMPT.validate_python, found["attempts"]))
        return Settled(found["key"], found["statement"], state, attempts)

"""What a campaign writes down before it acts on it: its own events, and where they go; it opens no files.

They stand here because a campaign makes them; `architect/run/events.py` has those of a run beside them.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Protocol, Self, TypeVar, cast

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainSerializer,
    SerializerFunctionWrapHandler,
    WrapSerializer,
    model_serializer,
    model_validator,
)

from architect.blueprint.graph import Blueprint, Node
from architect.blueprint.keys import Keys
from architect.blueprint.proofs import StoredProof
from architect.planning.planner import State
from prover.words.budget import Spent
from prover.words.outcome import Attempt, Diagnosis

LATER_OF_ATTEMPT = ("messages", "conversation", "behaviours")
SettledStatus = Literal["proved", "disproved", "stuck"]
E_contra = TypeVar("E_contra", contravariant=True)


class Record(Protocol[E_contra]):
    """Where events are written down; see `Journal.write`."""

    async def write(self, event: E_contra, /) -> None: ...


class TheoremEvent(BaseModel):
    """An event of one theorem, its ``target``, and what was ``spent`` until then; whoever records it says both.

    ``time`` is when it was written, in seconds since 1970.
    """

    model_config = ConfigDict(frozen=True)

    time: float = 0.0
    target: str = ""
    spent: Spent = Spent()


def _stored(found: object) -> object:
    return StoredProof.from_json(found) if isinstance(found, Mapping) else found


def _as_json(proof: StoredProof) -> dict[str, Any]:
    return proof.as_json()


def _as_before(attempt: Attempt, serialized: SerializerFunctionWrapHandler) -> dict[str, Any]:
    """Without what there was none of, as it was written before there was any: journals are compared."""
    fields: dict[str, Any] = serialized(attempt)
    return {name: value for name, value in fields.items() if value or name not in LATER_OF_ATTEMPT}


RecordedAttempt = Annotated[Attempt, WrapSerializer(_as_before)]
RecordedProof = Annotated[StoredProof, BeforeValidator(_stored), PlainSerializer(_as_json)]


class NodeSettled(TheoremEvent):
    """A node is settled. ``key`` is what its prover saw, ``statement`` what it states (`keys.Keys`).

    ``name`` is what it was called then, for people; older journals do not say.
    """

    event: Literal["node"] = "node"
    name: str = ""
    key: str
    statement: str
    status: SettledStatus
    proof: RecordedProof | None
    diagnosis: Diagnosis | None
    attempts: tuple[RecordedAttempt, ...]

    @model_validator(mode="after")
    def _says_why(self) -> Self:
        """A node is stuck for a reason; else there is a proof, of its negation with one fill."""
        if (self.proof is None) != (self.status == "stuck") or (self.diagnosis is None) == (self.status == "stuck"):
            raise ValueError(f"{self.status} wants {'a diagnosis and no' if self.status == 'stuck' else 'a'} proof")
        if self.status == "disproved" and self.proof is not None and len(self.proof.fills) != 1:
            raise ValueError("a disproof has one fill")
        return self

    @model_serializer(mode="wrap")
    def _as_it_was(self, serialized: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Without a name as it was written before there were any: journals are compared."""
        fields: dict[str, Any] = serialized(self)
        if not self.name:
            fields.pop("name", None)
        return fields

    @staticmethod
    def of(keys: Keys, node: Node, state: State, attempts: tuple[Attempt, ...]) -> "NodeSettled":
        """The event of a state. Raises `ValueError` (pydantic's) for one that is `open`."""
        return NodeSettled(
            name=node.name,
            key=keys.of(node),
            statement=keys.statement(node),
            status=cast(SettledStatus, state.status),
            proof=state.proof,
            diagnosis=state.diagnosis,
            attempts=attempts,
        )

    @property
    def state(self) -> State:
        return State(self.status, self.proof, self.diagnosis)

    def known(self) -> dict[str, State]:
        """Under which keys this is known: a failure says something only of all that the prover saw.

        A proof is known there too, for the day when the statement has another one, of other lemmas.
        """
        seen = {self.key: self.state} if self.status != "disproved" else {}
        return seen if self.status == "stuck" else {**seen, self.statement: self.state}


class BlueprintDrawn(TheoremEvent):
    """There is a blueprint; ``did`` is what was changed of the one before, in a line.

    ``symbolic`` says that no model drew it; older journals do not say.
    """

    event: Literal["blueprint"] = "blueprint"
    blueprint: Blueprint
    did: str
    symbolic: bool = False

    @model_serializer(mode="wrap")
    def _as_it_was(self, serialized: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Without a word of who drew it as it was written before there was any: journals are compared."""
        fields: dict[str, Any] = serialized(self)
        if not self.symbolic:
            fields.pop("symbolic", None)
        return fields


class WholeRefused(TheoremEvent):
    """The gate did not take what was put together; ``step`` of it said no."""

    event: Literal["refused"] = "refused"
    step: str
    reason: str


CampaignEvent = NodeSettled | BlueprintDrawn | WholeRefused

"""Who draws blueprints: a Protocol, what a planner is told and what it may answer; no model and no Lean is named here.

There are two planners: `symbolic`, which needs no model, and `by_model`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, Protocol

from architect.blueprint.graph import Blueprint, Kind, Node
from architect.blueprint.keys import Keys
from architect.blueprint.proofs import StoredProof
from architect.planning.edits import Edit
from prover.text.place import Place
from prover.words.budget import Budget
from prover.words.outcome import Attempt, Diagnosis

NodeStatus = Literal["open", "proved", "disproved", "stuck"]
MOST_NODES = 64  # lemmas and definitions of a planner's blueprint
FROM_OPEN = "proved from open lemmas"


@dataclass(frozen=True)
class State:
    """What is known of a node: its ``proof``, or that of its negation, or why there is none."""

    status: NodeStatus = "open"
    proof: StoredProof | None = None
    diagnosis: Diagnosis | None = None


def states_of(blueprint: Blueprint, keys: Keys, known: Mapping[str, State]) -> dict[str, State]:
    """The state of each node, by name, from what is known by key (`NodeSettled.known`)."""
    return {node.name: _state_of(node, keys, known) for node in blueprint.nodes}


def words_for(blueprint: Blueprint, keys: Keys, states: Mapping[str, State]) -> dict[str, str]:
    """The state of each node in a word for people: a proof is one when all that it leans on is proved."""
    by_key = {keys.statement(node): node.name for node in blueprint.nodes}
    words: dict[str, str] = {}
    for node in blueprint.order:  # in which all that a node uses stands before it
        state = states[node.name]
        rests_on = [by_key[key] for key in state.proof.used] if state.status == "proved" and state.proof else []
        words[node.name] = state.status if all(words[name] == "proved" for name in rests_on) else FROM_OPEN
    return words


def _state_of(node: Node, keys: Keys, known: Mapping[str, State]) -> State:
    """What is settled stays so while its statement does, and a proof while what it leans on is at hand."""
    if node.kind is Kind.DEFINITION:
        return State("proved")
    by_statement, as_seen = known.get(keys.statement(node), State()), known.get(keys.of(node), State())
    if by_statement.status == "disproved" or _proves(by_statement, keys, node):
        return by_statement
    return as_seen if as_seen.status != "proved" or _proves(as_seen, keys, node) else State()


def _proves(state: State, keys: Keys, node: Node) -> bool:
    """Whether there is a proof that fits the node; what is known may come from a file."""
    proof = state.proof
    return (
        state.status == "proved"
        and proof is not None
        and proof.used <= keys.uses(node)
        and len(proof.fills) == keys.holes(node)
    )


@dataclass(frozen=True)
class Situation:
    """What a planner knows: where it plans, what there is, what became of it, and what was tried before.

    ``history`` has a line for each earlier round, ``faults`` what was wrong with the last answer, ``hint`` the user's
    own idea, ``sketch`` a model's proof in words; ``direct`` is why the target is not proved as it is. A blueprint may
    have ``most`` lemmas and definitions. ``became`` has of lemmas that provers wanted, by text, the name of the node,
    or nothing where it is false.
    """

    place: Place
    budget: Budget
    blueprint: Blueprint | None = None
    states: Mapping[str, State] = field(default_factory=dict)
    history: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    hint: str = ""
    direct: Diagnosis | None = None
    most: int = MOST_NODES
    sketch: str = ""
    became: Mapping[str, str] = field(default_factory=dict)

    def after(self, faults: tuple[str, ...]) -> "Situation":
        """The same when the last answer had these faults."""
        return replace(self, faults=faults)


@dataclass(frozen=True)
class GiveUp:
    """The planner has no better idea."""

    reason: str


@dataclass(frozen=True)
class Refuted:
    """The planner found the target false: what fills its negation, as Lean accepts it, and what that took."""

    fills: tuple[str, ...]
    attempts: tuple[Attempt, ...]


NoBlueprint = GiveUp | Refuted
Proposal = Blueprint | Sequence[Edit] | NoBlueprint


class Planner(Protocol):
    """Draws a blueprint, and changes it when nodes fail.

    An ``eager`` planner is asked at every failure, another when nothing else goes on or a node is disproved. Raises
    `ModelFailed` and `LimitReached`; what it proposes may be wrong, and is checked.
    """

    eager: bool

    def fresh(self) -> "Planner":
        """Another that has seen nothing yet."""

    async def draft(self, situation: Situation) -> Proposal: ...

    async def refine(self, situation: Situation) -> Proposal: ...

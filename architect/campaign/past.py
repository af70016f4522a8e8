"""What earlier work at a target came to, from which a campaign goes on; it is read from no file here."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from architect.blueprint.graph import Blueprint
from architect.blueprint.keys import Keys
from architect.planning.informal import InformalProofs
from architect.planning.planner import State
from prover.words.outcome import Attempt, Diagnosis

# By the keys of what they state (`Keys.statement`).
NodeAttempts = dict[str, tuple[Attempt, ...]]


@dataclass
class Past:
    """What an earlier run came to at one target; ``earlier`` are the blueprints before the last one.

    ``symbolic`` says that no model drew the last of them.

    ``cheap`` is why the cheap methods do not prove it, if they came to their end, ``direct`` why none does as it is.
    ``informal`` are the informal proofs that a model wrote.
    All ``attempts`` are also among those ``tried``: by the key of a statement, and by nothing at the theorem as it is.
    """

    cheap: Diagnosis | None = None
    direct: Diagnosis | None = None
    blueprint: Blueprint | None = None
    symbolic: bool = False
    informal: InformalProofs | None = None
    earlier: list[Blueprint] = field(default_factory=list)
    known: dict[str, State] = field(default_factory=dict)
    history: list[str] = field(default_factory=list)
    attempts: list[Attempt] = field(default_factory=list)
    tried: NodeAttempts = field(default_factory=dict)

    def add(self, attempts: Sequence[Attempt], statement: str = "") -> None:
        self.attempts += attempts
        self.tried[statement] = (*self.tried.get(statement, ()), *attempts)


def tried_at(blueprint: Blueprint, keys: Keys, tried: NodeAttempts) -> dict[str, tuple[Attempt, ...]]:
    """What was tried at each node, by name; at the target also what was tried at the theorem as it is."""
    found = {node.name: tried.get(keys.statement(node), ()) for node in blueprint.nodes}
    return {**found, blueprint.target.name: (*tried.get("", ()), *found[blueprint.target.name])}

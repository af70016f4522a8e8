"""The whole put together: the user's file with the nodes that its target rests on, as a submission for the gate."""

from collections.abc import Mapping, Sequence

from architect.blueprint.context import inserted
from architect.blueprint.graph import Blueprint, Kind
from architect.blueprint.keys import Keys
from architect.campaign.acceptance import spoken
from architect.planning.planner import State
from prover.gate.candidate import Submission
from prover.text.place import Place
from prover.text.tokens import named_in


def needed(blueprint: Blueprint, keys: Keys, states: Mapping[str, State]) -> set[str] | None:
    """The nodes that the target's proof really rests on; None while one of them is not proved."""
    by_key = {keys.statement(node): node.name for node in blueprint.nodes}
    todo, found = [blueprint.target.name], set[str]()
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            if states[name].status != "proved":
                return None
            proof = states[name].proof
            todo += [by_key[key] for key in proof.used] if proof else []
    return found


def assembled(
    place: Place, blueprint: Blueprint, keys: Keys, names: set[str], states: Mapping[str, State]
) -> Submission:
    """The user's own file with the nodes `names` and the definitions that they name before the target, in their order.

    Each proof speaks the names of today, whatever was called what when it was found.
    """
    fills: dict[str, tuple[str, ...]] = {}
    for name in names:
        proof = states[name].proof
        assert proof is not None, f"{name} is proved, so there is a proof of it"
        fills[name] = spoken(proof, keys.names(blueprint.by_name[name]))
    texts = [*(blueprint.by_name[name].lean for name in names), *(text for found in fills.values() for text in found)]
    defined = _definitions_in(blueprint, texts)
    text = inserted(blueprint, names | defined, {name: texts[0] for name, texts in fills.items()})
    targets = dict(zip(place.target.holes, fills[place.name], strict=True))
    return Submission(place.name, {**place.done, **targets}, text)


def _definitions_in(blueprint: Blueprint, texts: Sequence[str]) -> set[str]:
    """The definitions that texts name, and those that these name in turn."""
    definitions = {node.name: node.lean for node in blueprint.nodes if node.kind is Kind.DEFINITION}
    todo, found = list(texts), set[str]()
    while todo:
        text = todo.pop()
        for name in named_in(text, definitions.keys() - found):
            found.add(name)
            todo.append(definitions[name])
    return found

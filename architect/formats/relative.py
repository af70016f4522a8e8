"""A blueprint whose names are full ones, as it stands within a namespace: each name there is what follows it."""

from architect.blueprint.graph import Blueprint, Kind, Node
from prover.text.tokens import renamed


def relative_to(blueprint: Blueprint, namespace: str) -> Blueprint:
    """The nodes as they are called before a target in this namespace; the target keeps its full name."""
    within = f"{namespace}." if namespace else ""
    nodes = (node for node in blueprint.nodes if node.kind is not Kind.TARGET)
    names = {node.name: node.name.removeprefix(within) for node in nodes if within and node.name.startswith(within)}
    taken = {*names.values()} & {node.name for node in blueprint.nodes}
    names = {name: short for name, short in names.items() if short not in taken}
    return Blueprint(nodes=tuple(_called(node, names) for node in blueprint.nodes)) if names else blueprint


def _called(node: Node, names: dict[str, str]) -> Node:
    said = node.documented
    if said is not None:
        stated = tuple(names.get(use, use) for use in said.stated_with)
        said = said.model_copy(update={"stated_with": stated, "proof": renamed(said.proof, names)})
    return node.model_copy(
        update={
            "name": names.get(node.name, node.name),
            "lean": renamed(node.lean, names),
            "uses": tuple(names.get(use, use) for use in node.uses),
            "documented": said,
        }
    )

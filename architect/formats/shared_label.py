"""Declarations under one label made one node, as LeanArchitect has them: the names, the uses and the words together."""

from collections.abc import Sequence

from architect.blueprint.documented import Mark
from architect.blueprint.graph import Blueprint, Kind, Node

OF_EACH = (Mark.STATED, Mark.PROVED)  # what holds of the node only where it holds of each of its declarations


def joined(blueprint: Blueprint) -> Blueprint:
    """The nodes with one label as one, where the first of them stands and under its name; its text has them all."""
    groups: dict[str, list[Node]] = {}
    for node in blueprint.nodes:
        label = node.documented.labels[0] if node.documented and node.documented.labels else None
        groups.setdefault(f"label {label}" if label is not None else f"name {node.name}", []).append(node)
    if len(groups) == len(blueprint.nodes):
        return blueprint
    names = {node.name: group[0].name for group in groups.values() for node in group}
    return Blueprint(nodes=tuple(_one(group, names) for group in groups.values()))


def _one(group: Sequence[Node], names: dict[str, str]) -> Node:
    first, uses = group[0], [names.get(use, use) for node in group for use in node.uses]
    said = [node.documented for node in group if node.documented is not None]
    if len(said) != len(group):
        return first.model_copy(update={"uses": tuple(dict.fromkeys(uses))})
    kinds = [node.kind for node in group]
    kind = next((kind for kind in (Kind.TARGET, Kind.LEMMA) if kind in kinds), first.kind)
    marks = [mark for mark in Mark if (all if mark in OF_EACH else any)(mark in each.marks for each in said)]
    stated = (names.get(use, use) for each in said for use in each.stated_with)
    documented = said[0].model_copy(
        update={
            "environment": next((each.environment for each in said if each.environment), ""),
            "title": next((each.title for each in said if each.title), ""),
            "declarations": tuple(dict.fromkeys(name for each in said for name in each.declarations)),
            "stated_with": tuple(use for use in dict.fromkeys(stated) if use != first.name),
            "has_proof": any(each.has_proof for each in said),
            "marks": tuple(marks),
            "discussion": tuple(dict.fromkeys(number for each in said for number in each.discussion)),
            "proof": said[0].proof if len(group) == 1 else "",
        }
    )
    return Node(
        name=first.name,
        kind=kind,
        lean="" if kind is Kind.TARGET else "\n\n".join(filter(None, (node.lean for node in group))),
        uses=tuple(use for use in dict.fromkeys(uses) if use != first.name),
        informal="\n\n".join(dict.fromkeys(node.informal for node in group if node.informal)),
        idea="\n\n".join(dict.fromkeys(node.idea for node in group if node.idea)),
        documented=documented,
    )

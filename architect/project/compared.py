"""A document's blueprint beside what its Lake project has compiled: what differs, and uses that only Lean shows."""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from architect.blueprint.documented import Documented, Mark
from architect.blueprint.graph import Blueprint, Node
from architect.project.declared import Declarations


class Difference(NamedTuple):
    """What a document says of a node and Lean does not, in words."""

    node: str
    words: str

    def __str__(self) -> str:
        return f"{self.node}: {self.words}"


def names_elsewhere(blueprint: Blueprint, lean: Declarations) -> set[str]:
    """The names in Lean that a document gives and the project itself does not declare."""
    said = (node.documented.declarations for node in blueprint.nodes if node.documented)
    return {name for names in said for name in names if name not in lean.owners}


def compared(
    blueprint: Blueprint, lean: Declarations, elsewhere: Collection[str] | None = None
) -> tuple[Blueprint, list[Difference]]:
    """The blueprint with Lean's statements and with inferred uses, and all differences.

    The marks stay the document's: what Lean says of them is in the differences. ``elsewhere`` are names that what the
    project imports declares, None where that was not asked.
    """
    nodes_of: dict[str, str] = {}
    for node in blueprint.nodes:
        for own in _owned(node, lean):
            nodes_of.setdefault(own, node.name)
    differences: list[Difference] = []
    nodes = []
    for node in blueprint.nodes:
        differences += (Difference(node.name, words) for words in _differences(node, lean, elsewhere))
        nodes.append(_with_lean(node, lean, nodes_of))
    return Blueprint(nodes=tuple(nodes)), differences


def _owned(node: Node, lean: Declarations) -> list[str]:
    """The declarations of a node that the project has."""
    named = node.documented.declarations if node.documented else (node.name,)
    return [lean.owners[name] for name in named if name in lean.owners]


def _differences(node: Node, lean: Declarations, elsewhere: Collection[str] | None) -> Iterator[str]:
    said = node.documented
    if said is None or not said.declarations:
        return
    missing = [name for name in said.declarations if name not in lean.owners]
    unknown = [name for name in missing if name not in (elsewhere or ())]
    where = "the project declares" if elsewhere is None else "the project, and none that it imports, declares"
    if Mark.IN_LIBRARY not in said.marks or elsewhere is not None:
        yield from (f"no module of {where} {name}" for name in unknown)
    if Mark.IN_LIBRARY in said.marks:
        if len(missing) < len(said.declarations):
            yield "marked as in the library, and the project itself declares it"
        return
    found = [part for own in _owned(node, lean) if (part := lean.blueprint.by_name[own].documented)]
    if unknown or not found:
        return
    if Mark.STATED not in said.marks:
        yield "not marked as stated, and Lean has it"
    has_sorry = any(Mark.SORRY in part.marks for part in found)
    if Mark.PROVED in said.marks and has_sorry:
        yield "marked as proved, and a `sorry` is in it"
    is_proved = all(Mark.PROVED in part.marks for part in found)
    if Mark.PROVED not in said.marks and is_proved:
        yield "not marked as proved, and Lean has its proof"


def _with_lean(node: Node, lean: Declarations, nodes_of: Mapping[str, str]) -> Node:
    owned = _owned(node, lean)
    if not owned:
        return node
    text = node.lean or "\n\n".join(filter(None, (lean.blueprint.by_name[own].lean for own in dict.fromkeys(owned))))
    used = [name for name in _reached(owned, lean, nodes_of) if name != node.name and name not in node.uses]
    said = node.documented or Documented()
    update = {"lean": text, "uses": (*node.uses, *used)}
    return node.model_copy(update=update | {"documented": said.model_copy(update={"inferred": tuple(used)})})


def _reached(owned: list[str], lean: Declarations, nodes_of: Mapping[str, str]) -> list[str]:
    """The nodes that declarations use, directly or through some that no node has."""
    found: dict[str, None] = {}
    seen = set(owned)
    todo = list(owned)
    while todo:
        for name in lean.blueprint.by_name[todo.pop()].uses:
            if name in nodes_of:
                found[nodes_of[name]] = None
            elif name not in seen:
                seen.add(name)
                todo.append(name)
    return sorted(found)

"""What may be done to a blueprint, an edit at a time; the target keeps its statement whatever is asked."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from architect.blueprint.graph import Blueprint, Kind, Node


class _Operation(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Add(_Operation):
    op: Literal["add"] = "add"
    node: Node


class Remove(_Operation):
    """Take a node out, also where others use it."""

    op: Literal["remove"] = "remove"
    name: str


class Restate(_Operation):
    op: Literal["restate"] = "restate"
    name: str
    lean: str
    informal: str | None = None
    idea: str | None = None


class Rewire(_Operation):
    op: Literal["rewire"] = "rewire"
    name: str
    uses: tuple[str, ...]


Edit = Annotated[Add | Remove | Restate | Rewire, Field(discriminator="op")]


def edited(blueprint: Blueprint, edits: Sequence[Edit]) -> Blueprint | tuple[str, ...]:
    """The blueprint with the edits made in their order, or why they cannot be made. The target keeps its statement."""
    nodes = {node.name: node for node in blueprint.nodes}
    faults: list[str] = []
    for edit in edits:
        name = edit.node.name if isinstance(edit, Add) else edit.name
        fits = (name in nodes) != isinstance(edit, Add)
        if not fits:
            faults.append(f"{edit.op} {name}: {'there is one already' if isinstance(edit, Add) else 'no such node'}")
        elif isinstance(edit, Remove | Restate) and nodes[name].kind is Kind.TARGET:
            faults.append(f"{edit.op} {name}: the target is the user's, and stays as it is")
        else:
            _make(nodes, edit)
    return tuple(faults) or Blueprint(nodes=tuple(nodes.values()))


def _make(nodes: dict[str, Node], edit: Edit) -> None:
    match edit:
        case Add(node=node):
            nodes[node.name] = node
        case Remove(name=name):
            del nodes[name]
            for other in list(nodes.values()):
                uses = tuple(used for used in other.uses if used != name)
                nodes[other.name] = other.model_copy(update={"uses": uses})
        case Restate(name=name, lean=lean, informal=informal, idea=idea):
            words = {"informal": informal, "idea": idea}
            nodes[name] = nodes[name].model_copy(
                update={"lean": lean} | {k: v for k, v in words.items() if v is not None}
            )
        case Rewire(name=name, uses=uses):
            nodes[name] = nodes[name].model_copy(update={"uses": uses})

"""A part of a blueprint, to be shown by itself: what is around a node, or what is left to do; it shows nothing."""

from collections.abc import Callable, Iterable, Mapping, Set
from difflib import get_close_matches
from enum import StrEnum

from architect.blueprint.graph import Blueprint, Kind, Node
from architect.planning.planner import FROM_OPEN
from architect.views.progress import OPEN, PROVED, Standing, Standings
from prover.words.errors import BadInput

NEAR = 3  # names that are shown for one that is not there
FINISHED = frozenset({PROVED, "fully proved", "defined"})


class Only(StrEnum):
    """What is shown alone: nodes with something left to do, or those of them that can be worked on now."""

    UNPROVED = "unproved"
    READY = "ready"


def named(blueprint: Blueprint, name: str) -> Node:
    """The node of a name, a label or a name in Lean, or of the one that ends so. Raises `BadInput`."""
    names: dict[str, Node] = {}
    for known in (_declarations, _labels, lambda node: (node.name,)):
        names |= {own: node for node in reversed(blueprint.nodes) for own in known(node)}
    if name in names:
        return names[name]
    endings = tuple(f"{sign}{name}" for sign in ".:")
    found = {node.name: node for own, node in names.items() if own.endswith(endings)}
    if len(found) == 1:
        return next(iter(found.values()))
    near = sorted(found)[:NEAR] if found else get_close_matches(name, names, NEAR)
    which = "more than one node ends so" if found else "no node is called so"
    raise BadInput(f"{name}: {which}{': ' if near else ''}{', '.join(near)}")


def _labels(node: Node) -> tuple[str, ...]:
    return node.documented.labels if node.documented else ()


def _declarations(node: Node) -> tuple[str, ...]:
    return node.documented.declarations if node.documented else ()


def users_of(blueprint: Blueprint) -> Mapping[str, list[str]]:
    """By name the nodes that use it, each once."""
    found: dict[str, list[str]] = {}
    for node in blueprint.nodes:
        for used in dict.fromkeys(node.uses):
            found.setdefault(used, []).append(node.name)
    return found


def around(blueprint: Blueprint, name: str, depth: int | None = None) -> Blueprint:
    """A node with what it builds on and what builds on it, ``depth`` steps far at most; all of it without one."""
    users = users_of(blueprint)
    below = _reached(name, depth, lambda at: blueprint.by_name[at].uses if at in blueprint.by_name else ())
    return _with(blueprint, below | _reached(name, depth, lambda at: users.get(at, ())))


def rooted(blueprint: Blueprint, name: str) -> Blueprint:
    """A node as the target, with all that it builds on."""
    nodes = (n.model_copy(update={"kind": Kind.TARGET}) if n.name == name else n for n in blueprint.nodes)
    whole = Blueprint(nodes=tuple(nodes))
    return _with(whole, _reached(name, None, lambda at: whole.by_name[at].uses if at in whole.by_name else ()))


def _reached(start: str, depth: int | None, following: Callable[[str], Iterable[str]]) -> set[str]:
    found, last = {start}, [start]
    while last and depth != 0:
        last = [name for name in dict.fromkeys(n for at in last for n in following(at)) if name not in found]
        found.update(last)
        depth = None if depth is None else depth - 1
    return found


def only(blueprint: Blueprint, which: Only, progress: Standings) -> Blueprint:
    """The nodes of which this is so; what they use beside them is not shown."""
    is_so = {Only.UNPROVED: _is_unproved, Only.READY: _is_ready}[which]
    return _with(blueprint, {node.name for node in blueprint.nodes if is_so(node, progress[node.name])})


def _is_unproved(_: Node, standing: Standing) -> bool:
    return standing.fill not in FINISHED and standing.border != "in Mathlib"


def _is_ready(node: Node, standing: Standing) -> bool:
    """By its document as leanblueprint has it. What no document has is stated in Lean, and waits for nothing."""
    if node.documented is None:
        return standing.fill == OPEN and standing.words != FROM_OPEN
    return standing.fill == "can be proved" or standing.border == "can be stated"


def _with(blueprint: Blueprint, names: Set[str]) -> Blueprint:
    """Only these nodes, and the edges between them."""
    nodes = (node for node in blueprint.nodes if node.name in names)
    return Blueprint(
        nodes=tuple(n.model_copy(update={"uses": tuple(used for used in n.uses if used in names)}) for n in nodes)
    )

"""How far each node is: as a run found it, else as its document marks it, in leanblueprint's terms and colours.

What may be done next is leanblueprint's rule too: a node can be stated when all that its statement uses is stated, and
proved when all that it uses is; it is fully proved when all below it is proved or a definition. It runs no Lean.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from architect.blueprint.documented import Documented, Mark
from architect.blueprint.graph import Blueprint, Kind, Node
from architect.planning.planner import FROM_OPEN

States = Mapping[str, str]  # of names of nodes, as a run has them
OPEN = "open"
PROVED = "proved"
FULLY_PROVED = "fully proved"
DISPROVED = "disproved"
STUCK = "stuck"
RUNNING = "running"
IN_LIBRARY = "in Mathlib"
NO_STATES: States = MappingProxyType({})

# leanblueprint's table of colours, and three of our own: it knows no failure, and nothing that goes on.
BORDERS = {IN_LIBRARY: "darkgreen", "stated": "green", "can be stated": "blue", "not ready": "#FFAA33"}
FILLS = {
    PROVED: "#9CEC8B",
    FULLY_PROVED: "#1CAC78",
    "can be proved": "#A3D6FF",
    "defined": "#B0ECA3",
    DISPROVED: "#FF6B6B",
    STUCK: "#FFD27F",
    RUNNING: "#FFF59D",
    OPEN: "#FFFFFF",
}
Palette = Mapping[str, str]  # colours by the keys of both
PALETTE: Palette = MappingProxyType({**BORDERS, **FILLS})
PLAIN_BORDER = "#555555"  # where `BORDERS` has none, and one is drawn


@dataclass(frozen=True)
class Standing:
    """``border`` is a key of `BORDERS` or empty, ``fill`` one of `FILLS`; ``words`` say both.

    A document may have another ``palette`` than leanblueprint.
    """

    border: str
    fill: str
    words: str
    palette: Palette = field(default_factory=lambda: PALETTE, repr=False)

    @property
    def state(self) -> str:
        """Both in one word of `STATES`, for a legend or a filter: what is in Mathlib, else how far its proof is."""
        if self.border == IN_LIBRARY:
            return IN_LIBRARY
        return self.fill if self.fill != OPEN or not self.border else self.border

    @property
    def colours(self) -> tuple[str, str]:
        """Of the fill and of the border."""
        return self.palette[self.fill], self.palette.get(self.border, PLAIN_BORDER)


# What `Standing.state` says, each in that one's colours, from nothing done to all; what went wrong, and what goes on.
STATES = (
    Standing("", OPEN, "nothing is done yet"),
    Standing("not ready", OPEN, "not ready to be stated"),
    Standing("can be stated", OPEN, "all that its statement uses is stated"),
    Standing("stated", OPEN, "stated in Lean, and not proved"),
    Standing("", "can be proved", "ready: all that it uses is stated"),
    Standing("", "defined", "a definition that Lean takes"),
    Standing("", PROVED, "proved, and something below it is not"),
    Standing("", FULLY_PROVED, "proved, with all that is below it"),
    Standing(IN_LIBRARY, FULLY_PROVED, "in Mathlib"),
    Standing("", DISPROVED, "its negation is proved"),
    Standing("", STUCK, "tried in vain"),
    Standing("", RUNNING, "at work on it now"),
)
DONE = frozenset({"defined", PROVED, FULLY_PROVED, IN_LIBRARY})  # those of them at which nothing is left to do


Standings = Mapping[str, Standing]  # of nodes, by name


def state_of(node: Node, states: States) -> str:
    """What a run found; open where it found nothing."""
    return states.get(node.name, OPEN)


def is_done(node: Node, states: States) -> bool:
    """Whether nothing is left to do at the node itself: it is proved, or a definition that Lean has not refused."""
    state = state_of(node, states)
    if state in (PROVED, FROM_OPEN):
        return True
    if state != OPEN:
        return False
    if node.documented is not None and Mark.SORRY in node.documented.marks:
        return False
    if node.documented is not None:
        return Mark.PROVED in node.documented.marks or node.kind is Kind.DEFINITION
    return node.kind is Kind.DEFINITION and node.lean.strip() != ""


def progress_of(blueprint: Blueprint, states: States = NO_STATES) -> dict[str, Standing]:
    """That of each node, by name."""
    unfinished = _unfinished(blueprint, states)
    stated = {node.name for node in blueprint.nodes if _is_stated(node)}
    documented = [(node, node.documented) for node in blueprint.nodes if node.documented]
    unknown = {used for node, said in documented for used in node.uses if used not in said.elsewhere}
    stated |= unknown - set(blueprint.by_name)
    return {node.name: _progress(node, states, stated, node.name in unfinished) for node in blueprint.nodes}


def in_colours(standings: Standings, colours: Palette) -> Standings:
    """The same where a document has these colours in the place of leanblueprint's."""
    palette = {**PALETTE, **colours}
    return {name: replace(each, palette=palette) for name, each in standings.items()} if colours else standings


def _unfinished(blueprint: Blueprint, states: States) -> set[str]:
    """The nodes that are not done, or have one below them that is not; each edge is walked once."""
    users: dict[str, list[str]] = {}
    waiting = [node.name for node in blueprint.nodes if not is_done(node, states)]
    for node in blueprint.nodes:
        for used in node.uses:
            users.setdefault(used, []).append(node.name)
            # As in leanblueprint: a label that a document has nowhere holds nothing up, that of something else does.
            if used not in blueprint.by_name and (node.documented is None or used in node.documented.elsewhere):
                waiting.append(used)
    found = set(waiting)
    while waiting:
        above = [user for user in users.get(waiting.pop(), ()) if user not in found]
        found.update(above)
        waiting += above
    return found


def _is_stated(node: Node) -> bool:
    if node.documented is not None:
        return not {Mark.STATED, Mark.IN_LIBRARY}.isdisjoint(node.documented.marks)
    return node.kind is Kind.TARGET or node.lean.strip() != ""


def _progress(node: Node, states: States, stated: set[str], is_unfinished: bool) -> Standing:
    done = is_done(node, states)
    finished = FULLY_PROVED if done and not is_unfinished else PROVED
    if node.documented is None or node.name in states:
        fill = ("defined" if node.kind is Kind.DEFINITION else finished) if done else state_of(node, states)
        border = _border(node.documented, stated) if node.documented else ""
        return Standing(border, fill if fill in FILLS else OPEN, state_of(node, states))
    border = _border(node.documented, stated)
    if node.kind is Kind.DEFINITION and Mark.SORRY in node.documented.marks:
        return Standing(border, OPEN, Mark.SORRY)
    if node.kind is Kind.DEFINITION:
        fill = {"in Mathlib": "defined", "stated": "defined", "can be stated": "can be proved"}.get(border, OPEN)
        return Standing(border, fill, "defined" if border == "stated" else border or OPEN)
    fill = finished if done else OPEN
    says_how = node.documented.has_proof and (node.idea or not set(node.uses).issubset(node.documented.stated_with))
    if not done and says_how and border not in ("", "not ready") and stated.issuperset(node.uses):
        fill = "can be proved"
    words = [border, fill, *(mark for mark in node.documented.marks if mark is Mark.SORRY)]
    return Standing(border, fill, ", ".join(word for word in words if word and word != OPEN) or OPEN)


def _border(documented: Documented, stated: set[str]) -> str:
    if Mark.IN_LIBRARY in documented.marks:
        return "in Mathlib"
    if Mark.STATED in documented.marks:
        return "stated"
    if Mark.NOT_READY in documented.marks:
        return "not ready"
    return "can be stated" if stated.issuperset(documented.stated_with) else ""

"""A blueprint as a graph of the page: its nodes with their colours, its edges, the legend; it reads no files."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from architect.blueprint.graph import Blueprint, Kind, Node
from architect.blueprint.plain import plain_line
from architect.page.data import LegendRow, Page, PageEdge, PageGraph, PageNode
from architect.views.blueprint import edges_of, kind_of
from architect.views.progress import DONE, NO_STATES, STATES, Palette, Standing, States, in_colours, progress_of

NOTHING: Mapping[str, str] = MappingProxyType({})
NO_NOTES: Mapping[str, Sequence[str]] = MappingProxyType({})


def legend_in(colours: Palette) -> tuple[LegendRow, ...]:
    """A row for each state, where a document has these colours in the place of leanblueprint's."""
    rows = in_colours({each.state: each for each in STATES}, colours).values()
    return tuple(
        LegendRow(name=row.state, fill=row.colours[0], border=row.colours[1], words=row.words, done=row.state in DONE)
        for row in rows
    )


LEGEND = legend_in({})


def page_of_blueprint(
    blueprint: Blueprint,
    title: str,
    states: States = NO_STATES,
    places: Mapping[str, str] = NOTHING,
    colours: Palette = NOTHING,
    notes: Mapping[str, Sequence[str]] = NO_NOTES,
) -> Page:
    """The page of a document, faults and all: of two nodes of one name the second has a number behind it.

    ``places`` are where a document has its nodes, by name, ``colours`` its own where leanblueprint has others, and
    ``notes`` what else there is to say, by name.
    """
    ids = names_apart([node.name for node in blueprint.nodes])
    progress = in_colours(progress_of(blueprint, states), colours)
    nodes = tuple(
        one.model_copy(
            update={"id": id, "place": places.get(one.id, ""), "notes": (*one.notes, *notes.get(one.id, ()))}
        )
        for id, one in zip(ids, (drawn(node, progress[node.name]) for node in blueprint.nodes), strict=True)
    )
    target = next((node.id for node in nodes if node.kind == Kind.TARGET), None)
    state = next((node.state for node in nodes if node.id == target), overall(node.state for node in nodes))
    graph = PageGraph(id="0", title=title, target=target, state=state, nodes=nodes, edges=edges_between(blueprint, ids))
    return Page(title=title, kind="blueprint", graphs=(graph,), legend=legend_in(colours))


def overall(states: Iterable[str]) -> str:
    """Of a graph with no target: the state that is nearest to nothing, as the legend is ordered."""
    order = {row.name: place for place, row in enumerate(LEGEND)}
    return min(states, key=order.__getitem__, default=LEGEND[0].name)


def drawn(node: Node, standing: Standing) -> PageNode:
    """A node by itself, with nothing that was tried."""
    document = node.documented
    fill, border = standing.colours
    return PageNode(
        id=node.name,
        title=(plain_line(document.title) if document else "") or node.name,
        kind=kind_of(node),
        state=standing.state,
        words=standing.words,
        fill=fill,
        border=border,
        statement=node.lean,
        proof=document.proof if document else "",
        informal=node.informal,
        informal_proof=node.idea,
        labels=document.labels if document else (),
        lean=document.declarations if document else (),
        notes=tuple(f"discussion: {each}" for each in document.discussion) if document else (),
    )


def by_itself(name: str, state: str, words: str) -> PageNode:
    """A theorem of which there is no graph."""
    return drawn(Node(name=name, kind=Kind.TARGET), replace(by_state(state), words=words))


def edges_between(blueprint: Blueprint, ids: Sequence[str] = ()) -> tuple[PageEdge, ...]:
    """What uses what; a name with no node has no edge. ``ids`` are those of the nodes, where their names are not."""
    ids = ids or [node.name for node in blueprint.nodes]
    return tuple(PageEdge(source=ids[user], to=ids[used], kind=sort) for used, user, sort in edges_of(blueprint))


def names_apart(names: Sequence[str]) -> list[str]:
    """The names, each once: one that was there before has the first number behind it that makes it new."""
    known, found = set(names), list[str]()
    last: dict[str, int] = {}
    seen: set[str] = set()
    for name in names:
        new = name
        while new in seen or (new != name and new in known):
            last[name] = last.get(name, 1) + 1
            new = f"{name} ({last[name]})"
        seen.add(new)
        found.append(new)
    return found


def by_state(state: str) -> Standing:
    """A standing with this state. Raises `KeyError` for one that the legend does not have."""
    return _STANDINGS[state]


_STANDINGS: Mapping[str, Standing] = {each.state: replace(each, words=each.state) for each in STATES}

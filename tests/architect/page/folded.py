"""What a slider over a page shows: the states, nodes and edges after so many events."""

from dataclasses import dataclass, field

from architect.page.data import PageEdge, PageGraph


@dataclass
class Moment:
    """The graph at one event."""

    states: dict[str, str] = field(default_factory=dict)
    present: tuple[str, ...] = ()
    edges: tuple[PageEdge, ...] = ()

    def shown(self) -> dict[str, str]:
        """The states of the nodes that there are."""
        return {name: self.states[name] for name in self.present}


def moment(graph: PageGraph, events: int | None = None) -> Moment:
    """After so many events; after all where nothing is said."""
    found = Moment()
    for event in graph.events[:events]:
        found.states |= event.states
        found.present = found.present if event.present is None else event.present
        found.edges = found.edges if event.edges is None else event.edges
    return found

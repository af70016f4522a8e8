"""What tests of campaigns share: places, nodes, and a record in memory."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from architect.blueprint.graph import Blueprint, Kind, Node
from architect.run.events import RunEvent
from prover.text.place import Place
from prover.text.problem import parse_problem

E = TypeVar("E")


def place_of(text: str, name: str | None = None) -> Place:
    problem = parse_problem(text, Path("P.lean"))
    [target] = problem.targets(name)
    return Place(problem, target, {})


def lemma(name: str, claim: str, *uses: str) -> Node:
    return Node(name=name, kind=Kind.LEMMA, lean=f"theorem {name} {claim}", uses=uses)


def definition(name: str, body: str, *uses: str) -> Node:
    return Node(name=name, kind=Kind.DEFINITION, lean=f"def {name} {body}", uses=uses)


def target(*uses: str, name: str = "t") -> Node:
    return Node(name=name, kind=Kind.TARGET, uses=uses)


def blueprint(*nodes: Node) -> Blueprint:
    return Blueprint(nodes=nodes)


class Events(list[RunEvent]):
    """A record in memory, of the theorem `t` where nobody says of which."""

    async def write(self, event: RunEvent, /) -> None:
        self.append(event if event.target else event.model_copy(update={"target": "t"}))

    def of(self, kind: type[E]) -> Sequence[E]:
        return [event for event in self if isinstance(event, kind)]

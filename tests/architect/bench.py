"""What tests of campaigns share: places, nodes, and a record in memory."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from architect.blueprint.graph import Blueprint, Kind, Node
from prover.text.place import Place
from prover.text.problem import parse_problem


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


class Events(list[dict[str, Any]]):
    """A record in memory, in the form in which a journal is read."""

    async def write(self, event: str, /, **data: object) -> None:
        self.append({"event": event, **data})

    def of(self, kind: str) -> Sequence[dict[str, Any]]:
        return [event for event in self if event["event"] == kind]

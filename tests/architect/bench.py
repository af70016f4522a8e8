"""What tests of campaigns share: places, nodes, a planner that says what it is told, and a record in memory."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from architect.blueprint.graph import Blueprint, Kind, Node
from architect.planning.planner import GiveUp, Proposal, Situation
from prover.text.place import Place
from prover.text.problem import parse_problem
from prover.words.errors import LimitReached, ModelFailed

Line = Proposal | ModelFailed | LimitReached | Callable[[Situation], Proposal]


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


class Script:
    """A planner that answers with the next of ``lines`` whatever it is asked, and gives up when there is none.

    ``heard`` holds the situations that it was asked in.
    """

    def __init__(self, lines: Iterable[Line], eager: bool = False) -> None:
        self.eager = eager
        self._lines = iter(lines)
        self.heard: list[Situation] = []

    def fresh(self) -> "Script":
        return self

    async def draft(self, situation: Situation) -> Proposal:
        self.heard.append(situation)
        line = next(self._lines, GiveUp("the script is over"))
        if isinstance(line, ModelFailed | LimitReached):
            raise line
        return line(situation) if callable(line) else line

    refine = draft

    @property
    def faults(self) -> list[tuple[str, ...]]:
        """What it was told of its answers, where something was wrong with one."""
        return [situation.faults for situation in self.heard if situation.faults]


class Events(list[dict[str, Any]]):
    """A record in memory, in the form in which a journal is read."""

    async def write(self, event: str, /, **data: object) -> None:
        self.append({"event": event, **data})

    def of(self, kind: str) -> Sequence[dict[str, Any]]:
        return [event for event in self if event["event"] == kind]

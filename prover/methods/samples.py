"""How the attempts of one model at an obligation differ, and what each of them may take; nothing is asked here.

The first is as if it were alone. Each later one is asked for another route, by its number, and is made warmer.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from prover.agent.distil import Established
from prover.methods.ladder import Task
from prover.words.budget import LEAST_SHARE, Budget, Limits
from prover.words.templates import Prompts


@dataclass
class Sample:
    """One attempt; its ``number`` counts from 0.

    It hears of a ``route``, has this ``temperature`` at least where that is not None, and goes on from ``earlier``.
    When it is over it has what it ``came_to``, and the ``fault`` for which those were not distilled to the end.
    """

    number: int
    route: str = ""
    temperature: float | None = None
    earlier: tuple[Established, ...] = ()
    came_to: Established | None = None
    fault: str = ""


def samples_of(prompts: Prompts, count: int, temperature: float) -> Iterator[Sample]:
    """So many; the later ones go one route after another of `routes.md`, a line each. A temperature of 0 is none."""
    yield Sample(0)
    routes = list(filter(None, prompts.render("routes").splitlines())) if count > 1 else []
    for number in range(1, count):
        route = prompts.render("route", route=routes[(number - 1) % len(routes)]) if routes else ""
        yield Sample(number, route, temperature or None)


def share_of(task: Task, budget: Budget, fraction: float) -> Budget:
    """A part of what is left of a budget, and of the time that the task's rung has; the budget itself for all of it."""
    if fraction >= 1:
        return budget
    part, left = budget.share(fraction, LEAST_SHARE), task.left()
    return part if left == float("inf") else part.part(Limits(seconds=max(left * fraction, LEAST_SHARE)))

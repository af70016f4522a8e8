"""A planner that answers from a list: for tests and measurements; it plans nothing."""

from collections.abc import Callable, Iterable

from architect.planning.planner import GiveUp, Proposal, Situation
from prover.words.errors import LimitReached, ModelFailed

PlannerLine = Proposal | ModelFailed | LimitReached | Callable[[Situation], Proposal]


class ScriptedPlanner:
    """Answers with the next of ``lines`` whatever it is asked, and gives up when there is none.

    A line may be an exception, or a function of the situation. ``heard`` holds the situations that it was asked in,
    ``refined`` of them for a change.
    """

    def __init__(self, lines: Iterable[PlannerLine] = (), eager: bool = False) -> None:
        self.eager = eager
        self._lines = iter(lines)
        self.heard: list[Situation] = []
        self.refined = 0

    def fresh(self) -> "ScriptedPlanner":
        return self

    async def draft(self, situation: Situation) -> Proposal:
        self.heard.append(situation)
        line = next(self._lines, GiveUp("the script is over"))
        if isinstance(line, ModelFailed | LimitReached):
            raise line
        return line(situation) if callable(line) else line

    async def refine(self, situation: Situation) -> Proposal:
        self.refined += 1
        return await self.draft(situation)

    @property
    def faults(self) -> list[tuple[str, ...]]:
        """What it was told of its answers, where something was wrong with one."""
        return [situation.faults for situation in self.heard if situation.faults]

"""What a campaign works with: a planner, who works at its nodes, and whose turn it is where there are several of them.

They take turns: the next one goes on when one has no idea any more, or has had its part of the time.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from architect.blueprint.graph import Blueprint
from architect.campaign.ending import Ending
from architect.campaign.seats import Seats
from architect.campaign.workers import Workers
from architect.planning.draft import Meaning, drafted
from architect.planning.planner import MOST_NODES, NoBlueprint, Planner, Situation, State
from architect.planning.refine import refined
from architect.planning.wishes import Grown
from prover.text.place import Place
from prover.words.budget import Budget
from prover.words.errors import LimitReached, ModelFailed

WORDS = ("gave up", "out of rounds", "out of budget", "broken")  # of endings without a blueprint, the worst last
PlannerAnswer = Blueprint | NoBlueprint | LimitReached | ModelFailed
PlanningEvent = PlannerAnswer | Grown
UNTIL_OTHERS = 0.5  # of the time, after which it is the turn of the next means


@dataclass(frozen=True)
class Means:
    """What a campaign works with; several campaigns may share all of it but the planner.

    Its blueprints have so many ``nodes`` at most, and so many lemmas that were ``wanted`` and not planned. Where it has
    no other idea, or half of the time is over, ``then`` is gone on with: another planner, and who works at its nodes.
    """

    workers: Workers
    planner: Planner
    seats: Seats
    budget: Budget
    rounds: int
    hint: str = ""
    drafts: int = 1
    then: "Means | None" = None
    nodes: int = MOST_NODES
    wanted: int = 0

    def situation(
        self,
        place: Place,
        blueprint: Blueprint | None,
        states: Mapping[str, State],
        history: Sequence[str],
        alone: State | None,
    ) -> Situation:
        """What the planner is told; ``alone`` is what is known of the target as it is."""
        direct = alone.diagnosis if alone else None
        return Situation(
            place, self.budget, blueprint, states, tuple(history), hint=self.hint, direct=direct, most=self.nodes
        )

    async def plan(self, situation: Situation, earlier: Sequence[Meaning], *, anew: bool) -> PlannerAnswer:
        """A blueprint, drawn ``anew`` or changed to mean nothing that ``earlier`` ones did; or why there is none."""
        try:
            if anew:
                return await drafted(self.planner, self.workers, situation, self.drafts)
            return await refined(self.planner, self.workers, situation, earlier)
        except (LimitReached, ModelFailed) as failure:
            return failure


class Relay:
    """Whose turn it is among several means, and which of them have come to their end."""

    def __init__(self, first: Means, rounds: int) -> None:
        """``rounds`` is how many refinements there were before."""
        self.all = [first]
        while (then := self.all[-1].then) is not None:
            self.all.append(then)
        self._at, self._ends, self._reached = 0, dict[int, Ending](), 0
        self._rounds = [rounds, *[0] * (len(self.all) - 1)]
        self.new = False  # it is their turn to draw a blueprint of their own, without waiting for a failure
        self.trying = False  # what provers wanted is tried since then
        self._reopens = False
        left = first.budget.left("seconds", wrap_up=True)
        self._until = time.monotonic() + left * UNTIL_OTHERS if len(self.all) > 1 else float("inf")

    @property
    def means(self) -> Means:
        return self.all[self._at]

    @property
    def is_last(self) -> bool:
        """Whether none comes after them, but those that had their turn."""
        return self._at == len(self.all) - 1

    @property
    def symbolic(self) -> bool:
        """Whether it is the turn of one planner of several that needs no model."""
        return len(self.all) > 1 and self.means.planner.eager

    @property
    def eager(self) -> bool:
        """Whether one of them plans beside what is tried at the target as it is."""
        return any(means.planner.eager for means in self.all)

    @property
    def seconds(self) -> float:
        """Until it is the turn of the next, whatever goes on."""
        return max(self._until - time.monotonic(), 0.0)

    @property
    def end(self) -> Ending | None:
        """Why these will draw no other blueprint."""
        return self._ends.get(self._at)

    @end.setter
    def end(self, why: Ending) -> None:
        self._ends[self._at] = why

    @property
    def last_word(self) -> Ending:
        """Of all that have ended, the ending that says most."""
        return self._ends[max(self._ends, key=lambda at: (WORDS.index(self._ends[at].word), at))]

    @property
    def rounds(self) -> int:
        return self._rounds[self._at]

    @rounds.setter
    def rounds(self, count: int) -> None:
        self._rounds[self._at] = count

    def hear(self) -> None:
        """Something failed: whoever had no idea may have one now."""
        self._ends = {at: end for at, end in self._ends.items() if end.word == "out of rounds"}

    def go_on(self) -> bool:
        """Give the turn to the next that has not ended; False where there is none."""
        self._until = float("inf")
        order = [*range(self._at + 1, len(self.all)), *range(self._at)]
        after = next((at for at in order if at not in self._ends), None)
        if after is None:
            return False
        self._at, self.new, self.trying = after, not self.all[after].planner.eager, False
        self._reopens = self._reopens or after > self._reached
        self._reached = max(self._reached, after)
        return True

    def drafts(self) -> bool:
        """Whether it is their turn to draw a blueprint of their own; once."""
        found, self.new = self.new, False
        return found

    def reopens(self) -> bool:
        """Whether nodes are tried anew that others failed at; once for each of the means."""
        found, self._reopens = self._reopens, False
        return found

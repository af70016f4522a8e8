"""What is told of a run as it goes on: events, each with its ``kind``, and those of them that nobody has read yet."""

import asyncio
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from architect.api.results import DrawnBlueprint, TheoremResult
from architect.blueprint.graph import Blueprint
from architect.campaign.campaign import Campaign
from architect.run.asked import Listener
from architect.run.result import Result
from prover.methods.at_work import AtWork
from prover.words.budget import Budget

MOST_UNREAD = 1_000


@dataclass(frozen=True)
class RunStarted:
    """Lean has read the file: these ``theorems`` are to be proved, in so many ``seconds``, where that is limited."""

    theorems: tuple[str, ...]
    seconds: float | None
    kind: Literal["started"] = "started"


@dataclass(frozen=True)
class StepTold:
    """Something is begun, in a line for a person; a warning begins with `warning: `."""

    text: str
    kind: Literal["step"] = "step"


@dataclass(frozen=True)
class MethodsAtWork:
    """These ``methods`` are at a theorem as it is; where there are none, the last has ended."""

    theorem: str
    methods: tuple[str, ...]
    kind: Literal["methods"] = "methods"


@dataclass(frozen=True)
class BlueprintChanged:
    """The ``blueprint`` of a theorem, which was drawn, refined, or has one more node settled.

    ``states`` has a word for each node (`open`, `proved`, `disproved`, `stuck`), ``rounds`` is how often it was
    refined. Of the target alone nothing is told.
    """

    theorem: str
    blueprint: Blueprint
    states: Mapping[str, str]
    rounds: int
    kind: Literal["blueprint"] = "blueprint"

    @property
    def drawn(self) -> DrawnBlueprint:
        """The same, to be shown."""
        return DrawnBlueprint(self.theorem, self.blueprint, self.states)


@dataclass(frozen=True)
class ResultTold:
    """A turn of a theorem is over, with this ``result``; one that is not proved may have another turn."""

    result: TheoremResult
    kind: Literal["settled"] = "settled"


ProvingEvent = RunStarted | StepTold | MethodsAtWork | BlueprintChanged | ResultTold


class Unread:
    """Events that nobody has read yet: the oldest are left out where there are too many, and counted as ``missed``."""

    def __init__(self, most: int = MOST_UNREAD) -> None:
        self.missed = 0
        self._events: deque[ProvingEvent] = deque()
        self._most, self._closed = most, False
        self._news = asyncio.Event()

    def put(self, event: ProvingEvent) -> None:
        """Add an event, in the place of the last one where that says the same of the same theorem."""
        if self._events and _is_newer(event, self._events[-1]):
            self._events.pop()
        self._events.append(event)
        if len(self._events) > self._most:
            self._events.popleft()
            self.missed += 1
        self._news.set()

    def close(self) -> None:
        """There will be no more."""
        self._closed = True
        self._news.set()

    async def next(self) -> ProvingEvent | None:
        """The next one, as soon as there is one; None behind the last."""
        while not self._events and not self._closed:
            self._news.clear()
            await self._news.wait()
        return self._events.popleft() if self._events else None


def _is_newer(event: ProvingEvent, last: ProvingEvent) -> bool:
    match event, last:
        case (MethodsAtWork(theorem), MethodsAtWork(other)) | (BlueprintChanged(theorem), BlueprintChanged(other)):
            return theorem == other
        case _:
            return False


class EventTeller:
    """Makes events of what a `Listener` hears."""

    def __init__(self, unread: Unread, result: Callable[[Result], TheoremResult]) -> None:
        self._put, self._result = unread.put, result
        self._drawn: tuple[Campaign, Blueprint, int, int] | None = None  # what was told last of a blueprint

    def listener(self, keep: Callable[[str], None]) -> Listener:
        """What hears of a run; ``keep`` is its own."""
        return Listener(self.step, self._begun, self._at_work, self._state, self._settled, keep, self.step)

    def step(self, text: str) -> None:
        self._put(StepTold(text))

    def _begun(self, theorems: Sequence[str], budget: Budget) -> None:
        self._put(RunStarted(tuple(theorems), budget.limits.seconds))

    def _at_work(self, theorem: str, at_work: AtWork) -> None:
        self._put(MethodsAtWork(theorem, at_work.methods))

    def _state(self, campaign: Campaign) -> None:
        """Methods come and go by the hundred, and states take their time to find: only what they say of is told."""
        drawn = campaign.blueprint
        if drawn is None or len(drawn.nodes) < 2:
            return
        told = (campaign, drawn, campaign.settled, len(campaign.refusals))
        if self._drawn is not None and all(a is b or a == b for a, b in zip(told, self._drawn, strict=True)):
            return
        self._drawn = told
        states = {name: state.status for name, state in campaign.states.items()}
        self._put(BlueprintChanged(campaign.place.name, drawn, states, len(campaign.history)))

    def _settled(self, result: Result) -> None:
        self._put(ResultTold(self._result(result)))

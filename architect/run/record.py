"""Where the events of a run are written down besides its journal: nowhere, or to what has them again; no files here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from architect.campaign.events import Record
from architect.run.events import RunEvent
from prover.words.budget import Budget, Spent


class Unrecorded:
    """Keeps nothing: for a run that nobody will want to go on with."""

    async def write(self, event: object, /) -> None:
        pass


@dataclass(frozen=True)
class OfTarget:
    """One theorem's part of a record that several share; ``spent`` says what all of them took until then."""

    record: Record[RunEvent]
    target: str
    spent: Callable[[], Spent] = Spent

    async def write(self, event: RunEvent, /) -> None:
        await self.record.write(event.model_copy(update={"target": self.target, "spent": self.spent()}))


class History:
    """The record of a run: what stands there, and what is added, which is on it before it is in ``events``."""

    def __init__(self, record: Record[RunEvent], events: Sequence[RunEvent], budget: Budget) -> None:
        self.events = list(events)
        self._record, self.budget = record, budget

    def of(self, target: str) -> OfTarget:
        """Where to write events of one target, each with what was spent until then."""
        return OfTarget(self, target, lambda: self.budget.spent)

    async def write(self, event: RunEvent, /) -> None:
        await self._record.write(event)
        self.events.append(event)

"""The one journal of a project's run: what stands there, what is added, and the part of each file; no files here."""

from collections.abc import Sequence
from dataclasses import dataclass

from architect.campaign.events import Record
from architect.project.events import InFile, ProjectEvent
from architect.run.events import RunEvent
from prover.words.budget import Spent


class ProjectHistory:
    """The record of a run, which has an event before that is in ``events``."""

    def __init__(self, record: Record[ProjectEvent], events: Sequence[ProjectEvent]) -> None:
        self._record, self.events = record, list(events)

    async def write(self, event: ProjectEvent, /) -> None:
        await self._record.write(event)
        self.events.append(event)

    def of(self, module: str) -> list[RunEvent]:
        """What happened in one file."""
        return of_module(self.events, module)


def of_module(events: Sequence[ProjectEvent], module: str) -> list[RunEvent]:
    """What of these happened in one file."""
    return [event.of for event in events if isinstance(event, InFile) and event.module == module]


@dataclass(frozen=True)
class OfFile:
    """One file's part of it. What the file took before this work began is ``earlier``, and counted with it."""

    record: Record[ProjectEvent]
    module: str
    earlier: Spent

    async def write(self, event: RunEvent, /) -> None:
        said = event.model_copy(update={"spent": self.earlier + event.spent})
        await self.record.write(InFile(module=self.module, of=said))

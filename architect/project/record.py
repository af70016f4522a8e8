"""The one journal of a project's run: what stands there, what is added, and the part of each file; no files here."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from architect.campaign.events import Record
from architect.project.events import InFile, ProjectEvent
from architect.project.folder import FileAsked
from architect.run.events import CheapTried, DirectlyTried, RunEvent, TheoremSettled
from architect.run.history import spent_before
from prover.words.budget import Spent

TRIED = (CheapTried, DirectlyTried)


class ProjectHistory:
    """The record of a run, which has an event before that is in ``events``."""

    def __init__(self, record: Record[ProjectEvent], events: Sequence[ProjectEvent]) -> None:
        self._record, self.events = record, list(events)

    async def write(self, event: ProjectEvent, /) -> None:
        await self._record.write(event)
        self.events.append(event)

    def of(self, file: FileAsked) -> list[RunEvent]:
        """What happened in a file; what was tried there in vain before something above it was proved is left out."""
        last = max((i for i, event in enumerate(self.events) if _proves(event, file.after)), default=0)
        early = [event for event in of_module(self.events[:last], file.module) if not isinstance(event, TRIED)]
        return [*early, *of_module(self.events[last:], file.module)]

    def spent_in(self, file: FileAsked) -> Spent:
        """What the file took."""
        return spent_before(of_module(self.events, file.module))


def _proves(event: ProjectEvent, modules: Collection[str]) -> bool:
    """Whether something that is in one of the modules is proved."""
    if not isinstance(event, InFile) or event.module not in modules or not isinstance(event.of, TheoremSettled):
        return False
    return event.of.certificate is not None and not event.of.disproof


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

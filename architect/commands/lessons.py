"""What runs have of the handbook: whether models are told of it, and what is learnt behind a run's result."""

import argparse
import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from architect.commands.parser import others
from architect.commands.streams import complain
from prover.words.errors import ArchitectError
from prover.words.shown import in_one_line

if TYPE_CHECKING:
    from architect.campaign.events import Record
    from architect.run.asked import Equipment
    from architect.run.events import RunEvent
    from architect.run.folder import Run
    from architect.run.result import Report
    from prover.words.budget import Spent
    from prover.words.settings import Resolved

T = TypeVar("T")
# Options without a value → setting, and what it then is; `resolved` reads them with the others.
FLAGS: tuple[tuple[str, str, bool, str], ...] = (
    (
        "--learn",
        "handbook.learn",
        True,
        "have the model draw behaviours from the run in the end (docs/handbook.md)",
    ),
    ("--no-handbook", "handbook.use", False, "tell models nothing of the handbook"),
)


def add_handbook_flags(parser: argparse.ArgumentParser) -> None:
    """The options for what a run has of the handbook."""
    for option, setting, value, words in FLAGS:
        others(parser).add_argument(option, dest=setting, action="store_const", const=value, help=words)


@dataclass
class Lessons:
    """What is learnt from a ``run`` when all else is over, where it is wanted: its means stay open until then."""

    run: "Run"
    settings: "Resolved"
    _open: AsyncExitStack = field(default_factory=AsyncExitStack)
    _equipment: "list[Equipment]" = field(default_factory=list)
    _record: "list[Record[RunEvent]]" = field(default_factory=list)

    @property
    def are_wanted(self) -> bool:
        return self.settings.settings.handbook.learn

    def means(
        self,
        opening: "AbstractAsyncContextManager[Equipment]",
        recording: "AbstractAsyncContextManager[Record[RunEvent]]",
    ) -> "tuple[AbstractAsyncContextManager[Equipment], AbstractAsyncContextManager[Record[RunEvent]]]":
        """The same two, not closed by who opens them where there is something to learn behind it."""
        if not self.are_wanted:
            return opening, recording
        return self._kept(opening, self._equipment), self._kept(recording, self._record)

    async def after(self, working: "Coroutine[Any, Any, Report]", ended: "Callable[[Report], int]") -> int:
        """Work, hand out the result, and learn; what comes of that last does not change the exit code."""
        from architect.run.history import spent_before

        before = spent_before(self.run.events())
        async with self._open:
            report = await working
            code = ended(report)
            try:
                line = await self._learnt(report, before)
            except asyncio.CancelledError:
                if (task := asyncio.current_task()) is not None:
                    task.uncancel()  # the result is there: who is impatient now has it
                line = "nothing was learnt: interrupted"
            except (ArchitectError, OSError) as failure:
                line = f"nothing was learnt: {failure}"
            complain(in_one_line(f"architect: {line}"))
        return code

    async def _learnt(self, report: "Report", before: "Spent") -> str:
        from architect.handbook.folder import handbook_folder
        from architect.handbook.learning import Learner
        from architect.views.costs import spent_as_text

        [equipment], [record] = self._equipment, self._record
        models = equipment.models
        if not models.all:
            return "nothing was learnt: no model was asked"
        folder = handbook_folder(self.settings.settings.handbook)
        learner = Learner(equipment, record, folder, self.run.name, self.settings.keys())
        lesson = await learner.learn(report, await asyncio.to_thread(self.run.events), before)
        said = [f"learnt: {', '.join(lesson.kept)}"] if lesson.kept else []
        said += [f"nothing was learnt: {lesson.why}"] if lesson.why else []
        said += [f"left out: {put.name} ({put.why})" for put in lesson.done if put.why]
        said += (
            [spent_as_text(lesson.spent, self.settings.settings.priced).splitlines()[0]] if lesson.spent.calls else []
        )
        return "; ".join(said)

    @asynccontextmanager
    async def _kept(self, manager: "AbstractAsyncContextManager[T]", kept: list[T]) -> AsyncIterator[T]:
        kept.append(await self._open.enter_async_context(manager))
        yield kept[-1]

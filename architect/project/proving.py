"""All files of a project's run, each after those that it imports, many at a time, under one budget; nothing is printed.

A file is a run of its own (`architect/run/work.py`), which records into the project's one journal. What is proved in a
file counts for those that import it only once it is in the project and built, so they wait for that where the run
writes; where it does not, they are judged by the project as it is built, its `sorry`s included.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace

from architect.project.folder import FileAsked, ProjectRun
from architect.project.hands import Hands
from architect.project.leans import ProjectLean
from architect.project.record import OfFile, ProjectHistory
from architect.project.result import FileResult, ProjectReport
from architect.run.asked import Assignment, Equipment, Listener
from architect.run.history import spent_before
from architect.run.result import Report
from architect.run.work import work
from prover.lean.live.room import leans_at_once, pool_for
from prover.llm.model import Model
from prover.words.budget import LEAST_SHARE, Budget, Spent
from prover.words.errors import BadInput, LeanFailed
from prover.words.settings import Settings
from prover.words.tasks import task_group
from prover.words.templates import Prompts

MOST_ROUNDS = 4  # of files that were short of something
UNBUILT = "not tried: what it imports is not built"


@dataclass(frozen=True)
class Outfit:
    """What the files are proved with."""

    lean: ProjectLean
    settings: Settings
    model: Model | None
    prompts: Prompts


class ProjectProver:
    """``await ProjectProver(…).prove(hands)``; ``tell`` hears one line for each step."""

    def __init__(
        self, run: ProjectRun, outfit: Outfit, history: ProjectHistory, tell: Callable[[str], None] = lambda _: None
    ) -> None:
        self._run, self._outfit, self._history, self._tell = run, outfit, history, tell
        self._problems = {file.module: run.problem(file) for file in run.asked.files}
        spent = (spent_before(history.of(module)) for module in self._problems)
        self._budget = Budget(outfit.settings.limits, spent=sum(spent, Spent()))
        self._jobs = outfit.settings.lean.jobs or leans_at_once()
        self._results: dict[str, FileResult] = {}

    async def prove(self, hands: Hands | None) -> ProjectReport:
        """Try every file, and again those that were short of something, for as long as there is more of it.

        With ``hands`` what is proved goes into the project. Raises `StorageFailed` where nothing can be recorded.
        """
        began, files = time.monotonic(), self._run.asked.files
        left = files
        for _ in range(MOST_ROUNDS):
            await self._round(left, hands)
            left = tuple(file for file in left if self._results[file.module].was_short)
            if not left or self._budget.left("seconds") < LEAST_SHARE:
                break
        results = [self._results[file.module] for file in files]
        if hands is not None:
            self._tell("having Lake build what was written")
            results = await hands.settled(results)
        model = self._outfit.model
        priced = model is None or model.card.price is not None
        return ProjectReport(tuple(results), time.monotonic() - began, self._budget.spent, priced)

    async def _round(self, files: Sequence[FileAsked], hands: Hands | None) -> None:
        """Each file once, as soon as those that it imports are over; those that are ready share the Leans."""
        waiting, running = list(files), dict[asyncio.Task[None], tuple[FileAsked, int]]()
        free = self._jobs
        async with task_group() as group:
            while waiting or running:
                left = [*waiting, *(file for file, _ in running.values())]
                ready = [file for file in waiting if not {each.module for each in left} & {*file.after}][:free]
                for number, file in enumerate(ready):
                    leans = free // (len(ready) - number)
                    free -= leans
                    running[group.create_task(self._one(file, leans, self._share(file, left), hands))] = file, leans
                    waiting.remove(file)
                done, _ = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
                free += sum(running.pop(task)[1] for task in done)

    def _share(self, file: FileAsked, left: Sequence[FileAsked]) -> Budget:
        """By its holes, of what is left for the files that are; of time more, for many go on at once."""
        holes = {each.module: max(len(self._problems[each.module].holes()), 1) for each in left}
        fraction = holes[file.module] / sum(holes.values())
        seconds = self._budget.left("seconds") * min(1.0, fraction * min(self._jobs, len(left)))
        return self._budget.share(fraction, max(LEAST_SHARE, seconds))

    async def _one(self, file: FileAsked, leans: int, share: Budget, hands: Hands | None) -> None:
        """One file to its end, and into the project."""
        problem = self._problems[file.module]
        try:
            if self._budget.left("seconds", wrap_up=True) <= 0:
                result = FileResult(file, problem, why=f"not tried: {self._budget.reached('seconds')}")
            elif hands is not None and (unbuilt := await hands.imports_built(file)):
                result = FileResult(file, problem, why=f"{UNBUILT}: {unbuilt}", broken=True)
            else:
                result = FileResult(file, problem, await self._worked(file, leans, share))
        except (BadInput, LeanFailed) as error:
            result = FileResult(file, problem, why=str(error), broken=isinstance(error, LeanFailed))
        before = self._results.get(file.module)
        if result.report is None and before is not None and before.report is not None:
            result = replace(before, why=result.why, broken=result.broken)  # what is proved stays so
        if hands is not None and result.report is not None:
            result = await hands.put(result)
        self._results[file.module] = result
        self._tell(f"{file.module}: {'proved' if result.proved else result.why or 'not all of it is proved'}")

    async def _worked(self, file: FileAsked, leans: int, share: Budget) -> Report:
        problem, outfit = self._problems[file.module], self._outfit
        toolchain = await outfit.lean.of(file.path)
        events = self._history.of(file.module)
        async with pool_for(toolchain, leans) as pool:  # of its own: its header is, and a build has made Lean another
            return await work(
                Assignment(problem, problem.targets(), budget=share),
                nullcontext(Equipment(pool, outfit.settings, outfit.model, outfit.prompts)),
                nullcontext(OfFile(self._history, file.module, spent_before(events))),
                events,
                Listener(
                    tell=lambda line: self._tell(f"{file.module}: {line}"),
                    keep=lambda text: self._run.keep(file, text),
                ),
            )

"""All files of a project's run, each after those that it imports, many at a time, under one budget; nothing is printed.

A file is a run of its own (`architect/run/work.py`), which records into the project's one journal. First each has a
quick turn, by the cheap methods alone, so that no hard theorem takes the time of easy ones elsewhere. What is proved in
a file counts for those that import it once that is built, in the project or in a shadow of it, so they wait for that;
and what failed in them is tried again when more is proved above. What was judged by a proof above it that is there no
more is judged again, so that all that is called proved holds together.
"""

import asyncio
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass, field, replace
from typing import Protocol

from architect.project.events import RunEnded
from architect.project.folder import FileAsked, ProjectRun
from architect.project.heard import NOBODY, ProjectListener
from architect.project.leans import ProjectLean
from architect.project.record import OfFile, ProjectHistory
from architect.project.rejudged import rejudged, without_proofs
from architect.project.result import FileResult, ProjectReport, Proofs
from architect.run.asked import Assignment, Equipment
from architect.run.conversations import Conversations
from architect.run.result import Report
from architect.run.work import work
from prover.lean.live.room import leans_at_once, pool_for
from prover.lean.toolchains.toolchain import Toolchain
from prover.llm.roles import Models
from prover.words.behaviour import Behaviour
from prover.words.budget import LEAST_SHARE, Budget, Spent
from prover.words.errors import BadInput, LeanFailed
from prover.words.outcome import Broken
from prover.words.settings import Settings
from prover.words.tasks import task_group
from prover.words.templates import Prompts

MOST_ROUNDS = 4  # after the quick one
LEAST_QUICK = 3.0  # seconds for a file in a quick turn, besides what Lean needs to read it
UNBUILT = "not tried: what it imports is not built"


@dataclass(frozen=True)
class Outfit:
    """What the files are proved with; ``behaviours`` is the handbook that models are told from."""

    lean: ProjectLean
    settings: Settings
    models: Models
    prompts: Prompts
    conversations: Conversations = field(default_factory=Conversations)
    behaviours: tuple[Behaviour, ...] = ()


class Destination(Protocol):
    """Where proofs go, so that files which import them are judged by what is proved in them."""

    async def imports_built(self, file: FileAsked) -> str:
        """Have what a file imports built, as far as proofs changed it; returns in one line why it is not."""
        ...

    def before(self, toolchain: Toolchain, file: FileAsked, /) -> Toolchain:
        """The Lean for a file, which finds what was built."""
        ...

    async def put(self, result: FileResult, within: float, /) -> FileResult:
        """Take what is proved in a file, for others ``within`` so many seconds; returns what came of that too."""
        ...

    async def settled(self, results: Sequence[FileResult]) -> list[FileResult]:
        """All that was taken, as it stays in the end."""
        ...


@dataclass(frozen=True)
class _Turn:
    """One file's turn in a round: how far it goes, with how many Leans, which files are left, what is proved above.

    ``in_turn`` are its holes and those of what comes after it, each file of which waits for the one before.
    """

    quick: bool
    leans: int
    left: tuple[FileAsked, ...]
    in_turn: int
    above: Mapping[str, Proofs]


class ProjectProver:
    """``await ProjectProver(…).prove(into)``; ``heard`` is who hears of it."""

    def __init__(
        self, run: ProjectRun, outfit: Outfit, history: ProjectHistory, heard: ProjectListener = NOBODY
    ) -> None:
        self._run, self._outfit, self._history, self._heard = run, outfit, history, heard
        self._problems = {file.module: run.problem(file) for file in run.asked.files}
        self._holes = {module: max(len(problem.holes()), 1) for module, problem in self._problems.items()}
        spent = (history.spent_in(file) for file in run.asked.files)
        self._budget = Budget(outfit.settings.limits, spent=sum(spent, Spent()))
        self._models = outfit.models.begun(self._budget.spent)
        self._priced = outfit.settings.priced
        self._jobs = outfit.settings.lean.jobs or leans_at_once()
        self._results: dict[str, FileResult] = {}
        self._turns: dict[str, _Turn] = {}
        self._reading: dict[str, float] = {}  # seconds that Lean took to read a file

    async def prove(self, into: Destination) -> ProjectReport:
        """A quick turn for every file, then all there is for those that may gain by it, while there is time.

        What is proved goes ``into`` the project, or what stands for it. Raises `StorageFailed` where nothing can be
        recorded.
        """
        began, files = time.monotonic(), self._run.asked.files
        asked = {file.module: FileResult(file, self._problems[file.module]).targets for file in files}
        self._heard.begun(asked, self._budget)
        if len(files) > 1:
            await self._round(files, into, quick=True)
        for number in range(MOST_ROUNDS):
            left = self._left()
            if not left or self._budget.left("seconds") < (LEAST_SHARE if number else 0.0):
                break
            await self._round(left, into, quick=False)
        for file in sorted(files, key=_depth):
            if lost := self._results[file.module].lost_above(self._results):
                self._results[file.module] = await self._held(self._results[file.module], lost, into)
        self._heard.tell("the last look at all that is proved")
        results = await into.settled([self._results[file.module] for file in files])
        await self._history.write(RunEnded())
        return ProjectReport(tuple(results), time.monotonic() - began, self._budget.spent, self._priced)

    def _left(self) -> list[FileAsked]:
        """The files for another round: those that may gain by it now, or by what may be proved in it above them."""
        files = self._run.asked.files
        now = {file.module for file in files if self._may_gain(file)}
        return [f for f in files if f.module in now or (now & {*f.after} and self._result_open(f))]

    def _may_gain(self, file: FileAsked) -> bool:
        """Whether all has still to be tried at a file, more of the budget might help, or what was proved above it.

        Or something above it by which it was judged is proved no more.
        """
        result, turn = self._results.get(file.module), self._turns.get(file.module)
        if result is not None and not result.refused and result.lost_above(self._results):
            return True
        if not self._result_open(file):
            return False
        if result is None or turn is None or turn.above != self._proved_above(file):
            return True
        return result.report is not None and (turn.quick or result.was_short)

    def _result_open(self, file: FileAsked) -> bool:
        result = self._results.get(file.module)
        return result is None or (result.is_open and not result.refused)

    def _proved_above(self, file: FileAsked) -> Mapping[str, Proofs]:
        return {name: self._results[name].proofs for name in file.after if name in self._results}

    async def _round(self, files: Sequence[FileAsked], into: Destination, *, quick: bool) -> None:
        """Each file once, as soon as those that it imports are over; those that are ready share the Leans."""
        self._heard.turns([file.module for file in files])
        waiting, running = list(files), dict[asyncio.Task[None], tuple[FileAsked, int]]()
        free, in_turn = self._jobs, _in_turn(files, self._holes)
        async with task_group() as group:
            while waiting or running:
                left = [*waiting, *(file for file, _ in running.values())]
                unfinished = {file.module for file in left}
                ready = [file for file in waiting if unfinished.isdisjoint(file.after)][:free]
                for number, file in enumerate(ready):
                    leans = free // (len(ready) - number)
                    free -= leans
                    turn = _Turn(quick, leans, tuple(left), in_turn[file.module], self._proved_above(file))
                    running[group.create_task(self._one(file, turn, into))] = file, leans
                    waiting.remove(file)
                done, _ = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
                free += sum(running.pop(task)[1] for task in done)

    def _share(self, file: FileAsked, turn: "_Turn", reading: float) -> Budget:
        """By its holes, of what is left for the files that are; of time more, for many go on at once.

        But those that wait for it, and for each other, get theirs too. Lean took ``reading`` seconds to read the file,
        and may take as long again before anything is tried.
        """
        self._reading[file.module] = reading
        fraction = self._holes[file.module] / sum(self._holes[each.module] for each in turn.left)
        in_turn = self._holes[file.module] / turn.in_turn
        seconds = self._budget.left("seconds") * min(in_turn, fraction * self._jobs)
        least = LEAST_QUICK + reading if turn.quick else LEAST_SHARE
        return self._budget.share(fraction, max(least, seconds))

    async def _one(self, file: FileAsked, turn: "_Turn", into: Destination) -> None:
        """A file's turn, of which it is heard that it is over however it ends."""
        came = ""
        try:
            if self._may_gain(file):  # else nothing was proved above it in this round
                self._heard.at_work(file.module)
                came = await self._to_its_end(file, turn, into)
        finally:
            self._heard.settled(file.module, came)

    async def _to_its_end(self, file: FileAsked, turn: "_Turn", into: Destination) -> str:
        """One file to its end, and into the project; returns in words what came of it, if anything."""
        problem, before = self._problems[file.module], self._results.get(file.module)
        unbuilt = await self._unbuilt(file, into)
        if unbuilt is None and before is not None and before.report is not None:
            return ""
        try:
            if unbuilt is None:
                result = FileResult(file, problem, why=f"not tried: {self._budget.reached('seconds')}")
            elif unbuilt:
                result = FileResult(file, problem, why=f"{UNBUILT}: {unbuilt}", broken=True)
            else:
                result = FileResult(file, problem, await self._worked(file, turn, into), above=turn.above)
        except (BadInput, LeanFailed) as error:
            result = FileResult(file, problem, why=str(error), broken=isinstance(error, LeanFailed))
        self._turns[file.module] = turn
        if result.report is None and before is not None and before.report is not None:
            result = replace(before, why=result.why, broken=result.broken)  # what is proved stays so
        elif before is not None and _is_lost(before, result):
            result = before  # Lean or the machine failed at what this process has certified
            del self._turns[file.module]
        if result.report is not None:
            result = await into.put(result, self._budget.left("seconds"))
        self._results[file.module] = result
        return "proved" if result.proved else result.why or "not all of it is proved"

    async def _held(self, result: FileResult, lost: str, into: Destination) -> FileResult:
        """What of a file is proved without what is proved in ``lost`` no more; nothing new is tried."""
        file, report, above = result.file, result.report, self._proved_above(result.file)
        assert report is not None, "nothing was judged by what is above it"
        with ExitStack() as over:
            self._heard.at_work(file.module)
            over.callback(self._heard.settled, file.module, "")
            self._heard.of(file.module).tell(f"judged again, for something in {lost} is proved no more")
            try:
                unbuilt = await into.imports_built(file)
                toolchain = into.before(await self._outfit.lean.of(file.path), file)
            except (BadInput, LeanFailed) as error:
                unbuilt = str(error)
            if unbuilt:
                report = without_proofs(report, Broken(f"the file was not judged again: {unbuilt}"))
            else:
                report = await rejudged(report, toolchain)
            return await into.put(replace(result, report=report, above=above), self._budget.left("seconds"))

    async def _unbuilt(self, file: FileAsked, into: Destination) -> str | None:
        """Why what a file imports is not built; None where no time is left for that and for reading the file."""
        reading = self._reading.get(file.module, min(self._reading.values(), default=0.0))
        left = self._budget.left("seconds") - reading
        if left <= 0:
            return None
        try:
            async with asyncio.timeout(left if left != float("inf") else None):
                return await into.imports_built(file)
        except TimeoutError:
            return None

    async def _worked(self, file: FileAsked, turn: "_Turn", into: Destination) -> Report:
        problem, outfit = self._problems[file.module], self._outfit
        conversations = outfit.conversations.of(file.module)
        toolchain = into.before(await outfit.lean.of(file.path), file)
        async with pool_for(toolchain, turn.leans) as pool:  # of its own: its header is, and a build makes another Lean
            equipment = Equipment(pool, outfit.settings, self._models, outfit.prompts, conversations=conversations)
            return await work(
                Assignment(
                    problem,
                    problem.targets(),
                    share=lambda reading: self._share(file, turn, reading),
                    quick=turn.quick,
                ),
                nullcontext(replace(equipment, behaviours=outfit.behaviours)),
                nullcontext(OfFile(self._history, file.module, self._history.spent_in(file))),
                self._history.of(file),
                replace(self._heard.of(file.module), keep=lambda text: self._run.keep(file, text)),
            )


def _is_lost(before: FileResult, now: FileResult) -> bool:
    """Whether something is certified no more, though the same Lean was to judge the same by the same."""
    if before.report is None or now.report is None or before.above != now.above:
        return False
    is_same = before.report.toolchain.key == now.report.toolchain.key
    return is_same and not before.certified <= now.certified


def _in_turn(files: Sequence[FileAsked], holes: Mapping[str, int]) -> dict[str, int]:
    """The holes of each file and of those after it, each of which waits for the one before; of most holes together."""
    after: dict[str, int] = {}
    found = {}
    for file in sorted(files, key=_depth, reverse=True):
        found[file.module] = holes[file.module] + after.get(file.module, 0)
        for name in file.after:
            after[name] = max(after.get(name, 0), found[file.module])
    return found


def _depth(file: FileAsked) -> int:
    """What comes after a file comes after more than it does."""
    return len(file.after)

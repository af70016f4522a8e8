"""One session of a run: opens the suite, makes or finds the folder, tries what is left, and says what came of it."""

import asyncio
import hashlib
import json
import re
import resource
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.runs.folder import Folder, Run, digest, make_or_match, read_run, texts
from benchmarks.runs.progress import Progress
from benchmarks.runs.provenance import provenance
from benchmarks.runs.runner import Purse, Runner, Solver
from benchmarks.suites.statement import Statement
from benchmarks.suites.suite import open_suite
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.errors import BadInput
from prover.words.settings import DEFAULTS, Resolved

FOLDERS = Path("runs")
NAME_DIGITS = 8


@dataclass(frozen=True)
class Asked:
    """What the figures of a run depend on: two commands with the same work on the same folder."""

    suite: str
    data: Path | None = None
    split: str | None = None
    filter: str | None = None
    samples: int = 1
    fill_answers: bool = False
    include_bad: bool = False
    seed: int = 0

    def statements(self) -> Iterator[Statement]:
        """The statements asked for, in the order of the suite. Raises `BadInput` when there are none."""
        wanted = _pattern(self.filter)
        none = True
        for statement in open_suite(self.suite, self.data, self.fill_answers).statements(self.split):
            if wanted.search(statement.id) and (self.include_bad or not statement.bad):
                none = False
                yield statement
        if none:
            raise BadInput(f"{self.suite}: no statement is left by the split and the filter")

    def in_full(self, resolved: Resolved, toolchain: Toolchain) -> dict[str, Any]:
        """The same for run.json, with the settings in force, the Lean, and a digest of the statements."""
        count, sha256 = 0, hashlib.sha256()
        for statement in self.statements():
            count += 1
            sha256.update(f"{statement.id} {digest(statement.text)}\n".encode())
        settings = resolved.settings.model_dump(mode="json")
        name = resolved.settings.model.name
        settings["prices"] = {name: settings["prices"][name]} if name in settings["prices"] else {}
        return {
            "suite": open_suite(self.suite, self.data, self.fill_answers).name,
            "split": self.split,
            "filter": self.filter,
            "samples": self.samples,
            "fill_answers": self.fill_answers,
            "include_bad": self.include_bad,
            "seed": self.seed,
            "statements": {"count": count, "sha256": sha256.hexdigest()},
            "lean": {"toolchain": toolchain.name, "version": toolchain.version, "key": toolchain.key},
            "settings": settings,
        }


@dataclass(frozen=True)
class Means:
    """How the work is done, which may differ from one session to the next: ``budget`` is money for the whole run."""

    engine: str
    workers: int
    budget: float | None
    solver: AbstractAsyncContextManager[Solver]


@dataclass(frozen=True)
class Ended:
    """What a session came to. ``left`` tries of ``total`` are not over, ``broken`` of those that were made failed.

    Of the ``solved`` tries ``solved_before`` are those of earlier sessions, as the journal records them.

    ``unfit`` says of each try at a statement that could not be taken as it is why.
    """

    path: Path
    total: int
    left: int
    solved: int
    solved_before: int
    cost: float
    seconds: float
    broken: int
    stopped: str
    unfit: tuple[str, ...] = ()


def folder_for(asked: Mapping[str, Any]) -> Path:
    """The folder that a run gets when none is named: the same for the same run."""
    key = digest(json.dumps(asked, sort_keys=True))[:NAME_DIGITS]
    return FOLDERS / "-".join([*filter(None, [asked["suite"], asked["split"]]), key])


def check_budget(budget: float | None, resolved: Resolved) -> float:
    """The money to put aside for each try. Raises `BadInput` when the run has a budget and a try has no limit."""
    settings = resolved.settings
    if settings.model.name is None:
        return 0.0
    if settings.limits.cost is not None:
        return settings.limits.cost
    if budget is not None:
        raise BadInput("--budget limits the whole run, so each try needs a limit of its own: --max-cost USD")
    return 0.0


async def work(path: Path, asked: Asked, means: Means, resolved: Resolved, toolchain: Toolchain) -> Ended:
    """Go on with the run in `path`, or begin it there, until its tries are over or its budget is.

    Raises `BadInput` when the folder is another run's or another process works on it.
    """
    full = asked.in_full(resolved, toolchain)
    about = provenance()
    sources = {setting: source for setting, source in resolved.sources.items() if source != DEFAULTS}
    make_or_match(path, full, {**about, "sources": sources}, asked.statements())
    async with Folder(path) as folder:
        run = read_run(path)
        over = {key for key, record in run.tries().items() if record.finished}
        before = sum(run.tries()[key].solved for key in over)
        cost = run.lost + sum(record.spent.cost for record in run.records)
        total = len(run.statements) * asked.samples
        purse = Purse(means.budget, check_budget(means.budget, resolved), spent=cost)
        began = time.monotonic()
        async with _noted(folder, means, about), means.solver as solver:
            with Progress(total, len(over), before, cost) as progress:
                runner = Runner(solver, folder, purse, progress.add)
                await runner.run(_left(run, over), means.workers)
    after = read_run(path)
    last = after.tries()
    finished = sum(record.finished for record in last.values())
    solved = sum(record.solved for record in last.values())
    seconds = time.monotonic() - began
    unfit = tuple(record.reason for record in last.values() if record.status == "bad input")
    return Ended(
        path, total, total - finished, solved, before, purse.spent, seconds, runner.broken, runner.stopped, unfit
    )


def _left(run: Run, over: set[tuple[str, int]]) -> Iterator[tuple[Statement, int]]:
    """What is still to be tried: each statement once, then each a second time."""
    for sample in range(1, run.samples + 1):
        todo = (statement for statement in run.statements if (statement.id, sample) not in over)
        yield from ((statement, sample) for statement in texts(run.path, todo))


@asynccontextmanager
async def _noted(folder: Folder, means: Means, about: Mapping[str, Any]) -> AsyncIterator[None]:
    """Write down when a session begins and ends, who works, and the processor time that it took."""
    await folder.note("started", engine=means.engine, workers=means.workers, **about)
    began, before = time.monotonic(), _cpu_seconds()
    try:
        yield
    finally:
        seconds, cpu = time.monotonic() - began, _cpu_seconds() - before
        await asyncio.shield(folder.note("ended", seconds=round(seconds, 3), cpu_seconds=round(cpu, 3)))


def _cpu_seconds() -> float:
    """Processor time of this process and of all its children that have ended."""
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def _pattern(filter: str | None) -> re.Pattern[str]:
    try:
        return re.compile(filter or "")
    except re.error as error:
        raise BadInput(f"--filter {filter}: not a regular expression: {error}") from error

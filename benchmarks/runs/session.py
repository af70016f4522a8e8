"""One session of a run: makes or finds the folder, tries what is left, and says what came of it.

Files, git and the machine are looked at in threads.
"""

import asyncio
import resource
import time
from collections.abc import AsyncIterator, Set
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.runs.about import About, Provenance
from benchmarks.runs.asked import Batch
from benchmarks.runs.events import SessionEnded, SessionStarted
from benchmarks.runs.folder import Folder, make_or_match
from benchmarks.runs.progress import Progress
from benchmarks.runs.provenance import provenance
from benchmarks.runs.reading import BenchRun, read_run, with_text
from benchmarks.runs.runner import Purse, Runner, Solver
from benchmarks.suites.statement import Statement
from prover.lean.zygotes import keeping_zygotes
from prover.words.budget import Spent
from prover.words.errors import BadInput
from prover.words.settings import DEFAULTS, Resolved


@dataclass(frozen=True)
class Crew:
    """How the work is done, which may differ from one session to the next: ``budget`` is money for the whole run."""

    engine: str
    workers: int
    budget: float | None
    solver: AbstractAsyncContextManager[Solver]


@dataclass(frozen=True)
class SessionResult:
    """What a session came to. ``left`` tries of ``total`` are not over, ``broken`` of those that were made failed.

    Of the ``solved`` tries ``solved_before`` are those of earlier sessions, as the journal records them. So many
    ``statements`` are there, ``certified`` of them by one try at least; ``spent`` is what all sessions took, and
    ``seconds_of_tries`` the time of their tries together, ``seconds`` that of this one by the clock.

    ``unread`` says of each statement that could not be read why, ``unfit`` of each try at another that could not be
    taken as it is.
    """

    path: Path
    total: int
    left: int
    solved: int
    solved_before: int
    statements: int
    certified: int
    spent: Spent
    seconds_of_tries: float
    seconds: float
    broken: int
    stopped: str
    unfit: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


def check_budget(budget: float | None, resolved: Resolved) -> float:
    """The money to put aside for each try. Raises `BadInput` when the run has a budget and a try has no limit."""
    settings = resolved.settings
    if not settings.model_names:
        return 0.0
    if settings.limits.cost is not None:
        return settings.limits.cost
    if budget is not None:
        raise BadInput("--budget limits the whole run, so each try needs a limit of its own: --max-cost USD")
    return 0.0


async def run_session(path: Path, batch: Batch, crew: Crew, resolved: Resolved) -> SessionResult:
    """Go on with the run in `path`, or begin it there, until its tries are over or its budget is.

    Raises `BadInput` when the folder is another run's or another process works on it.
    """
    here = await asyncio.to_thread(provenance)
    sources = {setting: source for setting, source in resolved.sources.items() if source != DEFAULTS}
    about = About(asked=batch.in_full, sources=sources, **dict(here))
    await asyncio.to_thread(make_or_match, path, about, batch.statements)
    async with Folder(path) as folder, keeping_zygotes():
        run = await asyncio.to_thread(read_run, path)
        over = {key for key, record in run.tries().items() if record.finished}
        before = sum(run.tries()[key].solved for key in over)
        cost = run.spent.cost
        total = len(run.statements) * run.samples
        purse = Purse(crew.budget, check_budget(crew.budget, resolved), spent=cost)
        began = time.monotonic()
        async with _noted(folder, crew, here), crew.solver as solver:
            with Progress(total, len(over), before, cost) as progress:
                runner = Runner(solver, folder, purse, progress.add)
                await runner.run(_Left(run, over), crew.workers)
    run = await asyncio.to_thread(read_run, path)
    last = run.tries().values()
    unread = {statement.id: statement.unread for statement in run.statements if statement.unread}
    return SessionResult(
        path=path,
        total=total,
        left=total - sum(record.finished for record in last),
        solved=sum(record.solved for record in last),
        solved_before=before,
        statements=len(run.statements),
        certified=len({record.id for record in last if record.solved}),
        spent=run.spent,
        seconds_of_tries=sum(record.seconds for record in run.records),
        seconds=time.monotonic() - began,
        broken=runner.broken,
        stopped=runner.stopped,
        unfit=tuple(record.reason for record in last if record.status == "bad input" and record.id not in unread),
        unread=tuple(f"{id}: {why}" for id, why in unread.items()),
    )


class _Left(AsyncIterator[tuple[Statement, int]]):
    """What is still to be tried: each statement once, then each a second time.

    Its text is read when its turn comes. Several may ask for the next at once.
    """

    def __init__(self, run: BenchRun, over: Set[tuple[str, int]]) -> None:
        self._path = run.path
        all = ((statement, sample) for sample in range(1, run.samples + 1) for statement in run.statements)
        self._tries = ((statement, sample) for statement, sample in all if (statement.id, sample) not in over)

    async def __anext__(self) -> tuple[Statement, int]:
        if (found := next(self._tries, None)) is None:
            raise StopAsyncIteration
        statement, sample = found
        return await asyncio.to_thread(with_text, self._path, statement), sample


@asynccontextmanager
async def _noted(folder: Folder, crew: Crew, here: Provenance) -> AsyncIterator[None]:
    """Write down when a session begins and ends, who works, and the processor time that it took."""
    await folder.write(SessionStarted(engine=crew.engine, workers=crew.workers, **dict(here)))
    began, before = time.monotonic(), _cpu_seconds()
    try:
        yield
    finally:
        seconds, cpu = round(time.monotonic() - began, 3), round(_cpu_seconds() - before, 3)
        await folder.write(SessionEnded(seconds=seconds, cpu_seconds=cpu))


def _cpu_seconds() -> float:
    """Processor time of this process and of all its children that have ended."""
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )

"""A run from a program: begun, told of in events, cancelled with all that it started, and its report in the end.

`prove` is `proving` without events. Signals are the caller's own, and nothing here blocks the event loop.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AbstractAsyncContextManager, ExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Self

from architect.api.composing import Cassettes, RunRequest, begun_run, means_for, project_for
from architect.api.events import EventTeller, ProvingEvent, Unread
from architect.api.given import path_of, problem_in, settings_in_force
from architect.api.results import ProofReport, report_of, result_of
from architect.api.sharing import shared_pool, turn
from architect.api.threads import in_thread, over
from architect.run.folder import Run, find_run, run_name
from architect.run.result import Report
from architect.run.work import work
from prover.text.problem import Problem
from prover.words.budget import Limits
from prover.words.cache_lock import cache_in_use
from prover.words.errors import ArchitectError
from prover.words.settings import Resolved, Settings


@dataclass(frozen=True)
class _HeldRun:
    """A run that this process holds. ``is_new`` says that it goes away where nothing comes of it."""

    run: Run
    problem: Problem
    settings: Resolved
    is_new: bool
    notes: tuple[str, ...] = ()


class Proving:
    """A run under way, which `proving` and `resuming` open: ``async for event in work`` tells of it as it goes on.

    Events that are not read wait, a thousand of them at most; ``missed`` counts those that were left out.
    """

    def __init__(self, run: Run, task: "asyncio.Task[ProofReport]", unread: Unread) -> None:
        self.run, self.folder = run_name(run.folder), run.folder
        self._task, self._unread = task, unread
        self._is_known = False  # what the work raised

    @property
    def missed(self) -> int:
        return self._unread.missed

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> ProvingEvent:
        """The next event. Behind the last, raises what ended the work, where it has no report."""
        if (event := await self._unread.next()) is None:
            await self.report()
            raise StopAsyncIteration
        return event

    async def report(self) -> ProofReport:
        """Wait for the end. Who is cancelled while waiting here does not cancel the work: leaving the block does.

        Raises `BadInput` where Lean does not read the file, `LeanFailed`, and what else ended the work; `RuntimeError`
        where leaving the block did.
        """
        await asyncio.wait([self._task])
        if self._task.cancelled():
            raise RuntimeError(f"the run {self.run} has no report: it was ended when its block was left")
        self._is_known = True
        return self._task.result()

    async def _close(self, is_left_by_error: bool) -> None:
        self._task.cancel()
        await over(self._task, cancelling=True)
        failed = None if self._task.cancelled() else self._task.exception()
        if failed is not None and not self._is_known and not is_left_by_error:
            raise failed


async def prove(
    source: str | Path,
    *,
    theorem: str | None = None,
    model: str | None = None,
    limits: Limits | None = None,
    settings: Settings | str | Path | None = None,
    project: str | Path | None = None,
) -> ProofReport:
    """Prove the theorems that are open in a file, or in a text, as `architect prove` does; see `proving`."""
    async with proving(source, theorem=theorem, model=model, limits=limits, settings=settings, project=project) as work:
        return await work.report()


def proving(
    source: str | Path,
    *,
    theorem: str | None = None,
    model: str | None = None,
    limits: Limits | None = None,
    settings: Settings | str | Path | None = None,
    project: str | Path | None = None,
) -> AbstractAsyncContextManager[Proving]:
    """A run that goes on within the block; leaving it ends the run, with all processes that it started.

    ``source`` is a file (a `Path`, or what ends in `.lean`), or its text. ``theorem`` is the one to prove (default:
    each with a `sorry`), ``model`` the one that is asked, ``limits`` go before those of the ``settings``, of which a
    file may be named (default: `architect.toml` here, and the environment). ``project`` is the Lake project whose Lean
    reads it (default: the one that the file lies in).

    The run has a folder, as those of commands do. Entering raises `BadInput` for what cannot be used, a place for runs
    where nobody may write among it, and `StorageFailed` where the disk takes no folder; `Proving.report` raises the
    rest. That a theorem is not proved is no exception.
    """

    def begin(owned: ExitStack) -> _HeldRun:
        resolved, problem = settings_in_force(settings, model, limits), problem_in(source)
        problem.targets(theorem)
        notes: list[str] = []
        lean = project_for(
            problem, path_of(project), resolved.settings, lambda folder: notes.append(_of_project(folder))
        )
        run = begun_run(RunRequest(problem, theorem, lean), resolved.settings)
        owned.enter_context(run.held())
        return _HeldRun(run, problem, resolved, is_new=True, notes=tuple(notes))

    return _at_work(begin)


async def resume(
    run: str | Path,
    *,
    model: str | None = None,
    limits: Limits | None = None,
    settings: Settings | str | Path | None = None,
) -> ProofReport:
    """Go on with a run where it stopped, as `architect resume` does; see `resuming`."""
    async with resuming(run, model=model, limits=limits, settings=settings) as work:
        return await work.report()


def resuming(
    run: str | Path,
    *,
    model: str | None = None,
    limits: Limits | None = None,
    settings: Settings | str | Path | None = None,
) -> AbstractAsyncContextManager[Proving]:
    """A run that goes on where it stopped, by its name, the beginning of it, or its folder; see `proving`.

    What is not given is as it was when the run began; what was spent counts. Entering raises `BadInput` where there is
    no such run, for one at a whole project, and where a process is at it.
    """

    def begin(owned: ExitStack) -> _HeldRun:
        found = find_run(str(run)).as_ours()
        resolved = settings_in_force(settings, model, limits, (found.manifest.settings, str(found.folder)))
        owned.enter_context(found.held())
        return _HeldRun(found, found.problem(), resolved, is_new=False)

    return _at_work(begin)


@asynccontextmanager
async def _at_work(begin: Callable[[ExitStack], _HeldRun]) -> AsyncIterator[Proving]:
    owned, unread = ExitStack(), Unread()
    try:
        held = await in_thread(partial(begin, owned))
        proving = Proving(held.run, asyncio.create_task(_worked(held, owned, unread)), unread)
        try:
            yield proving
        except BaseException:
            await proving._close(is_left_by_error=True)
            raise
        await proving._close(is_left_by_error=False)
    finally:
        unread.close()
        await in_thread(owned.close)  # a task that was cancelled at once has not even begun


async def _worked(held: _HeldRun, owned: ExitStack, unread: Unread) -> ProofReport:
    """The run to its end, where what it holds is let go; a new one of which nothing came is no more."""
    run, loop = held.run, asyncio.get_running_loop()
    telling = EventTeller(unread, lambda result: result_of(result, held.problem))
    for note in held.notes:
        telling.step(note)

    def tell(line: str) -> None:  # in a thread, and then in the loop
        loop.call_soon_threadsafe(telling.step, line)

    try:
        async with turn(lambda: telling.step("waiting for the turn of this run")):
            await in_thread(lambda: owned.enter_context(cache_in_use()))
            means = await in_thread(partial(means_for, run, held.settings, Cassettes(), tell, shared_pool))
            listener = telling.listener(run.keep)
            asked = replace(means.assignment, problem=held.problem)  # by the path that the caller gave
            working = work(asked, means.opening, means.recording, means.events, listener)
            report = await _in_time(working, held.settings.settings)
        unkept = await in_thread(partial(_unkept, run, report))
        return report_of(replace(report, warnings=(*report.warnings, *unkept)), run_name(run.folder), run.folder)
    except ArchitectError:
        if held.is_new:
            await in_thread(run.discard_if_new)
        raise
    finally:
        unread.close()
        await in_thread(owned.close)


async def _in_time(working: Coroutine[Any, Any, Report], settings: Settings) -> Report:
    """The work should end by itself at its limit. Raises `ArchitectError` where it is cancelled long after that."""
    limit, overtime = settings.limits.seconds, settings.time.gate
    try:
        async with asyncio.timeout(None if limit is None else limit + overtime) as deadline:
            return await working
    except TimeoutError as error:
        if not deadline.expired():
            raise
        why = f"the limit of {limit:g} seconds passed {overtime:g} s ago, and the work went on"
        raise ArchitectError(f"{why}; it was stopped, and what was settled is in its run") from error


def _unkept(run: Run, report: Report) -> tuple[str, ...]:
    """Keep the file with its proofs in the run's folder; in a line why that cannot be."""
    if not any(result.proved for result in report.results) and run.result.exists():
        return ()  # what is there has proofs in it, which could not be judged now
    try:
        run.keep(report.text)
    except ArchitectError as error:
        return (str(error),)
    return ()


def _of_project(folder: Path) -> str:
    return f"the file is in the Lake project {folder}, whose Lean reads it"

"""A bounded number of live Leans, lent out one at a time; it owns every process it starts, and no proof logic.

Exactly ``size`` permits exist. Whoever holds one may have one worker; an idle worker is kept for the header it has
elaborated, and the one unused longest makes room for another header. A permit comes back only when its worker is idle
again or reaped, so processes that are starting or dying count too, and there are never more than ``size``.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Self, TypeVar

from prover.lean.axioms import with_answers, with_question
from prover.lean.live.kinds import new_worker
from prover.lean.live.protocol import LiveLean, WorkerState
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.errors import DEATHS, LeanCrashed, LeanFailed, PoolBusy
from prover.words.shown import HALF_CHARACTER
from prover.words.tasks import all_of, task_group
from prover.words.times import TimeLimits
from prover.words.verdict import Died, Message, Position, Severity, Unanswered, Verdict, position

T = TypeVar("T")


@dataclass(frozen=True)
class PoolLimits:
    """What a pool allows itself.

    ``size`` processes; one whose own memory passes ``memory_mb`` (MiB) is killed; one that has grown by ``growth_mb``
    since its header was elaborated is replaced after the check; ``queue`` is how many may wait for a worker. A check
    that is no longer wanted has ``grace_seconds`` to stop, and takes 10 ms where it does, before its Lean is killed.
    """

    size: int = 2
    memory_mb: int = 4_096
    growth_mb: int = 1_024
    queue: int = 10_000
    grace_seconds: float = 0.25


class Pool:
    """``async with Pool(toolchain) as pool, pool.session(header) as lean: answer = await lean.check(text)``."""

    def __init__(self, toolchain: Toolchain, limits: PoolLimits | None = None) -> None:
        self.toolchain = toolchain
        self.limits = limits or PoolLimits()
        self._permits = asyncio.Semaphore(self.limits.size)
        self._waiting = 0
        self._idle: list[LiveLean] = []  # unused longest first
        self._workers: set[LiveLean] = set()
        self._closed = False

    async def __aenter__(self) -> Self:
        # The first command of all tries what protection this machine gives: 40 ms of work, or 10 s where it is broken.
        await asyncio.to_thread(self.toolchain.command)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closed = True
        self._idle.clear()
        for worker in self._workers:
            worker.kill()  # all of them at once, and before anything can interrupt us
        async with task_group() as group:
            for worker in self._workers:
                group.create_task(worker.close())

    @property
    def processes(self) -> int:
        """Lean processes of this pool: starting, idle, busy or dying."""
        self._workers = {worker for worker in self._workers if not worker.gone}
        return len(self._workers)

    @asynccontextmanager
    async def session(self, header: str = "") -> AsyncIterator["Session"]:
        """Borrow a live Lean that has elaborated `header` (imports, options, opens).

        Raises `PoolBusy` at once when the queue is full. Whoever is in it waits as long as others keep their Leans.
        """
        await self._permit()
        session = Session(self, header)
        try:
            yield session
        finally:
            try:
                session._over = True
                await session.end()
            finally:
                self._permits.release()

    def lending(self, header: str) -> "Session":
        """A session that borrows a Lean for each check by itself, so that others have theirs in between."""
        return _Lending(self, header)

    async def read(self, header: str, text: str) -> None:
        """Have every Lean read a text once, which it then does not read again; what it says of it does not matter.

        Raises as `Session.check` does.
        """

        async def one() -> None:
            async with self.session(header) as lean:
                await lean.check(text)

        await all_of(one() for _ in range(self.limits.size))

    async def _permit(self) -> None:
        if self._closed:
            raise RuntimeError("the pool is closed")
        if self._waiting >= self.limits.queue:
            raise PoolBusy(f"{self._waiting} requests wait for Lean already; at most {self.limits.queue} may")
        self._waiting += 1
        try:
            await self._permits.acquire()
        finally:
            self._waiting -= 1

    # what sessions call, each holding a permit
    async def worker(self, header: str) -> LiveLean:
        """An idle worker for `header`, or a new one; the caller has it alone until it gives it to `release`.

        Raises `LeanFailed` when the pool is closed or Lean does not start.
        """
        if self._closed:
            raise LeanFailed("the pool of live Leans is closed")
        self._idle = [worker for worker in self._idle if worker.state is WorkerState.IDLE]
        for worker in reversed(self._idle):
            if worker.header == header:
                self._idle.remove(worker)
                return worker
        while self.processes >= self.limits.size:
            await (self._idle.pop(0) if self._idle else self._dying()).close()
        if self._closed:
            raise LeanFailed("the pool of live Leans is closed")
        worker = new_worker(self.toolchain, header, self.limits.grace_seconds)
        self._workers.add(worker)
        try:
            await worker.start(self.limits.memory_mb)
        except BaseException:
            await worker.close()
            raise
        return worker

    def _dying(self) -> LiveLean:
        """A worker that was given up but is not reaped yet: there is one when no permit's own worker fills the pool."""
        return next(worker for worker in self._workers if worker.state is WorkerState.DEAD)

    async def release(self, worker: LiveLean) -> None:
        """Take a worker back: to be lent again if it is idle and has not grown too much, else to be ended."""
        if worker.state is WorkerState.IDLE and not self._closed and not self.has_outgrown(worker):
            self._idle.append(worker)
        else:
            await worker.close()

    def has_outgrown(self, worker: LiveLean) -> bool:
        """Whether a worker should be replaced, for it has grown too much."""
        return worker.has_outgrown(self.limits.growth_mb)


class Session:
    """One borrower's hold on the pool; its worker is replaced when it dies, and then the same check goes on.

    What a text does to Lean is an answer (`Died`). A Lean that does not even start is raised: no text is to blame.
    """

    def __init__(self, pool: Pool, header: str) -> None:
        self._pool, self._header = pool, header
        self._worker: LiveLean | None = None
        self._one_at_a_time = asyncio.Lock()
        self._over = False

    @property
    def times(self) -> TimeLimits:
        """How long its Lean may take for what."""
        return self._pool.toolchain.times

    async def check(
        self, text: str, seconds: float | None = None, goals: bool = False, axioms: Sequence[str] = ()
    ) -> Verdict | Died:
        """Lean's verdict on the header followed by `text`; positions count from the start of `text`.

        ``seconds`` bounds the check (by default ``times.check``); ``goals`` adds the goals at each error; ``axioms``
        names declarations of the text whose axioms are wanted. Raises `LeanFailed` when there is no Lean to be asked.
        """
        if half := HALF_CHARACTER.search(text):
            place = position(text, half.start())
            message = Message(Severity.ERROR, place, place, "half a character (a surrogate): no file can hold it")
            return Verdict(accepted=False, messages=(message,), seconds=0.0)
        question, limit = with_question(text, axioms), self.times.check if seconds is None else seconds

        verdict = await self._answer(lambda worker: worker.check(question, limit, goals))
        return verdict if isinstance(verdict, Died) else with_answers(verdict, text, axioms)

    async def goals_at(
        self, text: str, place: Position, seconds: float | None = None
    ) -> tuple[str, ...] | Unanswered | Died:
        """The goals at a place of `text`, which must be in it; empty where there are none. Raises as `check` does.

        Not each kind of live Lean knows them everywhere: what it cannot tell is `Unanswered`.
        """
        limit = self.times.check if seconds is None else seconds
        return await self._answer(lambda worker: worker.goals_at(text, place, limit))

    async def end(self) -> None:
        if self._worker is not None:
            worker, self._worker = self._worker, None
            await self._pool.release(worker)

    async def _answer(self, work: Callable[[LiveLean], Awaitable[T]]) -> T | Died:
        """Do `work`, one piece at a time; once more on another worker when Lean crashes.

        Here and nowhere else the death of a live Lean becomes a value.
        """
        async with self._one_at_a_time:
            found = await self._once(work)
            if isinstance(found, LeanCrashed):
                found = await self._once(work)
            return Died(str(found)) if isinstance(found, LeanFailed) else found

    async def _once(self, work: Callable[[LiveLean], Awaitable[T]]) -> T | LeanFailed:
        """What `work` brings, or how Lean died of it."""
        worker = await self._ready()
        try:
            found = await work(worker)
        except DEATHS as death:
            await self.end()
            return death
        if self._pool.has_outgrown(worker):
            await self.end()
        return found

    async def _ready(self) -> LiveLean:
        """The session's own worker, or another when that is dead; a start that crashes is tried once more."""
        if self._over:
            raise RuntimeError("the session is over: its Lean was given back")
        if self._worker is None or self._worker.state is not WorkerState.IDLE:
            await self.end()
            try:
                self._worker = await self._pool.worker(self._header)
            except LeanCrashed:
                self._worker = await self._pool.worker(self._header)
        return self._worker


class _Lending(Session):
    """Of `Pool.lending`; there is nothing to give back."""

    async def _answer(self, work: Callable[[LiveLean], Awaitable[T]]) -> T | Died:
        async with self._pool.session(self._header) as lean:
            return await lean._answer(work)

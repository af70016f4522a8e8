"""All live Leans of a pool: it owns every process it starts, and knows nothing of who borrows them, or for what text.

Whoever holds a permit may have one Lean; an idle one is kept for the header it has elaborated, and the one unused
longest makes room for another header. A permit comes back only when its Lean is idle again or reaped, so processes that
are starting or dying count too, and there are never more than ``size``.
"""

import asyncio
import time
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from prover.lean.live.flights import Flights
from prover.lean.live.kinds import new_worker
from prover.lean.live.permits import Permits
from prover.lean.live.protocol import LiveLean, WorkerState
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.errors import LeanFailed
from prover.words.tasks import task_group
from prover.words.verdict import Verdict

KEPT = 0.1  # of the memory that it had behind its header: a Lean that has kept more is renewed


@dataclass(frozen=True)
class PoolLimits:
    """What a pool allows itself.

    ``size`` processes, ``starting`` of which elaborate their headers at a time, for an import reads thousands of files;
    one whose own memory passes ``memory_mb`` (MiB) is killed; one that has grown by ``growth_mb`` since its header was
    elaborated is replaced after the check, the others of a full pool somewhat before, so that not all are replaced at
    once; ``queue`` is how many may wait for a worker. A check that is no longer wanted has ``grace_seconds`` to stop,
    and takes 10 ms where it does, before its Lean is killed.
    """

    size: int = 2
    starting: int = 4
    memory_mb: int = 4_096
    growth_mb: int = 1_024
    queue: int = 10_000
    grace_seconds: float = 0.25


@dataclass(frozen=True)
class _Known:
    """What is known of a Lean that is not gone: how much it may grow (MiB), and how long its start took (seconds)."""

    growth_mb: int
    start_seconds: float = 0.0


class LiveLeans:
    """What all borrowers of a pool share.

    A Lean that was told to stop a check answers at once, but what cannot be cancelled (the kernel) goes on behind that
    for several times as long, and keeps memory. So it is lent again only when it is at rest, and ended when that takes
    as long as another's start would; and one that has kept a share of memory is renewed once nobody has wanted it for
    as long. So neither costs more than twice what the better choice would have.
    """

    def __init__(self, toolchain: Toolchain, limits: PoolLimits) -> None:
        self.toolchain, self.limits = toolchain, limits
        self.permits = Permits(limits.size)
        self.flights: Flights[Verdict] = Flights()
        self.closed = False
        self._starts = asyncio.Semaphore(limits.starting)
        self._started = 0
        self._idle: list[LiveLean] = []  # unused longest first
        self._known: dict[LiveLean, _Known] = {}  # all that are not gone
        self._recovering: dict[LiveLean, asyncio.Task[None]] = {}  # some of which are idle, and may be borrowed

    @property
    def processes(self) -> int:
        """Lean processes: starting, idle, busy or dying."""
        self._known = {worker: known for worker, known in self._known.items() if not worker.gone}
        return len(self._known)

    async def close(self) -> None:
        """End them all, also those that somebody still has."""
        self.closed = True
        self._idle.clear()
        for worker in self._known:
            worker.kill()  # all of them at once, and before anything can interrupt us
        for recovery in self._recovering.values():
            recovery.cancel()
        async with task_group() as group:
            for worker in self._known:
                group.create_task(worker.close())
        if self._recovering:
            await asyncio.wait(self._recovering.values())
        self._raise_bugs()

    # for those who hold a permit
    async def borrow(self, header: str) -> LiveLean:
        """An idle worker for `header`, or a new one; the caller has it alone until it gives it to `give_back`.

        Raises `LeanFailed` when the pool is closed or Lean does not start.
        """
        while True:
            self._refuse_when_closed()
            self._raise_bugs()
            self._idle = [worker for worker in self._idle if worker.state is WorkerState.IDLE]
            for worker in reversed(self._idle):
                if worker.header == header:
                    self._take(worker)
                    return worker
            if self.processes < self.limits.size:
                return await self._new(header)
            await self._make_room()

    def _take(self, worker: LiveLean) -> None:
        self._idle.remove(worker)
        if worker in self._recovering:
            self._recovering[worker].cancel()

    async def _make_room(self) -> None:
        """End one that nobody uses, or wait until one is reaped or at rest: one is when permits' own do not fill us."""
        if self._idle:
            worker = self._idle[0]
            self._take(worker)
            await worker.close()
        elif dying := [worker for worker in self._known if worker.state is WorkerState.DEAD]:
            await dying[0].close()
        else:
            await asyncio.wait(self._recovering.values(), return_when=asyncio.FIRST_COMPLETED)

    async def _new(self, header: str) -> LiveLean:
        self._refuse_when_closed()
        worker = new_worker(self.toolchain, header, self.limits.grace_seconds)
        size = self.limits.size
        growth_mb = self.limits.growth_mb * (2 * size - self._started % size) // (2 * size)
        self._known[worker] = _Known(growth_mb)
        self._started += 1
        try:
            async with self._starts:
                self._refuse_when_closed()
                began = time.monotonic()
                await worker.start(self.limits.memory_mb)
                self._known[worker] = _Known(growth_mb, time.monotonic() - began)
        except BaseException:
            await worker.close()
            raise
        return worker

    def _refuse_when_closed(self) -> None:
        if self.closed:
            raise LeanFailed("the pool of live Leans is closed")

    async def give_back(self, worker: LiveLean) -> None:
        """Take a worker back: to be lent again if it is idle and has not grown too much, else to be ended."""
        if worker.state is not WorkerState.IDLE or self.closed or self.has_outgrown(worker):
            await worker.close()
        elif worker.has_stopped:
            self._look_after(worker, self._bring_to_rest(worker, self._known[worker].start_seconds))
        else:
            self._idle.append(worker)

    def _look_after(self, worker: LiveLean, work: Coroutine[None, None, None]) -> None:
        self._recovering[worker] = recovery = asyncio.create_task(work)
        recovery.add_done_callback(partial(self._recovered, worker))

    async def _bring_to_rest(self, worker: LiveLean, as_a_start: float) -> None:
        try:
            async with asyncio.timeout(as_a_start):
                await worker.rest()
        except TimeoutError:
            await worker.close()
            return
        self._idle.append(worker)
        if worker.has_kept(KEPT):
            self._look_after(worker, self._renew(worker, as_a_start))

    async def _renew(self, worker: LiveLean, as_a_start: float) -> None:
        await asyncio.sleep(as_a_start)  # `_take` ends it here
        if worker in self._idle:  # it may have died
            self._idle.remove(worker)
        await worker.close()
        if self.processes < self.limits.size:
            with suppress(LeanFailed, OSError):  # whoever wants one hears of it from a start of their own
                another = await self._new(worker.header)
                self._idle.append(another)

    def _recovered(self, worker: LiveLean, recovery: asyncio.Task[None]) -> None:
        sound = recovery.cancelled() or recovery.exception() is None
        if sound and self._recovering.get(worker) is recovery:  # it may have been given back again meanwhile
            del self._recovering[worker]

    def _raise_bugs(self) -> None:
        for worker, recovery in [*self._recovering.items()]:
            if recovery.done() and not recovery.cancelled():
                del self._recovering[worker]  # it is said once
                recovery.result()

    def has_outgrown(self, worker: LiveLean) -> bool:
        """Whether a worker should be replaced, for it has grown too much."""
        return worker.has_outgrown(self._known[worker].growth_mb)

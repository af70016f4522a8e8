"""All live Leans of a pool: it owns every process it starts, and knows nothing of who borrows them, or for what text.

Whoever holds a permit may have one Lean; an idle one is kept for the header it has elaborated, and the one unused
longest makes room for another header. A permit comes back only when its Lean is idle again or reaped, so processes that
are starting or dying count too, and there are never more than ``size``.
"""

import asyncio
from dataclasses import dataclass

from prover.lean.live.flights import Flights
from prover.lean.live.kinds import new_worker
from prover.lean.live.permits import Permits
from prover.lean.live.protocol import LiveLean, WorkerState
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.errors import LeanFailed
from prover.words.tasks import task_group
from prover.words.verdict import Verdict


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


class LiveLeans:
    """What all borrowers of a pool share."""

    def __init__(self, toolchain: Toolchain, limits: PoolLimits) -> None:
        self.toolchain, self.limits = toolchain, limits
        self.permits = Permits(limits.size)
        self.flights: Flights[Verdict] = Flights()
        self.closed = False
        self._starts = asyncio.Semaphore(limits.starting)
        self._started = 0
        self._idle: list[LiveLean] = []  # unused longest first
        self._growth: dict[LiveLean, int] = {}  # of each that is not gone, in MiB

    @property
    def processes(self) -> int:
        """Lean processes: starting, idle, busy or dying."""
        self._growth = {worker: most for worker, most in self._growth.items() if not worker.gone}
        return len(self._growth)

    async def close(self) -> None:
        """End them all, also those that somebody still has."""
        self.closed = True
        self._idle.clear()
        for worker in self._growth:
            worker.kill()  # all of them at once, and before anything can interrupt us
        async with task_group() as group:
            for worker in self._growth:
                group.create_task(worker.close())

    # for those who hold a permit
    async def borrow(self, header: str) -> LiveLean:
        """An idle worker for `header`, or a new one; the caller has it alone until it gives it to `give_back`.

        Raises `LeanFailed` when the pool is closed or Lean does not start.
        """
        self._refuse_when_closed()
        self._idle = [worker for worker in self._idle if worker.state is WorkerState.IDLE]
        for worker in reversed(self._idle):
            if worker.header == header:
                self._idle.remove(worker)
                return worker
        while self.processes >= self.limits.size:
            await (self._idle.pop(0) if self._idle else self._dying()).close()
        return await self._new(header)

    async def _new(self, header: str) -> LiveLean:
        self._refuse_when_closed()
        worker = new_worker(self.toolchain, header, self.limits.grace_seconds)
        size = self.limits.size
        self._growth[worker] = self.limits.growth_mb * (2 * size - self._started % size) // (2 * size)
        self._started += 1
        try:
            async with self._starts:
                self._refuse_when_closed()
                await worker.start(self.limits.memory_mb)
        except BaseException:
            await worker.close()
            raise
        return worker

    def _refuse_when_closed(self) -> None:
        if self.closed:
            raise LeanFailed("the pool of live Leans is closed")

    def _dying(self) -> LiveLean:
        """A worker that was given up but is not reaped yet: there is one when no permit's own worker fills the pool."""
        return next(worker for worker in self._growth if worker.state is WorkerState.DEAD)

    async def give_back(self, worker: LiveLean) -> None:
        """Take a worker back: to be lent again if it is idle and has not grown too much, else to be ended."""
        if worker.state is WorkerState.IDLE and not self.closed and not self.has_outgrown(worker):
            self._idle.append(worker)
        else:
            await worker.close()

    def has_outgrown(self, worker: LiveLean) -> bool:
        """Whether a worker should be replaced, for it has grown too much."""
        return worker.has_outgrown(self._growth[worker])

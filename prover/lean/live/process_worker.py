"""A live Lean in a process of ours: its start, life and death, and who is told; what its bytes mean it knows not."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Generic, TypeVar

from prover.lean.live.protocol import WorkerState
from prover.lean.process import Process
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.errors import LeanCrashed, LeanFailed, LeanGarbled, LeanOutgrown, LeanTimedOut

T = TypeVar("T")


class ProcessWorker(ABC, Generic[T]):
    """What has a process of ours is one of these, and says in `_read` what its output means.

    ``baseline`` is its own memory (bytes) when the header was elaborated; ``has_stopped`` says whether it was
    told to stop a check, and answered.
    """

    has_stopped = False

    def __init__(self, name: str, toolchain: Toolchain, header: str) -> None:
        self.header = header
        self.state = WorkerState.STARTING
        self.baseline = 0
        self._name = f"{name} ({toolchain.name} {toolchain.version})"
        self._toolchain = toolchain
        self._reply: asyncio.Future[T] | None = None
        self._failure: LeanFailed | None = None
        self._process: Process | None = None

    @property
    def gone(self) -> bool:
        """Whether nothing of it is left: its process is reaped, or never was."""
        return self.state is WorkerState.DEAD and (self._process is None or self._process.ended)

    @property
    def _live(self) -> Process:
        assert self._process is not None, "the worker was not started"
        return self._process

    def own_memory(self) -> int:
        """Bytes of memory that are its own."""
        return self._live.own_memory()

    def has_outgrown(self, growth_mb: int) -> bool:
        """Whether it has grown so much over its baseline that it should be replaced."""
        return self.own_memory() > self.baseline + (growth_mb << 20)

    def has_kept(self, share: float) -> bool:
        """Whether its memory is by more than this share over its baseline."""
        return self.own_memory() > self.baseline * (1 + share)

    async def rest(self) -> None:
        """Wait until what it stopped has come to its end, however long that is."""
        await self._live.rest()

    def kill(self) -> None:
        """End the process at once, without waiting for it."""
        self.state = WorkerState.DEAD
        if self._process is not None:
            self._process.kill()

    async def close(self) -> None:
        """End the process and wait until it is reaped."""
        self.kill()
        if self._process is not None:
            await self._process.close()

    # for the kinds of it
    async def _launch(self, command: Sequence[str], memory_mb: int) -> None:
        self._process = Process(memory_mb, self._on_output, self._on_end, self._toolchain.sandbox.bounds())
        await self._process.start(command, self._toolchain.environment())

    @abstractmethod
    def _read(self, chunk: bytes) -> None:
        """Read a piece of output, and `_take` the answer that it ends. Raises `LeanGarbled` for what is none."""

    def _take(self, answer: T) -> None:
        """Hand over the answer to what was asked."""
        if self._waited_for:
            assert self._reply is not None
            self._reply.set_result(answer)

    @property
    def _waited_for(self) -> bool:
        return self._reply is not None and not self._reply.done()

    async def _ask(self, data: bytes, seconds: float, what: str) -> T:
        """Write a request and wait for its answer."""
        if self._live.ended:
            raise self._death(what)
        self._reply = asyncio.get_running_loop().create_future()
        self._live.write(data)
        try:
            async with asyncio.timeout(seconds):
                return await self._reply
        except TimeoutError:
            raise LeanTimedOut(f"{self._name}, {what}", seconds) from None
        except LeanFailed as failure:
            self.state = WorkerState.DEAD
            raise failure from None
        finally:
            self._reply = None

    def _death(self, what: str) -> LeanFailed:
        process = self._process
        if process is None:
            return LeanCrashed(f"{self._name}, {what}", None)
        if process.outgrown:
            return LeanOutgrown(f"{self._name}, {what}", process.outgrown)
        return self._failure or LeanCrashed(f"{self._name}, {what}", process.status, process.last_words)

    def _fail(self, failure: LeanFailed) -> None:
        self._failure = self._failure or failure
        self.state = WorkerState.DEAD
        if self._waited_for:
            assert self._reply is not None
            self._reply.set_exception(failure)

    # what the process calls
    def _on_output(self, chunk: bytes) -> None:
        try:
            self._read(chunk)
        except LeanGarbled as failure:
            self._fail(failure)
            self._live.kill()

    def _on_end(self) -> None:
        self._fail(self._death("answering"))

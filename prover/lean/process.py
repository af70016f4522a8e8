"""One child process: bytes in, bytes out, its last words and its end; it knows nothing of what the bytes mean."""

import asyncio
import contextlib
import os
import signal
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import cast

from prover.lean.sandbox.policy import Bounds
from prover.lean.sandbox.taken import at_work, family, usage

LAST_WORDS = 8_192  # bytes of standard error that are kept
# Seconds from one look at what a process takes to the next: Linux tells nobody when memory grows, and a runaway Lean
# takes some 190 MB a second.
BETWEEN_LOOKS = 0.25
BETWEEN_GLANCES = 0.005, 0.1  # seconds, twice as long each time; one at its threads takes 0.4 to 1.1 ms
BLOCK = 4_096  # bytes; an empty file takes a name and an inode
REAPED_WITHIN = 5.0  # seconds; SIGKILL to reaped takes 12 ms, and past this the machine is broken


def watchers() -> ThreadPoolExecutor:
    """The threads for looks, which take 0.3 ms, and a second where a scratch folder is full of files.

    They do nothing else, so that nobody's long work in the loop's own threads keeps us from looking.
    """
    return _watchers_of(os.getpid())


@cache
def _watchers_of(process: int) -> ThreadPoolExecutor:  # noqa: ARG001 (a fork has none of its parent's threads)
    return ThreadPoolExecutor(4, thread_name_prefix="watch")


class Process(asyncio.SubprocessProtocol):
    """A child in a session of its own, whose standard error is always drained and whose group can be killed.

    ``on_output`` is called with every chunk of standard output, ``on_end`` once when all pipes are closed and the
    process is reaped. A process that, with its children, passes ``memory_mb`` (MiB) of its own memory or one of the
    ``bounds`` is killed, and ``outgrown`` says which. Start it with `start`, and always end it with `close`.
    """

    def __init__(
        self,
        memory_mb: int,
        on_output: Callable[[bytes], None] = lambda _: None,
        on_end: Callable[[], None] = lambda: None,
        bounds: Bounds | None = None,
    ) -> None:
        self.memory_mb = memory_mb
        self.bounds = bounds
        self.outgrown = ""
        self._on_output, self._on_end = on_output, on_end
        self._stderr = bytearray()
        self._ended = asyncio.Event()
        self._doomed = False
        self._transport: asyncio.SubprocessTransport | None = None
        self._watch: asyncio.TimerHandle | asyncio.Future[str] | None = None  # the next look, or the one under way

    async def start(self, command: Sequence[str], environment: Mapping[str, str], stdin: int = subprocess.PIPE) -> None:
        """Start the child, by default with a pipe to `write` to. Whatever this raises, `close` is still owed.

        It is started by the loop's own thread: the kernel kills it when the thread that started it ends.
        """
        loop = asyncio.get_running_loop()
        try:
            await loop.subprocess_exec(
                lambda: self, *command, stdin=stdin, env=dict(environment), start_new_session=True
            )
        except BaseException:
            self.kill()
            if self._transport is None:
                self._ended.set()  # asyncio has ended what it had begun
            raise

    # what asyncio calls
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.SubprocessTransport, transport)
        if self._doomed:
            self.kill()
        self._look()

    def pipe_data_received(self, fd: int, data: bytes) -> None:
        if fd == 1:
            self._on_output(data)
        else:
            self._stderr += data
            del self._stderr[:-LAST_WORDS]

    def process_exited(self) -> None:
        self.kill()  # a child of its own could hold our pipes open

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        if self._watch is not None:
            self._watch.cancel()
        if self._transport is not None:
            self._transport.close()
        self._ended.set()
        self._on_end()

    def _look(self) -> None:
        self._watch = look = asyncio.get_running_loop().run_in_executor(watchers(), self._excess)
        look.add_done_callback(self._looked)

    def _looked(self, look: "asyncio.Future[str]") -> None:
        if look.cancelled() or self.status is not None:
            return  # it has ended meanwhile, by itself or by us
        self.outgrown = look.result()
        if self.outgrown:
            self.kill()
        else:
            self._watch = asyncio.get_running_loop().call_later(BETWEEN_LOOKS, self._look)

    def _excess(self) -> str:
        """Which bound it is over, in words; empty for none."""
        return excess(family(self.pid, every_thread=True), self.memory_mb, self.bounds)

    # what we call
    @property
    def pid(self) -> int:
        return self._started.get_pid()

    @property
    def _started(self) -> asyncio.SubprocessTransport:
        assert self._transport is not None, "the process was not started"
        return self._transport

    @property
    def status(self) -> int | None:
        """Exit status, negative for a signal; None while it lives."""
        return None if self._transport is None else self._transport.get_returncode()

    @property
    def ended(self) -> bool:
        return self._ended.is_set()

    @property
    def last_words(self) -> str:
        return self._stderr.decode(errors="replace")

    def own_memory(self) -> int:
        """Bytes that are its own and its children's: resident pages of no file. Address space counts for nobody."""
        return sum(usage(pid)[0] for pid in family(self.pid, every_thread=False))

    async def rest(self) -> None:
        """Wait until no thread of it has anything to do, however long that is."""
        pause, longest = BETWEEN_GLANCES
        while any(map(at_work, family(self.pid, every_thread=True))):
            await asyncio.sleep(pause)
            pause = min(2 * pause, longest)

    def write(self, data: bytes) -> None:
        """Queue bytes for standard input; what a dead process does not read is dropped (its end is reported)."""
        cast(asyncio.WriteTransport, self._started.get_pipe_transport(0)).write(data)

    async def wait(self) -> int:
        """Wait for the end; returns the exit status."""
        await self._ended.wait()
        return cast(int, self.status)

    def kill(self) -> None:
        """SIGKILL to the whole process group, also when its leader has ended; works on a stopped process too."""
        self._doomed = True
        if self._transport is not None and not self.ended:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pid, signal.SIGKILL)

    async def close(self) -> None:
        """Kill if need be and wait until the process is reaped; never raises for one that is dead, or never was."""
        self.kill()
        if self._transport is None:
            return
        try:
            async with asyncio.timeout(REAPED_WITHIN):
                await self._ended.wait()
        except TimeoutError:
            # Something outside its group holds our pipes: let go of them.
            self._started.close()
            self._ended.set()


def excess(pids: Iterable[int], memory_mb: int, bounds: Bounds | None) -> str:
    """Which bound processes are over together, in words; empty for none."""
    taken = [usage(pid) for pid in pids]
    if sum(memory for memory, _ in taken) > memory_mb << 20:
        return f"{memory_mb} MiB of memory"
    if bounds and sum(tasks for _, tasks in taken) > bounds.tasks:
        return f"{bounds.tasks} threads and processes"
    if bounds and bounds.scratch and size(bounds.scratch) > bounds.scratch_mb << 20:
        return f"{bounds.scratch_mb} MiB of disk"
    return ""


def size(folder: Path) -> int:
    """Bytes of disk that the files below a folder take, each a block at least."""
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(FileNotFoundError):  # it may be renamed while we look
                total += max(os.lstat(f"{place}/{name}").st_blocks << 9, BLOCK)
    return total

"""One child process: bytes in, bytes out, its last words and its end; it knows nothing of what the bytes mean."""

import asyncio
import contextlib
import os
import signal
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Self, cast

LAST_WORDS = 8_192  # bytes of standard error that are kept
PAGE = os.sysconf("SC_PAGE_SIZE")
# Memory is looked at so often, because Linux tells nobody when it grows; a runaway Lean takes some 190 MB a second.
WATCH_SECONDS = 0.25
REAP_SECONDS = 5.0  # SIGKILL to reaped takes 12 ms; past this the machine is broken


class Process(asyncio.SubprocessProtocol):
    """A child in a session of its own, whose standard error is always drained and whose group can be killed.

    ``on_output`` is called with every chunk of standard output, ``on_end`` once when all pipes are closed and the
    process is reaped. A process whose own memory passes ``memory_mb`` (MiB) is killed, and ``outgrown`` says so. Start
    it with `Process.start`, and always end it with `close`.
    """

    def __init__(self, memory_mb: int, on_output: Callable[[bytes], None], on_end: Callable[[], None]) -> None:
        self.memory_mb = memory_mb
        self.outgrown = False
        self._on_output, self._on_end = on_output, on_end
        self._stderr = bytearray()
        self._ended = asyncio.Event()
        self._transport: asyncio.SubprocessTransport

    @classmethod
    async def start(
        cls,
        command: Sequence[str],
        environment: Mapping[str, str],
        memory_mb: int,
        on_output: Callable[[bytes], None] = lambda _: None,
        on_end: Callable[[], None] = lambda: None,
    ) -> Self:
        loop = asyncio.get_running_loop()
        _, process = await loop.subprocess_exec(
            lambda: cls(memory_mb, on_output, on_end), *command, env=dict(environment), start_new_session=True
        )
        return process

    # what asyncio calls
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.SubprocessTransport, transport)
        self._watch()

    def pipe_data_received(self, fd: int, data: bytes) -> None:
        if fd == 1:
            self._on_output(data)
        else:
            self._stderr += data
            del self._stderr[:-LAST_WORDS]

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        self._watcher.cancel()
        self._transport.close()
        self._ended.set()
        self._on_end()

    def _watch(self) -> None:
        if self.own_memory() > self.memory_mb << 20:
            self.outgrown = True
            self.kill()
        self._watcher = asyncio.get_running_loop().call_later(WATCH_SECONDS, self._watch)

    # what we call
    @property
    def pid(self) -> int:
        return self._transport.get_pid()

    @property
    def status(self) -> int | None:
        """Exit status, negative for a signal; None while it lives."""
        return self._transport.get_returncode()

    @property
    def ended(self) -> bool:
        return self._ended.is_set()

    @property
    def last_words(self) -> str:
        return self._stderr.decode(errors="replace")

    def own_memory(self) -> int:
        """Bytes that are its own: resident anonymous pages. Mapped files count for nobody, nor does address space."""
        try:
            _, resident, shared, *_ = Path(f"/proc/{self.pid}/statm").read_text().split()
        except (FileNotFoundError, ProcessLookupError):
            return 0
        return (int(resident) - int(shared)) * PAGE

    def write(self, data: bytes) -> None:
        """Queue bytes for standard input; what a dead process does not read is dropped (its end is reported)."""
        cast(asyncio.WriteTransport, self._transport.get_pipe_transport(0)).write(data)

    def close_input(self) -> None:
        cast(asyncio.WriteTransport, self._transport.get_pipe_transport(0)).close()

    async def wait(self) -> int:
        """Wait for the end; returns the exit status."""
        await self._ended.wait()
        return cast(int, self.status)

    def kill(self) -> None:
        """SIGKILL to the whole process group (works on a stopped process too)."""
        if self.status is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pid, signal.SIGKILL)

    async def close(self) -> None:
        """Kill if need be and wait until the process is reaped; never raises for a dead one."""
        self.kill()
        async with asyncio.timeout(REAP_SECONDS):
            await self._ended.wait()

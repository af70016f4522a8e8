"""One zygote and its owner's hold on it: a process that has a library, and forks for each judgement.

What is forked is watched, bounded and ended by itself. The program is `prover/lean/kernel/zygote.py`.
"""

import asyncio
import itertools
import json
import os
import socket
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from prover.lean.forked import Forked, Inquiry
from prover.lean.kernel import orders
from prover.lean.kernel.modules import Import
from prover.lean.oneshot import MEMORY_MB, Exit, ended
from prover.lean.process import BETWEEN_LOOKS, REAPED_WITHIN, Process, excess, watchers
from prover.lean.sandbox.policy import cpu_seconds_within
from prover.lean.sandbox.taken import family
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.errors import LeanFailed, LeanTimedOut
from prover.words.memory import free_mb
from prover.words.shown import from_json

PROGRAM = Path(__file__).parent / "kernel" / "zygote.py"
ANSWERS_WITHIN = 5.0  # seconds, or half of a judgement's; it forks in some ms, and one that is stopped answers never
LEAST_FREE_MB = 1_024  # MiB that the machine must have left, or an idle zygote goes and none is started
# A panic of Lean's own code goes on with a default value, unless it is told to abort.
ABORTING = {"LEAN_ABORT_ON_PANIC": "1"}
MOST_SAID = 64 * 2**20  # bytes of paths

Stamp = tuple[int, ...]


class ZygoteGone(Exception):
    """It ended, or cannot be spoken to: this says nothing of what was asked."""


class _Parent(Process):
    """The zygote's own process: what it forks has bounds of its own, and when memory is short an idle one goes."""

    def __init__(self, toolchain: Toolchain, forks: Mapping[int, Forked]) -> None:
        super().__init__(MEMORY_MB, on_output=self._hear, bounds=toolchain.sandbox.bounds())
        self.said = bytearray()
        self.told = asyncio.Event()
        self._forks = forks

    def _hear(self, data: bytes) -> None:
        self.said += data
        if len(self.said) > MOST_SAID:
            self.kill()
        if data.endswith(b"\n"):
            self.told.set()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self.told.set()

    def _excess(self) -> str:
        forked = {fork.pid for fork in list(self._forks.values())}
        if not forked and is_memory_short():
            return "what others have need of"
        return excess(set(family(self.pid, every_thread=True)) - self.of(forked), self.memory_mb, self.bounds)

    def excess_of(self, fork: Forked) -> str:
        return excess(self.of({fork.pid}), MEMORY_MB, self.bounds)

    def of(self, forked: Iterable[int]) -> set[int]:
        """The processes that were forked by these numbers, and what is theirs."""
        found = [pid for pid in family(self.pid, every_thread=True) if number_inside(pid) in forked]
        return {own for pid in found for own in family(pid, every_thread=True)}


class Zygote:
    """``await start()`` once, then `run` any number of times, also at once; `close` is owed whatever happens."""

    def __init__(self, toolchain: Toolchain, wanted: Sequence[Import], imports: Mapping[str, Any]) -> None:
        self.toolchain, self.wanted, self.imports = toolchain, wanted, imports
        self.stamps: Mapping[str, Stamp] = {}
        self._forks: dict[int, Forked] = {}
        self.process = _Parent(toolchain, self._forks)
        self._numbers = itertools.count(1)
        self._line, self._its_end = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._line.setblocking(False)

    @property
    def usable(self) -> bool:
        return bool(self.stamps) and self.process.status is None

    @property
    def idle(self) -> bool:
        return not self._forks

    async def start(self) -> None:
        """Have it take the library in. Raises `ZygoteGone` when it cannot, or the library changed meanwhile."""
        try:
            await self._take_in(time.time_ns())
        except BaseException as error:
            self.process.kill()
            # A `TimeoutError` is an `OSError`.
            if isinstance(error, LeanFailed | OSError | ValueError | KeyError | TypeError):
                raise ZygoteGone from error
            raise

    async def _take_in(self, began: int) -> None:
        async with asyncio.timeout(self.toolchain.times.gate):
            await self._start()
            await self.process.told.wait()
        found = await asyncio.to_thread(stamps, from_json(self.process.said.decode())["files"])
        if any(stamp[-1] >= began for stamp in found.values()):
            raise ZygoteGone
        self.stamps = found

    async def _start(self) -> None:
        words = ["script", str(PROGRAM), str(self.toolchain.shared_library)]
        command = self.toolchain.sandbox.forking(words, self.toolchain.readable())
        asyncio.get_running_loop().add_reader(self._line, self._report)
        with self._its_end, tempfile.TemporaryFile() as setup:
            await self.process.start(command, self.toolchain.environment() | ABORTING, self._its_end.fileno())
            setup.write(json.dumps({"wanted": self.wanted, "imports": self.imports}).encode())
            setup.seek(0)
            orders.sent_order(self._line, orders.PREPARE, 0, [setup.fileno()])

    async def run(self, inquiry: Inquiry, until: float) -> Exit:
        """How what is forked for an inquiry ends; it is gone when this returns, raises or is cancelled.

        ``until`` is by the loop's clock. Raises what `run_to_end` does, and `ZygoteGone`.
        """
        number = next(self._numbers)
        fork = self._forks[number] = Forked(lambda: self._kill(number))
        confined = self.toolchain.sandbox.forked(cpu_seconds_within(inquiry.seconds))
        try:
            async with asyncio.timeout_at(until):
                try:
                    await fork.give(partial(orders.sent_order, self._line, orders.JUDGE, number), inquiry, confined)
                except OSError as error:  # it is gone, or has more to read than it has room for
                    raise ZygoteGone from error
                outgrown = await self._outgrown(number, fork, min(ANSWERS_WITHIN, inquiry.seconds / 2))
                if (status := await fork.status) is None:
                    raise ZygoteGone
                await fork.all_said()
        except TimeoutError as error:
            raise LeanTimedOut(inquiry.what, inquiry.seconds) from error
        finally:
            await self._end(number, fork)
        return ended(inquiry.what, status, outgrown, fork.output.data, fork.errors.data.decode(errors="replace"))

    async def _outgrown(self, number: int, fork: Forked, patience: float) -> str:
        """Wait until it has ended; which bound it was over, and therefore killed, in words.

        A zygote that does not say in ``patience`` seconds that it began or ended is killed, and `ZygoteGone` raised.
        """
        loop = asyncio.get_running_loop()
        over, last = "", loop.time()  # when nothing was left to be said by the zygote
        while not (await asyncio.wait([fork.status], timeout=BETWEEN_LOOKS))[0]:
            if fork.judges and not over:
                last = loop.time()
                if over := await loop.run_in_executor(watchers(), self.process.excess_of, fork):
                    self._kill(number)
            elif loop.time() - last > patience:
                self.process.kill()
                raise ZygoteGone
        return over

    def _kill(self, number: int) -> None:
        try:
            orders.sent_order(self._line, orders.KILL, number)
        except OSError:
            self.process.kill()

    async def _end(self, number: int, fork: Forked) -> None:
        try:
            if fork.given and not fork.status.done():
                self._kill(number)
                async with asyncio.timeout(REAPED_WITHIN):
                    await asyncio.shield(fork.status)
        except TimeoutError:
            self.process.kill()
        finally:
            del self._forks[number]
            fork.close()

    def _report(self) -> None:
        """What asyncio calls when the zygote says something, or is gone."""
        try:
            found = orders.received_report(self._line)
        except BlockingIOError:
            return
        except OSError:
            found = None
        if found is None:
            self._let_go()
            return
        kind, number, value = found
        if number in self._forks:
            if kind == orders.STARTED:
                self._forks[number].pid = value
            else:
                self._forks[number].end(value)

    def _let_go(self) -> None:
        asyncio.get_running_loop().remove_reader(self._line)
        self.process.kill()
        for fork in self._forks.values():
            fork.end(None)

    async def close(self) -> None:
        """It and all that it forked are gone."""
        self._let_go()
        try:
            await self.process.close()
        finally:
            self._line.close()
            self._its_end.close()


def stamps(files: Iterable[str]) -> dict[str, Stamp]:
    """What of each file is another when it has changed, and when that was (ns) at the end. Raises `OSError`."""
    found: dict[str, Stamp] = {}
    for path in files:
        about = os.stat(path)  # noqa: PTH116 (10,000 of them)
        found[path] = (about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns)
    return found


def is_memory_short() -> bool:
    free = free_mb()
    return free is not None and free < LEAST_FREE_MB


def number_inside(pid: int) -> int:
    """The number of a process in its own namespace; 0 for one that is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next((int(line.split()[-1]) for line in lines if line.startswith("NSpid:")), pid)

"""The few zygotes that are kept while a run lasts, each for one toolchain and one list of imports.

``async with keeping_zygotes():`` has `prover/lean/checker.py` use them in all that is done within; they end with it.
Where none can help, a judgement has a process of its own, as without them.
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from typing import Any

from prover.lean.forked import Inquiry
from prover.lean.kernel.modules import Import, imports_of
from prover.lean.kernel.objects import Refused
from prover.lean.oneshot import Exit
from prover.lean.toolchains.toolchain import Toolchain
from prover.lean.zygote import Zygote, ZygoteGone, is_memory_short, stamps
from prover.words.tasks import all_of

MOST = 2  # that are kept
MOST_STARTS = 3  # that may fail for one library
WAITED = 0.5  # the part of a judgement's time in which a zygote must be there

_here: "ContextVar[Zygotes | None]" = ContextVar("zygotes", default=None)


def zygotes() -> "Zygotes | None":
    """Those that whoever asks may use."""
    kept = _here.get()
    return kept if kept is not None and kept.loop is asyncio.get_running_loop() else None


@asynccontextmanager
async def keeping_zygotes() -> "AsyncIterator[Zygotes]":
    """Keep zygotes until this is left, or use those that are kept already."""
    if (kept := zygotes()) is not None:
        yield kept
        return
    kept = Zygotes()
    before = _here.set(kept)
    try:
        yield kept
    finally:
        _here.reset(before)
        await kept.close()


@contextmanager
def without_zygotes() -> Iterator[None]:
    """What is judged within has a process of its own: to be measured beside the others."""
    before = _here.set(None)
    try:
        yield
    finally:
        _here.reset(before)


class _Holding:
    """A zygote and its start, which whoever needs it waits for."""

    def __init__(self, zygote: Zygote, starts: int) -> None:
        self.zygote, self.starts = zygote, starts
        self.stale = False
        self._start = asyncio.create_task(zygote.start())

    async def started(self) -> bool:
        """Whether it has the library. Who waits may be cancelled, the start goes on."""
        await asyncio.wait([self._start])
        if self._start.cancelled():
            return False
        error = self._start.exception()
        if error is not None and not isinstance(error, ZygoteGone):
            raise error
        return error is None

    @property
    def starting(self) -> bool:
        return not self._start.done()

    @property
    def idle(self) -> bool:
        return not self.starting and self.zygote.idle

    async def changed(self) -> bool:
        """Whether the library is another by now, or the process gone."""
        if self.zygote.process.status is not None:
            return True
        try:
            return await asyncio.to_thread(stamps, self.zygote.stamps) != self.zygote.stamps
        except OSError:
            return True

    async def close(self) -> None:
        self._start.cancel()
        try:
            await self.started()
        finally:
            await self.zygote.close()


class Zygotes:
    """Owns the zygotes; at most two are kept, and one that is idle makes room for another library.

    There are none where the system has not what they rest on: packets over local sockets, a parent's death that ends a
    child, and a fork that a program with threads comes through (macOS).
    """

    def __init__(self, possible: bool = sys.platform == "linux") -> None:
        self._possible = possible
        self._kept: list[_Holding] = []  # unused longest first
        self._choosing = asyncio.Lock()
        self._closed = False
        self.loop = asyncio.get_running_loop()

    async def close(self) -> None:
        self._closed = True
        async with self._choosing:
            await all_of(kept.close() for kept in self._kept)

    @property
    def processes(self) -> list[int]:
        """The zygotes that live."""
        return [kept.zygote.process.pid for kept in self._kept if kept.zygote.usable]

    async def run(self, toolchain: Toolchain, imports: Mapping[str, Any], inquiry: Inquiry) -> Exit | None:
        """How a fork ends that was made for an inquiry, whose first file says what is imported; None for no fork.

        Raises what `run_to_end` does.
        """
        if not self._possible:
            return None
        began = asyncio.get_running_loop().time()
        try:
            async with asyncio.timeout_at(began + WAITED * inquiry.seconds):
                wanted = await asyncio.to_thread(imports_of, str(inquiry.files[0]))
                kept = await self._for(toolchain, wanted, imports)
                if kept is None or not await kept.started():
                    return None
        except TimeoutError:
            return None  # a process of its own still has time
        except Refused:
            return None  # it will be said again
        try:
            return await kept.zygote.run(inquiry, began + inquiry.seconds)
        except ZygoteGone:
            return None

    async def _for(self, toolchain: Toolchain, wanted: Sequence[Import], imports: Mapping[str, Any]) -> _Holding | None:
        """The zygote that has this library as it now is on disk, or one that begins to take it in."""
        async with self._choosing:
            starts = 1
            for kept in self._kept:
                zygote = kept.zygote
                if kept.stale or (zygote.toolchain, zygote.wanted, zygote.imports) != (toolchain, wanted, imports):
                    continue
                if not kept.starting and not await kept.started():
                    if kept.starts == MOST_STARTS:
                        return None
                    starts = kept.starts + 1
                elif kept.starting or not await kept.changed():
                    self._kept.remove(kept)
                    self._kept.append(kept)
                    return kept
                kept.stale = True
            if self._closed or is_memory_short() or not await self._room():
                return None
            self._kept.append(_Holding(Zygote(toolchain, wanted, imports), starts))
            return self._kept[-1]

    async def _room(self) -> bool:
        """Have those go that nobody needs; whether there is room for one more."""
        idle = [kept for kept in self._kept if kept.idle]
        for kept in [kept for kept in idle if kept.stale] + [kept for kept in idle if not kept.stale]:
            if not kept.stale and len(self._kept) < MOST:
                break
            self._kept.remove(kept)
            await kept.close()
        return len(self._kept) < MOST

"""Running one coroutine so that signals and the end of its time end it, with everything that it started.

Ctrl-C, SIGTERM and a lost terminal cancel it, and it cleans up. What does not let go of the loop cannot be cancelled:
a thread beside it then ends the process, and the Leans die with it (`prover/lean/launch.py`).
"""

import asyncio
import os
import signal
import threading
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from types import FrameType
from typing import Any, Never, TypeVar

from prover.words.errors import ArchitectError
from prover.words.plain import limit_in_words
from prover.words.times import TimeLimits

T = TypeVar("T")
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
INTERRUPTED = 130
FAILED = 3


class Stopped(KeyboardInterrupt):
    """An interrupt of a run that has begun, which can be gone on with."""


@dataclass(frozen=True)
class Patience:
    """In seconds. Work should end by itself at its ``limit``, and is cancelled when it goes on for ``overtime`` more.

    ``grace`` is for what was cancelled to end, and, once the limit has passed, for the loop to answer.
    """

    limit: float | None = None
    overtime: float = TimeLimits().gate
    grace: float = 10.0


def run_interruptibly(work: Coroutine[Any, Any, T], patience: Patience = Patience()) -> T:
    """Run `work` to its end; a signal cancels it and, once it has cleaned up, raises `KeyboardInterrupt`.

    Raises `ArchitectError` where it was cancelled because it went on after its time. The process ends at once, with a
    line that says why, at a second signal (status 130), or when a first one is not obeyed (130), or when the work does
    not end long after its time (3).
    """
    guard = _Guard(patience)
    before = {number: signal.signal(number, guard.on_signal) for number in SIGNALS}

    async def guarded() -> T:
        task = asyncio.ensure_future(work)
        loop = asyncio.get_running_loop()
        guard.start(lambda call: loop.call_soon_threadsafe(call), task.cancel)
        try:
            return await task
        except asyncio.CancelledError:
            if guard.late:
                raise ArchitectError(f"{guard.late}; it was stopped, and what was settled is in its run") from None
            raise KeyboardInterrupt from None

    try:
        return asyncio.run(guarded())
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        guard.end()


class _Guard:
    """The thread that outlasts a loop which does not turn."""

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self._asked = False  # by a signal
        self._over, self._news, self._answered = threading.Event(), threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None
        self.late = ""

    def start(self, soon: Callable[[Callable[[], object]], object], cancel: Callable[[], object]) -> None:
        """``soon`` has the loop call something, ``cancel`` ends the work there."""
        self._soon, self._cancel = soon, cancel
        self._thread = threading.Thread(target=self._watch, name="guard", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """The work is over, and nothing else may come in between: signals are somebody else's again."""
        for event in (self._over, self._news, self._answered):
            event.set()
        if self._thread is not None:
            self._thread.join()

    def on_signal(self, _number: int, _frame: FrameType | None) -> None:
        if self._asked:
            _end(INTERRUPTED, "interrupted again, and ended at once")
        if self._thread is None:
            raise KeyboardInterrupt
        self._asked = True
        self._ask(self._cancel)
        self._news.set()

    def _watch(self) -> None:
        limit, grace = self._patience.limit, self._patience.grace
        if self._ended_within(limit):
            return
        allowed = limit_in_words(limit or 0, "seconds")
        for _ in range(max(round(self._patience.overtime / grace), 1)):
            self._answered.clear()
            if self._over.is_set():
                return
            self._ask(self._answered.set)
            if not self._answered.wait(grace):
                _end(FAILED, f"{allowed} has passed, and the program is busy with itself: ended")
            if self._ended_within(grace):
                return
        self.late = f"{allowed} passed {self._patience.overtime:g} s ago, and the work went on"
        self._ask(self._cancel)
        if not self._ended_within(grace):
            _end(FAILED, f"{self.late}: ended")

    def _ended_within(self, seconds: float | None) -> bool:
        """Whether the work is over. A signal is what it has to obey first, or the process ends."""
        self._news.wait(None if seconds is None else min(seconds, threading.TIMEOUT_MAX))
        if self._asked and not self._over.wait(self._patience.grace):
            _end(INTERRUPTED, f"interrupted, and ended when nothing obeyed for {self._patience.grace:g} s")
        return self._over.is_set()

    def _ask(self, call: Callable[[], object]) -> None:
        with suppress(RuntimeError):  # the loop is closed, so the work is over
            self._soon(call)


def _end(status: int, why: str) -> Never:
    with suppress(OSError):  # the terminal may be what was lost
        os.write(2, f"architect: {why}\n".encode())
    os._exit(status)

"""Ctrl-Z: the terminal is as it was before the program stops, and is drawn on again once it goes on with it."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import IO


def has_terminal(stream: IO[str]) -> bool:
    """Whether the terminal is the program's to draw on: behind `bg` it is a shell's. One that is of nobody is too."""
    try:
        return os.tcgetpgrp(stream.fileno()) == os.getpgrp()
    except OSError:
        return True


@contextmanager
def suspending(leave: Callable[[], None], come_back: Callable[[], None]) -> Iterator[None]:
    """Before the program is stopped it does ``leave``, and when it goes on ``come_back``.

    Nothing is done where SIGTSTP means something else already (a shell without jobs ignores it), or in another thread
    than the main one, which alone hears signals.
    """

    def stop(_number: int, _frame: FrameType | None) -> None:
        leave()
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        signal.pthread_kill(threading.get_ident(), signal.SIGTSTP)  # to this thread: it stops here, and nowhere later
        signal.signal(signal.SIGTSTP, stop)
        come_back()

    if threading.current_thread() is not threading.main_thread() or signal.getsignal(signal.SIGTSTP) != signal.SIG_DFL:
        yield
        return
    signal.signal(signal.SIGTSTP, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)

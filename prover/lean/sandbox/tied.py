"""The first code of a Lean process where no kernel ends it when its parent dies (macOS): it watches for that itself.

    python -I -S tied.py PARENT_PID WORD…      the words of launch.py after its PARENT_PID

It goes on as launch.py, which needs no change for it, beside a thread that looks who the parent is. A program that
replaces the process would replace the thread: that one becomes a child, and this process waits for it and ends as it
does. Imports the standard library only.
"""

# ruff: noqa: PTH100, PTH118, PTH120

import contextlib
import os
import runpy
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from typing import NoReturn

LAUNCH = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "launch.py")
BETWEEN_LOOKS = 0.5  # seconds
ANYBODY = "0"  # whatever started it is the parent


def words(parent: int) -> list[str]:
    """The words that run this file, up to PARENT_PID; those of launch.py from its mode on come after them."""
    return [sys.executable, "-I", "-S", os.path.abspath(__file__), str(parent)]


def mode(told: Sequence[str]) -> str:
    """The mode of launch.py in its words, which may begin with those of the sandbox."""
    return told[told.index("--") + 1] if told[0] == "confined" else told[0]


def ended_with(parent: int, end: Callable[[], object]) -> None:
    """Call ``end`` once ``parent`` is no more the parent of this process, in a thread that keeps nobody waiting."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(BETWEEN_LOOKS)
        end()

    threading.Thread(target=watch, daemon=True).start()


def become(status: int) -> NoReturn:
    """End as a child did, of whose end the system says ``status``."""
    if os.WIFSIGNALED(status):
        with contextlib.suppress(OSError):  # SIGKILL has no other action
            signal.signal(os.WTERMSIG(status), signal.SIG_DFL)
        os.kill(os.getpid(), os.WTERMSIG(status))
    os._exit(os.waitstatus_to_exitcode(status))


def main() -> None:
    parent, *told = sys.argv[1:]
    if mode(told) != "exec":
        ended_with(int(parent), lambda: os.kill(os.getpid(), signal.SIGKILL))
        sys.argv = [LAUNCH, ANYBODY, *told]
        runpy.run_path(LAUNCH, run_name="__main__")
        return
    child = os.spawnv(os.P_NOWAIT, sys.executable, [sys.executable, "-I", "-S", LAUNCH, ANYBODY, *told])
    ended_with(int(parent), lambda: os.kill(child, signal.SIGKILL))
    for given in range(3):
        os.close(given)  # the child alone has the pipes
    become(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    main()

"""The first code of every Lean process: ties its life to ours, then becomes Lean; imports the standard library only.

    python -I -S launch.py PARENT_PID embedded LIBRARY ARGUMENT…   `lean` itself, out of the wheel's shared library
    python -I -S launch.py PARENT_PID exec PROGRAM ARGUMENT…       a program of a toolchain on disk
    python -I -S launch.py PARENT_PID script FILE ARGUMENT…        a Python file (the kernel check)

The kernel kills this process when its parent dies (Linux `PR_SET_PDEATHSIG`, kept across exec), so that not even
a SIGKILL of the parent leaves a Lean behind.
"""

import ctypes
import os
import runpy
import signal
import sys

PR_SET_PDEATHSIG = 1


def die_with(parent: int) -> None:
    """Have the kernel kill us when `parent` dies; leave at once if it is dead already."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def lean_main(library: str, arguments: list[str]) -> int:
    """`main` of Lean's own executable, called in the shared library it is exported from."""
    words = [b"lean", *(os.fsencode(a) for a in arguments)]
    lean = ctypes.CDLL(library, mode=ctypes.RTLD_GLOBAL)
    return int(lean.lean_main(len(words), (ctypes.c_char_p * (len(words) + 1))(*words, None)))


def main() -> None:
    parent, mode, what, *arguments = sys.argv[1:]
    die_with(int(parent))
    if mode == "embedded":
        status = lean_main(what, arguments)
        # Lean takes 10 ms to unload; all that matters by now is that its output has left the buffers.
        ctypes.CDLL(None).fflush(None)
        os._exit(status & 0xFF)
    elif mode == "exec":
        try:
            os.execv(what, [what, *arguments])
        except OSError as error:
            sys.exit(f"cannot run {what}: {error.strerror}")
    elif mode == "script":
        sys.argv = [what, *arguments]
        runpy.run_path(what, run_name="__main__")
    else:
        sys.exit(f"launch.py: no such mode: {mode}")


if __name__ == "__main__":
    main()

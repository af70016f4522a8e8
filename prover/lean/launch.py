"""The first code of every Lean process: ties its life to ours, confines it, then becomes Lean.

    python -I -S launch.py PARENT_PID embedded LIBRARY ARGUMENT…   `lean` itself, out of the wheel's shared library
    python -I -S launch.py PARENT_PID exec PROGRAM ARGUMENT…       a program of a toolchain on disk
    python -I -S launch.py PARENT_PID script FILE ARGUMENT…        a Python file (the kernel check)

`confined WORD… --` before the mode puts the process under the protections that the words name (prover/lean/sandbox)
before it touches anything of Lean; what cannot be applied ends it. The kernel kills this process when its parent dies
(Linux `PR_SET_PDEATHSIG`, kept across exec), so that not even a SIGKILL of the parent leaves a Lean behind. A
PARENT_PID of 0 is whatever started it: inside bubblewrap we have another number. Imports the standard library only,
and of our own what does likewise.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1
PACKAGES = os.path.abspath(os.path.join(os.path.dirname(__file__), *[os.pardir] * 2))  # noqa: PTH100, PTH118, PTH120


def command(parent: int) -> list[str]:
    """The words that run this file, up to PARENT_PID (isolated, no site packages: it starts in 10 ms)."""
    return [sys.executable, "-I", "-S", os.path.abspath(__file__), str(parent)]  # noqa: PTH100


def die_with(parent: int) -> None:
    """Have the kernel kill us when `parent` dies; leave at once if it is dead already."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if parent and os.getppid() != parent:
        os._exit(1)


def lean_main(library: str, arguments: list[str]) -> int:
    """`main` of Lean's own executable, called in the shared library it is exported from."""
    words = [b"lean", *(os.fsencode(a) for a in arguments)]
    lean = ctypes.CDLL(library, mode=ctypes.RTLD_GLOBAL)
    return int(lean.lean_main(len(words), (ctypes.c_char_p * (len(words) + 1))(*words, None)))


def enter_sandbox(words: list[str], mode: str) -> None:
    from prover.lean.sandbox.confine import confine

    try:
        confine(words, may_exec=mode == "exec")
    except OSError as error:
        sys.exit(f"the sandbox cannot be entered: {error}")


def main() -> None:
    parent, *rest = sys.argv[1:]
    die_with(int(parent))
    sys.path.append(PACKAGES)  # at the end: nothing there may stand in for the standard library
    if rest[0] == "confined":
        end = rest.index("--")
        words, rest = rest[1:end], rest[end + 1 :]
        enter_sandbox(words, mode=rest[0])
    mode, what, *arguments = rest
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
        import runpy

        sys.argv = [what, *arguments]
        runpy.run_path(what, run_name="__main__")
    else:
        sys.exit(f"launch.py: no such mode: {mode}")


if __name__ == "__main__":
    main()

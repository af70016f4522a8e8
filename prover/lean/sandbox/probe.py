"""The program that tries what this machine gives: applies each layer in a process of its own, and does what it forbids.

    launch.py PARENT_PID script probe.py OUTSIDE PORT LAYERS WORD…

Standard output gets a line for no layer at all (`bare`), one for each layer, and one (`together`) for all that could be
applied: its name, a colon, and the protections that held. A layer that cannot be applied has no line. Imports the
standard library only.
"""

import ctypes
import os
import resource
import socket
import sys
from collections.abc import Callable, Sequence

from prover.lean.sandbox.confine import confine

BARE, TOGETHER = "bare", "together"
NOT_APPLIED = 255


def refused(action: Callable[[], object]) -> bool:
    """Whether the system says no to an action."""
    try:
        action()
    except OSError:
        return True
    return False


def forked() -> None:
    if os.fork() == 0:
        os._exit(0)
    os.wait()


def cloned() -> None:
    """A process made by `clone3`, which the C library does not use for `fork`."""
    arguments = (ctypes.c_uint64 * 8)(0, 0, 0, 0, 17)  # all zero but the signal at its end, SIGCHLD
    found = ctypes.CDLL(None, use_errno=True).syscall(435, arguments, ctypes.sizeof(arguments))
    if found < 0:
        raise OSError(ctypes.get_errno(), "clone3")
    if found == 0:
        os._exit(0)
    os.wait()


def connected(port: int) -> None:
    """A program outside that listens on this machine."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as one:
        one.connect(("127.0.0.1", port))


def routed() -> None:
    """A datagram socket with a way out; 192.0.2.1 is nobody's, and nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.connect(("192.0.2.1", 9))


def called(path: str) -> None:
    """A daemon of this machine that listens on a socket among the files, as Docker's does."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as one:
        one.connect(path)


def written(path: str) -> None:
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))


def protections(outside: str, port: int) -> list[str]:
    """The names of those that hold here; ``outside`` and ``port`` as in `main`."""
    file = f"{outside}/file"
    changes: tuple[Callable[[], object], ...] = (
        lambda: written(file),
        lambda: written(f"{outside}/new"),
        lambda: os.truncate(file, 0),
        lambda: os.chmod(file, 0o600),  # noqa: PTH101
        lambda: os.mkdir(f"{outside}/folder"),  # noqa: PTH102
        lambda: os.symlink(file, f"{outside}/link"),  # noqa: PTH211
        lambda: os.rename(file, f"{outside}/renamed"),  # noqa: PTH104
        lambda: os.unlink(file),  # noqa: PTH108
    )
    held = {
        "network": all(map(refused, (lambda: connected(port), routed, lambda: called(f"{outside}/socket")))),
        "writes": all(refused(change) for change in changes),
        "reads": refused(lambda: os.close(os.open(file, os.O_RDONLY))),
        "cpu": resource.getrlimit(resource.RLIMIT_CPU)[1] != resource.RLIM_INFINITY,
        "file size": resource.getrlimit(resource.RLIMIT_FSIZE)[1] != resource.RLIM_INFINITY,
        "processes": refused(forked) and refused(cloned),
        "signals": refused(lambda: os.kill(os.getppid(), 0)),
    }
    return [name for name, holds in held.items() if holds]


def attempt(layers: Sequence[str], words: Sequence[str], outside: str, port: int) -> list[str] | None:
    """What holds in a process under `layers`, None where they cannot be applied."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            confine([*(f"layer={layer}" for layer in layers), *words], may_exec=False)
        except OSError:
            os._exit(NOT_APPLIED)
        os.write(writing, ",".join(protections(outside, port)).encode())
        os._exit(0)
    os.close(writing)
    with open(reading, "rb") as pipe:  # noqa: PTH123
        said = pipe.read().decode()
    _, status = os.waitpid(child, 0)
    return said.split(",") if status == 0 else None


def main() -> None:
    """OUTSIDE is a folder that nobody granted, with a `file` and a `socket`; on TCP's PORT somebody listens."""
    outside, port, layers, *words = sys.argv[1:]

    def tried(*names: str) -> list[str] | None:
        return attempt(names, words, outside, int(port))

    print(f"{BARE}:{','.join(tried() or ())}")
    found = {layer: tried(layer) for layer in layers.split(",")}
    applied = [layer for layer, held in found.items() if held is not None]
    for layer in applied:
        print(f"{layer}:{','.join(found[layer] or ())}")
    print(f"{TOGETHER}:{','.join(tried(*applied) or ())}")


if __name__ == "__main__":
    main()

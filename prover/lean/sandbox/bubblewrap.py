"""The words that put a command inside bubblewrap (its own network, processes and file tree); it starts nothing."""

from collections.abc import Iterable
from pathlib import Path

NAMESPACES = ("--unshare-user", "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts")
# Nothing in the new tree can be written but the scratch folder: what went into its memory would be counted for nobody.
TREE = ("--proc", "/proc", "--dev", "/dev", "--remount-ro", "/dev", "--remount-ro", "/")


def wrapped(program: Path, readable: Iterable[str], writable: Iterable[str]) -> list[str]:
    """What to put before a command. It then sees ``readable`` and ``writable``, each at its own place, and no more."""
    words = [str(program), "--die-with-parent", *NAMESPACES]
    seen = [path for path in dict.fromkeys(readable) if not path.startswith(("/dev/", "/proc/"))]
    # What is inside another must be bound after it.
    for path in sorted(seen):
        words += _link(path) or ("--ro-bind-try", path, path)
    for path in writable:
        if not path.startswith("/dev/"):
            words += ("--bind", path, path)
    return [*words, *TREE, "--"]


def _link(path: str) -> tuple[str, ...]:
    """Most systems have `/lib` as a link into `/usr`."""
    place = Path(path)
    return ("--symlink", str(place.readlink()), path) if place.is_symlink() and place.parent == Path("/") else ()

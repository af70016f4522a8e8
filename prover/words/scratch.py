"""Folders for a while, all of them within one of this process's own, which goes with it or is swept by another.

A process that is killed takes nothing away. So its own folder is locked while it lives, and who starts later removes
those that nobody has locked. A folder is known by its lock alone: numbers of processes are given out again.
"""

import atexit
import contextlib
import fcntl
import itertools
import os
import shutil
import tempfile
import threading
from pathlib import Path

PREFIX = "architect-of-"
MOST_SEEN = 10_000  # entries of a folder that are looked at
MOST_SWEPT = 16  # folders that are removed at a time
FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_own: dict[tuple[int, str], Path] = {}  # the own folder of each process in each place: a fork knows its parent's
_making = threading.Lock()
os.register_at_fork(before=_making.acquire, after_in_parent=_making.release, after_in_child=_making.release)


def scratch_folder(what: str, place: Path | None = None) -> "tempfile.TemporaryDirectory[str]":
    """A new folder for ``what``, in the system's place for such or in another. Raises `OSError`."""
    return tempfile.TemporaryDirectory(prefix=f"{what}-", dir=own_folder(place))


def own_folder(place: Path | None = None) -> Path:
    """The one folder that this process has there; it goes when the process ends. Raises `OSError`."""
    where = str(place or tempfile.gettempdir())
    key = os.getpid(), where
    with _making:
        if key not in _own or not _own[key].is_dir():
            _own[key] = _locked(where)
        return _own[key]


def _locked(where: str) -> Path:
    while True:
        made = Path(tempfile.mkdtemp(prefix=PREFIX, dir=where))
        with contextlib.suppress(FileNotFoundError):
            held = os.open(made, FOLDER)  # until we end
            if _lock(held) is not False and made.is_dir():
                atexit.register(_remove, made, os.getpid())
                return made
            os.close(held)
        # Somebody swept it before it was locked.


def _remove(own: Path, process: int) -> None:
    if os.getpid() == process:  # and not a fork of it
        shutil.rmtree(own, ignore_errors=True)


def _lock(held: int) -> bool | None:
    """Whether an open folder is locked by us now; None where nothing can be."""
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def sweep(place: Path | None = None) -> int:
    """Remove what killed processes of this user have left there; how many folders that were. It raises nothing."""
    found: list[str] = []
    with contextlib.suppress(OSError), os.scandir(place or tempfile.gettempdir()) as entries:
        found += (entry.path for entry in itertools.islice(entries, MOST_SEEN) if entry.name.startswith(PREFIX))
    return sum(itertools.islice(filter(None, map(_removed, found)), MOST_SWEPT))


def _removed(path: str) -> bool:
    """Whether this was the folder of a process of ours that is gone, and is removed now."""
    try:
        held = os.open(path, FOLDER)
    except OSError:
        return False
    try:
        if os.fstat(held).st_uid != os.geteuid() or not _lock(held):
            return False
        shutil.rmtree(path, ignore_errors=True)
        return not Path(path).exists()
    finally:
        os.close(held)

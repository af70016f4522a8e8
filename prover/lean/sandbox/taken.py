"""What processes take and whether they are at work, as the system says: Linux in `/proc`, macOS by its libproc."""

import contextlib
import ctypes
import sys
from pathlib import Path
from typing import Protocol

# <sys/proc_info.h> and <sys/resource.h> of macOS
TASK_INFO, USAGE_INFO = 4, 0
MOST = 4_096  # processes of a group


_OF_64 = "virtual resident user system threads_user threads_system"
_OF_32 = "policy faults pageins copied sent received mach unix switches threads running priority"
_OF_USAGE = "user system idle_wakes wakes pageins wired resident footprint began ended"


class _TaskInfo(ctypes.Structure):
    _fields_ = [
        *((name, ctypes.c_uint64) for name in _OF_64.split()),
        *((name, ctypes.c_int32) for name in _OF_32.split()),
    ]
    threads: int
    running: int


class _UsageInfo(ctypes.Structure):
    _fields_ = [("uuid", ctypes.c_uint8 * 16), *((name, ctypes.c_uint64) for name in _OF_USAGE.split())]
    footprint: int


class Libproc(Protocol):
    """The functions of macOS's libproc that are called here."""

    def proc_listpgrppids(self, group: int, buffer: ctypes.Array[ctypes.c_int32], size: int, /) -> int: ...
    def proc_pidinfo(self, pid: int, kind: int, extra: ctypes.c_uint64, buffer: object, size: int, /) -> int: ...
    def proc_pid_rusage(self, pid: int, kind: int, buffer: object, /) -> int: ...


class MacOS:
    """The same three questions as below. It has not been run on macOS."""

    def __init__(self, library: Libproc) -> None:
        self._library = library

    def family(self, pid: int) -> list[int]:
        group = (ctypes.c_int32 * MOST)()
        count = self._library.proc_listpgrppids(pid, group, ctypes.sizeof(group))
        return [pid, *(other for other in group[: max(count, 0)] if other not in (0, pid))]

    def at_work(self, pid: int) -> bool:
        return self._task(pid).running > 0

    def usage(self, pid: int) -> tuple[int, int]:
        info = _UsageInfo()
        if self._library.proc_pid_rusage(pid, USAGE_INFO, ctypes.byref(info)) != 0:
            return 0, 0  # it is gone
        return info.footprint, self._task(pid).threads

    def _task(self, pid: int) -> _TaskInfo:
        info = _TaskInfo()
        found = self._library.proc_pidinfo(pid, TASK_INFO, ctypes.c_uint64(0), ctypes.byref(info), ctypes.sizeof(info))
        return info if found == ctypes.sizeof(info) else _TaskInfo()


MACOS = MacOS(ctypes.CDLL("/usr/lib/libproc.dylib")) if sys.platform == "darwin" else None


def family(pid: int, every_thread: bool) -> list[int]:
    """A process and its descendants; without ``every_thread`` those alone that the main threads started.

    On macOS its process group: each process that we start leads one.
    """
    if MACOS:
        return MACOS.family(pid)
    found = [pid]
    for parent in found:
        for thread in _threads(parent) if every_thread else [str(parent)]:
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # it may end while we look
                found += map(int, Path(f"/proc/{parent}/task/{thread}/children").read_text().split())
    return found


def _threads(pid: int) -> list[str]:
    try:
        return [thread.name for thread in Path(f"/proc/{pid}/task").iterdir()]
    except (FileNotFoundError, ProcessLookupError):
        return []


def at_work(pid: int) -> bool:
    """Whether a thread of a process runs, would if it had a core, or waits for the disk."""
    if MACOS:
        return MACOS.at_work(pid)
    for thread in _threads(pid):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            words = Path(f"/proc/{pid}/task/{thread}/stat").read_text()
            if words.rpartition(")")[2].split()[0] in ("R", "D"):
                return True
    return False


def usage(pid: int) -> tuple[int, int]:
    """Bytes of memory that are its own (mapped files are not, shared memory is), and its number of threads."""
    if MACOS:
        return MACOS.usage(pid)
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0, 0
    fields = dict(line.split(":", 1) for line in lines)
    if "RssAnon" not in fields:
        return 0, 0  # a zombie
    memory = sum(int(fields[name].split()[0]) << 10 for name in ("RssAnon", "RssShmem"))
    return memory, int(fields["Threads"])

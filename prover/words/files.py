"""The one reader of files that others name: regular ones of a bounded size, each from one descriptor; it writes none.

A path may lead to anything: a pipe that nobody writes to would be waited for without end, and a device never ends.
"""

import codecs
import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from pathlib import Path

from prover.words.errors import BadInput

MOST_BYTES = 16 * 2**20  # of a text that people write: a Lean file, a blueprint, settings, a hint
MOST_RECORDED_BYTES = 2**30  # of what programs write line by line: a journal, a recording, a JSONL file
PIECE = 2**20
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # as PowerShell writes files
READING = os.O_RDONLY | os.O_CLOEXEC | os.O_NOCTTY | os.O_NONBLOCK  # the last: a pipe is opened without a writer too
KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}

_noted: ContextVar[set[Path] | None] = ContextVar("noted", default=None)


@contextmanager
def files_noted() -> Iterator[set[Path]]:
    """The paths that this thread reads, or tries to, until it leaves."""
    found: set[Path] = set()
    token = _noted.set(found)
    try:
        yield found
    finally:
        _noted.reset(token)


def name_of(path: Path | str) -> str:
    """A path in text that can be kept, whatever the system's encoding: bytes that are not UTF-8 written as `\\xe9`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def resolved(path: Path) -> Path:
    """The path with no link in it. Raises `BadInput` for one that leads in a circle."""
    try:
        found = path.resolve()
    except (OSError, RuntimeError) as error:  # the second in Python before 3.13
        raise BadInput(f"{path}: its links lead nowhere: {error}") from error
    try:
        found.stat()
    except OSError as error:  # anything else is said by whoever opens it
        if error.errno == errno.ELOOP:  # from 3.13 on `resolve` leaves such links as they are
            raise BadInput(f"{path}: its links lead nowhere: {error.strerror}") from error
    return found


def check_name(path: Path) -> None:
    """Raise `BadInput` for what no file can be called; of anything else whoever looks says more.

    `is_dir` and its kin say nothing of it from Python 3.14 on.
    """
    try:
        path.stat()
    except ValueError as error:
        raise BadInput(f"{path}: it is no path ({error})") from error
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise BadInput(f"{path}: the name is too long") from error


def is_folder(path: Path) -> bool:
    """Whether a folder is there. Where nobody may look, none is (so `Path.is_dir` has it from Python 3.14 on)."""
    try:
        return path.is_dir()
    except OSError:
        return False


def read_bytes(
    path: Path, most: int = MOST_BYTES, inside: Path | None = None, start: int = 0, is_cut: bool = False
) -> bytes:
    """All bytes, from the one at ``start`` on, of a regular file, or of one that a link leads to.

    Where it ``is_cut``, the first of them, and no more than ``most``.

    A folder of a stranger, ``inside`` which the file is, must not lead to what is not the stranger's. Raises `OSError`,
    whose `strerror` says it in words, also for what is no regular file, has more than ``most``, or is not ``inside``.
    """
    if (noted := _noted.get()) is not None:
        noted.add(path)
    try:
        if inside is not None:
            _check_inside(inside, path)
        descriptor = os.open(path, READING)
    except ValueError as error:
        raise OSError(errno.EINVAL, f"it is no path ({error})", str(path)) from error
    except OSError:
        if path.is_socket():  # which cannot even be opened, and the system does not say why
            raise _none(path, stat.S_IFSOCK) from None
        raise
    try:
        kind = stat.S_IFMT(os.fstat(descriptor).st_mode)
        if kind != stat.S_IFREG:
            raise _none(path, kind)
        if start:
            os.lseek(descriptor, start, os.SEEK_SET)
        return _all(descriptor, path, most, is_cut)
    finally:
        os.close(descriptor)


def read_text(path: Path, most: int = MOST_BYTES, inside: Path | None = None) -> str:
    """A file's text of at most ``most`` bytes, no line ending translated; of one ``inside`` a folder, as `read_bytes`.

    Raises `BadInput` when it is not there, cannot be read (as `read_bytes` says), or is not UTF-8.
    """
    return _decoded(path, partial(read_bytes, path, most, inside))


def read_standard_input(path: Path, most: int = MOST_BYTES) -> str:
    """What somebody writes to this process, to its end; ``path`` stands for it in words. Raises as `read_text` does."""
    return _decoded(path, partial(_all, 0, path, most))


def _decoded(path: Path, read: Callable[[], bytes]) -> str:
    try:
        return read().decode()
    except UnicodeDecodeError as error:
        kind = ", but UTF-16" if error.object.startswith(UTF_16) else ""
        raise BadInput(f"{path}: not UTF-8{kind} (byte {error.start})") from error
    except FileNotFoundError as error:
        raise BadInput(f"{path}: no such file") from error
    except OSError as error:
        raise BadInput(f"{path}: cannot be read: {error.strerror}") from error


def _check_inside(folder: Path, path: Path) -> None:
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
        raise OSError(errno.EACCES, f"it leads out of {name_of(folder)}, and is not followed", str(path))


def _all(descriptor: int, path: Path, most: int, is_cut: bool = False) -> bytes:
    pieces, size = [], 0
    # The size that the system gives is not asked for: a file may grow, and those of /proc have none.
    while piece := os.read(descriptor, min(PIECE, most + (not is_cut) - size)):
        pieces.append(piece)
        size += len(piece)
        if size > most:
            limit = f"{most >> 20} MiB" if most >> 20 else f"{most} bytes"
            raise OSError(errno.EFBIG, f"it is larger than {limit}, the most that is read", str(path))
    return b"".join(pieces)


def _none(path: Path, kind: int) -> OSError:
    return OSError(errno.EINVAL, f"it is {KINDS.get(kind, 'something else')}, not a file", str(path))

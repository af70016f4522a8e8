"""Files written whole or not at all, and why one cannot be; it reads none."""

import contextlib
import errno
import os
import stat
import tempfile
from collections.abc import Iterable
from pathlib import Path

from prover.words.errors import ArchitectError, BadInput, StorageFailed
from prover.words.files import check_name, resolved

SCRATCH = ".architect-"  # how the names begin of files that are being written
# Streams of this process by their paths: the file that one goes to, a log maybe, is not replaced.
OPEN_STREAMS = {Path("/dev/stdout"): 1, Path("/dev/fd/1"): 1, Path("/dev/stderr"): 2, Path("/dev/fd/2"): 2}
# What no other path or permission would mend: the disk is full, broken, or read-only, or the machine is at its limits.
OF_THE_MACHINE = {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS, errno.ENOMEM, errno.EMFILE, errno.ENFILE}

# It can only be learnt by setting it, which no two threads may do at once: so here, and never again.
UMASK = os.umask(0o077)
os.umask(UMASK)


def check_writable(path: Path) -> None:
    """Raise `BadInput` when `write_whole` could not write `path`; asked before the work, not after it."""
    folder = resolved(path).parent
    if not folder.is_dir():
        raise BadInput(f"{path}: cannot be written: there is no folder {folder}")
    check_name(path)
    if path.is_dir():
        raise BadInput(f"{path}: cannot be written: it is a folder")
    if not os.access(path if path.exists() and not path.is_file() else folder, os.W_OK):
        raise BadInput(f"{path}: cannot be written: permission denied")


def check_loses_nothing(path: Path, read: Iterable[Path], is_lean: bool = False) -> None:
    """Raise `BadInput` where to write ``path`` would lose one of the files that are ``read``.

    Nor is a file in Lean lost to what is none: names that the shell completes are one key away.
    """
    if not path.is_file():
        return
    if any(each.exists() and path.samefile(each) for each in read):
        raise BadInput(f"{path}: it is read here, and not to be written over: name another file with --out")
    if not is_lean and ".lean" in (path.suffix, resolved(path).suffix):
        raise BadInput(f"{path}: a file in Lean is there, and this is no Lean: name another file with --out")


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file so that it is there whole or not at all; a device, a pipe or an open stream is written to as it is.

    A link is followed, and a file that is there keeps its mode. Raises what `unwritable` says.
    """
    data = content.encode() if isinstance(content, str) else content
    try:
        if (stream := OPEN_STREAMS.get(path)) is not None:
            with os.fdopen(os.dup(stream), "wb") as file:
                file.write(data)
            return
        if path.exists() and not path.is_file():
            _write_as_it_is(path, data)
            return
        path = resolved(path)
        with tempfile.NamedTemporaryFile("wb", dir=path.parent, prefix=SCRATCH, delete=False) as scratch:
            try:
                scratch.write(data)
                scratch.flush()
                os.fchmod(scratch.fileno(), _mode(path))
                os.fsync(scratch.fileno())
                Path(scratch.name).replace(path)
            except BaseException:
                Path(scratch.name).unlink(missing_ok=True)
                raise
    except OSError as error:
        raise unwritable(path, error) from error


def _write_as_it_is(path: Path, data: bytes) -> None:
    """Write to a device, or to a pipe that somebody reads: to wait for a reader may be to wait for ever."""
    descriptor = os.open(path, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    os.set_blocking(descriptor, True)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)


def unwritable(path: Path, error: OSError, advice: str = "") -> ArchitectError:
    """`StorageFailed` where the machine is to blame, else `BadInput`; ``advice`` says what to do in one clause."""
    if error.errno == errno.ENAMETOOLONG:
        return BadInput(f"{path}: the name is too long")
    why = "nobody reads this pipe" if error.errno == errno.ENXIO else error.strerror
    line = f"{path}: cannot be written: {why}" + (f"; {advice}" if advice else "")
    return StorageFailed(line) if error.errno in OF_THE_MACHINE else BadInput(line)


def _mode(path: Path) -> int:
    with contextlib.suppress(FileNotFoundError):
        return stat.S_IMODE(path.stat().st_mode)
    return 0o666 & ~UMASK

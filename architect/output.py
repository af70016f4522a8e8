"""Where results go: the standard streams, whatever becomes of them, and files, which are written whole or not at all.

It is the only door to a terminal: what comes from Lean, models, files and their names moves no cursor there.
"""

import contextlib
import errno
import os
import stat
import sys
import tempfile
from pathlib import Path
from typing import TextIO

from prover.errors import ArchitectError, BadInput, StorageFailed
from prover.files import resolved
from prover.shown import in_ascii, in_one_line, shown

STREAMS = (0, 1, 2)
# What no other path or permission would mend: the disk is full, broken, or read-only, or the machine is at its limits.
OF_THE_MACHINE = {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS, errno.ENOMEM, errno.EMFILE, errno.ENFILE}


def state_folder() -> Path:
    """Where all is kept that outlives a process: `$XDG_STATE_HOME/architect`, by default below `~/.local/state`.

    Raises `StorageFailed` where there is no home folder.
    """
    named = Path(os.environ.get("XDG_STATE_HOME", ""))
    try:
        base = named if named.is_absolute() else Path.home() / ".local" / "state"  # XDG has a relative one ignored
    except RuntimeError as error:
        raise StorageFailed("there is no home folder for runs: set XDG_STATE_HOME to an absolute path") from error
    return base / "architect"


def open_streams() -> None:
    """Give those standard streams that were closed a place to go to: the next files opened would be taken for them."""
    for number in STREAMS:
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free
            os.set_inheritable(number, True)
    sys.stdout = sys.stdout or os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = sys.stderr or os.fdopen(2, "w", encoding="utf-8", closefd=False)


def say(text: str) -> None:
    """Print to standard output, now, with what cannot be seen or encoded there written out; JSON stays the same JSON.

    A reader that has left is no error; a full disk is (`OSError`).
    """
    try:
        print(_encodable(shown(text), sys.stdout), flush=True)
    except OSError as error:
        # Point the stream elsewhere, or the interpreter trips over it once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise


def complain(text: str) -> None:
    """Print one line to standard error. Where that cannot be written, nobody can be told."""
    with contextlib.suppress(OSError):
        print(_encodable(in_one_line(text), sys.stderr), file=sys.stderr, flush=True)


def _encodable(text: str, stream: TextIO) -> str:
    try:
        text.encode(stream.encoding or "utf-8")
    except UnicodeEncodeError:
        return in_ascii(text)
    return text


def check_writable(path: Path) -> None:
    """Raise `BadInput` when `write_whole` could not write `path`; asked before the work, not after it."""
    folder = resolved(path).parent
    if not folder.is_dir():
        raise BadInput(f"{path}: cannot be written: there is no folder {folder}")
    if path.is_dir():
        raise BadInput(f"{path}: cannot be written: it is a folder")
    if not os.access(path if path.exists() and not path.is_file() else folder, os.W_OK):
        raise BadInput(f"{path}: cannot be written: permission denied")


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it is there whole or not at all; a device or a pipe is written to as it is.

    A link is followed, and a file that is there keeps its mode. Raises what `unwritable` says.
    """
    try:
        if path.exists() and not path.is_file():
            _write_as_it_is(path, text.encode())
            return
        path = resolved(path)
        with tempfile.NamedTemporaryFile("wb", dir=path.parent, prefix=".architect-", delete=False) as scratch:
            try:
                scratch.write(text.encode())
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
    why = "nobody reads this pipe" if error.errno == errno.ENXIO else error.strerror
    line = f"{path}: cannot be written: {why}" + (f"; {advice}" if advice else "")
    return StorageFailed(line) if error.errno in OF_THE_MACHINE else BadInput(line)


def _mode(path: Path) -> int:
    with contextlib.suppress(FileNotFoundError):
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask

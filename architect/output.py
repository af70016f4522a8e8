"""Where results go: standard output, whatever becomes of it, and the file of `--out`, whole or not at all."""

import contextlib
import os
import stat
import sys
import tempfile
from pathlib import Path

from prover.errors import BadInput


def say(text: str) -> None:
    """Print to standard output, now. A reader that has left is no error; a full disk is (`OSError`)."""
    try:
        print(text, flush=True)
    except OSError as error:
        # Point the stream elsewhere, or the interpreter trips over it once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise


def check_writable(path: Path) -> None:
    """Raise `BadInput` when `write_whole` could not write `path`; asked before the work, not after it."""
    folder = path.resolve().parent
    if not folder.is_dir():
        raise BadInput(f"{path}: cannot be written: there is no folder {folder}")
    if path.is_dir():
        raise BadInput(f"{path}: cannot be written: it is a folder")
    if not os.access(path if path.exists() and not path.is_file() else folder, os.W_OK):
        raise BadInput(f"{path}: cannot be written: permission denied")


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it is there whole or not at all; a device or a pipe is written to as it is.

    A link is followed, and a file that is there keeps its mode. Raises `BadInput` when it cannot be written.
    """
    path = path.resolve()
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(text.encode())
            return
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
        raise BadInput(f"{path}: cannot be written: {error.strerror}") from error


def _mode(path: Path) -> int:
    with contextlib.suppress(FileNotFoundError):
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask

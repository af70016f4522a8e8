"""What becomes of an exception that is not ours: its traceback in a file, and one line that says where."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prover.words.errors import ArchitectError, leaves_of

EXIT_CODE = 70  # EX_SOFTWARE of sysexits.h; never that of "not proved"
CRASH = "crash-"  # how the names of the files begin
EXPECTED = (ArchitectError, OSError, KeyboardInterrupt, SystemExit)


class Crashed(Exception):
    """A bug ended the work; the message is one line for the user, and the traceback is on the disk."""


@contextmanager
def crashes_kept_in(*folders: Path) -> Iterator[None]:
    """Turn an exception that is a bug into `Crashed`, its traceback written to the first of `folders` that is there.

    The last is made if it is not. Other exceptions pass; of a group of them, the first.
    """
    try:
        yield
    except Crashed:
        raise
    except BaseException as error:
        leaves = [*map(_meant, leaves_of(error))]
        if all(isinstance(leaf, EXPECTED) for leaf in leaves):
            if leaves[0] is error:
                raise
            raise leaves[0] from error
        folder = next((folder for folder in folders if folder.is_dir()), folders[-1])
        raise Crashed(_kept(error, next(e for e in leaves if not isinstance(e, EXPECTED)), folder)) from error


def _meant(error: BaseException) -> BaseException:
    """An interrupt, also where Python before 3.12 was making a class and calls it a `RuntimeError`."""
    cause = error.__cause__
    return cause if isinstance(error, RuntimeError) and isinstance(cause, KeyboardInterrupt) else error


def _kept(error: BaseException, bug: BaseException, folder: Path) -> str:
    """Write the traceback, where nothing else is possible to standard error; returns the line for the user."""
    import traceback

    what = " ".join(f"{type(bug).__name__}: {bug}".split())[:200]
    path = folder / f"{CRASH}{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}.txt"
    text = "".join(traceback.format_exception(error))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", errors="backslashreplace")
    except OSError as failure:
        sys.stderr.write(text.encode("ascii", "backslashreplace").decode())
        return f"a bug in this program: {what} (the traceback is above: {folder} takes no file: {failure.strerror})"
    return f"a bug in this program: {what} (the traceback, for a report: {path})"

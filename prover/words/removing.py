"""Files and folders taken away whole: whoever looks finds all of one or nothing, whatever ends the work; no links."""

import contextlib
import os
import shutil
from pathlib import Path

from prover.words.errors import BadInput
from prover.words.writing import SCRATCH

REMOVED = f"{SCRATCH}removed-"  # how the name begins of what is on its way out


def remove_whole(path: Path) -> None:
    """Take a file or a folder away, with all that is in it; where a link is inside, the link alone goes.

    It gets another name first, under which `sweep_removed` finds what is left of it. Raises `BadInput` for a link, and
    for what cannot be taken away.
    """
    if path.is_symlink():
        raise BadInput(f"{path}: it is a link, which is not followed: remove it yourself")
    try:
        aside = path.with_name(f"{REMOVED}{path.stat().st_ino}")
        path.rename(aside)
    except OSError as error:
        raise BadInput(f"{path}: cannot be removed: {error.strerror}") from error
    try:
        _remove(aside)
    except OSError as error:
        raise BadInput(f"{path}: cannot be removed whole: {error.strerror}: what is left of it is {aside}") from error


def sweep_removed(folder: Path) -> None:
    """Take away what earlier removals from a folder left, as far as it goes: it is in nobody's way."""
    for left in folder.glob(f"{REMOVED}*"):
        with contextlib.suppress(OSError):
            _remove(left)


def _remove(path: Path) -> None:
    while os.path.lexists(path):
        with contextlib.suppress(FileNotFoundError):  # another process sweeps
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()

"""Run folders taken away because somebody asked: ours alone, none that is worked on, and nothing that is no run."""

from collections.abc import Callable
from pathlib import Path

from architect.run import store
from architect.run.store import MANIFEST, PROJECT
from prover.words.errors import BadInput
from prover.words.folders import runs_folder
from prover.words.removing import remove_whole, sweep_removed


def check_removable(folder: Path) -> None:
    """Raise `BadInput` where a folder is not to be removed from here, whoever asks: it says why."""
    if folder.is_symlink():
        raise BadInput(f"{folder}: it is a link, which is not followed: remove it yourself")
    if folder.resolve().parent != runs_folder().resolve():
        raise BadInput(f"{folder}: it is not among the runs in {runs_folder()}: remove it yourself")
    if not any((folder / name).is_file() for name in (MANIFEST, PROJECT)):
        raise BadInput(f"{folder}: it is no run, for there is no {MANIFEST} in it: remove it yourself")
    if store.is_held(folder):
        raise BadInput(f"{folder}: a process is working on this run: it stays")


def remove_run(folder: Path, is_still: Callable[[], bool] = lambda: True) -> None:
    """Take a run away with all that it has, where it ``is_still`` one to go: that is asked while nobody can work on it.

    Raises `BadInput` as `check_removable` does, where it is no longer one, and where it cannot be removed.
    """
    check_removable(folder)
    try:
        sweep_removed(folder.parent)
        with store.held(folder):  # nobody begins to work on it now
            if not is_still():
                raise BadInput(f"{folder}: something has happened in it meanwhile: it stays")
            remove_whole(folder)
    except OSError as error:
        raise BadInput(f"{folder}: cannot be removed: {error.strerror}") from error

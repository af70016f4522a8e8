"""Where things are kept: the user's cache and state folders, and the one rule for what is kept only to be faster.

What cannot be written to the cache is said once, and nothing is lost. The compiled library is not of this kind: without
it there is no Lean (embedded.py).
"""

import logging
from pathlib import Path

from platformdirs.unix import Unix

from prover.words.errors import ArchitectError, StorageFailed
from prover.words.shown import in_one_line
from prover.words.writing import write_whole

# What XDG says goes on every system; it has relative paths ignored.
CACHE, STATE = Unix("blueprint-prover"), Unix("architect")
_said: list[Path] = []


def cache_folder() -> Path:
    """Where all is kept that can be made again: `$XDG_CACHE_HOME/blueprint-prover`, by default below `~/.cache`.

    Raises `StorageFailed` where there is no home folder.
    """
    try:
        return Path(CACHE.user_cache_dir)
    except RuntimeError as error:
        raise StorageFailed("there is no home folder for the cache: set XDG_CACHE_HOME to an absolute path") from error


def state_folder() -> Path:
    """Where all is kept that outlives a process: `$XDG_STATE_HOME/architect`, by default below `~/.local/state`.

    Raises `StorageFailed` where there is no home folder.
    """
    try:
        return Path(STATE.user_state_dir)
    except RuntimeError as error:
        raise StorageFailed("there is no home folder for runs: set XDG_STATE_HOME to an absolute path") from error


def runs_folder() -> Path:
    """Where runs are kept. Raises as `state_folder` does."""
    return state_folder() / "runs"


def keep(path: Path, text: str) -> None:
    """Write a file of the cache whole, if it can be; processes that do so at once write the same."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text)
    except OSError as error:
        not_kept(path, error.strerror or "no reason")
    except ArchitectError as error:
        not_kept(path, str(error))


def not_kept(path: Path, why: str) -> None:
    """Say that `path` could not be written to the cache, for the first one in the life of this process."""
    if not _said:
        line = (
            f"warning: nothing is kept in the cache: {path}: {why}; set XDG_CACHE_HOME to a folder that can be written"
        )
        logging.getLogger(__name__).warning(in_one_line(line))
    _said.append(path)

"""The one rule for what is only kept to be faster: where it cannot be written, that is said once, and nothing is lost.

The compiled library is not of this kind: without it there is no Lean (embedded.py).
"""

import logging
import os
from pathlib import Path

from prover.words.errors import StorageFailed
from prover.words.shown import in_one_line

_said: list[Path] = []


def not_kept(path: Path, why: str) -> None:
    """Say that `path` could not be written to the cache, for the first one in the life of this process."""
    if not _said:
        line = (
            f"warning: nothing is kept in the cache: {path}: {why}; set XDG_CACHE_HOME to a folder that can be written"
        )
        logging.getLogger(__name__).warning(in_one_line(line))
    _said.append(path)


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

"""Who uses the cache: any number of processes at once, or one that cleans it; the lock of a killed one is free.

Where the cache takes no lock (nothing can be written in it, or its file system has none) nobody cleans it, so there is
nothing to protect.
"""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from prover.words.errors import BadInput, StorageFailed
from prover.words.folders import cache_folder
from prover.words.locks import let_go

LOCK = "in-use.lock"
# Whatever is there under this name, a link or a pipe, leads to no other file and keeps nobody waiting.
LOCKING = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


@contextmanager
def cache_in_use() -> Iterator[None]:
    """Nobody cleans the cache meanwhile. Raises `StorageFailed` where somebody does so at the moment."""
    with contextlib.ExitStack() as held:
        try:
            held.enter_context(_taken(fcntl.LOCK_SH))
        except _CacheTaken as taken:
            raise StorageFailed(f"{cache_folder()}: the cache is being cleaned: try again in a moment") from taken
        except (OSError, StorageFailed):
            pass  # nobody cleans it
        yield


@contextmanager
def cache_to_oneself() -> Iterator[None]:
    """Nobody uses the cache meanwhile. Raises `BadInput` where somebody does, or the cache cannot be locked."""
    with contextlib.ExitStack() as held:
        try:
            held.enter_context(_taken(fcntl.LOCK_EX))
        except _CacheTaken as taken:
            raise BadInput(f"{cache_folder()}: the cache is in use: wait for the end of other commands") from taken
        except OSError as error:
            raise BadInput(f"{cache_folder()}: the cache cannot be locked: {error.strerror}") from error
        yield


class _CacheTaken(Exception):
    """Another process has the lock."""


@contextmanager
def _taken(how: int) -> Iterator[None]:
    """The lock. Raises `OSError` where there can be none."""
    folder = cache_folder()
    folder.mkdir(parents=True, exist_ok=True)
    lock = os.open(folder / LOCK, LOCKING, 0o600)
    try:
        try:
            fcntl.flock(lock, how | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise _CacheTaken from error
        with let_go(lock):
            yield
    finally:
        os.close(lock)

"""A lock of a file let go where processes fork: each fork has the open file too, and with it would keep the lock."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def let_go(lock: int) -> Iterator[None]:
    """Behind the block the lock (of `flock`) on an open file is free, whoever else has the file open by a fork.

    A fork that leaves the block lets nothing go: the lock is that of who took it.
    """
    owner = os.getpid()
    try:
        yield
    finally:
        if os.getpid() == owner:
            with suppress(OSError):  # a file system that has no locks any more
                fcntl.flock(lock, fcntl.LOCK_UN)

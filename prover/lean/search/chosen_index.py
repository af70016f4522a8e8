"""Which index a Lean is searched with: that of its project's sources, or that of the embedded library."""

import asyncio
from contextlib import AsyncExitStack, ExitStack

from prover.lean.live.pool import Pool
from prover.lean.search.premises import Index, LibraryIndex
from prover.lean.search.project_index import ProjectIndex
from prover.words.errors import LeanTimedOut


async def opened_index(pool: Pool, seconds: float, owned: ExitStack | AsyncExitStack) -> Index:
    """The index of what texts in this pool may import; a project's is there when this ends, within so many seconds.

    No method has to wait then, whose time would not do. It is closed with ``owned``. Raises `LeanFailed` where the
    sources cannot be looked at.
    """
    if pool.toolchain.project is None:
        return LibraryIndex(pool)
    index = owned.enter_context(ProjectIndex.of(pool.toolchain))
    try:
        async with asyncio.timeout(None if seconds == float("inf") else seconds):
            await index.contents()
    except TimeoutError as error:
        raise LeanTimedOut(f"the index of {pool.toolchain.project}", seconds) from error
    return index

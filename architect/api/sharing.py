"""What the runs of one event loop share: live Leans, and whose turn it is, so that many runs are not many Leans."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from prover.lean.live.pool import Pool
from prover.lean.live.room import leans_at_once, pool_for
from prover.lean.toolchains.toolchain import Toolchain

LEAST_AT_ONCE = 2  # runs


@dataclass
class _LentPool:
    """A pool that so many runs have; the first opens it, and the last to leave ends it."""

    toolchain: Toolchain
    jobs: int | None
    pool: Pool
    runs: int = 0


@dataclass
class _OfLoop:
    turns: asyncio.Semaphore
    pools: list[_LentPool] = field(default_factory=list)


_of_loops: "WeakKeyDictionary[asyncio.AbstractEventLoop, _OfLoop]" = WeakKeyDictionary()


@asynccontextmanager
async def turn(waiting: Callable[[], None] = lambda: None) -> AsyncIterator[None]:
    """Wait until there is room for one more run; ``waiting`` is called where there is none.

    One that has its turn waits for no other, so each comes to its own.
    """
    turns = _here().turns
    if turns.locked():
        waiting()
    async with turns:
        yield


@asynccontextmanager
async def shared_pool(toolchain: Toolchain, jobs: int | None) -> AsyncIterator[Pool]:
    """A share of the pool that all runs of this loop have with the same Lean and ``jobs``, as `pool_for` makes it."""
    here = _here()
    lent = next((each for each in here.pools if (each.toolchain, each.jobs) == (toolchain, jobs)), None)
    if lent is None:
        lent = _LentPool(toolchain, jobs, pool_for(toolchain, jobs))
        here.pools.append(lent)
    lent.runs += 1
    try:
        await lent.pool.__aenter__()  # it looks once what protection there is, and starts nothing
        yield lent.pool.share()
    finally:
        lent.runs -= 1
        if not lent.runs:
            here.pools.remove(lent)
            await lent.pool.__aexit__(None, None, None)


def _here() -> _OfLoop:
    loop = asyncio.get_running_loop()
    if loop not in _of_loops:
        _of_loops[loop] = _OfLoop(asyncio.Semaphore(max(leans_at_once(), LEAST_AT_ONCE)))
    return _of_loops[loop]

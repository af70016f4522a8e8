"""How many live Leans this machine has room for at a time, and so a pool of them; it starts none."""

from pathlib import Path

from prover.lean.live.pool import Pool, PoolLimits
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.cores import cores
from prover.words.memory import MEMINFO, free_mb

EACH_MB = 1_024  # MiB of its own that a Lean with a large library may take; what they map they share


def pool_for(toolchain: Toolchain, jobs: int | None) -> Pool:
    """A pool of so many Leans, or of as many as there is room for; whoever enters it ends them."""
    return Pool(toolchain, PoolLimits(size=jobs or leans_at_once()))


def leans_at_once(meminfo: Path = MEMINFO) -> int:
    """As many as the cores that this process may use, and as there is free memory for; one at least."""
    free = free_mb(meminfo)
    return max(1, cores() if free is None else min(cores(), free // EACH_MB))

"""Which kind of live Lean a toolchain is asked by; it starts none."""

from prover.lean.live.protocol import LiveLean
from prover.lean.live.worker import Worker
from prover.lean.toolchains.toolchain import Toolchain


def new_worker(toolchain: Toolchain, header: str, grace_seconds: float) -> LiveLean:
    """One that is not started yet; ``grace_seconds`` are for the kind that can be stopped without being killed."""
    return Worker(toolchain, header, grace_seconds)

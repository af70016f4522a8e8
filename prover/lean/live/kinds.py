"""Which kind of live Lean a toolchain is asked through; it starts none."""

from prover.lean.live.protocol import LiveLean
from prover.lean.live.repl import ReplWorker
from prover.lean.live.worker import Worker
from prover.lean.toolchains.toolchain import KiminaServer, ReplCommand, Toolchain


def new_worker(toolchain: Toolchain, header: str, grace_seconds: float) -> LiveLean:
    """One that is not started yet; ``grace_seconds`` are for the kind that can be stopped without being killed."""
    match toolchain.live:
        case ReplCommand() as repl:
            return ReplWorker(toolchain, repl, header)
        case KiminaServer() as server:
            from prover.lean.live.kimina import KiminaWorker  # with its HTTP client, which takes its time to load

            return KiminaWorker(toolchain, server, header)
        case None:
            return Worker(toolchain, header, grace_seconds)

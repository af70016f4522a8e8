"""A run on a Ray cluster of two nodes, one of which is killed: `python -m benchmarks.measure.ray_nodes [SUITE]`.

Both nodes are on this machine, as Ray's own tests do it. The run is over when every try is, and the folder is the same
as one from a single machine.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from benchmarks.runs.asked import Asked
from benchmarks.runs.engines.on_ray import Job, OnRay, on_ray
from benchmarks.runs.events import Try
from benchmarks.runs.reading import read_run
from benchmarks.runs.session import Crew, run_session
from benchmarks.suites.statement import Statement
from prover.lean.toolchains.embedded import embedded_toolchain
from prover.words.settings import resolve

WORKERS = 4
MEMORY_MB = 1_024  # of each try; a node has room for two
KILL_AFTER = 3  # tries that are over


class Watched:
    """Passes tries on, counts those under way, and kills a node when `KILL_AFTER` are over."""

    def __init__(self, solver: OnRay, kill: asyncio.Event) -> None:
        self._solver, self._kill = solver, kill
        self.made = self.under_way = 0

    async def solve(self, statement: Statement, sample: int) -> Try:
        self.under_way += 1
        record = await self._solver.solve(statement, sample)
        self.under_way -= 1
        self.made += 1
        if self.made == KILL_AFTER:
            self._kill.set()
        return record


async def run(path: Path, suite: str, seconds: float) -> None:
    from ray.cluster_utils import Cluster

    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, "include_dashboard": False})
    try:
        room = 2 * MEMORY_MB << 20
        nodes = [cluster.add_node(num_cpus=2, memory=room) for _ in range(2)]
        resolved = resolve(None, {"limits.seconds": seconds})
        kill = asyncio.Event()

        @asynccontextmanager
        async def watched() -> AsyncIterator[Watched]:
            async with on_ray(Job(resolved, None), MEMORY_MB, address=cluster.address) as solver:
                watched = Watched(solver, kill)
                killer = asyncio.create_task(lose(watched))
                try:
                    yield watched
                finally:
                    killer.cancel()

        async def lose(watched: Watched) -> None:
            await kill.wait()
            await asyncio.to_thread(cluster.remove_node, nodes[0], allow_graceful=False)
            print(f"killed a node after {watched.made} tries; {watched.under_way} were under way on the two")

        began = time.monotonic()
        batch = Asked(suite).read(resolved, embedded_toolchain())
        ended = await run_session(path, batch, Crew("ray", WORKERS, None, watched()), resolved)
        print(f"{ended.total - ended.left} of {ended.total} tries over, {ended.solved} solved, {ended.broken} broken")
        run = read_run(path)
        print(f"lines in the journal: {len(run.records)}, of different tries: {len(run.tries())}")
        print(f"{time.monotonic() - began:.0f} s; nodes alive at the end: {len(nodes) - 1} of {len(nodes)} workers")
    finally:
        cluster.shutdown()  # type: ignore[no-untyped-call]


def main() -> None:
    suite = sys.argv[1] if len(sys.argv) > 1 else "embedded"
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 20.0
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(run(Path(folder) / "run", suite, seconds))


if __name__ == "__main__":
    main()

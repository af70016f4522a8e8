"""Events a second of many campaigns in one process, with their journal on the disk.

    python -m benchmarks.measure.throughput

Twenty nodes a problem, proved at once; every event is on the disk before anything follows from it. Each size runs in a
process of its own, so that one's memory is not the other's.
"""

import asyncio
import gc
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from architect.campaign.campaign import Campaign
from architect.campaign.events import NodeSettled
from architect.campaign.past import Past
from architect.campaign.seats import Seats
from architect.run.events import RUN_EVENTS, RunEvent
from architect.run.journal import Journal, read_journal
from architect.run.record import OfTarget
from benchmarks.measure.fakes import Timed, graph, means, problem

SIZES = (100, 300, 1_000)  # problems
NODES = 20
SEATS = 256
SEED = 4
KILOBYTE = 1024


async def campaigns(problems: int, journal: Path) -> tuple[float, float]:
    """Seconds and processor seconds that all of them take, begun at once."""
    chance = random.Random(SEED)  # noqa: S311
    shared = means(Timed({}), Seats(SEATS))
    places = [problem(f"t{i}") for i in range(problems)]
    blueprints = [graph(chance, place, NODES) for place in places]
    began, busy = time.perf_counter(), time.process_time()
    async with Journal[RunEvent](journal) as record, asyncio.TaskGroup() as group:
        running = [
            group.create_task(
                Campaign(place, shared, OfTarget(record, place.name), past=Past(blueprint=blueprint)).run()
            )
            for place, blueprint in zip(places, blueprints, strict=True)
        ]
    took, busy = time.perf_counter() - began, time.process_time() - busy
    assert all(task.result().word == "certified" for task in running)
    return took, busy


class Collector:
    """Processor seconds that Python's collector of cycles takes, which has the more to look at the more there is."""

    def __init__(self) -> None:
        self.seconds = 0.0
        gc.callbacks.append(self._hear)

    def _hear(self, phase: str, _: object) -> None:
        self.seconds += time.process_time() * (-1 if phase == "start" else 1)


def one(problems: int) -> None:
    """Measure one size: events, seconds, processor seconds and the collector's of them, megabytes that were added."""
    collector = Collector()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with tempfile.TemporaryDirectory() as folder:
        journal = Path(folder) / "journal.jsonl"
        took, busy = asyncio.run(campaigns(problems, journal))
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        events = sum(isinstance(event, NodeSettled) for event in read_journal(journal, RUN_EVENTS))
    assert events == problems * NODES, events
    print(events, took, busy, collector.seconds, grown / KILOBYTE)


def main() -> None:
    print("| problems | processor time an event: ours + Python's collector | events a second of it ", end="")
    print("| by the clock | memory a problem |\n| --- | --- | --- | --- | --- |")
    print("| goal | the same for all | over 2,000 | over 2,000 | the same for all |")
    for size in SIZES:
        command = [sys.executable, "-m", "benchmarks.measure.throughput", str(size)]
        words = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        events, took, busy, collecting, memory = map(float, words)
        times = f"{1e6 * (busy - collecting) / events:.0f} + {1e6 * collecting / events:.0f} µs"
        rates = f"{events / busy:,.0f} | {events / took:,.0f}"
        print(f"| {size} | {times} | {rates} | {1e3 * memory / size:.0f} kB |", flush=True)


if __name__ == "__main__":
    one(int(sys.argv[1])) if sys.argv[1:] else main()

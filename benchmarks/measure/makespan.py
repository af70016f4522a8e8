"""How soon a blueprint is done beside what its latencies allow: `python -m benchmarks.measure.makespan`.

The real campaign and its seats on a clock that jumps to the next moment at which something is due; only the workers are
not real. Ratios are medians over the same graphs and draws, for several distributions.
"""

import asyncio
import heapq
import random
import selectors
import statistics
from collections.abc import Callable, Coroutine, Iterable, Mapping
from typing import Any

from architect.blueprint.graph import Blueprint
from architect.campaign.campaign import Campaign
from architect.campaign.past import Past
from architect.campaign.seats import Seats
from architect.run.record import Unrecorded
from benchmarks.measure.fakes import Timed, graph, means, problem
from prover.text.place import Place

GRAPHS = 200
LEAST, MOST = 10, 60  # nodes
WORKERS = 8
SEED = 4
LATENCIES: Mapping[str, Callable[[random.Random], float]] = {
    "lognormal, sigma 1.0": lambda chance: chance.lognormvariate(0, 1.0),
    "lognormal, sigma 1.5": lambda chance: chance.lognormvariate(0, 1.5),
    "lognormal, sigma 2.0": lambda chance: chance.lognormvariate(0, 2.0),
    "Pareto, alpha 1.5": lambda chance: chance.paretovariate(1.5),
    "Pareto, alpha 1.1": lambda chance: chance.paretovariate(1.1),
}


class Jumping(selectors.DefaultSelector):
    """Waits for nothing: the time that it should have waited is over at once."""

    now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        assert timeout is not None, "nothing is due any more: somebody waits for ever"
        self.now += max(timeout, 0)
        return super().select(0)


class VirtualLoop(asyncio.SelectorEventLoop):
    """An event loop whose seconds take no time."""

    def __init__(self) -> None:
        self._jumping = Jumping()
        super().__init__(self._jumping)

    def time(self) -> float:
        return self._jumping.now


def virtual_seconds(work: Coroutine[Any, Any, object]) -> float:
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        runner.run(work)
        return runner.get_loop().time()


def ours(place: Place, blueprint: Blueprint, seconds: Mapping[str, float]) -> float:
    """The real campaign, which does not know the latencies."""

    async def run() -> None:
        ending = await Campaign(
            place, means(Timed(seconds), Seats(WORKERS)), Unrecorded(), past=Past(blueprint=blueprint)
        ).run()
        assert ending.word == "certified", ending

    return virtual_seconds(run())


def in_stages(blueprint: Blueprint, seconds: Mapping[str, float]) -> float:
    """A level of the graph at a time, the next when the last of it is done; within a level as they come."""
    level: dict[str, int] = {}
    for node in blueprint.order:
        level[node.name] = 1 + max((level[used] for used in node.uses), default=0)
    stages = range(1, max(level.values()) + 1)
    return sum(scheduled(seconds[name] for name in level if level[name] == stage) for stage in stages)


def clairvoyant(seconds: Mapping[str, float]) -> float:
    """The longest first, by somebody who knows."""
    return scheduled(sorted(seconds.values(), reverse=True))


def scheduled(seconds: Iterable[float]) -> float:
    """When the last is done, if each in turn goes to the worker that is free first."""
    free = [0.0] * WORKERS
    for latency in seconds:
        heapq.heappush(free, heapq.heappop(free) + latency)
    return max(free)


def main() -> None:
    print(f"{GRAPHS} graphs of {LEAST} to {MOST} nodes, {WORKERS} workers; medians, goals in the first line\n")
    print("| latencies | lower bound: longest node, work / workers | clairvoyant, longest first | stages : ours |")
    print("| --- | --- | --- | --- |\n| goal | at most 1.15 | at most 1.10 | at least 1.5 |")
    for name, latency in LATENCIES.items():
        chance = random.Random(SEED)  # noqa: S311
        place = problem("t")
        ratios = []
        for _ in range(GRAPHS):
            blueprint = graph(chance, place, chance.randint(LEAST, MOST))
            seconds = {node.name: latency(chance) for node in blueprint.order}
            took = ours(place, blueprint, seconds)
            bound = max(max(seconds.values()), sum(seconds.values()) / WORKERS)
            ratios.append((took / bound, took / clairvoyant(seconds), in_stages(blueprint, seconds) / took))
        medians = [f"{statistics.median(column):.2f}" for column in zip(*ratios, strict=True)]
        print(f"| {name} | {' | '.join(medians)} |", flush=True)


if __name__ == "__main__":
    main()

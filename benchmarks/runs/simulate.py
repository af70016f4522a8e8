"""What a run would take and cost: the tries of one that was made are played again on other numbers of workers.

Tries begin in the same order and by the same rule as in `runner`. Those that run at a time share the cores: a try that
worked alone with `demand` cores goes slower when all of them together want more than there are. One that ended at its
time limit ends at it again; one that would be slowed past its limit ends there too, and is not solved.
"""

import heapq
import random
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.runs.reading import BenchRun, read_run
from prover.words.errors import BadInput
from prover.words.plain import counted

REPEATS, MOST_PLAYED = 200, 200_000  # runs, and tries in all of them: then it takes seconds
LOW, HIGH = 0.05, 0.95


@dataclass(frozen=True)
class Measured:
    """One try that was made: seconds by the clock, money, whether it solved, and whether its time was up."""

    seconds: float
    cost: float
    solved: bool
    ran_out: bool


@dataclass(frozen=True)
class Capacity:
    """Where tries run: ``demand`` is how many of the ``cores`` one try keeps busy; ``limit`` is its time in seconds."""

    workers: int
    cores: float
    demand: float
    limit: float = float("inf")


@dataclass(frozen=True)
class Played:
    """A run as played: seconds by the clock, money, and how many were solved."""

    seconds: float
    cost: float
    solved: int


@dataclass(frozen=True)
class Forecast:
    """``replay`` are the measured tries in their order, where as many are asked for; else None.

    Each range holds 90 of 100 runs whose tries are drawn from the measured ones.
    """

    measured: int
    tries: int
    capacity: Capacity
    seconds: tuple[float, float, float]
    cost: tuple[float, float, float]
    solved: tuple[float, float, float]
    replay: Played | None
    warning: str

    def __str__(self) -> str:
        capacity = self.capacity
        lines = [
            f"{counted(self.tries, 'try')} on {counted(capacity.workers, 'worker')} and {capacity.cores:g} cores, "
            f"from {self.measured} measured that kept {capacity.demand:.2f} cores busy each",
            f"time: {_span(self.seconds, 's')}",
            f"cost: {_span(self.cost, 'US dollars')}",
            f"solved: {_span(self.solved, 'tries')}",
        ]
        if self.replay is not None:
            played = self.replay
            lines.append(
                f"the measured tries in their order: {played.seconds:.1f} s, ${played.cost:.2f}, {played.solved} solved"
            )
        return "\n".join([*lines, *([f"note: {self.warning}"] if self.warning else [])])


def forecast(path: Path, problems: int | None, samples: int, workers: int, cores: int | None, seed: int) -> Forecast:
    """The forecast from the run in `path`. Raises `BadInput` when nothing was measured there."""
    run = read_run(path)
    tries = [
        Measured(r.seconds, r.spent.cost, r.solved, r.status == "out of budget") for r in run.records if r.finished
    ]
    if not tries or not run.statements:
        raise BadInput(f"{path}: no try was made there, so there is nothing to measure")
    had, demand, crowded = _load(run)
    limit = run.about.asked.settings.limits.seconds or float("inf")
    capacity = Capacity(workers, cores or had, demand, limit)
    wanted = (problems or len(run.statements)) * samples
    chance = random.Random(seed)  # noqa: S311
    repeats = min(REPEATS, max(MOST_PLAYED // wanted, 20))
    played = [play(chance.choices(tries, k=wanted), capacity) for _ in range(repeats)]
    warning = ""
    if crowded and workers < max(sitting.started.workers for sitting in run.sittings):
        warning = "the measured tries already shared their cores, so with fewer workers this is an upper bound"
    return Forecast(
        measured=len(tries),
        tries=wanted,
        capacity=capacity,
        seconds=_range([p.seconds for p in played]),
        cost=_range([p.cost for p in played]),
        solved=_range([float(p.solved) for p in played]),
        replay=play(tries, capacity) if wanted == len(tries) else None,
        warning=warning,
    )


def play(tries: Sequence[Measured], capacity: Capacity) -> Played:
    """Play the tries in their order, `capacity.workers` at a time."""
    # All that run go at one speed, so each ends when the work done since the start by a try that never ended comes to
    # a number known when it begins; those whose time is up end by the clock.
    by_work: list[tuple[float, int]] = []
    by_clock: list[tuple[float, int]] = []
    running: set[int] = set()
    clock = work = 0.0
    solved = started = 0
    while True:
        while started < len(tries) and len(running) < capacity.workers:
            seconds = tries[started].seconds
            if tries[started].ran_out:
                heapq.heappush(by_clock, (clock + seconds, started))
            else:
                heapq.heappush(by_work, (work + seconds, started))
                heapq.heappush(by_clock, (clock + max(capacity.limit, seconds), started))
            running.add(started)
            started += 1
        for heap in (by_work, by_clock):
            while heap and heap[0][1] not in running:
                heapq.heappop(heap)
        if not running:
            return Played(clock, sum(t.cost for t in tries), solved)
        speed = min(1.0, capacity.cores / (len(running) * capacity.demand))
        by_work_at = clock + (by_work[0][0] - work) / speed if by_work else float("inf")
        if by_work_at <= by_clock[0][0]:
            clock, work, number = by_work_at, *by_work[0]
            solved += tries[number].solved
        else:
            work += (by_clock[0][0] - clock) * speed
            clock, number = by_clock[0]
        running.remove(number)


def _load(run: BenchRun) -> tuple[float, float, bool]:
    """Cores, how many of them a try kept busy, and whether the tries were short of them, by the sessions that ended."""
    busy = cpu = clock = 0.0
    cores = float(run.about.machine.cores)
    for sitting in run.sittings:
        if sitting.ended is not None and sitting.started.engine == "local":
            busy += sum(record.seconds for record in run.records[sitting.first : sitting.last])
            cpu += sitting.ended.cpu_seconds
            clock += sitting.ended.seconds
    demand = cpu / busy if busy and cpu else 1.0
    return cores, demand, bool(clock) and cpu / clock > 0.9 * cores


def _range(values: list[float]) -> tuple[float, float, float]:
    ordered = sorted(values)
    return (
        statistics.median(ordered),
        ordered[int(LOW * (len(ordered) - 1))],
        ordered[round(HIGH * (len(ordered) - 1))],
    )


def _span(values: tuple[float, float, float], unit: str) -> str:
    middle, low, high = values
    return f"{middle:.1f} {unit} (90 %: {low:.1f} to {high:.1f})"

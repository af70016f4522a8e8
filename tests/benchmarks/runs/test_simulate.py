"""Simulated runs: against what can be worked out by hand, and against a runner with the same rule."""

import asyncio
import selectors
from pathlib import Path

import pytest

from benchmarks.runs.simulate import Capacity, Measured, forecast, play
from prover.words.errors import BadInput
from tests.benchmarks.runs.runs import Told, lines, session

ALONE = Capacity(workers=1, cores=2, demand=1.0)


def tries(*seconds: float) -> list[Measured]:
    return [Measured(s, 0.5, solved=True, ran_out=False) for s in seconds]


def test_one_worker_takes_the_sum_and_all_at_once_the_longest() -> None:
    assert play(tries(1, 2, 3), ALONE).seconds == pytest.approx(6)
    assert play(tries(1, 2, 3), Capacity(workers=3, cores=3, demand=1.0)).seconds == pytest.approx(3)
    assert play(tries(1, 2, 3), ALONE).cost == 1.5


def test_tries_begin_in_their_order_when_a_worker_is_free() -> None:
    # 4 on the first worker; 1, 2 and 3 on the second: the order decides, not the best fit.
    assert play(tries(4, 1, 2, 3), Capacity(2, 2, 1.0)).seconds == pytest.approx(6)
    assert play(tries(3, 4, 1, 2), Capacity(2, 2, 1.0)).seconds == pytest.approx(6)
    assert play(tries(3, 3, 2, 2), Capacity(2, 2, 1.0)).seconds == pytest.approx(5)


def test_workers_that_share_too_few_cores_are_no_faster() -> None:
    crowded = Capacity(workers=2, cores=2, demand=2.0)
    assert play(tries(4, 4, 4, 4), crowded).seconds == pytest.approx(16)
    half = Capacity(workers=2, cores=2, demand=1.5)
    assert play(tries(4, 4), half).seconds == pytest.approx(6)
    # When the shorter one is over, the longer one has the cores for itself.
    assert play(tries(2, 4), crowded).seconds == pytest.approx(6)


def test_a_try_that_ran_out_of_time_is_not_slowed() -> None:
    out = Measured(10, 0.0, solved=False, ran_out=True)
    crowded = Capacity(workers=2, cores=2, demand=2.0, limit=10)
    assert play([out, out, out, out], crowded).seconds == pytest.approx(20)


def test_a_try_that_is_slowed_past_its_limit_is_not_solved() -> None:
    crowded = Capacity(workers=2, cores=2, demand=2.0, limit=10)
    played = play(tries(8, 8), crowded)
    assert played.seconds == pytest.approx(10)
    assert played.solved == 0
    assert play(tries(4, 4), crowded).solved == 2


def test_a_simulated_run_takes_as_long_as_the_runner_with_the_same_tries(tmp_path: Path) -> None:
    seconds = {"a": 5.0, "b": 1.0, "c": 1.0, "d": 4.0, "e": 2.0, "f": 3.0}
    suite = lines(tmp_path / "s.jsonl", *seconds)
    loop = VirtualTime()

    class Timed(Told):
        async def solve(self, statement, sample):  # type: ignore[no-untyped-def]
            await asyncio.sleep(seconds[statement.id])
            return await super().solve(statement, sample)

    try:
        loop.run_until_complete(session(tmp_path / "run", suite, Timed({}), workers=2))
    finally:
        loop.close()
    assert loop.time() == pytest.approx(play(tries(*seconds.values()), Capacity(2, 2, 1.0)).seconds)


class Jumping(selectors.DefaultSelector):
    """Where a loop would wait for a timer, the clock goes there at once."""

    now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        self.now += timeout or 0.0
        return super().select(0)


class VirtualTime(asyncio.SelectorEventLoop):
    """A loop in which hours of sleep take no time, and threads are waited for: their time is not the clock's."""

    def __init__(self) -> None:
        self.clock = Jumping()
        super().__init__(self.clock)

    def time(self) -> float:
        return self.clock.now

    def run_in_executor(self, executor, call, *arguments):  # type: ignore[no-untyped-def,override]
        done = self.create_future()
        done.set_result(call(*arguments))
        return done


async def test_a_forecast_of_as_many_tries_replays_the_measured_ones(tmp_path: Path) -> None:
    suite, out = lines(tmp_path / "s.jsonl", *"abcd"), tmp_path / "run"
    await session(out, suite, Told({"a": ["proved"], "b": ["proved"]}, seconds=3.0))
    same = forecast(out, None, 1, workers=2, cores=64, seed=0)
    assert same.replay is not None
    assert same.replay.seconds == pytest.approx(6.0)
    assert same.replay.solved == 2
    more = forecast(out, 400, 1, workers=1, cores=64, seed=0)
    assert more.replay is None
    assert more.seconds[0] == pytest.approx(1200)
    assert more.solved[1] < 200 < more.solved[2]
    assert more == forecast(out, 400, 1, workers=1, cores=64, seed=0)


async def test_a_run_without_a_try_has_nothing_to_forecast_from(tmp_path: Path) -> None:
    suite, out = lines(tmp_path / "s.jsonl", "a"), tmp_path / "run"
    await session(out, suite, Told({"a": ["broken"]}))
    with pytest.raises(BadInput, match="nothing to measure"):
        forecast(out, None, 1, 1, None, 0)

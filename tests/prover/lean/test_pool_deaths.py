"""Live Leans that die, grow or write what is no answer; one that is played does what the real one does on no demand."""

import asyncio
import os
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from prover.lean.live.pool import Pool, PoolLimits
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.errors import LeanCrashed
from prover.words.times import TimeLimits
from prover.words.verdict import Died, Position
from tests.conftest import PATIENCE, children, wait_until_gone
from tests.prover.lean.asking import verdict_on
from tests.prover.lean.lively import MEMORY_HOG, STACK_HOG, TRUE, death_by, fake

# invariant 5: standard error is drained, chunks have no line limit, but a byte cap


async def test_a_child_of_lean_that_holds_its_pipes_hides_no_crash() -> None:
    async with Pool(fake("leaves_a_child_and_exits"), PoolLimits(size=1)) as pool, pool.session() as lean:
        assert "ended with status 3" in await death_by(lean, TRUE, PATIENCE)


async def test_half_a_character_in_a_message_is_replaced() -> None:
    async with Pool(fake("publishes_half_a_character")) as pool, pool.session() as lean:
        assert [m.text for m in (await verdict_on(lean, TRUE)).messages] == ["a \N{REPLACEMENT CHARACTER} b"]


async def test_300_kilobytes_on_standard_error_do_not_hang_a_check() -> None:
    async with Pool(fake("floods_standard_error")) as pool, pool.session() as lean:
        assert (await verdict_on(lean, TRUE, PATIENCE)).accepted


async def test_one_line_of_8_megabytes_is_read() -> None:
    async with Pool(fake("writes_one_line_of_8_MB")) as pool, pool.session() as lean:
        assert len((await verdict_on(lean, TRUE, PATIENCE)).messages[0].text) == 8_000_000


@pytest.mark.parametrize(
    "scenario",
    [
        "writes_garbage",
        "announces_a_terabyte",
        "announces_a_number_of_5000_digits",
        "publishes_nothing",
        "publishes_a_list",
        "nests_too_deep",
        "answers_with_an_error",
    ],
)
async def test_what_is_not_the_protocol_is_a_death_and_ends_the_worker(scenario: str) -> None:
    async with Pool(fake(scenario), PoolLimits(size=1)) as pool, pool.session() as lean:
        await death_by(lean, TRUE, PATIENCE)
        assert pool.processes == 0


# invariant 6: a crash is retried once on a new worker, a time-out never


async def test_a_worker_killed_in_mid_check_is_replaced_and_the_check_goes_on(toolchain: Toolchain) -> None:
    async with Pool(toolchain, PoolLimits(size=1)) as pool, pool.session() as lean:
        await verdict_on(lean, TRUE)
        [pid] = children(os.getpid())
        os.kill(pid, signal.SIGSTOP)  # so that the check is surely under way when it is killed
        task = asyncio.create_task(verdict_on(lean, TRUE))
        await asyncio.sleep(0)
        os.kill(pid, signal.SIGKILL)
        assert (await task).accepted
        assert children(os.getpid()) != {pid}


async def test_a_worker_killed_while_idle_costs_nothing_but_a_start(toolchain: Toolchain) -> None:
    async with Pool(toolchain, PoolLimits(size=1)) as pool:
        async with pool.session() as lean:
            await verdict_on(lean, TRUE)
        [pid] = children(os.getpid())
        os.kill(pid, signal.SIGKILL)
        wait_until_gone(pid)
        async with pool.session() as lean:
            assert (await verdict_on(lean, TRUE)).accepted


async def test_a_stack_overflow_is_a_death_and_the_next_check_answers(toolchain: Toolchain) -> None:
    shallow = replace(toolchain, program=(*toolchain.program, "-s1024"))  # threads with stacks of 1 MiB
    async with Pool(shallow, PoolLimits(size=1)) as pool, pool.session() as lean:
        assert "Stack overflow" in await death_by(lean, STACK_HOG, PATIENCE)
        assert (await verdict_on(lean, TRUE)).accepted


async def test_a_lean_that_cannot_start_is_raised_for_no_text_is_to_blame_and_gives_its_permit_back() -> None:
    broken = Toolchain("embedded", "broken", "broken", ("exec", "/nowhere/lean"), (), None)
    async with Pool(broken, PoolLimits(size=1)) as pool:
        for _ in range(2):
            with pytest.raises(LeanCrashed, match="nowhere"):
                async with asyncio.timeout(PATIENCE), pool.session() as lean:
                    await lean.check(TRUE)


# invariants 8 and 9: memory is the process's own


async def test_a_check_that_takes_too_much_memory_is_killed_and_not_tried_again(toolchain: Toolchain) -> None:
    async with Pool(toolchain, PoolLimits(size=1, memory_mb=150)) as pool, pool.session() as lean:
        assert "more than 150 MiB of memory" in await death_by(lean, MEMORY_HOG.format(n=30_000_000), PATIENCE)
        assert (await verdict_on(lean, TRUE)).accepted


async def test_a_worker_that_grew_too_much_is_replaced(toolchain: Toolchain) -> None:
    async with Pool(toolchain, PoolLimits(size=1, growth_mb=20)) as pool:
        async with pool.session() as lean:
            await verdict_on(lean, TRUE)
            [small] = children(os.getpid())
        async with pool.session() as lean:
            assert (await verdict_on(lean, MEMORY_HOG.format(n=20_000))).accepted
        async with pool.session() as lean:
            await verdict_on(lean, TRUE)
            assert children(os.getpid()) != {small}


async def test_two_workers_that_grew_alike_are_not_replaced_at_once(toolchain: Toolchain) -> None:
    limits = PoolLimits(
        size=2, growth_mb=52
    )  # what the text takes is less than this, and more than three quarters of it

    async def grow(pool: Pool, k: int) -> None:
        async with pool.session() as lean:
            await verdict_on(lean, TRUE)
            started.append(None)
            if len(started) == 2:
                both.set()
            await both.wait()
            assert (await verdict_on(lean, MEMORY_HOG.format(n=20_000 + k), PATIENCE)).accepted

    async with Pool(toolchain, limits) as pool:
        started: list[None] = []
        both = asyncio.Event()
        await asyncio.gather(grow(pool, 0), grow(pool, 1))
        assert pool.processes == 1


# what Lean does not survive is a value


@pytest.mark.parametrize(
    ("scenario", "seconds", "why"),
    [
        ("dies_with_last_words", PATIENCE, "ended with signal 6: Stack overflow detected. Aborting."),
        ("never_answers", 0.1, "no answer from Lean within 0.1 s"),
        ("takes_all_memory", PATIENCE, "Lean took more than 100 MiB of memory and was killed"),
        ("writes_garbage", PATIENCE, "Lean wrote what is not its protocol"),
    ],
    ids=["crash", "timeout", "memory", "garbage"],
)
async def test_how_lean_died_of_a_text_is_what_whoever_asked_is_told(scenario: str, seconds: float, why: str) -> None:
    async with Pool(fake(scenario), PoolLimits(size=1, memory_mb=100)) as pool, pool.session() as lean:
        assert why in await death_by(lean, TRUE, seconds)
        assert pool.processes == 0
        goals = await lean.goals_at(TRUE, Position(1, 0), seconds)
        assert isinstance(goals, Died)
        assert why in goals.why


async def test_a_text_that_kills_lean_is_tried_twice_and_one_that_takes_too_long_once(tmp_path: Path) -> None:
    for scenario, starts in (("dies_with_last_words", 2), ("never_answers", 1)):
        log = tmp_path / scenario
        async with Pool(fake(scenario, str(log)), PoolLimits(size=1)) as pool, pool.session() as lean:
            await death_by(lean, TRUE, 0.1 if scenario == "never_answers" else PATIENCE)
        assert log.read_text() == "started\n" * starts


async def test_without_a_word_on_it_a_check_takes_as_long_as_the_toolchain_allows() -> None:
    quick = replace(fake("never_answers"), times=TimeLimits(check=0.125))
    async with Pool(quick, PoolLimits(size=1)) as pool, pool.session() as lean:
        assert "within 0.125 s" in await death_by(lean, TRUE)

"""Live Leans that are stopped by a cancellation, a deadline, the end of the pool or of its owner: nothing is left."""

import asyncio
import os
import signal
import subprocess
import sys

import pytest

from prover.lean.live.pool import Pool, PoolLimits
from prover.lean.sandbox.taken import family
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.errors import LeanCrashed, LeanFailed
from prover.words.verdict import Died
from tests.conftest import PATIENCE, alive, children, wait_until_gone
from tests.prover.lean.asking import verdict_on
from tests.prover.lean.lively import ELABORATOR_HOG, KERNEL_HOG, TRUE, death_by, fake, until_busy

# invariants 3 and 4: cancellation and time-outs reach Lean and free the worker


async def test_cancelling_a_running_check_stops_lean_and_keeps_the_worker(toolchain: Toolchain) -> None:
    async with Pool(toolchain, PoolLimits(size=1, grace_seconds=PATIENCE)) as pool:
        async with pool.session() as lean:
            await verdict_on(lean, TRUE)
            [pid] = children(os.getpid())
            task = asyncio.create_task(verdict_on(lean, ELABORATOR_HOG))
            await until_busy(pid)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        async with pool.session() as lean:
            assert (await verdict_on(lean, TRUE)).accepted
        assert children(os.getpid()) == {pid}


async def test_cancelling_a_queued_request_leaks_no_worker(toolchain: Toolchain) -> None:
    async def use(pool: Pool) -> bool:
        async with pool.session() as lean:
            return (await verdict_on(lean, TRUE)).accepted

    async with Pool(toolchain, PoolLimits(size=1)) as pool:
        async with pool.session() as lean:
            await verdict_on(lean, TRUE)
            queued = [asyncio.create_task(use(pool)) for _ in range(20)]
            await asyncio.sleep(0)
            for task in queued[::2]:
                task.cancel()
        results = await asyncio.gather(*queued, return_exceptions=True)
        assert results[1::2] == [True] * 10
        assert all(isinstance(r, asyncio.CancelledError) for r in results[::2])
        assert await use(pool)


async def test_a_kernel_check_that_ignores_heartbeats_is_stopped_at_the_deadline(toolchain: Toolchain) -> None:
    async with Pool(toolchain, PoolLimits(size=1)) as pool, pool.session() as lean:
        assert "no answer from Lean within 0.5 s" in await death_by(lean, KERNEL_HOG, 0.5)
        assert (await verdict_on(lean, TRUE)).accepted


async def begun(pool: Pool, steps: int) -> "asyncio.Task[None]":
    """A check in a Lean that starts for it, so many turns of the loop after it was asked for."""

    async def use() -> None:
        async with pool.session() as lean:
            await verdict_on(lean, TRUE)

    task = asyncio.create_task(use())
    for _ in range(steps):
        await asyncio.sleep(0)
    return task


async def test_cancelling_while_lean_starts_leaves_nothing_behind(
    toolchain: Toolchain, caplog: pytest.LogCaptureFixture
) -> None:
    for steps in range(1, 12):
        async with Pool(toolchain, PoolLimits(size=1)) as pool:
            task = await begun(pool, steps)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        assert children(os.getpid()) == set()
    assert caplog.text == ""


async def test_closing_a_pool_while_a_lean_starts_ends_it_too(toolchain: Toolchain) -> None:
    for steps in range(1, 12):
        async with Pool(toolchain, PoolLimits(size=1)) as pool:
            task = await begun(pool, steps)
        with pytest.raises((LeanFailed, RuntimeError)):
            await task
        assert children(os.getpid()) == set()


async def test_a_silent_worker_is_killed_after_the_grace(toolchain: Toolchain) -> None:
    async with Pool(fake("never_answers"), PoolLimits(size=1)) as pool, pool.session() as lean:
        assert "no answer from Lean within 0.1 s" in await death_by(lean, TRUE, 0.1)
        assert pool.processes == 0


async def test_a_stopped_worker_is_killed_and_replaced(toolchain: Toolchain) -> None:
    async with Pool(toolchain, PoolLimits(size=1)) as pool, pool.session() as lean:
        await verdict_on(lean, TRUE)
        [pid] = children(os.getpid())
        for one in family(pid, every_thread=False):
            os.kill(one, signal.SIGSTOP)
        assert "no answer from Lean within 0.2 s" in await death_by(lean, TRUE, 0.2)
        assert not alive(pid)
        assert (await verdict_on(lean, TRUE)).accepted


# invariant 7: no orphans


async def test_closing_the_pool_ends_every_process_also_busy_ones(toolchain: Toolchain) -> None:
    async def hog(pool: Pool) -> None:
        async with pool.session() as lean:
            await verdict_on(lean, KERNEL_HOG)

    async with Pool(toolchain, PoolLimits(size=2)) as pool:
        async with pool.session() as lean:
            await verdict_on(lean, TRUE)
            [pid] = children(os.getpid())
        task = asyncio.create_task(hog(pool))
        await until_busy(pid)
    assert pool.processes == 0
    with pytest.raises(LeanFailed):
        await task


def test_no_lean_outlives_a_parent_that_was_killed(toolchain: Toolchain) -> None:
    script = f"""
import asyncio, os
from prover.lean.toolchains.embedded import embedded_toolchain
from prover.lean.live.pool import Pool
from tests.conftest import children
async def main():
    async with Pool(embedded_toolchain()) as pool, pool.session() as lean:
        await lean.check({TRUE!r})
        print(*children(os.getpid()), flush=True)
        await lean.check({KERNEL_HOG!r})
asyncio.run(main())
"""
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        [pid] = map(int, parent.stdout.readline().split())
        assert alive(pid)
        parent.kill()
    wait_until_gone(pid)


# chaos


async def test_random_cancels_and_kills_among_many_requests_leave_nothing_behind(toolchain: Toolchain) -> None:
    """Every third request is cancelled, and a worker is killed now and then; the others get the right verdicts."""

    async def one(pool: Pool, n: int) -> bool | Died:
        async with pool.session() as lean:
            if n % 10 == 5:
                os.kill(max(children(os.getpid())), signal.SIGKILL)
            answer = await lean.check(f"theorem t : {n} * 2 = {2 * n + n % 2} := rfl", PATIENCE)
            return answer if isinstance(answer, Died) else answer.accepted is (n % 2 == 0)

    async with Pool(toolchain, PoolLimits(size=2)) as pool:
        tasks = [asyncio.create_task(one(pool, n)) for n in range(90)]
        await asyncio.wait(tasks[:10], return_when=asyncio.FIRST_COMPLETED)
        for task in tasks[::3]:
            task.cancel()
        for n, result in enumerate(await asyncio.gather(*tasks, return_exceptions=True)):
            assert (
                result is True
                or (n % 3 == 0 and isinstance(result, asyncio.CancelledError))
                or isinstance(result, Died | LeanCrashed)
            ), (n, result)
        assert pool.processes <= 2
        assert await one(pool, 2) is True

"""Live Leans that were told to stop a check: when they are lent again, and when another takes their place."""

import asyncio
import os
from dataclasses import replace
from pathlib import Path

import pytest

from prover.lean.live.leans import LiveLeans, PoolLimits
from prover.lean.live.protocol import LiveLean
from prover.lean.sandbox.taken import at_work
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.errors import LeanTimedOut
from tests.conftest import PATIENCE, children, wait_until_gone
from tests.prover.lean.lively import ELABORATOR_HOG, TRUE, fake, until_busy

LIMITS = PoolLimits(size=1, grace_seconds=PATIENCE)


async def stopped(leans: LiveLeans) -> LiveLean:
    """A Lean that was told to stop a check, and is given back."""
    worker = await leans.borrow("")
    with pytest.raises(LeanTimedOut):
        await worker.check(TRUE, 0.1)
    await leans.give_back(worker)
    return worker


async def test_a_lean_that_stopped_a_check_is_lent_again_when_it_is_at_rest(toolchain: Toolchain) -> None:
    leans = LiveLeans(toolchain, LIMITS)
    try:
        worker = await leans.borrow("")
        [pid] = children(os.getpid())
        check = asyncio.create_task(worker.check(ELABORATOR_HOG, PATIENCE))
        await until_busy(pid)
        check.cancel()
        await asyncio.wait([check])
        await leans.give_back(worker)
        assert await leans.borrow("") is worker
        assert not at_work(pid)
        assert (await worker.check(TRUE, PATIENCE)).accepted
    finally:
        await leans.close()


async def test_a_lean_that_does_not_come_to_rest_is_ended_and_another_is_lent(tmp_path: Path) -> None:
    log = tmp_path / "log"
    leans = LiveLeans(fake("never_rests_behind_a_stop", str(log)), LIMITS)
    try:
        worker = await stopped(leans)
        assert await leans.borrow("") is not worker
        assert worker.gone
        assert leans.processes == 1
        assert log.read_text().splitlines() == ["started"] * 2
    finally:
        await leans.close()
    assert children(os.getpid()) == set()


async def test_a_lean_that_has_kept_memory_is_renewed_when_nobody_wants_it(tmp_path: Path) -> None:
    log = tmp_path / "log"
    leans = LiveLeans(fake("keeps_memory_behind_a_stop", str(log)), LIMITS)
    try:
        worker = await stopped(leans)
        [pid] = children(os.getpid())
        await asyncio.to_thread(wait_until_gone, pid)
        assert await leans.borrow("") is not worker
        assert leans.processes == 1
        assert log.read_text().splitlines() == ["started"] * 2
    finally:
        await leans.close()


async def test_a_lean_that_has_kept_memory_is_lent_to_whoever_wants_it_before_that(tmp_path: Path) -> None:
    log = tmp_path / "log"
    leans = LiveLeans(fake("keeps_memory_behind_a_stop", str(log)), LIMITS)
    try:
        worker = await stopped(leans)
        assert await leans.borrow("") is worker
        await leans.give_back(worker)
        assert await leans.borrow("") is worker
    finally:
        await leans.close()
    assert log.read_text().splitlines() == ["started"]
    assert children(os.getpid()) == set()


async def test_a_renewal_that_fails_is_nobodys_failure(tmp_path: Path) -> None:
    program = tmp_path / "fake_lean.py"
    program.write_bytes(Path(__file__).with_name("fake_lean.py").read_bytes())
    lean = fake("keeps_memory_behind_a_stop")
    words = [str(program) if word.endswith("fake_lean.py") else word for word in lean.program]
    leans = LiveLeans(replace(lean, program=tuple(words)), LIMITS)
    try:
        await stopped(leans)
        [pid] = children(os.getpid())
        program.rename(tmp_path / "away.py")
        await asyncio.to_thread(wait_until_gone, pid)
        while leans._recovering:  # noqa: ASYNC110  (the renewal comes to nothing, and tells nobody)
            await asyncio.sleep(0)
        (tmp_path / "away.py").rename(program)
        assert await leans.borrow("")
    finally:
        await leans.close()

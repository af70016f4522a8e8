"""The soak and the chaos of benchmarks/performance, a moment of each: the same code with fewer checks."""

import random

from benchmarks.performance.chaos import chaos
from benchmarks.performance.numbered import CANCELLED, RIGHT
from benchmarks.performance.soak import soak
from prover.lean.toolchains.toolchain import Toolchain


async def test_crashes_and_time_outs_among_many_checks_lose_no_answer_and_leave_no_process(
    toolchain: Toolchain,
) -> None:
    found = await soak(toolchain, 60, 4, random.Random(0))
    assert found.sound, found
    assert found.kills == 3
    assert found.slow_stopped == 3
    assert found.tally[RIGHT] >= 60  # of 65 that have one; a check dies that is killed twice


async def test_storms_cancels_and_floods_leave_nothing_wrong_and_nothing_behind(
    toolchain: Toolchain,
) -> None:
    found = await chaos(toolchain, 60, 0, random.Random(0))
    assert found.sound, found
    assert found.kills > 0
    assert found.tally.total() == 60
    assert found.tally[CANCELLED] <= 18

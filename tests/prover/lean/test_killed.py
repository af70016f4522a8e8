"""What somebody else kills says nothing of a proof: it is started once more, and then it is a broken tool."""

import asyncio
import os
import signal
from pathlib import Path

import pytest

from prover.lean.checker import Judgement
from prover.lean.oneshot import Compilation, compile_text
from prover.lean.toolchains.toolchain import Toolchain
from prover.lean.zygotes import keeping_zygotes
from prover.words.errors import LeanKilled
from prover.words.verdict import Died
from tests.conftest import children
from tests.prover.lean.judging import SECONDS, compiled, judge_one
from tests.prover.lean.test_zygotes import ENDLESS, fork_of, inside, seen

HONEST = "theorem t : 1 + 1 = 2 := "


async def new_child(before: set[int]) -> int:
    """A process that was started just now."""
    [pid] = await asyncio.to_thread(seen, lambda: children(os.getpid()) - before)
    return pid


async def test_a_judgement_whose_process_is_killed_is_made_again(door: Toolchain, tmp_path: Path) -> None:
    pair = [await compiled(door, tmp_path / proof, HONEST + proof) for proof in ("sorry", "rfl")]
    expected = await judge_one(door, pair[0], pair[1])
    asked = asyncio.create_task(judge_one(door, pair[0], pair[1]))
    os.kill(await new_child(set()), signal.SIGKILL)
    assert isinstance(expected, Judgement)
    assert await asked == expected


async def test_one_whose_second_process_is_killed_too_is_no_refusal_but_a_broken_tool(
    toolchain: Toolchain, tmp_path: Path
) -> None:
    file = await compiled(toolchain, tmp_path / "endless", ENDLESS)
    asked = asyncio.create_task(judge_one(toolchain, file, file))
    first = await new_child(set())
    os.kill(first, signal.SIGKILL)
    os.kill(await new_child({first}), signal.SIGTERM)
    with pytest.raises(LeanKilled, match=r"ended from outside, twice, last by SIGTERM.*--jobs 1"):
        await asked


async def test_one_that_crashes_in_each_process_is_not_proved(toolchain: Toolchain, tmp_path: Path) -> None:
    file = await compiled(toolchain, tmp_path / "endless", ENDLESS)
    async with keeping_zygotes() as kept:
        asked = asyncio.create_task(judge_one(toolchain, file, file))
        [zygote] = await asyncio.to_thread(seen, lambda: kept.processes)
        os.kill(await fork_of(zygote), signal.SIGABRT)
        known = {zygote}
        for _ in range(2):
            known.add(pid := await new_child(known))
            os.kill(inside(pid), signal.SIGABRT)
        assert await asked == Died("checking with the kernel: Lean ended with signal 6")
        assert kept.processes == [zygote]


async def test_a_text_whose_lean_is_killed_is_compiled_again(toolchain: Toolchain, tmp_path: Path) -> None:
    asked = asyncio.create_task(compile_text(toolchain, HONEST + "rfl", tmp_path, SECONDS))
    os.kill(await new_child(set()), signal.SIGKILL)
    found = await asked
    assert isinstance(found, Compilation)
    assert found.compiled is not None

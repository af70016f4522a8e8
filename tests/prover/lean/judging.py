"""A compiled file, and one question about two of them to the kernel process."""

import asyncio
from pathlib import Path

from prover.lean.checker import Conditions, Denial, Judgement, Question, judge
from prover.lean.oneshot import compile_text, survived
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.verdict import Died

SECONDS = 300.0  # nobody waits for it unless something is wrong


async def compiled(toolchain: Toolchain, folder: Path, text: str) -> Path:
    """The compiled file of `text`, which must have no error."""
    await asyncio.to_thread(folder.mkdir, parents=True)
    run = survived(await compile_text(toolchain, text, folder, SECONDS))
    assert run.compiled is not None, run.messages
    return run.compiled


async def judge_one(
    toolchain: Toolchain, official: Path, result: Path, target: str = "t", seconds: float = SECONDS
) -> Judgement | Denial | Died:
    [found] = await judge(toolchain, (official, result), [Question(target)], Conditions(), seconds)
    return found

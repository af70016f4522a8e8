"""One question to the kernel process."""

from pathlib import Path

from prover.lean.checker import Judgement, Question, Refused, judge
from prover.lean.toolchains.toolchain import Toolchain

SECONDS = 300.0


async def judge_one(
    toolchain: Toolchain, official: Path, result: Path, target: str = "t", seconds: float = SECONDS
) -> Judgement | Refused:
    [found] = await judge(toolchain, (official, result), [Question(target)], seconds)
    return found

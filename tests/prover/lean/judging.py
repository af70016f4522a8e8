"""One question to the kernel process."""

from pathlib import Path

from prover.lean.checker import Conditions, Denial, Judgement, Question, judge
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.verdict import Died

SECONDS = 300.0


async def judge_one(
    toolchain: Toolchain, official: Path, result: Path, target: str = "t", seconds: float = SECONDS
) -> Judgement | Denial | Died:
    [found] = await judge(toolchain, (official, result), [Question(target)], Conditions(), seconds)
    return found

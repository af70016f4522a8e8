"""A compiled file, and one question about two of them to the kernel process."""

import asyncio
from pathlib import Path

from prover.lean.checker import Conditions, Denial, Judgement, Question, judge
from prover.lean.oneshot import compile_text, survived
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.verdict import Died

SECONDS = 300.0  # nobody waits for it unless something is wrong
FIVE = "(2 : Nat) + 2 = 5"
FALSE_SUM = f"theorem t : {FIVE} := "
HONEST = "def two : Nat := 2\ntheorem t : two = 2 := "


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


async def judged(
    toolchain: Toolchain, folder: Path, official: str, result: str, target: str = "t"
) -> Judgement | Denial | Died:
    pair = await asyncio.gather(
        compiled(toolchain, folder / "official", official), compiled(toolchain, folder / "result", result)
    )
    return await judge_one(toolchain, pair[0], pair[1], target)


def reason(answer: Judgement | Denial | Died) -> str:
    assert isinstance(answer, Denial), f"passed, or died: {answer}"
    assert "\n" not in answer.why
    return answer.why


def cause(answer: object) -> str:
    """What Lean died of."""
    assert isinstance(answer, Died), answer
    return answer.why

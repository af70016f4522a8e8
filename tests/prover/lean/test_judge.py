"""The judge that Lean itself runs agrees with our own process at the kernel, on pairs of files and on one."""

import asyncio
from pathlib import Path

from prover.lean.checker import Judgement
from prover.lean.toolchains.toolchain import Toolchain
from tests.prover.lean.judging import compiled, judge_one


async def test_an_honest_proof_passes_with_all_that_the_file_adds_replayed(
    toolchain: Toolchain, by_judge: Toolchain, tmp_path: Path
) -> None:
    text = "def two : Nat := 2\ntheorem t : two = 2 := "
    official, result = await asyncio.gather(
        compiled(toolchain, tmp_path / "a", text + "sorry"), compiled(toolchain, tmp_path / "b", text + "rfl")
    )
    answer = await judge_one(by_judge, official, result)
    assert isinstance(answer, Judgement), answer
    assert (answer.constant, answer.axioms, answer.how) == ("t", frozenset(), "imported")
    assert answer.replayed == answer.made >= 2
    ours = await judge_one(toolchain, official, result)
    assert isinstance(ours, Judgement)
    assert (answer.type, answer.files) == (ours.type, {name: ours.files[name] for name in ("official", "result")})

"""Open answers: proposed by a model, screened, put into the problem, and said in the record."""

import json

from benchmarks.runs.events import Try
from benchmarks.runs.solve import Architect
from benchmarks.suites.statement import ANSWER_FILLED, Statement
from prover.lean.live.pool import Pool
from prover.lean.toolchains.toolchain import Toolchain
from prover.llm.model import Assistant, ToolCall
from prover.llm.roles import Models
from prover.llm.scripted import Scripted
from prover.words.sections import LimitSettings, PlannerSettings
from prover.words.settings import Settings
from prover.words.templates import Prompts

TEXT = """abbrev sum_solution : Nat := sorry
-- 4

theorem sum : 2 + 2 = sum_solution := by
  sorry
"""
STATEMENT = Statement("sum", TEXT, "sum", "nat", track=ANSWER_FILLED)
SETTINGS = Settings(limits=LimitSettings(seconds=3000), planner=PlannerSettings(rounds=0))


def answers(**found: str) -> Assistant:
    return Assistant("", (ToolCall("1", "give_answers", json.dumps({"answers": found})),))


async def solved(toolchain: Toolchain, model: Scripted | None) -> Try:
    async with Pool(toolchain) as pool:
        return await Architect(pool, SETTINGS, Models.of(model), Prompts()).solve(STATEMENT, 1)


async def test_an_answer_of_the_model_is_filled_in_proved_and_said(toolchain: Toolchain) -> None:
    record = await solved(toolchain, Scripted([answers(sum_solution="4")]))
    assert (record.status, record.answers) == ("proved", {"sum_solution": "4"})
    assert record.proof is not None
    assert "abbrev sum_solution : Nat := (4)" in record.proof.text
    assert record.spent.calls == 1


async def test_what_is_no_answer_is_told_and_asked_again(toolchain: Toolchain) -> None:
    model = Scripted(
        [
            Assistant("It is four."),
            answers(other="4"),
            answers(sum_solution="4\n#eval 1"),
            answers(sum_solution="4"),
        ]
    )
    record = await solved(toolchain, model)
    assert record.status == "proved"
    told = [str(request.messages[-1]) for request in model.requests[1:]]
    for words, said in zip(("call give_answers", "an answer for each of sum_solution", "#eval"), told, strict=True):
        assert words in said


async def test_a_model_without_an_answer_proves_nothing(toolchain: Toolchain) -> None:
    record = await solved(toolchain, Scripted([Assistant("Hard.")] * 4))
    assert record.status == "not proved"
    assert "hold no answer" in record.reason
    assert record.spent.calls == 4


async def test_an_answer_that_lean_does_not_take_is_bad_input_and_one_that_is_open_too(toolchain: Toolchain) -> None:
    for text in ("True", "sorry"):
        record = await solved(toolchain, Scripted([answers(sum_solution=text)] * 4))
        assert record.status in ("bad input", "not proved")
        assert record.proof is None


async def test_without_a_model_there_is_no_answer(toolchain: Toolchain) -> None:
    record = await solved(toolchain, None)
    assert record.status == "not proved"
    assert "no model" in record.reason

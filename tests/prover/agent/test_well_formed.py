"""Asking until an answer is well formed: so often and no oftener, whoever asks and whatever a good answer is."""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from architect.planning.answers import TRIES, answered
from architect.planning.by_model import MALFORMED, ModelPlanner, PlanningModels
from architect.planning.draft import REPAIRS, drafted
from architect.planning.planner import GiveUp, Situation, State
from architect.planning.scripted import ScriptedPlanner
from benchmarks.runs.programs import programmed
from benchmarks.suites.statement import PROGRAM, Statement
from prover.agent.loop import MOST_SILENT, Loop
from prover.agent.tools.explore import GiveUpProving
from prover.agent.tools.tool import Toolbox
from prover.agent.well_formed import Malformed, well_formed
from prover.agent.whole_proof import WholeProof
from prover.lean.toolchains.toolchain import Toolchain
from prover.llm.asking import PaidModel
from prover.llm.model import Assistant, Model, ToolCall, ToolResult
from prover.llm.model import User as UserMessage
from prover.llm.scripted import Scripted
from prover.text.problem import parse_problem
from prover.words.budget import Budget, Limits
from prover.words.errors import LimitReached
from prover.words.outcome import Unproved
from prover.words.templates import Prompts
from tests.architect.bench import blueprint, lemma, place_of, target
from tests.architect.fakes import STUCK, FakeWorkers, Sight
from tests.prover.agent.bench import bench_for

CORRECTIONS = 2
PLACE = place_of("theorem t : 1 = 1 := by\n  sorry\n")
OPEN = parse_problem("abbrev a : Nat := sorry\ntheorem t : a = 1 := by sorry\n", Path("P.lean"))
PROMPTS = Prompts()

WRAP_UP = UserMessage(PROMPTS.render("wrap_up", limit="too many replies without a tool call"))

User = Callable[[Toolchain, Model, Budget], Awaitable[object]]


def calls(name: str, arguments: object) -> Assistant:
    written = arguments if isinstance(arguments, str) else json.dumps(arguments)
    return Assistant("", (ToolCall("1", name, written),))


async def no_work(_: Sight) -> State:
    return STUCK


async def proves(toolchain: Toolchain, model: Model, budget: Budget) -> object:
    async with bench_for(toolchain, "theorem t : 1 = 1 := by sorry") as bench:
        return await Loop(
            PaidModel(model, budget), PROMPTS, bench, Toolbox([GiveUpProving()], PROMPTS), "prove it"
        ).run()


async def writes_the_proof(toolchain: Toolchain, model: Model, budget: Budget) -> object:
    async with bench_for(toolchain, "theorem t : 1 = 1 := by sorry") as bench:
        return await WholeProof(PaidModel(model, budget), PROMPTS, bench, CORRECTIONS).run()


async def writes_the_program(toolchain: Toolchain, model: Model, budget: Budget) -> object:
    statement = Statement("p", "-- !benchmark @start code\n  sorry\n-- !benchmark @end code\n", "t", "s", track=PROGRAM)
    return await programmed(toolchain, statement, PaidModel(model, budget), PROMPTS, CORRECTIONS)


async def answers(toolchain: Toolchain, model: Model, budget: Budget) -> object:
    return await answered(OPEN, PaidModel(model, budget), PROMPTS)


async def plans(toolchain: Toolchain, model: Model, budget: Budget) -> object:
    return await ModelPlanner(PlanningModels(model, model), PROMPTS, {}).draft(Situation(PLACE, budget))


PARSERS = {
    "a proof by tools, prose": (proves, Assistant("hm"), MOST_SILENT),
    "a proof in one go, prose": (writes_the_proof, Assistant("It is true."), CORRECTIONS + 1),
    "a proof in one go, cut off": (writes_the_proof, Assistant("```lean4\ntheorem t"), CORRECTIONS + 1),
    "a program, prose": (writes_the_program, Assistant("It is easy."), CORRECTIONS + 1),
    "a program, another file": (writes_the_program, Assistant("```lean4\n#eval 1\n```"), CORRECTIONS + 1),
    "answers, prose": (answers, Assistant("One."), TRIES),
    "answers, no JSON": (answers, calls("give_answers", "{one"), TRIES),
    "answers, for something else": (answers, calls("give_answers", {"answers": {"b": "1"}}), TRIES),
    "answers, empty": (answers, calls("give_answers", {"answers": {"a": " "}}), TRIES),
    "answers, with a command": (answers, calls("give_answers", {"answers": {"a": "1\n#eval 1"}}), TRIES),
    "a blueprint, prose": (plans, Assistant("By induction."), MALFORMED),
    "a blueprint, no such tool": (plans, calls("draw", {}), MALFORMED),
    "a blueprint, no JSON": (plans, calls("propose_blueprint", "["), MALFORMED),
    "a blueprint, without its nodes": (plans, calls("propose_blueprint", {"target_uses": []}), MALFORMED),
}


@pytest.mark.parametrize(("user", "malformed", "tries"), PARSERS.values(), ids=PARSERS.keys())
async def test_each_user_asks_again_so_often_pays_for_each_and_says_what_was_wrong(
    toolchain: Toolchain, user: User, malformed: Assistant, tries: int
) -> None:
    model, budget = Scripted([malformed] * 50), Budget(Limits())
    found = await user(toolchain, model, budget)
    asked = [request.messages for request in model.requests if request.messages[-1] != WRAP_UP]
    assert isinstance(found, Unproved | GiveUp | str)
    assert len(asked) == tries
    assert budget.spent.calls == len(model.requests)
    for messages in asked[1:]:
        assert malformed in messages
        assert isinstance(messages[-1], UserMessage | ToolResult)
        assert messages[-1] != asked[0][-1]


@pytest.mark.parametrize(("user", "malformed", "tries"), PARSERS.values(), ids=PARSERS.keys())
async def test_no_user_asks_beyond_its_budget(
    toolchain: Toolchain, user: User, malformed: Assistant, tries: int
) -> None:
    model, budget = Scripted([malformed] * 50), Budget(Limits(turns=2))
    with contextlib.suppress(LimitReached):
        await user(toolchain, model, budget)
    assert 1 <= len(model.requests) == budget.spent.calls <= 2


async def test_a_planner_is_asked_again_so_often_too() -> None:
    critic = FakeWorkers(no_work, against=lambda _: ("a: it is false",))
    planner = ScriptedPlanner([blueprint(target("a"), lemma("a", ": 2 = 2"))] * 50)
    found = await drafted(planner, critic, Situation(PLACE, Budget(Limits())))
    assert found == GiveUp(f"{REPAIRS} answers in a row have faults; the last: a: it is false")
    assert [situation.faults for situation in planner.heard] == [(), *[("a: it is false",)] * (REPAIRS - 1)]


@given(malformed=st.integers(0, 9), tries=st.integers(1, 9))
def test_it_ends_with_the_first_that_is_well_formed_or_with_what_is_wrong_with_the_last(
    malformed: int, tries: int
) -> None:
    heard: list[Malformed | None] = []

    async def ask(wrong: Malformed | None) -> int:
        heard.append(wrong)
        return len(heard)

    async def read(answer: int) -> str | Malformed:
        return f"answer {answer}" if answer > malformed else Malformed((f"fault {answer}",))

    found = asyncio.run(well_formed(ask, read, tries))
    faults = [Malformed((f"fault {n}",)) for n in range(1, min(malformed, tries) + 1)]
    assert found == (f"answer {malformed + 1}" if malformed < tries else faults[-1])
    assert heard == [None, *faults][: min(malformed + 1, tries)]

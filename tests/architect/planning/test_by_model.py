"""What a planning model is told, and how it may look before it answers: a script speaks for the model."""

import json
from collections.abc import Mapping, Sequence

import pytest

from architect.blueprint.graph import Blueprint
from architect.planning.by_model import ModelPlanner, PlanningModels
from architect.planning.edits import edited
from architect.planning.looking import LOOKS, NO_MORE, Outlook
from architect.planning.planner import GiveUp, Situation, State
from architect.planning.wanted import ready_made
from prover.agent.tools.bench import Bench
from prover.agent.tools.explore import LeanCheck
from prover.agent.tools.search import Search
from prover.agent.tools.tool import Arguments, Tool
from prover.gate.gatekeeper import Gatekeeper
from prover.lean.live.pool import Pool, PoolLimits
from prover.lean.toolchains.toolchain import Toolchain
from prover.llm.model import Assistant, ToolCall, ToolResult
from prover.llm.scripted import Scripted
from prover.text.place import Place
from prover.words.budget import Budget, Limits
from prover.words.errors import ContextFull
from prover.words.outcome import Blame, Diagnosis
from prover.words.templates import Prompts
from tests.architect.bench import blueprint, lemma, place_of, target

PLACE = place_of("theorem t (n : Nat) : n = n := by\n  sorry\n")
WANTED = "theorem evens (k : Nat) : 2 * k = k + k"
WHY = Diagnosis(Blame.TOO_HARD, "the step from n to n + 2", (WANTED, "p = q"))
DRAWN = blueprint(lemma("a", ": 3 = 3"), target("a"))


def calls(name: str, arguments: Mapping[str, object]) -> Assistant:
    return Assistant("", (ToolCall("1", name, json.dumps(arguments)),))


def proposes(*uses: str, nodes: Sequence[Mapping[str, object]] = ()) -> Assistant:
    return calls("propose_blueprint", {"nodes": nodes, "target_uses": uses})


PLAN = proposes("a", nodes=[{"name": "a", "kind": "lemma", "lean": "theorem a : 3 = 3"}])


class Glance:
    """A look that costs nothing."""

    name = "search"
    arguments = Arguments

    async def run(self, _: Arguments) -> str:
        return "a long view " * 1_000


def glancing(_: Place) -> Sequence[Tool]:
    return [Glance()]


GLANCING = Outlook(tools=glancing)


def planner(model: Scripted, outlook: Outlook = GLANCING) -> ModelPlanner:
    return ModelPlanner(PlanningModels(model, model), Prompts(), {}, outlook=outlook)


def first_message(model: Scripted) -> str:
    return model.requests[0].messages[1].text


async def test_a_draft_hears_why_the_theorem_is_not_proved_as_it_is_and_what_was_wanted() -> None:
    model = Scripted([PLAN])
    assert await planner(model).draft(Situation(PLACE, Budget(Limits()), direct=WHY)) == DRAWN
    told = first_message(model)
    assert "why it is not proved (TOO_HARD): the step from n to n + 2" in told
    assert f"wanted, ready-made: {WANTED}" in told


async def test_a_draft_is_offered_what_another_planned_with_what_became_of_it() -> None:
    model = Scripted([PLAN, PLAN])
    states = {"a": State("stuck", diagnosis=WHY), "t": State("open")}
    await planner(model).draft(Situation(PLACE, Budget(Limits()), DRAWN, states))
    assert "## a (lemma, stuck)" in first_message(model)
    await planner(bare := Scripted([PLAN])).draft(Situation(PLACE, Budget(Limits()), blueprint(target()), {}))
    assert "Planned by machine" not in first_message(bare)


async def test_a_refiner_hears_it_once() -> None:
    model = Scripted([PLAN, PLAN])
    for words in ("another", WHY.words):
        states = {"a": State("stuck", diagnosis=WHY), "t": State("stuck", diagnosis=Diagnosis(WHY.blame, words))}
        direct = Diagnosis(WHY.blame, WHY.words)
        await planner(model).refine(Situation(PLACE, Budget(Limits()), DRAWN, states, direct=direct))
    told = [request.messages[1].text.count("the step from n to n + 2") for request in model.requests]
    assert told == [2, 2]


async def test_a_long_diagnosis_keeps_its_end_where_the_open_goals_are() -> None:
    model = Scripted([PLAN])
    why = Diagnosis(Blame.UNKNOWN, f"{'x' * 9_000}\n⊢ p (n + 2)")
    await planner(model).draft(Situation(PLACE, Budget(Limits()), direct=why))
    assert "characters left out" in first_message(model)
    assert "⊢ p (n + 2)" in first_message(model)


async def test_a_planner_looks_with_lean_and_the_search_before_it_draws(toolchain: Toolchain) -> None:
    checks = calls("lean_check", {"text": "#check (Nat.succ 0)"})
    model, budget = Scripted([checks, calls("search", {"query": "add_comm"}), PLAN]), Budget(Limits())
    async with Pool(toolchain, PoolLimits(size=1)) as pool:

        def tools(place: Place) -> Sequence[Tool]:
            bench = Bench(pool, place.bare, Gatekeeper(toolchain, place))
            return [LeanCheck(bench), Search(pool, place.bare, None)]

        assert await planner(model, Outlook(tools=tools)).draft(Situation(PLACE, budget)) == DRAWN
    assert budget.spent.calls == 3
    seen = [message.text for message in model.requests[-1].messages if isinstance(message, ToolResult)]
    for text, words in zip(seen, [("Nat.succ 0 : Nat", "(7 looks"), ("Nothing found", "(6 looks")], strict=True):
        assert all(each in text for each in words)
    for before, after in zip(model.requests, model.requests[1:], strict=False):
        assert after.messages[: len(before.messages)] == before.messages
        assert after.tools == before.tools


async def test_a_lemma_that_a_prover_wanted_is_a_node_where_its_name_is_used() -> None:
    evens = lemma("evens", "(k : Nat) : 2 * k = k + k")
    model = Scripted([proposes("evens")])
    found = await planner(model).draft(Situation(PLACE, Budget(Limits()), direct=WHY))
    assert found == blueprint(evens, target("evens"))
    edits = [{"op": "rewire", "name": "t", "uses": ["evens"]}, {"op": "remove", "name": "a"}]
    model = Scripted([calls("edit_blueprint", {"edits": edits})])
    states = {"a": State("stuck", diagnosis=WHY), "t": State()}
    found = await planner(model).refine(Situation(PLACE, Budget(Limits()), DRAWN, states))
    assert f"wanted, ready-made: {WANTED}\nwanted: p = q" in first_message(model)
    assert isinstance(found, tuple)
    assert edited(DRAWN, found) == blueprint(target("evens"), evens)


async def test_what_became_of_a_lemma_that_was_wanted_is_told_and_a_draft_may_use_its_node() -> None:
    evens, model = lemma("evens", "(k : Nat) : 2 * k = k + k"), Scripted([proposes("evens")])
    tried, states = blueprint(target("evens"), evens), {"evens": State("stuck"), "t": State("stuck")}
    became = {WANTED: "evens", "theorem evens_again (k : Nat) : 2 * k = k + k": "evens", "p = q": ""}
    found = await planner(model).draft(Situation(PLACE, Budget(Limits()), tried, states, direct=WHY, became=became))
    assert "wanted: evens\nwanted, but false: p = q" in first_message(model)
    assert found == blueprint(evens, target("evens"))


@pytest.mark.parametrize(
    "text",
    [
        "p = q", "theorem t : 1 = 1", "axiom a : False", "theorem a : 1 = 1\nopen Nat", "lemma", "theorem a : 3 = 3",
        "def evens := 2",
    ],
)  # fmt: skip
def test_what_is_no_statement_of_a_new_lemma_is_not_ready_made(text: str) -> None:
    why = Diagnosis(Blame.TOO_HARD, "", (text,))
    assert ready_made(Situation(PLACE, Budget(Limits()), DRAWN, direct=why)) == {}


def test_a_wanted_lemma_that_is_proved_is_its_statement() -> None:
    why = Diagnosis(Blame.TOO_HARD, "", (f"-- this one\n{WANTED} := by\n  omega",))
    assert [node.lean for node in ready_made(Situation(PLACE, Budget(Limits()), direct=why)).values()] == [WANTED]


async def test_what_is_the_same_in_all_requests_of_a_run_comes_first() -> None:
    model = Scripted([PLAN, PLAN])
    one = planner(model)
    await one.draft(Situation(PLACE, Budget(Limits()), hint="by induction"))
    states = {"a": State(), "t": State()}
    await one.fresh().refine(Situation(PLACE, Budget(Limits()), DRAWN, states, history=("added a",)))
    system, again = (request.messages[0] for request in model.requests)
    assert system == again
    assert "At most 64 nodes." in system.text


async def test_looks_come_to_an_end() -> None:
    look = calls("search", {})
    model = Scripted([look] * 50)
    found = await planner(model).draft(Situation(PLACE, Budget(Limits())))
    assert isinstance(found, GiveUp)
    assert NO_MORE in str(model.requests[LOOKS + 1].messages[-1])
    assert len(model.requests) == LOOKS + 4


async def test_a_look_is_clipped_and_faults_of_a_plan_go_on_with_the_same_conversation() -> None:
    model = Scripted([calls("search", {}), PLAN, calls("search", {}), PLAN])
    one, situation = planner(model), Situation(PLACE, Budget(Limits()))
    assert isinstance(await one.draft(situation), Blueprint)
    assert isinstance(await one.draft(situation.after(("a: it is false",))), Blueprint)
    assert "a: it is false" in str(model.requests[2].messages[-1])
    assert len(model.requests[3].messages) == 8
    assert max(len(m.text) for m in model.requests[3].messages if isinstance(m, ToolResult)) < 5_000


async def test_where_what_was_seen_fills_the_window_it_is_asked_without() -> None:
    model = Scripted([calls("search", {}), ContextFull("too long"), PLAN])
    assert await planner(model).draft(Situation(PLACE, Budget(Limits()))) == DRAWN
    assert len(model.requests[-1].messages) == 2

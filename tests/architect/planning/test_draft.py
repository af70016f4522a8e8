"""Drafts on the real Lean: what is no blueprint goes back in words that a planner can act on."""

import asyncio
from pathlib import Path

import pytest

from architect.blueprint.graph import Blueprint, Kind, Node
from architect.blueprint.proofs import ProofCache
from architect.blueprint.skeleton import faults_in_lean
from architect.campaign.workers import LeanWorkers
from architect.planning.by_model import MALFORMED, ModelPlanner, PlanningModels
from architect.planning.draft import REPAIRS, drafted
from architect.planning.edits import Add, Rewire
from architect.planning.planner import MOST_NODES, GiveUp, NoBlueprint, Planner, Proposal, Situation, State
from architect.planning.refine import refined
from architect.planning.scripted import PlannerLine, ScriptedPlanner
from prover.lean.live.pool import Pool, PoolLimits
from prover.lean.toolchains.toolchain import Toolchain
from prover.llm.model import Assistant
from prover.llm.scripted import Scripted
from prover.text.place import Place
from prover.text.terms import Name
from prover.theory.lemma import Lemma
from prover.words.budget import Budget
from prover.words.budget import Limits as Allowed
from prover.words.errors import LimitReached, ModelUnavailable
from prover.words.templates import Prompts
from tests.architect.bench import blueprint, definition, lemma, place_of, target
from tests.architect.fakes import STUCK, FakeWorkers, Sight
from tests.architect.naturals import PREAMBLE

EASY = place_of("theorem t : 1 + 1 = 2 := by\n  sorry\n")


async def draft(toolchain: Toolchain, place: Place, planner: Planner) -> Blueprint | NoBlueprint:
    budget = Budget(Allowed())
    async with Pool(toolchain, PoolLimits(size=1)) as pool:
        workers = LeanWorkers(pool, [], [], ProofCache(Path("nowhere")), budget)
        return await drafted(planner, workers, Situation(place, budget))


async def refusals(toolchain: Toolchain, place: Place, answer: Proposal) -> tuple[str, ...]:
    """What is said of a draft, after which the planner gives up."""
    script = ScriptedPlanner([answer])
    assert await draft(toolchain, place, script) == GiveUp("the script is over")
    [faults] = script.faults
    return faults


async def test_a_cyclic_graph_is_refused(toolchain: Toolchain) -> None:
    circle = blueprint(target("a"), lemma("a", ": 1 = 1", "b"), lemma("b", ": 2 = 2", "a"))
    [fault] = await refusals(toolchain, EASY, circle)
    assert fault.endswith("nodes may not use each other in a circle")


async def test_unknown_uses_are_refused(toolchain: Toolchain) -> None:
    faults = await refusals(toolchain, EASY, blueprint(target("nobody")))
    assert faults == ("t: it uses nobody, and there is no such node",)


async def test_two_declarations_in_a_node_are_refused(toolchain: Toolchain) -> None:
    two = Node(name="a", kind=Kind.LEMMA, lean="theorem b : 1 = 1 := rfl\n\ntheorem a : 2 = 2")
    faults = await refusals(toolchain, EASY, blueprint(target("a"), two))
    assert faults == ("a: its text must make one declaration, and makes 2",)


async def test_a_definition_with_sorry_is_refused(toolchain: Toolchain) -> None:
    [fault] = await refusals(toolchain, EASY, blueprint(target("D"), definition("D", ": Nat := sorry")))
    assert fault == "D: there is a `sorry` in its text; a definition has a real body"


async def test_a_definition_that_hides_its_sorry_is_refused_by_lean(toolchain: Toolchain) -> None:
    [fault] = await refusals(toolchain, EASY, blueprint(target("D"), definition("D", ": Nat := sorryAx Nat true")))
    assert fault == "D: a definition rests on nothing unproved, and this one rests on sorryAx"


async def test_a_statement_that_lean_does_not_take_goes_back_with_lean_s_words(toolchain: Toolchain) -> None:
    draft = blueprint(target("a"), lemma("a", ': 1 = "one"'))
    [fault] = await refusals(toolchain, EASY, draft)
    assert fault.startswith("a: failed to synthesize")
    assert "<error>" in fault


async def test_a_node_that_says_nothing_without_what_it_does_not_use_is_refused_by_lean(toolchain: Toolchain) -> None:
    draft = blueprint(target("a", "b"), lemma("a", ": b.symm = b.symm"), lemma("b", ": 1 = 1"))
    [fault] = await refusals(toolchain, EASY, draft)
    assert fault.startswith("a: Unknown identifier `b.symm`")


async def test_two_lemmas_that_say_the_same_are_refused(toolchain: Toolchain) -> None:
    twins = blueprint(target("a", "b"), lemma("a", ": 1 = 1"), lemma("b", ":  1 = 1 -- again"))
    [fault] = await refusals(toolchain, EASY, twins)
    assert fault == "b: it states the same as a; keep one of them"


@pytest.mark.parametrize(
    "command",
    [
        'notation "one" => 1', "open Nat", "set_option autoImplicit true", "axiom cheat : False", "#eval 1",
        "instance : Inhabited Nat := ⟨0⟩", "attribute [simp] Nat.add_comm",
    ],
)  # fmt: skip
async def test_a_command_smuggled_into_a_node_is_refused(toolchain: Toolchain, command: str) -> None:
    smuggler = Node(name="a", kind=Kind.LEMMA, lean=f"theorem a : 1 = 1\n{command}")
    [fault] = await refusals(toolchain, EASY, blueprint(target("a"), smuggler))
    assert fault.startswith("a: ")
    assert "only theorem, lemma, def and abbrev may be added" in fault


# a node that restates the target
SUM = "(n : N) : add N.zero n = n"
RESTATING = {
    "literally": lemma("a", SUM),
    "with other names": lemma("a", "(m : N) : add N.zero m = m"),
    "with a quantifier": lemma("a", ": ∀ k, add N.zero k = k"),
    "with an implicit variable": lemma("a", "{n : N} : add (.zero) n = n"),
    "as a definition": lemma("a", ": Claim", "Claim"),
    "in part as a definition": lemma("a", "(n : N) : add nothing n = n", "nothing"),
}
SAYING_MORE_OR_LESS = {
    "turned round": lemma("a", "(n : N) : n = add N.zero n"),
    "of more": lemma("a", "(m n : N) : add m n = add n m"),
    "of less": lemma("a", ": add N.zero N.zero = N.zero"),
    "something else": lemma("a", "(n : N) : add n N.zero = n"),
}
HIDING = {
    "Claim": definition("Claim", ": Prop := ∀ n, add N.zero n = n"),
    "nothing": definition("nothing", ": N := N.zero"),
}


async def restates(toolchain: Toolchain, place: Place, node: Node) -> tuple[str, ...]:
    made = blueprint(target("a", name=place.name), node, *(HIDING[used] for used in node.uses))
    assert made.faults(place.name) == ()
    async with Pool(toolchain, PoolLimits(size=2)) as pool:
        return await faults_in_lean(pool, place, made, list(made.by_name))


@pytest.mark.parametrize("node", RESTATING.values(), ids=RESTATING.keys())
async def test_a_node_that_restates_the_target_is_refused(toolchain: Toolchain, node: Node) -> None:
    place = place_of(f"{PREAMBLE}theorem t {SUM} := by\n  sorry\n")
    assert await restates(toolchain, place, node) == (
        "a: it restates the target; state something that is easier to prove",
    )


@pytest.mark.parametrize("node", SAYING_MORE_OR_LESS.values(), ids=SAYING_MORE_OR_LESS.keys())
async def test_a_node_that_resembles_the_target_is_not_refused(toolchain: Toolchain, node: Node) -> None:
    place = place_of(f"{PREAMBLE}theorem t {SUM} := by\n  sorry\n")
    assert await restates(toolchain, place, node) == ()


async def test_a_restatement_is_seen_in_a_namespace_and_under_section_variables(toolchain: Toolchain) -> None:
    place = place_of(
        "namespace M\nvariable {n : Nat} (h : n = 0)\ninclude h\ntheorem t : n + n = 0 := by\n  sorry\nend M\n"
    )
    assert await restates(toolchain, place, lemma("a", ": n = 0")) == ()
    [fault] = await restates(toolchain, place, lemma("a", ": n + n = 0"))
    assert fault.startswith("a: it restates the target")


async def test_a_name_that_the_user_s_file_takes_further_down_is_refused(toolchain: Toolchain) -> None:
    place = place_of("namespace M\ntheorem t : 1 = 1 := by\n  sorry\ntheorem a : 2 = 2 := rfl\nend M\n")
    [fault] = await refusals(toolchain, place, blueprint(target("a", name="M.t"), lemma("a", ": 3 = 3")))
    assert fault == "a: the user's file declares M.a; take another name"


async def test_a_planner_that_answers_with_prose_gives_up_in_its_own_words(toolchain: Toolchain) -> None:
    model = Scripted([Assistant("Let us think about induction on n.")] * 50)
    found = await draft(toolchain, EASY, ModelPlanner(PlanningModels(model, model), Prompts(), {}))
    assert found == GiveUp(f"{MALFORMED} replies of scripted in a row hold no blueprint")
    assert len(model.requests) == MALFORMED


async def test_a_model_that_plans_is_told_what_exploration_has_proved() -> None:
    proved = Lemma("law_1", "∀ (x : Nat), f (f x) = x", "simp", "simp", (), Name("x"), Name("x"))
    model = Scripted([Assistant("Hm.")] * MALFORMED)
    planner = ModelPlanner(PlanningModels(model, model), Prompts(), {EASY.name: [proved], "another": []})
    await planner.draft(Situation(EASY, Budget(Allowed())))
    assert "∀ (x : Nat), f (f x) = x" in str(model.requests[0])


async def test_a_draft_that_is_repaired_is_taken(toolchain: Toolchain) -> None:
    good = blueprint(target("a"), lemma("a", ": 3 = 3"))
    bad = blueprint(target("a"), lemma("a", ": 2 = two"), lemma("a", ": 3 = 3"))
    script = ScriptedPlanner([bad] * (REPAIRS - 1) + [good])
    assert await draft(toolchain, EASY, script) == good
    assert script.faults == [("a: 2 nodes have this name",)] * (REPAIRS - 1)


async def no_work(_: Sight) -> State:
    return STUCK


GOOD = blueprint(target("a"), lemma("a", ": 3 = 3"))


def many(count: int) -> Blueprint:
    return blueprint(target(*(f"a{n}" for n in range(count))), *(lemma(f"a{n}", f": {n} = {n}") for n in range(count)))


async def test_a_blueprint_of_too_many_nodes_goes_back_before_lean_is_asked() -> None:
    asked: list[Blueprint] = []

    def against(made: Blueprint) -> tuple[str, ...]:
        asked.append(made)
        return ()

    planner = ScriptedPlanner([many(MOST_NODES + 1), many(MOST_NODES)])
    found = await drafted(planner, FakeWorkers(no_work, against=against), Situation(EASY, Budget(Allowed())))
    assert [found] == asked == [many(MOST_NODES)]
    assert planner.faults == [
        ("it has 65 lemmas and definitions, and may have 64: leave out what a prover finds by itself",)
    ]


async def test_a_blueprint_that_was_larger_already_may_be_changed() -> None:
    edit = Rewire(name="a0", uses=("a1",))
    situation = Situation(EASY, Budget(Allowed()), many(5), most=2)
    assert isinstance(await refined(ScriptedPlanner([[edit]]), FakeWorkers(no_work), situation, []), Blueprint)
    grown = Add(node=lemma("more", ": 2 = 2"))
    planner = ScriptedPlanner([[grown, edit]])
    assert await refined(planner, FakeWorkers(no_work), situation, []) == GiveUp("the script is over")
    assert "it has 6 lemmas and definitions, and may have 5" in planner.faults[0][0]


@pytest.mark.parametrize("failure", [ModelUnavailable("it is down"), LimitReached("tokens", 5), GiveUp("no idea")])
async def test_a_draft_that_fails_does_not_lose_the_others(failure: PlannerLine) -> None:
    planner = ScriptedPlanner([failure, GOOD, failure])
    assert await drafted(planner, FakeWorkers(no_work), Situation(EASY, Budget(Allowed())), drafts=3) == GOOD


async def test_where_every_draft_fails_the_first_failure_is_raised() -> None:
    planner = ScriptedPlanner([ModelUnavailable("it is down"), LimitReached("tokens", 5)])
    with pytest.raises(ModelUnavailable, match="it is down"):
        await drafted(planner, FakeWorkers(no_work), Situation(EASY, Budget(Allowed())), drafts=2)


async def test_a_bug_in_one_draft_is_raised_as_it_is_and_ends_the_others() -> None:
    def bug(_: Situation) -> Proposal:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await drafted(
            ScriptedPlanner([GOOD, bug, GOOD]), FakeWorkers(no_work), Situation(EASY, Budget(Allowed())), drafts=3
        )
    assert asyncio.all_tasks() == {asyncio.current_task()}

"""Lemmas that provers wanted come into the blueprint as they stand, checked, bounded, and with no planner asked."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from architect.blueprint.graph import Blueprint
from architect.campaign.campaign import Campaign
from architect.campaign.events import BlueprintDrawn
from architect.campaign.means import Means
from architect.campaign.past import Past
from architect.campaign.seats import Seats
from architect.planning.planner import State
from architect.planning.scripted import PlannerLine, ScriptedPlanner
from architect.run.history import past_of
from prover.words.budget import Budget, Limits
from prover.words.outcome import Blame, Diagnosis
from tests.architect.bench import Events, blueprint, definition, lemma, place_of, target
from tests.architect.campaign.campaigns import PLACE, ROUNDS, ended
from tests.architect.campaign.test_campaign_properties import Whimsical
from tests.architect.fakes import DISPROVED, STUCK, FakeWorkers, Sight

A, B = lemma("a", ": 1 = 1"), lemma("b", ": 2 = 2")


def wants(*texts: str) -> State:
    return State("stuck", diagnosis=Diagnosis(Blame.TOO_HARD, "no idea", texts))


class Proves:
    """Workers' outcomes: a node is proved by lemmas of these names, and wants these texts while it has them not."""

    def __init__(self, **wanted: Sequence[str]) -> None:
        self.wanted = wanted
        self.uses: list[tuple[str, tuple[str, ...]]] = []

    async def __call__(self, sight: Sight) -> State:
        self.uses.append((sight.name, sight.node.uses))
        texts = self.wanted.get(sight.name, ())
        is_there = all(text.split(" ")[1] in sight.node.uses for text in texts)
        return sight.proved(*sight.node.uses) if is_there else wants(*texts)


def campaign(
    workers: FakeWorkers, lines: Sequence[PlannerLine], events: Events, most: int = 8, past: Past | None = None
) -> tuple[Campaign, ScriptedPlanner]:
    planner = ScriptedPlanner(lines)
    means = Means(workers, planner, Seats(2), Budget(Limits()), ROUNDS, wanted=most)
    return Campaign(PLACE, means, events, past=past or Past()), planner


def names(drawn: Blueprint) -> list[str]:
    return sorted(node.name for node in drawn.nodes)


async def test_a_lemma_that_is_wanted_becomes_a_node_and_who_wanted_it_is_tried_again_with_it() -> None:
    outcome, events = Proves(t=[A.lean]), Events()
    made, planner = campaign(FakeWorkers(outcome), [blueprint(target("b"), B)], events)
    assert (await ended(made)).word == "certified"
    assert len(planner.heard) == 1, "for the first blueprint"
    assert [names(event.blueprint) for event in events.of(BlueprintDrawn)] == [["b", "t"], ["a", "b", "t"]]
    assert ("t", ("b", "a")) in outcome.uses
    assert made.history == ["added a; changed t"]


async def test_with_none_allowed_it_is_left_to_the_planner() -> None:
    made, planner = campaign(FakeWorkers(Proves(t=[A.lean])), [blueprint(target("b"), B)], Events(), most=0)
    assert (await ended(made)).word == "gave up"
    assert [heard.became for heard in planner.heard] == [{}, {}]


async def test_what_small_cases_refute_does_not_come_in_and_the_planner_is_told() -> None:
    no = "theorem no : 1 = 2"
    workers = FakeWorkers(Proves(t=[no, A.lean]), false=["no"])
    made, planner = campaign(workers, [blueprint(target("b"), B)], Events())
    assert (await ended(made)).word == "gave up"
    told = planner.heard[-1]
    assert told.became == {no: "", A.lean: "a"}
    assert told.blueprint is not None
    assert names(told.blueprint) == ["a", "b", "t"]


async def test_what_lean_has_something_against_or_is_no_lemma_does_not_come_in() -> None:
    def against(made: Blueprint) -> tuple[str, ...]:
        return ("bad: unknown identifier",) if "bad" in made.by_name else ()

    texts = [
        "p = q",
        "theorem bad : x = x",
        "theorem two : 1 = 1 theorem three : 1 = 1",
        f"theorem x : {'1' * 5000} = 1",
    ]
    made, planner = campaign(FakeWorkers(Proves(t=texts), against=against), [blueprint(target("b"), B)], Events())
    await ended(made)
    assert planner.heard[-1].blueprint == blueprint(target("b"), B)


async def test_one_that_is_there_under_another_name_is_used_and_not_stated_again() -> None:
    async def outcome(sight: Sight) -> State:
        lacks = sight.name == "t" and "b" not in sight.node.uses
        return wants("theorem as_b : 2 = 2") if lacks else sight.proved(*sight.node.uses)

    events = Events()
    made, _ = campaign(FakeWorkers(outcome), [blueprint(target("a"), A.model_copy(update={"uses": ("b",)}), B)], events)
    assert (await ended(made)).word == "certified"
    last = events.of(BlueprintDrawn)[-1].blueprint
    assert (names(last), last.target.uses) == (["a", "b", "t"], ("a", "b"))


async def test_what_two_want_is_stated_once_and_both_are_tried_with_it() -> None:
    async def outcome(sight: Sight) -> State:
        lacks = sight.name in ("t", "b") and "a" not in sight.node.uses
        return wants(A.lean) if lacks else sight.proved(*sight.node.uses)

    events = Events()
    made, planner = campaign(FakeWorkers(outcome), [blueprint(target("b"), B)], events)
    assert (await ended(made)).word == "certified"
    assert len(planner.heard) == 1
    last = events.of(BlueprintDrawn)[-1].blueprint
    assert (names(last), last.by_name["b"].uses) == (["a", "b", "t"], ("a",))


async def test_a_name_that_is_taken_is_changed_and_the_definitions_that_it_names_are_at_hand() -> None:
    double = definition("double", "(n : Nat) : Nat := n + n")
    events = Events()
    first = blueprint(target("b", "double"), B, double)

    async def outcome(sight: Sight) -> State:
        done = sight.name != "t" or "b_1" in sight.node.uses
        return sight.proved(*sight.node.uses) if done else wants("theorem b : double 1 = 2")

    made, _ = campaign(FakeWorkers(outcome), [first], events)
    assert (await ended(made)).word == "certified"
    node = events.of(BlueprintDrawn)[-1].blueprint.by_name["b_1"]
    assert (node.lean, node.uses) == ("theorem b_1 : double 1 = 2", ("double",))


async def test_a_name_that_the_file_has_is_taken_too() -> None:
    place = place_of("theorem a : 5 = 5 := rfl\ntheorem t : 1 = 1 := by\n  sorry\n")
    events, means = Events(), Means(FakeWorkers(Proves(t=[A.lean])), ScriptedPlanner([]), Seats(2), Budget(Limits()), 1)
    await ended(Campaign(place, replace(means, wanted=1), events, past=Past(blueprint=blueprint(target()))))
    assert [names(event.blueprint) for event in events.of(BlueprintDrawn)] == [["a_1", "t"]]


async def test_there_are_so_many_of_one_statement_and_of_all_and_no_more() -> None:
    number = count()

    async def insatiable(_: Sight) -> State:
        return wants(*(f"theorem w (n : Nat) : n = n + {next(number)}" for _ in range(6)))

    async def grown(most: int, nodes: int) -> Blueprint:
        events, planner = Events(), ScriptedPlanner([blueprint(target("b"), B)])
        means = Means(FakeWorkers(insatiable), planner, Seats(2), Budget(Limits()), 1, nodes=nodes, wanted=most)
        await ended(Campaign(PLACE, means, events))
        return events.of(BlueprintDrawn)[-1].blueprint

    assert len((await grown(most=2, nodes=40)).nodes) == 2 + 2
    assert len((await grown(most=100, nodes=9)).nodes) == 9 + 1
    many = await grown(most=20, nodes=40)
    assert len(many.nodes) == 20 + 2
    assert {len(node.uses) for node in many.nodes if "b" not in node.uses} <= {0, 1, 2, 3, 4}
    assert len(many.target.uses) == 1 + 4


@pytest.mark.parametrize("kept", range(1, 8))
async def test_a_run_goes_on_with_them_from_wherever_it_was_ended(kept: int) -> None:
    events = Events()
    workers = FakeWorkers(Proves(t=[A.lean]))
    made, _ = campaign(workers, [blueprint(target("b"), B)], events)
    await ended(made)
    assert len(events) < 8
    before = Events(events[:kept])
    past = past_of([event.model_copy(update={"target": "t"}) for event in before], "t")
    again, planner = campaign(FakeWorkers(Proves(t=[A.lean])), [blueprint(target("b"), B)], before, past=past)
    assert (await ended(again)).word == "certified"
    assert len(planner.heard) == (past.blueprint is None)
    assert sum("a" in event.blueprint.by_name for event in before.of(BlueprintDrawn)) == 1


async def test_one_that_turns_out_false_is_the_planners_and_does_not_come_back() -> None:
    async def outcome(sight: Sight) -> State:
        if sight.name == "a":
            return DISPROVED
        return wants(A.lean) if sight.name == "t" else STUCK if sight.name == "c" else sight.proved()

    events = Events()
    back = blueprint(target("b", "c"), B, lemma("c", ": 3 = 3"))
    made, planner = campaign(FakeWorkers(outcome), [blueprint(target("b"), B), back], events)
    await ended(made)
    assert planner.heard[1].states["a"].status == "disproved"
    assert [names(event.blueprint) for event in events.of(BlueprintDrawn)] == [
        ["b", "t"],
        ["a", "b", "t"],
        ["b", "c", "t"],
    ]


@pytest.mark.parametrize("helps", [True, False])
async def test_whose_turn_it_is_tries_what_was_wanted_before_it_draws_a_blueprint_of_its_own(helps: bool) -> None:
    async def alone(_: Sight) -> State:
        return wants(A.lean)

    async def outcome(sight: Sight) -> State:
        ends = helps or sight.name != "t" or "b" in sight.node.uses
        return sight.proved(*sight.node.uses) if ends else wants(A.lean)

    budget, second = Budget(Limits()), ScriptedPlanner([blueprint(target("b"), B)])
    then = Means(FakeWorkers(outcome), second, Seats(2), budget, ROUNDS, wanted=8)
    first = Means(FakeWorkers(alone), ScriptedPlanner([blueprint(target())], eager=True), Seats(2), budget, ROUNDS)
    events = Events()
    assert (await ended(Campaign(PLACE, replace(first, then=then), events))).word == "certified"
    assert names(events.of(BlueprintDrawn)[1].blueprint) == ["a", "t"]
    assert (len(second.heard), second.refined) == (0 if helps else 1, 0)


@given(seed=st.integers(0, 10**9), seats=st.integers(1, 4), most=st.integers(0, 5))
def test_any_campaign_with_wishes_ends_and_has_no_more_of_them_than_it_may(seed: int, seats: int, most: int) -> None:
    random, events = Random(seed), Events()

    async def outcome(sight: Sight) -> State:
        for _ in range(random.randint(0, 3)):
            await asyncio.sleep(0)
        texts = [f"theorem w : {random.randint(0, 9)} = 9" for _ in range(random.randint(0, 3))]
        return random.choice([sight.proved(*sight.lemmas.values()), wants(*texts), wants(*texts), DISPROVED])

    def against(_: Blueprint) -> tuple[str, ...]:
        return ("a: Lean does not like it",) if random.random() < 0.2 else ()

    workers = FakeWorkers(outcome, against=against, doubt=lambda _: random.randint(0, 1))
    means = Means(workers, Whimsical(random), Seats(seats), Budget(Limits()), ROUNDS, wanted=most)
    ending = asyncio.run(ended(Campaign(PLACE, means, events)))
    assert (ending.certificate is not None) == (ending.word in ("certified", "disproved"))
    drawn = [node for event in events.of(BlueprintDrawn) for node in event.blueprint.nodes]
    claims = {node.lean.partition(" : ")[2] for node in drawn if node.name.partition("_")[0] == "w"}
    assert len(claims) <= most
    assert sorted(workers.started) == sorted(workers.ended)

"""What one campaign does, step by step; the workers are fakes, for any outcome of a node must be had."""

import asyncio
from typing import Any

import pytest

from architect.blueprint.graph import Blueprint
from architect.blueprint.keys import Keys
from architect.campaign.campaign import Campaign
from architect.campaign.events import BlueprintDrawn, NodeSettled, WholeRefused
from architect.campaign.means import Means
from architect.campaign.past import Past
from architect.campaign.seats import Seats
from architect.planning.edits import Remove, Rewire
from architect.planning.planner import GiveUp, Proposal, Situation, State
from architect.planning.scripted import ScriptedPlanner as Script
from architect.run.events import RunEvent
from prover.words.budget import Budget, Limits
from prover.words.errors import LeanCrashed, LimitReached, ModelUnavailable
from tests.architect.bench import Events, blueprint, lemma, target
from tests.architect.campaign.campaigns import PLACE, ROUNDS, campaign, ended, for_ever
from tests.architect.fakes import CERTIFICATE, DISPROVED, REFUSED, STUCK, FakeWorkers, Sight

CHAIN = blueprint(target("b"), lemma("b", ": 2 = 2", "a"), lemma("a", ": 1 = 1"))


async def test_nodes_do_not_wait_for_what_they_use_nor_for_what_uses_them() -> None:
    together = asyncio.Barrier(3)

    async def outcome(sight: Sight) -> State:
        async with together:
            return sight.proved(*sight.node.uses)

    workers = FakeWorkers(outcome)
    ending = await ended(campaign(workers, Script([CHAIN]), Events(), seats=3))
    assert ending.word == "certified"


@pytest.mark.parametrize("order", [["a", "b", "t"], ["t", "b", "a"], ["b", "t", "a"]])
async def test_nodes_may_be_settled_in_any_order(order: list[str]) -> None:
    events, steps = Events(), {name: asyncio.Event() for name in order}
    steps[order[0]].set()

    async def outcome(sight: Sight) -> State:
        await steps[sight.name].wait()
        for after in order[order.index(sight.name) + 1 :][:1]:
            steps[after].set()
        return sight.proved(*sight.node.uses)

    workers = FakeWorkers(outcome)
    ending = await ended(campaign(workers, Script([CHAIN]), events, seats=3))
    assert workers.ended == order
    assert ending.word == "certified"
    assert len(workers.submitted) == 1


@pytest.mark.parametrize("enough", [True, False])
async def test_what_had_too_little_time_is_tried_once_more_when_nobody_has_another_idea(enough: bool) -> None:
    async def outcome(sight: Sight) -> State:
        return sight.proved(*sight.node.uses) if enough or sight.name != "b" else STUCK

    workers, events = FakeWorkers(outcome, cut_off={"b", "t"}), Events()
    ending = await ended(campaign(workers, Script([CHAIN, GiveUp("no idea")] * 2), events))
    assert ending.word == ("certified" if enough else "gave up")
    assert {name: workers.started.count(name) for name in "abt"} == {"a": 1, "b": 2, "t": 2}
    assert ended_as(events, "b") == (["stuck", "proved"] if enough else ["stuck", "stuck"])


def ended_as(events: Events, name: str) -> list[str]:
    return [event.status for event in events if isinstance(event, NodeSettled) and event.name == name]


async def test_beside_a_blueprint_that_is_there_the_target_as_it_is_gets_a_seat_that_no_node_wants() -> None:
    async def outcome(sight: Sight) -> State:
        return STUCK if sight.blueprint == CHAIN else sight.proved()

    workers = FakeWorkers(outcome)
    past = Past(blueprint=CHAIN)
    means = Means(workers, Script(eager=True), Seats(1), Budget(Limits()), ROUNDS)
    ending = await ended(Campaign(PLACE, means, Events(), past=past))
    assert ending.word == "certified"
    assert sorted(workers.started[:-1]) == ["a", "b", "t"]
    assert workers.started[-1] == "t"


async def test_what_is_false_ends_what_builds_on_it_and_calls_the_refiner_before_the_rest_is_done() -> None:
    first = blueprint(target("b", "c"), *CHAIN.nodes[1:], lemma("c", ": 3 = 3"))
    second = blueprint(target("d"), lemma("d", ": 4 = 4"))
    busy = asyncio.Barrier(4)

    async def outcome(sight: Sight) -> State:
        if sight.blueprint == second:
            return sight.proved(*sight.node.uses)
        async with busy:  # all four are at work
            pass
        if sight.name != "a":
            await for_ever()
        return DISPROVED

    def refine(situation: Situation) -> Proposal:
        assert {name: state.status for name, state in situation.states.items()} == {
            "t": "open", "b": "open", "a": "disproved", "c": "open",
        }  # fmt: skip
        assert sorted(workers.cancelled) == ["b", "t"]  # and c goes on
        return second

    workers = FakeWorkers(outcome)
    script = Script([first, refine])
    ending = await ended(campaign(workers, script, Events(), seats=4))
    assert ending.word == "certified"
    assert sorted(workers.cancelled) == ["b", "c", "t"]
    assert len(script.heard) == 2


async def test_a_proof_that_leans_on_something_unproved_never_counts() -> None:
    async def outcome(sight: Sight) -> State:
        return {"t": sight.proved("b"), "b": sight.proved("a")}.get(sight.name, STUCK)

    workers = FakeWorkers(outcome)
    ending = await ended(campaign(workers, Script([CHAIN]), Events()))
    assert (ending.word, ending.reason) == ("gave up", "the script is over")
    assert workers.submitted == []


async def test_what_a_proof_does_not_lean_on_need_not_be_proved() -> None:
    async def outcome(sight: Sight) -> State:
        if sight.name == "a":
            await for_ever()
        return sight.proved()

    workers = FakeWorkers(outcome)
    ending = await ended(campaign(workers, Script([CHAIN]), Events(), seats=2))
    assert ending.word == "certified"
    assert ending.submission is not None
    assert ending.submission.inserted == ""


async def test_a_refusal_of_the_gate_goes_to_the_refiner() -> None:
    async def outcome(sight: Sight) -> State:
        return sight.proved(*sight.node.uses)

    def refine(situation: Situation) -> Proposal:
        why = situation.states["t"].diagnosis
        assert why is not None
        assert why.words == "the gate refuses the whole: kernel: no"
        return (Rewire(name="t", uses=("a",)), Remove(name="b"))

    events = Events()
    workers = FakeWorkers(outcome, judge=lambda s: REFUSED if "theorem b" in s.inserted else CERTIFICATE)
    ending = await ended(campaign(workers, Script([CHAIN, refine]), events))
    assert ending.word == "certified"
    assert [(event.step, event.reason) for event in events.of(WholeRefused)] == [("kernel", "no")]


async def test_a_lemma_that_comes_back_under_another_name_keeps_its_proof() -> None:
    without = blueprint(target("c"), lemma("c", ": 3 = 3"))
    back = blueprint(target("z", "c"), lemma("z", ": 1 = 1"), lemma("c", ": 3 = 3"))

    async def outcome(sight: Sight) -> State:
        return STUCK if sight.name == "t" and "z" not in sight.node.uses else sight.proved(*sight.node.uses)

    workers = FakeWorkers(outcome)
    ending = await ended(campaign(workers, Script([blueprint(target("a"), CHAIN.nodes[2]), without, back]), Events()))
    assert ending.word == "certified"
    assert sorted(workers.started) == ["a", "c", "t", "t", "t"]  # and z not at all
    assert ending.submission is not None
    assert "theorem z : 1 = 1 := by" in ending.submission.inserted


async def test_a_proof_of_before_counts_again_when_what_it_leans_on_is_back() -> None:
    def using(*uses: str) -> Blueprint:
        lemmas = {"x": ": 1 = 1", "y": ": 2 = 2", "z": ": 3 = 3"}
        others = [name for name in uses if name != "z"]
        return blueprint(
            target("n", *uses), lemma("n", ": 4 = 4", *others), *(lemma(name, lemmas[name]) for name in uses)
        )

    async def outcome(sight: Sight) -> State:
        return STUCK if sight.name == "t" and "z" not in sight.node.uses else sight.proved(*sight.node.uses)

    workers = FakeWorkers(outcome)
    ending = await ended(campaign(workers, Script([using("x"), using("y"), using("x", "z")]), Events()))
    assert ending.word == "certified"
    assert [workers.started.count(name) for name in "xyzn"] == [1, 1, 1, 2]


@pytest.mark.parametrize(
    ("failure", "word", "reason"),
    [
        (GiveUp("no idea"), "gave up", "no idea"),
        (LimitReached("tokens", 5), "out of budget", "the limit of 5 tokens is reached"),
        (ModelUnavailable("it is down"), "broken", "it is down"),
    ],
)
@pytest.mark.parametrize("drafts", [1, 3])
async def test_why_there_is_no_blueprint_is_said(failure: Any, word: str, reason: str, drafts: int) -> None:
    async def outcome(sight: Sight) -> State:
        return STUCK

    ending = await ended(campaign(FakeWorkers(outcome), Script([failure] * drafts), Events(), drafts=drafts))
    assert (ending.word, ending.reason) == (word, reason)


async def test_the_rounds_end() -> None:
    async def outcome(sight: Sight) -> State:
        return STUCK

    script = Script([blueprint(target("a"), lemma("a", f": {n} = {n}")) for n in range(100)])
    made = campaign(FakeWorkers(outcome), script, Events(), rounds=3)
    ending = await ended(made)
    assert (ending.word, ending.reason) == ("out of rounds", "not proved within 3 refinements")
    assert len(script.heard) == 4


async def test_the_time_ends() -> None:
    async def outcome(sight: Sight) -> State:
        return (await asyncio.Event().wait() and STUCK) or STUCK

    workers = FakeWorkers(outcome)
    means = Means(workers, Script([CHAIN]), Seats(2), Budget(Limits(seconds=2)), ROUNDS)
    ending = await ended(Campaign(PLACE, means, Events()))
    assert ending.word == "out of budget"
    assert len(workers.cancelled) == 2


async def test_what_is_being_judged_when_the_time_ends_is_judged_to_its_end_and_counts() -> None:
    async def outcome(sight: Sight) -> State:
        await workers.left.wait()
        return sight.proved(*sight.node.uses)

    workers, events = FakeWorkers(outcome, judging=("a", "b", "t")), Events()
    means = Means(workers, Script([CHAIN]), Seats(3), Budget(Limits(seconds=2)), ROUNDS)
    ending = await ended(Campaign(PLACE, means, events))
    assert ending.word == "certified"
    assert [event.status for event in events.of(NodeSettled)] == ["proved"] * 3


async def test_when_the_time_ends_nothing_more_is_begun_and_what_was_cut_off_is_not_stuck() -> None:
    async def outcome(sight: Sight) -> State:
        await workers.left.wait()
        return sight.proved(*sight.node.uses)

    workers, events = FakeWorkers(outcome, judging=("a",)), Events()
    means = Means(workers, Script([CHAIN]), Seats(2), Budget(Limits(seconds=2)), ROUNDS)
    ending = await ended(Campaign(PLACE, means, events))
    assert ending.word == "out of budget"
    assert len(workers.started) == 2
    assert [event.status for event in events.of(NodeSettled)] == ["proved"] * ("a" in workers.started)


async def test_a_proof_that_is_being_judged_when_its_node_is_dropped_is_kept() -> None:
    first = blueprint(target("b", "c"), *CHAIN.nodes[1:], lemma("c", ": 3 = 3"))
    second = blueprint(target("d"), lemma("d", ": 4 = 4"))
    busy, written = asyncio.Barrier(4), asyncio.Event()

    class Watched(Events):
        async def write(self, event: RunEvent, /) -> None:
            key = Keys("fake", PLACE, first).statement(first.by_name["c"])
            if isinstance(event, NodeSettled) and event.statement == key:
                written.set()

    async def outcome(sight: Sight) -> State:
        if sight.blueprint == second:
            await written.wait()
            return sight.proved(*sight.node.uses)
        async with busy:  # all four are at work
            pass
        if sight.name == "c":
            await workers.left.wait()
            return sight.proved()
        return DISPROVED if sight.name == "a" else await for_ever()

    workers = FakeWorkers(outcome, judging=("c",))
    ending = await ended(campaign(workers, Script([first, second]), Watched(), seats=4))
    assert ending.word == "certified"
    assert "c" not in workers.cancelled


async def test_of_several_drafts_the_least_doubtful_is_taken_and_of_those_the_finest() -> None:
    async def outcome(sight: Sight) -> State:
        return sight.proved(*sight.node.uses)

    drafts = [CHAIN, blueprint(target()), blueprint(target("a"), CHAIN.nodes[2])]
    doubts = {len(CHAIN.nodes): 1}
    events = Events()
    workers = FakeWorkers(outcome, doubt=lambda made: doubts.get(len(made.nodes), 0))
    await ended(campaign(workers, Script(drafts), events, drafts=3))
    assert [len(event.blueprint.nodes) for event in events.of(BlueprintDrawn)] == [2]


async def test_a_lean_that_breaks_ends_the_campaign_with_its_own_words() -> None:
    async def outcome(sight: Sight) -> State:
        if sight.name == "a":
            raise LeanCrashed("a", 1)
        return (await asyncio.Event().wait() and STUCK) or STUCK

    workers = FakeWorkers(outcome)
    with pytest.raises(LeanCrashed, match="a: Lean ended with status 1"):
        await ended(campaign(workers, Script([CHAIN]), Events(), seats=3))
    assert sorted(workers.cancelled) == ["b", "t"]


async def test_an_event_that_cannot_be_written_is_not_acted_on() -> None:
    class Full(Events):
        async def write(self, event: RunEvent, /) -> None:
            if isinstance(event, NodeSettled):
                raise OSError("no space left")

    async def outcome(sight: Sight) -> State:
        return sight.proved()

    workers = FakeWorkers(outcome)
    with pytest.raises(OSError, match="no space left"):
        await ended(campaign(workers, Script([CHAIN]), Full()))
    assert workers.submitted == []


async def test_a_campaign_that_is_cancelled_leaves_nothing_at_work() -> None:
    begun = asyncio.Event()

    async def outcome(sight: Sight) -> State:
        begun.set()
        return (await asyncio.Event().wait() and STUCK) or STUCK

    workers = FakeWorkers(outcome)
    task = asyncio.ensure_future(campaign(workers, Script([CHAIN]), Events()).run())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert workers.started == workers.ended
    assert asyncio.all_tasks() == {asyncio.current_task()}


def test_a_blueprint_means_the_same_whatever_its_nodes_are_called() -> None:
    other = blueprint(target("y"), lemma("y", ": 2 = 2", "x"), lemma("x", ": 1 = 1"))
    assert Keys("k", PLACE, CHAIN).meaning == Keys("k", PLACE, other).meaning

"""Two planners at one target: the second goes on when the first has no idea, or half of the time is over."""

import asyncio

from architect.campaign.campaign import Campaign
from architect.campaign.events import BlueprintDrawn
from architect.campaign.means import Means
from architect.campaign.past import Past
from architect.campaign.seats import Seats
from architect.planning.edits import Add, Remove, Rewire
from architect.planning.planner import GiveUp, State
from architect.planning.scripted import PlannerLine
from architect.planning.scripted import ScriptedPlanner as Script
from architect.run.history import past_of
from prover.words.budget import Budget, Limits
from prover.words.errors import ModelUnavailable
from tests.architect.bench import Events, blueprint, lemma, target
from tests.architect.campaign.campaigns import PLACE, ROUNDS, ended, for_ever
from tests.architect.fakes import STUCK, FakeWorkers, Sight

BARE = blueprint(target())
FIRST = blueprint(target("a"), lemma("a", ": 1 = 1"))
SECOND = blueprint(target("b"), lemma("b", ": 2 = 2"))


async def hopeless(_: Sight) -> State:
    return STUCK


async def proves(sight: Sight) -> State:
    return sight.proved(*sight.node.uses)


def relay(first: Means, *lines: PlannerLine, workers: FakeWorkers | None = None) -> tuple[Means, Script]:
    """The same means with a second planner, and whoever works at its nodes."""
    second = Script(lines)
    then = Means(workers or FakeWorkers(proves), second, Seats(2), first.budget, ROUNDS)
    return Means(first.workers, first.planner, first.seats, first.budget, first.rounds, then=then), second


def eager(*lines: PlannerLine, budget: Budget | None = None) -> Means:
    return Means(FakeWorkers(hopeless), Script(lines, eager=True), Seats(2), budget or Budget(Limits()), ROUNDS)


async def test_what_one_planner_leaves_open_another_goes_on_with() -> None:
    means, second = relay(eager(FIRST), (Add(node=SECOND.by_name["b"]), Rewire(name="t", uses=("a", "b"))))
    events = Events()
    ending = await ended(Campaign(PLACE, means, events))
    assert ending.word == "certified"
    [heard] = second.heard
    assert heard.blueprint == FIRST, "it is told what was planned before it"
    assert {state.status for state in heard.states.values()} == {"stuck"}
    assert [event.symbolic for event in events.of(BlueprintDrawn)] == [True, False]


async def test_a_node_that_had_too_little_time_has_its_last_try_before_the_turn_goes_back() -> None:
    first = eager(FIRST, GiveUp("no idea"))
    means, _ = relay(first, SECOND, GiveUp("no idea"), workers=(workers := FakeWorkers(proves, cut_off={"b"})))
    assert (await ended(Campaign(PLACE, means, Events()))).word == "certified"
    assert workers.started.count("b") == 2


async def test_what_was_too_much_for_the_first_workers_is_tried_by_the_second() -> None:
    workers = FakeWorkers(proves)
    means, _ = relay(eager(FIRST), blueprint(target("a", "b"), *FIRST.nodes[1:], *SECOND.nodes[1:]), workers=workers)
    ending = await ended(Campaign(PLACE, means, Events()))
    assert ending.word == "certified"
    assert "a" in workers.started


async def test_what_a_planner_has_from_another_it_need_not_change_but_may_draft_its_own() -> None:
    means, second = relay(eager(FIRST), SECOND)
    assert (await ended(Campaign(PLACE, means, Events()))).word == "certified"
    assert second.refined == 0


async def test_where_nothing_was_planned_its_first_blueprint_is_no_refinement() -> None:
    means, second = relay(eager(BARE), SECOND)
    campaign = Campaign(PLACE, means, Events())
    assert (await ended(campaign)).word == "certified"
    assert campaign.history == []
    assert len(second.heard) == 1


async def test_a_planner_that_fails_leaves_the_other_at_work() -> None:
    release = asyncio.Event()

    async def outcome(sight: Sight) -> State:
        if sight.blueprint == BARE:
            await for_ever()
        await release.wait()
        return sight.proved(*sight.node.uses)

    def fails(_: object) -> GiveUp:
        release.set()
        raise ModelUnavailable("it is away")

    workers = FakeWorkers(outcome)
    budget = Budget(Limits(seconds=1.0))  # the second is asked when half of it is over
    first = Means(workers, Script([FIRST], eager=True), Seats(3), budget, ROUNDS)
    means, second = relay(first, fails)
    ending = await ended(Campaign(PLACE, means, Events()))
    assert ending.word == "certified"
    assert len(second.heard) == 1


async def test_who_plans_beside_all_else_goes_on_while_something_is_at_work_when_the_other_has_no_idea() -> None:
    asked = asyncio.Event()

    async def outcome(sight: Sight) -> State:
        if sight.blueprint == BARE:
            await for_ever()
        await asked.wait()
        return STUCK if sight.name == "a" else sight.proved(*sight.node.uses)

    def no_idea(_: object) -> GiveUp:
        asked.set()
        return GiveUp("no idea")

    budget = Budget(Limits(seconds=3.0))  # the second is asked when half of it is over
    changes = (Add(node=SECOND.by_name["b"]), Rewire(name="t", uses=("b",)), Remove(name="a"))
    first = Means(FakeWorkers(outcome), Script([FIRST, changes], eager=True), Seats(3), budget, ROUNDS)
    means, _ = relay(first, no_idea, workers=FakeWorkers(outcome))
    assert (await ended(Campaign(PLACE, means, Events()))).word == "certified"


async def test_the_end_of_both_is_the_worse_one() -> None:
    means, _ = relay(eager(FIRST), ModelUnavailable("it is away"))
    ending = await ended(Campaign(PLACE, means, Events()))
    assert (ending.word, ending.reason) == ("broken", "it is away")


async def test_a_run_knows_who_drew_the_blueprint_that_it_goes_on_from() -> None:
    means, _ = relay(eager(FIRST), GiveUp("no"))
    events = Events()
    await ended(Campaign(PLACE, means, events))
    past = past_of([event.model_copy(update={"target": "t"}) for event in events], "t")
    assert (past.blueprint, past.symbolic) == (FIRST, True)
    assert Past(blueprint=FIRST).symbolic is False

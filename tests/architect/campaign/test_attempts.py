"""What a campaign says that was tried: all of it, whatever became of the node."""

import asyncio
from dataclasses import replace

import pytest

from architect.campaign.campaign import Campaign
from architect.campaign.events import NodeSettled
from architect.campaign.means import Means
from architect.campaign.seats import Seats
from architect.planning.planner import State
from architect.planning.scripted import ScriptedPlanner
from prover.gate.candidate import Submission
from prover.gate.certificate import Certificate, Refusal
from prover.text.place import Place
from prover.words.budget import Budget, Limits
from prover.words.outcome import Attempt
from tests.architect.bench import Events, blueprint, lemma, place_of, target
from tests.architect.fakes import FakeWorkers, Sight

PLACE = place_of("theorem t : 1 = 1 := by\n  sorry\n")
THREE = blueprint(target("b"), lemma("b", ": 2 = 2", "a"), lemma("a", ": 1 = 1"))
TWO = blueprint(target("a"), lemma("a", ": 1 = 1"))
TRIED = Attempt("a method", 1, 1, 2.0, True)
CUT_OFF = replace(TRIED, succeeded=False)


async def test_what_settled_while_the_gate_judged_is_written_down_too() -> None:
    judging, other = asyncio.Event(), asyncio.Event()

    async def outcome(sight: Sight) -> State:
        if sight.name == "a":
            await judging.wait()
            other.set()
        return sight.proved()

    class Judged(FakeWorkers):
        async def certify(self, place: Place, submission: Submission) -> Certificate | Refusal:
            judging.set()
            await other.wait()
            for _ in range(9):  # turns of the loop, in which it is told
                await asyncio.sleep(0)
            return await super().certify(place, submission)

    workers, events = Judged(outcome, tried=[TRIED], judging=["a"]), Events()
    campaign = Campaign(PLACE, Means(workers, ScriptedPlanner([TWO]), Seats(3), Budget(Limits()), 1), events)
    assert (await campaign.run()).word == "certified"
    assert len(events.of(NodeSettled)) == 2
    assert campaign.attempts == [TRIED, TRIED]


@pytest.mark.parametrize(
    ("proved", "ending", "attempts"),
    [("t", "certified", [CUT_OFF, CUT_OFF, TRIED]), ("none", "out of budget", [CUT_OFF] * 3)],
)
async def test_what_was_cut_off_by_another_success_or_the_end_of_time_was_tried_too_and_found_nothing(
    proved: str, ending: str, attempts: list[Attempt]
) -> None:
    all_at_work = asyncio.Barrier(3)

    async def outcome(sight: Sight) -> State:
        async with all_at_work:
            pass
        if sight.name != proved:
            await asyncio.Event().wait()
        return sight.proved()

    workers = FakeWorkers(outcome, tried=[TRIED])
    limits = Limits(seconds=2 if proved == "none" else None)
    campaign = Campaign(PLACE, Means(workers, ScriptedPlanner([THREE]), Seats(3), Budget(limits), 1), Events())
    assert (await campaign.run()).word == ending
    assert sorted(campaign.attempts, key=lambda attempt: attempt.succeeded) == attempts

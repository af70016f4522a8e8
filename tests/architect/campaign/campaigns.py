"""Campaigns whose workers are fakes, and how they end: what tests of any outcome share."""

import asyncio

from architect.campaign.campaign import Campaign
from architect.campaign.ending import Ending
from architect.campaign.means import Means
from architect.campaign.seats import Seats
from architect.planning.planner import Planner, State
from architect.run.history import past_of
from prover.words.budget import Budget, Limits
from tests.architect.bench import Events, place_of
from tests.architect.fakes import FakeWorkers

PLACE = place_of("theorem t : 1 = 1 := by\n  sorry\n")
ROUNDS = 4
DEADLINE_SECONDS = 600  # of one campaign of instant fakes: it is there so that a hang is a failure


def campaign(
    workers: FakeWorkers, planner: Planner, events: Events, seats: int = 2, rounds: int = ROUNDS, drafts: int = 1
) -> Campaign:
    means = Means(workers, planner, Seats(seats), Budget(Limits()), rounds, drafts=drafts)
    past = past_of([event.model_copy(update={"target": "t"}) for event in events], "t")
    return Campaign(PLACE, means, events, lambda _: None, past)


async def ended(made: Campaign) -> Ending:
    """How it ended; no task of it is left."""
    async with asyncio.timeout(DEADLINE_SECONDS):
        ending = await made.run()
    assert asyncio.all_tasks() == {asyncio.current_task()}
    return ending


async def for_ever() -> State:
    await asyncio.Event().wait()
    raise AssertionError("nobody sets it")

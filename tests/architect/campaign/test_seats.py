"""Seats: never more than there are, shared fairly, given to what matters most, and none is lost."""

import asyncio
from collections import Counter
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from architect.campaign.seats import Priority, Seats, priority
from tests.architect.bench import blueprint, lemma, target
from tests.conftest import PATIENCE


async def order(size: int, wanted: Sequence[tuple[str, Priority]]) -> list[tuple[str, Priority]]:
    """In which order seats are given to those who come in this order, each for one turn of the loop."""
    seats, given_to = Seats(size), []

    async def sit(owner: str, first: Priority) -> None:
        async with seats.seat(owner, first):
            given_to.append((owner, first))
            await asyncio.sleep(0)

    async with asyncio.TaskGroup() as group:
        for owner, first in wanted:
            group.create_task(sit(owner, first))
    return given_to


async def test_problems_take_turns_though_one_came_first() -> None:
    found = await order(1, [*[("a", (1.0,))] * 4, *[("b", (2.0,))] * 2, ("c", (0.0,))])
    assert [owner for owner, _ in found] == ["a", "b", "c", "a", "b", "a", "a"]


async def test_a_problem_with_fewer_seats_is_served_first() -> None:
    found = await order(2, [*[("a", (0.0,))] * 3, *[("b", (0.0,))] * 2])
    assert [owner for owner, _ in found] == ["a", "a", "b", "a", "b"]


async def test_within_a_problem_the_smallest_priority_is_served_first_and_then_who_came_first() -> None:
    found = await order(1, [("a", (0.0,)), ("a", (3.0,)), ("a", (1.0, 2.0)), ("a", (1.0, 1.0)), ("a", (3.0,))])
    assert [first for _, first in found] == [(0.0,), (1.0, 1.0), (1.0, 2.0), (3.0,), (3.0,)]


async def test_a_seat_given_to_somebody_who_leaves_at_that_moment_goes_on() -> None:
    seats, sat = Seats(1), []

    async def sit(name: str) -> None:
        async with seats.seat(name):
            sat.append(name)

    async with seats.seat("first"):
        second, third = asyncio.ensure_future(sit("second")), asyncio.ensure_future(sit("third"))
        await asyncio.sleep(0)
    second.cancel()  # it has its seat by now, and does not know yet
    await asyncio.wait([second, third])
    assert second.cancelled()
    assert sat == ["third"]


# What a crowd may do, one step after the other: come, leave (sitting or waiting), let the loop run.
STEPS = st.lists(
    st.tuples(st.sampled_from(["come", "cancel", "cancel", "finish", "run"]), st.integers(0, 30)), max_size=60
)


@given(st.integers(1, 4), STEPS)
def test_no_seat_is_lost_or_given_twice_whoever_leaves_when(size: int, steps: list[tuple[str, int]]) -> None:
    async def crowd() -> None:
        seats = Seats(size)
        sitting: Counter[str] = Counter()
        done: list[asyncio.Event] = []
        tasks: list[asyncio.Task[None]] = []

        async def sit(owner: str, first: int, over: asyncio.Event) -> None:
            async with seats.seat(owner, (first,)):
                sitting[owner] += 1
                assert sitting.total() <= size
                try:
                    await over.wait()
                finally:
                    sitting[owner] -= 1

        for what, n in steps:
            if what == "come":
                done.append(asyncio.Event())
                tasks.append(asyncio.ensure_future(sit("abc"[n % 3], n, done[-1])))
            elif what == "run":
                await asyncio.sleep(0)
            elif tasks:
                n %= len(tasks)
                tasks[n].cancel() if what == "cancel" else done[n].set()
        for over in done:
            over.set()
        await asyncio.gather(*tasks, return_exceptions=True)
        assert not any(task.exception() for task in tasks if not task.cancelled())
        assert sitting.total() == 0
        async with asyncio.TaskGroup() as group:  # all seats are there: so many people sit at once
            everybody = asyncio.Barrier(size)
            for _ in range(size):
                group.create_task(_meet(seats, everybody))

    asyncio.run(crowd())


async def _meet(seats: Seats, everybody: asyncio.Barrier) -> None:
    async with asyncio.timeout(PATIENCE), seats.seat("last"):
        await everybody.wait()


def test_doubtful_nodes_come_first_and_then_those_that_most_builds_on() -> None:
    made = blueprint(target("b"), lemma("b", ": 1 = 1", "a"), lemma("a", ": 2 = 2"))
    ranked = sorted(
        (priority(made, name, doubtful), name) for name, doubtful in [("b", False), ("t", True), ("a", False)]
    )
    assert [name for _, name in ranked] == ["t", "a", "b"]

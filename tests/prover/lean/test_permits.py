"""Whose turn it is, and questions that several ask at once: no Lean is needed for either."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from prover.lean.live.flights import Flights
from prover.lean.live.permits import MOST_PASSED, Permits
from prover.words.errors import LeanCrashed, LeanTimedOut
from tests.conftest import PATIENCE


async def waiting(permits: Permits, *borrowers: str) -> tuple[list[str], list[asyncio.Task[None]]]:
    """Tasks that wait for permits, in this order, and the list of those that have got theirs."""
    served: list[str] = []

    async def one(borrower: str) -> None:
        await permits.acquire(borrower)
        served.append(borrower)

    tasks = [asyncio.create_task(one(borrower)) for borrower in borrowers]
    await turns_of_the_loop()
    return served, tasks


async def turns_of_the_loop() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_who_has_none_comes_before_a_second_one_of_who_has_one() -> None:
    permits = Permits(2)
    await permits.acquire("a")
    await permits.acquire("a")
    served, _ = await waiting(permits, "a", "a", "b")
    permits.release("a")
    await turns_of_the_loop()
    assert served == ["b"]


async def test_those_who_have_as_many_take_turns() -> None:
    permits = Permits(1)
    await permits.acquire("a")
    served, _ = await waiting(permits, "a", "a", "b", "b", "c")
    for borrower in ("a", "a", "b", "c", "a", "b"):
        permits.release(borrower)
        await turns_of_the_loop()
    assert served == ["a", "b", "c", "a", "b"]


async def test_who_wants_what_was_given_back_comes_first_but_not_for_ever() -> None:
    permits = Permits(1)
    await permits.acquire("first", "A")
    served: list[str] = []

    async def one(borrower: str, kind: str) -> None:
        await permits.acquire(borrower, kind)
        served.append(borrower)
        permits.release(borrower, kind)

    tasks = [asyncio.create_task(one("late", "B"))]
    tasks += [asyncio.create_task(one(f"{n}", "A")) for n in range(2 * MOST_PASSED)]
    await turns_of_the_loop()
    permits.release("first", "A")
    await asyncio.gather(*tasks)
    assert served.index("late") == MOST_PASSED


@pytest.mark.parametrize("cancelled_first", [True, False])
async def test_a_permit_that_comes_as_its_borrower_is_cancelled_goes_to_the_next(cancelled_first: bool) -> None:
    permits = Permits(1)
    await permits.acquire("a")
    served, tasks = await waiting(permits, "b", "c")
    steps: list[Callable[[], object]] = [tasks[0].cancel, lambda: permits.release("a")]
    for step in steps if cancelled_first else reversed(steps):
        step()
    await turns_of_the_loop()
    assert served == ["c"]
    permits.release("c")
    assert permits.waiting == 0
    await asyncio.wait_for(permits.acquire("a"), PATIENCE)  # none was lost


class Asked:
    """A question whose answer is given by the test; ``times`` is how often it was asked, ``left`` with what time."""

    def __init__(self) -> None:
        self.times = 0
        self.left: list[float] = []
        self.answers: list[asyncio.Future[str]] = []

    def ask(self, left: float) -> Awaitable[str]:
        self.times += 1
        self.left.append(left)
        self.answers.append(asyncio.get_running_loop().create_future())
        return self.answers[-1]


async def in_flight(asked: Asked, *seconds: float) -> list[asyncio.Task[str]]:
    """Tasks that ask the same, and would wait so long."""
    flights: Flights[str] = Flights()
    tasks = [asyncio.create_task(flights.answer("same", each, asked.ask)) for each in seconds]
    await turns_of_the_loop()
    return tasks


async def test_what_is_asked_by_three_at_once_is_asked_once_and_all_have_the_answer() -> None:
    asked = Asked()
    tasks = await in_flight(asked, PATIENCE, PATIENCE, 2 * PATIENCE)
    asked.answers[0].set_result("yes")
    assert await asyncio.gather(*tasks) == ["yes"] * 3
    assert asked.times == 1


async def test_an_answer_is_not_kept() -> None:
    asked, flights = Asked(), Flights[str]()
    for _ in range(2):
        task = asyncio.create_task(flights.answer("same", PATIENCE, asked.ask))
        await turns_of_the_loop()
        asked.answers[-1].set_result("yes")
        await task
    assert asked.times == 2


async def test_when_who_asks_is_cancelled_another_asks_and_the_third_waits_for_that() -> None:
    asked = Asked()
    first, *others = await in_flight(asked, *[PATIENCE] * 3)
    first.cancel()
    await turns_of_the_loop()
    assert asked.times == 2
    asked.answers[1].set_result("yes")
    assert await asyncio.gather(*others) == ["yes"] * 2


async def test_who_asks_after_another_has_only_the_time_that_is_left() -> None:
    asked = Asked()
    first, second = await in_flight(asked, PATIENCE, PATIENCE)
    first.cancel()
    await turns_of_the_loop()
    asked.answers[1].set_result("yes")
    await second
    assert asked.left[0] == PATIENCE
    assert asked.left[1] < PATIENCE


async def test_when_one_who_waits_is_cancelled_the_others_hear_nothing_of_it() -> None:
    asked = Asked()
    first, second, third = await in_flight(asked, *[PATIENCE] * 3)
    second.cancel()
    await turns_of_the_loop()
    asked.answers[0].set_result("yes")
    assert (await first, await third) == ("yes", "yes")
    assert asked.times == 1


async def test_a_time_out_is_told_to_those_alone_who_would_have_waited_no_longer() -> None:
    asked = Asked()
    short, same, longer = await in_flight(asked, 1.0, 1.0, PATIENCE)
    asked.answers[0].set_exception(LeanTimedOut("checking", 1.0))
    await turns_of_the_loop()
    for task in (short, same):
        with pytest.raises(LeanTimedOut):
            await task
    asked.answers[1].set_result("yes")
    assert await longer == "yes"
    assert asked.times == 2


async def test_who_would_wait_less_than_the_one_who_asks_waits_no_longer() -> None:
    asked = Asked()
    patient, hasty = await in_flight(asked, PATIENCE, 0.01)
    with pytest.raises(LeanTimedOut, match=r"no answer from Lean within 0\.01 s"):
        await hasty
    asked.answers[0].set_result("yes")
    assert await patient == "yes"


async def test_what_the_text_did_to_lean_is_told_to_all() -> None:
    asked = Asked()
    tasks = await in_flight(asked, 1.0, PATIENCE)
    asked.answers[0].set_exception(LeanCrashed("checking", -6))
    for found in await asyncio.gather(*tasks, return_exceptions=True):
        assert isinstance(found, LeanCrashed)
    assert asked.times == 1

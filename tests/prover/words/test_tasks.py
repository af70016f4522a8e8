"""Tasks in a group: what is raised when several fail at once."""

import asyncio

import pytest

from prover.words.errors import LeanFailed
from prover.words.tasks import all_of


async def fails(error: Exception, begun: asyncio.Barrier) -> None:
    await begun.wait()
    raise error


@pytest.mark.parametrize("order", [1, -1])
async def test_a_bug_does_not_pass_for_a_lean_that_failed_at_the_same_moment(order: int) -> None:
    begun = asyncio.Barrier(2)
    errors = [LeanFailed("gone"), ZeroDivisionError("a bug")][::order]
    with pytest.raises(ZeroDivisionError):
        await all_of(fails(error, begun) for error in errors)


async def test_a_failure_is_raised_as_it_is_and_ends_the_others() -> None:
    ended = asyncio.Event()

    async def goes_on() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    with pytest.raises(LeanFailed, match="gone"):
        await all_of([goes_on(), fails(LeanFailed("gone"), asyncio.Barrier(1))])
    assert ended.is_set()


async def test_what_each_comes_to_is_in_order() -> None:
    async def after(turns: int) -> int:
        for _ in range(turns):
            await asyncio.sleep(0)
        return turns

    assert await all_of(map(after, (3, 0, 2))) == [3, 0, 2]

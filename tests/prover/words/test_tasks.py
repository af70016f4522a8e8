"""A group of tasks: what fails first is raised as it is, and nothing goes on behind it."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from prover.words.tasks import task_group


async def beside(*works: Coroutine[Any, Any, None], block: Coroutine[Any, Any, None]) -> None:
    async with task_group() as group:
        for work in works:
            group.create_task(work)
        await block


@pytest.mark.parametrize("in_the_block", [True, False])
async def test_the_first_failure_is_raised_as_it_is_and_ends_all_others(in_the_block: bool) -> None:
    begun, ended = asyncio.Event(), asyncio.Event()

    async def goes_on() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    async def fails_meanwhile() -> None:
        await begun.wait()
        raise ZeroDivisionError

    async def waits() -> None:
        await asyncio.Event().wait()

    before = asyncio.all_tasks()
    works, block = ([goes_on()], fails_meanwhile()) if in_the_block else ([goes_on(), fails_meanwhile()], waits())
    with pytest.raises(ZeroDivisionError):
        await beside(*works, block=block)
    assert ended.is_set()
    assert asyncio.all_tasks() == before

"""Tasks that live no longer than a block; what they do is not known here."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Iterable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from prover.words.errors import ArchitectError, leaves_of

T = TypeVar("T")
OURS = (ArchitectError, OSError)  # what may fail without a bug


@asynccontextmanager
async def task_group() -> AsyncIterator[asyncio.TaskGroup]:
    """An `asyncio.TaskGroup` whose first failure ends the others, and is raised as it is instead of in a group.

    Of several at once a bug goes first: it may not pass for a Lean that failed.
    """
    try:
        async with asyncio.TaskGroup() as group:
            yield group
    except BaseExceptionGroup as failures:
        leaves = [*leaves_of(failures)]
        raise next((leaf for leaf in leaves if not isinstance(leaf, OURS)), leaves[0]) from failures


async def all_of(work: Iterable[Coroutine[Any, Any, T]]) -> list[T]:
    """What each comes to, in order, all at once. The first that raises ends the others."""
    async with task_group() as group:
        tasks = [group.create_task(each) for each in work]
    return [task.result() for task in tasks]

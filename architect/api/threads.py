"""Work that blocks, in a thread: to its end, whoever waits for it; what it is about is not known here."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


async def in_thread(call: Callable[[], T]) -> T:
    """What ``call`` comes to in a thread. A thread cannot be stopped: who is cancelled leaves once it is over.

    So what it opened is known to be open, and can be closed.
    """
    thread = asyncio.ensure_future(asyncio.to_thread(call))
    await over(thread)
    return thread.result()


async def over(task: "asyncio.Future[T]", cancelling: bool = False) -> None:
    """Wait until a task is over, however it ends. Raises `CancelledError`, behind that, if this was cancelled.

    ``cancelling`` hands that on to the task at once.
    """
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as error:
            cancelled = error
            if cancelling:
                task.cancel()
    if cancelled is not None:
        if not task.cancelled():
            task.exception()  # it is known, and nobody is told of it
        raise cancelled

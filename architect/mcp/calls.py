"""How a call is served: in a task of its own, so that a cancellation reaches Lean once and is waited for.

What ends it is told in a line. A bug is told as one, with its traceback on the disk, and never as "not proved".
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Any, TypeVar

import anyio

from architect.run.crash import Crashed, crashes_kept_in
from prover.words.errors import ArchitectError, BadInput
from prover.words.folders import state_folder
from prover.words.plain import refused

T = TypeVar("T")
HearsProgress = Callable[[float, float | None, str | None], Awaitable[None]]
GRACE = 10.0  # seconds that cancelled work has to end its Leans
_progress: ContextVar[HearsProgress] = ContextVar("progress")


async def in_own_task(work: Coroutine[Any, Any, T]) -> T:
    """What `work` returns or raises. When this is cancelled it is cancelled once, and has `GRACE` seconds to clean up.

    The SDK's cancellation comes again at every wait, also those in which something is cleaned up.
    """
    task = asyncio.ensure_future(work)
    try:
        await asyncio.wait([task])
    except asyncio.CancelledError:
        task.cancel()
        with anyio.CancelScope(shield=True):
            await asyncio.wait([task], timeout=GRACE)
        if task.done() and not task.cancelled():
            with suppress(Exception), crashes_kept_in(state_folder() / "crashes"):
                task.result()
        raise
    return task.result()


def in_words(error: BaseException) -> str:
    """One line for what ended a call: what was wrong, or failed, or that it is a bug, which is kept on the disk."""
    try:
        with crashes_kept_in(state_folder() / "crashes"):
            raise error
    except BadInput as bad:
        return f"bad input: {bad}"
    except ArchitectError as failed:
        return f"failed: {failed}"
    except Crashed as crash:
        return f"{crash}; it says nothing of the mathematics"
    except OSError as failure:
        return refused(failure)


@contextmanager
def progress_goes_to(hearing: HearsProgress) -> Iterator[None]:
    """Within this call, progress is told there."""
    token = _progress.set(hearing)
    try:
        yield
    finally:
        _progress.reset(token)


async def tell_progress(seconds: float, of: float, line: str) -> None:
    """Tell whoever called how far it is, if they want to know."""
    await _progress.get()(seconds, of, line)

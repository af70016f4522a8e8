"""How a call is served: in a task of its own, so that a cancellation reaches Lean once and is waited for.

A caller who has left without a word has cancelled it. What ends it is told in a line. A bug is told as one, with its
traceback on the disk, and never as "not proved".
"""

import asyncio
import errno
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Any, TypeVar

import anyio

from architect.run.crash import Crashed, crashes_kept_in
from prover.words.errors import ArchitectError, BadInput
from prover.words.folders import state_folder
from prover.words.plain import refused
from prover.words.shown import clip, in_one_line

T = TypeVar("T")
HearsProgress = Callable[[float, float | None, str | None], Awaitable[None]]
GRACE = 10.0  # seconds that cancelled work has to end its Leans
LONGEST_LINE = 2_000  # characters; a client may have us say its own words again
_progress: ContextVar[HearsProgress] = ContextVar("progress")


class CallerLeft(Exception):
    """Whoever called has left, so nobody hears of what came of it."""


async def in_own_task(work: Coroutine[Any, Any, T], leaving: Coroutine[Any, Any, None] | None = None) -> T:
    """What `work` returns or raises. When this is cancelled it is cancelled once, and has `GRACE` seconds to clean up.

    The SDK's cancellation comes again at every wait, also those in which something is cleaned up. ``leaving`` ends when
    the caller has left, which cancels the work too, and raises `CallerLeft`.
    """
    task = asyncio.ensure_future(work)
    left = [asyncio.ensure_future(leaving)] if leaving is not None else []
    try:
        await asyncio.wait([task, *left], return_when=asyncio.FIRST_COMPLETED)
    except asyncio.CancelledError:
        await _end(task)
        raise
    finally:
        for waiting in left:
            waiting.cancel()
    if not task.done():
        await _end(task)
        raise CallerLeft("whoever called has left")
    return task.result()


async def _end(task: "asyncio.Task[Any]") -> None:
    task.cancel()
    with anyio.CancelScope(shield=True):
        await asyncio.wait([task], timeout=GRACE)
    if task.done() and not task.cancelled():
        with suppress(Exception), crashes_kept_in(state_folder() / "crashes"):
            task.result()


def line(words: str) -> str:
    """Words in one line of a bounded length, whatever a client put into them."""
    return in_one_line(clip(words, LONGEST_LINE))


def in_words(error: BaseException) -> str:
    """One line for what ended a call: what was wrong, or failed, or that it is a bug, which is kept on the disk."""
    return line(_what_ended(error))


def _what_ended(error: BaseException) -> str:
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
        is_too_long = failure.errno == errno.ENAMETOOLONG  # before Python 3.14 `is_dir` and its kin say so
        return f"{'bad input' if is_too_long else 'failed'}: {refused(failure)}"


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

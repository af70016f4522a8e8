"""The functions of the API for who has no event loop, and for who may not stop one, as in a notebook: each waits.

Each has a loop of its own in a thread of its own. Who is interrupted meanwhile has the work cancelled, and what it
started ended, before that goes on.
"""

import asyncio
import contextvars
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from architect.api import live, planning, proving, recorded, verifying

P = ParamSpec("P")
T = TypeVar("T")


def _waiting(function: Callable[P, Coroutine[Any, Any, T]]) -> Callable[P, T]:
    @wraps(function)
    def called(*args: P.args, **kwargs: P.kwargs) -> T:
        return _to_its_end(function(*args, **kwargs))

    return called


def _to_its_end(working: Coroutine[Any, Any, T]) -> T:
    ended: Future[T] = Future()
    cancelling: Future[Callable[[], object]] = Future()

    async def work() -> T:
        loop, task = asyncio.get_running_loop(), asyncio.current_task()
        assert task is not None
        cancelling.set_result(lambda: loop.call_soon_threadsafe(task.cancel))
        return await working

    def run() -> None:
        try:
            ended.set_result(asyncio.run(work()))
        except BaseException as error:
            ended.set_exception(error)
        cancelling.cancel()  # for who would wait for it where no loop came to be

    thread = threading.Thread(target=contextvars.copy_context().run, args=(run,), name="architect")
    try:
        thread.start()
        return ended.result()
    except BaseException:
        if thread.is_alive() and not ended.done():  # it is this thread that was interrupted
            with suppress(RuntimeError, CancelledError):  # there is no loop, or no more, so the work is over
                cancelling.result()()
        raise
    finally:
        if thread.is_alive():
            thread.join()


prove = _waiting(proving.prove)
resume = _waiting(proving.resume)
plan = _waiting(planning.plan)
verify = _waiting(verifying.verify)
check = _waiting(live.check)
load_run = _waiting(recorded.load_run)

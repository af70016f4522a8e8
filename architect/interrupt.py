"""Running one coroutine so that Ctrl-C, SIGTERM and a lost terminal end it cleanly, with everything it started."""

import asyncio
import signal
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def run_interruptibly(work: Coroutine[Any, Any, T]) -> T:
    """Run `work` to its end; one of the signals cancels it and, once it has cleaned up, raises `KeyboardInterrupt`."""

    async def with_signals() -> T:
        loop, task = asyncio.get_running_loop(), asyncio.ensure_future(work)
        for number in SIGNALS:
            loop.add_signal_handler(number, task.cancel)
        try:
            return await task
        except asyncio.CancelledError:
            raise KeyboardInterrupt from None
        finally:
            for number in SIGNALS:
                loop.remove_signal_handler(number)

    return asyncio.run(with_signals())

"""The same question asked by several at once is answered once; it keeps no answer, and knows no texts and no pools."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

from prover.words.errors import LeanFailed, LeanTimedOut

T = TypeVar("T")


async def _nothing() -> None:
    pass


@dataclass(frozen=True)
class Flight(Generic[T]):
    """A question that is being answered, for ``seconds`` at most; ``landing`` is cancelled with whoever asked it."""

    seconds: float
    landing: asyncio.Future[T]


class Flights(Generic[T]):
    """Questions under way, by what makes them the same.

    Each is asked by one of those who want its answer, and stays its own: when that one is cancelled, another of them
    asks, and so does one who gives it more time when the time of the first was too short.
    """

    def __init__(self) -> None:
        self._flying: dict[Hashable, Flight[T]] = {}

    async def answer(
        self,
        question: Hashable,
        seconds: float,
        ask: Callable[[float], Awaitable[T]],
        ready: Callable[[], Awaitable[object]] = _nothing,
        leave: Callable[[], Awaitable[object]] = _nothing,
    ) -> T:
        """What `ask` returns or raises within ``seconds``, or what another has who asks the same just now.

        `ask` is told how many of the seconds are left; before it `ready` is called, which takes none of them, and
        `leave` before the wait for another. Raises `LeanTimedOut` when that other takes longer.
        """
        left = seconds
        while True:
            if question not in self._flying:
                await ready()
            if (flight := self._flying.get(question)) is None:
                return await self._ask(question, left, ask)
            landing = flight.landing
            await leave()
            began = asyncio.get_running_loop().time()
            await asyncio.wait([landing], timeout=left)
            left -= asyncio.get_running_loop().time() - began
            landed = landing.done() and not landing.cancelled()
            if landed and not self._was_short(flight, left):
                return landing.result()
            if left <= 0:
                raise LeanTimedOut("the same check, asked by another", seconds)

    @staticmethod
    def _was_short(flight: Flight[T], seconds: float) -> bool:
        return isinstance(flight.landing.exception(), LeanTimedOut) and flight.seconds < seconds

    async def _ask(self, question: Hashable, seconds: float, ask: Callable[[float], Awaitable[T]]) -> T:
        flight: Flight[T] = Flight(seconds, asyncio.get_running_loop().create_future())
        self._flying[question] = flight
        try:
            found = await ask(seconds)
        except LeanFailed as failure:
            flight.landing.set_exception(failure)
            flight.landing.exception()  # nobody need have waited for it
            raise
        else:
            flight.landing.set_result(found)
            return found
        finally:
            flight.landing.cancel()  # nothing where it has landed
            del self._flying[question]

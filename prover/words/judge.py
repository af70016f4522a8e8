"""Who decides, in the words of those who propose: the gate stands behind it, and tools do not know how it works."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Coroutine
from typing import Any, Generic, TypeVar

from prover.words.outcome import Disproved, Proved

T = TypeVar("T")


class Judge(ABC, Generic[T]):
    """Says of fills that Lean accepts whether they are certified: None, or why not in one line.

    A judgement that has begun goes on to its end, whatever becomes of who asked for it: `word` then says what it came
    to. Whoever has a judge at work closes it.
    """

    def __init__(self) -> None:
        self._unheard: dict[asyncio.Task[T], Proved | Disproved] = {}

    @abstractmethod
    async def proof(self, fills: tuple[str, ...]) -> str | None: ...

    @abstractmethod
    async def disproof(self, fills: tuple[str, ...]) -> str | None: ...

    @abstractmethod
    def kept(self, said: Proved | Disproved, judged: T) -> str | None:
        """Keep what was found of what was `said`; returns why it is not certified, or None."""

    async def to_its_end(self, said: Proved | Disproved, judgement: Coroutine[Any, Any, T]) -> str | None:
        """Have it judged in a task of its own. Raises what the judgement raises."""
        task = asyncio.create_task(judgement)
        self._unheard[task] = said
        await asyncio.shield(task)
        return self.kept(self._unheard.pop(task), task.result())

    async def word(self) -> Proved | Disproved | None:
        """What was certified of that which nobody waits for any more, once it is judged."""
        while self._unheard:
            task, said = next(iter(self._unheard.items()))
            await asyncio.shield(task)
            if self.kept(self._unheard.pop(task), task.result()) is None:
                return said
        return None

    async def close(self) -> None:
        """End what is being judged."""
        tasks = [*self._unheard]
        self._unheard.clear()
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

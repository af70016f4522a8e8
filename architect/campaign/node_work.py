"""One node at work: the task that settles it, and how it is told that nobody wants it any more; it settles nothing."""

import asyncio
from collections.abc import Callable, Iterable

from prover.methods.at_work import AtWork
from prover.words.outcome import Attempt


class Work:
    """Owned by a campaign, which sets ``task``; that says when it is ``seated``, and when it is ``over``.

    ``attempts`` is what was tried at the node of that ``name``, also by what was cut off. ``changed`` hears when other
    methods are ``at_work``. ``proved`` are the nodes that were when its turn came.
    """

    task: asyncio.Task[None]

    def __init__(self, name: str = "", changed: Callable[[], None] = lambda: None) -> None:
        self.name, self.at_work = name, AtWork(changed)
        self.unwanted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.attempts: list[Attempt] = []
        self.proved: frozenset[str] = frozenset()
        self.seated = self.over = False

    def begin(self, proved: Iterable[str]) -> None:
        """It has its seat; so many nodes are proved by now."""
        self.seated, self.proved = True, frozenset(proved)

    def leave(self) -> bool:
        """Begin nothing more; whether something may still come of it, for what is being judged is judged to its end."""
        if not self.unwanted.done():
            self.unwanted.set_result(None)
        if not self.seated:
            self.task.cancel()
        return self.seated and not self.over

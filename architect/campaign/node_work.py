"""One node at work: the task that settles it, and how it is told that nobody wants it any more; it settles nothing."""

import asyncio
from collections.abc import Callable, Collection, Iterable

from prover.methods.at_work import AtWork
from prover.words.budget import LEAST_SHARE
from prover.words.outcome import Attempt


class Work:
    """Owned by a campaign, which sets ``task``; that says when it is ``seated``, and when it is ``over``.

    ``attempts`` is what was tried at the node of that ``name``, also by what was cut off. ``changed`` hears when other
    methods are ``at_work``. ``proved`` are the nodes that were when its turn came. Where it is the ``last`` try it may
    have all the time that is left; ``cut_off`` is set where it had less, and that was too little.
    """

    task: asyncio.Task[None]

    def __init__(self, name: str = "", changed: Callable[[], None] = lambda: None, *, last: bool = False) -> None:
        self.name, self.at_work, self.last = name, AtWork(changed), last
        self.unwanted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.attempts: list[Attempt] = []
        self.proved: frozenset[str] = frozenset()
        self.seated = self.over = self.cut_off = False

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


class CutOff:
    """What was cut off at its part of the time; it is tried ``again``, once, when the last planner has no other idea.

    On a busy machine all that stands between a lemma and its proof may be that others were at work beside it.
    """

    def __init__(self) -> None:
        self._cut: set[str] = set()
        self.again: set[str] = set()

    def note(self, key: str, work: Work) -> None:
        if work.cut_off:
            self._cut.add(key)

    def tried_again(self, keys: Collection[str], left: float) -> set[str]:
        """Those of the ``keys`` whose last try begins now, with so many seconds ``left``."""
        now = self._cut & {*keys} - self.again if left > LEAST_SHARE else set()
        self.again |= now
        return now

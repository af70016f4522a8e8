"""One node at work: the task that settles it, and how it is told that nobody wants it any more; it settles nothing."""

import asyncio

from prover.words.outcome import Attempt


class Work:
    """Owned by a campaign, which sets ``task``; that says when it is ``seated``, and when it is ``over``.

    ``attempts`` is what was tried, also by what was cut off.
    """

    task: asyncio.Task[None]

    def __init__(self) -> None:
        self.unwanted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.attempts: list[Attempt] = []
        self.seated = self.over = False

    def leave(self) -> bool:
        """Begin nothing more; whether something may still come of it, for what is being judged is judged to its end."""
        if not self.unwanted.done():
            self.unwanted.set_result(None)
        if not self.seated:
            self.task.cancel()
        return self.seated and not self.over

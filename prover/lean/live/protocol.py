"""What the pool asks of a live Lean, whichever it is; it starts nothing and knows no wire."""

import enum
from typing import Protocol

from prover.words.verdict import Position, Unanswered, Verdict


class WorkerState(enum.Enum):
    STARTING = enum.auto()
    IDLE = enum.auto()
    BUSY = enum.auto()
    DEAD = enum.auto()


class LiveLean(Protocol):
    """One live Lean that has elaborated ``header`` and keeps it; whoever holds it has it alone.

    It leaves BUSY only with the complete answer to what it was asked, with its work stopped, or DEAD. What a text does
    to it is raised as one of `DEATHS`. Any other `LeanFailed` says that there is no Lean to be asked.
    """

    header: str
    state: WorkerState
    has_stopped: bool  # some check since it started: it may be at work on it still, and keep some of its memory

    @property
    def gone(self) -> bool:
        """Whether nothing of it is left."""

    async def start(self, memory_mb: int) -> None:
        """Elaborate the header; a process of ours may take ``memory_mb`` (MiB).

        Raises as `check` does; whatever it raises, `close` is still owed.
        """

    async def check(self, text: str, seconds: float, goals: bool = False) -> Verdict:
        """Lean's verdict on `text` after the header, within ``seconds``; positions count from the start of `text`.

        What is wrong with the header is in each verdict. ``goals`` adds those at each error, as far as it can tell.
        When cancelled it stops Lean's work before it lets the cancellation pass.
        """

    async def goals_at(
        self, text: str, place: Position, seconds: float, exactly: bool = False
    ) -> tuple[str, ...] | Unanswered:
        """The goals at a place of `text`; empty means that there are none. Raises as `check` does.

        Where there are none, those at the beginning of its line's words, unless they are wanted ``exactly`` there.
        """

    def has_outgrown(self, growth_mb: int) -> bool:
        """Whether another should take its place: by ``growth_mb`` (MiB) of memory since its header, or as it knows."""

    def has_kept(self, share: float) -> bool:
        """Whether it has by more than this share of it more memory than when its header was elaborated."""

    async def rest(self) -> None:
        """Wait until it has nothing to do, however long that is; a dead one has nothing."""

    def kill(self) -> None:
        """End it at once, without waiting for it."""

    async def close(self) -> None:
        """End it and wait until nothing of it is left; never raises for a dead one."""

"""Live Leans, lent out one at a time, to one borrower or several; it starts no process, and has no proof logic.

One pool is enough for a process: a `Pool.share` for each statement lends the same Leans, and nobody starves.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from copy import copy
from types import TracebackType
from typing import Self, TypeVar

from prover.lean.axioms import with_answers, with_question
from prover.lean.live.leans import LiveLeans, PoolLimits
from prover.lean.live.protocol import LiveLean, WorkerState
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.errors import DEATHS, LeanCrashed, LeanFailed, PoolBusy
from prover.words.shown import HALF_CHARACTER
from prover.words.tasks import all_of
from prover.words.times import TimeLimits
from prover.words.verdict import Died, Message, Position, Severity, Unanswered, Verdict, position

__all__ = ["Pool", "PoolLimits", "Session"]

T = TypeVar("T")


class Pool:
    """``async with Pool(toolchain) as pool, pool.session(header) as lean: answer = await lean.check(text)``."""

    def __init__(self, toolchain: Toolchain, limits: PoolLimits | None = None) -> None:
        self.toolchain = toolchain
        self.limits = limits or PoolLimits()
        self._leans = LiveLeans(toolchain, self.limits)

    async def __aenter__(self) -> Self:
        # The first command of all tries what protection this machine gives: 40 ms of work, or 10 s where it is broken.
        await asyncio.to_thread(self.toolchain.command)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._leans.close()

    def share(self) -> Self:
        """The same Leans for another borrower, who gets one before a second goes to whoever has one.

        It owns none of them, and is neither entered nor closed: it is good for as long as this pool is open.
        """
        return copy(self)

    @property
    def processes(self) -> int:
        """Lean processes of this pool: starting, idle, busy or dying."""
        return self._leans.processes

    @asynccontextmanager
    async def session(self, header: str = "") -> AsyncIterator["Session"]:
        """Borrow a live Lean that has elaborated `header` (imports, options, opens).

        Raises `PoolBusy` at once when the queue is full. Whoever is in it waits as long as others keep their Leans.
        """
        self._refuse_when_full()
        session = Session(self, self._leans, header)
        await session._take()
        try:
            yield session
        finally:
            session._over = True
            await session._give_back()

    def _refuse_when_full(self) -> None:
        if self._leans.closed:
            raise RuntimeError("the pool is closed")
        if (waiting := self._leans.permits.waiting) >= self.limits.queue:
            raise PoolBusy(f"{waiting} requests wait for Lean already; at most {self.limits.queue} may")

    def lending(self, header: str) -> "Session":
        """A session that borrows a Lean for each check by itself, so that others have theirs in between."""
        return _Lending(self, self._leans, header)

    async def read(self, header: str, text: str) -> None:
        """Have every Lean that nobody uses read a text once, which it then does not read again.

        What it says of it does not matter. Where all are in use, the next one reads it. Raises as `Session.check` does.
        """

        async def one() -> None:
            async with self.session(header) as lean:
                await lean._alone(text)

        await all_of(one() for _ in range(max(1, self._leans.permits.free)))


class _NoLean(Exception):
    """None starts, of which no text is to blame."""

    def __init__(self, failure: LeanFailed) -> None:
        self.failure = failure


class Session:
    """One borrower's hold on the pool; its worker is replaced when it dies, and then the same check goes on.

    What a text does to Lean is an answer (`Died`). A Lean that does not even start is raised: no text is to blame.
    While another asks the same it holds nothing, and has a Lean again when it needs one.
    """

    def __init__(self, borrower: Pool, leans: LiveLeans, header: str) -> None:
        self._borrower, self._leans, self._header = borrower, leans, header
        self._has_permit = False
        self._worker: LiveLean | None = None
        self._one_at_a_time = asyncio.Lock()
        self._over = False

    @property
    def times(self) -> TimeLimits:
        """How long its Lean may take for what."""
        return self._leans.toolchain.times

    async def check(
        self, text: str, seconds: float | None = None, goals: bool = False, axioms: Sequence[str] = ()
    ) -> Verdict | Died:
        """Lean's verdict on the header followed by `text`; positions count from the start of `text`.

        ``seconds`` bounds the check (by default ``times.check``); ``goals`` adds the goals at each error; ``axioms``
        names declarations of the text whose axioms are wanted. Raises `LeanFailed` when there is no Lean to be asked.
        """
        if half := HALF_CHARACTER.search(text):
            place = position(text, half.start())
            message = Message(Severity.ERROR, place, place, "half a character (a surrogate): no file can hold it")
            return Verdict(accepted=False, messages=(message,), seconds=0.0)
        question, limit = with_question(text, axioms), self.times.check if seconds is None else seconds

        async def work(holder: Session) -> Verdict:
            async def ask(left: float) -> Verdict:
                return await (await holder._ready()).check(question, left, goals)

            asked = (self._header, question, goals)
            return await self._leans.flights.answer(asked, limit, ask, holder._ready, holder._give_back)

        verdict = await self._answer(work)
        return verdict if isinstance(verdict, Died) else with_answers(verdict, text, axioms)

    async def goals_at(
        self, text: str, place: Position, seconds: float | None = None, exactly: bool = False
    ) -> tuple[str, ...] | Unanswered | Died:
        """The goals at a place of `text`, which must be in it; empty where there are none. Raises as `check` does.

        Where there are none, those at the beginning of its line's words, unless they are wanted ``exactly`` there, as
        an editor shows them. Not each kind of live Lean knows them everywhere: what it cannot tell is `Unanswered`.
        """
        limit = self.times.check if seconds is None else seconds

        async def work(holder: Session) -> tuple[str, ...] | Unanswered:
            return await (await holder._ready()).goals_at(text, place, limit, exactly)

        return await self._answer(work)

    async def _alone(self, text: str) -> Verdict | Died:
        """As `check`, but of this Lean, whatever others ask."""

        async def work(holder: Session) -> Verdict:
            return await (await holder._ready()).check(text, self.times.check)

        return await self._answer(work)

    async def _take(self) -> None:
        if not self._has_permit:
            await self._leans.permits.acquire(self._borrower, self._header)
            self._has_permit = True

    async def _give_back(self) -> None:
        try:
            await self._end()
        finally:
            if self._has_permit:
                self._has_permit = False
                self._leans.permits.release(self._borrower, self._header)

    async def _end(self) -> None:
        if self._worker is not None:
            worker, self._worker = self._worker, None
            await self._leans.give_back(worker)

    async def _answer(self, work: "Callable[[Session], Awaitable[T]]") -> T | Died:
        """Do `work`, one piece at a time; once more on another worker when Lean crashes.

        Here and nowhere else the death of a live Lean becomes a value.
        """
        async with self._one_at_a_time:
            found = await self._once(work)
            if isinstance(found, LeanCrashed):
                found = await self._once(work)
            return Died(str(found)) if isinstance(found, LeanFailed) else found

    async def _once(self, work: "Callable[[Session], Awaitable[T]]") -> T | LeanFailed:
        """What `work` brings, or how Lean died of it."""
        if self._over:
            raise RuntimeError("the session is over: its Lean was given back")
        try:
            found = await work(self)
        except _NoLean as none:
            raise none.failure from none
        except DEATHS as death:
            await self._end()
            return death
        except asyncio.CancelledError:
            await self._end()  # it may be at work still
            raise
        if self._worker is not None and self._leans.has_outgrown(self._worker):
            await self._end()
        return found

    async def _ready(self) -> LiveLean:
        """The session's own worker, or another when that is dead; a start that crashes is tried once more."""
        if self._worker is None or self._worker.state is not WorkerState.IDLE:
            await self._end()
            await self._take()
            try:
                self._worker = await self._borrowed()
            except DEATHS as death:
                raise _NoLean(death) from death
        return self._worker

    async def _borrowed(self) -> LiveLean:
        try:
            return await self._leans.borrow(self._header)
        except LeanCrashed:
            return await self._leans.borrow(self._header)


class _Lending(Session):
    """Of `Pool.lending`: each question has a hold of its own, and there is nothing to give back."""

    async def _answer(self, work: "Callable[[Session], Awaitable[T]]") -> T | Died:
        self._borrower._refuse_when_full()
        holder = Session(self._borrower, self._leans, self._header)
        try:
            return await holder._answer(work)
        finally:
            await holder._give_back()

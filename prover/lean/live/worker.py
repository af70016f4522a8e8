"""One `lean --worker`: Lean's own per-file server, asked about one text after another; it knows no pool and no proofs.

A worker is STARTING, IDLE, BUSY or DEAD. It leaves BUSY only with the complete answer to the version it was asked,
with the answer to an empty text that superseded it, or by dying. An answer to any other version is dropped.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from prover.lean.live import wire
from prover.lean.live.process_worker import ProcessWorker
from prover.lean.live.protocol import WorkerState
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.errors import LeanFailed, LeanGarbled, LeanTimedOut
from prover.words.verdict import Message, Position, Severity, Unanswered, Verdict

MAX_GOALS = 8  # errors whose goals are looked up in one check
# A report every 2 ms instead of every 200: soon enough for us, and less work for Lean than one at every step. Linters
# say nothing of a proof, and the pool keeps the cores busy, so one check need not be spread over several threads.
OPTIONS = ("-Dserver.reportDelayMs=2", "-Dlinter.all=false", "-DElab.async=false")
PUBLISHES = f'"{wire.DIAGNOSTICS}"'.encode()
# Ends the header for good: Lean's worker gives up when a later text changes its imports.
SEAL = "/-! -/\n"
NO_TACTIC = "no tactic stands at this place"


class Worker(ProcessWorker[wire.JsonObject]):
    """A live Lean that has elaborated ``header`` once and keeps it.

    A check that is superseded has ``grace_seconds`` to answer.
    """

    def __init__(self, toolchain: Toolchain, header: str, grace_seconds: float) -> None:
        super().__init__("lean --worker", toolchain, header)
        self._grace_seconds = grace_seconds
        self._prefix = (header if not header or header.endswith("\n") else header + "\n") + SEAL
        self._version = 1
        self._frames = wire.Frames()
        self._request = 0
        self._diagnostics = b""  # the last published for the version that is asked about
        self._elaborated: str | None = None  # the document, once Lean is through with all of it

    async def start(self, memory_mb: int) -> None:
        """Start Lean and elaborate the header; it is killed when it takes more memory than ``memory_mb`` (MiB).

        Raises as `check` does; whatever it raises, `close` is still owed.
        """
        lean = self._toolchain
        command = lean.command("--worker", *OPTIONS, wire.DOCUMENT)
        await self._launch(command, memory_mb)
        self._live.write(wire.opening(self._prefix))
        await self._elaborate(self._prefix, lean.times.start, "starting")
        self.baseline = self.own_memory()

    async def check(self, text: str, seconds: float, goals: bool = False) -> Verdict:
        """Lean's verdict on `text` after the header, within ``seconds``.

        Raises `LeanTimedOut` (the check was stopped; the worker lives if it stopped in time), `LeanCrashed`,
        `LeanOutgrown`, `LeanGarbled`. When cancelled it stops Lean's work before it lets the cancellation pass.
        """
        started = time.perf_counter()
        whole = self._prefix + text
        messages = await self._elaborate(whole, seconds, "checking")
        found: list[tuple[str, ...]] = []
        errors = [m for m in messages if m.severity is Severity.ERROR]
        if goals and errors:
            async with self._looking_at_goals(seconds - (time.perf_counter() - started)):
                for error in errors[:MAX_GOALS]:
                    found.append(await self._goals(whole, error.start, seconds))
        verdict = Verdict(not errors, messages, time.perf_counter() - started, tuple(found))
        return verdict.below(self._offset)

    async def goals_at(
        self, text: str, place: Position, seconds: float, exactly: bool = False
    ) -> tuple[str, ...] | Unanswered:
        """The goals at a place of `text` (its lines count from 1), empty where there are none; raises as `check`.

        What is wanted ``exactly`` there is `Unanswered` where no tactic stands. A text that it was asked about just
        before is not elaborated again.
        """
        started = time.perf_counter()
        whole = self._prefix + text
        if self.state is not WorkerState.IDLE or whole != self._elaborated:
            await self._elaborate(whole, seconds, "checking")
        async with self._looking_at_goals(seconds - (time.perf_counter() - started)):
            there = Position(self._offset + place.line, place.column)
            if not exactly:
                return await self._goals(whole, there, seconds)
            found = await self._goals_there(whole.split("\n")[there.line - 1], there, seconds)
            return Unanswered(NO_TACTIC) if found is None else found

    @asynccontextmanager
    async def _looking_at_goals(self, seconds: float) -> AsyncIterator[None]:
        """Busy with questions about the text that is elaborated; when they take too long Lean is stopped."""
        self.state = WorkerState.BUSY
        try:
            async with asyncio.timeout(seconds):
                yield
        except TimeoutError:
            await self._supersede()
            raise LeanTimedOut(f"{self._name}, asking for goals", seconds) from None
        except asyncio.CancelledError:
            await self._supersede()
            raise
        self.state = WorkerState.IDLE

    @property
    def _offset(self) -> int:
        """Lines of the document before the text that is checked."""
        return self._prefix.count("\n")

    async def _elaborate(self, whole: str, seconds: float, what: str) -> tuple[Message, ...]:
        """Make `whole` the document; returns what Lean says of it once all of it is elaborated."""
        if self.state is WorkerState.DEAD:
            raise self._death(what)
        self.state = WorkerState.BUSY
        self._version += 1
        version = self._version
        self._diagnostics = b""
        self._elaborated = None
        try:
            await self._answer_to(version, wire.change(version, whole), seconds, what)
        except (LeanTimedOut, asyncio.CancelledError):
            await self._supersede()
            raise
        messages = self._messages(version, whole.split("\n"))
        self._elaborated = whole
        self.state = WorkerState.IDLE
        return messages

    async def _goals(self, whole: str, place: Position, seconds: float) -> tuple[str, ...]:
        """The goals at a place; where it is inside a tactic's term, those before the tactic on that line."""
        text = whole.split("\n")[place.line - 1]
        indent = len(text) - len(text.lstrip())
        for column in (place.column, indent):
            if found := await self._goals_there(text, Position(place.line, column), seconds):
                return found
        return ()

    async def _goals_there(self, line: str, place: Position, seconds: float) -> tuple[str, ...] | None:
        """What Lean says of a place, with the text of its line: None where no tactic stands."""
        self._version += 1
        request = wire.plain_goal(self._version, place.line - 1, wire.utf16_column(line, place.column))
        reply = await self._answer_to(self._version, request, seconds, "asking for goals")
        found = reply.get("result")
        return None if found is None else tuple(found.get("goals") or ())

    async def _answer_to(self, request: int, frames: bytes, seconds: float, what: str) -> wire.JsonObject:
        """Ask, and wait for the answer that has this number."""
        self._request = request
        return await self._ask(frames, seconds, what)

    async def _supersede(self) -> None:
        """Give Lean an empty text instead: it cancels its work. If it does not answer in time it is killed."""
        self._version += 1
        self._elaborated = None
        self.has_stopped = True
        try:
            stop = wire.change(self._version, self._prefix)
            await self._answer_to(self._version, stop, self._grace_seconds, "stopping")
            self.state = WorkerState.IDLE
        except LeanFailed:
            self.kill()
        except asyncio.CancelledError:
            self.kill()
            raise

    def _messages(self, version: int, lines: list[str]) -> tuple[Message, ...]:
        """The diagnostics last published for `version`; Lean publishes them before it answers."""
        params = wire.decode(self._diagnostics).get("params") if self._diagnostics else None
        if not isinstance(params, dict) or params.get("version") != version:
            raise LeanGarbled(f"{self._name}: no diagnostics for the text that was checked")
        found = (wire.message_of(d, lines) for d in params.get("diagnostics", ()))
        # Lean elaborates in parallel and reports in the order in which things end.
        return tuple(sorted(found, key=lambda m: (m.start, m.end, m.text)))

    def _read(self, chunk: bytes) -> None:
        for body in self._frames.feed(chunk):
            self._on_message(body)

    def _on_message(self, body: bytes) -> None:
        if PUBLISHES in body[:128]:
            if wire.version_of(body) == self._version:
                self._diagnostics = body
            return
        message = wire.decode(body)
        if message.get("id") == self._request and "method" not in message and self._waited_for:
            if "error" in message:
                self._fail(LeanGarbled(f"{self._name} answered with an error: {message['error']}"))
            else:
                self._take(message)

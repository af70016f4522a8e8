"""One `lean --worker`: Lean's own per-file server, asked about one text after another; it knows no pool and no proofs.

A worker is STARTING, IDLE, BUSY or DEAD. It leaves BUSY only with the complete answer to the version it was asked,
with the answer to an empty text that superseded it, or by dying. An answer to any other version is dropped.
"""

import asyncio
import enum
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from prover.lean.live import wire
from prover.lean.process import Process
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.errors import LeanCrashed, LeanFailed, LeanGarbled, LeanOutgrown, LeanTimedOut
from prover.words.verdict import Message, Position, Severity, Verdict

MAX_GOALS = 8  # errors whose goals are looked up in one check
# A report every 2 ms instead of every 200: soon enough for us, and less work for Lean than one at every step. Linters
# say nothing of a proof, and the pool keeps the cores busy, so one check need not be spread over several threads.
OPTIONS = ("-Dserver.reportDelayMs=2", "-Dlinter.all=false", "-DElab.async=false")
PUBLISHES = f'"{wire.DIAGNOSTICS}"'.encode()
# Ends the header for good: Lean's worker gives up when a later text changes its imports.
SEAL = "/-! -/\n"


class WorkerState(enum.Enum):
    STARTING = enum.auto()
    IDLE = enum.auto()
    BUSY = enum.auto()
    DEAD = enum.auto()


class Worker:
    """A live Lean that has elaborated ``header`` once and keeps it; ``baseline`` is its own memory (bytes) then.

    A check that is superseded has ``grace_seconds`` to answer.
    """

    def __init__(self, toolchain: Toolchain, header: str, grace_seconds: float) -> None:
        self.header = header
        self.state = WorkerState.STARTING
        self.baseline = 0
        self._grace_seconds = grace_seconds
        self._toolchain = toolchain
        self._prefix = (header if not header or header.endswith("\n") else header + "\n") + SEAL
        self._name = f"lean --worker ({toolchain.name} {toolchain.version})"
        self._version = 1
        self._frames = wire.Frames()
        self._reply: asyncio.Future[wire.JsonObject] | None = None
        self._request = 0
        self._diagnostics = b""  # the last published for the version that is asked about
        self._failure: LeanFailed | None = None
        self._process: Process | None = None

    async def start(self, memory_mb: int) -> None:
        """Start Lean and elaborate the header; it is killed when it takes more memory than ``memory_mb`` (MiB).

        Raises as `check` does; whatever it raises, `close` is still owed.
        """
        lean = self._toolchain
        command = lean.command("--worker", *OPTIONS, wire.DOCUMENT)
        self._process = Process(memory_mb, self._on_output, self._on_end, lean.sandbox.bounds())
        await self._process.start(command, lean.environment())
        self._process.write(wire.opening(self._prefix))
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
        return Verdict(not errors, messages, time.perf_counter() - started, tuple(found))

    async def goals_at(self, text: str, place: Position, seconds: float) -> tuple[str, ...]:
        """The goals at a place of `text` (its lines count from 1), empty where there are none; raises as `check`."""
        started = time.perf_counter()
        whole = self._prefix + text
        await self._elaborate(whole, seconds, "checking")
        async with self._looking_at_goals(seconds - (time.perf_counter() - started)):
            return await self._goals(whole, Position(self.offset + place.line, place.column), seconds)

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
    def offset(self) -> int:
        """Lines of the document before the text that is checked."""
        return self._prefix.count("\n")

    @property
    def gone(self) -> bool:
        """Whether nothing of it is left: its process is reaped, or never was."""
        return self.state is WorkerState.DEAD and (self._process is None or self._process.ended)

    @property
    def _live(self) -> Process:
        assert self._process is not None, "the worker was not started"
        return self._process

    def own_memory(self) -> int:
        """Bytes of memory that are its own."""
        return self._live.own_memory()

    def kill(self) -> None:
        """End the process at once, without waiting for it."""
        self.state = WorkerState.DEAD
        if self._process is not None:
            self._process.kill()

    async def close(self) -> None:
        """End the process and wait until it is reaped."""
        self.kill()
        if self._process is not None:
            await self._process.close()

    async def _elaborate(self, whole: str, seconds: float, what: str) -> tuple[Message, ...]:
        """Make `whole` the document; returns what Lean says of it once all of it is elaborated."""
        if self.state is WorkerState.DEAD:
            raise self._death(what)
        self.state = WorkerState.BUSY
        self._version += 1
        version = self._version
        self._diagnostics = b""
        try:
            await self._ask(version, wire.change(version, whole), seconds, what)
        except (LeanTimedOut, asyncio.CancelledError):
            await self._supersede()
            raise
        messages = self._messages(version, whole.split("\n"))
        self.state = WorkerState.IDLE
        return messages

    async def _goals(self, whole: str, place: Position, seconds: float) -> tuple[str, ...]:
        """The goals at a place; where it is inside a tactic's term, those before the tactic on that line."""
        line = place.line - 1
        text = whole.split("\n")[line]
        indent = len(text) - len(text.lstrip())
        for column in (place.column, indent):
            self._version += 1
            request = wire.plain_goal(self._version, line, wire.utf16_column(text, column))
            reply = await self._ask(self._version, request, seconds, "asking for goals")
            if found := (reply.get("result") or {}).get("goals"):
                return tuple(found)
        return ()

    async def _ask(self, request: int, frames: bytes, seconds: float, what: str) -> wire.JsonObject:
        """Write a request and wait for the answer that has its number."""
        if self._live.ended:
            raise self._death(what)
        self._request = request
        self._reply = asyncio.get_running_loop().create_future()
        self._live.write(frames)
        try:
            async with asyncio.timeout(seconds):
                return await self._reply
        except TimeoutError:
            raise LeanTimedOut(f"{self._name}, {what}", seconds) from None
        except LeanFailed as failure:
            self.state = WorkerState.DEAD
            raise failure from None
        finally:
            self._reply = None

    async def _supersede(self) -> None:
        """Give Lean an empty text instead: it cancels its work. If it does not answer in time it is killed."""
        self._version += 1
        try:
            await self._ask(self._version, wire.change(self._version, self._prefix), self._grace_seconds, "stopping")
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

    # what the process calls
    def _on_output(self, chunk: bytes) -> None:
        try:
            for body in self._frames.feed(chunk):
                self._on_message(body)
        except LeanGarbled as failure:
            self._fail(failure)
            self._live.kill()

    def _on_message(self, body: bytes) -> None:
        if PUBLISHES in body[:128]:
            if wire.version_of(body) == self._version:
                self._diagnostics = body
            return
        message = wire.decode(body)
        if message.get("id") == self._request and "method" not in message and self._reply and not self._reply.done():
            if "error" in message:
                self._fail(LeanGarbled(f"{self._name} answered with an error: {message['error']}"))
            else:
                self._reply.set_result(message)

    def _on_end(self) -> None:
        self._fail(self._death("answering"))

    def _death(self, what: str) -> LeanFailed:
        process = self._process
        if process is None:
            return LeanCrashed(f"{self._name}, {what}", None)
        if process.outgrown:
            return LeanOutgrown(f"{self._name}, {what}", process.outgrown)
        return self._failure or LeanCrashed(f"{self._name}, {what}", process.status, process.last_words)

    def _fail(self, failure: LeanFailed) -> None:
        self._failure = self._failure or failure
        self.state = WorkerState.DEAD
        if self._reply and not self._reply.done():
            self._reply.set_exception(failure)

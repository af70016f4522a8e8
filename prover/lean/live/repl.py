"""The community REPL as a live Lean (JSON over its standard streams): one process, one header; no pool and no proofs.

It numbers its environments, one a command, and each answer names its own: one with an earlier number came too late and
is dropped, one with a later number is not the REPL's. It cannot be stopped but by its end, and frees no environment, so
that behind ``MOST`` of them another takes its place. Nothing is pickled: what was elaborated serves this process alone.
"""

import asyncio
import time
from dataclasses import replace

from prover.lean.live import repl_wire
from prover.lean.live.process_worker import ProcessWorker
from prover.lean.live.protocol import WorkerState
from prover.lean.live.wire import JsonObject
from prover.lean.toolchains.toolchain import ReplCommand, Toolchain
from prover.text.header import read_header
from prover.words.errors import LeanGarbled, LeanTimedOut
from prover.words.verdict import Message, Position, Unanswered, Verdict

MOST = 500  # environments
UNSEEN = "the REPL tells goals at a tactic or a `sorry` only, and there is none at this place"


class ReplWorker(ProcessWorker[repl_wire.ReplAnswer]):
    """A REPL that has elaborated ``header`` once; each check begins in the environment behind it."""

    def __init__(self, toolchain: Toolchain, repl: ReplCommand, header: str) -> None:
        super().__init__(str(repl), toolchain, header)
        self._repl = repl
        self._blocks = repl_wire.Blocks()
        self._next = 0  # the environment that the next answer must name
        self._behind_header = 0
        self._wrong_header: tuple[Message, ...] = ()

    async def start(self, memory_mb: int) -> None:
        """Start it and elaborate the header. Raises as `check` does; whatever it raises, `close` is still owed."""
        lean = self._toolchain
        command = lean.sandbox.command(["exec", *self._repl.words], [*lean.readable(), *self._repl.readable()])
        await self._launch(command, memory_mb)
        _, end = read_header(self.header)
        imports, rest = self.header[:end], "\n" * self.header.count("\n", 0, end) + self.header[end:]
        options = repl_wire.set_options(lean.options)
        wrong: list[Message] = []
        for number, part in enumerate((imports, options, rest)):
            environment = {"env": number - 1} if number else {}
            answer = await self._command({"cmd": part, **environment}, lean.times.start, "reading the header")
            wrong += answer.messages if part is not options else ()
        self._wrong_header = tuple(message.below(self.header.count("\n") + 1) for message in wrong)
        self._behind_header = self._next - 1
        self.baseline = self.own_memory()

    async def check(self, text: str, seconds: float, goals: bool = False) -> Verdict:
        """Lean's verdict on `text` after the header, within ``seconds``.

        Raises `LeanTimedOut`, `LeanCrashed`, `LeanOutgrown`, `LeanGarbled`; it has ended then, and when cancelled.
        """
        began = time.perf_counter()
        answer = await self._behind(text, seconds, goals)
        whole = replace(answer, messages=(*self._wrong_header, *answer.messages))
        return whole.verdict(text, time.perf_counter() - began, goals)

    async def goals_at(
        self,
        text: str,
        place: Position,
        seconds: float,
        exactly: bool = False,  # noqa: ARG002  (it always is)
    ) -> tuple[str, ...] | Unanswered:
        """The goals before the tactic at a place of `text`; raises as `check` does."""
        found = (await self._behind(text, seconds, goals=True)).goals_at(text, place)
        return Unanswered(UNSEEN) if found is None else found

    def has_outgrown(self, growth_mb: int) -> bool:
        """Whether it has grown too much, or keeps too many environments."""
        return self._next > MOST or super().has_outgrown(growth_mb)

    async def _behind(self, text: str, seconds: float, goals: bool) -> repl_wire.ReplAnswer:
        request = {"cmd": text, "env": self._behind_header, **({"allTactics": True} if goals else {})}
        return await self._command(request, seconds, "checking")

    async def _command(self, request: JsonObject, seconds: float, what: str) -> repl_wire.ReplAnswer:
        """What the REPL answers to one request; the environment behind it is ``_next - 1`` then."""
        if self.state is WorkerState.DEAD:
            raise self._death(what)
        self.state = WorkerState.BUSY
        try:
            answer = await self._ask(repl_wire.encode(request), seconds, what)
        except (LeanTimedOut, asyncio.CancelledError):
            self.kill()
            raise
        if self.state is not WorkerState.BUSY:  # it went on talking
            raise self._death(what)
        self._next += 1
        self.state = WorkerState.IDLE
        return answer

    def _read(self, chunk: bytes) -> None:
        if self.state is not WorkerState.BUSY and chunk.strip():
            raise LeanGarbled(f"{self._name} spoke without being asked: {chunk[:60]!r}")
        for block in self._blocks.feed(chunk):
            answer = repl_wire.ReplAnswer.decode(block)
            if answer.env is not None and answer.env < self._next:
                continue
            if answer.env != self._next:
                raise LeanGarbled(f"{self._name}: an answer to another question ({block[:60]!r})")
            if not self._waited_for:
                raise LeanGarbled(f"{self._name} answered twice: {block[:60]!r}")
            self._take(answer)

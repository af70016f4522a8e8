"""A Kimina Lean Server as a live Lean (HTTP): what it answers is a stranger's; no process is ours, and no proof.

It takes batches, and answers one when its slowest text is done: each of ours has one text. A text that it could not
judge has an error in the place of an answer, and some versions lose such an error on the way. So a mark stands
between header and text, and an answer without Lean's word on the mark is none. The mark also says where the text
begins, for the server takes the imports away and counts from there. Its processes keep the first environment for all
that comes later, which is that of the imports where there are any: so there always are.
"""

import asyncio
import math
import time
from dataclasses import replace
from typing import Any
from uuid import uuid4

import httpx2
from pydantic import BaseModel, ConfigDict, ValidationError

from prover.lean.live import repl_wire
from prover.lean.live.protocol import WorkerState
from prover.lean.live.wire import MAX_FRAME, JsonObject, decode
from prover.lean.toolchains.toolchain import KiminaServer, Toolchain
from prover.text.header import read_header
from prover.words.errors import LeanCrashed, LeanFailed, LeanGarbled, LeanTimedOut, PoolBusy, faults_in
from prover.words.verdict import Position, Severity, Unanswered, Verdict

VERIFY = "verify"  # the one address that every version of the server has
MARK, MARKED = "#check Prop", "Prop : Type"
UNSEEN = "a Kimina server tells goals at a `sorry` only, and there is none at this place"
TOO_MANY, BROKEN = 429, 500


class _KiminaResult(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True)

    custom_id: str
    error: str | None = None
    response: dict[str, Any] | None = None


class _KiminaBatch(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True)

    results: list[_KiminaResult]


class KiminaWorker:
    """One request at a time to the server, each with the ``header`` before its text."""

    has_stopped = False  # a request that is given up ends it

    def __init__(self, toolchain: Toolchain, server: KiminaServer, header: str) -> None:
        self.header = header
        self.state = WorkerState.STARTING
        self._name = str(server)
        self._server, self._times = server, toolchain.times
        imports, end = read_header(header)
        self._imports = "".join(f"import {name}\n" for name in imports or ["Init"])
        self._options = repl_wire.set_options(toolchain.options)
        self._opens = f"{header[end:]}\n"
        self._http: httpx2.AsyncClient | None = None
        self._request: asyncio.Task[JsonObject] | None = None

    @property
    def gone(self) -> bool:
        """Whether its connection is closed."""
        return self.state is WorkerState.DEAD and self._http is None

    async def start(self, memory_mb: int) -> None:  # noqa: ARG002  (the memory is the server's)
        """Have the server import the header, for the time of a check would not do. Raises as `check` does.

        Raises `LeanFailed` when it is not there, does not know us, or has no process for us.
        """
        headers = {"Authorization": f"Bearer {self._server.key}"} if self._server.key else {}
        # `_asked` has the deadline. Certificates are read from a disk.
        self._http = await asyncio.to_thread(httpx2.AsyncClient, headers=headers, timeout=None)
        await self._ask("", self._times.start, self._times.start, "reading the header")

    async def check(self, text: str, seconds: float, goals: bool = False) -> Verdict:
        """Lean's verdict on `text` after the header, for which Lean has ``seconds``, rounded up.

        How long the server lets us wait for a process of its own is not counted; for that it has ``times.start``.
        Raises `LeanTimedOut`, `LeanCrashed` and `LeanGarbled`, and what `start` does.
        """
        began = time.perf_counter()
        answer = await self._ask(text, seconds, self._times.start + seconds, "checking")
        return answer.verdict(text, time.perf_counter() - began, goals)

    async def goals_at(
        self,
        text: str,
        place: Position,
        seconds: float,
        exactly: bool = False,  # noqa: ARG002  (it always is)
    ) -> tuple[str, ...] | Unanswered:
        """The goals at a `sorry` of `text`; raises as `check` does."""
        answer = await self._ask(text, seconds, self._times.start + seconds, "checking")
        found = answer.goals_at(text, place)
        return Unanswered(UNSEEN) if found is None else found

    def has_outgrown(self, growth_mb: int) -> bool:  # noqa: ARG002
        """Never: the memory is the server's."""
        return False

    def has_kept(self, share: float) -> bool:  # noqa: ARG002
        """Never, as above."""
        return False

    async def rest(self) -> None:
        """Nothing to wait for: what the server does is the server's."""

    def kill(self) -> None:
        """Give the request up that is under way; the server stops its Lean when it notices."""
        self.state = WorkerState.DEAD
        if self._request is not None:
            self._request.cancel()

    async def close(self) -> None:
        """Give up what is under way, and close the connection."""
        self.kill()
        if self._request is not None:
            await asyncio.wait({self._request})
        if self._http is not None:
            http, self._http = self._http, None
            await http.aclose()

    async def _ask(self, text: str, seconds: float, deadline: float, what: str) -> repl_wire.ReplAnswer:
        """What Lean, which has ``seconds``, says of `text`; positions count from its start.

        The server has ``deadline`` seconds. After all that is no answer this worker is dead.
        """
        if self.state is WorkerState.DEAD:
            raise LeanCrashed(f"{self._name}, {what}", None)
        self.state = WorkerState.BUSY
        name = uuid4().hex  # it may keep texts in a data base, by their names
        codes = [{"custom_id": name, "proof": f"{self._imports}{self._options}{self._opens}{MARK}\n{text}"}]
        batch = {"codes": codes, "timeout": math.ceil(seconds)}
        try:
            answer = self._read(await self._asked(batch, deadline, what), name, seconds, what)
        except BaseException:
            self.kill()
            raise
        if self.state is not WorkerState.BUSY:  # it was killed when its answer had just come
            raise LeanCrashed(f"{self._name}, {what}", None)
        self.state = WorkerState.IDLE
        return answer

    async def _asked(self, batch: JsonObject, seconds: float, what: str) -> JsonObject:
        """The server's answer to a batch; the request is over when this ends, however it does."""
        self._request = request = asyncio.ensure_future(self._post(batch))
        try:
            async with asyncio.timeout(seconds):
                await asyncio.wait({request})
        except TimeoutError:
            raise LeanTimedOut(f"{self._name}, {what}", seconds) from None
        finally:
            self._request = None
            request.cancel()
            await asyncio.wait({request})
            failure = None if request.cancelled() else request.exception()
        if request.cancelled():
            raise LeanCrashed(f"{self._name}, {what}: given up", None)
        if failure is not None:
            raise failure
        return request.result()

    async def _post(self, batch: JsonObject) -> JsonObject:
        assert self._http is not None, "the worker was not started"
        found = bytearray()
        try:
            async with self._http.stream("POST", f"{self._server.url.rstrip('/')}/{VERIFY}", json=batch) as response:
                async for chunk in response.aiter_bytes():
                    found += chunk
                    if len(found) > MAX_FRAME:
                        raise LeanGarbled(f"{self._name}: its answer has more than {MAX_FRAME} bytes")
        except (httpx2.ConnectError, httpx2.InvalidURL) as error:
            raise LeanFailed(f"{self._name} cannot be reached: {error}") from error
        except httpx2.HTTPError as error:
            raise LeanCrashed(f"{self._name}: the connection broke", None, str(error)) from error
        if response.is_success:
            return decode(bytes(found))
        said = f"HTTP {response.status_code}: {found[:200].decode(errors='replace')}"
        if response.status_code == TOO_MANY:
            raise PoolBusy(f"{self._name} has no process for us: {said}")
        if response.status_code >= BROKEN:
            raise LeanCrashed(self._name, None, said)
        raise LeanFailed(f"{self._name} refuses: {said}")

    def _read(self, reply: JsonObject, name: str, seconds: float, what: str) -> repl_wire.ReplAnswer:
        try:
            results = _KiminaBatch.model_validate(reply).results
        except ValidationError as error:
            raise LeanGarbled(f"{self._name}: its answer is none: {faults_in(error)[0]}") from error
        if [result.custom_id for result in results] != [name]:
            raise LeanGarbled(f"{self._name}: an answer to another text")
        [result] = results
        if result.error is not None:
            if "timed out" in result.error and "header" not in result.error:
                raise LeanTimedOut(f"{self._name}, {what}", seconds)
            raise LeanCrashed(f"{self._name}, {what}", None, result.error)  # with its header read again it may go on
        answer = repl_wire.ReplAnswer.read(result.response)
        marks = [m for m in answer.messages if m.severity is Severity.INFORMATION and m.text == MARKED]
        if not marks:
            first = answer.messages[0].text if answer.messages else "Lean says nothing at all"
            raise LeanGarbled(f"{self._name}: no sign that the text was read: {first}")
        mark = marks[0].start.line
        opens = mark - self._opens.count("\n")
        passed_over = range(opens - self._options.count("\n"), opens)
        rest = (m for m in answer.messages if m is not marks[0] and m.start.line not in passed_over)
        return replace(answer, messages=tuple(rest)).below(mark)

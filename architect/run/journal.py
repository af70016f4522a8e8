"""The append-only record of a run: an event is on the disk before anybody acts on it; it knows no event by name.

One JSON object a line, the first of which names the schema; each has the `event` that it is and its `time`. Events that
are written at the same moment share one sync, which goes on in a thread; what is there is read in one, too. A last line
that a power cut tore is dropped when the journal is opened again.
"""

import asyncio
import json
import os
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from prover.words.errors import BadInput, faults_in
from prover.words.files import MOST_RECORDED_BYTES, read_bytes
from prover.words.shown import from_json

SCHEMA = 1
# Where a link leads to nothing, opening it would make a file there; and a pipe would keep us waiting for a reader.
WRITING = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
E = TypeVar("E", bound=BaseModel)


class Journal(Generic[E]):
    """``async with Journal[RunEvent](path) as journal: await journal.write(event)``."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._waiting: list[bytes] = []
        self._synced: asyncio.Future[None] | None = None  # of those that wait; none wait without one
        self._thread: asyncio.Future[None] | None = None  # at work for those that waited before

    async def __aenter__(self) -> Self:
        self._whole = await asyncio.to_thread(_whole_bytes, self._path)
        self._end = self._whole
        self._file = os.fdopen(os.open(self._path, WRITING, 0o666), "ab", buffering=0)
        self._threads = ThreadPoolExecutor(1, "journal")
        try:
            self._file.truncate(self._whole)
            if self._whole == 0:
                await self._put({"event": "journal", "schema": SCHEMA})
        except BaseException:
            self._close()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            while busy := self._thread or self._synced:
                await asyncio.wait([busy])
        finally:
            self._close()

    def _close(self) -> None:
        """Wait for the thread, which may be at its sync, and write what still waits where nobody had the time to."""
        self._threads.shutdown()
        left, self._waiting, self._synced = self._waiting, [], None
        try:
            if left:
                self._append(left)
        finally:
            self._file.close()

    @property
    def size(self) -> int:
        """Its bytes once all that waits to be written is."""
        return self._end

    async def write(self, event: E, /) -> None:
        """Append an event; it is on the disk when this returns. Raises `OSError` when it cannot be written."""
        await self.write_within(None, event)

    async def write_within(self, most: int | None, event: E, /) -> bool:
        """As `write`; False where the journal would have more than ``most`` bytes by it, and nothing is written.

        What others have asked to be written, and is not on the disk yet, counts.
        """
        return await self._put(event.model_dump(mode="json", by_alias=True), most)

    async def _put(self, said: Mapping[str, Any], most: int | None = None) -> bool:
        line = json.dumps({**said, "time": round(time.time(), 3)}, ensure_ascii=False).encode() + b"\n"
        if most is not None and self._end + len(line) > most:
            return False
        self._end += len(line)
        self._waiting.append(line)
        if self._synced is None:
            loop = asyncio.get_running_loop()
            self._synced = loop.create_future()
            loop.call_soon(self._sync)
        await asyncio.shield(self._synced)
        return True

    def _sync(self) -> None:
        """Have the thread write what waits, unless it is at work: then it is asked again when it is done."""
        if self._thread is not None or self._synced is None:
            return
        lines, synced = self._waiting, self._synced
        self._waiting, self._synced = [], None
        self._thread = asyncio.get_running_loop().run_in_executor(self._threads, self._append, lines)

        def done(thread: "asyncio.Future[None]") -> None:
            self._thread = None
            if error := thread.exception():
                self._end -= sum(map(len, lines))
                synced.set_exception(error)
            else:
                synced.set_result(None)
            self._sync()

        self._thread.add_done_callback(done)

    def _append(self, lines: Sequence[bytes]) -> None:
        left = memoryview(b"".join(lines))
        whole = self._whole + len(left)
        try:
            while left:
                left = left[self._file.write(left) :]
            os.fsync(self._file.fileno())
        except OSError:
            self._file.truncate(self._whole)  # half a line would spoil those that may come after it
            raise
        self._whole = whole


def read_journal(
    path: Path,
    events: TypeAdapter[E],
    left_out: Callable[[str], None] | None = None,
) -> Sequence[E]:
    """The events of a journal, a torn last line left out; with ``left_out`` also damaged ones, each said to it.

    Raises `BadInput` for what is none or too large, for another schema, and for an event that is none of ``events`` or
    is damaged, with its line.
    """
    lines = journal_bytes(path).split(b"\n")[:-1]  # what is behind the last line break is torn
    return events_in(lines, 1, path, events, left_out)


def journal_bytes(path: Path, start: int = 0, most: int | None = None) -> bytes:
    """What a journal has from this byte on, or the first ``most`` of it. Raises `BadInput` where it cannot be read."""
    try:
        if most is not None:
            return read_bytes(path, most, path.parent, start, is_cut=True)
        return read_bytes(path, MOST_RECORDED_BYTES, path.parent, start)
    except OSError as error:
        raise BadInput(f"{path}: the journal cannot be read: {error.strerror}") from error


def events_in(
    lines: Sequence[bytes],
    first: int,
    path: Path,
    events: TypeAdapter[E],
    left_out: Callable[[str], None] | None = None,
) -> Sequence[E]:
    """The events of lines of a journal, of which the ``first`` has that number there. Raises as `read_journal`."""
    found: list[E] = []
    for number, line in enumerate(lines, first):
        try:
            event = _event(f"{path}:{number}", line, events, is_first=number == 1)
        except BadInput as error:
            if left_out is None or number == 1:
                raise
            left_out(str(error))
            continue
        found += [event] if event is not None else []
    return found


def _event(place: str, line: bytes, events: TypeAdapter[E], is_first: bool) -> E | None:
    """The event of a line; none of the first, which names the schema. Raises `BadInput` as `read_journal` does."""
    try:
        said = from_json(line)
        name = said["event"]
    except (ValueError, KeyError, TypeError) as error:
        raise BadInput(f"{place}: not an event of a journal") from error
    if is_first:
        if said.get("schema") != SCHEMA:
            path = place.rpartition(":")[0]
            raise BadInput(f"{path}: a journal of schema {said.get('schema')}; this version reads {SCHEMA}")
        return None
    try:
        return events.validate_python(said)
    except ValidationError as error:
        of = f" of {said['target']}" if "target" in said else ""
        raise BadInput(f"{place}: a {name} event{of} that makes no sense: {faults_in(error)[0]}") from error


def _whole_bytes(path: Path) -> int:
    """Bytes up to the last line break; 0 where there is no file."""
    if not path.exists():
        return 0
    return read_bytes(path, MOST_RECORDED_BYTES, path.parent).rfind(b"\n") + 1

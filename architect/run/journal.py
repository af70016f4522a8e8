"""The append-only record of a campaign: an event is on the disk before anybody acts on it; it knows no blueprint logic.

One JSON object a line, the first of which names the schema. Events that are written at the same moment share one sync.
A last line that a power cut tore is dropped when the journal is opened again.
"""

import asyncio
import json
import os
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from prover.words.errors import BadInput
from prover.words.files import MOST_RECORDED_BYTES, read_bytes
from prover.words.shown import from_json

SCHEMA = 1


class Journal:
    """``async with Journal(path) as journal: await journal.write("proved", name="a")``."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._waiting: list[bytes] = []
        self._synced: asyncio.Future[None] | None = None

    async def __aenter__(self) -> Self:
        self._whole = _whole_bytes(self._path)
        self._file = self._path.open("ab", buffering=0)
        self._file.truncate(self._whole)
        if self._whole == 0:
            await self.write("journal", schema=SCHEMA)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._sync()
        self._file.close()

    async def write(self, event: str, /, **data: object) -> None:
        """Append an event; it is on the disk when this returns. Raises `OSError` when it cannot be written."""
        line = {"event": event, "time": round(time.time(), 3), **data}
        self._waiting.append(json.dumps(line, ensure_ascii=False).encode() + b"\n")
        if self._synced is None:
            loop = asyncio.get_running_loop()
            self._synced = loop.create_future()
            loop.call_soon(self._sync)
        await asyncio.shield(self._synced)

    def _sync(self) -> None:
        if self._synced is None:
            return
        lines, synced = self._waiting, self._synced
        self._waiting, self._synced = [], None
        left = memoryview(b"".join(lines))
        whole = self._whole + len(left)
        try:
            while left:
                left = left[self._file.write(left) :]
            os.fsync(self._file.fileno())
        except OSError as error:
            synced.set_exception(error)
            self._file.truncate(self._whole)  # half a line would spoil those that may come after it
        else:
            self._whole = whole
            synced.set_result(None)


def read_journal(path: Path) -> Sequence[Mapping[str, Any]]:
    """The events of a journal, a torn last line left out. Raises `BadInput` for what is none, or of another schema."""
    try:
        content = read_bytes(path, MOST_RECORDED_BYTES)
    except OSError as error:
        raise BadInput(f"{path}: the journal cannot be read: {error.strerror}") from error
    events: list[Mapping[str, Any]] = []
    for number, line in enumerate(content.split(b"\n")[:-1], 1):  # what is behind the last line break is torn
        try:
            event = from_json(line)
            events.append({"event": event["event"], **event})
        except (ValueError, KeyError, TypeError) as error:
            raise BadInput(f"{path}:{number}: not an event of a journal") from error
    if events and events[0].get("schema") != SCHEMA:
        raise BadInput(f"{path}: a journal of schema {events[0].get('schema')}; this version reads {SCHEMA}")
    return events[1:]


def _whole_bytes(path: Path) -> int:
    """Bytes up to the last line break; 0 where there is no file."""
    if not path.exists():
        return 0
    return read_bytes(path, MOST_RECORDED_BYTES).rfind(b"\n") + 1

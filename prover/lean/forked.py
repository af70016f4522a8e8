"""What is forked from a zygote for one judgement, as its owner sees it: what it is given, what it says, how it ends."""

import asyncio
import contextlib
import json
import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from prover.lean.oneshot import OUTPUT_LIMIT
from prover.lean.process import LAST_WORDS
from prover.words.files import READING


@dataclass(frozen=True)
class Inquiry:
    """A ``request`` to the kernel about compiled ``files``, to be answered in ``seconds``; ``what`` it is, in words."""

    request: Mapping[str, Any]
    files: Sequence[Path]
    seconds: float
    what: str


class Pipe(asyncio.Protocol):
    """The end that is read of a pipe; ``over`` when nobody has the other end any more.

    Of more than ``most`` bytes the last are kept, and ``on_excess`` is called.
    """

    def __init__(self, most: int, on_excess: Callable[[], None] = lambda: None) -> None:
        self.data = bytearray()
        self.over = asyncio.Event()
        self._most, self._on_excess = most, on_excess
        self._transport: asyncio.ReadTransport | None = None

    async def open(self) -> int:
        """Begin to read; the end that is to be handed over, which the caller closes."""
        ours, theirs = os.pipe()
        file = os.fdopen(ours, "rb", buffering=0)
        try:
            await asyncio.get_running_loop().connect_read_pipe(lambda: self, file)
        except BaseException:
            file.close()
            os.close(theirs)
            raise
        return theirs

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()

    # what asyncio calls
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.ReadTransport, transport)

    def data_received(self, data: bytes) -> None:
        self.data += data
        if len(self.data) > self._most:
            del self.data[: -self._most - 1]
            self._on_excess()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        self.over.set()


class Forked:
    """One judgement under way. ``status`` is None when its zygote went first, ``pid`` its number where that lives.

    ``given`` says that the zygote has been told of it.
    """

    def __init__(self, kill: Callable[[], None]) -> None:
        self.pid = 0
        self.given = False
        self.status: asyncio.Future[int | None] = asyncio.get_running_loop().create_future()
        self.output, self.errors = Pipe(OUTPUT_LIMIT, kill), Pipe(LAST_WORDS)

    @property
    def judges(self) -> bool:
        """Whether it is at work, as far as can be seen without its zygote's word."""
        return self.pid != 0 and not (self.output.over.is_set() and self.errors.over.is_set())

    def end(self, status: int | None) -> None:
        if not self.status.done():
            self.status.set_result(status)

    async def give(self, send: Callable[[Sequence[int]], None], inquiry: Inquiry, confined: Sequence[str]) -> None:
        """Hand over what it needs by ``send``: open files, which are its own then. Raises `OSError`."""
        with contextlib.ExitStack() as ours, tempfile.TemporaryFile() as asked:
            handed: dict[str, int] = {}
            for path in inquiry.files:
                with contextlib.suppress(OSError):  # which will be found out, and said, where it is to be read
                    handed[str(path)] = os.open(path, READING)
                    ours.callback(os.close, handed[str(path)])
            told = {"confined": confined, "files": [*handed], "request": inquiry.request}
            asked.write(json.dumps(told).encode())
            asked.seek(0)
            pipes = []
            for pipe in (self.output, self.errors):
                pipes.append(await pipe.open())
                ours.callback(os.close, pipes[-1])
            send([asked.fileno(), *pipes, *handed.values()])
            self.given = True

    async def all_said(self) -> None:
        await self.output.over.wait()
        await self.errors.over.wait()

    def close(self) -> None:
        self.output.close()
        self.errors.close()

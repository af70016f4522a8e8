"""A journal that is looked at again and again while somebody else writes it; it writes nothing."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel, TypeAdapter

from architect.run.journal import events_in, journal_bytes

COMPARED = 4096  # bytes before those that are new, which must be as they were
E = TypeVar("E", bound=BaseModel)


class GrowingJournal(Generic[E]):
    """Each look reads what was written since the one before, and no more; a line that is not whole yet waits.

    It reads all anew where the journal is another: another file is there, it was written to and has not grown, or what
    stood last is not where it was. With ``left_out`` damaged lines are left out, and each is said to it as it is
    read; what stands behind the first ``most`` bytes is not read.
    """

    def __init__(
        self,
        path: Path,
        events: TypeAdapter[E],
        left_out: Callable[[str], None] | None = None,
        most: int | None = None,
    ) -> None:
        self._path, self._events, self._left_out, self._most = path, events, left_out, most
        self.start_over()

    def start_over(self) -> None:
        """The next look reads all of it."""
        self._seen: tuple[int, int, int] | None = None  # which file, its bytes, and when it was written
        self._at = self._lines = 0  # so many bytes and lines were read
        self._end = b""  # the last of those bytes

    def news(self) -> tuple[Sequence[E], bool]:
        """The events since the last look, and whether they are all that there are.

        Raises as `read_journal` does, with the line; the next look then finds the same.
        """
        try:
            there = self._path.stat()
        except FileNotFoundError:
            self.start_over()
            return (), True
        now = (there.st_ino, there.st_size, there.st_mtime_ns)
        if self._seen == now:
            return (), False
        if self._seen is not None and (now[0] != self._seen[0] or now[1] <= self._seen[1]):
            self.start_over()
        content = self._content()
        if not content.startswith(self._end):
            self.start_over()
            content = self._content()
        is_all = self._at == 0
        whole = content[: content.rfind(b"\n") + 1]
        new = whole[len(self._end) :]
        lines = new.split(b"\n")[:-1]
        found = events_in(lines, self._lines + 1, self._path, self._events, self._left_out)
        self._seen, self._end = now, whole[-COMPARED:]
        self._at += len(new)
        self._lines += len(lines)
        return found, is_all

    @property
    def is_cut(self) -> bool:
        """Whether the last look left out what stands behind the bound."""
        return self._seen is not None and self._most is not None and self._seen[1] > self._most

    def _content(self) -> bytes:
        """What is not known yet, behind the last of that which is."""
        start = self._at - len(self._end)
        return journal_bytes(self._path, start, None if self._most is None else self._most - start)

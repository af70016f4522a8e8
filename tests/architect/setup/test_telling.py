"""What is seen of progress: bars at a terminal, and nothing elsewhere."""

import fcntl
import os
import struct
import sys
import termios
from collections.abc import Iterator
from contextlib import suppress

import pytest

from architect.setup.telling import Teller, size


def all_of(terminal: int) -> Iterator[str]:
    """What was written to a terminal that nobody writes to any more."""
    with os.fdopen(terminal, "rb", buffering=0) as shown, suppress(OSError):  # it ends so
        while piece := shown.read(1 << 12):
            yield piece.decode("utf-8", "replace")


def test_a_terminal_shows_bytes_and_words_as_they_come(monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = os.openpty()
    fcntl.ioctl(there, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
    with os.fdopen(there, "w") as terminal, monkeypatch.context() as change:
        change.setattr(sys, "stderr", terminal)
        tell = Teller(lambda line: None)
        with tell.bytes_of(400, "a.tar", already=100) as now:
            now(200)
        with tell.words() as words:
            words("Downloaded: 7 file(s)\x1b[2J")
    seen = "".join(all_of(here))
    assert "a.tar:  25%" in seen
    assert "100/400" in seen
    assert "Downloaded: 7 file(s)\\u001b[2J" in seen


def test_nothing_is_shown_where_there_is_no_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    with Teller(print).bytes_of(400, "a.tar") as now:
        now(200)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("count", "words"), [(7, "7 bytes"), (1500, "1.5 kB"), (412_300_000, "412 MB"), (6_200_000_000, "6.2 GB")]
)
def test_sizes_are_for_people(count: int, words: str) -> None:
    assert size(count) == words

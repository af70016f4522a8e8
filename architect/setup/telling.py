"""How far it is, on standard error: lines that stay, a bar for what has a size, a line for what a program says."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Never

from tqdm import tqdm

from prover.words.shown import in_one_line

tqdm.set_lock(RLock())  # for its own it would start a process of `multiprocessing`, which stays until we end


class Teller:
    """``line`` takes what stays; the rest is for a terminal, and is not said elsewhere."""

    def __init__(self, line: Callable[[str], None]) -> None:
        self.line = line
        self._off = not sys.stderr.isatty()

    @contextmanager
    def bytes_of(self, total: int | None, what: str, already: int = 0) -> Iterator[Callable[[int], None]]:
        """A bar of bytes; what it gives is told each time how many there are now."""
        bar = tqdm(
            total=total, initial=already, desc=in_one_line(what), unit="B", unit_scale=True, disable=self._off,
            leave=False, dynamic_ncols=True,
        )  # fmt: skip
        with bar:
            yield lambda now: _set(bar, now)

    @contextmanager
    def words(self) -> Iterator[Callable[[str], None]]:
        """One line that is written over, with what is said last."""
        with tqdm(bar_format="  {desc}", disable=self._off, leave=False, dynamic_ncols=True) as bar:
            yield lambda text: bar.set_description_str(in_one_line(text)[:200])


def _set(bar: "tqdm[Never]", now: int) -> None:
    bar.update(now - bar.n)


def size(count: int) -> str:
    """Bytes for people: `412 MB`."""
    for unit, factor in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if count >= factor:
            return f"{count / factor:.1f} {unit}" if count < 10 * factor else f"{count / factor:.0f} {unit}"
    return f"{count} bytes"

"""A run as it goes, on standard error: a tree that is drawn anew on a terminal, elsewhere a line for each event.

The only door of rich. It knows what a terminal can (`TERM=dumb` has lines), what `NO_COLOR` asks, and how to draw over
what it drew; what is drawn is `architect/views/working.py`'s.
"""

import contextlib
import os
from collections.abc import Sequence
from types import TracebackType
from typing import Self, TextIO

from rich.console import Console, ConsoleDimensions, Group
from rich.live import Live as Region
from rich.text import Text

from architect.campaign.campaign import Campaign
from architect.run.result import Result
from architect.views.working import Working, fitted
from prover.methods.at_work import AtWork
from prover.words.budget import Budget
from prover.words.shown import in_ascii, in_one_line

A_SECOND = 4.0  # drawings
WARNING = "warning: "


class Live:
    """``with Live(stderr) as live:``; with no stream it says nothing.

    ``a_second`` is how often it is drawn besides when a line is said; never where that is 0.
    """

    def __init__(self, stream: TextIO | None, a_second: float = A_SECOND) -> None:
        self._stream = stream
        self._working = Working()
        self._region: Region | None = None
        if stream is not None and stream.isatty():
            console = Console(file=stream, force_jupyter=False, markup=False, emoji=False, highlight=False)
            if console.is_terminal and not console.is_dumb_terminal:
                self._region = Region(
                    get_renderable=lambda: self._drawn(console, stream),
                    console=console,
                    auto_refresh=a_second > 0,
                    refresh_per_second=a_second or A_SECOND,
                    transient=True,
                    redirect_stdout=False,
                )

    def __enter__(self) -> Self:
        if self._region is not None:
            self._region.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Take away what is drawn; the lines stay."""
        if self._region is not None:
            self._region.stop()

    def line(self, text: str) -> None:
        """A line that stays."""
        if self._region is not None:
            self._region.console.print(Text(in_one_line(text)), soft_wrap=True)
        elif self._stream is not None:
            with contextlib.suppress(OSError):  # nobody reads, and nobody can be told
                print(in_one_line(text), file=self._stream, flush=True)

    def step(self, text: str) -> None:
        """What is done now; it stays where it is a warning."""
        if text.startswith(WARNING):
            self.line(text)
        else:
            self._heard(self._working.step(text))

    def begun(self, theorems: Sequence[str], budget: Budget) -> None:
        """See `Listener`, here and below."""
        self._heard(self._working.begun(theorems, budget))

    def at_work(self, theorem: str, at_work: AtWork) -> None:
        self._heard(self._working.at_work(theorem, at_work))

    def state(self, campaign: Campaign) -> None:
        if self._stream is not None:
            self._heard(self._working.state(campaign))

    def settled(self, result: Result) -> None:
        self._heard(self._working.settled(result))

    def draw(self) -> None:
        """Draw it now."""
        if self._region is not None:
            self._region.refresh()

    def _heard(self, news: Sequence[str]) -> None:
        """What happened, in lines where there is no tree."""
        if self._region is None:
            for line in news:
                self.line(line)

    def _drawn(self, console: Console, stream: TextIO) -> Group:
        with contextlib.suppress(OSError):  # rich measures the standard streams, whichever it writes to
            if all(size := os.get_terminal_size(stream.fileno())):
                console.size = ConsoleDimensions(*size)
        # A line less, for the cursor stands below it; a column less, for where it is full some terminals begin another.
        width, height = console.width - 1, console.height - 1
        lines = [(fitted(line, width), line.style) for line in self._working.lines(width, height)]
        is_plain = console.options.ascii_only
        return Group(
            *(Text(in_ascii(text) if is_plain else text, style, no_wrap=True, overflow="crop") for text, style in lines)
        )

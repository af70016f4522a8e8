"""A run as it goes, on standard error: a tree that is drawn anew on a terminal, elsewhere a line for each event.

The only door of rich. It knows what a terminal can (`TERM=dumb` has lines), what `NO_COLOR` asks, and how to draw over
what it drew; what is drawn is `architect/views/working.py`'s.
"""

import contextlib
import os
from collections.abc import Sequence
from types import TracebackType
from typing import Protocol, Self, TextIO

from rich.console import Console, ConsoleDimensions, ConsoleRenderable, Group
from rich.live import Live as Region
from rich.text import Text

from architect.campaign.campaign import Campaign
from architect.project.heard import ProjectListener
from architect.run.asked import Listener
from architect.run.result import Result
from architect.views.suspending import has_terminal, suspending
from architect.views.working import Line, Working, fitted
from architect.views.working_project import WorkingProject
from prover.methods.at_work import AtWork
from prover.words.budget import Budget
from prover.words.shown import in_ascii, in_one_line

A_SECOND = 4.0  # drawings
WARNING = "warning: "


class Drawable(Protocol):
    """What can be drawn."""

    def lines(self, width: int, height: int) -> list[Line]: ...


class _SharedTerminal(Console):
    """One whose cursor is let alone while it is not the program's."""

    def show_cursor(self, show: bool = True) -> bool:
        return has_terminal(self.file) and super().show_cursor(show)


class _SharedRegion(Region):
    """What is drawn only while the terminal is the program's, and then below all that others wrote."""

    _is_ours = True

    def refresh(self) -> None:
        if self._looked():
            super().refresh()

    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        """Lines that stay are written anyhow, without what is drawn."""
        return super().process_renderables(renderables) if self._looked() else renderables

    def _looked(self) -> bool:
        was_ours, self._is_ours = self._is_ours, has_terminal(self.console.file)
        if not self._is_ours:
            self._live_render._shape = None  # nothing of it is there to be drawn over
        elif not was_ours:
            self.console.show_cursor(False)
        return self._is_ours


class OnStream:
    """Where it is shown, with no stream nowhere; ``shown`` is drawn ``a_second`` times, and when a line is said.

    Where that is 0 it is drawn when asked for only.
    """

    def __init__(self, stream: TextIO | None, shown: Drawable, a_second: float) -> None:
        self._stream, self._shown, self._a_second = stream, shown, a_second
        self._region: _SharedRegion | None = None
        self._ending = contextlib.ExitStack()
        if stream is not None and stream.isatty():
            console = _SharedTerminal(file=stream, force_jupyter=False, markup=False, emoji=False, highlight=False)
            if console.is_terminal and not console.is_dumb_terminal:
                self._region = self._begun(console)

    def _begun(self, console: Console) -> _SharedRegion:
        return _SharedRegion(
            get_renderable=lambda: self._drawn(console),
            console=console,
            auto_refresh=self._a_second > 0,
            refresh_per_second=self._a_second or A_SECOND,
            transient=True,
            redirect_stdout=False,
        )

    def __enter__(self) -> Self:
        if self._region is not None:
            self._ending.enter_context(suspending(self._leave, self._come_back))
            self._region.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Take away what is drawn; the lines stay."""
        self._ending.close()
        self._leave()

    def _leave(self) -> None:
        if self._region is not None:
            self._region.stop()

    def _come_back(self) -> None:
        if self._region is not None:
            self._region = self._begun(self._region.console)  # the old one would draw over what a shell has said
            self._region.start(refresh=True)

    def line(self, text: str) -> None:
        """A line that stays."""
        if self._region is not None:
            self._region.console.print(Text(in_one_line(text)), soft_wrap=True)
        elif self._stream is not None:
            with contextlib.suppress(OSError):  # nobody reads, and nobody can be told
                print(in_one_line(text), file=self._stream, flush=True)

    def draw(self) -> None:
        """Draw it now."""
        if self._region is not None:
            self._region.refresh()

    def hear(self, news: Sequence[str]) -> None:
        """What happened, in lines where there is no tree."""
        if self._region is None:
            for line in news:
                self.line(line)

    def _drawn(self, console: Console) -> Group:
        with contextlib.suppress(OSError):  # rich measures the standard streams, whichever it writes to
            if all(size := os.get_terminal_size(console.file.fileno())):
                console.size = ConsoleDimensions(*size)
        # A line less, for the cursor stands below it; a column less, for where it is full some terminals begin another.
        width, height = console.width - 1, console.height - 1
        lines = [(fitted(line, width), line.style) for line in self._shown.lines(width, height)]
        is_plain = console.options.ascii_only
        return Group(
            *(Text(in_ascii(text) if is_plain else text, style, no_wrap=True, overflow="crop") for text, style in lines)
        )


class Live(OnStream):
    """``with Live(stderr) as live:`` of the run at one file."""

    def __init__(self, stream: TextIO | None, a_second: float = A_SECOND) -> None:
        self._working = Working()
        super().__init__(stream, self._working, a_second)

    def step(self, text: str) -> None:
        """What is done now; it stays where it is a warning."""
        if text.startswith(WARNING):
            self.line(text)
        else:
            self.hear(self._working.step(text))

    def begun(self, theorems: Sequence[str], budget: Budget) -> None:
        """See `Listener`, here and below."""
        self.hear(self._working.begun(theorems, budget))

    def at_work(self, theorem: str, at_work: AtWork) -> None:
        self.hear(self._working.at_work(theorem, at_work))

    def state(self, campaign: Campaign) -> None:
        if self._stream is not None:
            self.hear(self._working.state(campaign))

    def settled(self, result: Result) -> None:
        self.hear(self._working.settled(result))


class LiveProject(OnStream):
    """The same of a project's run; ``heard`` is what hears of it."""

    def __init__(self, stream: TextIO | None, a_second: float = A_SECOND) -> None:
        self._working = WorkingProject()
        super().__init__(stream, self._working, a_second)

    @property
    def heard(self) -> ProjectListener:
        working, hear = self._working, self.hear
        return ProjectListener(
            tell=lambda line: hear(working.step(line)),
            begun=lambda files, budget: hear(working.begun(files, budget)),
            turns=lambda modules: hear(working.turns(modules)),
            at_work=working.at_work,
            of=self._of,
            settled=lambda module, words: hear(working.settled(module, words)),
        )

    def _of(self, module: str) -> Listener:
        """What hears of one file; where there are lines, each begins with its name."""
        own = self._working.of(module)

        def hear(news: Sequence[str]) -> None:
            self.hear([f"{module}: {line}" for line in news])

        def step(text: str) -> None:
            if text.startswith(WARNING):
                self.line(f"{module}: {text}")
            else:
                hear(own.step(text))

        return Listener(
            tell=step,
            begun=lambda theorems, budget: hear(own.begun(theorems, budget)),
            at_work=lambda theorem, at_work: hear(own.at_work(theorem, at_work)),
            state=lambda campaign: hear(own.state(campaign)) if self._stream is not None else None,
            settled=lambda result: hear(own.settled(result)),
            note=lambda text: self.line(f"{module}: {text}"),
        )

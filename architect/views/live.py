"""The state of a run as it goes, on a terminal: lines that stay, and one below them that is written over."""

import time
from collections import Counter
from types import TracebackType
from typing import Self, TextIO

from architect.blueprint.graph import Kind
from architect.campaign.campaign import Campaign
from prover.words.shown import in_one_line

CLEAR = "\r\x1b[K"


class Live:
    """``with Live(stderr) as live:``; with no stream it says nothing."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream
        self._began = time.monotonic()
        self._shown = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._clear()

    def line(self, text: str) -> None:
        """A line that stays."""
        if self._stream is not None:
            self._clear()
            print(in_one_line(text), file=self._stream, flush=True)

    def state(self, campaign: Campaign) -> None:
        """The graph in one line, over the one before."""
        if self._stream is not None:
            self._stream.write(CLEAR + in_one_line(in_words(campaign, time.monotonic() - self._began)))
            self._stream.flush()
            self._shown = True

    def _clear(self) -> None:
        if self._stream is not None and self._shown:
            self._stream.write(CLEAR)
            self._stream.flush()
            self._shown = False


def in_words(campaign: Campaign, seconds: float) -> str:
    """How many nodes are in which state, the round, the time and the cost so far."""
    if campaign.blueprint is None:
        nodes = "drafting a blueprint"
    else:
        states = campaign.states
        proper = [node.name for node in campaign.blueprint.nodes if node.kind is not Kind.DEFINITION]
        counts = Counter(states[name].status for name in proper)
        nodes = ", ".join(f"{counts[status]} {status}" for status in ("open", "proved", "disproved", "stuck"))
    cost = campaign.means.budget.spent.cost
    return f"{campaign.place.name}: {nodes}; round {len(campaign.history)}, {seconds:.0f} s, ${cost:.4f}"

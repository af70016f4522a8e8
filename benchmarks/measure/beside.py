"""Two checkouts of this project, ours and another, measured in turns on one machine; it knows neither from inside.

Both run under this Python, each with its own folder in front of all that is installed.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
OURS = Path(__file__).parents[2]
TURNS = 9


def measure(about: str | None, alone: Callable[[], object], side_by_side: Callable[[Path, int], object]) -> None:
    """Read the options of a measurement that can be made beside another checkout, and make it, ``alone`` or so."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--beside", type=Path, metavar="DIR", help="another checkout, measured in turns with this one")
    parser.add_argument("--turns", type=int, default=TURNS, metavar="N", help=f"of each (default: {TURNS})")
    options = parser.parse_args()
    if options.beside is None:
        alone()
    else:
        side_by_side(options.beside, options.turns)


def said(checkout: Path, *words: str | Path, given: str = "") -> str:
    """What `python WORD…` prints in a checkout, where it reads `given`; its runs are kept nowhere.

    Raises `CalledProcessError` when it fails.
    """
    with tempfile.TemporaryDirectory() as state:
        environment = {**os.environ, "PYTHONPATH": str(checkout), "XDG_STATE_HOME": state}
        run = subprocess.run(
            [sys.executable, *map(str, words)],
            cwd=checkout, env=environment, input=given, stdout=subprocess.PIPE, text=True, check=True,
        )  # fmt: skip
    return run.stdout


def in_turns(measure: Callable[[Path], T], beside: Path, turns: int) -> tuple[list[T], list[T]]:
    """What is measured of ours and of the other, one after the other, and in the other order the next time.

    One of each comes before, and does not count: it may have to compile its library.
    """
    found: dict[Path, list[T]] = {OURS: [], beside.absolute(): []}
    for turn in range(turns + 1):
        for checkout in sorted(found, reverse=turn % 2 == 1):
            one = measure(checkout)
            if turn:
                found[checkout].append(one)
    ours, others = found.values()
    return ours, others


def row(what: str, ours: Sequence[float], others: Sequence[float], unit: float = 1.0) -> str:
    """A row of the table that `head` begins: medians, worst, and the ratio of the medians."""
    columns = [(statistics.median(times) / unit, max(times) / unit) for times in (ours, others)]
    shown = [f"{_short(median)} / {_short(worst)}" for median, worst in columns]
    return f"| {what} | {' | '.join(shown)} | {columns[0][0] / columns[1][0]:.2f} |"


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"


def head(unit: str) -> str:
    return f"| in turns, {unit} | ours, median / worst | the other | ours : the other |\n| --- | --- | --- | --- |"

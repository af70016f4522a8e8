"""How soon the command line answers, beside Python itself, or beside another checkout of this project in DIR.

python -m benchmarks.measure.command [--beside DIR [--turns N]]
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from benchmarks.measure.beside import head, in_turns, measure, row, said

RUNS = 20
EXAMPLE = "examples/logic.lean"


def median_seconds(command: list[str]) -> float:
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def seconds(checkout: Path, words: Sequence[str]) -> float:
    """What one command of a checkout takes."""
    start = time.perf_counter()
    said(checkout, "-m", "architect.cli", *words)
    return time.perf_counter() - start


def side_by_side(beside: Path, turns: int) -> None:
    """Both command lines in turns."""
    print(head("ms"))
    for words in (("--help",), ("prove", "--help"), ("prove", EXAMPLE)):
        found = in_turns(partial(seconds, words=words), beside, turns)
        print(row(f"`architect {' '.join(words)}`", *found, unit=1e-3), flush=True)


def main() -> None:
    bare = median_seconds([sys.executable, "-c", "pass"])
    helps = median_seconds([sys.executable, "-m", "architect.cli", "--help"])
    print("| measure | value |\n| --- | --- |")
    print(f"| `architect --help`, median of {RUNS} | {1e3 * helps:.0f} ms |")
    print(f"| `python -c pass`, median of {RUNS} | {1e3 * bare:.0f} ms |")
    print(f"| ratio | {helps / bare:.1f} |")


if __name__ == "__main__":
    measure(__doc__, main, side_by_side)

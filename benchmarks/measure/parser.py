"""The parser on real Lean: how long a file takes, whether Lean has the names that it finds, and whether a hole is lost.

    python -m benchmarks.measure.parser FOLDER
    python -m benchmarks.measure.parser FOLDER --index DECLARATIONS.jsonl.gz
    python -m benchmarks.measure.parser FOLDER --holes

All `.lean` files below FOLDER are parsed. The index is what Lean itself says of these modules, as documentation pages
have it, one JSON object a line: `name`, `kind`, `module`, `lines`. A place counts where a word that declares something
and a name stand in the source (`written.py`) and Lean has a declaration of that name there. What attributes and
commands make, and instances without a name, do not stand there: they are counted by what made them.
"""

import argparse
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure.parsed_holes import Holes
from benchmarks.measure.parsed_names import FoundNames, read_index
from prover.text.problem import Problem, parse_problem

BOUND = 2.0  # seconds a file


@dataclass(frozen=True)
class Parsed:
    """``module`` is the file's path below the folder, as Lean names it; ``seconds`` of processor time."""

    module: str
    problem: Problem
    seconds: float


def parsed(folder: Path) -> Iterator[Parsed]:
    """Each file below the folder."""
    for path in sorted(folder.rglob("*.lean")):
        text = path.read_text(encoding="utf-8")
        began = time.process_time()
        problem = parse_problem(text, path)
        seconds = time.process_time() - began
        yield Parsed(".".join(path.relative_to(folder).with_suffix("").parts), problem, seconds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--index", type=Path, help="Lean's own list of declarations")
    parser.add_argument("--holes", action="store_true", help="count each `sorry` a second time")
    given = parser.parse_args()
    index = read_index(given.index) if given.index else {}
    names, holes = FoundNames(), Holes()
    files = declarations = 0
    slowest, total = (0.0, ""), 0.0
    for file in parsed(given.folder):
        files, declarations, total = files + 1, declarations + len(file.problem.declarations), total + file.seconds
        slowest = max(slowest, (file.seconds, file.module))
        if file.module in index:
            names.add(file.module, file.problem, index[file.module])
        if given.holes:
            holes.add(file.problem)
    print("| measure | goal | measured |\n| --- | --- | --- |")
    print(f"| files, declarations found in them | no crash | {files:,}, {declarations:,} |")
    print(f"| slowest file, processor time | under {BOUND:g} s | {slowest[0]:.2f} s ({slowest[1]}) |")
    print(f"| all files, processor time | – | {total:.0f} s |")
    for line in [*(names.told() if index else ()), *(holes.told() if given.holes else ())]:
        print(line)


if __name__ == "__main__":
    main()

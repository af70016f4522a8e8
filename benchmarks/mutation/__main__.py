"""How many spoiled results the gate certifies, which must be none: `python -m benchmarks.mutation [FOLDER …]`.

Proves the files of the folders (by default `examples` and `benchmarks/suites/data/embedded`) from the command line,
without a model, and spoils each result in every way that `mutants.py` knows.
"""

import argparse
import asyncio
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.mutation.mutants import Mutant, mutants
from prover.gate.candidate import whole
from prover.gate.certificate import Certificate
from prover.gate.gate import certify
from prover.lean.checker import Conditions
from prover.lean.toolchains.embedded import embedded_toolchain
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.declarations import Declaration
from prover.text.problem import Problem, read_problem
from prover.words.files import read_text
from prover.words.times import TimeLimits

FOLDERS = ("examples", "benchmarks/suites/data/embedded")
SECONDS = 60.0


@dataclass(frozen=True)
class ProvedFile:
    """A file in which the theorem `target` of `problem` is proved."""

    problem: Problem
    target: Declaration
    text: str


def results(file: Path, seconds: float) -> Iterator[ProvedFile]:
    """What `architect prove` proves of a file."""
    problem = read_problem(file)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / file.name
        command = [sys.executable, "-m", "architect.cli", "prove", str(file), "--out", str(out)]
        subprocess.run([*command, "--timeout", str(seconds)], capture_output=True, check=False)
        text = read_text(out) if out.exists() else problem.text
    for target in problem.targets():
        stated = problem.text[target.keyword_at : target.holes[0].start]
        if stated in text and not text[text.index(stated) + len(stated) :].startswith("sorry"):
            yield ProvedFile(problem, target, text)


async def outcomes(
    toolchain: Toolchain, cases: Sequence[tuple[ProvedFile, Mutant]]
) -> list[tuple[ProvedFile, Mutant, str, str]]:
    """For each mutant the step that refused it and its reason; "certified" for the step where it was not refused."""
    at_once = asyncio.Semaphore(os.cpu_count() or 1)

    async def one(result: ProvedFile, mutant: Mutant) -> tuple[ProvedFile, Mutant, str, str]:
        async with at_once:
            candidate = whole(result.problem, mutant.text, [result.target])
            [found] = await certify(toolchain, candidate, Conditions(additions=True))
        if isinstance(found, Certificate):
            return result, mutant, "certified", ""
        return result, mutant, found.step, found.reason

    async with asyncio.TaskGroup() as group:
        judged = [group.create_task(one(*case)) for case in cases]
    return [task.result() for task in judged]


def main() -> int:
    parser = argparse.ArgumentParser(description="Spoil certified results; the gate must refuse every one.")
    parser.add_argument("folders", nargs="*", type=Path, default=[Path(f) for f in FOLDERS])
    parser.add_argument("--files", type=int, default=40, help="so many files of them")
    parser.add_argument("--mutants", type=int, default=400, help="so many spoiled results of all")
    parser.add_argument("--timeout", type=float, default=20.0, help="seconds to prove a file")
    options = parser.parse_args()
    toolchain = embedded_toolchain().under("auto", TimeLimits(gate=SECONDS))
    choose = random.Random(0)  # noqa: S311  (the same ones in each run)
    files = sorted(f for folder in options.folders for f in folder.glob("*.lean"))
    files = choose.sample(files, min(options.files, len(files)))
    proved = [result for file in files for result in results(file, options.timeout)]
    started = time.perf_counter()
    unspoiled = [(result, Mutant("unspoiled", result.text)) for result in proved]
    spoiled = [(result, mutant) for result in proved for mutant in mutants(result.problem, result.target, result.text)]
    spoiled = choose.sample(spoiled, min(options.mutants, len(spoiled)))
    control = asyncio.run(outcomes(toolchain, unspoiled))
    found = asyncio.run(outcomes(toolchain, spoiled))
    certified = [(r, m) for r, m, step, _ in found if step == "certified"]
    unseen = [(r, m) for r, m, _, reason in found if m.restated and "rests on" in reason]
    print("| measure | value |\n| --- | --- |")
    print(f"| results, of them certified unspoiled | {len(control)}, {sum(c[2] == 'certified' for c in control)} |")
    print(f"| spoiled results, of them certified | {len(found)}, {len(certified)} |")
    restated = sum(m.restated for _, m, _, _ in found)
    print(f"| of them only restated, of these refused for want of a proof alone | {restated}, {len(unseen)} |")
    for step, count in sorted(Counter(step for _, _, step, _ in found).items()):
        print(f"| refused at the step: {step} | {count} |")
    for kind, count in sorted(Counter(m.kind.partition(":")[0] for _, m, _, _ in found).items()):
        print(f"| kind: {kind} | {count} |")
    print(f"| seconds | {time.perf_counter() - started:.0f} |")
    for result, mutant in certified + unseen:
        print(f"not seen: {result.problem.path} {result.target.name}: {mutant.kind}", file=sys.stderr)
    return 1 if certified or unseen or any(c[2] != "certified" for c in control) else 0


if __name__ == "__main__":
    sys.exit(main())

"""The doors to the kernel on one corpus: verdicts and seconds, side by side.

    python -m benchmarks.mutation.doors FOLDER [--mutants N]

FOLDER holds cases as `tests/cheats` has them, in folders of TOML files. Each honest result is also spoiled in N ways
(`benchmarks/mutation`), drawn by chance with a fixed seed. Our process is asked in both ways, afresh and forked
from one that has the library already, which must say the very same. Ends with 1 where the doors disagree.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.mutation.mutants import mutants
from benchmarks.mutation.stub import judged_by_lean
from prover.gate.candidate import Submission
from prover.lean.checker import Conditions, Denial, Judgement, Question, judge
from prover.lean.oneshot import Compilation, compile_text
from prover.lean.toolchains.embedded import embedded_toolchain
from prover.lean.toolchains.toolchain import Toolchain
from prover.lean.zygotes import keeping_zygotes, without_zygotes
from prover.text.problem import parse_problem
from prover.words.files import read_text
from prover.words.verdict import Died

SECONDS = 120.0
SEED = 0
DOORS = ("our process", "the judge", "our process, forked")


@dataclass(frozen=True)
class TextPair:
    """An official file and a result, and what they are called."""

    name: str
    theorem: str
    official: str
    result: str


@dataclass
class DoorTally:
    """What came of the pairs; ``seconds`` are those of each door."""

    judged: int = 0
    passed: int = 0
    not_compiled: int = 0
    disagreements: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=lambda: [0.0] * len(DOORS))


def pairs(folder: Path, spoiled: int) -> Iterator[TextPair]:
    draw = random.Random(SEED)  # noqa: S311 (chance, not a secret)
    for path in sorted(folder.glob("*/*.toml")):
        case: dict[str, Any] = tomllib.loads(read_text(path))
        problem, name = parse_problem(case["original"], path), case.get("theorem", "t")
        [target] = problem.targets(name)
        fills = case.get("fill", ())
        given = dict(zip(target.holes, (fills,) if isinstance(fills, str) else fills, strict=True)) if fills else {}
        edits = Submission(name, given, case.get("inserted", "")).edits(target)
        result = case.get("result") or problem.splice(edits)
        yield TextPair(f"{path.parent.name}/{path.stem}", name, case["original"], result)
        if path.parent.name == "honest" and spoiled:
            found = [*mutants(problem, target, result)]
            for mutant in draw.sample(found, min(spoiled, len(found))):
                yield TextPair(f"{path.stem}: {mutant.kind}", name, case["original"], mutant.text)


def said(found: Judgement | Denial | Died) -> object:
    """What must be the same; what died says nothing, and is a disagreement with whatever the other says."""
    if isinstance(found, Judgement):
        return found.constant, found.type, found.axioms, found.made
    return "refused" if isinstance(found, Denial) else f"died: {found.why}"


async def compared(doors: tuple[Toolchain, Toolchain], pair: TextPair, tally: DoorTally) -> None:
    with tempfile.TemporaryDirectory(prefix="architect-doors-") as scratch:
        files = []
        for name, text in (("official", pair.official), ("result", pair.result)):
            folder = Path(scratch) / name
            folder.mkdir()
            run = await compile_text(doors[0], text, folder, SECONDS)
            if not isinstance(run, Compilation) or run.compiled is None:
                tally.not_compiled += 1
                return
            files.append(run.compiled)
        answers = []
        for place, door in enumerate((*doors, doors[0])):
            with without_zygotes() if place < len(doors) else nullcontext():
                began = time.perf_counter()
                [found] = await judge(door, (files[0], files[1]), [Question(pair.theorem)], Conditions(), SECONDS)
                tally.seconds[place] += time.perf_counter() - began
            answers.append(found)
    tally.judged += 1
    ours, theirs = map(said, answers[:2])
    tally.passed += ours != "refused"
    if ours != theirs or answers[0] != answers[2]:
        tally.disagreements.append(f"{pair.name}: {ours}, {theirs} and {answers[2]}")


async def measured(folder: Path, spoiled: int) -> DoorTally:
    toolchain, tally = embedded_toolchain().under("auto"), DoorTally()
    with tempfile.TemporaryDirectory(prefix="architect-stub-") as stub:
        doors = toolchain, judged_by_lean(toolchain, Path(stub))
        async with keeping_zygotes():
            for pair in pairs(folder, spoiled):
                await compared(doors, pair, tally)
    return tally


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--mutants", type=int, default=2, metavar="N", help="of each honest result (default: 2)")
    options = parser.parse_args()
    tally = asyncio.run(measured(options.folder, options.mutants))
    print(f"{tally.judged} pairs judged ({tally.passed} pass), {tally.not_compiled} that Lean does not compile")
    print("| door | seconds | a pair |\n| --- | --- | --- |")
    for name, seconds in zip(DOORS, tally.seconds, strict=True):
        print(f"| {name} | {seconds:.1f} | {seconds / max(tally.judged, 1):.3f} |")
    print(f"{len(tally.disagreements)} disagreements")
    print("\n".join(tally.disagreements))
    return 1 if tally.disagreements else 0


if __name__ == "__main__":
    sys.exit(main())

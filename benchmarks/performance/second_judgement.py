"""What a second judgement on the same header costs: `python -m benchmarks.performance.second_judgement [--theorems N]`.

A library of N theorems (100,000, in modules of 1,000) is generated and compiled, on two cores in two minutes;
`--folder DIR` keeps it for the next time. Two honest results are judged on it as on a project's library, which Lean
imports, and on the embedded one, which is read: in a process of its own, and forked from one that has the library.
Medians, and their ratio.
"""

import argparse
import asyncio
import itertools
import os
import statistics
import tempfile
import time
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from prover.lean.checker import Conditions, Judgement, Question, judge
from prover.lean.oneshot import Exit, compile_text, run_to_end, survived
from prover.lean.toolchains.embedded import embedded_toolchain
from prover.lean.toolchains.toolchain import Toolchain
from prover.lean.zygotes import keeping_zygotes, without_zygotes

SECONDS = 300.0
IN_A_MODULE = 1_000
STATED = "theorem t (a b : Nat) (h : a < b) : a + 1 ≤ b := "
PROOFS = ("h", "by omega")
RUNS = 15


@dataclass(frozen=True)
class Imported:
    """What a file imports, in words, and the Lean that has it."""

    name: str
    header: str
    toolchain: Toolchain


async def generated(toolchain: Toolchain, folder: Path, theorems: int) -> Imported:
    """A library of that many theorems, compiled in `folder` as far as it is not yet."""
    count = -(-theorems // IN_A_MODULE)
    at_once = asyncio.Semaphore(os.cpu_count() or 1)
    (folder / "Big").mkdir(exist_ok=True)

    async def compiled(lean: Toolchain, name: str, text: str) -> None:
        source = folder / f"{name}.lean"
        async with at_once:
            if source.with_suffix(".olean").exists():
                return
            source.write_text(text)
            words = (f"--root={folder}", "-o", str(source.with_suffix(".olean")), str(source))
            run: Exit = await run_to_end(
                lean.command(*words, scratch=folder), lean.environment(), SECONDS, f"compiling {name}"
            )
            assert run.status == 0, run

    modules = {
        f"Big/M{i}": "".join(f"theorem Big.t{i}_{j} : True := True.intro\n" for j in range(IN_A_MODULE))
        for i in range(count)
    }
    await asyncio.gather(*(compiled(toolchain, *each) for each in modules.items()))
    project = replace(toolchain, name="project", search_path=(*toolchain.search_path, folder), compiled={}, pinned={})
    await compiled(project, f"Big{count}", "".join(f"import Big.M{i}\n" for i in range(count)))
    return Imported(f"{count * IN_A_MODULE:,} theorems, imported", f"import Big{count}\n", project)


async def seconds_of(library: Imported, proof: str, folder: Path) -> tuple[list[float], float, list[float]]:
    """Of judgements in processes of their own, of the first that had to start what is kept, and of those after it."""
    files = []
    for name, body in (("official", "sorry"), ("result", proof)):
        (folder / name).mkdir(parents=True)
        run = survived(await compile_text(library.toolchain, library.header + STATED + body, folder / name, SECONDS))
        assert run.compiled is not None, run.messages
        files.append(run.compiled)

    async def once() -> float:
        began = time.perf_counter()
        [found] = await judge(library.toolchain, (files[0], files[1]), [Question("t")], Conditions(), SECONDS)
        assert isinstance(found, Judgement), found
        return time.perf_counter() - began

    fresh, forked = [], []
    async with keeping_zygotes() as kept:
        first = await once()
        for _ in range(RUNS):  # in turns: a machine's speed changes
            with without_zygotes():
                fresh.append(await once())
            forked.append(await once())
        assert len(kept.processes) == 1
    return fresh, first, forked


async def measured(folder: Path, theorems: int) -> None:
    toolchain = embedded_toolchain().under("auto")
    libraries = [Imported("the embedded library, read", "", toolchain), await generated(toolchain, folder, theorems)]
    print("| library | proof | a process of its own | the first | each after it | ratio |\n|" + " --- |" * 6)
    with tempfile.TemporaryDirectory(prefix="architect-second-") as scratch:
        for place, (library, proof) in enumerate(itertools.product(libraries, PROOFS)):
            fresh, first, forked = await seconds_of(library, proof, Path(scratch) / str(place))
            alone, after = statistics.median(fresh), statistics.median(forked)
            milliseconds = " | ".join(f"{1e3 * each:.0f} ms" for each in (alone, first, after))
            print(f"| {library.name} | `{proof}` | {milliseconds} | {alone / after:.1f} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--theorems", type=int, default=100_000, metavar="N")
    parser.add_argument("--folder", type=Path, metavar="DIR")
    options = parser.parse_args()
    with nullcontext(options.folder) if options.folder else tempfile.TemporaryDirectory() as folder:
        asyncio.run(measured(Path(folder), options.theorems))


if __name__ == "__main__":
    main()

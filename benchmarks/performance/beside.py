"""The same checks through our pool and through other tools, in turns in one run, where those are installed.

    python -m benchmarks.performance.beside [--checks N]

lean-interact, leanclient and kimina-ast-server come from the Python package index; who is not there is said. Those that
speak to a REPL get one over our Lean (worker_repl.py), and so do we, in a row of our own.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.performance.numbered import machine
from benchmarks.performance.peers import PEERS, Check
from benchmarks.performance.workspace import Workspace
from prover.lean.toolchains.embedded import embedded_toolchain
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.cores import cores
from prover.words.tasks import all_of

WARM, BLOCK = 20, 20  # checks


def text(k: int) -> str:
    """A short theorem with a number of its own, true when that is even."""
    return f"theorem t (n m : Nat) (h : n = m) : n + {k} = m + {k + k % 2} := by\n  rw [h]"


@dataclass
class ToolTimes:
    """What one tool did: seconds of each check alone, seconds of all of them side by side, and wrong answers."""

    alone: list[float] = field(default_factory=list)
    together: float = 0.0
    wrong: int = 0

    async def asked(self, check: Check, k: int) -> None:
        began = time.perf_counter()
        accepted = await check(text(k))
        self.alone.append(time.perf_counter() - began)
        self.wrong += accepted is not (k % 2 == 0)

    async def at_once(self, check: Check, numbers: range, size: int) -> None:
        waiting, began, alone = iter(numbers), time.perf_counter(), len(self.alone)

        async def some() -> None:
            for k in waiting:
                await self.asked(check, k)

        await all_of(some() for _ in range(2 * size))
        self.together += time.perf_counter() - began
        del self.alone[alone:]


async def beside(toolchain: Toolchain, checks: int) -> tuple[dict[str, ToolTimes], dict[str, str]]:
    """What each tool did, and why others did nothing."""
    found: dict[str, ToolTimes] = {}
    missing: dict[str, str] = {}
    opened: dict[str, Check] = {}
    size = cores()
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="beside-"))
        workspace = Workspace.made(Path(folder), toolchain)
        for name, peer in PEERS.items():
            try:
                opened[name] = await stack.enter_async_context(peer(workspace, toolchain, size))
            except ImportError as error:
                missing[name] = str(error)
        for name, check in opened.items():
            found[name] = ToolTimes()
            for k in range(WARM):
                await check(text(k))
        for first in range(0, checks, BLOCK):
            for name, check in opened.items():
                for k in range(first, first + BLOCK):
                    await found[name].asked(check, k)
        for first in range(0, checks, BLOCK):
            for name, check in opened.items():
                await found[name].at_once(check, range(first, first + BLOCK), size)
    return found, missing


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checks", type=int, default=200, help="with each tool, one at a time and then at once")
    options = parser.parse_args()
    found, missing = asyncio.run(beside(embedded_toolchain(), options.checks))
    ours = statistics.median(found["ours"].alone)
    print(f"| {options.checks} checks, {machine()} | median / p99, ms | : ours | checks a second | wrong |")
    print("| --- | --- | --- | --- | --- |")
    for name, measured in found.items():
        middle = statistics.median(measured.alone)
        far = sorted(measured.alone)[int(0.99 * (len(measured.alone) - 1))]
        shown = f"{1e3 * middle:.1f} / {1e3 * far:.1f} | {middle / ours:.2f}"
        print(f"| {name} | {shown} | {options.checks / measured.together:.0f} | {measured.wrong} |")
    for name, why in missing.items():
        print(f"| {name} | not here: {why} | | | |")


if __name__ == "__main__":
    main()

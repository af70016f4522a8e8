"""The live Lean against a fresh process and a bare loop, as ratios in one run, or beside another checkout in DIR.

    python -m benchmarks.measure.live [--beside DIR [--turns N]]

Prints one table and asserts nothing. The texts are the same in every row: 200 short theorems, half of them false.
"""

import asyncio
import os
import re
import signal
import statistics
import subprocess
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.measure.beside import head, in_turns, measure, row, said
from prover.lean.live import wire
from prover.lean.live.pool import Pool, PoolLimits
from prover.lean.live.worker import OPTIONS, SEAL
from prover.lean.oneshot import check_fresh
from prover.lean.toolchains.embedded import embedded_toolchain
from prover.lean.toolchains.toolchain import Toolchain

TEXTS = [f"theorem t (n m : Nat) (h : n = m) : n + {k} = m + {k + k % 2} := by\n  rw [h]" for k in range(200)]
# Ten of the short ones, with names of their own, in one text: there Lean's own work outweighs its server's.
LONG_TEXTS = [
    "\n".join(text.replace("theorem t", f"theorem t{i}") for i, text in enumerate(TEXTS[k : k + 10]))
    for k in range(0, 200, 5)
]
WARM = 40
BLOCK = 40
FRESH = 40  # texts for the row that starts a process for each


# What both checkouts run. A module has the first of its names in this one, and the second in the version before.
CHECKED = """
import asyncio, importlib, sys, time
def module(*names):
    for name in names:
        try:
            return importlib.import_module(name)
        except ModuleNotFoundError:
            continue
    sys.exit(f"no module has any of these names: {names}")
pools = module("prover.lean.live.pool", "prover.lean.pool")
toolchains = module("prover.lean.toolchains.embedded", "prover.lean.embedded")
async def main():
    async with pools.Pool(toolchains.embedded_toolchain()) as pool, pool.session() as lean:
        for text in sys.stdin.read().split(chr(0)):
            start = time.perf_counter()
            await lean.check(text)
            print(time.perf_counter() - start)
asyncio.run(main())
"""


def milliseconds(times: list[float]) -> tuple[float, float]:
    """Median and 99th percentile."""
    ordered = sorted(times)
    return 1e3 * statistics.median(ordered), 1e3 * ordered[int(0.99 * (len(ordered) - 1))]


class BareLoop:
    """The least that can be done: blocking pipes, the same frames, nothing decoded but the end of each answer."""

    def __init__(self, toolchain: Toolchain) -> None:
        command = toolchain.command("--worker", *OPTIONS, wire.DOCUMENT)
        self._process = subprocess.Popen(
            command, env=toolchain.environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
        )
        assert self._process.stdin
        assert self._process.stdout
        self._stdin, self._stdout = self._process.stdin, self._process.stdout
        self._stdin.write(wire.opening(SEAL))
        self._version, self._buffer = 1, b""
        self.check("")

    def check(self, text: str) -> None:
        self._version += 1
        self._stdin.write(wire.change(self._version, SEAL + text))
        answer = re.compile(rb'"id":%d[,}]' % self._version)
        while not answer.search(self._buffer):
            self._buffer += os.read(self._stdout.fileno(), 262_144)
        self._buffer = b""

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()


def timed(run: Callable[[str], object], texts: list[str]) -> list[float]:
    times = []
    for text in texts:
        start = time.perf_counter()
        run(text)
        times.append(time.perf_counter() - start)
    return times


async def live(pool: Pool, texts: list[str]) -> list[float]:
    times = []
    async with pool.session() as lean:
        for text in texts:
            start = time.perf_counter()
            await lean.check(text)
            times.append(time.perf_counter() - start)
    return times


async def alternating(toolchain: Toolchain) -> tuple[list[float], list[float]]:
    """Our session and the bare loop, block by block, so that what disturbs the machine disturbs both."""
    bare_loop, ours, bare = BareLoop(toolchain), [], []
    async with Pool(toolchain, PoolLimits(size=1)) as pool:
        await live(pool, TEXTS[:WARM])
        timed(bare_loop.check, TEXTS[:WARM])
        for k in range(0, len(TEXTS), BLOCK):
            ours += await live(pool, TEXTS[k : k + BLOCK])
            bare += timed(bare_loop.check, TEXTS[k : k + BLOCK])
    bare_loop.close()
    return ours, bare


async def throughput(toolchain: Toolchain, sessions: int, texts: list[str]) -> float:
    """Checks a second of `sessions` sessions, each with all of `texts`."""
    async with Pool(toolchain, PoolLimits(size=sessions)) as pool:
        for asked in (TEXTS[:WARM], texts):  # the second counts
            start = time.perf_counter()
            async with asyncio.TaskGroup() as group:
                for _ in range(sessions):
                    group.create_task(live(pool, asked))
        return sessions * len(texts) / (time.perf_counter() - start)


def checks(checkout: Path, texts: list[str]) -> list[float]:
    """Seconds of each check of a checkout, behind some that warm it."""
    asked = [*TEXTS[:WARM], *texts]
    return [float(line) for line in said(checkout, "-c", CHECKED, given="\0".join(asked)).splitlines()][WARM:]


def side_by_side(beside: Path, turns: int) -> None:
    """Both live Leans on the same texts, in turns; of each turn the median counts, and the 99th percentile."""
    print(head("ms"))
    for name, texts in (("a live check", TEXTS), ("the same with ten theorems in a text", LONG_TEXTS)):
        found = in_turns(partial(checks, texts=texts), beside, turns)
        for place, what in enumerate(("median", "p99")):
            ours, others = ([milliseconds(times)[place] for times in turn] for turn in found)
            print(row(f"{name}, {what}", ours, others), flush=True)


def children() -> list[int]:
    """The processes that we started and that live."""
    return [int(pid) for pid in Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()]


async def recovery(toolchain: Toolchain) -> list[float]:
    """Seconds from the SIGKILL of a worker in mid-check to the answer of the check after it."""
    times = []
    async with Pool(toolchain, PoolLimits(size=1)) as pool, pool.session() as lean:
        for text in TEXTS[:10]:
            await lean.check(text)
            [pid] = children()
            task = asyncio.create_task(lean.check(text))
            await asyncio.sleep(0.001)
            start = time.perf_counter()
            os.kill(pid, signal.SIGKILL)
            await task
            await lean.check(text)
            times.append(time.perf_counter() - start)
    return times


async def main() -> None:
    toolchain = embedded_toolchain()
    ours, bare = await alternating(toolchain)
    fresh = []
    for text in TEXTS[:FRESH]:
        start = time.perf_counter()
        await check_fresh(toolchain, text, 60)
        fresh.append(time.perf_counter() - start)
    one, two = [await throughput(toolchain, n, TEXTS) for n in (1, 2)]
    one_long, two_long = [await throughput(toolchain, n, LONG_TEXTS) for n in (1, 2)]
    killed = await recovery(toolchain)
    (mid, far), (bare_mid, bare_far), (fresh_mid, fresh_far) = map(milliseconds, (ours, bare, fresh))
    print("| measure | value |\n| --- | --- |")
    print(f"| live check, median / p99 | {mid:.2f} / {far:.2f} ms |")
    print(f"| bare loop on the same frames, median / p99 | {bare_mid:.2f} / {bare_far:.2f} ms |")
    print(f"| what we add, median / p99 | {mid - bare_mid:.2f} / {far - bare_far:.2f} ms |")
    print(f"| fresh process, median / p99 | {fresh_mid:.1f} / {fresh_far:.1f} ms |")
    print(f"| fresh process : live check | {fresh_mid / mid:.1f} |")
    print(f"| throughput of one session, of two | {one:.0f} / s, {two:.0f} / s |")
    print(f"| two sessions : one | {two / one:.2f} |")
    print(f"| the same with ten theorems in a text | {one_long:.0f} / s, {two_long:.0f} / s |")
    print(f"| two sessions : one | {two_long / one_long:.2f} |")
    print(f"| worker killed in mid-check to the next check's answer, worst of 10 | {1e3 * max(killed):.0f} ms |")


if __name__ == "__main__":
    measure(__doc__, lambda: asyncio.run(main()), side_by_side)

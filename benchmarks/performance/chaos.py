"""Ten times as many checks at once as there are cores, and all at the same time that can go wrong: what is still right.

    python -m benchmarks.performance.chaos [--checks N] [--seed N]

Leans flood standard error, answer with lines of 8 MB and are killed in storms, checks are cancelled at random moments.
Exit code 1 when an answer is lost, wrong or another's, or a process, a task or a file is left, or it does not end.
"""

import argparse
import asyncio
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

from benchmarks.performance.numbered import (
    CANCELLED,
    DIED,
    FAULTS,
    LOST,
    RIGHT,
    Numbered,
    descriptors,
    kill,
    leans,
    machine,
    rows,
)  # fmt: skip
from prover.lean.live.pool import Pool, PoolLimits
from prover.lean.sandbox.policy import Sandbox
from prover.lean.toolchains.embedded import embedded_toolchain
from prover.lean.toolchains.toolchain import Toolchain, launch
from prover.words.cores import cores
from prover.words.tasks import all_of

AT_ONCE = 10  # for each core
CANCELS = 0.3  # of the checks
SOON = 0.5  # seconds, within which a check that is to be cancelled is
LONG, LONG_LINE = 0.02, 8_000_000  # of the checks, whose answer has so many characters
STORM = 25  # checks are over, then every Lean is killed, and again
DEADLINE = 600.0  # seconds; what is not over then never will be
NOISY = str(Path(__file__).with_name("noisy.py"))


@dataclass
class Survived:
    """What came of it; ``left`` is what was still there at the end: processes, tasks, open files."""

    tally: Counter[str] = field(default_factory=Counter)
    kills: int = 0
    most: int = 0
    left: tuple[int, int, int] = (0, 0, 0)
    calm: bool = False
    seconds: float = 0.0

    @property
    def sound(self) -> bool:
        """Whether nothing was wrong, nothing is left, and the Leans answer afterwards."""
        return not any(self.tally[fault] for fault in FAULTS) and not any(self.left) and self.calm


def noisy(toolchain: Toolchain) -> Toolchain:
    """The same Lean, flooding standard error; in no sandbox, for that lets no Lean start anything."""
    words = ("exec", sys.executable, NOISY, *launch(), *toolchain.program)
    return replace(toolchain, program=words, sandbox=Sandbox("off"))


async def chaos(toolchain: Toolchain, checks: int, longs: int, chance: random.Random) -> Survived:
    """So many checks, `longs` of them with long answers, one storm after each ``STORM`` of them."""
    found, size, began = Survived(), cores(), time.perf_counter()
    before = len(asyncio.all_tasks()), descriptors()
    long, cancelled = (set(chance.sample(range(checks), n)) for n in (longs, round(CANCELS * checks)))
    waiting = iter(range(checks))

    async def some(pool: Pool) -> None:
        loop = asyncio.get_running_loop()
        for number in waiting:
            task = asyncio.create_task(Numbered(number, long=LONG_LINE * (number in long)).asked(pool))
            if number in cancelled:
                loop.call_later(chance.uniform(0, SOON), task.cancel)
            await asyncio.wait([task])
            found.tally[CANCELLED if task.cancelled() else task.result()] += 1
            found.most = max(found.most, pool.processes)
            if found.tally.total() % STORM == 0:
                found.kills += kill(chance, most=3 * size)

    async with Pool(noisy(toolchain), PoolLimits(size=size)) as pool:
        try:
            async with asyncio.timeout(DEADLINE):
                await all_of(some(pool) for _ in range(AT_ONCE * size))
                words = await all_of(Numbered(checks + n).asked(pool) for n in range(size))
                found.calm = set(words) == {RIGHT}
        except TimeoutError:
            found.tally[LOST] += checks - found.tally.total()
    found.left = len(leans()), len(asyncio.all_tasks()) - before[0], descriptors() - before[1]
    found.seconds = time.perf_counter() - began
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checks", type=int, default=1_000, help="(default: 1000)")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    toolchain, longs = embedded_toolchain(), round(LONG * options.checks)
    chance = random.Random(options.seed)  # noqa: S311
    found = asyncio.run(chaos(toolchain, options.checks, longs, chance))
    print(f"| {options.checks} checks, {AT_ONCE * cores()} at once, {machine()} | |\n| --- | --- |")
    print("\n".join(rows(found.tally, (RIGHT, CANCELLED, DIED, *FAULTS))))
    print(f"| SIGKILLs, most Leans at a time | {found.kills}, {found.most} |")
    print(f"| processes, tasks, files left | {', '.join(map(str, found.left))} |")
    print(f"| calm checks afterwards | {'right' if found.calm else 'not right'} |")
    print(f"| seconds | {found.seconds:.0f} |")
    return 0 if found.sound else 1


if __name__ == "__main__":
    sys.exit(main())

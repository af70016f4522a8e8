"""Thousands of checks, some of which have their Lean killed and some take too long: what is lost, and how memory grows.

    python -m benchmarks.performance.soak [--checks N] [--seed N]

Exit code 1 when an answer is lost, wrong or another's, a process is left, or memory is not within 10 % of the start.
"""

import argparse
import asyncio
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field

from benchmarks.performance.numbered import DIED, FAULTS, RIGHT, WRONG, Numbered, kill, leans, machine, memory_mb, rows
from prover.lean.live.pool import Pool, PoolLimits
from prover.lean.toolchains.embedded import embedded_toolchain
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.cores import cores
from prover.words.tasks import all_of

SHARE = 0.05  # of the checks are killed, and as many take too long
TOO_LONG = 0.05  # seconds, which the kernel cannot keep to
CALM = 100  # checks before memory is looked at
REST = 5.0  # seconds without a check, in which Leans that have kept memory are renewed
WITHIN = 0.10


@dataclass
class Soaked:
    """What came of it; memory is in MiB, of this process and of the Leans, at the start and at the end."""

    tally: Counter[str] = field(default_factory=Counter)
    kills: int = 0
    slow_stopped: int = 0
    before: tuple[float, float] = (0.0, 0.0)
    after: tuple[float, float] = (0.0, 0.0)
    left: int = 0
    seconds: float = 0.0

    @property
    def growth(self) -> tuple[float, float]:
        """By what share of it memory has grown: ours, the Leans'."""
        ours, theirs = (after / before - 1 for before, after in zip(self.before, self.after, strict=True))
        return ours, theirs

    @property
    def sound(self) -> bool:
        """Whether no answer is lost or wrong, and nothing is left."""
        return not any(self.tally[fault] for fault in FAULTS) and not self.left


async def soak(toolchain: Toolchain, checks: int, calm: int, chance: random.Random) -> Soaked:
    """So many checks, twice as many at a time as there are Leans, between two times of `calm` ones."""
    found = Soaked()
    drawn = chance.sample(range(checks), 2 * round(SHARE * checks))
    killed, slow = set(drawn[::2]), set(drawn[1::2])
    waiting = iter(range(checks))

    async def some(pool: Pool) -> None:
        for number in waiting:
            task = asyncio.create_task(
                Numbered(number, slow=number in slow).asked(pool, *[TOO_LONG] * (number in slow))
            )
            await asyncio.sleep(0)
            if number in killed:
                found.kills += kill(chance, 1)
            word = await task
            if number in slow:
                found.slow_stopped += word == DIED
                found.tally[WRONG] += word != DIED
            else:
                found.tally[word] += 1

    async def at_rest(pool: Pool, first: int) -> tuple[float, float]:
        words = await all_of(Numbered(n).asked(pool) for n in range(first, first + calm))
        found.tally.update(words)
        return memory_mb()

    size, began = cores(), time.perf_counter()
    async with Pool(toolchain, PoolLimits(size=size)) as pool:
        found.before = await at_rest(pool, checks)
        await all_of(some(pool) for _ in range(2 * size))
        await asyncio.sleep(REST)
        found.after = await at_rest(pool, checks + calm)
    found.left, found.seconds = len(leans()), time.perf_counter() - began
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checks", type=int, default=2_000, help="(default: 2000)")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    chance = random.Random(options.seed)  # noqa: S311
    found = asyncio.run(soak(embedded_toolchain(), options.checks, CALM, chance))
    print(f"| {options.checks} checks, {machine()} | |\n| --- | --- |")
    print("\n".join(rows(found.tally, (RIGHT, DIED, *FAULTS))))
    print(f"| SIGKILLs, too slow and stopped | {found.kills}, {found.slow_stopped} |")
    print(f"| processes left | {found.left} |")
    for who, before, after, growth in zip(("ours", "the Leans'"), found.before, found.after, found.growth, strict=True):
        print(f"| memory, {who} | {before:.0f} → {after:.0f} MiB ({growth:+.1%}) |")
    print(f"| checks a second | {options.checks / found.seconds:.0f} |")
    return 0 if found.sound and max(found.growth) <= WITHIN else 1


if __name__ == "__main__":
    sys.exit(main())

"""Checks that cannot be taken for each other: each has a number, which Lean says, and is true when that is even."""

import contextlib
import os
import random
import re
import signal
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from prover.lean.live.pool import Pool
from prover.lean.sandbox.taken import family, usage
from prover.words.cores import cores
from prover.words.errors import LeanFailed
from prover.words.verdict import Died, Verdict

SECONDS = 60.0  # for a check that nobody disturbs
SAID = re.compile(r"^(\d+) : Nat$")
# The kernel reduces this for minutes; heartbeats do not count there.
HOG = (
    "set_option maxRecDepth 100000000 in\n"
    "theorem hog : Nat.rec (motive := fun _ => Nat → Nat) (fun x => x) (fun _ f x => f (f x)) 60 0 = 0"
    " := by decide +kernel"
)
RIGHT, WRONG, CROSSED, LOST = "right", "wrong verdict", "another's answer", "no answer"
DIED, CANCELLED = "Lean died of it", "cancelled"
FAULTS = (WRONG, CROSSED, LOST)


@dataclass(frozen=True)
class Numbered:
    """A check; a ``slow`` one never ends, a ``long`` one has Lean answer with a line of so many characters."""

    number: int
    slow: bool = False
    long: int = 0

    @property
    def text(self) -> str:
        n = self.number
        lines = [f"theorem t : {n} + 1 = {n + 1 + n % 2} := rfl", f"#check ({n} : Nat)"]
        return "\n".join([*lines, *[HOG] * self.slow, *[f'#check "{"x" * self.long}"'] * bool(self.long)])

    def word(self, answer: Verdict | Died) -> str:
        """What an answer is for this check."""
        if isinstance(answer, Died):
            return DIED
        said = [int(found[1]) for message in answer.messages if (found := SAID.match(message.text))]
        if said != [self.number]:
            return CROSSED if said else LOST
        long = not self.long or any(len(message.text) > self.long for message in answer.messages)
        return RIGHT if answer.accepted is (self.number % 2 == 0) and long and not self.slow else WRONG

    async def asked(self, pool: Pool, seconds: float = SECONDS) -> str:
        """What comes of it in a pool. A Lean that was killed twice while it started has died of it too."""
        try:
            async with pool.session() as lean:
                return self.word(await lean.check(self.text, seconds))
        except LeanFailed:
            return DIED


def leans() -> list[int]:
    """The processes below this one."""
    return family(os.getpid(), every_thread=True)[1:]


def kill(chance: random.Random, most: int) -> int:
    """SIGKILL to some processes below this one; returns how many of them it met alive."""
    alive, met = leans(), 0
    for pid in chance.sample(alive, min(most, len(alive))):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
            met += 1
    return met


def memory_mb() -> tuple[float, float]:
    """MiB of memory of this process, and of those below it together."""
    return usage(os.getpid())[0] / 2**20, sum(usage(pid)[0] for pid in leans()) / 2**20


def descriptors() -> int:
    """How many files and pipes this process has open."""
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208


def rows(tally: Counter[str], words: Sequence[str]) -> list[str]:
    """A line of a table for each of the `words`."""
    return [f"| {word} | {tally[word]} |" for word in words]


def machine() -> str:
    return f"{cores()} cores, load {os.getloadavg()[0]:.1f}"

"""What tests of live Leans share: texts that keep one busy, one that is played, how it dies, and when it computes."""

import asyncio
import os
import sys
from pathlib import Path

from prover.lean.live.pool import Session
from prover.lean.sandbox.policy import Sandbox
from prover.lean.sandbox.taken import family
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.verdict import Died

TRUE = "theorem one : 1 + 1 = 2 := rfl"
# The kernel reduces this for minutes; heartbeats do not count there.
KERNEL_HOG = (
    "set_option maxRecDepth 100000000 in\n"
    "theorem hog : Nat.rec (motive := fun _ => Nat → Nat) (fun x => x) (fun _ f x => f (f x)) 60 0 = 0"
    " := by decide +kernel"
)
# This never ends either, and is at an end soon after it is told to.
ELABORATOR_HOG = (
    "set_option maxHeartbeats 0 in\n"
    "example (p : Nat → Nat → Prop) (h : ∀ a b, p a b → p b a) (k : p 1 2) : p 3 4 := by\n"
    "  repeat (have h1 := h _ _ k; have h2 := h _ _ h1)"
)
# The kernel counts up to n, and keeps what it saw.
MEMORY_HOG = "theorem hog : Nat.rec (motive := fun _ => Nat) 0 (fun _ x => x + 1) {n} = {n} := by decide +kernel"
STACK_HOG = (
    "set_option maxRecDepth 100000000 in\n"
    "theorem hog : Nat.rec (motive := fun _ => Nat → Nat) (fun x => x) (fun _ f x => Nat.add (f x) 1) 100000 0 = 100000"
    " := by decide +kernel"
)


def fake(scenario: str, log: str = os.devnull) -> Toolchain:
    program = ("exec", sys.executable, str(Path(__file__).with_name("fake_lean.py")), scenario, log)
    # In no sandbox: some scenarios do what it forbids, and it is the pool that must survive them.
    return Toolchain("embedded", "fake", "fake", program, (), None, sandbox=Sandbox("off"))


async def death_by(lean: Session, text: str, seconds: float | None = None) -> str:
    """Why Lean died of a text, which is one line."""
    answer = await lean.check(text, seconds)
    assert isinstance(answer, Died)
    assert len(answer.why.splitlines()) == 1
    return answer.why


async def until_busy(pid: int) -> None:
    """Wait until a process computes, or one that it started (bubblewrap starts Lean): CPU time moves on."""

    def ticks() -> int:
        stats = (Path(f"/proc/{one}/stat").read_text() for one in family(pid, every_thread=False))
        fields = [stat.rpartition(")")[2].split() for stat in stats]
        return sum(int(of[11]) + int(of[12]) for of in fields)

    start = ticks()
    # The kernel tells nobody when a process computes: this is the one place that has to look again and again.
    while ticks() < start + 5:  # noqa: ASYNC110
        await asyncio.sleep(0)

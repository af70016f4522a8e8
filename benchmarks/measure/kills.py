"""A campaign on the real embedded Lean, killed again and again: what is lost, and what is left behind.

    python -m benchmarks.measure.kills [--planner symbolic] [--kills N] [--seed N]

A run of `architect blueprint prove` gets SIGKILL at a random moment, and so does each `architect resume` of it, until
one comes to its end. The cache of proofs is emptied after each kill: nothing but the journal can know of a proof. With
`--planner symbolic` it is a run of `architect prove` that draws its blueprint itself, and changes it on the way.
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from architect.campaign.events import NodeSettled
from architect.run.events import RUN_EVENTS
from architect.run.journal import read_journal
from architect.run.store import JOURNAL, MANIFEST
from benchmarks.measure.own_types import ADD, APPEND, LENGTH, MUL, TYPES
from prover.lean.toolchains.embedded import embedded_toolchain

SECONDS = 600  # that a run which nobody kills may take
GRACE = 5.0  # seconds in which the Leans of a killed run must be gone
THEOREM = """
theorem length_swap {α : Type} (a b : L α) : length (append a b) = length (append b a) := by
  sorry
"""
PROBLEM = TYPES + ADD + APPEND + LENGTH + THEOREM
LEMMAS = {
    "zero_add": ("(n : N) : add .zero n = n", ()),
    "succ_add": ("(m n : N) : add (.succ m) n = .succ (add m n)", ()),
    "add_comm": ("(m n : N) : add m n = add n m", ("zero_add", "succ_add")),
    "add_assoc": ("(k m n : N) : add (add k m) n = add k (add m n)", ()),
    "append_nil": ("{α : Type} (a : L α) : append a .nil = a", ()),
    "length_append": (
        "{α : Type} (a b : L α) : length (append a b) = add (length a) (length b)",
        ("zero_add", "succ_add", "append_nil"),
    ),
}
PLANNED = TYPES + ADD + MUL + "\ntheorem mul_comm (m n : N) : mul m n = mul n m := by\n  sorry\n"
SETTINGS = "[prover]\nsearch_seconds = 0\n"  # planning is what is to be killed
TARGET = {"name": "length_swap", "kind": "target", "uses": ("length_append", "add_comm", "add_assoc")}


@dataclass
class Tally:
    """What was seen. ``gone`` are the seconds from each kill until no process of the run was left."""

    kills: int = 0
    of_resumes: int = 0
    campaigns: int = 0
    certified: int = 0
    again: int = 0
    left: int = 0
    gone: list[float] = field(default_factory=list)
    proved_before: list[int] = field(default_factory=list)


def blueprint() -> str:
    nodes: list[Mapping[str, object]] = [
        {"name": name, "kind": "lemma", "lean": f"theorem {name} {statement}", "uses": uses}
        for name, (statement, uses) in LEMMAS.items()
    ]
    return json.dumps({"schema": 1, "nodes": [*nodes, TARGET]})


class Enclosure:
    """A folder with a cache and runs of its own; its path is in the environment of each process that works there."""

    def __init__(self, folder: Path, library: Path, symbolic: bool) -> None:
        self._folder = folder
        self._proofs = folder / "cache" / "blueprint-prover" / "proofs"
        self._runs = folder / "state" / "architect" / "runs"
        shutil.copytree(library, self._proofs.with_name(library.name))
        (folder / "problem.lean").write_text(PLANNED if symbolic else PROBLEM)
        (folder / "blueprint.json").write_text(blueprint())
        (folder / "settings.toml").write_text(SETTINGS if symbolic else "")
        self._work = ["prove", "problem.lean"] if symbolic else ["blueprint", "prove", "blueprint.json"]
        self._environment = {
            **os.environ, "XDG_CACHE_HOME": str(folder / "cache"), "XDG_STATE_HOME": str(folder / "state"),
        }  # fmt: skip

    def start(self, run: Path | None) -> "subprocess.Popen[bytes]":
        work = ["resume", str(run)] if run else [*self._work, "--config", "settings.toml"]
        command = [sys.executable, "-m", "architect.cli", *work, "--timeout", str(SECONDS), "--json"]
        return subprocess.Popen(command, env=self._environment, cwd=self._folder, stdout=subprocess.DEVNULL)

    def run(self) -> Path | None:
        """The run folder, once there is one that can go on."""
        return next((path.parent for path in self._runs.glob(f"*/{MANIFEST}")), None)

    def forget_proofs(self) -> None:
        shutil.rmtree(self._proofs, ignore_errors=True)

    def clear(self) -> None:
        self.forget_proofs()
        shutil.rmtree(self._runs, ignore_errors=True)

    def processes(self) -> list[int]:
        """All that live and work here."""
        return [int(path.name) for path in Path("/proc").glob("[0-9]*") if self._works_here(path)]

    def _works_here(self, process: Path) -> bool:
        try:
            words = (process / "environ").read_bytes() + (process / "cmdline").read_bytes()
        except OSError:  # it has ended, or is another user's
            return False
        return str(self._folder).encode() in words


def proved(run: Path | None) -> Counter[str]:
    """How often the journal says of each statement that it was proved."""
    if run is None or not (run / JOURNAL).exists() or not (run / JOURNAL).stat().st_size:
        return Counter()
    nodes = [event for event in read_journal(run / JOURNAL, RUN_EVENTS) if isinstance(event, NodeSettled)]
    return Counter(node.statement for node in nodes if node.status == "proved")


def seconds_until_gone(place: Enclosure) -> float | None:
    """How long the processes of a killed run live on; None when they outlive the time that they have."""
    began = time.monotonic()
    while place.processes():
        if time.monotonic() - began > GRACE:
            return None
        time.sleep(0.01)
    return time.monotonic() - began


def campaign(place: Enclosure, moments: random.Random, usual: float, kills: int, count: Tally) -> None:
    """One campaign to its end, killed at most so many times on the way."""
    place.clear()
    count.campaigns += 1
    while True:
        run = place.run()
        before = sum(proved(run).values())
        with place.start(run) as process:
            try:
                process.wait(moments.uniform(0, usual) if count.kills < kills else SECONDS)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.wait()
        if process.returncode != -signal.SIGKILL:
            break
        gone = seconds_until_gone(place)
        count.kills += 1
        count.of_resumes += run is not None
        count.left += gone is None
        count.gone += [gone] if gone is not None else []
        count.proved_before.append(before)
        place.forget_proofs()
    again = [statement for statement, times in proved(place.run()).items() if times > 1]
    count.again += len(again)
    count.left += bool(place.processes())
    count.certified += process.returncode == 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--planner", choices=["none", "symbolic"], default="none", help="who draws the blueprint")
    options = parser.parse_args()
    [library] = embedded_toolchain().search_path
    moments, count = random.Random(options.seed), Tally()  # noqa: S311
    with tempfile.TemporaryDirectory(prefix="kills-") as folder:
        place = Enclosure(Path(folder), library, options.planner == "symbolic")
        began = time.monotonic()
        campaign(place, moments, 0, 0, count)
        usual = time.monotonic() - began
        while count.kills < options.kills:
            campaign(place, moments, usual, options.kills, count)
            print(f"{count.kills} kills, {count.certified} of {count.campaigns} certified", end="\r", file=sys.stderr)
    print("| measure | goal | value |\n| --- | --- | --- |")
    print(f"| kills, of them in a resume | {options.kills} | {count.kills}, {count.of_resumes} |")
    print(f"| proofs in the journal at a kill, mean | – | {sum(count.proved_before) / max(count.kills, 1):.1f} |")
    print(f"| campaigns, ended certified | all | {count.campaigns}, {count.certified} |")
    print(f"| nodes proved again | 0 | {count.again} |")
    print(f"| kills and ends that left a process behind after {GRACE:.0f} s | 0 | {count.left} |")
    print(f"| until the last process was gone, worst | – | {1e3 * max(count.gone, default=0):.0f} ms |")
    print(f"| a campaign that nobody kills | – | {usual:.1f} s |")


if __name__ == "__main__":
    main()

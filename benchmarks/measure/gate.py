"""What the gate takes, beside one fresh `lean` on the same file and as a share of `architect prove`.

    python -m benchmarks.measure.gate [--beside DIR [--turns N]]

With another checkout of this project in DIR, its gate judges the same files in turns with ours, and no more is done.
"""

import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from benchmarks.measure.beside import head, in_turns, measure, row, said
from prover.gate.candidate import Submission
from prover.gate.certificate import Certificate
from prover.gate.gate import certify
from prover.lean.oneshot import check_fresh
from prover.lean.toolchains.embedded import embedded_toolchain
from prover.text.problem import parse_problem

RUNS = 15
SECONDS = 300.0
EXAMPLES = ("parity", "logic", "trees", "lists")
TEXT = "theorem t (a b c : Nat) : a * (b + c) = c * a + b * a := by\n  sorry\n"
PROOF = "simp [Nat.mul_add, Nat.add_comm, Nat.mul_comm]"
LEMMAS = 180  # of a result whose compiled file is 1 MB
LEMMA = """theorem l{i} (a b c d : Nat) :
    (a + b) * (c + d + {i}) = d * b + c * a + (a * d + c * b) + (a + b) * {i} := by
  simp [Nat.mul_add, Nat.add_mul, Nat.add_assoc, Nat.add_comm, Nat.add_left_comm, Nat.mul_comm]
"""
LAST = "theorem t : (1 + 2) * (3 + 4 + 5) = 4 * 2 + 3 * 1 + (1 * 4 + 3 * 2) + (1 + 2) * 5 := by\n  {proof}\n"


def proved_example(name: str, folder: Path) -> tuple[Path, Path]:
    """An example, and the file with its proofs."""
    official, result = Path(f"examples/{name}.lean"), folder / f"{name}.lean"
    command = [sys.executable, "-m", "architect.cli", "prove", str(official), "--out", str(result)]
    subprocess.run(command, capture_output=True, check=True)
    return official.absolute(), result


def large_result(folder: Path) -> tuple[Path, Path]:
    """A problem, and a result of it whose compiled file is 1 MB of proof terms."""
    official, result = folder / "original.lean", folder / "large.lean"
    official.write_text(LAST.format(proof="sorry"))
    lemmas = "".join(LEMMA.format(i=i) for i in range(LEMMAS))
    result.write_text(lemmas + LAST.format(proof="exact l5 1 2 3 4"))
    return official, result


def gate_seconds(checkout: Path, official: Path, result: Path) -> float:
    """What the gate of a checkout takes for a result, as its certificates say; all theorems are in one judgement."""
    judged = json.loads(said(checkout, "-m", "architect.cli", "verify", result, "--against", official, "--json"))
    return max(float(theorem["certificate"]["seconds"]) for theorem in judged["theorems"])


def side_by_side(beside: Path, turns: int) -> None:
    """Both gates on the same files, in turns, and what Lean alone takes to read the result."""
    toolchain = embedded_toolchain()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        files = {f"examples/{name}.lean": proved_example(name, folder) for name in EXAMPLES}
        files["a result of 1 MB"] = large_result(folder)
        print(head("s"), flush=True)
        for name, (official, result) in files.items():
            measure = partial(gate_seconds, official=official, result=result)
            print(row(name, *in_turns(measure, beside, turns)), flush=True)
            start = time.perf_counter()
            asyncio.run(check_fresh(toolchain, result.read_text(), SECONDS))
            print(f"| of it one fresh `lean` on the result | {time.perf_counter() - start:.3g} | | |", flush=True)


def share_of_prove(name: str) -> tuple[float, float]:
    """Seconds that the gate took, and the whole run, of `architect prove` on an example; each theorem judged once."""
    command = [sys.executable, "-m", "architect.cli", "prove", f"examples/{name}.lean", "--json"]
    run = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return sum(theorem["certificate"]["seconds"] for theorem in run["theorems"]), run["seconds"]


async def main() -> None:
    toolchain = embedded_toolchain()
    problem = parse_problem(TEXT, Path("t.lean"))
    [target] = problem.targets()
    submission = Submission("t", {target.holes[0]: PROOF})
    gates, fresh = [], []
    for _ in range(RUNS):
        start = time.perf_counter()
        [found] = await certify(toolchain, submission.into(problem))
        assert isinstance(found, Certificate), found
        middle = time.perf_counter()
        await check_fresh(toolchain, problem.splice(submission.fills), 60)
        gates.append(middle - start)
        fresh.append(time.perf_counter() - middle)
    gate, one = statistics.median(gates), statistics.median(fresh)
    print("| measure | value |\n| --- | --- |")
    print(f"| the whole gate, median of {RUNS} / worst | {1e3 * gate:.0f} / {1e3 * max(gates):.0f} ms |")
    print(f"| one fresh `lean` on the result, median | {1e3 * one:.0f} ms |")
    print(f"| ratio | {gate / one:.1f} |")
    for name in EXAMPLES:
        judged, whole = await asyncio.to_thread(share_of_prove, name)
        print(f"| share of `architect prove examples/{name}.lean` | {judged / whole:.0%} of {whole:.2f} s |")


if __name__ == "__main__":
    measure(__doc__, lambda: asyncio.run(main()), side_by_side)

"""What the gate takes, beside one fresh `lean` on the same file and as a share of `architect prove`.

python -m benchmarks.performance.gate
"""

import asyncio
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

from prover.gate import Certificate, Submission, certify
from prover.lean.embedded import embedded_toolchain
from prover.lean.oneshot import check_fresh
from prover.problem import parse_problem

RUNS = 15
EXAMPLES = ("parity", "logic", "trees", "lists")
TEXT = "theorem t (a b c : Nat) : a * (b + c) = c * a + b * a := by\n  sorry\n"
PROOF = "simp [Nat.mul_add, Nat.add_comm, Nat.mul_comm]"


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
        found = await certify(toolchain, problem, submission, 60)
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
    asyncio.run(main())

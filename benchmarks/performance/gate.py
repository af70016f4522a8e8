"""What the gate takes, beside one fresh `lean` on the same file: `python -m benchmarks.performance.gate`."""

import asyncio
import statistics
import time
from pathlib import Path

from prover.gate import Certificate, Submission, certify
from prover.lean.embedded import embedded_toolchain
from prover.lean.oneshot import check_fresh
from prover.problem import parse_problem

RUNS = 15
TEXT = "theorem t (a b c : Nat) : a * (b + c) = c * a + b * a := by\n  sorry\n"
PROOF = "simp [Nat.mul_add, Nat.add_comm, Nat.mul_comm]"


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


if __name__ == "__main__":
    asyncio.run(main())

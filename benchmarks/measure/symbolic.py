"""What the symbolic planner proves by itself: fourteen theorems, each alone, on types that the file declares itself.

    python -m benchmarks.measure.symbolic [NAME ...] [--seconds N]

No model is asked, no library lemma applies, and no proof of another theorem is remembered. A line for each: how it
ended, seconds, refinements, and the lemmas that the proof needed.
"""

import argparse
import asyncio
import tempfile
from contextlib import nullcontext
from pathlib import Path

from architect.run.asked import Assignment, Equipment
from architect.run.result import Result
from architect.run.work import work
from benchmarks.measure.own_types import ADD, APPEND, LENGTH, MUL, REVERSE, TYPES
from prover.lean.live.room import pool_for
from prover.lean.toolchains.embedded import embedded_toolchain
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.declarations import find_declarations
from prover.text.problem import parse_problem
from prover.words.sections import LimitSettings
from prover.words.settings import Settings

SECONDS = 300.0
PREAMBLE = TYPES + ADD + MUL + APPEND + LENGTH + REVERSE
THEOREMS = {
    "zero_add": "(n : N) : add .zero n = n",
    "succ_add": "(m n : N) : add (.succ m) n = .succ (add m n)",
    "add_comm": "(m n : N) : add m n = add n m",
    "add_assoc": "(a b c : N) : add (add a b) c = add a (add b c)",
    "zero_mul": "(n : N) : mul .zero n = .zero",
    "succ_mul": "(m n : N) : mul (.succ m) n = add (mul m n) n",
    "mul_comm": "(m n : N) : mul m n = mul n m",
    "mul_add": "(a b c : N) : mul a (add b c) = add (mul a b) (mul a c)",
    "mul_assoc": "(a b c : N) : mul (mul a b) c = mul a (mul b c)",
    "append_assoc": "{α : Type} (xs ys zs : L α) : append (append xs ys) zs = append xs (append ys zs)",
    "append_nil": "{α : Type} (xs : L α) : append xs .nil = xs",
    "length_append": "{α : Type} (xs ys : L α) : length (append xs ys) = add (length xs) (length ys)",
    "reverse_append": "{α : Type} (xs ys : L α) : reverse (append xs ys) = append (reverse ys) (reverse xs)",
    "reverse_reverse": "{α : Type} (xs : L α) : reverse (reverse xs) = xs",
}


async def line(toolchain: Toolchain, name: str, seconds: float) -> tuple[bool, str]:
    """Whether it was certified, and the line of one theorem."""
    problem = parse_problem(f"{PREAMBLE}\ntheorem {name} {THEOREMS[name]} := by\n  sorry\n", Path(f"{name}.lean"))
    settings = Settings(limits=LimitSettings(seconds=seconds))
    with tempfile.TemporaryDirectory() as proofs:
        async with pool_for(toolchain, settings.lean.jobs) as pool:
            equipment = Equipment(pool, settings, proofs=Path(proofs))
            report = await work(Assignment(problem, tuple(problem.targets())), nullcontext(equipment))
    [result] = report.results
    planned = report.planned.get(name)
    word = planned.ending.word if planned else "certified at once" if report.proved else "not proved"
    rounds = planned.rounds if planned else 0
    return report.proved, f"| {name} | {word} | {report.seconds:.1f} | {rounds} | {len(lemmas(result, name))} |"


def lemmas(result: Result, name: str) -> list[str]:
    """The names of what was put before the theorem."""
    texts = " ".join(result.fills.values())
    return [found.name for found in find_declarations(texts) if found.name and found.name != name]


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="these theorems only")
    parser.add_argument("--seconds", type=float, default=SECONDS, help=f"for each (default: {SECONDS:.0f})")
    options = parser.parse_args()
    toolchain = embedded_toolchain()
    chosen = options.names or list(THEOREMS)
    print("| theorem | ending | seconds | refinements | lemmas |\n| --- | --- | --- | --- | --- |")
    certified = 0
    for name in chosen:
        proved, text = await line(toolchain, name, options.seconds)
        certified += proved
        print(text, flush=True)
    print(f"\n{certified} of {len(chosen)} certified")


if __name__ == "__main__":
    asyncio.run(main())

"""A line for what in a statement is often not what was meant: never a refusal, and none for what is plain."""

from contextlib import nullcontext
from pathlib import Path

from architect.run.asked import Assignment, Equipment
from architect.run.work import work
from prover.gate.examine import examine
from prover.lean.live.pool import Pool
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.problem import parse_problem
from prover.words.settings import resolve

SAID = {
    "(n m : Nat) : n - m + m = n": ["`-` on Nat stops at 0"],
    "(n : Nat) : n / 2 * 2 = n": ["`/` on Nat leaves"],
    "(a : Int) : a / 2 * 2 = a": ["`/` on Int is division"],
    "(a b : Int) (n : Nat) : a - b = 0 ∧ n / (n - 1) = 2": ["`-` on Nat", "`/` on Nat"],
    "(a b : Int) : a - b + b = a": [],
    "(n : Nat) : (n + 1) - 1 = n ∧ 2 + n - n = 2": [],
    "(n : Nat) : (n + 1) - 2 = n": ["`-` on Nat"],
    "(n m : Nat) (h : m ≤ n) : n - m + m = n": [],
    "(n m : Nat) (h : m ≤ n) : m - n = 0": ["`-` on Nat"],
    "(n m : Nat) (h : n > m ∧ m ≠ 0) : n - (m + 1) ≤ n ∧ m - 1 < n": [],
    "(n m : Nat) (h : ∀ k, m < k → k - m = n) : n - m = n": ["`-` on Nat"],
    "(n m : Nat) : (m ≤ n → n = m) → n - m = n": ["`-` on Nat"],
    "(n m : Nat) (h : m ≤ n) : ∀ n, n - m = n - m": ["`-` on Nat"],  # another `n`
    "(n m : Nat) (h : m ≤ n) : let n := 0; (n - m) + m = n": ["`-` on Nat"],
    "(n : Nat) : ∃ f : Nat → Nat, f = fun k => k - n": ["`-` on Nat"],
    "(n m : Nat) (h : m ∣ n) : n / m * m = n": [],
    "(n m : Nat) (h : n ∣ m) : n / m * m = n": ["`/` on Nat"],
    "(a : Int) : 2 * a / 2 = a": [],
}


async def test_an_operation_that_surprises_is_named_once(door: Toolchain) -> None:
    theorems = (f"theorem t{i} {statement} := sorry\n" for i, statement in enumerate(SAID))
    problem = parse_problem(f"namespace A\n\n{''.join(theorems)}", Path("P.lean"))
    warnings = (await examine(door, problem, problem.targets())).warnings
    assert len(warnings) == sum(map(bool, SAID.values()))
    for i, words in enumerate(SAID.values()):
        own = [warning for warning in warnings if warning.startswith(f"P.lean:{i + 3}:0: in the statement of A.t{i} ")]
        assert len(own) == bool(words)
        assert all(word in warning for warning in own for word in words)


async def test_hypotheses_that_contradict_each_other_are_said_and_a_claim_of_false_is_not(toolchain: Toolchain) -> None:
    text = "theorem a (n : Nat) (h : n < 2) (g : 3 < n) : n = 7 := sorry\n"
    text += "theorem b (n : Nat) (h : n < 0) : False := sorry\n"
    problem = parse_problem(text + "theorem c (n : Nat) : ¬ n < n := sorry\n", Path("P.lean"))
    settings = resolve(None, {"planner.rounds": 0}).settings
    async with Pool(toolchain) as pool:
        report = await work(Assignment(problem, problem.targets()), nullcontext(Equipment(pool, settings)))
    assert report.warnings == ("P.lean:1:0: what a supposes contradicts itself: it says nothing",)
    assert report.proved

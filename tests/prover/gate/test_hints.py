"""A line for what in a statement is often not what was meant: never a refusal, and none for what is plain."""

from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest

from architect.run.asked import Assignment, Equipment
from architect.run.work import work
from prover.gate.examine import examine
from prover.lean.live.pool import Pool
from prover.lean.toolchains.toolchain import Toolchain
from prover.methods.scripts import load_portfolio
from prover.methods.vacuous import is_vacuous
from prover.text.place import Place
from prover.text.problem import parse_problem
from prover.words.errors import BadInput
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


async def test_that_lean_says_nothing_of_what_it_does_not_read_is_no_answer_and_is_said(toolchain: Toolchain) -> None:
    problem = parse_problem("theorem b : 2 = 2 := sorry\n#exit\ntheorem c (n : Nat) : n = n := sorry\n", Path("P.lean"))
    script = load_portfolio("embedded").contradiction
    assert script
    settings = resolve(None, {"planner.rounds": 0}).settings
    async with Pool(toolchain) as pool:
        assert not await is_vacuous(pool, Place(problem, problem.targets()[1], {}).bare, script)
        report = await work(Assignment(problem, problem.targets()), nullcontext(Equipment(pool, settings)))
    assert report.warnings == ()
    assert [result.proved for result in report.results] == [True, False]
    assert "Lean stops at the `#exit` in line 2, so c is not read" in str(report.results[1].outcome)


async def test_where_nothing_is_described_what_stands_behind_exit_is_not_tried_either(toolchain: Toolchain) -> None:
    nobody = replace(toolchain, shared_library=None)
    problem = parse_problem("theorem b : 2 = 2 := sorry\n#exit\ntheorem c : 1 = 2 := sorry\n", Path("P.lean"))
    found = (await examine(nobody, problem, problem.targets())).provable
    assert [target.name for target in found.targets] == ["b"]
    with pytest.raises(BadInput, match=r"P.lean: Lean stops at the `#exit` in line 2, so c is not read"):
        await examine(nobody, problem, problem.targets("c"))

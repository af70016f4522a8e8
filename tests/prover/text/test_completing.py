"""Theorems without a proof, by their words: `sorry` is put where it should stand, and nowhere else."""

from pathlib import Path

import pytest

from prover.text.completing import completed
from prover.text.problem import parse_problem


@pytest.mark.parametrize(
    "marked",  # with `§…§` around what is added
    [
        "theorem a : T§ := by sorry§",
        "theorem a : T :=§ by sorry§",
        "theorem a : T := by§ sorry§",
        "theorem a : T :=§ by sorry§ -- so\n",
        "theorem a : T :=\n  by§ sorry§\n/-- of b -/\ntheorem b : T := x\n",
        "theorem a : T§ := by sorry§ /- so -/\n\n/-! A title -/\n@[simp] private lemma b : T§ := by sorry§\n#check a\n",
        "namespace A\ntheorem a (x : T := by simp) : T§ := by sorry§\nend A\ntheorem b : T := x",
        "theorem a : let x := 1; x = 1§ := by sorry§\nopen A in\ntheorem b : let x := 1; x = 1 :=§ by sorry§",
        "theorem a (x : Int) : |x| = |x|§ := by sorry§",
        "theorem a : ∀ x, (fun y => y) x = |x|§ := by sorry§",
        "mutual\ntheorem a : T§ := by sorry§\ntheorem b : T := by§ sorry§\nend\n",
        "theorem a : answer(sorry) = 1 := by§ sorry§",
    ],
)
def test_where_a_theorem_ends_its_proof_is_left_open(marked: str) -> None:
    given, text = "".join(marked.split("§")[::2]), marked.replace("§", "")
    problem = completed(parse_problem(given, Path("P.lean")))
    assert (problem.text, problem.given) == (text, given)
    assert len(problem.bodiless) == marked.count("§") // 2
    assert all(declaration.holes for declaration in problem.declarations if declaration.name == "a")


@pytest.mark.parametrize(
    "text",
    [
        "theorem a : T := x",
        "theorem a : T := by\n  have : U := by",  # a proof is begun
        "theorem a : T := let x :=",
        "theorem a : P ∧ by",
        "theorem a",
        "theorem a : T := by\n  #check x\n  simp",
        "theorem a : T := by\n  set_option pp.all true in\n  simp\n#guard_msgs in\ntheorem b : T := x",
        "theorem a : ∀ n, T n\n  | 0 => x\n  | n + 1 => y",
        "theorem a : ∀ n, T n\n  | 0 ↦ x",
        "theorem a : T where\n  p := x",
        "axiom a : T\nopaque b : T\nstructure S where\n  p : T\nclass C where\n  p : T := by\ninductive I : T",
        "def a : T :=\nabbrev b : T\ninstance : T\nexample : T := by",
        "-- theorem a : T\n/- theorem b : T := -/",
    ],
)
def test_nothing_is_added_where_a_proof_is_begun_or_none_is_due(text: str) -> None:
    problem = parse_problem(text, Path("P.lean"))
    assert completed(problem) is problem

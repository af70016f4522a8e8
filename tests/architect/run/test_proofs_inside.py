"""Runs at files whose definitions have proofs to find in them: what is a target, what waits, and what is left."""

from contextlib import nullcontext
from pathlib import Path

import pytest

from architect.run.asked import Assignment, Equipment
from architect.run.result import Report
from architect.run.work import work
from prover.lean.live.pool import Pool
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.problem import parse_problem
from prover.words.errors import BadInput
from prover.words.outcome import Unproved
from prover.words.settings import resolve

HALF = """def half (n : Nat) : Nat :=
  if h : n < 2 then 0 else half (n - 2) + 1
termination_by n
decreasing_by sorry

theorem half_zero : half 0 = 0 := by sorry
"""
INSTANCE = """class Mag (α : Type) where
  op : α → α → α
  comm : ∀ a b : α, op a b = op b a

instance : Mag Nat where
  op := fun a b => a + b
  comm := by
    intro a b
    sorry
"""


async def proved(toolchain: Toolchain, text: str, theorem: str | None = None) -> Report:
    problem = parse_problem(text, Path("P.lean"))
    settings = resolve(None, {"planner.rounds": 0, "prover.search_seconds": 0.0}).settings
    async with Pool(toolchain) as pool:
        return await work(Assignment(problem, problem.targets(theorem)), nullcontext(Equipment(pool, settings)))


async def test_that_a_function_ends_is_proved_before_what_leans_on_it(toolchain: Toolchain) -> None:
    report = await proved(toolchain, HALF, theorem="half_zero")
    assert [(result.theorem, result.proved) for result in report.results] == [("half", True), ("half_zero", True)]
    assert "half is proved too: what was asked for leans on the `sorry` in it" in report.warnings
    assert "sorry" not in report.text


async def test_a_field_of_an_instance_without_a_name_is_proved_under_the_name_that_lean_gives_it(
    toolchain: Toolchain,
) -> None:
    report = await proved(toolchain, INSTANCE)
    assert [(result.theorem, result.proved) for result in report.results] == [("instMagNat", True)]
    assert report.text.startswith(INSTANCE.partition("    sorry")[0])


async def test_what_leans_on_a_proof_that_was_not_found_is_not_tried(toolchain: Toolchain) -> None:
    text = HALF.replace("half (n - 2)", "half (n + 2)")
    report = await proved(toolchain, text)
    half, half_zero = report.results
    assert not half.proved
    assert half_zero.attempts == ()
    assert isinstance(half_zero.outcome, Unproved)
    assert half_zero.outcome.diagnosis.words == "it leans on the `sorry` in half, which is not proved"


async def test_answers_are_left_and_a_theorem_that_leans_on_one_keeps_no_other_back(toolchain: Toolchain) -> None:
    text = "def n : Nat := sorry\ntheorem a : n = 3 := sorry\ntheorem b : 1 + 1 = 2 := sorry\n"
    report = await proved(toolchain, text)
    a, b = report.results
    assert isinstance(a.outcome, Unproved)
    assert "the statement of a leans on the `sorry` in n: that is an answer" in a.outcome.diagnosis.words
    assert b.proved
    assert report.text == text.replace("b : 1 + 1 = 2 := sorry", f"b : 1 + 1 = 2 := {b.fills[max(b.fills)]}")
    assert any("this `sorry` in n is an answer to be filled in" in warning for warning in report.warnings)
    with pytest.raises(BadInput, match=r"P\.lean:1:15: this `sorry` in n is an answer"):
        await proved(toolchain, text, theorem="n")


async def test_an_answer_of_a_part_is_an_answer(toolchain: Toolchain) -> None:
    with pytest.raises(BadInput, match="this `sorry` in f is an answer to be filled in"):
        await proved(toolchain, "def f : Nat := g + 1\nwhere g : Nat := sorry\n")


async def test_an_instance_whose_name_has_that_of_its_module_in_it_is_proved(toolchain: Toolchain) -> None:
    text = "instance (priority := low) : Inhabited (Fin 3) := ⟨⟨2, by sorry⟩⟩\ninstance : Nonempty Nat := sorry\n"
    report = await proved(toolchain, text)
    assert [(result.theorem, result.proved) for result in report.results] == [
        ("instInhabitedFinOfNatNat_problem", True),
        ("instNonemptyNat_problem", True),
    ]


async def test_several_open_definitions_of_a_mutual_block_are_said_not_to_be_proved(toolchain: Toolchain) -> None:
    text = """mutual
def ev (n : Nat) : Bool := match n with | 0 => true | n + 1 => od n
termination_by n
decreasing_by sorry
def od (n : Nat) : Bool := match n with | 0 => false | n + 1 => ev n
termination_by n
decreasing_by sorry
end
"""
    with pytest.raises(BadInput, match="is one of several in definitions of a `mutual` block"):
        await proved(toolchain, text)


async def test_a_script_in_brackets_is_no_argument_of_the_line_before(toolchain: Toolchain) -> None:
    text = """def add (a b : {n : Nat // n % 2 = 0}) : {n : Nat // n % 2 = 0} := ⟨a.1 + b.1, by
  have h1 := a.2
  have h2 := b.2
  sorry⟩
"""
    assert (await proved(toolchain, text)).proved

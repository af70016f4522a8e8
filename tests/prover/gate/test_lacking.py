"""What the embedded library has not got is answered with where one reads what it has; a slip of the pen is not."""

from pathlib import Path

import pytest

from prover.gate.examine import examine
from prover.lean.toolchains.embedded import readme
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.problem import parse_problem
from prover.words.errors import BadInput


async def refusal(toolchain: Toolchain, text: str) -> str:
    problem = parse_problem(text, Path("t.lean"))
    with pytest.raises(BadInput) as refused:
        await examine(toolchain, problem, problem.targets())
    return str(refused.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("theorem t (n : Nat) : n = n := by\n  have := Nat.sqrt_le n\n  sorry\n", "no `Nat.sqrt_le` in it: if Lean or"),
        ("theorem t (s : Finset Nat) : s = s := sorry\n", "no `Finset` in it: if Lean or Mathlib has it"),
        ("theorem t (n : Nat) : n = n := by\n  have : n = n := by linarith\n  sorry\n", "no `linarith` in it: if"),
        (
            "theorem t (n : Nat) : ∑ i, i = n := sorry\n",
            "nothing that is written with `∑` there: if",
        ),
        ("theorem t : #[1].size = 1 := sorry\n", "nothing that is written with `#` there"),
        ("theorem t (x : ℝ) : x + 0 = x := sorry\n", "it has fewer instances than Lean"),
        ("theorem t (x : ℝ) : x = x := sorry\n", "the embedded library has no `ℝ`"),
        ("import Mathlib\ntheorem t : 1 = 1 := sorry\n", "it imports Mathlib, which the embedded Lean does not have"),
        ('notation "foo" => 1\ntheorem t : foo = 1 := sorry\n', "it takes no notations and macros of a file's own"),
    ],
)
async def test_what_is_not_there_comes_with_the_page_that_says_what_is(
    toolchain: Toolchain, text: str, words: str
) -> None:
    said = await refusal(toolchain, text)
    assert words in said
    assert str(readme()) in said
    assert readme().is_file()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("theorem t (n : Nat) : n = n := by\n  have := Nat.add_com n n\n  sorry\n", "Nat.add_comm"),
        ("def double (n : Nat) := n + n\ntheorem t : doubel 1 = 2 := sorry\n", "double"),
        ("theorem t (n : Nat) : n = n := by\n  have : n = n := by simpp\n  sorry\n", "simp"),
    ],
)
async def test_a_name_like_one_that_is_there_is_asked_about_and_not_called_lacking(
    toolchain: Toolchain, text: str, meant: str
) -> None:
    said = await refusal(toolchain, text)
    assert said.endswith(f" (is `{meant}` meant?)")
    assert str(readme()) not in said


async def test_what_is_plainly_wrong_is_answered_by_lean_alone(toolchain: Toolchain) -> None:
    said = await refusal(toolchain, "theorem t (n : Nat) : n = := sorry\n")
    assert said.endswith("Lean does not accept the file as it is: unexpected token ':='; expected term")

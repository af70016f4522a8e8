"""Names that Lean binds by itself: what looks like a type and is none is not proved; a letter is a variable."""

import dataclasses
from pathlib import Path

import pytest

from architect.run.verify import Demands, verify
from prover.gate.autobound import compile_official
from prover.gate.examine import examine
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.problem import parse_problem
from prover.words.errors import BadInput


async def examined(toolchain: Toolchain, text: str) -> tuple[str, ...]:
    problem = parse_problem(text, Path("P.lean"))
    return (await examine(toolchain, problem, problem.targets())).warnings


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("theorem t (x y : Rat) (h : x = y) : y = x := by\n  sorry\n", "Rat", "1:17"),
        ("theorem t (x : ℝ) : x = x := by\n  sorry\n", "ℝ", "1:15"),
        ("theorem t (s : Finset) (n : Nat) : s = s := by\n  sorry\n", "Finset", "1:15"),
        ("theorem t :\n    ∀ x y : ℤ, x = y → y = x := sorry", "ℤ", "2:12"),
        ("variable (x : Rat)\ntheorem t : x = x := sorry", "Rat", "1:14"),
        ("def f (x : Rat) := x\ntheorem t : f 3 = 3 := sorry", "Rat", "1:11"),
        ("set_option relaxedAutoImplicit true\ntheorem t (x : Rat) : x = x := sorry", "Rat", "2:15"),
        ("set_option autoImplicit true in\ntheorem t (x : ℂ) : x = x := sorry", "ℂ", "2:15"),
    ],
)
async def test_a_type_that_the_library_has_not_is_refused_with_what_to_do(
    toolchain: Toolchain, text: str, name: str, place: str
) -> None:
    with pytest.raises(BadInput) as refused:
        await examined(toolchain, text)
    assert str(refused.value).startswith(f"P.lean:{place}: the embedded library has no `{name}`")
    assert "--project DIR" in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "theorem t (x : α) (f : α → β) (h : x = y₁) : f x = f y₁ := sorry",
        "theorem t (h : x' = y) : y = x' := sorry",
        "structure Rat where\n  digits : List Nat\ntheorem t (x : Rat) : x = x := sorry",
        "theorem t {Set : Type} (x : Set) : x = x := sorry",
        "variable {elem : Type} (xs : List elem)\ntheorem t : xs ++ [] = xs := sorry",
        "-- of Rat and ℝ\ntheorem t (n : Nat) : n = n := sorry",
        "def ℤ := Nat\ntheorem t (x : ℤ) (y : α) : x = x ∧ y = y := sorry",
    ],
)
async def test_letters_and_what_is_declared_mean_what_they_say(toolchain: Toolchain, text: str) -> None:
    assert await examined(toolchain, text) == ()


async def test_a_letter_that_everyone_takes_for_a_constant_is_a_warning(toolchain: Toolchain) -> None:
    found = await examined(toolchain, "theorem t (x : ℵ₀) (h : x = π) (n : α) : π = x ∧ n = n := sorry")
    assert [warning.split("`")[1] for warning in found] == ["ℵ₀", "π"]


async def test_any_other_word_is_a_warning_with_its_place(toolchain: Toolchain) -> None:
    [warning] = await examined(toolchain, "theorem t (h : lenght = 3) (k : lenght = n) : 3 = lenght := sorry")
    assert warning.startswith("P.lean:1:15: nothing is called `lenght` here")


async def test_a_declaration_that_names_it_is_not_unknown_itself(toolchain: Toolchain) -> None:
    text = "def double (xs : List Elem) := xs ++ xs\ntheorem t (xs : List Nat) : double xs = xs ++ xs := sorry"
    [warning] = await examined(toolchain, text)
    assert "`Elem`" in warning


async def test_with_a_project_it_is_a_warning(toolchain: Toolchain) -> None:
    project = dataclasses.replace(toolchain, name="project")
    [warning] = await examined(project, "theorem t (x : Rat) : x = x := sorry")
    assert "`Rat`" in warning


class Counting(Toolchain):
    """It counts the Leans that are started."""

    started = 0

    def command(self, *arguments: str, scratch: Path | None = None, cpu_seconds: int | None = None) -> list[str]:
        Counting.started += 1
        return super().command(*arguments, scratch=scratch, cpu_seconds=cpu_seconds)


async def test_where_lean_binds_nothing_the_file_is_compiled_once(toolchain: Toolchain, tmp_path: Path) -> None:
    counting = Counting(**{field.name: getattr(toolchain, field.name) for field in dataclasses.fields(toolchain)})
    problem = parse_problem("theorem t (n : Nat) (x : α) : n = n ∧ x = x := sorry", Path("P.lean"))
    before = Counting.started
    official, bound = await compile_official(counting, problem, tmp_path)
    assert official.compiled is not None
    assert (bound, Counting.started - before) == ((), 1)


async def verified(toolchain: Toolchain, folder: Path, statement: str, proof: str, strict: bool = False) -> list[str]:
    original, result = folder / "o.lean", folder / "r.lean"
    original.write_text(f"{statement} := by\n  sorry\n")
    result.write_text(f"{statement} := by\n  {proof}\n")
    found = await verify(toolchain, result, original, Demands(strict=strict))
    return [found.status, *(warning.reason for warning in found.warnings)]


async def test_verify_refuses_such_a_statement_and_warns_of_other_words(toolchain: Toolchain, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no `Rat`"):
        await verified(toolchain, tmp_path, "theorem t (x y : Rat) (h : x = y) : y = x", "exact h.symm")
    status, warning = await verified(toolchain, tmp_path, "theorem t (h : lenght = 3) : 3 = lenght", "exact h.symm")
    assert status == "certified"
    assert "`lenght`" in warning
    assert await verified(toolchain, tmp_path, "theorem t (h : x = y) : y = x", "exact h.symm") == ["certified"]


async def test_strict_verification_takes_a_warning_for_a_refusal(toolchain: Toolchain, tmp_path: Path) -> None:
    status, *_ = await verified(toolchain, tmp_path, "theorem t (h : lenght = 3) : 3 = lenght", "exact h.symm", True)
    assert status == "not proved"


async def test_verify_asks_about_what_a_definition_of_the_statement_bound(toolchain: Toolchain, tmp_path: Path) -> None:
    text = "def Twice (f : Rat → Rat) : Prop := ∀ x : Rat, f x = f x\ntheorem t : Twice (fun k : Nat => k) := "
    original, result = tmp_path / "original.lean", tmp_path / "result.lean"
    original.write_text(f"{text}sorry\n")
    result.write_text(f"{text}fun _ => rfl\n")
    with pytest.raises(BadInput, match="has no `Rat`"):
        await verify(toolchain, result, original, Demands())

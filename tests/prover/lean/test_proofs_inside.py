"""Proofs inside definitions and instances, by both doors: they may be any, and all else is as in the official file."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from prover.lean.checker import Conditions, Denial, Description, Judgement, Question, describe, judge
from prover.lean.toolchains.toolchain import Toolchain
from tests.prover.lean.judging import SECONDS, compiled

MAG = "class Mag (α : Type) where\n  op : α → α → α\n  comm : ∀ a b : α, op a b = op b a\n"
INSTANCE = f"{MAG}instance inst : Mag Nat where\n  op := fun a b => HOW\n  comm := by\n    intro a b\n    "
HALF = "def half (n : Nat) : Nat :=\n  if h : n < 2 then 0 else half (n - 2) + 1\ntermination_by n\ndecreasing_by "
POSITIVE = "def one : { n : Nat // 0 < n ∧ n = n } := ⟨1, by\n  constructor\n  · "

BACKWARDS = "def f (P : Nat → Prop) (h : ∀ n, n = n → P n) (x : Nat) : Subtype P := ⟨x, by\n  apply h\n  "
OPEN_NUMBER = "Fin.val (⟨5, sorry⟩ : Fin 10)"
LET_TYPE = "def c (q : Prop) (m : Nat) (p : Prop) : let T := Nat; T := m\n"
COMPUTED_TYPE = "def c (m : Nat) (q : Nat → Prop) : (fun T : Type => T) Nat := m\n"
ANY_TYPE = "def c.{u} (α : Sort u) (F : α → Sort u) (a : α) (x : F a) : F a := x\n"

PROVED = {
    "a field of an instance": ("inst", INSTANCE.replace("HOW", "a + b"), "sorry", "exact Nat.add_comm a b"),
    "that a function ends": ("half", HALF, "sorry", "omega"),
    "that a function ends, with steps before it": ("half", HALF, "\n  refine id ?_\n  sorry", "omega"),
    "of a proposition": ("d", "def d : 2 + 2 = 4 := ", "sorry", "rfl"),
    "of a proposition, with a witness": ("d", "def d : ∃ n : Nat, n * n = 49 := ", "⟨sorry, sorry⟩", "⟨7, rfl⟩"),
    "a part of a value": ("one", POSITIVE, "sorry\n  · rfl⟩", "exact Nat.one_pos\n  · rfl⟩"),
    "for a step on the way": (
        "f",
        "def f (n : Nat) (h : 0 < n) : Nat :=\n  have _ : n ≠ 0 := ",
        "by sorry\n  n",
        "Nat.ne_of_gt h\n  n",
    ),
    "what a hypothesis asks for": ("f", BACKWARDS, "sorry⟩", "exact rfl⟩"),
    "what a hypothesis asks for, told at once": (
        "f",
        BACKWARDS.partition("by")[0],
        "by\n  apply h\n  sorry⟩",
        "h x rfl⟩",
    ),
    "by cases": (
        "f",
        "def f (p q : Prop) (h : p ∨ q) : { n : Nat // q ∨ p } := ⟨1, ",
        "by\n  cases h with\n  | inl a => exact Or.inr a\n  | inr b => sorry⟩",
        "h.symm⟩",
    ),
    "a step back, and then none": (
        "r",
        "def r (n : Nat) (h : n = 0) : { m : Nat // m = n } := ⟨0, ",
        "by\n  refine Eq.symm ?_\n  exact sorry⟩",
        "h.symm⟩",
    ),
}  # fmt: skip

REFUSED = {
    "another operation": (
        "inst",
        INSTANCE.replace("HOW", "a + b") + "sorry",
        INSTANCE.replace("HOW", "a * b") + "exact Nat.mul_comm a b",
        "inst: the result states something else",
    ),
    "left open": ("inst", INSTANCE.replace("HOW", "a + b") + "sorry", None, "inst rests on sorryAx"),
    "an answer": ("n", "def n : Nat := sorry", "def n : Nat := 3", "n: the result states something else"),
    "a value that is not a proof": (
        "p",
        "def p : Nat × Nat := (sorry, 1)",
        "def p : Nat × Nat := (0, 1)",
        "p: the result states something else",
    ),
    "a theorem in its place": ("d", "def d : 2 + 2 = 4 := sorry", "theorem d : 2 + 2 = 4 := rfl", "of kind theorem"),
    "another proposition": ("d", "def d : 2 + 2 = 4 := sorry", "def d : 2 = 2 := rfl", "something else"),
    "by an axiom": (
        "d",
        "def d : 2 + 2 = 5 := sorry",
        "axiom a : 2 + 2 = 5\ndef d : 2 + 2 = 5 := a",
        "a: the result adds this axiom",
    ),
    # What has a `sorry` in it, and is a number: a `let` or a function in a type is not what it ends with.
    "a number, of a type with a let": (
        "t",
        f"{LET_TYPE}def n : Nat := c True ({OPEN_NUMBER}) True\ntheorem t : n = 7 := sorry",
        f"{LET_TYPE}def n : Nat := 7\ntheorem t : n = 7 := rfl",
        "n: the statement of t uses it, and the result changed it",
    ),
    "a number, of a type that computes": (
        "t",
        f"{COMPUTED_TYPE}def n : Nat := c ({OPEN_NUMBER}) (fun _ => True)\ntheorem t : n = 7 := sorry",
        f"{COMPUTED_TYPE}def n : Nat := 7\ntheorem t : n = 7 := rfl",
        "n: the statement of t uses it, and the result changed it",
    ),
    "a number, of a type of any universe": (
        "t",
        f"{ANY_TYPE}def n : Nat := c.{{1}} Nat (fun _ => Nat) 0 ({OPEN_NUMBER})\ntheorem t : n = 7 := sorry",
        f"{ANY_TYPE}def n : Nat := 7\ntheorem t : n = 7 := rfl",
        "n: the statement of t uses it, and the result changed it",
    ),
    "unsafe": ("d", "def d : 2 + 2 = 5 := sorry", "unsafe def d : 2 + 2 = 5 := d", "unchecked"),
}  # fmt: skip


WHOLE_FILE = ("by an axiom", "unsafe")  # what nothing in a file may hold


async def judged(door: Toolchain, folder: Path, cases: Sequence[tuple[str, str, str]]) -> Sequence[object]:
    """What a door says of (name, official text, result's text), all in one pair of files, a namespace for each."""
    texts = ["", ""]
    for i, (_, *pair) in enumerate(cases):
        texts = [f"{text}namespace C{i}\n{own}\nend C{i}\n\n" for text, own in zip(texts, pair, strict=True)]
    files = [await compiled(door, folder / name, text) for name, text in zip(("a", "b"), texts, strict=True)]
    questions = [Question(f"C{i}.{name}") for i, (name, *_) in enumerate(cases)]
    return await judge(door, (files[0], files[1]), questions, Conditions(), SECONDS)


async def test_a_proof_inside_a_definition_may_be_any(door: Toolchain, tmp_path: Path) -> None:
    cases = [(name, before + given, before + made) for name, before, given, made in PROVED.values()]
    for kind, found in zip(PROVED, await judged(door, tmp_path, cases), strict=True):
        assert isinstance(found, Judgement), (kind, found)
        assert "sorryAx" not in found.axioms, kind


async def test_whatever_is_not_a_proof_stays_as_it_is(door: Toolchain, tmp_path: Path) -> None:
    chosen = {kind: case for kind, case in REFUSED.items() if kind not in WHOLE_FILE}
    cases = [(name, given, made or given) for name, given, made, _ in chosen.values()]
    for (kind, (*_, words)), found in zip(chosen.items(), await judged(door, tmp_path, cases), strict=True):
        assert isinstance(found, Denial), (kind, found)
        assert words in found.why.replace(f"C{[*chosen].index(kind)}.", ""), (kind, found)


@pytest.mark.parametrize("kind", WHOLE_FILE)
async def test_what_no_file_may_hold_is_in_no_definition(door: Toolchain, tmp_path: Path, kind: str) -> None:
    name, given, made, words = REFUSED[kind]
    [found] = await judged(door, tmp_path, [(name, given, made or given)])
    assert isinstance(found, Denial), found
    assert words in found.why.replace("C0.", "")


async def test_a_description_tells_an_answer_from_a_proof(door: Toolchain, tmp_path: Path) -> None:
    text = (
        INSTANCE.replace("HOW", "a + b") + "sorry\ndef n : Nat := sorry\n"
        "def both : { n : Nat // n = n } := ⟨sorry, sorry⟩\n"
        "theorem t : both.1 = n → inst.op 1 2 = 3 := sorry\ndef over : Nat := n + inst.op 1 sorry\n"
        "def exists_one : ∃ m : Nat, m = 1 := ⟨sorry, sorry⟩\ndef of_answer : (sorry : Nat) = 1 := sorry\n"
    )
    found = await describe(door, await compiled(door, tmp_path / "a", text), SECONDS)
    assert isinstance(found, Description)
    by_name = {constant.name: constant for constant in found.constants}
    assert [by_name[name].answer for name in ("inst", "n", "both", "t", "over")] == [False, True, True, False, True]
    assert [by_name[name].answer for name in ("exists_one", "of_answer")] == [False, True]
    assert by_name["t"].leans_on == ("both", "inst", "n")
    assert by_name["over"].leans_on == ("inst", "n", "over")

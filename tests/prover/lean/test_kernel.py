"""The kernel process and the real Lean: of two compiled files, only an honest proof of the same theorem passes."""

import dataclasses
from pathlib import Path

import pytest

from prover.lean.checker import Conditions, Judgement, Question, judge
from prover.lean.toolchains.toolchain import Toolchain
from tests.prover.lean.judging import FALSE_SUM, FIVE, HONEST, SECONDS, compiled, judge_one, judged, reason
from tests.sampling import sampled

OWN_WORLD = "prelude\naxiom propext : ∀ p : Prop, p\ntheorem t : ∀ p : Prop, p := propext"


async def test_an_honest_proof_passes_with_all_that_it_reaches_replayed(toolchain: Toolchain, tmp_path: Path) -> None:
    answer = await judged(toolchain, tmp_path, HONEST + "sorry", HONEST + "rfl")
    assert isinstance(answer, Judgement)
    assert (answer.constant, answer.axioms) == ("t", frozenset())
    assert answer.replayed > answer.made >= 2


CHEATS = {
    "sorry": (FALSE_SUM + "sorry", FALSE_SUM + "sorry", "t rests on sorryAx"),
    "sorry in a lemma": (FALSE_SUM + "sorry", f"theorem l : {FIVE} := sorry\n{FALSE_SUM}l", "rests on sorryAx"),
    "a new axiom": (FALSE_SUM + "sorry", f"axiom a : {FIVE}\n{FALSE_SUM}a", "a: the result adds this axiom"),
    "an axiom nothing uses": (HONEST + "sorry", "axiom a : False\n" + HONEST + "rfl", "a: the result adds this axiom"),
    "a new opaque": (HONEST + "sorry", "opaque o : Nat := 1\n" + HONEST + "rfl", "o: the result adds this opaque"),
    "a new unsafe definition": (HONEST + "sorry", "unsafe def u : Nat := 1\n" + HONEST + "rfl", "adds this unsafe"),
    "the kernel skipped": (
        FALSE_SUM + "sorry",
        "set_option debug.skipKernelTC true in\n" + FALSE_SUM + "by decide +kernel",
        "the kernel refuses the compiled file",
    ),
    "the kernel skipped in a lemma": (
        FALSE_SUM + "sorry",
        "set_option debug.skipKernelTC true in\ntheorem l : (2 : Nat) + 2 = 5 := by decide +kernel\n" + FALSE_SUM + "l",
        "the kernel refuses the compiled file",
    ),
    "an axiom that only has a good name": (OWN_WORLD, OWN_WORLD, "t rests on propext"),
    "a theorem of the user turned into an axiom": (
        f"theorem a : {FIVE} := sorry\n{FALSE_SUM}sorry",
        f"axiom a : {FIVE}\n{FALSE_SUM}a",
        "a: the result adds this axiom",
    ),
}  # fmt: skip


@pytest.mark.parametrize("cheat", CHEATS)
async def test_a_theorem_that_is_not_proved_is_refused(door: Toolchain, tmp_path: Path, cheat: str) -> None:
    official, result, words = CHEATS[cheat]
    assert words in reason(await judged(door, tmp_path, official, result))


OTHER_STATEMENTS = {
    "weakened": (FALSE_SUM + "sorry", "theorem t : (2 : Nat) + 2 = 4 := rfl", "t: the result states something else"),
    "one more hypothesis": (FALSE_SUM + "sorry", f"theorem t (h : {FIVE}) : {FIVE} := h", "something else"),
    "another let": (
        "theorem t : let x := 1; x = 2 := sorry",
        "theorem t : let x := 1; x = 1 := by intro x; rfl",
        "something else",
    ),
    "another let value": (
        "theorem t : let x := 1; x = 2 := sorry",
        "theorem t : let x := 2; x = 2 := by intro x; rfl",
        "something else",
    ),
    "another default in a binder": (
        "theorem t (n : Nat := 1) (h : n = 2) : n = 3 := sorry",
        "theorem t (n : Nat := 1) (h : n = 3) : n = 3 := h",
        "something else",
    ),
    "a definition's value": (
        "def two : Nat := 2\ntheorem t : two = 3 := sorry",
        "def two : Nat := 3\ntheorem t : two = 3 := rfl",
        "two: the statement of t uses it, and the result changed it",
    ),
    "a definition under a definition": (
        "def one : Nat := 1\ndef two : Nat := one + 1\ntheorem t : two = 3 := sorry",
        "def one : Nat := 2\ndef two : Nat := one + 1\ntheorem t : two = 3 := rfl",
        "one: the statement of t uses it, and the result changed it",
    ),
    "an instance": (
        "instance mine : Add Bool := ⟨fun a _ => a⟩\ntheorem t : Add.add (α := Bool) false true = true := sorry",
        "instance mine : Add Bool := ⟨fun _ b => b⟩\ntheorem t : Add.add (α := Bool) false true = true := rfl",
        "mine: the statement of t uses it, and the result changed it",
    ),
    "an instance put before": (
        FALSE_SUM + "sorry",
        "instance mine : HAdd Nat Nat Nat := ⟨fun _ _ => 5⟩\n" + FALSE_SUM + "rfl",
        "something else",
    ),
    "an inductive type": (
        "inductive C | a | b\ntheorem t (c : C) : c = c := sorry",
        "inductive C | a\ntheorem t (c : C) : c = c := rfl",
        "the statement of t uses it, and the result",
    ),
    "a constructor": (
        "inductive P : Nat → Prop | mk (n : Nat) : P n\ntheorem t : P 0 := sorry",
        "inductive P : Nat → Prop | mk (n : Nat) (h : n = n) : P n\ntheorem t : P 0 := .mk 0 rfl",
        "P.mk: the statement of t uses it, and the result changed it",
    ),
    "a definition turned into an axiom": (
        "def two : Nat := 2\ntheorem t (h : two = two) : True := sorry",
        "axiom two : Nat\ntheorem t (h : two = two) : True := .intro",
        "two: the statement of t uses it, and the result changed it",
    ),
    "fewer universes": (
        "theorem t (α : Sort u) (a : α) : a = a := sorry",
        "theorem t (α : Type) (a : α) : a = a := rfl",
        "something else",
    ),
    "two universes that were one": (
        "theorem t.{u, v} (α : Sort u) (β : Sort v) (γ : Sort u) (a : α) : a = a := sorry",
        "theorem t.{u, v} (α : Sort u) (β : Sort v) (γ : Sort v) (a : α) : a = a := rfl",
        "something else",
    ),
    "a constructor's universe": (
        "universe u v\ninductive P : Prop | mk (α : Type u) (β : Type v) (h : α)\ntheorem t : P.{0, 1} := sorry",
        "universe v u\ninductive P : Prop | mk (α : Type u) (β : Type v) (h : α)\n"
        "theorem t : P.{0, 1} := ⟨Type, Nat, Nat⟩",
        "something else",
    ),
    "an impredicative maximum that is not one": (
        "theorem t (α : Sort u) (x : Sort (imax u v)) (y : Sort v) : x = x := sorry",
        "theorem t (α : Sort u) (x : Sort (max u v)) (y : Sort v) : x = x := rfl",
        "something else",
    ),
    "a level one higher": (
        "theorem t (α : Type u) (x : Sort (max 1 u)) : x = x := sorry",
        "theorem t (α : Type u) (x : Sort (max 1 (u + 1))) : x = x := rfl",
        "something else",
    ),
    "another type with universes renamed": (
        "inductive C (α : Type u) | a (x : α) | b\ntheorem t (c : C.{u} α) : c = c := sorry",
        "inductive C (α : Type v) | a (x : α)\ntheorem t (c : C.{v} α) : c = c := rfl",
        "the statement of t uses it, and the result changed it",
    ),
    "no theorem: def": (HONEST + "sorry", "def two : Nat := 2\ndef t : two = 2 := rfl", "of kind definition"),
    "no theorem: axiom": (HONEST + "sorry", "def two : Nat := 2\naxiom t : two = 2", "of kind axiom"),
    "no theorem: opaque": ("theorem t : True := sorry", "opaque t : True := .intro", "of kind"),
    "missing": (HONEST + "sorry", "def two : Nat := 2", "t: not in the result"),
    "in another namespace": (HONEST + "sorry", "namespace A\n" + HONEST + "rfl\nend A", "t: not in the result"),
    "private": ("theorem t : True := sorry", "private theorem t : True := .intro", "t: not in the result"),
    "other imports": (HONEST + "sorry", "prelude\nimport Init\n" + HONEST + "rfl", "does not import what"),
}  # fmt: skip


@pytest.mark.parametrize("change", sampled(OTHER_STATEMENTS, str))
async def test_a_proof_of_something_else_is_refused(door: Toolchain, tmp_path: Path, change: str) -> None:
    official, result, words = OTHER_STATEMENTS[change]
    assert words in reason(await judged(door, tmp_path, official, result))


async def test_a_name_that_the_library_defines_may_not_be_defined_again(toolchain: Toolchain, tmp_path: Path) -> None:
    """Two builds of one imported module, of which one lacks the name: Lean compiles both files without a word."""
    builds = {}
    for name, text in (("with", "def seven : Nat := 7"), ("without", "def eight : Nat := 8")):
        file = await compiled(toolchain, tmp_path / name, text)
        builds[name] = dataclasses.replace(
            toolchain,
            compiled={},
            search_path=(file.rename(file.with_name("Extra.olean")).parent, *toolchain.search_path),
        )
    given = await compiled(builds["with"], tmp_path / "a", "import Extra\ntheorem t : True := sorry")
    made = await compiled(
        builds["without"], tmp_path / "b", "import Extra\ndef seven : Nat := 1\ntheorem t : True := .intro"
    )
    answer = await judge_one(builds["with"], given, made)
    assert reason(answer) == "the result defines seven, which is the library's"


SAME_STATEMENTS = {
    "universes in another order": (
        "theorem t.{u, v} (α : Sort u) (β : Sort v) (a : α) (b : β) : a = a := sorry",
        "theorem t.{v, u} (α : Sort u) (β : Sort v) (a : α) (b : β) : a = a := rfl",
    ),
    "names that sort otherwise in a maximum": (
        "theorem t.{u, v, w} (α : Sort u) (β : Sort v) (γ : Sort w) (f g : α → β → γ) : f = g → g = f := sorry",
        "theorem t.{c, b, a} (α : Sort c) (β : Sort b) (γ : Sort a) (f g : α → β → γ) : f = g → g = f := Eq.symm",
    ),
    "a type, its constructors and its recursor": (
        "universe u v\ninductive P (α : Type u) (β : Type v) | a (x : α) | b (y : β) (p : P α β)\n"
        "theorem t : @P.rec.{0, 0, 1} Nat Type = @P.rec.{0, 0, 1} Nat Type := sorry",
        "universe v u\ninductive P (α : Type u) (β : Type v) | a (x : α) | b (y : β) (p : P α β)\n"
        "theorem t : @P.rec.{0, 1, 0} Nat Type = @P.rec.{0, 1, 0} Nat Type := rfl",
    ),
    "an impredicative maximum that is one": (
        "theorem t (α : Sort u) (x : Sort (imax u (v + 1))) (y : Sort v) : x = x := sorry",
        "theorem t (α : Sort a) (x : Sort (max (b + 1) a)) (y : Sort b) : x = x := rfl",
    ),
    "a universe that only a value has": (
        "universe u v\ndef D : Prop := ∀ (α : Type u) (β : Type v), α → β → True\ntheorem t : D.{0, 1} := sorry",
        "universe a b\ndef D : Prop := ∀ (α : Type b) (β : Type a), α → β → True\n"
        "theorem t : D.{1, 0} := fun _ _ _ _ => .intro",
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", SAME_STATEMENTS)
async def test_what_universes_are_called_and_in_what_order_they_stand_changes_no_statement(
    door: Toolchain, tmp_path: Path, change: str
) -> None:
    answer = await judged(door, tmp_path, *SAME_STATEMENTS[change])
    assert isinstance(answer, Judgement), answer


async def test_axioms_of_the_official_file_may_be_used_as_they_are_and_are_named(
    door: Toolchain, tmp_path: Path
) -> None:
    text = "axiom P.{u} : Type u → Prop\naxiom p (α : Type u) : P α\naxiom unused : False\ntheorem t : P Nat := "
    renamed = text.replace("u}", "v}").replace("Type u", "Type v")
    for result in (text, renamed):
        answer = await judged(
            door, tmp_path / ("alike" if result == text else "renamed"), text + "sorry", result + "p Nat"
        )
        assert isinstance(answer, Judgement), answer
        assert answer.axioms == {"P", "p"}


async def test_an_axiom_called_like_one_of_lean_is_no_axiom_of_the_user(door: Toolchain, tmp_path: Path) -> None:
    text = OWN_WORLD.replace("propext", "sorryAx")
    assert reason(await judged(door, tmp_path, text, text)) == "t rests on sorryAx"


BARE = "prelude\nimport Init.Logic\n"
WRONG_GCD = """def Nat.gcd : Nat → Nat → Nat := fun _ _ => 0
def wrong : Nat → Nat → Nat := fun _ _ => 0
theorem computed : Nat.gcd 4 6 = 2 := rfl
theorem unfolded : Nat.gcd = wrong := rfl
"""
ZERO_IS_TWO = "fun e : (0 : Nat) = 2 => Nat.noConfusion e"


async def test_a_name_that_the_kernel_computes_with_may_not_be_added(door: Toolchain, tmp_path: Path) -> None:
    """The kernel takes 4 and 6 to 2 by the name `Nat.gcd` alone, and a file that imports too little may define it."""
    proof = f"({ZERO_IS_TWO}) ((congrFun (congrFun unfolded 4) 6).symm.trans computed)"
    for kind in ("embedded", "project"):
        lean = dataclasses.replace(door, name=kind)
        answer = await judged(
            lean, tmp_path / kind, f"{BARE}theorem t : False := sorry", f"{BARE}{WRONG_GCD}theorem t : False := {proof}"
        )
        assert reason(answer) == "Nat.gcd: the kernel computes with this name, and the file defines it"


@pytest.mark.parametrize(
    "name", ["Nat", "Nat.land", "Nat.shiftLeft", "Nat.pow", "Char.ofNat", "String", "Bool.true", "Eq"]
)
async def test_who_imports_nothing_may_not_define_what_the_kernel_computes_with(
    door: Toolchain, tmp_path: Path, name: str
) -> None:
    text = f"prelude\naxiom {name} : Prop\ntheorem t : ∀ p : Prop, p → p := fun _ h => h"
    assert f"{name}: the kernel computes with this name" in reason(await judged(door, tmp_path, text, text))


async def test_names_that_the_kernel_does_not_compute_with_are_anybodys(door: Toolchain, tmp_path: Path) -> None:
    names = ["Int", "Fin", "Array", "BitVec", "Nat.pred", "Nat.lt", "HAdd"]
    if not door.judge:  # it leaves alone what the kernel of any version computes with
        names += ["Nat.log2", "String.mk"]
    own = "".join(f"axiom {name} : Prop\n" for name in names)
    text = f"prelude\n{own}theorem t : Int → Int := fun h => h"
    answer = await judged(door, tmp_path, text, text)
    assert isinstance(answer, Judgement), answer
    assert answer.axioms == {"Int"}


async def test_two_modules_may_hold_the_same_theorem(door: Toolchain, tmp_path: Path) -> None:
    """As Lean makes them on demand: `Prod.ext_iff` stands in every module that needed it first."""
    folders = []
    for name in ("One", "Two"):
        file = await compiled(door, tmp_path / name, "theorem twin : True := .intro")
        folders.append(file.rename(file.with_name(f"{name}.olean")).parent)
    both = dataclasses.replace(door, compiled={}, search_path=(*folders, *door.search_path))
    text = "import One\nimport Two\ntheorem t : True := "
    assert isinstance(await judged(both, tmp_path, text + "sorry", text + "twin"), Judgement)


async def test_many_theorems_of_a_file_are_judged_at_once_each_for_itself(door: Toolchain, tmp_path: Path) -> None:
    texts = ["theorem a : 1 = 1 := sorry\ntheorem b : 1 = 2 := sorry\ntheorem c : 2 = 2 := sorry\n"]
    texts.append(texts[0].replace("1 = 1 := sorry", "1 = 1 := rfl").replace("2 = 2 := sorry", "2 = 2 := rfl"))
    files = [await compiled(door, tmp_path / str(i), text) for i, text in enumerate(texts)]
    asked = [Question(name) for name in ("a", "b", "c", "d")]
    a, b, c, d = await judge(door, (files[0], files[1]), asked, Conditions(), SECONDS)
    assert isinstance(a, Judgement)
    assert isinstance(c, Judgement)
    assert a.replayed == c.replayed > 0
    assert reason(b) == "b rests on sorryAx"
    assert reason(d) == "d: not in the official file"

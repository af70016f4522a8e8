"""The kernel process and the real Lean: of two compiled files, only an honest proof of the same theorem passes."""

import asyncio
import dataclasses
import os
import random
import subprocess
import sys
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from prover.lean.checker import Conditions, Denial, DescribedConstant, Description, Judgement, Question, describe, judge
from prover.lean.kernel.library import find_compiled
from prover.lean.kernel.objects import Refused
from prover.lean.oneshot import check_fresh, compile_text, run_to_end, survived
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.errors import LeanFailed, LeanTimedOut, ToolchainMissing
from prover.words.verdict import Died, Position
from tests.prover.lean.judging import SECONDS, compiled, judge_one
from tests.sampling import sampled

COMMAND_TABLE = Path(__file__).with_name("command_table.py")
FIVE = "(2 : Nat) + 2 = 5"
FALSE_SUM = f"theorem t : {FIVE} := "
OWN_WORLD = "prelude\naxiom propext : ∀ p : Prop, p\ntheorem t : ∀ p : Prop, p := propext"
HONEST = "def two : Nat := 2\ntheorem t : two = 2 := "


async def judged(
    toolchain: Toolchain, folder: Path, official: str, result: str, target: str = "t"
) -> Judgement | Denial | Died:
    pair = await asyncio.gather(
        compiled(toolchain, folder / "official", official), compiled(toolchain, folder / "result", result)
    )
    return await judge_one(toolchain, pair[0], pair[1], target)


def reason(answer: Judgement | Denial | Died) -> str:
    assert isinstance(answer, Denial), f"passed, or died: {answer}"
    assert "\n" not in answer.why
    return answer.why


def cause(answer: object) -> str:
    """What Lean died of."""
    assert isinstance(answer, Died), answer
    return answer.why


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


def damaged(kind: str, whole: bytes) -> bytes:
    noise = random.Random(1).randbytes
    return {
        "empty": b"",
        "only the header": whole[:88],
        "cut in half": whole[: len(whole) // 16 * 8],
        "cut at the end": whole[:-8],
        "random bytes": noise(len(whole)),
        "random bytes behind the header": whole[:96] + noise(len(whole) - 96),
        "of another version": whole[:40] + bytes([whole[40] ^ 1]) + whole[41:],
    }[kind]


@pytest.mark.parametrize(
    "kind",
    ["empty", "only the header", "cut in half", "cut at the end", "random bytes", "of another version"],
)  # fmt: skip
async def test_a_file_that_is_no_compiled_file_of_this_lean_is_refused(
    door: Toolchain, tmp_path: Path, kind: str
) -> None:
    pair = await asyncio.gather(*(compiled(door, tmp_path / proof, HONEST + proof) for proof in ("sorry", "rfl")))
    for place in (0, 1):
        whole = pair[place].read_bytes()
        pair[place].write_bytes(damaged(kind, whole))
        assert str(pair[place]) in reason(await judge_one(door, pair[0], pair[1]))
        pair[place].write_bytes(whole)


async def test_a_damaged_file_with_a_good_header_never_passes(door: Toolchain, tmp_path: Path) -> None:
    pair = await asyncio.gather(*(compiled(door, tmp_path / proof, HONEST + proof) for proof in ("sorry", "rfl")))
    pair[1].write_bytes(damaged("random bytes behind the header", pair[1].read_bytes()))
    assert isinstance(await judge_one(door, pair[0], pair[1]), Denial | Died)


async def test_a_missing_file_is_refused(toolchain: Toolchain, tmp_path: Path) -> None:
    given = await compiled(toolchain, tmp_path / "a", HONEST + "sorry")
    assert "No such file" in reason(await judge_one(toolchain, given, tmp_path / "none.olean"))
    bare = dataclasses.replace(toolchain, search_path=(tmp_path,))
    assert "import Init is in none of" in reason(await judge_one(bare, given, given))


async def test_an_older_compiled_file_does_not_stand_for_a_text_with_errors(
    toolchain: Toolchain, tmp_path: Path
) -> None:
    older = await compiled(toolchain, tmp_path / "a", HONEST + "rfl")
    run = survived(await compile_text(toolchain, FALSE_SUM + "rfl", older.parent, SECONDS))
    assert run.compiled is None
    assert run.first_error is not None
    assert run.first_error.start.line == 1
    assert not older.exists()


async def test_a_description_says_whose_a_sorry_is_and_what_a_statement_leans_on(
    door: Toolchain, tmp_path: Path
) -> None:
    text = """namespace A
private theorem hidden : True := sorry
theorem _root_.top : True := by
  sorry
noncomputable def «odd name» : Nat := sorry
noncomputable def over : Nat := «odd name» + 1
theorem leans : over = 3 := sorry
theorem solid : (1 : Nat) = 1 := rfl
theorem shaky : True := top
end A
theorem loose : True := helper where
  helper : True := sorry
"""
    found = await describe(door, await compiled(door, tmp_path / "a", text), SECONDS)
    assert isinstance(found, Description)

    def at(line: int, column: int) -> DescribedConstant:
        owner = found.owner(Position(line, column))
        assert owner is not None
        return owner

    by_name = {c.name: c for c in found.constants}
    assert at(2, 33).name.endswith(".A.hidden")
    assert (at(4, 2).name, at(5, 38).name, at(7, 28).name, at(12, 20).name) == (
        "top",
        "A.«odd name»",
        "A.leans",
        "loose",
    )
    assert by_name["A.leans"].leans_on == ("A.«odd name»",)
    assert by_name["A.solid"].leans_on == ()
    assert by_name["A.shaky"].kind == "theorem"
    assert found.owner(Position(1, 0)) is None


def test_the_screens_commands_are_those_of_lean(door: Toolchain) -> None:
    run = subprocess.run(
        [sys.executable, COMMAND_TABLE, str(door.shared_library)], capture_output=True, text=True, check=True
    )
    known = tomllib.loads((files("prover.text") / "commands.toml").read_text(encoding="utf-8"))
    assert set(run.stdout.split("\n")[:-1]) == set(known["builtin"])


async def test_a_fresh_check_gives_leans_messages_with_their_places(toolchain: Toolchain) -> None:
    text = "theorem a : True := .intro\ntheorem «β» : True := by\n  exact wrong"
    verdict = survived(await check_fresh(toolchain, text, SECONDS))
    assert not verdict.accepted
    assert [(m.start, "wrong" in m.text) for m in verdict.errors] == [(Position(3, 8), True)]
    assert survived(await check_fresh(toolchain, "theorem a : True := sorry", SECONDS)).accepted


async def test_a_lean_that_dies_gives_no_verdict_and_says_of_what(toolchain: Toolchain, tmp_path: Path) -> None:
    given = await compiled(toolchain, tmp_path / "a", HONEST + "sorry")
    honest = HONEST + "rfl"
    late = (
        cause(await check_fresh(toolchain, honest, 0.001)),
        cause(await judge_one(toolchain, given, given, seconds=0.001)),
    )
    assert late == tuple(
        f"{what}: no answer from Lean within 0.001 s" for what in ("compiling", "checking with the kernel")
    )
    dying = dataclasses.replace(toolchain, program=("exec", "/bin/sh", "-c", "kill -9 $$"))
    assert cause(await check_fresh(dying, honest, SECONDS)) == "compiling: Lean ended with signal 9"
    silent = dataclasses.replace(toolchain, program=("exec", "/bin/true"))
    assert cause(await check_fresh(silent, honest, SECONDS)) == "compiling: Lean ended with status 0"
    talking = dataclasses.replace(toolchain, program=("exec", "/bin/echo"))
    assert "not a message of Lean" in cause(await check_fresh(talking, honest, SECONDS))
    no_library = dataclasses.replace(toolchain, shared_library=given)
    assert "checking with the kernel: Lean ended with status 1" in cause(await judge_one(no_library, given, given))
    with pytest.raises(ToolchainMissing):
        await judge_one(dataclasses.replace(toolchain, shared_library=None), given, given)


async def test_a_process_that_ran_out_of_time_is_gone(toolchain: Toolchain, tmp_path: Path) -> None:
    note = tmp_path / "pid"
    with pytest.raises(LeanTimedOut):
        await run_to_end(["/bin/sh", "-c", f"echo $$ > {note}; exec tail -f /dev/null"], {}, 0.3, "waiting")
    with pytest.raises(ProcessLookupError):
        os.kill(int(note.read_text()), 0)


async def test_a_library_that_changed_under_us_is_an_error(toolchain: Toolchain, tmp_path: Path) -> None:
    """Its files are hashed as they are read, and must be those that were looked at in the beginning."""
    made = await compiled(toolchain, tmp_path / "made", HONEST + "rfl")
    known = {**toolchain.compiled, "Init.Nat.Basic": "0" * 64}
    with pytest.raises(LeanFailed, match=r"changed while it was in use \(module Init.Nat.Basic\)"):
        await judge_one(dataclasses.replace(toolchain, compiled=known), made, made)


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


@pytest.mark.parametrize("name", ["«/etc/Module»", "A.«..».Module", "«».Module", "«a\0b»"])
def test_no_name_of_a_module_leads_out_of_the_folders(name: str) -> None:
    with pytest.raises(Refused, match="no file can hold a module of this name"):
        find_compiled(name, ["/"])

"""The gate against the real Lean: honest proofs get a certificate, everything else does not."""

import asyncio
import dataclasses
import hashlib
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest

from prover.gate.candidate import Submission
from prover.gate.certificate import Certificate, Origin, Refusal
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.declarations import Hole
from prover.text.problem import Problem, parse_problem
from prover.words.budget import Spent
from prover.words.errors import BadInput, LeanFailed
from tests.prover.gate.certifying import SECONDS, certified, compared
from tests.prover.gate.faults import FAULTS, kernel_that, lean_that, refused_at
from tests.sampling import sampled


def problem_of(text: str) -> Problem:
    return parse_problem(text, Path("Problem.lean"))


def holes_of(problem: Problem, name: str) -> tuple[Hole, ...]:
    return next(d.holes for d in problem.declarations if d.name == name)


async def gated(
    toolchain: Toolchain, text: str, *fills: str, name: str = "t", inserted: str = ""
) -> Certificate | Refusal:
    """What the gate says when the holes of the theorem `name` of `text` are filled in order."""
    problem = problem_of(text)
    submission = Submission(name, dict(zip(holes_of(problem, name), fills, strict=True)), inserted)
    return await certified(toolchain, problem, submission)


TREE = """inductive Tree | leaf | node (a b : Tree)
def Tree.size : Tree → Nat | .leaf => 1 | .node a b => a.size + b.size
"""
ADD_ZERO = "theorem t (n : Nat) : n + 0 = n := sorry"
ZERO_ADD = "theorem t (n : Nat) : 0 + n = n := sorry"
LEMMA = "theorem l (n : Nat) : n + 0 = n := rfl"


class Honest(NamedTuple):
    text: str
    fills: tuple[str, ...]
    name: str = "t"
    inserted: str = ""


HONEST = {
    "a message with other ends of lines": Honest(f'#check "a\u2028b\x85c"\n{ADD_ZERO}', ("rfl",)),
    "a term": Honest(ADD_ZERO, ("rfl",)),
    "a tactic": Honest("theorem t (n : Nat) : n + 0 = n := by sorry", ("rfl",)),
    "a block": Honest("theorem t (n : Nat) : n + 0 = n := by\n  sorry", ("intros\n  rfl",)),
    "induction": Honest(
        ZERO_ADD, ("by\n  induction n with\n  | zero => rfl\n  | succ n h => exact congrArg Nat.succ h",)
    ),
    "rewriting": Honest("theorem t (a b c : Nat) (h : a = b) (k : b = c) : a = c := by sorry", ("rw [h, k]",)),
    "simp": Honest("theorem t (a b : Nat) (h : a = b) : b = a := by sorry", ("simp [h]",)),
    "decide": Honest("theorem t : (2 : Nat) + 2 = 4 := by sorry", ("decide",)),
    "decide in the kernel": Honest("theorem t : (2 : Nat) + 2 = 4 := by sorry", ("decide +kernel",)),
    "two holes": Honest("theorem t : True ∧ True := ⟨sorry, sorry⟩", (".intro", "by exact .intro")),
    "open in": Honest(f"namespace A\n{LEMMA}\nend A\n{ADD_ZERO}", ("by open A in exact l n",)),
    "an option": Honest("theorem t : True := by sorry", ("set_option maxRecDepth 1000 in exact .intro",)),
    "a namespace": Honest("namespace A.B\ntheorem t : True := sorry\nend A.B", (".intro",), "A.B.t"),
    "an odd name": Honest("theorem A.«odd name» : True := sorry", (".intro",), "A.«odd name»"),
    "a private theorem": Honest(f"private {ADD_ZERO}", ("rfl",)),
    "out of its namespace": Honest("namespace A\ntheorem _root_.t : True := sorry\nend A", (".intro",)),
    "universes": Honest(
        "theorem t.{v, u} (α : Sort u) (β : Sort v) (a : α) (b : β) : a = a ∧ b = b := sorry",
        ("⟨rfl, rfl⟩",),
    ),
    "a let in the statement": Honest("theorem t : let x := 1; x = 1 := sorry", ("by intro x; rfl",)),
    "a match in the statement": Honest(
        "theorem t (b : Bool) : (match b with | .true => 1 | .false => 1) = 1 := by\n  sorry",
        ("cases b\n  rfl\n  rfl",),
    ),
    "a match in the proof": Honest(
        "theorem t (p q : Prop) (h : p ∨ q) : q ∨ p := sorry",
        ("match h with\n  | .inl a => .inr a\n  | .inr b => .inl b",),
    ),
    "a local definition": Honest(ADD_ZERO, ("go n where\n  go (m : Nat) : m + 0 = m := rfl",)),
    "a recursive proof": Honest(
        ZERO_ADD,
        ("go n where\n  go : (m : Nat) → 0 + m = m\n    | .zero => rfl\n    | .succ m => congrArg Nat.succ (go m)",),
    ),
    "definitions before it": Honest(
        f"{TREE}theorem t (a b : Tree) : (Tree.node a b).size = a.size + b.size := sorry", ("rfl",)
    ),
    "a lemma inserted": Honest(ADD_ZERO, ("l n",), inserted=LEMMA),
    "a recursive definition inserted": Honest(
        f"{TREE}theorem t : True := sorry",
        ("have _ := Tree.depth .leaf; .intro",),
        inserted="def Tree.depth : Tree → Nat | .leaf => 1 | .node a _ => a.depth + 1",
    ),
    "in a mutual block": Honest("mutual\ntheorem t : True := sorry\ntheorem u : True := sorry\nend", (".intro",)),
    "other theorems still open": Honest(f"theorem u : False := sorry\n{ADD_ZERO}", ("rfl",)),
    "doc comments and attributes": Honest(f"/-- About `t`. -/\n@[simp]\n{ADD_ZERO}", ("l n",), inserted=LEMMA),
}  # fmt: skip


@pytest.mark.parametrize("kind", sampled(HONEST, str))
async def test_an_honest_proof_is_certified(toolchain: Toolchain, kind: str) -> None:
    case = HONEST[kind]
    found = await gated(toolchain, case.text, *case.fills, name=case.name, inserted=case.inserted)
    assert isinstance(found, Certificate), found
    assert found.theorem == case.name
    assert set(found.axioms) <= {"propext", "Classical.choice", "Quot.sound"}


async def test_a_certificate_is_told_in_five_lines_and_takes_up_how_the_proof_was_found(toolchain: Toolchain) -> None:
    found = await gated(toolchain, "theorem t (n : Nat) : n + 0 = n := sorry", "rfl")
    assert isinstance(found, Certificate)
    assert found.type.startswith("forall (n : Nat), Eq.{1} Nat (HAdd.hAdd.{0, 0, 0} Nat Nat Nat")
    files, shown, axioms, checked, by = found.lines()
    assert found.official_sha256[:16] in files
    assert found.result_sha256[:16] in files
    assert shown.startswith("type: forall (n : Nat), Eq Nat (HAdd.hAdd Nat Nat Nat ")
    assert axioms == "axioms: none"
    assert "kernel replay: " in checked
    assert "external checker: none was run" in checked
    assert by.startswith(f"with: Lean {toolchain.version} (embedded, library {toolchain.key[:16]}), ")
    spent = Spent(calls=2, tokens_in=100, tokens_out=20, cost=0.01)
    origin = Origin(methods=("portfolio", "model"), models=("m1",), spent=spent, seconds=3.5)
    with_origin = found.found(origin)
    assert with_origin.lines()[4].endswith("; found by portfolio, model with m1 in 3.50 s, 120 tokens, $0.0100")
    assert Certificate.model_validate_json(with_origin.model_dump_json(by_alias=True)) == with_origin


async def test_a_type_that_is_very_long_in_print_is_left_out(toolchain: Toolchain) -> None:
    """What is shared in memory doubles in print with each step."""
    text = "theorem t (n : Nat) : let a := n + n; " + "".join(
        f"let {b} := {a} + {a}; " for a, b in zip("abcdefghijklmno", "bcdefghijklmnop", strict=True)
    )
    found = await gated(toolchain, f"{text}p = p := sorry", "rfl")
    assert isinstance(found, Certificate)
    assert found.type != ""
    grown = "(n + n)"
    for _ in range(8):
        grown = f"({grown} + {grown})"
    found = await gated(toolchain, f"theorem t (n : Nat) : {grown} = {grown} := sorry", "rfl")
    assert isinstance(found, Certificate)
    assert found.type == ""
    assert found.lines()[1] == "type: (very long; see the statement)"


async def test_a_certificate_says_what_was_checked_and_by_what(toolchain: Toolchain) -> None:
    text = "/-- Two. -/\ntheorem t (n : Nat) :\n    n + 0 = n := by\n  sorry -- open\n"
    found = await gated(toolchain, text, "rfl")
    assert isinstance(found, Certificate)
    assert found.statement == "/-- Two. -/\ntheorem t (n : Nat) :\n    n + 0 = n := by"
    assert found.official_sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert found.result_sha256 == hashlib.sha256(text.replace("sorry", "rfl").encode()).hexdigest()
    assert (found.lean, found.toolchain, found.toolchain_key) == (toolchain.version, toolchain.name, toolchain.key)
    assert "from an empty environment" in found.checkers["kernel replay"]
    assert 0 < found.seconds < SECONDS
    assert Certificate.model_validate_json(found.model_dump_json(by_alias=True)) == found


async def test_a_certificate_names_the_axioms_of_the_users_file_apart_from_those_of_lean(toolchain: Toolchain) -> None:
    text = "axiom a (p q : Prop) : p → q → p = q\ntheorem t (p q : Prop) (h : p ∧ q) : p = q := sorry"
    found = await gated(toolchain, text, "propext ⟨fun _ => h.2, fun _ => a p q h.1 h.2 ▸ h.1⟩")
    assert isinstance(found, Certificate), found
    assert (found.version, found.axioms, found.own_axioms) == (3, ("propext",), ("a",))
    assert "axioms: propext; of the file itself: a" in found.lines()
    before = found.model_dump(by_alias=True, exclude={"own_axioms"}) | {"schema": 2}
    assert Certificate.model_validate(before).own_axioms == ()


SKIP = "set_option debug.skipKernelTC true in"
FIVE = "(2 : Nat) + 2 = 5"
FALSE_SUM = f"theorem t : {FIVE} := by\n  sorry"
SCREENED = {
    "a command": ("rfl\n#eval 1", "", "`#eval` at 2:0 of the proof is not allowed"),
    "a theorem after it": ("trivial\ntheorem x : False := sorry", "", "`theorem` at 2:0 of the proof"),
    "the kernel skipped": (f"{SKIP} decide +kernel", "", "`set_option debug.skipKernelTC` at 1:0"),
    "an axiom": ("exact a", f"axiom a : {FIVE}", "`axiom` at 1:0 of the added text"),
}  # fmt: skip


@pytest.mark.parametrize("kind", SCREENED)
async def test_text_that_is_more_than_a_proof_never_reaches_lean(toolchain: Toolchain, kind: str) -> None:
    fill, inserted, words = SCREENED[kind]
    nowhere = dataclasses.replace(toolchain, program=("exec", "/nonexistent"), shared_library=None)
    found = await gated(nowhere, FALSE_SUM, fill, inserted=inserted)
    assert isinstance(found, Refusal)
    assert found.step == "screen"
    assert words in found.reason


REFUSED = {
    "sorry": ("sorry", "", "kernel", "t rests on sorryAx"),
    "sorry in a lemma": ("exact l", f"theorem l : {FIVE} := sorry", "kernel", "t rests on sorryAx"),
    "a false proof": ("decide", "", "compile", "2:2: "),
    "an error that leaves no mark": (f"simp [no_such_lemma, show {FIVE} from sorry]", "", "compile", "no_such_lemma"),
    "an unknown name": ("exact nonsense", "", "compile", "2:8: Unknown identifier `nonsense`"),
    "no proof at all": ("", "", "compile", "unsolved goals"),
    "a changed meaning": ("exact rfl", "def HAdd.hAdd (a b : Nat) : Nat := 5", "compile", "1:"),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSED)
async def test_what_does_not_prove_the_theorem_is_refused(toolchain: Toolchain, kind: str) -> None:
    fill, inserted, step, words = REFUSED[kind]
    found = await gated(toolchain, FALSE_SUM, fill, inserted=inserted)
    assert isinstance(found, Refusal)
    assert found.step == step
    assert words in found.reason
    assert "\n" not in found.reason


UNSCREENED = {
    "the kernel skipped": (f"{SKIP} decide +kernel", "", "the kernel refuses"),
    "an axiom": ("exact a", f"axiom a : {FIVE}", "a: the result adds this axiom"),
    "an instance": ("rfl", "instance : HAdd Nat Nat Nat := ⟨fun _ _ => 5⟩", "t: the result states something else"),
    "two theorems": (
        "sorry\nend A\nnamespace B\ntheorem t : True := by\n  exact .intro",
        "",
        "rests on sorryAx",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", UNSCREENED)
async def test_a_cheat_is_refused_where_no_screen_reads_it(toolchain: Toolchain, kind: str) -> None:
    fill, inserted, words = UNSCREENED[kind]
    text = f"namespace A\n{FALSE_SUM}\nend {'B' if kind == 'two theorems' else 'A'}"
    if kind == "two theorems":
        text = text.replace("end B", "")  # the official file may leave its last namespace open
    problem = problem_of(text)
    [target] = problem.targets("A.t")
    result = problem.splice(Submission("A.t", {target.holes[0]: fill}, inserted).edits(target))
    found = await compared(toolchain, problem, result, target="A.t")
    assert isinstance(found, Refusal)
    assert found.step == "kernel"
    assert words in found.reason


async def test_a_definition_may_not_change_its_meaning_by_what_is_inserted(toolchain: Toolchain) -> None:
    """`A.two` is nearer than `two`: the same words, put behind another definition, state something else."""
    text = "def two : Nat := 2\nnamespace A\ntheorem t : two = 3 := sorry\nend A"
    found = await gated(toolchain, text, "rfl", name="A.t", inserted="def two : Nat := 3")
    assert found == Refusal("kernel", "A.t: the result states something else: `A.two` instead of `two`")


async def test_filling_another_definitions_hole_is_no_proof(toolchain: Toolchain) -> None:
    """An answer to be filled in is the user's to give: the statement would mean something else."""
    problem = problem_of("noncomputable def answer : Nat := sorry\ntheorem t : answer = 3 := sorry")
    fills = {holes_of(problem, "answer")[0]: "3", holes_of(problem, "t")[0]: "rfl"}
    found = await certified(toolchain, problem, Submission("t", fills))
    assert isinstance(found, Refusal)
    assert found.reason.startswith("answer: the statement of t uses it, and the result changed it: ")


async def test_a_proof_may_lean_on_a_theorem_only_if_that_is_proved_too(toolchain: Toolchain) -> None:
    problem = problem_of("theorem l (n : Nat) : n + 0 = n := sorry\ntheorem t (n : Nat) : n + 0 = n := sorry")
    fills = {holes_of(problem, "t")[0]: "l n"}
    assert await certified(toolchain, problem, Submission("t", fills)) == Refusal("kernel", "t rests on sorryAx")
    fills[holes_of(problem, "l")[0]] = "rfl"
    assert isinstance(await certified(toolchain, problem, Submission("t", fills)), Certificate)


async def test_an_error_outweighs_a_proof_that_is_whole(toolchain: Toolchain) -> None:
    """`simp` goes on behind the unknown name and closes the goal: no `sorry`, no axiom, and an error."""
    found = await gated(toolchain, "theorem t (n : Nat) : n + 0 = n := by\n  sorry", "simp [no_such_lemma]")
    assert found == Refusal("compile", "2:8: Unknown identifier `no_such_lemma`")


async def test_an_official_file_with_errors_proves_nothing(toolchain: Toolchain) -> None:
    found = await gated(toolchain, "theorem w : True := nonsense\ntheorem t : True := sorry", ".intro")
    assert isinstance(found, Refusal)
    assert (found.step, found.reason) == ("official file", "1:20: Unknown identifier `nonsense`")


async def test_a_theorem_that_is_not_there_is_the_users_error(toolchain: Toolchain) -> None:
    problem = problem_of("theorem t : True := sorry")
    with pytest.raises(BadInput, match="0 theorems called u"):
        await certified(toolchain, problem, Submission("u", {}))
    with pytest.raises(BadInput, match="no `sorry` at 1:3"):
        await certified(toolchain, problem, Submission("t", {Hole(3, 8): "x"}))


@pytest.mark.parametrize(
    "text",
    [
        "namespace Foo.Bar\ntheorem x : True := trivial\nend Bar\nnamespace Baz\ntheorem x : False := sorry\nend Baz\n"
        "end Foo\ntheorem Baz.x : True := trivial",
        "theorem foo : True := trivial\nnamespace A.B\nend B\ntheorem foo : False := sorry\nend A",
    ],
)
async def test_a_proved_theorem_of_the_same_name_proves_no_other(toolchain: Toolchain, text: str) -> None:
    """Whatever our words make of the scopes, the constant judged is the one that Lean made where the `sorry` stands."""
    problem = problem_of(text)
    [honest] = [d for d in problem.declarations if d.holes]
    for name in (honest.name, "Baz.x", "foo"):
        mistaken = dataclasses.replace(honest, name=name)
        found = await certified(toolchain, dataclasses.replace(problem, declarations=(mistaken,)), Submission(name, {}))
        assert isinstance(found, Refusal), name


@pytest.mark.parametrize("header", ["prelude\nimport Init", "module"])
async def test_a_file_with_a_header_of_its_own_kind_is_not_certified(toolchain: Toolchain, header: str) -> None:
    found = await gated(toolchain, f"{header}\ntheorem t : True := sorry", "True.intro")
    assert isinstance(found, Refusal)
    assert found.step == "official file"


async def test_a_lean_that_breaks_proves_nothing(toolchain: Toolchain) -> None:
    problem = problem_of("theorem t : True := sorry")
    submission = Submission("t", {holes_of(problem, "t")[0]: ".intro"})
    with pytest.raises(LeanFailed, match="no answer from Lean within"):
        await certified(toolchain, problem, submission, 0.001)
    dying = dataclasses.replace(toolchain, program=("exec", "/bin/sh", "-c", "kill -11 $$"))
    with pytest.raises(LeanFailed, match="signal 11"):
        await certified(dying, problem, submission)
    silent = dataclasses.replace(toolchain, program=("exec", "/bin/true"))
    with pytest.raises(LeanFailed, match="ended with status 0"):
        await certified(silent, problem, submission)


async def test_a_proof_that_never_ends_is_stopped_at_the_deadline(toolchain: Toolchain) -> None:
    text = """noncomputable def leaves : Nat → Nat → Bool :=
  Nat.rec (fun x => Nat.beq x x)
    (fun _ below x => Bool.rec (motive := fun _ => Bool) .false (below (2 * x + 1)) (below (2 * x)))
theorem t : leaves 40 1 = .true := by sorry"""
    problem = problem_of(text)
    submission = Submission("t", {holes_of(problem, "t")[0]: "set_option maxHeartbeats 0 in exact rfl"})
    found = await refused_at("compile", partial(certified, toolchain, problem, submission))
    assert isinstance(found, Refusal)
    assert (found.step, "no answer from Lean within" in found.reason) == ("compile", True)


async def test_a_cancelled_gate_leaves_no_process_behind(toolchain: Toolchain) -> None:
    """The fixture around every test looks for children that are left."""
    problem = problem_of("theorem t : True := sorry")
    submission = Submission("t", {holes_of(problem, "t")[0]: ".intro"})
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await certified(toolchain, problem, submission)


# a Lean that misbehaves, at each step


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_lean_that_fails_on_the_file_as_given_is_an_error_that_says_so(
    toolchain: Toolchain, tmp_path: Path, fault: str
) -> None:
    """It stands in the result too: whatever becomes of that, nothing is certified."""
    lean = lean_that(toolchain, FAULTS[fault][0], "official", tmp_path)
    with pytest.raises(LeanFailed, match="compiling"):
        await certified(lean, *marked(), 0.5 if fault == "hangs" else SECONDS)


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_lean_that_fails_on_the_result_proves_nothing_and_says_at_which_step(
    toolchain: Toolchain, tmp_path: Path, fault: str
) -> None:
    lean = lean_that(toolchain, FAULTS[fault][0], "by_hand", tmp_path)
    ask = partial(certified, lean, *marked())
    found = await (refused_at("compile", ask) if fault == "hangs" else ask(SECONDS))
    assert isinstance(found, Refusal)
    assert found.step == "compile"
    assert found.reason.startswith("compiling: ")


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_kernel_that_fails_proves_nothing_and_says_at_which_step(
    toolchain: Toolchain, tmp_path: Path, fault: str
) -> None:
    kernel = kernel_that(toolchain, FAULTS[fault][1], tmp_path)
    ask = partial(certified, kernel, *marked())
    found = await (refused_at("kernel", ask) if fault == "hangs" else ask(SECONDS))
    assert isinstance(found, Refusal)
    assert found.step == "kernel"
    assert found.reason.startswith("checking with the kernel: ")


async def test_the_stand_in_for_lean_certifies_where_it_does_not_misbehave(
    toolchain: Toolchain, tmp_path: Path
) -> None:
    assert isinstance(await certified(lean_that(toolchain, "exit 1", "nowhere", tmp_path), *marked()), Certificate)


def marked() -> tuple[Problem, Submission]:
    problem = problem_of("-- official\ntheorem t : True := sorry")
    return problem, Submission("t", {holes_of(problem, "t")[0]: "trivial /- by_hand -/"})

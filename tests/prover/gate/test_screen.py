"""The screen: what may be put into the user's file, on its words alone; no Lean runs here."""

import pytest

from prover.gate.screen import screen_auxiliary, screen_proof
from prover.words.verdict import Position

ACCEPTED_PROOFS = [
    "rfl",
    "by simp [foo, ← bar]; omega",
    "fun h => ⟨h.1, fun x => by cases x <;> assumption⟩",
    "by\n  open Nat in\n  exact add_comm a b",
    "by\n  open scoped Foo in\n  open Foo (a b) in open Bar hiding c in exact d",
    "open Foo renaming a → b, c → d in b",
    "by set_option maxHeartbeats 400000 in set_option pp.all true in nlinarith",
    "foo where\n  foo : 1 = 1 := by decide\n  termination_by x => x",
    "by -- axiom, theorem, end\n  /- #eval 1 -/ exact h.end x.prefix",
    "by have «theorem» := 1; exact #[1, 2].size_eq",
    'by exact congrArg f "axiom #eval"',
    "exact h.1.symm.trans (h.2.1.le) ▸ x.1.2.e5",
    "by norm_num [1e5, 0xFF, 2e-3, x.1.2]",
    "by simpa using (by exact fun | 0 => rfl | n+1 => by simp [n])",
    "match h with\n  | .inl h => f $ h\n  | .inr h => ?_",
    "by rcases h with ⟨x, ⟨_, hx⟩⟩ <;> rintro ⦃a⦄ <;> exact ‹_›",
    "by exact '\"' ▸ h",
    "by rfl -- done",
]


@pytest.mark.parametrize("text", ACCEPTED_PROOFS)
def test_a_proof_is_let_through(text: str) -> None:
    assert screen_proof(text) is None


REFUSED_PROOFS = {
    "exact f ..theorem evil : 1 = 1 := rfl": ("theorem", 1, 10),
    "by\n  .theorem evil : 1 = 1 := rfl": ("theorem", 2, 3),
    "exact 1...theorem evil : 1 = 1 := rfl": ("theorem", 1, 10),
    "exact f ..set_option maxRecDepth 3": ("set_option", 1, 10),
    "exact f ..namespace Foo": ("namespace", 1, 10),
    "exact (x).prefix": ("prefix", 1, 10),
    "decide +«native»": ("native", 1, 8),
    "decide (config := {native := true})": ("native", 1, 19),
    "exact 1.e5theorem foo : True := trivial": ("theorem", 1, 8),
    "exact 1.e5set_option debug.skipKernelTC true": ("set_option", 1, 8),
    "exact 1.axiom": ("axiom", 1, 8),
    "decide +native": ("native", 1, 8),
    "exact unsafeIO x": ("unsafeIO", 1, 6),
    "trivial \ud800": ("surrogate", 1, 8),
    "exact f ''\"' \" run_tac x --\"": ("''", 1, 9),
    "trivial\ntheorem x : False := sorry": ("theorem", 2, 0),
    "trivial theorem x : False := sorry": ("theorem", 1, 8),
    "trivial\n/-- doc -/ axiom bad : False": ("axiom", 2, 11),
    "rfl\n#eval 1": ("#eval", 2, 0),
    "rfl\n#eval! 1": ("#eval!", 2, 0),
    "rfl\n#exit": ("#exit", 2, 0),
    "rfl\nrun_cmd pure ()": ("run_cmd", 2, 0),
    "by run_tac pure ()": ("run_tac", 1, 3),
    "by_elab return x": ("by_elab", 1, 0),
    'by exact include_str "/etc/passwd"': ("include_str", 1, 9),
    "unsafe foo": ("unsafe", 1, 0),
    'rfl\nmacro "x" : tactic => `(tactic| skip)': ("macro", 2, 0),
    "rfl\nmacro_rules | `(x) => `(y)": ("macro_rules", 2, 0),
    'rfl\nelab "x" : term => return y': ("elab", 2, 0),
    'rfl\nnotation "x" => y': ("notation", 2, 0),
    'rfl\ninfixl:65 " + " => f': ("infixl", 2, 0),
    "rfl\nlocal instance : Add Nat := ⟨f⟩": ("local", 2, 0),
    "rfl\ninstance : Add Nat := ⟨f⟩": ("instance", 2, 0),
    "rfl\nattribute [simp] bad": ("attribute", 2, 0),
    "rfl\n@[simp] def x := 1": ("@[", 2, 0),
    "rfl\nend A": ("end", 2, 0),
    "rfl\nnamespace B": ("namespace", 2, 0),
    "rfl\nsection": ("section", 2, 0),
    "rfl\nopen Foo": ("open", 2, 0),
    "rfl\nopen Foo\ntheorem x : A := fun (h : in) => y": ("open", 2, 0),
    "rfl\nvariable (h : False)": ("variable", 2, 0),
    "rfl\nuniverse u": ("universe", 2, 0),
    "rfl\nimport Foo": ("import", 2, 0),
    "rfl\nmutual": ("mutual", 2, 0),
    "rfl\nderiving instance A for B": ("deriving", 2, 0),
    "rfl\ninitialize x": ("initialize", 2, 0),
    "rfl\ngen_injective_theorems% Foo": ("gen_injective_theorems%", 2, 0),
    "rfl\nlemma x : y := z": ("lemma", 2, 0),
    "by set_option debug.skipKernelTC true in decide": ("debug.skipKernelTC", 1, 3),
    "by set_option interpreter.prefer_native true in rfl": ("interpreter.prefer_native", 1, 3),
    "by set_option compiler.extract_closed false in rfl": ("compiler.extract_closed", 1, 3),
    "by set_option warn.sorry false in sorry": ("warn.sorry", 1, 3),
    'by set_option trace.profiler.output "x" in rfl': ("trace.profiler.output", 1, 3),
    "by set_option profiler true in rfl": ("profiler", 1, 3),
    "exact Lean.ofReduceBool _ _ rfl": ("Lean.ofReduceBool", 1, 6),
    "by set_option pp.all true": ("set_option", 1, 3),
    "rfl\nset_option autoImplicit true\n": ("set_option", 2, 0),
    "rfl /- and then": ("comment", 1, 4),
    "rfl /- /- -/": ("comment", 1, 4),
    'rfl "abc': ("string", 1, 4),
    "«rfl": ("name", 1, 0),
    's!"{ \'"\' }"\ntheorem x : False := sorry': ("string with `{`", 1, 2),
    "f 3theorem x : False := sorry": ("3theorem", 1, 2),
    "rfl)": (")", 1, 3),
    "rfl⟩ ⟨rfl": ("⟩", 1, 3),
    "(rfl⟩": ("⟩", 1, 4),
    "⟨rfl": ("⟨", 1, 0),
    "fun x => {x": ("{", 1, 9),
}


@pytest.mark.parametrize("text", REFUSED_PROOFS)
def test_a_proof_that_does_not_keep_to_itself_is_refused_at_the_place(text: str) -> None:
    words, line, column = REFUSED_PROOFS[text]
    objection = screen_proof(text)
    assert objection is not None
    assert objection.at == Position(line, column)
    assert words in objection.reason
    assert f" at {line}:{column} of the proof is not allowed: " in objection.reason
    assert "\n" not in objection.reason


def test_a_comment_may_end_a_proof_only_where_the_line_ends() -> None:
    assert screen_proof("rfl -- done", line_goes_on=False) is None
    assert screen_proof("rfl -- done\n", line_goes_on=True) is None
    objection = screen_proof("rfl -- done", line_goes_on=True)
    assert objection is not None
    assert "swallow" in objection.reason


ACCEPTED_AUXILIARY = [
    "",
    "theorem a : 1 = 1 := rfl",
    "/-- What it says. -/\nprivate theorem a : 1 = 1 := rfl\n\nlemma b : 1 = 1 := a",
    "noncomputable def f (x : Nat) : Nat := x\nabbrev g := f\nprotected theorem Nat.x : 1 = 1 := rfl",
    "open Nat in\ntheorem a : 1 = 1 := by simp",
    "set_option maxHeartbeats 0 in\ntheorem a : 1 = 1 := by simp",
]


@pytest.mark.parametrize("text", ACCEPTED_AUXILIARY)
def test_auxiliary_theorems_and_definitions_are_let_through(text: str) -> None:
    assert screen_auxiliary(text) is None


REFUSED_AUXILIARY = [
    "axiom a : False",
    "opaque a : Nat",
    "instance : Add Nat := ⟨f⟩",
    "structure A where x : Nat",
    "inductive A | a",
    "unsafe def f := 1",
    "partial def f := 1",
    "@[simp] theorem a : 1 = 1 := rfl",
    "theorem a : 1 = 1 := rfl\n#eval 1",
    "theorem a : 1 = 1 := rfl\nend A",
    "open Nat\ntheorem a : 1 = 1 := rfl",
    "local notation \"x\" => y",
    "set_option debug.skipKernelTC true in theorem a : 1 = 2 := by decide",
    "theorem a : 1 = 1 := rfl\nprivate",
    "theorem a : 1 = 1 := rfl\nopen Nat in",
    "rfl",
    ":= rfl",
    "theorem a : (1 = 1 := rfl",
    "theorem a : 1 = 1 := rfl /-",
]  # fmt: skip


@pytest.mark.parametrize("text", REFUSED_AUXILIARY)
def test_any_other_text_before_the_theorem_is_refused(text: str) -> None:
    objection = screen_auxiliary(text)
    assert objection is not None
    assert "of the added text is not allowed" in objection.reason

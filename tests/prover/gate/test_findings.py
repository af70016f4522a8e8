"""Findings in a whole file: by its words, with their places; no Lean runs here. (`tests/cheats` has many more.)"""

import pytest

from prover.gate.findings import findings

TEXT = """import Foo
open Nat in
theorem a : x := by open Foo in exact y
@[simp, implemented_by foo] def b := 1
attribute [local simp] b in
theorem c : 1 = 1 := rfl
attribute [local simp] b
set_option maxHeartbeats 3 in
set_option debug.skipKernelTC true in
theorem d : x.prefix = 1 := by native_decide
-- axiom
/-- axiom -/ axiom foo : False
"""
FOUND = [
    "the attribute `implemented_by` at 4:8: what is compiled may differ from what is proved",
    "`attribute` at 7:0: its effect outlives the declaration",
    "`set_option debug.skipKernelTC` at 9:0: it is not among the options allowed",
    "`native_decide` at 10:31: what is compiled may differ from what is proved",
    "`axiom` at 12:13: it is taken for true without a proof",
]


def test_findings_are_told_in_the_order_of_the_text_and_comments_are_none() -> None:
    assert [f.reason for f in findings(TEXT)] == FOUND


def test_what_stands_in_the_original_is_none_as_often_as_it_stands_there() -> None:
    assert findings(TEXT, original=TEXT) == []
    assert findings("attribute [simp] a\n" + TEXT, original=TEXT)[0].at.line == 1
    twice = findings(TEXT + "attribute [local simp] b\n", original=TEXT)
    assert [f.at.line for f in twice] == [13]


@pytest.mark.parametrize(
    "text",
    [
        "open Nat\n",
        "export Nat (add)\n",
        "set_option pp.all true\n",
        "theorem t : 1 = 1 := by\n  exact 1.e5axiom a : False\n",
        "theorem t : 1 = 1 := f ..axiom\n",
        "theorem t : s!\"{1}\" = x := rfl\n",
        "def a := 3axiom b : False\n",
        "theorem t : 1 = 1 := rfl /- and so on\n",
        "unsafe def a := 1\n",
        "@[extern \"x\"] def a := 1\n",
        "attribute [-simp, csimp] a\n",
        "@[«implemented_by» b] def a := 1\n",
        "example := _root_.Lean.ofReduceBool\n",
        "decide +«native»\n",
        "#eval 1\n",
        "@[app_delab Nat.add] def d := 1\n",
        "@[category_parenthesizer foo] def d := 1\n",
        "@[to_additive (attr := simp, app_unexpander x)] def d := 1\n",
        "set_option trace.«profiler».output \"x\" in\ntheorem t : True := trivial\n",
        "set_option interpreter.prefer_native true in\ntheorem t : True := trivial\n",
    ],
)  # fmt: skip
def test_each_of_these_is_one(text: str) -> None:
    assert findings(text)


STRICTLY = {
    "@[elab_as_elim] theorem t : True := trivial\n": "the attribute `elab_as_elim` at 1:2: ",
    "@[simp, -- foo\n  /- ] -/ foo (x := [1]), inline] def a := 1\n": "the attribute `foo` at 2:10: ",
    "attribute [local foo] a in\ntheorem t : True := trivial\n": "the attribute `foo` at 1:17: ",
    "attribute [-foo] a in\ntheorem t : True := trivial\n": "the attribute `foo` at 1:12: ",
    "@[simp (attr := simp, bar)] theorem t : True := trivial\n": "the attribute `bar` at 1:22: ",
    "def a := go where\n  @[foo] go := 1\n": "the attribute `foo` at 2:4: ",
    "register_simp_attr foo\n": "`register_simp_attr` at 1:0: it is not among the commands allowed",
    "seal Nat.add\n": "`seal` at 1:0: ",
    "theorem t : f '' a = 'b' := rfl\n": "a character beside `''` at 1:21: ",
}


@pytest.mark.parametrize("text", STRICTLY)
def test_only_a_strict_reading_minds_what_it_does_not_know(text: str) -> None:
    assert findings(text) == []
    assert findings(text, strict=True)[0].reason.startswith(STRICTLY[text])
    assert findings(text, original=text, strict=True) == []


LEANS_OWN = """/-- A type. -/
@[ext, pp_using_anonymous_constructor] structure S (α : Type u) where
  x : α
deriving DecidableEq
namespace S
universe u
variable {α : Type u} (s : S α)
@[simp ↓ high, grind =] protected theorem eta : S.mk s.x = s := rfl
@[inline, reducible, deprecated eta (since := "2026-01-01")] private def y (a b : α) : List α := [a, b]
attribute [local simp ←] eta in
set_option maxRecDepth 1000 in
open Nat in
@[elab_as_elim, inherit_doc S] noncomputable nonrec def z := 1
end S
mutual
theorem a : True := b
@[scoped simp, norm_cast] theorem b : True := trivial
end
#print axioms a
"""


def test_a_strict_reading_lets_pass_what_is_known_to_be_harmless() -> None:
    assert [f.reason for f in findings(LEANS_OWN, strict=True)] == [
        "the attribute `elab_as_elim` at 13:2: it is not among the attributes allowed"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "theorem t (h : p.axiom) : h.unsafe = «axiom» := rfl\n",
        "set_option maxRecDepth 10 in\ntheorem t : True := trivial\n",
        "theorem notation_free (opaque' : Nat) : «notation» = 1 := rfl\n",
        'def s := "axiom #eval"\n',
        "@[simp, ext] theorem t : 1 = 1 := rfl\n",
    ],
)
def test_none_of_these_is_one(text: str) -> None:
    assert findings(text) == []

"""Findings in a whole file: by its words, with their places; no Lean runs here. (`tests/cheats` has many more.)"""

import pytest

from prover.findings import findings

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
    ],
)  # fmt: skip
def test_each_of_these_is_one(text: str) -> None:
    assert findings(text)


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

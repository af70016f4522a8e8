"""What an index is told of a source file, and what `@[to_additive]` and `@[to_dual]` make of a name."""

import pytest

from prover.text.source_scan import entries
from prover.text.translated import Dictionary, dictionary_in

DICTIONARIES = """
def nameDict : Std.HashMap String (List String) := .ofList [
  ("one", ["Zero"]), ("mul", ["Add"]), -- ("pow", ["NSMul"])
  ("monoid", ["Add", "Monoid"]),

  ("prod", ["Sum"])]

@[inherit_doc]
def abbreviationDict : Std.HashMap String String := .ofList [
  ("commAdd", "AddComm"), ("zero_le", "Nonneg")]

initialize guess : Nat ← foo ("inv", ["Neg"])
"""
SOURCE = """module
/- no theorem here: -- /-
theorem hidden : False -/ := -/
public import Mathlib.Order.Basic

@[expose] public section
namespace Monoid
variable {M : Type*} [Monoid M]

/-- Multiplication
commutes. -/
@[to_additive (attr := simp) /-- Addition commutes. -/]
protected theorem mul_comm' (a b : M) : a * b =
    b * a := by  -- by what is known
  simp

private theorem unseen : True := trivial
end Monoid
open Nat in
/-- The next. -/
noncomputable def next.{u} (n : Nat) : Nat → Nat
  | 0 => n
  | k => k
theorem _root_.with_let : let x := 1; x = 1 := rfl
instance : Inhabited Nat := ⟨0⟩
instance (priority := 100) named : Inhabited Nat := ⟨0⟩
lemma absolute (a : ℤ) :
    |a| ≤ |a| + 0 := by simp
structure Point (α : Type) extends Base where
  x : α
alias ⟨first, _⟩ := Monoid.mul_comm'
alias second := first
initialize counter : IO.Ref Nat ← IO.mkRef 0
initialize registerSomething "theorem not_me : True"
example : True := trivial
def «odd name».here := '"'
def last := "
theorem in_a_string : True"
"""


def found() -> dict[str, tuple[str, str, str, int]]:
    return {e.name: (e.kind, e.signature, e.doc, e.line) for e in entries(SOURCE, "M")}


def test_what_others_can_name_is_found_with_keyword_and_line() -> None:
    assert {name: (kind, line) for name, (kind, _, _, line) in found().items()} == {
        "Monoid.mul_comm'": ("theorem", 13),
        "next": ("def", 21),
        "with_let": ("theorem", 24),
        "named": ("instance", 26),
        "absolute": ("lemma", 27),
        "Point": ("structure", 29),
        "first": ("theorem", 31),
        "second": ("theorem", 32),
        "counter": ("opaque", 33),
        "«odd name».here": ("def", 36),
        "last": ("def", 37),
    }


@pytest.mark.parametrize(
    ("name", "signature"),
    [
        ("Monoid.mul_comm'", "Monoid.mul_comm' (a b : M) : a * b = b * a"),
        ("next", "next.{u} (n : Nat) : Nat → Nat"),
        ("with_let", "with_let : let x := 1; x = 1"),
        ("absolute", "absolute (a : ℤ) : |a| ≤ |a| + 0"),
        ("Point", "Point (α : Type) extends Base"),
        ("second", "second := first"),
    ],
)
def test_a_signature_ends_where_the_value_begins(name: str, signature: str) -> None:
    assert found()[name][1] == signature


def test_a_docstring_is_that_of_the_declaration_and_not_of_its_translation() -> None:
    docs = {name: doc for name, (_, _, doc, _) in found().items() if doc}
    assert docs == {"Monoid.mul_comm'": "Multiplication commutes.", "next": "The next."}


def test_what_an_attribute_translates_is_found_beside_it() -> None:
    dictionaries = {"to_additive": dictionary_in(DICTIONARIES)}
    [new] = [e for e in entries(SOURCE, "M", dictionaries) if e.kind == "theorem by to_additive"]
    assert (new.name, new.signature) == ("AddMonoid.add_comm'", "AddMonoid.add_comm' (a b : M) : a + b = b + a")


@pytest.mark.parametrize(
    ("attribute", "names"),
    [
        ("to_additive existing", []),
        ("to_additive self", []),
        ("simp, to_additive given", ["A.given"]),
        ("to_additive (attr := simp) Other.given", ["Other.given"]),
        ("to_dual", []),  # there is no dictionary for it
    ],
)
def test_a_name_that_is_given_is_taken(attribute: str, names: list[str]) -> None:
    source = f"namespace A\n@[{attribute}]\ntheorem mul_one : True := trivial\n"
    dictionaries = {"to_additive": dictionary_in(DICTIONARIES)}
    assert [e.name for e in entries(source, "M", dictionaries)] == ["A.mul_one", *names]


@pytest.mark.parametrize(
    ("name", "translated"),
    [
        ("CommMonoid.mul_one", "AddCommMonoid.add_zero"),
        ("one_le_mul'", "nonneg_add'"),
        ("Prod.mul_def", "Prod.add_def"),
        ("Finset.prod_pow", "Finset.sum_pow"),  # a comment has no rows
        ("inv_one", "inv_zero"),  # nor has what is no dictionary
    ],
)
def test_names_are_translated_word_by_word_with_abbreviations(name: str, translated: str) -> None:
    assert dictionary_in(DICTIONARIES).translated(name) == translated


def test_a_file_without_dictionaries_translates_nothing() -> None:
    assert dictionary_in("def nameDict := 1") == Dictionary({}, {})


@pytest.mark.parametrize(
    "text", ["/- /- ", '"', "theorem", "theorem a (", "namespace", "end", "end A.B", "@[[[", "'", "alias ⟨"]
)
def test_what_is_no_lean_raises_nothing(text: str) -> None:
    assert len(list(entries(text * 3, "M"))) <= 3

"""Terms that Lean prints without notation are read and shown again as they were."""

import pytest

from prover.text.terms import (
    Apply,
    Arrow,
    Binder,
    Forall,
    Lambda,
    Literal,
    Name,
    fresh,
    names_in,
    parse_term,
    show_term,
)  # fmt: skip

PRINTED = [
    "Eq (HAdd.hAdd x 1) y",
    "∀ (x y : Nat), Eq (f x) y",
    "∀ {α : Type} (xs : List α), LE.le (List.length xs) (f (fun a b => g b a) xs)",
    "(Nat → Nat) → List (Prod Nat Bool)",
    "{α : Type} → [BEq α] → (n : Nat) → Vec α n",
    "∀ [inst : DecidableEq α], p → Not (q (fun x => x) 0)",
    "∀ a b, r a b",
]
UNREADABLE = ["", "f (", ")", "x : Nat", "f x) y", "∀ (x : Nat)", "(x", "=> y", "match x with | 0 => (1"]


@pytest.mark.parametrize("text", PRINTED)
def test_a_term_that_is_shown_is_read_as_the_same(text: str) -> None:
    term = parse_term(text)
    assert term is not None
    assert parse_term(show_term(term)) == term


def test_an_application_is_one_head_with_all_its_arguments() -> None:
    assert parse_term("(f x) (g 2)") == Apply(Name("f"), (Name("x"), Apply(Name("g"), (Literal(2),))))


def test_binders_keep_their_names_types_and_brackets() -> None:
    nat = Name("Nat")
    read = parse_term("∀ {x y : Nat}, p x → q (fun z => z)")
    binders = (Binder("x", nat, "{"), Binder("y", nat, "{"))
    body = Arrow(Apply(Name("p"), (Name("x"),)), Apply(Name("q"), (Lambda(("z",), Name("z")),)))
    assert read == Forall(binders, body)
    assert read is not None
    assert list(names_in(read)) == ["Nat", "Nat", "p", "x", "q", "z"]


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_is_no_such_term_is_not_guessed_at(text: str) -> None:
    assert parse_term(text) is None


def test_a_term_nested_too_deep_to_be_read_is_none() -> None:
    assert parse_term("(" * 100_000 + "x" + ")" * 100_000) is None


def test_a_fresh_name_is_none_of_those_that_are_taken() -> None:
    assert [fresh("x", taken) for taken in ((), ("x",), ("x", "x1"), ("x1",))] == ["x", "x1", "x2", "x"]

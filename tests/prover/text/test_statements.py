"""A declaration's text up to its proof: its opening words, its end, and what may be put behind it."""

import pytest

from prover.text.statements import (
    behind_name,
    denied,
    end_of_statement,
    proof_expected,
    with_body,
    with_keyword,
    with_name,
)

LEMMA = "/-- theorem a -/ private theorem a (theorem_ : a = a) : a = a"


def test_only_the_opening_words_of_a_lemma_are_replaced() -> None:
    assert with_keyword(LEMMA, "axiom") == "/-- theorem a -/ private axiom a (theorem_ : a = a) : a = a"
    assert with_name(LEMMA, "b") == "/-- theorem a -/ private theorem b (theorem_ : a = a) : a = a"
    assert behind_name(LEMMA) == "(theorem_ : a = a) : a = a"


def test_a_name_that_begins_the_keyword_is_not_taken_for_it() -> None:
    assert behind_name("theorem t (x : N) : x = x") == "(x : N) : x = x"


def test_a_lemma_is_denied_for_all_that_it_binds_at_once() -> None:
    assert denied(LEMMA) == "¬ ∀ (theorem_ : a = a), a = a"
    assert denied("lemma a : ∀ n : Nat, n = n") == "¬ (∀ n : Nat, n = n)"
    assert denied("theorem a (x : Nat := 1)") == ""


def test_a_comment_at_the_end_does_not_swallow_the_body() -> None:
    assert with_body("theorem a : T", "by simp") == "theorem a : T := by simp"
    assert with_body("theorem a : T -- so", "by simp") == "theorem a : T -- so\n:= by simp"
    assert with_body("theorem a : T /- so -/", "by simp") == "theorem a : T /- so -/ := by simp"


@pytest.mark.parametrize(
    "statement",
    [
        "theorem a : T ",
        "theorem a (x : Nat := 1) : x = x ",
        "theorem a : let y := 1; y = y ",
        "theorem a : ⟨b := 1⟩ = c ",
        "theorem a : T /- := -/ ",
    ],
)
def test_a_statement_ends_where_its_proof_begins(statement: str) -> None:
    assert end_of_statement(f"{statement}:= by sorry") == len(statement)
    assert end_of_statement(statement) == len(statement)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("theorem a : T := by -- so\n", "tactics"),
        ("theorem a : T :=", "term"),
        ("theorem a : T := sorry", None),
        ("theorem a : T", None),
        ("", None),
    ],
)
def test_a_text_that_ends_before_its_proof_says_what_is_missing(text: str, expected: str | None) -> None:
    assert proof_expected(text) == expected

"""Brackets, of characters and of tokens: how deep, which with which, and what stands outside of all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prover.text.brackets import attribute_spans, depths, groups, pairs, split
from prover.text.tokens import code_tokens

TEXTS = st.text("()[]{}⟨⟩a, ", max_size=20)


def test_the_depth_is_that_behind_the_sign() -> None:
    assert list(depths("a(b⟨c⟩)d")) == [0, 1, 1, 2, 2, 1, 0, 0]
    assert list(depths(")(")) == [-1, 0]
    assert list(depths("([)]", "[]")) == [0, 1, 1, 0]
    assert list(depths(["(", "x.y", ")"])) == [1, 1, 0]


def test_pairs_come_when_they_are_closed_and_what_has_no_partner_is_in_none() -> None:
    assert list(pairs("(a(b))(")) == [(2, 4), (0, 5)]
    assert list(pairs(")]a(")) == []
    assert list(pairs("([)]", "[]")) == [(1, 3)]


def test_groups_stand_in_no_other_pair() -> None:
    text = "{a} (b : [c]) d ⟨e⟩"
    assert [text[first : last + 1] for first, last in groups(text)] == ["{a}", "(b : [c])", "⟨e⟩"]


@given(TEXTS)
def test_what_is_between_a_pair_is_closed_in_itself(text: str) -> None:
    for first, last in pairs(text):
        assert list(depths(text[first + 1 : last]))[-1:] in ([], [0])


@pytest.mark.parametrize(
    ("text", "separator", "parts"),
    [
        ("A → (B → C) → D", "→", ["A ", " (B → C) ", " D"]),
        (" f  (g x) y ", " ", ["f", "(g x)", "y"]),
        ("⟨a, b⟩ = c = d", " = ", ["⟨a, b⟩", "c", "d"]),
        ("", ",", []),
    ],
)
def test_a_text_is_split_outside_of_brackets_and_blank_parts_are_left_out(
    text: str, separator: str, parts: list[str]
) -> None:
    assert split(text, separator) == parts


def test_a_text_is_split_as_often_as_was_asked() -> None:
    assert split("(a = b) = c = d", " = ", most=1) == ["(a = b)", "c = d"]


@given(TEXTS)
def test_nothing_but_separators_and_blanks_is_lost(text: str) -> None:
    def bare(text: str) -> str:
        return text.replace(",", "").replace(" ", "")

    assert bare("".join(split(text, ","))) == bare(text)


def spans(text: str) -> list[str]:
    code = code_tokens(text)
    return ["".join(t.text for t in code[opening : closing + 1]) for opening, closing in attribute_spans(code)]


def test_attributes_stand_behind_an_at_or_the_command() -> None:
    assert spans("@[simp, foo [1]] def a := [1]\nattribute [-ext] a") == ["[simp,foo[1]]", "[-ext]"]
    assert spans("@[simp") == ["[simp"]
    assert spans("a @ [b]") == ["[b]"]

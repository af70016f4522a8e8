"""Texts worked on by their tokens: found, replaced, taken out of lists; all else stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prover.text.tokens import (
    code_tokens,
    comments,
    find,
    first_token,
    last_line_comment,
    named_in,
    renamed,
    replaced,
    spliced,
    unquoted,
    with_token,
    without,
    words_of,
)

TEXT = "/-- d -/ theorem a /- in -/ : x = x -- end"


def test_comments_are_told_from_all_else() -> None:
    assert words_of(TEXT) == ["theorem", "a", ":", "x", "=", "x"]
    assert [token.text for token in comments(TEXT)] == ["/-- d -/", "/- in -/", "-- end"]
    first = first_token(TEXT)
    assert first is not None
    assert first == code_tokens(TEXT)[0]
    assert first_token("-- nothing") is None


@pytest.mark.parametrize(
    ("text", "comment"),
    [
        ("simp -- so", "-- so"),
        ("simp -- so\n", "-- so"),
        ("simp -- so\nrfl", None),
        ("simp /- so -/", None),
        ("simp /- so", None),
        ('f "--', None),
        ("", None),
    ],
)
def test_only_a_line_comment_swallows_what_is_written_behind_a_text(text: str, comment: str | None) -> None:
    last = last_line_comment(text)
    assert (last.text if last else None) == comment


def test_a_piece_is_found_where_all_of_it_stands() -> None:
    assert find("a b a b c".split(), ["a", "b", "c"]) == 2
    assert find("a b a b c".split(), ["a", "b"], start=1) == 2
    assert find(["a"], ["a", "b"]) == -1
    assert find(["a", "b"], [], start=1) == 1


def test_a_name_may_be_named_in_full_in_part_or_as_the_beginning_of_another() -> None:
    names = {"N.a", "M.b", "c", "d"}
    assert named_in("exact N.x b c.symm -- d", names) == {"N.a", "M.b", "c"}


def test_edits_are_made_in_a_part_of_the_text_too() -> None:
    assert spliced("abcdef", [(1, 2, "X"), (3, 3, "Y")]) == "aXcYdef"
    assert spliced("abcdef", [(3, 4, "")], 2, 5) == "ce"


def test_one_token_is_replaced_or_all_of_a_word() -> None:
    assert with_token("a + a", code_tokens("a + a")[2], "b") == "a + b"
    assert replaced("a + a.x + «a» -- a", {"a": "(b)", "+": "*"}) == "(b) * a.x * «a» -- a"
    assert unquoted("«a b».c") == "a b.c"


def test_whole_names_are_replaced_and_what_hangs_on_them() -> None:
    assert renamed("exact a.symm.trans (aa a') a", {"a": "b"}) == "exact b.symm.trans (aa a') b"
    assert renamed("simp [M.a, a]", {"M.a": "M.b"}) == "simp [M.b, a]"


def test_names_may_change_places() -> None:
    assert renamed("rw [a, b, a]", {"a": "b", "b": "a"}) == "rw [b, a, b]"


def test_comments_and_strings_keep_their_names() -> None:
    assert renamed('exact f "a" -- a', {"a": "b"}) == 'exact f "a" -- a'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("simp [a, b]", "simp [b]"),
        ("simp [b, a]", "simp [b]"),
        ("simp [a]", "simp []"),
        ("simp [a, a, b]", "simp [b]"),
        ("simp [b, a, a]", "simp [b]"),
        ("simp [b, a, c]", "simp [b, c]"),
        ("exact a.symm", "exact a.symm"),
        ("simp [b] -- a, b", "simp [b] -- a, b"),
    ],
)
def test_a_name_is_taken_out_of_a_list_with_its_comma(text: str, expected: str) -> None:
    assert without(text, {"a"}) == expected


@given(st.lists(st.sampled_from("a b c a.x , [ ] ( ) -- /- \" ' 1 \n".split(" ")), max_size=12).map(" ".join))
def test_any_text_may_be_renamed_there_and_back_and_thinned_out(text: str) -> None:
    assert renamed(renamed(text, {"a": "z"}), {"z": "a"}) == text
    assert renamed(text, {}) == text
    assert without(text, ()) == text
    assert len(without(text, {"a"})) <= len(text)

"""The lexer: what is code and what is not."""

import pytest

from prover.text.header import header_imports, read_header
from prover.text.lexer import tokens
from prover.text.tokens import words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a -- sorry\nb", ["a", "b"]),
        ("a /- sorry /- deep -/ sorry -/ b", ["a", "b"]),
        ("/-- doc sorry -/ a", ["a"]),
        ("/--/ a", ["a"]),
        ('"sorry \\" -- no" a', ['"sorry \\" -- no"', "a"]),
        ('r#"no " end"# a', ['r#"no " end"#', "a"]),
        ('s!"a{f "-- }" {x}}\\{b}" c', ["s!", '"a{', "f", '"-- }"', "{", "x", "}", '}\\{b}"', "c"]),
        ('s! "{a}{b}" "{c}"', ["s!", '"{', "a", "}{", "b", '}"', '"{c}"']),
        (r"'\'' a '\\' '\u{3b1}'", [r"'\''", "a", r"'\\'", r"'\u{3b1}'"]),
        ("'\"' a", ["'\"'", "a"]),
        ("h' a'' f '' s", ["h'", "a''", "f", "'", "'", "s"]),
        ("«a -- b».c x.«/-».y", ["«a -- b».c", "x.«/-».y"]),
        ("sorryAx sorry' x.sorry sorry", ["sorryAx", "sorry'", "x.sorry", "sorry"]),
        ("fun x₁ ↦ λ y => α.β", ["fun", "x₁", "↦", "λ", "y", "=", ">", "α.β"]),
        ("foo.{u} 1.5 0xff", ["foo", ".", "{", "u", "}", "1", ".", "5", "0xff"]),
    ],
)
def test_code_is_told_from_comments_strings_and_names(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize("text", ["/- open", "/- /- -/", '"open', "«open", 'r#"open"'])
def test_what_never_ends_is_marked_as_not_closed(text: str) -> None:
    assert [t.closed for t in tokens(text)] == [False]


def test_tokens_and_white_space_cover_the_text() -> None:
    text = "theorem «x y» (h : a ∣ b') : 'c' ≠ \"d\" := by -- e\n  /- f -/ sorry\n"
    at = 0
    for token in tokens(text):
        assert text[at : token.start].strip() == ""
        assert text[token.start : token.end] == token.text
        at = token.end
    assert text[at:].strip() == ""


def test_the_header_ends_where_its_imports_do() -> None:
    text = "/- c -/ module\nprelude\npublic import A.B -- d\nimport all C\n\nopen A\nimport D"
    assert header_imports(text) == ["A.B", "C"]
    assert text[: read_header(text)[1]].endswith("import all C")
    assert read_header("theorem import_me : True := sorry") == ([], 0)

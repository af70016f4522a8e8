"""Text from outside that is shown: whatever it holds, it moves no cursor, ends no line, and can be read."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.report.page import as_html
from benchmarks.report.render import as_markdown
from benchmarks.report.sections import Chapter, Grid
from prover.gate.certificate import Certificate, Refusal
from prover.gate.screen import Objection
from prover.lean.toolchains.survey import Finding
from prover.words.errors import BadInput, LeanCrashed
from prover.words.shown import from_json, in_ascii, in_one_line, shown, storable
from prover.words.verdict import Position

ANY = st.text(st.characters() | st.characters(categories=["Cs", "Cc", "Cf", "Zl", "Zp"]))
UNSEEN = {"Cc", "Cs", "Zl", "Zp"}
HOSTILE = "x\x1b[2K\r\nt: certified\n\x9b1A\u202e\u2066\u200b\u2028\x7f"


@given(ANY)
def test_one_line_stays_one_line_without_controls(text: str) -> None:
    line = in_one_line(text)
    assert len(line.splitlines()) <= 1
    assert not UNSEEN & set(map(unicodedata.category, line))


@given(ANY)
def test_line_breaks_and_tabs_are_all_that_is_left_of_controls(text: str) -> None:
    kept = shown(text).replace("\r\n", "\n")
    assert not UNSEEN & {unicodedata.category(c) for c in kept if c not in "\n\t"}
    assert kept.count("\n") == text.count("\n")


@given(st.recursive(ANY, lambda inner: st.lists(inner) | st.dictionaries(ANY, inner)))
def test_json_that_is_shown_is_the_same_json(value: object) -> None:
    text = json.dumps(value, ensure_ascii=False)
    assert json.loads(shown(text)) == json.loads(text)
    assert json.loads(in_ascii(shown(text))) == json.loads(text)


@given(st.recursive(ANY, lambda inner: st.lists(inner) | st.dictionaries(ANY, inner)))
def test_what_json_of_a_stranger_says_can_be_kept(value: object) -> None:
    kept = json.dumps(from_json(json.dumps(value)), ensure_ascii=False).encode()
    assert from_json(kept) == from_json(json.dumps(value))


@pytest.mark.parametrize("text", ["[" * 100_000, "{", '{"a": "\\uD8"}', b"\xff"])
def test_what_is_no_json_or_has_no_end_of_depth_is_a_value_error(text: str | bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_json(text)


@pytest.mark.parametrize("character", "\x1b\x9b\x7f\x85\b\u202a\u202e\u2066\u2069\u200b\u200d\ufeff\u2028\u2029\udce9")
def test_what_cannot_be_seen_is_written_out(character: str) -> None:
    assert shown(f"a{character}b") == in_one_line(f"a{character}b") == f"a{json.dumps(character)[1:-1]}b"


def test_what_can_be_seen_is_left_as_it_is() -> None:
    text = "theorem «a b» : ∀ x ∈ ℝ, ‖x‖ ≥ 0 := by\n\t· é 𝔸 漢字\u3000العربية"
    assert shown(text) == text


@given(ANY)
def test_what_is_storable_can_be_written_to_a_file(text: str) -> None:
    assert storable(text).encode().decode() == storable(storable(text))


def test_refusals_objections_errors_and_findings_of_the_doctor_are_each_one_line() -> None:
    said = [
        Refusal("kernel", HOSTILE).reason,
        Objection(HOSTILE, Position(1, 0)).reason,
        str(BadInput(f"{HOSTILE}: no such file")),
        str(LeanCrashed(HOSTILE, 1, f"last words {HOSTILE}")),
        str(Finding("what", False, HOSTILE)),
    ]
    for line in said:
        assert "t: certified" in line
        assert line == in_one_line(line)


def test_a_certificate_has_its_five_lines_whatever_it_names() -> None:
    named = dict.fromkeys(("theorem", "constant", "statement", "type", "lean", "toolchain"), HOSTILE)
    digests = dict.fromkeys(("official_sha256", "result_sha256", "toolchain_key"), "0" * 64)
    more = {"axioms": (HOSTILE,), "checkers": {HOSTILE: HOSTILE}, "seconds": 0.0}
    certificate = Certificate.model_validate(named | digests | more)
    assert len("\n".join(certificate.lines()).splitlines()) == 5


def test_a_report_shows_hostile_words_as_words() -> None:
    words = f"{HOSTILE}<script>|`a`[b](c)*d*&#x202e;"
    report = [Chapter(words, 1, [words, Grid(["head", words], [["a", words]])])]
    markdown, html = as_markdown(report, None), as_html(report, {})
    for text in (markdown, html):
        assert "<script>" not in text
        assert text == shown(text)
        assert "&#x202e;" not in text
    assert "&lt;script>\\|\\`a\\`\\[b\\](c)\\*d\\*&amp;#x202e;" in markdown
    assert len(markdown.splitlines()) == 7  # a heading, a paragraph and a table of three lines

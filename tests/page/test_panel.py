"""The side panel: Lean with its colours, mathematics typeset, attempts folded, all of it offline."""

import pytest

from benchmarks.performance.made_pages import graph, node, page
from tests.page.conftest import Opened, click_node

pytestmark = pytest.mark.browser

ATTEMPT = {
    "method": "model", "seconds": 41.5, "money": 0.0231, "tokens": 5120, "outcome": "Lean refuses it",
    "diagnosis": "the step is left", "script": "by simp", "conversation": [{"role": "user", "text": "Prove it."}],
    "messages": [{"severity": "error", "line": 3, "column": 4, "text": "unsolved goals"}],
}  # fmt: skip
FULL = node(
    "full", "proved", title="A full lemma", proof=":= by\n  -- by hand\n  sorry", place="a.tex:7", labels=["lem:full"],
    informal="It costs \\$5 that $x^2 \\geq 0$.\n\n\\begin{align*} a &= b \\\\ &= c \\end{align*}", attempts=[ATTEMPT],
    certificate=[["axioms", "propext"]], notes=["a note"],
)  # fmt: skip


def test_lean_is_coloured_and_stays_the_same_text(opened: Opened) -> None:
    there = opened(page(graph([FULL], [])))
    click_node(there, "full")
    code = there.locator("#panel .lean code")
    assert code.nth(0).text_content() == FULL["statement"]
    assert code.nth(1).text_content() == FULL["proof"]
    assert there.locator("#panel .lean-keyword").first.inner_text() == "theorem"
    assert there.locator("#panel .lean-comment").all_text_contents() == ["-- by hand"]
    assert there.locator("#panel .lean-hole").all_text_contents() == ["sorry"]


def test_mathematics_is_typeset_with_fonts_of_the_page_and_the_rest_is_text(opened: Opened) -> None:
    there = opened(page(graph([FULL], [])))
    click_node(there, "full")
    block = there.locator("#panel .latex")
    assert block.locator(".katex").count() == 2
    assert block.locator("math").count() == 2  # which screen readers read
    assert "It costs $5 that" in (block.text_content() or "")
    there.evaluate("document.fonts.ready.then(() => 0)")
    assert there.evaluate(
        "[...document.fonts].some((font) => font.family === 'KaTeX_Math' && font.status === 'loaded')"
    )


def test_an_attempt_is_folded_and_holds_all_that_is_known_of_it(opened: Opened) -> None:
    there = opened(page(graph([FULL], [])))
    click_node(there, "full")
    attempt = there.locator("#panel details.attempt")
    folded = attempt.inner_text()
    assert all(words in folded for words in ("model", "Lean refuses it", "42 s · $0.023 · 5,120 tokens"))
    assert "unsolved goals" not in folded
    attempt.locator("summary").first.click()
    attempt.get_by_text("the step is left").wait_for()
    text = attempt.inner_text()
    assert all(words in text for words in ("the step is left", "by simp", "3:4", "unsolved goals"))
    assert "Prove it." not in text
    attempt.locator("summary", has_text="Conversation").click()
    attempt.get_by_text("Prove it.").wait_for()


def test_names_place_certificate_and_notes_are_there(opened: Opened) -> None:
    there = opened(page(graph([FULL], [])))
    click_node(there, "full")
    text = there.locator("#panel").inner_text()
    assert all(words in text for words in ("A full lemma", "lem:full", "a.tex:7", "axioms", "propext", "a note"))

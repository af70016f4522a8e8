"""Graphs and texts of any size are shown: deep chains, long words, and what cannot be drawn as a table."""

import itertools

import pytest

from benchmarks.performance.made_pages import edge, graph, node, page
from tests.page.conftest import Opened, click_node, drawn, ready

pytestmark = pytest.mark.browser


def test_a_chain_of_thousands_is_drawn_from_top_to_bottom(opened: Opened) -> None:
    names = [f"l{at}" for at in range(3000)]
    chain = [edge(user, used) for user, used in zip(names[1:], names, strict=False)]
    found = drawn(opened(page(graph([node(name) for name in names], chain))))
    heights = [found["nodes"][name]["y"] for name in names]
    assert heights == sorted(set(heights))
    assert len({found["nodes"][name]["x"] for name in names}) == 1


def test_a_deep_ladder_stands_on_its_two_sides(opened: Opened) -> None:
    pairs = [(f"l{at}", f"r{at}") for at in range(250)]
    steps = [tie for above, below in itertools.pairwise(pairs) for tie in zip(below, above, strict=True)]
    sides = [edge(user, used) for user, used in steps]
    nodes = [node(name) for at, pair in enumerate(pairs) for name in (pair if at % 2 else pair[::-1])]
    found = drawn(opened(page(graph([*nodes, node("end")], [*sides, edge("end", "l249"), edge("end", "r249")]))))
    lefts = {found["nodes"][left]["x"] < found["nodes"][right]["x"] for left, right in pairs}
    assert len(lefts) == 1


LONG = {
    "formulas": "x $a$ " * 50_000,
    "formulas without spaces": "x$a$" * 60_000,
    "dollars": "$" * 1_000_001,
    "formulas in one that is not closed": r"\(" + "$a$ " * 50_000,
    "environments": r"\begin{align*}" * 50_000,
    "words": "word " * 100_000,
    "one word": "w" * 300_000,
}


@pytest.mark.parametrize("words", LONG.values(), ids=LONG.keys())
def test_of_long_words_the_beginning_is_typeset_and_the_rest_is_there_as_written(opened: Opened, words: str) -> None:
    there = opened(page(graph([node("a"), node("long", informal=words)], [])))
    click_node(there, "long")
    assert there.locator("#panel .katex").count() <= 400
    said = there.get_by_text("of this long text are here as they are written")
    rest = said.locator("xpath=following-sibling::*").text_content() or ""
    assert rest != ""
    assert words.endswith(rest)


# the stack of the first is too small for KaTeX, that of the second for Chromium's layout
@pytest.mark.parametrize("words", ["{" * 9000 + "}" * 9000, r"\sqrt{" * 300 + "}" * 300], ids=["groups", "roots"])
def test_a_formula_that_is_nested_too_deeply_is_shown_as_written(opened: Opened, words: str) -> None:
    there = opened(page(graph([node("a"), node("deep", informal=f"${words}$")], [])))
    click_node(there, "deep")
    assert there.get_by_text("nested too deeply").count() == 1
    assert there.get_by_text(words).count() == 1


def test_formulas_within_the_bounds_are_all_typeset(opened: Opened) -> None:
    there = opened(page(graph([node("a", informal="let $x$ be \\[ y \\] " * 200)], [])))
    assert there.locator("#panel .katex-html").count() == 400
    assert there.get_by_text("of this long text").count() == 0


def test_what_cannot_be_drawn_is_said_and_shown_as_a_table(opened: Opened) -> None:
    there = opened(page(graph([node("a"), node("b")], [edge("b", "a")])))
    context = there.context.new_page()  # beside the watched one: its console says what went wrong
    context.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")  # as where canvases are blocked
    context.goto(there.url)
    ready(context)
    assert "The graph cannot be drawn (" in (context.locator("#listing .summary").text_content() or "")
    assert context.locator("#listing tbody tr").count() == 2
    context.locator("#listing tbody tr").first.click()
    assert context.locator("#panel h2").text_content() == "a"

"""The page by keyboard, in the dark, and for eyes and readers that need contrast and names."""

import re
from typing import TYPE_CHECKING

import pytest

from benchmarks.performance.made_pages import LEGEND, edge, graph, node, page
from tests.page.conftest import Opened, drawn

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

NODES = [node("a", "proved"), node("b", "stuck"), node("c", "open"), node("main", "open", kind="theorem")]
SMALL = page(graph(NODES, [edge("c", "a"), edge("c", "b"), edge("main", "c")]))
ENOUGH = 4.5  # WCAG 2.1, AA, for text of this size
PAIRS = [
    ("--ink", "--paper"), ("--quiet", "--paper"), ("--quiet", "--surface"), ("--accent", "--surface"),
    ("--bad", "--surface"), ("--good", "--surface"),
]  # fmt: skip
LEAN = ["keyword", "comment", "string", "number", "name", "sort"]


def test_the_whole_way_by_keyboard(opened: Opened) -> None:
    there = opened(SMALL)
    title = there.locator("#panel h2")
    for _ in range(40):
        there.keyboard.press("Tab")
        if there.evaluate("document.activeElement.id") == "graph":
            break
    there.keyboard.press("ArrowUp")
    assert title.inner_text() == "main"  # where nothing is selected, it begins at the target
    there.keyboard.press("ArrowUp")
    assert title.inner_text() == "c"
    there.keyboard.press("ArrowUp")
    first = title.inner_text()
    there.keyboard.press("ArrowRight" if first == "a" else "ArrowLeft")
    assert {first, title.inner_text()} <= {"a", "b"}
    there.keyboard.press("ArrowDown")
    assert title.inner_text() == "c"
    assert "c, lemma, open, uses 2, used by 1" in there.locator("#said").inner_text()
    there.keyboard.press("Enter")
    assert there.evaluate("document.activeElement.id") == "panel-title"
    there.keyboard.press("Escape")
    assert not there.locator("#panel").is_visible()
    assert there.evaluate("document.activeElement.id") == "graph"
    there.keyboard.press("/")
    assert there.evaluate("document.activeElement.id") == "search"
    there.keyboard.type("/b")
    assert there.input_value("#search") == "/b"
    there.keyboard.press("Escape")
    assert there.input_value("#search") == ""


def test_each_control_has_a_name_and_each_part_a_role(opened: Opened) -> None:
    there = opened(SMALL)
    there.locator("#graph").focus()
    there.keyboard.press("ArrowUp")
    nameless = there.evaluate(
        """[...document.querySelectorAll('button, input, [role=application], nav, aside, section[id]')]
        .filter((one) => !(one.getAttribute('aria-label') || one.getAttribute('aria-labelledby') || one.innerText))
        .map((one) => one.outerHTML.slice(0, 80))"""
    )
    assert nameless == []
    assert there.get_by_role("application", name="Graph of 4 nodes and 3 edges").count() == 1
    for role in ("main", "navigation", "complementary", "search", "banner"):
        assert there.get_by_role(role).count() == 1, role


def test_it_is_dark_as_the_system_says_and_as_the_switch_says(opened: Opened) -> None:
    there = opened(SMALL, color_scheme="dark")
    assert ground(there) == "rgb(20, 23, 27)"
    dark = drawn(there)["nodes"]["a"]["fill"]
    there.get_by_role("button", name="Light page").click()
    assert ground(there) == "rgb(246, 246, 243)"
    assert drawn(there)["nodes"]["a"]["fill"] != dark
    there.reload()
    there.wait_for_selector("html[data-ready]", state="attached")
    assert ground(there) == "rgb(246, 246, 243)"  # it is kept


def ground(there: "Page") -> str:
    colour: str = there.evaluate("getComputedStyle(document.body).backgroundColor")
    return colour


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_contrast_enough(opened: Opened, scheme: str) -> None:
    states = [node(row["name"], row["name"]) for row in LEGEND]
    there = opened(page(graph(states, [])), color_scheme=scheme)
    for one in drawn(there)["nodes"].values():
        assert contrast(one["text"], one["fill"]) >= ENOUGH, one["id"]
    pairs = [*PAIRS, *((f"--lean-{part}", "--code") for part in LEAN)]
    names = {name for pair in pairs for name in pair}
    read = "(name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()"
    colours = {name: there.evaluate(read, name) for name in names}
    poor = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in pairs}
    assert {pair: ratio for pair, ratio in poor.items() if ratio < ENOUGH} == {}


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    if colour.startswith("#"):
        parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    else:
        parts = [int(part) for part in re.findall(r"\d+", colour)[:3]]
    shares = [part / 255 for part in parts]
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

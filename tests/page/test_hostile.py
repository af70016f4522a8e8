"""Whatever stands in names, proofs and LaTeX is shown as it is, and runs nothing."""

import json

import pytest

from benchmarks.performance.made_pages import TEMPLATE, edge, event, graph, node, page
from prover.words.files import read_text
from tests.page.conftest import Opened, click_node, drawn

pytestmark = pytest.mark.browser

ATTACKS = [
    "<img src=x onerror=\"document.title='hit'\">",
    "</script><script>document.title='hit'</script>",
    "<!--<script>",
    "javascript:document.title='hit'",
    "\"'><svg onload=document.title='hit'>",
    "${document.title='hit'}{{constructor.constructor('alert(1)')()}}",
    "__proto__",
    "constructor",
    "\u202egnp.exe\u0000\ud7ff",
]
LATEX = [
    r"$\href{javascript:document.title='hit'}{x}$",
    r"$\url{javascript:document.title='hit'}$ $\includegraphics{https://example.org/x.png}$",
    r"$\htmlData{a=b}{x} \htmlStyle{background:url(https://example.org/)}{x} \htmlClass{hit}{x}$",
    r"$\def\x{\x\x}\x$ $\newcommand{\y}{\y\y\y}\y$",
    r"$\rule{99999999em}{99999999em}$ $\kern{1e9em}$",
    r"$\frac{$ $$\begin{align}$$ \[ \unknown \]",
    "$" * 999,
    r"\begin{align*}" * 99,
]


def test_hostile_text_is_shown_and_runs_nothing(opened: Opened) -> None:
    nodes = [
        node(name, title=name, kind=name, labels=[name], lean=[name], place=name, notes=[name], statement=name)
        | {"proof": name, "informal": f"{name} {latex}", "informalProof": latex, "certificate": [[name, name]]}
        | {"attempts": [{"method": name, "seconds": 1, "money": 1, "tokens": 1, "outcome": name, "diagnosis": name}
                        | {"script": name, "messages": [{"severity": name, "line": 1, "column": 1, "text": name}]}
                        | {"conversation": [{"role": name, "text": name}]}]}
        for name, latex in zip(ATTACKS, [*LATEX, ""], strict=True)
    ]  # fmt: skip
    edges = [edge(user, used) for user, used in zip(ATTACKS[1:], ATTACKS, strict=False)]
    events = [event(name, {name: "proved"}) for name in ATTACKS]
    there = opened(page(graph(nodes, edges, events, title=ATTACKS[0]), title=ATTACKS[0], note=ATTACKS[1]))
    assert drawn(there)["nodes"].keys() == set(ATTACKS)
    there.click("#as-table")
    for at, name in enumerate(ATTACKS):
        there.locator("#listing tbody tr").nth(at).click()
        assert there.locator("#panel h2").text_content() == name
        assert there.locator("#panel .lean code").first.text_content() == name
        there.locator("#panel details.attempt > summary").click()
        there.locator("#panel details.conversation summary").click()
        assert there.locator("#panel .said pre").text_content() == name
        assert there.locator("#panel .messages pre").text_content() == name
    assert there.title() != "hit"
    assert there.locator("main img, main script, main iframe, #panel img, #panel script, #panel a").count() == 0


def test_states_that_the_legend_has_not_and_odd_colours_break_nothing(opened: Opened) -> None:
    odd = [node("x", fill="url(https://example.org/x)", border="</style>"), node("y") | {"state": "<b>odd</b>"}]
    there = opened(page(graph(odd, [])))
    click_node(there, "y")
    assert there.locator("#panel b").count() == 0


def test_a_megabyte_of_lean_opens(opened: Opened) -> None:
    there = opened(page(graph([node("big", statement="theorem x : (1 = 1) := by simp\n" * 35_000)], [])))
    click_node(there, "big")
    assert len(there.locator("#panel .lean code").text_content() or "") > 1_000_000


def test_the_policy_holds_against_what_a_hole_would_allow(opened: Opened) -> None:
    assert "require-trusted-types-for 'script'; trusted-types 'none'" in read_text(TEMPLATE)
    there = opened(page(graph([node("x")], [])))
    tried = "try { document.body.innerHTML = '<b>x</b>'; 'done' } catch (error) { error.name }"
    context = there.context.new_page()  # beside the watched one: its console may say that this was refused
    context.goto(there.url)
    assert context.evaluate(tried) == "TypeError"
    assert json.loads(context.evaluate("JSON.stringify(document.querySelectorAll('body > b').length)")) == 0

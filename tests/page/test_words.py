"""LaTeX of a document in the panel: its macros, its words, what it refers to; nothing that it defines does harm."""

import pytest

from benchmarks.performance.made_pages import MadeJson, edge, graph, node, page
from tests.page.conftest import Opened, click_node

pytestmark = pytest.mark.browser


def macro(name: str, body: str, arguments: int = 0, first: str | None = None, is_same: bool = False) -> MadeJson:
    return {"name": name, "body": body, "arguments": arguments, "first": first, "isSame": is_same}


OF_DOCUMENT = [
    macro("bbH", r"\mathbb{H}"),
    macro("ent", r"\bbH[#1 \mid #2]", 2, r"X"),
    macro("oldphi", r"\phi", is_same=True),
    macro("phi", r"\varphi", is_same=True),
    macro("varphi", r"\oldphi", is_same=True),
    macro("Hom", r"\operatorname{Hom}"),
    macro("abs@high", r"\left\lvert #1 \right\rvert", 1),
    macro("abs@sized", r"\mathopen{#1\lvert} #2 \mathclose{#1\rvert}", 2, ""),
    macro("abs", r"\@ifstar{\abs@high}{\abs@sized}"),
    macro("note", r"\emph{Note: #1}", 1),
]
MACROS = r"$\ent{Y} + \ent[Z]{Y}$ $\phi$ $\varphi$ $\Hom(a,b)$ $\abs{x} + \abs*{x} + \abs[\big]{x}$ \note{mind it}"


def test_macros_of_the_document_are_typeset_as_it_defines_them(opened: Opened) -> None:
    there = opened(page(graph([node("x", informal=MACROS)], []), macros=OF_DOCUMENT))
    click_node(there, "x")
    block = there.locator("#panel .latex")
    assert block.locator(".katex-error, [style*='--bad']").count() == 0
    said = [" ".join(text.split()) for text in block.locator(".katex-mathml math").all_text_contents()]
    assert said[0].index("X") < said[0].index("Z")
    assert (said[1][0], said[2][0]) == ("φ", "ϕ")  # each is what the other was
    assert block.locator("em").all_text_contents() == ["Note: mind it"]


CIRCLES = [
    macro("x", r"\x\x\x"),
    macro("y", r"\z"),
    macro("z", r"\y"),
    macro("twice", "#1" * 200, 1),
    macro("__proto__", "hit"),
    macro("constructor", "hit"),
    macro("gdef", "hit"),
    macro("link", r"\href{javascript:document.title='hit'}{x}"),
    macro("open", r"\begin{itemize}"),
    macro("broken", "}{#3"),
    macro("a b}c", "hit"),
]


def test_macros_in_a_circle_or_broken_ones_do_no_harm(opened: Opened) -> None:
    uses = r"\x \y $\x$ $\y$ $\twice{\twice{\twice{\twice{x}}}}$ \twice{\twice{\twice{x}}} \link $\link$ \open \broken"
    there = opened(page(graph([node("x", informal=rf"{uses} $\frac{{1}}{{2}}$ end")], []), macros=CIRCLES))
    click_node(there, "x")
    block = there.locator("#panel .latex")
    assert (block.text_content() or "").rstrip().endswith("end")
    assert block.locator(".mfrac").count() == 1
    assert block.locator("a").count() == 0
    assert there.title() != "hit"


WORDS = r"""By Poincar\'e, G\"odel, \v{C}ech and Erd\H{o}s---``see''~\cref{lem:b}, \eqref{eq:1}, \cite[p.~3]{K}:
\begin{enumerate}
\item[(i)] \emph{one} {\bf two}, $\text{if $x$ is}$
\item \textbf{three} \begin{itemize} \item inner \end{itemize}
\end{enumerate}
50\% of \unknown{it} % a comment
stay."""


def test_words_are_shown_as_people_expect_them(opened: Opened) -> None:
    there = opened(page(graph([node("x", informal=WORDS)], [])))
    click_node(there, "x")
    block = there.locator("#panel .latex")
    text = " ".join((block.text_content() or "").split())
    assert "By Poincaré, Gödel, Čech and Erdős—“see” lem:b, (eq:1), [K, p. 3]:" in text
    assert block.locator("ol > li.marked .mark").text_content() == "(i)"
    assert block.locator("ol > li").count() == 2
    assert block.locator("ol > li ul > li").text_content() == "inner "
    assert block.locator("em").all_text_contents() == ["one"]
    assert [words.strip() for words in block.locator("strong").all_text_contents()] == ["two", "three"]
    assert block.locator(".katex").count() == 1
    assert text.endswith(r"50% of \unknown{it} stay.")


def test_a_reference_has_the_title_of_what_it_means_and_leads_there(opened: Opened) -> None:
    nodes = [node("b", title="The bound", labels=["lem:b"]), node("x", informal=r"By Lemma~\ref{lem:b}.")]
    there = opened(page(graph(nodes, [edge("x", "b")])))
    click_node(there, "x")
    link = there.locator("#panel .latex button")
    assert link.text_content() == "The bound"
    link.click()
    assert there.locator("#panel h2").text_content() == "The bound"


@pytest.mark.parametrize(
    "odd",
    [
        "{" * 50_000, "{" * 5_000 + "x" + "}" * 5_000, "\\end{}\\end{x}\\end{", r"\item" * 999, "\\begin{itemize}" * 99,
        "$" * 9_999, "\\[" * 9_999, "\\", r"\begin", r"\verb", r"\begin{constructor}x\end{constructor}", "[" * 50_000,
        "\\begin{itemize}x\\item y", "\\emph" * 9_999, "\n\n" * 9_999,
    ],
    ids=lambda odd: odd[:12].replace("\n", "."),
)  # fmt: skip
def test_latex_that_is_none_is_shown_in_the_end(opened: Opened, odd: str) -> None:
    there = opened(page(graph([node("x", informal=f"{odd} ", informalProof="after")], [])))
    click_node(there, "x")
    assert there.locator("#panel .latex").last.text_content() == "after"

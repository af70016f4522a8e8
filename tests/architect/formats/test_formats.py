"""leanblueprint's LaTeX: what is written is read back the same, what others wrote is read, what is broken is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from architect.blueprint.graph import Blueprint, Kind, Node
from architect.formats.latex import read_latex, write_latex
from architect.formats.latex_words import as_latex
from prover.words.errors import BadInput

STATES = ["open", "proved", "disproved", "stuck"]
NASTY = [
    *r"\begin{lemma} \end{lemma} \begin{proof} \label{x} \uses{a} \leanok \lean{b} % \% \\ { } $ $x_1$ [t]".split(),
    *r"~ ^ & # _ \begin{align*} \end{align*} \verb|x| \begin{verbatim} \textbackslash architect: %% | -- @[ ]".split(),
    *'-/ /- /-- := by sorry sorry_using " « » ∀ theorem def namespace N end let in open'.split(),
    *("\n\n", "\r", "\u2028", "\0"),
]
WORDS = st.one_of(st.text(max_size=30), st.lists(st.sampled_from(NASTY), max_size=10).map(" ".join))
NAMES = ["a", "b_1", "N.c", "«d e».f", '«x"%{y»', "λ'", "α₁", "in", "x.«,».y", "probe", "N.a", "«\\lean»"]
STATEMENTS = [
    "theorem {} : True",
    "lemma {} (x : Nat := 1) : let y := x; y = x  ",
    "@[simp] private theorem {} : 1 = 1 -- why",
    "/-- It says -/\ntheorem {} : 1 = 1 /- so -/",
    "open Nat in\n@[ simp, ext 3] theorem {} : ∀ x, x = «a := b»",
    " set_option x 3 in /-- d -/ protected theorem {} : (fun x => x) = id",
    "theorem {}",
]
DEFINITIONS = [
    "def {} : Nat := 1",
    "/-- doc -/\n@[simp] noncomputable def {} : Nat :=\n  let x := 1\n  x -- end\n",
    "@[reducible]\nabbrev {} := [1, 2]",
    "def {} : Nat → Nat\n  | 0 => 1\n  | n + 1 => n",
    "def {} := 1 /-- dangling -/",
    "def {} := 1\n\nopen Nat in",
]


@st.composite
def blueprints(draw: st.DrawFn) -> Blueprint:
    """A graph without faults; what the nodes say may be anything."""
    odd = st.text(min_size=1, max_size=8)
    names = draw(st.lists(st.one_of(st.sampled_from(NAMES), odd), min_size=1, max_size=6, unique=True))
    nodes = []
    for i, name in enumerate(names):
        kind = Kind.TARGET if i == len(names) - 1 else draw(st.sampled_from([Kind.LEMMA, Kind.DEFINITION]))
        texts = STATEMENTS if kind is Kind.LEMMA else DEFINITIONS
        lean = draw(st.one_of(st.sampled_from([text.format(name) for text in texts]), WORDS))
        uses = draw(st.lists(st.sampled_from(names[:i]), max_size=5)) if i else []
        informal, idea = draw(WORDS), draw(WORDS)
        stated = "" if kind is Kind.TARGET else lean
        nodes.append(Node(name=name, kind=kind, lean=stated, uses=tuple(uses), informal=informal, idea=idea))
    return Blueprint(nodes=tuple(draw(st.permutations(nodes))))


LATEX = r"""
% a comment \begin{lemma}
\section{Numbers}
\begin{definition}[Odd]\label{def:odd}
  \lean{IsOdd}
  \leanok
  A number is \emph{odd} if $n = 2k + 1$. % for some k
\end{definition}

\begin{proposition}\label{prop:sum} \uses{def:odd}
  A sum of two is even:
  \begin{equation}\label{eq:sum} m + n = 2l \end{equation}
\end{proposition}
\begin{theorem}
  \label{thm:main}\lean{main_theorem, main_theorem'}\notready \discussion{12}
  All is well.
\end{theorem}
\begin{theorem} \label{thm:aside} \mathlibok Known. \end{theorem}
\begin{proof}
  \proves{prop:sum}
  Add them.
\end{proof}
\begin{proof} \proves{thm:main} \uses{prop:sum,
   thm:aside}
  \leanok By \cref{prop:sum}.

  Done.
\end{proof}
"""


@given(blueprints(), st.data())
def test_what_is_written_as_latex_is_read_back_the_same(blueprint: Blueprint, data: st.DataObject) -> None:
    states = {node.name: data.draw(st.sampled_from(STATES)) for node in blueprint.nodes}
    assert read_latex(write_latex(blueprint, states)) == blueprint


@given(WORDS)
def test_words_as_latex_have_braces_in_pairs_and_no_comment(words: str) -> None:
    latex, depth, escaped = as_latex(words), 0, False
    for c in latex:
        assert escaped or c != "%"
        depth += 0 if escaped else {"{": 1, "}": -1}.get(c, 0)
        assert depth >= 0
        escaped = c == "\\" and not escaped
    assert depth == 0


def test_latex_stays_latex_where_it_is_sound() -> None:
    for latex in (r"For $x_1^2 > 0$, \emph{so} 5\% of~it.", "\\begin{align*}\na_1 &= b\n\\end{align*}"):
        assert as_latex(latex) == latex
    assert as_latex("foo_bar has $x_1$ {") == r"foo\_bar has $x_1$ \{"


def test_foreign_latex_is_read() -> None:
    odd, total, main, aside = read_latex(LATEX).nodes
    assert odd == Node(name="IsOdd", kind=Kind.DEFINITION, informal="Odd.\nA number is \\emph{odd} if $n = 2k + 1$.")
    assert (total.name, total.kind, total.uses, total.idea) == ("prop:sum", Kind.LEMMA, ("IsOdd",), "Add them.")
    assert r"\begin{equation}\label{eq:sum} m + n = 2l \end{equation}" in total.informal
    assert (main.name, main.kind, main.uses) == ("main_theorem", Kind.TARGET, ("prop:sum", "thm:aside"))
    assert main.idea == "By \\cref{prop:sum}.\n\nDone."
    assert (aside.name, aside.kind, aside.informal) == ("thm:aside", Kind.LEMMA, "Known.")
    assert read_latex(write_latex(read_latex(LATEX), {})) == read_latex(LATEX)


def test_without_a_theorem_the_target_is_what_nothing_uses() -> None:
    text = r"\begin{lemma}\label{a}\uses{b}\end{lemma}\begin{corollary}\label{b}\end{corollary}"
    assert read_latex(text).target.name == "a"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("\n\\begin{lemma}\nx\n\\end{lemma}", "line 2: \\begin{lemma} has no \\label"),
        ("\\begin{lemma}\\label{a}\nx", "line 1: \\begin{lemma} is never closed"),
        ("\n\\begin{lemma}\\label{a}\n\\begin{theorem}", "line 2: \\begin{lemma} is still open in line 3"),
        ("\\begin{lemma}\\label{a}\n\\end{theorem}", "line 2: \\end{theorem}, but \\begin{lemma} of line 1 is open"),
        ("x\n\\end{proof}", "line 2: \\end{proof} closes nothing"),
        ("\\begin{proof}\\end{proof}", "line 1: a proof of nothing before it"),
        ("\\begin{proof}\\proves{z}\\end{proof}", "line 1: a proof of z, which is no label here"),
        ("\\begin{lemma}\n\\label{a\n\\end{lemma}", "line 2: \\label has no argument in braces"),
        (
            "\\begin{lemma}\\label{a}\\end{lemma}\n\\begin{lemma}\\label{a}\\end{lemma}",
            "line 2: the label a is taken by line 1",
        ),
        ("\\begin{lemma}\n%% architect: {\n\\label{a}\\end{lemma}", "line 2: what follows `%% architect:` is no JSON"),
        ('\\begin{lemma}\\label{a}\n%% architect: {"lean": 3}\n\\end{lemma}', "line 1: lean: "),
    ],
)
def test_broken_latex_is_told_in_one_line(text: str, words: str) -> None:
    with pytest.raises(BadInput) as told:
        read_latex(text)
    assert words in str(told.value)
    assert "\n" not in str(told.value)


def simple() -> Blueprint:
    lemma = Node(name="a", kind=Kind.LEMMA, lean="theorem a : 1 = 1", informal="50% {", idea="Try it.")
    return Blueprint(nodes=(lemma, Node(name="t", kind=Kind.TARGET, uses=("a",), informal="All.")))


def test_what_a_hand_changed_in_latex_holds_and_the_rest_is_kept() -> None:
    text = write_latex(simple(), {"a": "proved"})
    assert text.count("\\leanok") == 3
    changed = read_latex(text.replace(r"50\% \{", "Half of it.").replace("Try it.", "Or that."))
    [lemma, target] = changed.nodes
    assert (lemma.informal, lemma.idea, lemma.lean) == ("Half of it.", "Or that.", "theorem a : 1 = 1")
    assert target == simple().nodes[1]


def test_latex_keeps_in_comments_only_what_it_cannot_say() -> None:
    kept = [line for line in write_latex(simple(), {}).splitlines() if line.startswith("%%")]
    assert kept == [
        '%% architect: {"kind": "lemma", "lean": "theorem a : 1 = 1", "informal": "50% {"}',
        '%% architect: {"kind": "target"}',
    ]

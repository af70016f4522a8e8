"""leanblueprint's LaTeX: what is written is read back the same, what others wrote is read, what is broken is told."""

from hypothesis import given
from hypothesis import strategies as st

from architect.blueprint.documented import Documented, Mark
from architect.blueprint.graph import Blueprint, Kind, Node
from architect.formats.latex import read_latex, write_latex
from architect.formats.latex_words import as_latex

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


@st.composite
def documented(draw: st.DrawFn) -> Blueprint:
    """A graph whose nodes a document has, with anything in it that a document may have."""
    nodes = []
    for i, node in enumerate(draw(blueprints()).nodes):
        environments = ["definition", "defn"] if node.kind is Kind.DEFINITION else ["lemma", "proposition", "thm"]
        has_proof = draw(st.booleans())
        own = Documented(
            environment=draw(st.sampled_from([*environments, "\\end{lemma}", ""])),
            title=draw(WORDS),
            labels=(f"lem:{i}", *draw(st.sampled_from([(), (f"a b{i}",), (f"c_{i}, d",), (f"}}{i}",)]))),
            declarations=draw(st.sampled_from([(node.name,), (node.name, "N.x'"), (), ("}",)])),
            stated_with=node.uses[:1],
            has_proof=has_proof,
            proof_title=draw(WORDS) if has_proof else "",
            marks=tuple(draw(st.sets(st.sampled_from(Mark)))),
            discussion=tuple(draw(st.sampled_from([(), ("12",), ("#3", "}")]))),
        )
        nodes.append(node.model_copy(update={"documented": draw(st.sampled_from([own, own, None]))}))
    return Blueprint(nodes=tuple(nodes))


@given(blueprints(), st.data())
def test_what_is_written_as_latex_is_read_back_the_same(blueprint: Blueprint, data: st.DataObject) -> None:
    states = {node.name: data.draw(st.sampled_from(STATES)) for node in blueprint.nodes}
    assert read_latex(write_latex(blueprint, states)) == blueprint


@given(documented())
def test_what_a_document_has_of_a_node_is_read_back_the_same(blueprint: Blueprint) -> None:
    warnings: list[str] = []
    assert read_latex(write_latex(blueprint), warn=warnings.append) == blueprint
    assert not warnings


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
        '%% architect: {"lean": "theorem a : 1 = 1", "informal": "50% {", "documented": null}',
        '%% architect: {"kind": "target", "documented": null}',
    ]

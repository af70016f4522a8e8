"""leanblueprint's LaTeX as people write it: what is a node, whose proof is whose, what is marked, what is kept."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from architect.blueprint.documented import Mark
from architect.blueprint.graph import Blueprint, Kind
from architect.formats.file import read_blueprint
from architect.formats.latex import read_latex, write_latex
from architect.views.blueprint import as_dot, as_mermaid, as_table, as_tree
from architect.views.progress import BORDERS, FILLS, progress_of

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


SIGNS = [
    *r"\label{a} \label{b} \label{c,d} \uses{a} \uses{b,a} \lean{A.x} \lean{b} \leanok \mathlibok \notready".split(),
    *r"\proves{a} \proves{z} \discussion{12} \begin{itemize} \end{itemize} \begin{lemma} \end{lemma}".split(),
    *r"\end{proof} \iffalse \fi \else \ifx \newcommand{\q}[1]{ \q \def\w{\begin{lemma}} \w \verb| \input{x}".split(),
    *r"\begin{ \ #1".split(),
    *("%", '%% architect: {"kind": "target"}\n', "\n", "\n\n", "x", "$", "{", "}", "[", "]", "_", "\0"),
]
ENVIRONMENTS = ["lemma", "theorem", "definition", "proof", "proposition", "remark"]


@given(st.lists(st.tuples(st.sampled_from(ENVIRONMENTS), st.lists(st.sampled_from(SIGNS), max_size=6)), max_size=6))
def test_whatever_is_read_is_the_same_after_an_export(parts: list[tuple[str, list[str]]]) -> None:
    blueprint = read_latex("".join(f"\\begin{{{kind}}}{' '.join(held)}\\end{{{kind}}}\n" for kind, held in parts))
    assert read_latex(write_latex(blueprint)) == blueprint


def read(text: str) -> tuple[Blueprint, list[str]]:
    """The blueprint, and what was warned of."""
    warnings: list[str] = []
    return read_latex(text, warn=warnings.append), warnings


def edges(blueprint: Blueprint) -> set[tuple[str, str]]:
    return {(used, node.name) for node in blueprint.nodes for used in node.uses}


def names(blueprint: Blueprint) -> list[str]:
    return [node.name for node in blueprint.nodes]


def test_foreign_latex_is_read_with_all_that_it_says_of_a_node() -> None:
    odd, total, main, aside = read_latex(LATEX).nodes
    assert (odd.name, odd.kind, odd.informal) == ("IsOdd", Kind.DEFINITION, "A number is \\emph{odd} if $n = 2k + 1$.")
    assert (total.name, total.kind, total.uses, total.idea) == ("prop:sum", Kind.LEMMA, ("IsOdd",), "Add them.")
    assert r"\begin{equation}\label{eq:sum} m + n = 2l \end{equation}" in total.informal
    assert (main.name, main.kind, main.uses) == ("main_theorem", Kind.TARGET, ("prop:sum", "thm:aside"))
    assert main.idea == "By \\cref{prop:sum}.\n\nDone."
    assert (aside.name, aside.kind, aside.informal) == ("thm:aside", Kind.LEMMA, "Known.")
    documents = [node.documented for node in (odd, total, main, aside)]
    assert [own.environment for own in documents if own] == ["definition", "proposition", "theorem", "theorem"]
    assert [own.title for own in documents if own] == ["Odd", "", "", ""]
    assert [own.declarations for own in documents if own][2] == ("main_theorem", "main_theorem'")
    marks = [set(own.marks) for own in documents if own]
    assert marks == [{Mark.STATED}, set(), {Mark.PROVED, Mark.NOT_READY}, {Mark.IN_LIBRARY}]
    assert [own.discussion for own in documents if own][2] == ("12",)
    assert read_latex(write_latex(read_latex(LATEX))) == read_latex(LATEX)


def test_without_a_theorem_the_target_is_what_nothing_uses() -> None:
    text = r"\begin{lemma}\label{a}\uses{b}\end{lemma}\begin{corollary}\label{b}\end{corollary}"
    assert read_latex(text).target.name == "a"


def test_a_node_with_no_label_has_a_name_made_up() -> None:
    blueprint, warnings = read(
        r"\begin{lemma}\leanok\lean{Foo.bar} No label. \end{lemma}"
        r"\begin{lemma} No name. \end{lemma}\begin{proof}\leanok Easy. \end{proof}\begin{theorem}\label{t}\end{theorem}"
    )
    assert (names(blueprint), warnings) == (["Foo.bar", "lemma-2", "t"], [])
    assert blueprint.nodes[1].documented
    assert blueprint.nodes[1].documented.marks == (Mark.PROVED,)
    assert "\\label{lemma" not in write_latex(blueprint)
    assert read_latex(write_latex(blueprint)) == blueprint


def test_two_nodes_with_one_name_in_lean_are_two() -> None:
    text = r"\begin{lemma}\label{a}\lean{A}\end{lemma}\begin{lemma}\label{b}\lean{A}\uses{a}\end{lemma}"
    blueprint, _ = read(rf"{text}\begin{{lemma}}\lean{{A}}\uses{{b}}\end{{lemma}}")
    assert names(blueprint) == ["A", "b", "lemma-3"]
    assert edges(blueprint) == {("A", "b"), ("b", "lemma-3")}


def test_a_proof_of_no_node_is_left_out_with_a_warning() -> None:
    for before in (r"\begin{corollary-intro}[Smale] C. \end{corollary-intro}", ""):
        blueprint, warnings = read(
            before + r"\begin{proof}\uses{a} As before. \end{proof}" + "\n" + r"\begin{lemma}\label{a} A. \end{lemma}"
        )
        assert (names(blueprint), edges(blueprint)) == (["a"], set())
        assert warnings == ["line 1: a proof of no node; it is left out"]


def test_a_proof_of_an_unknown_label_is_that_of_the_statement_before() -> None:
    blueprint, warnings = read(
        "\\begin{lemma}\\label{c}\\end{lemma}\n\\begin{lemma}\\label{d}\\end{lemma}\n"
        "\\begin{proof}\\proves{d_renamed}\\uses{c} By C. \\end{proof}"
    )
    assert edges(blueprint) == {("c", "d")}
    assert warnings == [
        "line 3: a proof of d_renamed, which is no label here; it is taken for that of line 2, which is before it"
    ]


def test_all_labels_of_a_node_mean_it_also_the_one_in_its_proof() -> None:
    blueprint, warnings = read(
        r"\begin{lemma}\label{c}\label{c2} C. \end{lemma}\begin{proof}\label{c3} Easy. \end{proof}"
        r"\begin{lemma}\label{d}\uses{c2} D. \end{lemma}\begin{lemma}\label{e}\uses{c3} E. \end{lemma}"
    )
    assert (edges(blueprint), warnings) == ({("c", "d"), ("c", "e")}, [])
    assert read_latex(write_latex(blueprint)) == blueprint


def test_several_uses_and_proofs_add_up() -> None:
    blueprint, _ = read(
        r"\begin{lemma}\label{a}\end{lemma}\begin{lemma}\label{b}\end{lemma}\begin{lemma}\label{c}\end{lemma}"
        r"\begin{theorem}\label{t}\uses{a}\lean{T}\uses{b}\lean{T'}\end{theorem}"
        r"\begin{proof} One. \end{proof}\begin{proof}\uses{c, a}\leanok Two. \end{proof}"
    )
    target = blueprint.target
    assert (target.uses, target.idea) == (("a", "b", "c"), "One.\n\nTwo.")
    assert target.documented
    assert (target.documented.stated_with, target.documented.declarations) == (("a", "b"), ("T", "T'"))
    assert target.documented.marks == (Mark.PROVED,)


@pytest.mark.parametrize(
    "between",
    [
        r"\begin{remark}\label{r} R. \end{remark}",
        r"\begin{theorem*}\label{t} T. \end{theorem*}",
        r"\newtheorem{satz}{Satz}\begin{satz} S. \end{satz}",
        r"\begin{sublemma} S. \end{sublemma}",
    ],
)
def test_a_proof_after_a_statement_that_is_no_node_is_nobodys(between: str) -> None:
    blueprint, warnings = read(
        rf"\begin{{lemma}}\label{{c}} C. \end{{lemma}}{between}\begin{{proof}}\uses{{c}}\end{{proof}}"
    )
    assert (names(blueprint), edges(blueprint)) == (["c"], set())
    assert warnings == ["line 1: a proof of no node; it is left out"]


def test_a_claim_and_its_proof_within_a_proof_are_a_part_of_it() -> None:
    blueprint, warnings = read(
        r"\begin{lemma}\label{a}\end{lemma}\begin{lemma}\label{b}\end{lemma}\begin{proof} First"
        r" \begin{claim} C. \end{claim}\begin{proof}\uses{a} So. \end{proof} thus. \end{proof}"
    )
    assert (edges(blueprint), warnings) == ({("a", "b")}, [])
    assert blueprint.nodes[1].idea == r"First \begin{claim} C. \end{claim}\begin{proof} So. \end{proof} thus."
    assert read_latex(write_latex(blueprint)) == blueprint


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        (r"\begin{lemma}\label{in}\lean{In} I. \end{lemma}", "One:  so."),
        (r"\begin{remark} \begin{lemma}\label{in}\lean{In} I. \end{lemma} R \end{remark}", None),
        (r"\begin{enumerate}\item \begin{lemma}\label{in}\lean{In} I. \end{lemma} E \end{enumerate}", None),
        (r"\begin{lemma}\label{in}\lean{In} I. \begin{lemma} J. \end{lemma} \end{lemma}", "One:  so."),
        (r"\begin{lemma}\label{in}\lean{In} I. \end{lemma} \begin{proof} By I. \end{proof}", "One:   so."),
    ],
)
def test_a_statement_within_a_statement_is_a_node_and_the_outer_one_goes_on_after_it(
    inner: str, words: str | None
) -> None:
    blueprint, warnings = read(
        rf"\begin{{theorem}}\label{{out}} One: {inner} so.\leanok \end{{theorem}}"
        r" \begin{proof}\leanok\uses{in} Easy. \end{proof}"
    )
    outer, held = blueprint.nodes[:2]
    assert (outer.documented and outer.documented.marks, outer.idea) == ((Mark.STATED, Mark.PROVED), "Easy.")
    assert outer.informal == words if words else outer.informal.endswith("so.")
    assert (held.name, held.informal, held.documented and held.documented.marks) == ("In", "I.", ())
    assert (held.idea, edges(blueprint)) == ("By I." if "By I." in inner else "", {("In", "out")})
    assert (warnings, read_latex(write_latex(blueprint))) == ([], blueprint)


def test_a_proof_is_of_the_statement_before_it_that_stands_where_it_stands() -> None:
    blueprint, warnings = read(
        r"\begin{theorem}\label{a} A. \end{theorem} \begin{proof} B: \begin{lemma}\label{b} B. \end{lemma} \end{proof}"
        r" \begin{proof} Also. \end{proof} \begin{remark} \begin{lemma}\label{c} C. \end{lemma} \end{remark}"
        r" \begin{proof} Of the remark. \end{proof}"
    )
    assert [(node.name, node.idea) for node in blueprint.nodes] == [("a", "B:\n\nAlso."), ("b", ""), ("c", "")]
    assert warnings == ["line 1: a proof of no node; it is left out"]


def test_what_follows_a_statement_that_is_never_closed_is_not_taken_for_its() -> None:
    blueprint, warnings = read(
        "\\begin{lemma}\\label{a} A.\n\n\\begin{theorem}\\label{b} B. \\end{theorem}\n"
        r"\section{Next}\label{next} \begin{lemma}\label{c}\uses{next} C. \end{lemma}"
    )
    said = [(node.name, node.informal, node.documented and node.documented.labels) for node in blueprint.nodes]
    assert said == [("a", "A.", ("a",)), ("b", "B.", ("b",)), ("c", "C.", ("c",))]
    assert "uses next, which is the label of no node" in warnings[1]


def test_the_package_option_says_which_environments_are_nodes() -> None:
    blueprint, _ = read(
        "\\usepackage[dep_graph,\n thms=thm+lemma+definition, showmore]{blueprint}\n"
        r"\begin{lemma}\label{c}\end{lemma}\begin{lemma}\label{d}\end{lemma}\begin{theorem}\label{x}\end{theorem}"
        r"\begin{thm}\label{a} A. \end{thm}\begin{proof}\uses{c} By C. \end{proof}"
    )
    assert (names(blueprint), edges(blueprint)) == (["c", "d", "a"], {("c", "a")})
    assert read_latex(write_latex(blueprint)) == blueprint


STATES = r"""
\begin{definition}\label{d0}\mathlibok D. \end{definition}
\begin{lemma}\label{a}\lean{A.one, A.two}\leanok\uses{d0} A. \end{lemma}
\begin{proof}\leanok Done. \end{proof}
\begin{lemma}\label{b}\leanok\uses{a} B. \end{lemma} \begin{proof} \end{proof}
\begin{lemma}\label{c}\uses{b} C. \end{lemma} \begin{proof}\uses{a} By A. \end{proof}
\begin{lemma}\label{e}\uses{c} E. \end{lemma}
\begin{lemma}\label{f}\leanok F. \end{lemma} \begin{proof}\leanok\uses{b} By B. \end{proof}
\begin{theorem}\label{n}\notready\uses{b}\discussion{12} N. \end{theorem}
"""


def test_marks_are_shown_in_the_words_and_colours_of_leanblueprint() -> None:
    blueprint = read_latex(STATES)
    progress = progress_of(blueprint)
    assert {name: standing.words for name, standing in progress.items()} == {
        "d0": "in Mathlib",
        "A.one": "stated, fully proved",
        "b": "stated",
        "c": "can be stated, can be proved",
        "e": "open",
        "f": "stated, proved",
        "n": "not ready",
    }
    dot = as_dot(blueprint, progress).splitlines()
    assert dot[2] == f'  n0 [label="d0", shape=box, fillcolor="{FILLS["defined"]}", color="{BORDERS["in Mathlib"]}"];'
    assert dot[8] == f'  n6 [label="n", shape=ellipse, fillcolor="{FILLS["open"]}", color="{BORDERS["not ready"]}"];'
    assert {"  n1 -> n3;", "  n2 -> n3 [style=dashed];"} <= set(dot)
    style = f"  style n3 fill:{FILLS['can be proved']},stroke:{BORDERS['can be stated']}"
    assert style in as_mermaid(blueprint, progress)
    assert "(lemma, stated, fully proved)" in as_tree(blueprint, progress)
    assert "in Mathlib" in as_table(blueprint, progress)


def test_what_a_run_found_is_shown_before_what_is_marked() -> None:
    blueprint = read_latex(STATES)
    assert progress_of(blueprint, {"b": "disproved"})["b"].fill == "disproved"
    proved = write_latex(blueprint, {"b": "proved"})
    assert proved.count("\\leanok") == write_latex(blueprint).count("\\leanok") + 1


def test_an_export_keeps_labels_references_environments_titles_names_and_marks() -> None:
    text = (
        "\\begin{proposition}[Key fact]\n\\label{key}\n\\lean{A.one, A.two}\n\\leanok\nA.\n\\end{proposition}\n"
        "\\begin{proof}[by hand]\n\\leanok\nDone, see \\cite{some_book} and \\url{x#y_z}.\n\\end{proof}\n\n"
        "\\begin{lemma}\n\\label{c}\n\\uses{key}\nBy Proposition \\ref{key}.\n\\end{lemma}\n\n"
        '\\begin{theorem}\n%% architect: {"kind": "target"}\n\\label{t}\n\\uses{c}\nBy \\ref{key} and \\ref{c}.\n'
        "\\end{theorem}\n\\begin{proof}\n\\uses{key}\n\\end{proof}\n"
    )
    assert write_latex(read_latex(text)) == text


def test_a_dangling_label_is_warned_of_and_written_again() -> None:
    blueprint, warnings = read(r"\begin{theorem}\label{b}\uses{fig:one two} B. \end{theorem}")
    assert edges(blueprint) == {("fig:one two", "b")}
    assert warnings == ["line 1: this theorem uses fig:one two, which is no label here; left dangling"]
    assert "\\uses{fig:one two}" in write_latex(blueprint)


def test_a_label_of_what_is_no_node_holds_up_what_uses_it_as_in_leanblueprint_and_an_unknown_one_does_not() -> None:
    proof = r"\begin{proof}\leanok\end{proof}"
    for label, state in (("sec:one", "proved"), ("sec:two", "fully proved")):
        section = r"\section{One}\label{sec:one}"
        text = rf"{section}\begin{{lemma}}\label{{a}}\leanok\uses{{{label}}} A. \end{{lemma}}{proof}"
        blueprint, _ = read(text)
        again, _ = read(write_latex(blueprint))
        assert again == blueprint
        assert progress_of(again)["a"].fill == state


def test_a_name_in_lean_is_taken_for_its_node_where_it_is_no_label() -> None:
    blueprint, warnings = read(
        "\\begin{lemma}\\label{a}\\lean{X, A.a}\\end{lemma}\n\\begin{theorem}\\label{t}\\uses{A.a}\\end{theorem}"
    )
    assert edges(blueprint) == {("X", "t")}
    assert warnings == [
        "line 2: this theorem uses A.a, which is no label here; line 1 is meant, which has that name in Lean"
    ]


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("\\begin{lemma}\\label{a}\nx", "line 1: \\begin{lemma} is never closed; it goes to the end", ["a"]),
        (
            "\n\\begin{lemma}\\label{a}\n\\begin{theorem}\\label{b}\\end{theorem}",
            "line 2: \\begin{lemma} is never closed; it is taken to end where \\begin{theorem} of line 3 is",
            ["a", "b"],
        ),
        ("\\begin{lemma}\\label{a}\n\\end{theorem}\\end{lemma}", "line 2: \\end{theorem} closes nothing", ["a"]),
        ("\\begin{lemma}\\label{a}\\end{lemma}\n\\end{proof}", "line 2: \\end{proof} closes nothing", ["a"]),
        (
            "\\begin{lemma}\\label{a}\n\\begin{itemize}\\end{lemma}",
            "line 2: \\begin{itemize} is never closed; it is taken to end at line 2",
            ["a"],
        ),
        ("\\begin{lemma}\n\\label{a\n\\end{lemma}", "line 2: \\label has no argument in braces", ["lemma-1"]),
        (
            "\\begin{lemma}\\label{a}\\end{lemma}\n\\begin{lemma}\\label{a}\\end{lemma}",
            "line 1: the label a is also that of line 2, which keeps it",
            ["lemma-1", "a"],
        ),
        (
            "\\begin{lemma}\n%% architect: {\n\\label{a}\\end{lemma}",
            "line 2: what follows `%% architect:` is no JSON",
            ["a"],
        ),
        ('\\begin{lemma}\\label{a}\n%% architect: {"lean": 3}\n\\end{lemma}', "line 1: lean: ", ["a"]),
        ("\\section{Nothing}", "the text: no node is in it", []),
        ("\\begin{lemma}\\end{lemma}\n\\leanok", "line 2: \\leanok stands in no node and no proof", ["lemma-1"]),
    ],
)
def test_one_broken_node_is_a_warning_in_one_line_and_the_rest_is_read(text: str, words: str, found: list[str]) -> None:
    blueprint, warnings = read(text)
    assert names(blueprint) == found
    assert [warning for warning in warnings if words in warning and "\n" not in warning]


def test_a_file_of_latex_is_read_with_its_inputs_and_the_place_of_each_warning(tmp_path: Path) -> None:
    (tmp_path / "main.tex").write_text("\\input{a}\n\\input{none}\n")
    (tmp_path / "a.tex").write_text("\n\\begin{lemma}\\label{a}\\uses{z}\\end{lemma}")
    warnings: list[str] = []
    assert names(read_blueprint(tmp_path / "main.tex", warnings.append)) == ["a"]
    assert warnings == [
        f"{tmp_path}/main.tex:2: none is left out: no such file",
        f"{tmp_path}/a.tex:2: this lemma uses z, which is no label here; left dangling",
    ]

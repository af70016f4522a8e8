"""Titles with the macros of their document spelled out."""

import pytest

from architect.blueprint.plain import plain_line
from architect.formats.latex import read_latex
from architect.formats.tex_macros import Macro
from architect.formats.tex_preamble import Preamble
from architect.formats.tex_titles import spelled_out, with_titles_spelled_out

MACROS = r"""\newcommand{\R}{\mathbb{R}} \newcommand{\F}[1]{F_{#1}} \newcommand{\G}[2][2]{G_{#1}^{#2}}
\def\FLT{Fermat's} \let\phi\varphi \let\varphi\phi \DeclareMathOperator*{\Hom}{Hom}
\DeclarePairedDelimiter{\abs}{\lvert}{\rvert}
\newcommand{\circle}{\circle} \newcommand{\twice}{\twice\twice}"""


def macros() -> dict[str, Macro]:
    preamble = Preamble()
    read_latex(MACROS, preamble=preamble)
    return preamble.macros


@pytest.mark.parametrize(
    ("title", "latex", "plain"),
    [
        (r"$\R^2$", r"$\mathbb{R}^2$", "ℝ^2"),
        (r"\FLT{} theorem", "Fermat's{} theorem", "Fermat's theorem"),
        (r"$\F 3$, $\F{\R}$", r"$F_{3}$, $F_{\mathbb{R}}$", "F_3, F_ℝ"),
        (r"$\G{x}\G[3]{x}$", "$G_{2}^{x}G_{3}^{x}$", "G_2^xG_3^x"),
        (r"$\phi$", r"$\varphi$", "φ"),
        (r"$\Hom(a)$", r"$\operatorname*{Hom}(a)$", "Hom(a)"),
        (r"$\abs*{x}$", r"$\left\lvert x \right\rvert$", None),
        (r"a \\R \unknown{b}", r"a \\R \unknown{b}", None),
        (r"\circle", r"\circle", None),
        (r"\twice", r"\twice", None),
        ("\\", "\\", None),
    ],
)
def test_each_macro_is_what_it_stands_for(title: str, latex: str, plain: str | None) -> None:
    found = spelled_out(title, macros())
    assert found == latex
    if plain is not None:
        assert plain_line(found) == plain


def test_titles_are_spelled_out_and_all_else_is_as_it_was() -> None:
    preamble = Preamble()
    blueprint = read_latex(MACROS + r"\begin{lemma}[On $\R$]\label{a} $\R$ \end{lemma}", preamble=preamble)
    [before], [after] = blueprint.nodes, with_titles_spelled_out(blueprint, preamble.macros).nodes
    assert before.documented is not None
    assert after.documented is not None
    assert (before.documented.title, after.documented.title) == (r"On $\R$", r"On $\mathbb{R}$")
    assert after.model_copy(update={"documented": before.documented}) == before


def test_what_would_be_far_too_long_stays_as_it_is() -> None:
    wide = {"w": Macro("#1" * 400, 1), "huge": Macro("#1" * 10**6, 1)}
    assert spelled_out(r"\w{\w{x}}", wide) == r"\w{\w{x}}"
    assert spelled_out(r"\huge{x}", wide) == r"\huge{x}"
    assert spelled_out(rf"\w{{{'x' * 1000}}}", wide).startswith(r"\w{x")

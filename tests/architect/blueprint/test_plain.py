"""A title of LaTeX in plain text, and accents as the letters that they are."""

import pytest

from architect.blueprint.plain import plain_line, why_unread, with_accents


@pytest.mark.parametrize(
    ("latex", "plain"),
    [
        (r"Balog-Szemer\'edi--Gowers", "Balog-Szemerédi–Gowers"),
        (r"\emph{Weak} $\tau$-minimizers", "Weak τ-minimizers"),
        (r"\texorpdfstring{$\mathbb{Z}$}{Z}-modules", "Z-modules"),
        (r"see \cref{x}~and \cite[p. 3]{K}", "see [x] and [K]"),
        ("a_b {c} 100% #1", "a_b c 100% #1"),
        (r"\href{http://a.b}{Tao}'s, \hyperref[s]{there}", "Tao's, there"),
        (r"$\href{u}{x}$ \footnote{\href{u}{see}}", "x [see]"),
        (r"$\sqrt[3]{x}$ and $\sqrt{y}$\footnote{n}", "√(x) and √(y)[n]"),
    ],
)
def test_a_title_is_what_it_says(latex: str, plain: str) -> None:
    assert plain_line(latex).replace("\xa0", " ") == plain


def test_a_macro_that_is_not_known_stays() -> None:
    assert plain_line(r"A $\bbH$-set") == r"A \bbH-set"


@pytest.mark.parametrize("odd", ["plain", "_ ^ & # %", "{" * 500, "\\" * 500, "$x" * 500, r"\frac{1", "}{", r"\emph"])
def test_what_is_no_title_of_latex_stays_or_is_passed_over(odd: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert plain_line(odd) != ""
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "broken", [r"a\sqrt", r"\href{a}", r"\cite", r"\title", r"\begin{array}\end{array}", r"\fcolorbox{a}", r"\frac"]
)
def test_what_cannot_be_read_stays_and_it_is_known_why(broken: str) -> None:
    assert plain_line(broken) == broken
    assert why_unread(broken)
    assert not why_unread(r"\emph{a}")
    assert not why_unread("a")


def test_accents_outside_mathematics_are_letters() -> None:
    latex = r"L\'evy, G\"odel, \v{C}ech, na\"{\i}ve, Erd\H{o}s; $\v{x} \'a$ and \[ \=x \] \foo"
    assert with_accents(latex) == r"Lévy, Gödel, Čech, naıve, Erdős; $\v{x} \'a$ and \[ \=x \] \foo".replace("ı", "ï")

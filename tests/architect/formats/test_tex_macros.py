"""What a document's own macros make of text, for whoever typesets its mathematics."""

from pathlib import Path

from architect.formats.file import read_blueprint
from architect.formats.latex import read_latex
from architect.formats.tex_macros import Macro
from architect.formats.tex_preamble import COLOURED as COLOURED_NAMES
from architect.formats.tex_preamble import Preamble
from architect.views.progress import DISPROVED, OPEN, PALETTE, RUNNING, STUCK


def macros(text: str) -> dict[str, Macro]:
    preamble = Preamble()
    read_latex(text, preamble=preamble)
    return preamble.macros


def test_each_way_to_define_one_is_read() -> None:
    text = r"""\newcommand{\bbH}{\mathbb{H}} \newcommand*\R{\mathbb R} \def\from{\colon} \def\pair#1#2{(#1,#2)}
    \newcommand{\ent}[2][X]{\bbH[#1\mid #2]} \DeclareMathOperator{\Hom}{Hom} \DeclareMathOperator*\colim{colim}"""
    assert macros(text) == {
        "bbH": Macro(r"\mathbb{H}"),
        "R": Macro(r"\mathbb R"),
        "from": Macro(r"\colon"),
        "pair": Macro("(#1,#2)", 2),
        "ent": Macro(r"\bbH[#1\mid #2]", 2, "X"),
        "Hom": Macro(r"\operatorname{Hom}"),
        "colim": Macro(r"\operatorname*{colim}"),
    }


def test_let_keeps_what_a_macro_was() -> None:
    found = macros(r"\let\old\phi \renewcommand{\phi}{\varphi} \let\new\phi \providecommand{\phi}{x}")
    assert found == {"old": Macro(r"\phi", is_same=True), "phi": Macro(r"\varphi"), "new": Macro(r"\varphi")}
    assert list(found) == ["old", "phi", "new"]
    swapped = macros(r"\let\old\phi \let\phi\varphi \let\varphi\old")
    assert [(name, each.body) for name, each in swapped.items()] == [
        ("old", r"\phi"),
        ("phi", r"\varphi"),
        ("varphi", r"\old"),
    ]


def test_delimiters_have_a_form_with_a_star_and_one_with_a_size() -> None:
    found = macros(r"\DeclarePairedDelimiter{\abs}{\lvert}{\rvert}")
    assert found["abs@high"] == Macro(r"\left\lvert #1 \right\rvert", 1)
    assert found["abs@sized"].first == ""
    assert r"\abs@high" in found["abs"].body


def test_those_that_a_blueprint_is_made_of_are_not_among_them() -> None:
    text = r"\newcommand{\lean}[1]{} \newcommand{\mark}{\leanok} \newcommand{\x}{a}\renewcommand{\x}{\label{b}}"
    assert macros(text) == {}


def test_those_in_what_is_not_read_are_none() -> None:
    assert macros("% \\newcommand{\\a}{b}\n\\iffalse\\newcommand{\\c}{d}\\fi") == {}


def test_packages_and_classes_beside_a_document_define_what_makes_text_and_no_nodes(tmp_path: Path) -> None:
    (tmp_path / "own.cls").write_text(
        "\\LoadClass{article}\\RequirePackage{deep/symbols}\\newcommand{\\a}{of the class}"
    )
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "symbols.sty").write_text("\\RequirePackage{deep/symbols}\\newcommand\\b{1}\\def\\c#1{<#1>}")
    broken = "\\iffalse \\newcommand{\\f}{no}\\fi\\newcommand{\\d}{2}\\begin{lemma}\\label{none}\\end{lemma}"
    (tmp_path / "broken.sty").write_text(f"{broken}\\input{{gone}}\\ifx")
    main = tmp_path / "main.tex"
    loaded = "\\documentclass[11pt]{own}\\usepackage{amsmath, broken}\\usepackage[x]{blueprint,../other}"
    main.write_text(f"{loaded}\\newcommand{{\\a}}{{mine}}\\begin{{lemma}}\\label{{x}} L. \\end{{lemma}}")
    preamble = Preamble()
    warnings: list[str] = []
    blueprint = read_blueprint(main, warnings.append, preamble=preamble)
    assert [node.name for node in blueprint.nodes] == ["x"]
    assert warnings == []
    assert preamble.macros == {"b": Macro("1"), "c": Macro("<#1>", 1), "d": Macro("2"), "a": Macro("mine")}


def test_a_package_outside_the_project_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "other.sty").write_text("\\newcommand{\\a}{1}")
    (folder := tmp_path / "project").mkdir()
    (folder / "main.tex").write_text("\\usepackage{../other}\\begin{lemma}\\label{x} L. \\end{lemma}")
    preamble = Preamble()
    read_blueprint(folder / "main.tex", preamble=preamble)
    assert preamble.macros == {}


def test_a_part_of_a_document_has_the_macros_of_its_main_file(tmp_path: Path) -> None:
    main = "\\documentclass{article}\\input{macros}\\begin{document}\\input{content}\\end{document}"
    (tmp_path / "web.tex").write_text(main)
    (tmp_path / "macros.tex").write_text("\\newcommand{\\a}{1}\\newcommand{\\b}{2}")
    content = tmp_path / "content.tex"
    content.write_text("\\newcommand{\\b}{3}\\begin{lemma}\\label{x} L. \\end{lemma}")
    preamble = Preamble()
    blueprint = read_blueprint(content, preamble=preamble)
    assert len(blueprint.nodes) == 1
    assert preamble.macros == {"a": Macro("1"), "b": Macro("3")}


COLOURED = r"\graphcolor{stated}{#123abc}{Blue} \graphcolor{fully_proved}{ gold }{Gold} \graphcolor{odd}{red}{R}"


def test_colours_of_the_graph_are_the_documents_own_and_those_that_are_none_are_said(tmp_path: Path) -> None:
    main = rf'\documentclass{{article}} {COLOURED} \graphcolor{{proved}}{{red" onload="x}}{{X}} \input{{content}}'
    (tmp_path / "web.tex").write_text(main)
    (tmp_path / "content.tex").write_text(r"\begin{lemma}\label{x} L. \end{lemma}")
    warnings: list[str] = []
    whole, part = Preamble(), Preamble()
    read_blueprint(tmp_path / "web.tex", warnings.append, preamble=whole)
    read_blueprint(tmp_path / "content.tex", preamble=part)
    assert whole.colours == part.colours == {"stated": "#123abc", "fully proved": "gold"}
    odd, none = warnings
    assert odd.endswith(r"web.tex:1: \graphcolor is left out: leanblueprint has no colour for odd")
    assert none.endswith('\\graphcolor is left out: no colour, which is a name or #RRGGBB: red" onload="x')


def test_each_of_leanblueprints_colours_is_one_of_ours() -> None:
    assert set(COLOURED_NAMES.values()) == PALETTE.keys() - {DISPROVED, STUCK, RUNNING, OPEN}

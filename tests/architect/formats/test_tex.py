"""LaTeX as TeX comes to it: files, comments, conditionals, macros, verbatim; each once, and none for ever."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType

import pytest

from architect.blueprint.graph import Blueprint
from architect.formats.latex import read_latex, write_latex
from prover.words.errors import BadInput


def document(folder: Path, **files: str) -> tuple[list[str], list[str]]:
    """The labels that are found in `main.tex`, and the warnings, without the folder."""
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.tex"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return labels((folder / "main.tex").read_text(), folder / "main.tex")


def labels(text: str, path: Path | None = None) -> tuple[list[str], list[str]]:
    warnings: list[str] = []
    blueprint = read_latex(text, path, warnings.append)
    found = [label for node in blueprint.nodes if node.documented for label in node.documented.labels]
    return found, [warning.replace(f"{path.parent}/" if path else "", "") for warning in warnings]


def lemma(label: str) -> str:
    return f"\\begin{{lemma}}\\label{{{label}}} L. \\end{{lemma}}\n"


def test_inputs_are_found_from_the_folder_of_the_main_file(tmp_path: Path) -> None:
    main = "\\input{a} \\include{part/b.tex}\\input part/c\n\\subfile{part/d}"
    main += f"{lemma('e')}\\end{{document}}{lemma('x')}"
    inner = f"\\documentclass[../main]{{subfiles}}\\begin{{document}}{lemma('d')}\\end{{document}}{lemma('y')}"
    found = document(
        tmp_path, main=main, a=lemma("a"), part__b=f"\\input{{part/f}}{lemma('b')}\\endinput{lemma('z')}",
        part__c=lemma("c"), part__d=inner, part__f=lemma("f"),
    )  # fmt: skip
    assert found == (["a", "f", "b", "c", "d", "e"], [])


def test_a_chapter_that_is_given_as_the_main_file_has_inputs_from_a_folder_above(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert document(tmp_path / "src" / "part", main="\\input{part/a}", a=lemma("a")) == (["a"], [])


def test_files_that_hold_each_other_in_a_circle_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"b\.tex:1: .*a\.tex is being read already"):
        document(tmp_path, main="\\input{a}", a="\\input{b}", b="\\input{a.tex}")


def test_a_file_outside_the_project_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.tex").write_text(lemma("secret"))
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "link.tex").symlink_to(tmp_path / "secret.tex")
    main = f"\\input{{../secret}}\n\\input{{{tmp_path}/secret.tex}}\n\\input{{link}}\n{lemma('a')}"
    found, warnings = document(tmp_path / "project", main=main)
    assert found == ["a"]
    assert [warning.split(" is left out: ")[1] for warning in warnings] == [f"it lies outside {tmp_path}/project"] * 3


def test_a_document_may_read_all_of_the_lake_project_that_it_lies_in(tmp_path: Path) -> None:
    (tmp_path / "lakefile.toml").touch()
    lake, src = tmp_path / ".lake" / "build", tmp_path / "blueprint" / "src"
    lake.mkdir(parents=True)
    nodes = f"\\newleannode{{N.a}}{{\\input{{{lake}/N.a}}}}\n\\newleannode{{b}}{{{lemma('b')}}}"
    (lake / "All.tex").write_text(
        f"{nodes}\n\\newleanmodule{{M}}{{\n\\inputleannode{{N.a}}\n\n\\inputleannode{{b}}\n}}"
    )
    (lake / "N.a.tex").write_text(lemma("N.a"))
    main = "\\input{../../.lake/build/All}\n\\inputleanmodule{M}\n\\inputleannode{c}"
    found, warnings = document(src, main=main)
    assert found == ["N.a", "b"]
    assert [warning.split(":")[:2] for warning in warnings] == [["main.tex", "3"]]
    assert "\\inputleannode{c} is left out" in warnings[0]


@pytest.mark.parametrize(
    "text",
    [
        f"% {lemma('x')}{lemma('c')}",
        f"\\% {lemma('c')}",
        f"\\\\% {lemma('x')}{lemma('c')}",
        f"{lemma('c')}\\iffalse\n{lemma('x')}\\fi",
        f"\\iffalse {lemma('x')}\\iftrue {lemma('y')}\\else\\fi {lemma('z')} \\else {lemma('c')}\\fi",
        f"\\iftrue {lemma('c')}\\else {lemma('x')}\\fi",
        f"\\newif\\ifdraft \\ifdraft {lemma('x')}\\else {lemma('c')}\\fi",
        f"\\newif\\ifdraft \\drafttrue \\ifdraft {lemma('c')}\\else {lemma('x')}\\fi",
        f"\\ifplastex {lemma('c')}\\else {lemma('x')}\\fi",
        f"$a \\iff b$ {lemma('c')}",
        f"\\begin{{verbatim}}\n{lemma('x')}\\end{{verbatim}}{lemma('c')}",
        f"\\verb|\\begin{{lemma}}| {lemma('c')}",
        f"\\begin{{comment}}\n{lemma('x')}\\end{{comment}}{lemma('c')}",
        "\\newcommand{\\bl}{\\begin{lemma}}\n\\newcommand{\\el}{\\end{lemma}}\n\\bl\\label{c} C. \\el",
        "\\def\\node#1#2{\\begin{lemma}\\label{#1}#2\\end{lemma}}\n\\node{c}{C.}",
        "\\newcommand*\\node[2][c]{\\begin{lemma}\\label{#1}#2\\end{lemma}}\n\\node{C.}",
        "\\newcommand\\node[2][x]{\\begin{lemma}\\label{#1}#2\\end{lemma}}\n\\node[c]{C.}",
        "\\newcommand{\\name}[1]{\\label{#1}}\\newcommand\\also[1]{\\name{#1}}\\begin{lemma}\\also{c}\\end{lemma}",
        "\\newenvironment{mine}[1]{\\begin{lemma}\\label{#1}}{\\end{lemma}}\\begin{mine}{c} C. \\end{mine}",
        "\\renewenvironment{lemma}{\\begin{center}}{\\end{center}}\\begin{lemma}\\label{c} C. \\end{lemma}",
        "\\newcommand{\\bl}{\\begin{lemma}}\\let\\start=\\bl \\start\\label{c}\\end{lemma}",
        "\\newcommand{\\lean}[1]{}\\newcommand{\\label}[1]{}\\begin{lemma}\\label{c}\\lean{C}\\end{lemma}",
        "\\begin {lemma}\n  \\label {c}\\end\n{lemma}",
    ],
)
def test_what_tex_would_read_is_read_and_nothing_else(text: str) -> None:
    assert labels(text) == (["c"], [])


def test_macros_that_are_only_text_stay_as_they_are_written() -> None:
    text = "\\newcommand{\\F}{\\mathbb{F}}\\begin{lemma}\\label{a} $\\F_2$ \\m{1} \\end{lemma}"
    kept = "\\newcommand{\\m}[1]{\\begin{pmatrix}#1\\end{pmatrix}}" + text
    assert [node.informal for node in read_latex(kept).nodes] == ["$\\F_2$ \\m{1}"]


def test_both_branches_of_a_test_that_is_not_known_are_read() -> None:
    assert labels(f"\\ifx\\a\\b {lemma('a')}\\else {lemma('b')}\\fi") == (["a", "b"], [])


def test_a_conditional_with_no_end_is_said() -> None:
    assert labels(f"{lemma('a')}\\iffalse\n{lemma('x')}") == (
        ["a"],
        ["line 2: the conditional that begins here has no \\fi; it goes to the end"],
    )


@pytest.mark.parametrize(
    "text",
    [
        "\\def\\a{\\label{x}\\a}\\a",
        "\\def\\a{\\label{x}\\b\\b}\\def\\b{\\label{x}\\a\\a}\\a",
        "\\def\\z{\\label{" + "x" * 1000 + "}}" + "".join(
            f"\\def\\{b}{{\\{a}\\{a}\\{a}\\{a}}}" for a, b in zip("zabcdefghi", "abcdefghij", strict=True)
        ) + "\\j",
    ],
)  # fmt: skip
def test_macros_without_an_end_are_an_error(text: str) -> None:
    with pytest.raises(BadInput, match="line 1: files or macros hold each other in a circle, or far too much"):
        read_latex(text)


def work_of(act: Callable[[], object]) -> int:
    """How many functions it calls: what a clock would measure, and the same each time."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        act()
    finally:
        sys.setprofile(before)
    return calls


def big(count: int) -> str:
    nodes = (
        f"\\begin{{lemma}}[T {i}]\\label{{l{i}}}\\lean{{L{i}}}\\leanok\\uses{{l{i // 2}}} $x_{{{i}}}$, % why\n"
        f"\\bl so \\el\\end{{lemma}}\n\\begin{{proof}}\\uses{{l{i // 3}}} By \\cref{{l{i // 3}}}. \\end{{proof}}\n"
        for i in range(1, count)
    )
    return "\\def\\bl{\\begin{itemize}}\\def\\el{\\end{itemize}}\\begin{lemma}\\label{l0}\\end{lemma}" + "".join(nodes)


def test_reading_and_writing_take_work_in_proportion_to_the_size() -> None:
    for act in (read_latex, lambda text: write_latex(read_latex(text))):
        less, more = (work_of(partial(act, text)) for text in (big(50), big(200)))
        assert more < 4.4 * less


@pytest.mark.parametrize(
    "text", ["\\label{", "\\begin{lemma}[", "\\begin{lemma}\\label{a", "{\\x", "\\iffalse ", "\\uses{a}"]
)
def test_what_never_ends_takes_no_more_work_for_each(text: str) -> None:
    less, more = (work_of(partial(read_latex, text * count)) for count in (100, 400))
    assert more < 4.6 * less


def test_a_deep_document_is_no_deep_recursion() -> None:
    text = "".join(f"\\begin{{proof}}{lemma(str(i))}" for i in range(2000))
    assert isinstance(read_latex(text), Blueprint)

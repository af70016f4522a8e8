"""The macros that a run keeps for its page: bounded, and a stranger's file until they are checked."""

from pathlib import Path

import pytest

from architect.page.data import PageMacro
from architect.page.macros import LONGEST, MOST_MACROS, keep_macros, kept_macros
from architect.page.of_run import RunPage
from architect.project.recorded import run_of
from architect.run.folder import find_run
from prover.words.errors import BadInput
from tests.journals.kept import copied

MACRO = PageMacro(name="F", body="F_{#1}", arguments=1, first="2")


def test_the_page_of_a_run_has_the_macros_that_were_kept_in_its_folder(tmp_path: Path) -> None:
    folder = copied("runs/finished", tmp_path / "run", "0" * 64)
    assert RunPage(run_of(str(folder))).page(live=False).macros == ()
    keep_macros(folder, [])
    assert kept_macros(folder) == ()
    keep_macros(folder, [MACRO])
    assert RunPage(run_of(str(folder))).page(live=False).macros == (MACRO,)
    assert folder / "macros.json" in find_run(str(folder)).files


def test_they_are_bounded_when_they_are_written_and_when_they_are_read(tmp_path: Path) -> None:
    long = PageMacro(name="l", body="x" * LONGEST)
    keep_macros(tmp_path, [long, *[MACRO] * (MOST_MACROS + 1)])
    assert kept_macros(tmp_path) == (MACRO,) * MOST_MACROS
    (tmp_path / "macros.json").write_text('[{"name": "n", "body": "#1", "arguments": 100000}]')
    assert kept_macros(tmp_path) == ()


@pytest.mark.parametrize("text", ["", "{}", '[{"name": 1}]', "[1]", "\udcff"])
def test_what_is_damaged_is_refused_in_a_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "macros.json").write_text(text, errors="surrogateescape")
    with pytest.raises(BadInput, match=r"macros\.json: no macros of this version: .*"):
        kept_macros(tmp_path)


@pytest.mark.parametrize("text", ["{", '{"schema": 2, "macros": []}', "[1]"])
def test_a_run_whose_macros_cannot_be_read_is_shown_without_them_and_says_so(tmp_path: Path, text: str) -> None:
    folder = copied("runs/finished", tmp_path / "run", "0" * 64)
    page = RunPage(run_of(str(folder))).page(live=False)
    (folder / "macros.json").write_text(text)
    without = RunPage(run_of(str(folder))).page(live=False)
    said = "macros.json in its folder cannot be read, and formulas lack the macros of the document"
    assert without.note == f"{page.note}; {said}"
    assert (without.graphs, without.macros) == (page.graphs, ())


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (folder := tmp_path / "run").mkdir()
    (tmp_path / "other.json").write_text("[]")
    (folder / "macros.json").symlink_to(tmp_path / "other.json")
    with pytest.raises(BadInput, match="it leads out of"):
        kept_macros(folder)

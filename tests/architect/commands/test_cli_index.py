"""`architect index`: what it says of a project, and what it finds there; a stand-in for `lake` answers `lake env`."""

import json
from pathlib import Path

import pytest

from architect.cli import main
from tests.prover.lean.projects import lake_env, script

FACT = "/-- Every cat is grey at night. -/\ntheorem Cat.grey (c : Cat) : c.grey := sorry"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    sysroot, folder = tmp_path / "sysroot", tmp_path / "project"
    (folder / "Cats").mkdir(parents=True)
    (folder / "lakefile.toml").touch()
    (folder / "Cats.lean").write_text("import Cats.Grey")
    (folder / "Cats" / "Grey.lean").write_text(FACT)
    script(sysroot / "bin" / "lean", "echo 'Lean (version 4.20.0, x86_64-unknown-linux-gnu)'")
    script(tmp_path / "bin" / "lake", lake_env(LEAN_SYSROOT=sysroot, LEAN_PATH=""))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=":")
    monkeypatch.chdir(folder)
    return folder


def test_it_says_what_is_in_the_index_and_builds_it_once(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["index"]) == 0
    first = capsys.readouterr().out
    assert "1  Cats" in first
    assert "1  declarations; built in " in first
    assert main(["index", "--project", str(project)]) == 0
    assert "1  declarations; it was there" in capsys.readouterr().out


def test_it_shows_what_is_found(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["index", "--search", "grey cats"]) == 0
    assert capsys.readouterr().out == "Cat.grey (c : Cat) : c.grey  (Cats.Grey)\n"
    assert main(["index", "--search", "Dog.*"]) == 0
    assert capsys.readouterr().out == "nothing found for Dog.*\n"


def test_a_trace_that_is_none_is_bad_input(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "corpus.jsonl").write_text(json.dumps({"path": "A.lean"}))
    assert main(["index", "--traced", "corpus.jsonl"]) == 2
    assert "corpus.jsonl:1: no line of LeanDojo's corpus" in capsys.readouterr().err


def test_where_there_is_no_project_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["index"]) == 2
    assert "no Lake project" in capsys.readouterr().err

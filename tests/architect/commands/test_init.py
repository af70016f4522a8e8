"""`architect init`: a file with every setting, which says what would be so without it, and which nothing is lost to."""

import re
import tomllib
from pathlib import Path

import pytest
from pydantic import BaseModel

from architect.cli import main
from architect.commands.init import template
from prover.words.settings import Settings, resolve

TABLES = {name: table for name, table in Settings() if isinstance(table, BaseModel) and name != "roles"}


def test_each_line_is_a_comment_and_each_setting_has_one() -> None:
    lines = [line for line in template().splitlines() if line]
    assert all(line.startswith("# ") for line in lines)
    named = {line.split()[1] for line in lines if " = " in line or line.endswith(" =")}
    assert {key for table in TABLES.values() for key in type(table).model_fields} <= named


def test_without_its_signs_it_says_what_is_in_force_anyway() -> None:
    lines = template().partition("# [prices")[0].replace("\n# ", "\n").splitlines()
    said = [line for line in lines if re.match(r"\[|\w+ = [^\s#]", line)]
    found = tomllib.loads("\n".join(said))
    assert found.keys() == TABLES.keys()
    assert Settings.model_validate(found) == Settings()


def test_it_is_written_once_and_read_by_every_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["init"]) == 0
    file = tmp_path / "architect.toml"
    assert resolve(None, {}).settings == resolve(file, {}).settings
    file.write_text(file.read_text().replace("# [planner]", "[planner]").replace("# rounds = 16", "rounds = 3"))
    capsys.readouterr()
    assert main(["config"]) == 0
    assert [line.split() for line in capsys.readouterr().out.splitlines() if line.startswith("planner.rounds")] == [
        ["planner.rounds", "=", "3", "(architect.toml)"]
    ]
    kept = file.read_bytes()
    assert main(["init"]) == 2
    assert capsys.readouterr().err == (
        "architect: architect.toml: it is there, and is not written over: edit it, or move it away\n"
    )
    assert file.read_bytes() == kept


def test_where_it_cannot_be_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "linked").mkdir()
    (tmp_path / "linked" / "architect.toml").symlink_to("nowhere")
    assert main(["init", str(tmp_path / "linked")]) == 2
    assert main(["init", str(tmp_path / "none")]) == 2
    assert f"there is no folder {tmp_path / 'none'}" in capsys.readouterr().err

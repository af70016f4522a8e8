"""Where things are kept: as XDG says, one line without a home folder, and a cache that need not take anything."""

import subprocess
import sys
from pathlib import Path

import pytest

from prover.words.errors import StorageFailed
from prover.words.folders import cache_folder, keep, state_folder

HOMELESS = """
import os, pwd
os.environ.pop("HOME", None)
def unknown(_):
    raise KeyError
pwd.getpwuid = unknown
from prover.words.errors import StorageFailed
from prover.words.folders import cache_folder, state_folder
for folder in (cache_folder, state_folder):
    try:
        print(folder())
    except StorageFailed as error:
        print(error)
"""


def test_a_folder_is_where_xdg_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/a/cache")
    monkeypatch.setenv("XDG_STATE_HOME", "/a/state")
    assert (cache_folder(), state_folder()) == (Path("/a/cache/blueprint-prover"), Path("/a/state/architect"))


@pytest.mark.parametrize("named", ["", "relative", "./too", None])
def test_a_folder_that_would_move_with_the_working_folder_is_ignored(
    monkeypatch: pytest.MonkeyPatch, named: str | None
) -> None:
    monkeypatch.setenv("HOME", "/home/me")
    for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
        if named is not None:
            monkeypatch.setenv(name, named)
    assert cache_folder() == Path("/home/me/.cache/blueprint-prover")
    assert state_folder() == Path("/home/me/.local/state/architect")


def test_without_a_home_folder_one_line_says_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    run = subprocess.run([sys.executable, "-c", HOMELESS], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines() == [
        "there is no home folder for the cache: set XDG_CACHE_HOME to an absolute path",
        "there is no home folder for runs: set XDG_STATE_HOME to an absolute path",
    ]
    assert StorageFailed.exit_code == 3


def test_what_the_cache_does_not_take_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    keep(tmp_path / "file" / "below", "x")
    keep(tmp_path / "folder" / "x", "∀")
    assert (tmp_path / "folder" / "x").read_text(encoding="utf-8") == "∀"
    assert [path.name for path in (tmp_path / "folder").iterdir()] == ["x"]

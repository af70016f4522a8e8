"""What a killed process has left in the place for scratch folders goes at the next start, and nothing else does."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from prover.words.scratch import MOST_SWEPT, PREFIX, own_folder, scratch_folder, sweep

OWNER = """
import os, sys
from pathlib import Path
from prover.words.scratch import scratch_folder
place = Path(sys.argv[1])
folder = scratch_folder("gate", place)
(Path(folder.name) / "file").touch()
print(folder.name, flush=True)
sys.stdin.read()
"""


def owner(place: Path) -> "tuple[subprocess.Popen[str], Path]":
    """A process that has a scratch folder in this place, until its standard input ends."""
    words = [sys.executable, "-c", OWNER, str(place)]
    process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def test_a_folder_stays_while_its_process_lives_and_goes_when_that_was_killed(tmp_path: Path) -> None:
    process, folder = owner(tmp_path)
    with process:
        assert sweep(tmp_path) == 0
        assert (folder / "file").exists()
        process.kill()
    assert folder.exists()
    assert sweep(tmp_path) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_process_that_ends_leaves_nothing(tmp_path: Path) -> None:
    process, folder = owner(tmp_path)
    assert folder.exists()
    process.communicate("")
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_folder_of_this_user_with_such_a_name_is_left(tmp_path: Path) -> None:
    other = tmp_path / "other"
    (other / "kept").mkdir(parents=True)
    (tmp_path / f"{PREFIX}link").symlink_to(other)
    (tmp_path / f"{PREFIX}file").touch()
    (tmp_path / "architect-gate-x").mkdir()
    if os.geteuid() == 0:
        (tmp_path / f"{PREFIX}theirs").mkdir()
        os.chown(tmp_path / f"{PREFIX}theirs", 12345, 12345)
    before = sorted(tmp_path.rglob("*"))
    assert sweep(tmp_path) == 0
    assert sorted(tmp_path.rglob("*")) == before


def test_no_more_than_some_are_removed_at_a_time(tmp_path: Path) -> None:
    for i in range(MOST_SWEPT + 1):
        (tmp_path / f"{PREFIX}{i}").mkdir()
    assert (sweep(tmp_path), sweep(tmp_path)) == (MOST_SWEPT, 1)


def test_a_place_that_is_not_there_is_no_matter_to_sweep_and_an_error_to_work_in(tmp_path: Path) -> None:
    assert sweep(tmp_path / "gone") == 0
    with pytest.raises(FileNotFoundError):
        scratch_folder("gate", tmp_path / "gone")


def test_a_folder_that_somebody_removed_is_made_again(tmp_path: Path) -> None:
    own_folder(tmp_path).rmdir()
    with scratch_folder("gate", tmp_path) as folder:
        assert Path(folder).parent == own_folder(tmp_path)
        assert sweep(tmp_path) == 0

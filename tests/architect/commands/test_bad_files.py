"""Files that a command is given and that are none: one line and exit code 2, and never a wait."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SECONDS = 300  # a command that waits for a pipe waits for ever
ORIGINAL = "theorem t (a : Nat) : a = a := by\n  sorry\n"


def architect(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "architect.cli", *words]
    given = os.environ | {"XDG_STATE_HOME": str(folder / "state"), "OPENAI_API_KEY": "none"}
    pipe = subprocess.PIPE
    return subprocess.run(
        command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, check=False, timeout=SECONDS, cwd=folder, env=given
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.lean").write_text(ORIGINAL)
    os.mkfifo(tmp_path / "pipe.lean")
    os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "run").mkdir()
    os.mkfifo(tmp_path / "run" / "run.json")
    return tmp_path


@pytest.mark.parametrize(
    "words",
    [
        "prove pipe.lean",
        "prove /dev/stdin",
        "prove good.lean --proof-hint pipe.lean",
        "prove good.lean --config pipe.json",
        "prove good.lean --model m --replay pipe.json",
        "verify pipe.lean --against good.lean",
        "verify good.lean --against pipe.lean",
        "blueprint show pipe.json",
        "blueprint check good.lean --problem pipe.lean",
        "blueprint prove pipe.json",
        "resume run",
        "bench pipe.json",
        "bench report run",
    ],
)
def test_a_pipe_in_any_place_is_bad_input_in_one_line(folder: Path, words: str) -> None:
    run = architect(folder, *words.split())
    assert (run.returncode, run.stdout) == (2, ""), run.stderr
    assert len(run.stderr.splitlines()) == 1


def test_a_pipe_among_the_results_is_bad_input_for_that_file_alone(folder: Path) -> None:
    for side in ("results", "originals"):
        (folder / side).mkdir()
        (folder / side / "good.lean").write_text(ORIGINAL.replace("sorry", "rfl" if side == "results" else "sorry"))
    (folder / "originals" / "pipe.lean").write_text(ORIGINAL)
    os.mkfifo(folder / "results" / "pipe.lean")
    os.mkfifo(folder / "results" / "extra.lean")
    run = architect(folder, "verify", "results", "--against", "originals")
    assert run.returncode == 2
    assert "results/good.lean: certified" in run.stdout
    assert "results/pipe.lean: bad input: results/pipe.lean: cannot be read: it is a pipe, not a file" in run.stdout
    assert run.stdout.splitlines()[-1] == "3 files: 1 certified, 0 not proved, 2 bad input, 0 failed"


def test_a_working_folder_that_was_removed_is_said_in_one_line(folder: Path) -> None:
    command = f"mkdir gone && cd gone && rmdir ../gone && exec '{sys.executable}' -m architect.cli prove a.lean"
    run = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False, cwd=folder)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == "architect: the working folder is there no more: go to another\n"

"""A bug in this program: its own exit code, one line, and a traceback on the disk; it never looks like "not proved"."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from architect.run.crash import EXIT_CODE, Crashed, crashes_kept_in
from prover.words.errors import BadInput, LeanCrashed
from tests.conftest import PATIENCE

# A command from another package, as `bench` is one; it does what its first argument says.
COMMAND = """
def add(commands):
    parser = commands.add_parser("stumble")
    parser.add_argument("what")
    parser.set_defaults(run=stumble, json=True)

def stumble(options):
    raise eval(options.what, {"errors": __import__("prover.words.errors").words.errors})
"""


def stumble(folder: Path, what: str) -> subprocess.CompletedProcess[str]:
    (folder / "stumbling.py").write_text(COMMAND)
    (folder / "stumbling-1.dist-info").mkdir(exist_ok=True)
    (folder / "stumbling-1.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: stumbling\nVersion: 1\n")
    (folder / "stumbling-1.dist-info" / "entry_points.txt").write_text(
        "[architect.commands]\nstumble = stumbling:add\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(folder), "XDG_STATE_HOME": str(folder / "state")}
    command = [sys.executable, "-m", "architect.cli", "stumble", what]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE, env=environment)


@pytest.mark.parametrize(
    "what",
    [
        "ZeroDivisionError('no\\nsense')",
        "ExceptionGroup('several', [errors.BadInput('x'), ExceptionGroup('in it', [KeyError(1)])])",
        "AssertionError('\\ud800')",
        "RecursionError()",
    ],
)
def test_a_bug_is_one_line_exit_code_70_and_a_traceback_in_a_file(tmp_path: Path, what: str) -> None:
    run = stumble(tmp_path, what)
    assert run.returncode == 70
    assert run.stderr.startswith("architect: a bug in this program: ")
    assert run.stderr.count("\n") == 1
    found = json.loads(run.stdout)
    assert found["status"] == "crashed"
    [kept] = (tmp_path / "state" / "architect" / "crashes").iterdir()
    assert str(kept) in run.stderr
    assert "stumbling.py" in kept.read_text()


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ("ExceptionGroup('one', [errors.BadInput('no such thing')])", 2),
        ("ExceptionGroup('one', [errors.LeanCrashed('checking', 1)])", 3),
        ("BaseExceptionGroup('one', [KeyboardInterrupt()])", 130),
        ("OSError(28, 'No space left on device')", 3),
    ],
)
def test_what_is_no_bug_keeps_its_exit_code_also_in_a_group(tmp_path: Path, what: str, code: int) -> None:
    run = stumble(tmp_path, what)
    assert run.returncode == code
    assert run.stderr.count("\n") == 1
    assert not (tmp_path / "state" / "architect" / "crashes").exists()


def test_a_traceback_that_no_file_takes_is_shown(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way")
    run = stumble(tmp_path, "ZeroDivisionError()")
    assert run.returncode == 70
    assert "Traceback" in run.stderr
    assert "(the traceback is above: " in run.stderr.splitlines()[-1]


def test_a_bug_in_a_run_is_kept_in_its_folder_and_told_once(tmp_path: Path) -> None:
    assert EXIT_CODE == 70
    with pytest.raises(Crashed, match="ZeroDivisionError"), crashes_kept_in(tmp_path / "outer"):  # noqa: SIM117
        with crashes_kept_in(tmp_path / "run"):
            raise ZeroDivisionError
    assert len(list((tmp_path / "run").iterdir())) == 1
    assert not (tmp_path / "outer").exists()
    for ours in (BadInput("x"), LeanCrashed("x", 1), KeyboardInterrupt()):
        with pytest.raises(type(ours)), crashes_kept_in(tmp_path / "outer"):
            raise ours


def test_an_interrupt_while_a_class_is_made_is_an_interrupt(tmp_path: Path) -> None:
    class Interrupted:
        def __set_name__(self, owner: type, name: str) -> None:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), crashes_kept_in(tmp_path):
        type("Made", (), {"part": Interrupted()})
    assert [*tmp_path.iterdir()] == []

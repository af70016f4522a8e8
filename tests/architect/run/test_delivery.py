"""Where results go when something is in the way: nothing finished is lost, and nothing of others is overwritten."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from architect.api.composing import RunRequest, begun_run
from architect.run.delivery import deliver
from prover.text.problem import read_problem
from prover.words.settings import Settings
from tests.architect.commands.test_cli import EXAMPLE, HARD, architect
from tests.conftest import PATIENCE

SEARCHED = "search_seconds = 15\n"  # time enough for what a test does meanwhile


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "architect" / "runs"


@pytest.fixture
def half(tmp_path: Path) -> Path:
    """A file with a theorem that is proved at once, and one that a run is at for a while."""
    path = tmp_path / "half.lean"
    path.write_text(HARD + "\n" + EXAMPLE)
    (tmp_path / "settings.toml").write_text(f"[prover]\n{SEARCHED}[planner]\nrounds = 0\n")
    return path


def start(half: Path, *arguments: str | Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "architect.cli", "prove", half, "--config", half.with_name("settings.toml")]
    return subprocess.Popen(
        [*map(str, command), *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def until_something_is_proved(state: Path) -> Path:
    """The folder of the run, once it has a result."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if found := list(state.glob("*/result.lean")):
            return found[0].parent
        os.sched_yield()
    raise AssertionError("nothing was proved")


@pytest.mark.long
def test_an_out_folder_that_vanishes_costs_no_proof_and_the_way_to_it_is_said(
    half: Path, state: Path, tmp_path: Path
) -> None:
    (tmp_path / "gone").mkdir()
    with start(half, "--out", tmp_path / "gone" / "out.lean") as process:
        run = until_something_is_proved(state)
        shutil.rmtree(tmp_path / "gone")
        out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 3
    assert "t: proved in" in out
    assert "axioms: none" in out
    [line] = [line for line in err.splitlines() if line.startswith("architect: ")]
    assert f"`architect resume {run.name} --out FILE`" in line
    assert (run / "result.lean").read_text().count("sorry") == 1
    again = architect("resume", run.name, "--out", tmp_path / "there.lean", "--timeout", "1")
    assert again.returncode == 1
    assert (tmp_path / "there.lean").read_text() == (run / "result.lean").read_text()


@pytest.mark.parametrize("number", [pytest.param(signal.SIGINT, marks=pytest.mark.long), signal.SIGTERM])
def test_what_was_proved_before_an_interrupt_is_in_the_run_folder_and_in_out(
    half: Path, state: Path, tmp_path: Path, number: int
) -> None:
    out = tmp_path / "out.lean"
    with start(half, "--out", out) as process:
        run = until_something_is_proved(state)
        process.send_signal(number)
        process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert out.read_text() == (run / "result.lean").read_text()
    assert out.read_text().count("sorry") == 1


def test_a_full_disk_is_exit_code_3_and_the_report_is_there(tmp_path: Path, state: Path) -> None:
    (tmp_path / "t.lean").write_text(EXAMPLE)
    run = architect("prove", tmp_path / "t.lean", "--out", "/dev/full", "--json")
    assert run.returncode == 3
    found = json.loads(run.stdout)
    assert (found["status"], found["out"]) == ("proved", None)
    assert found["theorems"][0]["certificate"] is not None
    assert "No space left on device" in run.stderr
    assert (Path(found["run"]) / "result.lean").read_text() == found["text"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 KiB, where this user may mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "none", folder], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("only root may mount a small disk")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_state_folder_on_a_full_disk_is_exit_code_3(
    tmp_path: Path, small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No run can begin there, or it can and its journal finds no room; the proof is in the report all the same."""
    (tmp_path / "t.lean").write_text(EXAMPLE)
    monkeypatch.setenv("XDG_STATE_HOME", str(small_disk))
    for left in (0, 8192, 16384):
        (small_disk / "filler").write_bytes(b"x" * (65536 - left))
        run = architect("prove", tmp_path / "t.lean", "--out", tmp_path / "out.lean")
        assert run.returncode == 3, run
        assert "No space left on device" in run.stdout + run.stderr
        assert "Traceback" not in run.stderr
        for folder in small_disk.glob("architect/runs/*"):
            shutil.rmtree(folder)
    assert "t: proved" in run.stdout
    assert "sorry" not in (tmp_path / "out.lean").read_text()


def test_out_is_not_written_where_nothing_was_proved(tmp_path: Path) -> None:
    (tmp_path / "f.lean").write_text("theorem f (a b : Nat) : a + 1 = b := sorry\n")
    run = architect("prove", tmp_path / "f.lean", "--out", tmp_path / "out.lean")
    assert run.returncode == 1
    assert f"not written: {tmp_path / 'out.lean'}, for nothing was proved" in run.stdout
    assert not (tmp_path / "out.lean").exists()


def test_resume_does_not_overwrite_what_was_changed_since(tmp_path: Path, state: Path) -> None:
    out = tmp_path / "out.lean"
    (tmp_path / "t.lean").write_text(EXAMPLE)
    assert architect("prove", tmp_path / "t.lean", "--out", out).returncode == 0
    [folder] = state.iterdir()
    assert architect("resume", folder.name, "--out", out).returncode == 0, "it is what the run wrote itself"
    out.write_text("-- mine now\n")
    again = architect("resume", folder.name, "--out", out)
    assert again.returncode == 2
    assert again.stderr.count("\n") == 1
    assert f"it was changed since the run began, and is left as it is; what was proved is in {folder}" in again.stderr
    assert out.read_text() == "-- mine now\n"
    assert architect("resume", folder.name, "--out", tmp_path / "other.lean").returncode == 0
    for damaged in (f'{{"{out}": 5}}', "[" * 100_000):
        (folder / "written.json").write_text(damaged)
        assert architect("resume", folder.name, "--out", out).returncode == 2


def test_resume_says_that_the_file_was_changed_since_and_what_its_proofs_are_of(tmp_path: Path, state: Path) -> None:
    (tmp_path / "t.lean").write_text(EXAMPLE)
    assert "changed" not in architect("prove", tmp_path / "t.lean").stderr
    [folder] = state.iterdir()
    (tmp_path / "t.lean").write_text(f"-- more\n{EXAMPLE}")
    again = architect("resume", folder.name)
    assert again.returncode == 0
    assert again.stderr.splitlines()[-1] == (
        f"architect: {tmp_path / 't.lean'}: it was changed since the run began, whose proofs are of what it said then "
        f"({folder / 'problem.lean'})"
    )


def test_resume_delivers_where_the_run_was_told_to_unless_it_is_told_otherwise(
    tmp_path: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "t.lean").write_text(EXAMPLE)
    (tmp_path / "there").mkdir()
    monkeypatch.chdir(tmp_path / "there")
    assert architect("prove", tmp_path / "t.lean", "--out", "out.lean").returncode == 0
    [folder] = state.iterdir()
    out, other = tmp_path / "there" / "out.lean", tmp_path / "other.lean"
    proved = out.read_text()
    monkeypatch.chdir(tmp_path)
    out.unlink()
    assert architect("resume", folder.name, "--out", other).returncode == 0
    assert (other.read_text(), out.exists()) == (proved, False)
    again = architect("resume", folder.name)
    assert f"written: {out}" in again.stdout
    assert out.read_text() == proved
    shutil.rmtree(out.parent)
    without = architect("resume", folder.name)
    assert without.returncode == 2
    assert f"{out}: cannot be written: there is no folder" in without.stderr


def test_a_run_that_was_asked_for_what_cannot_be_leaves_no_folder(tmp_path: Path, state: Path) -> None:
    (tmp_path / "bad.lean").write_text("theorem t : 1 = = 1 := sorry\n")
    assert architect("prove", tmp_path / "bad.lean").returncode == 2
    assert list(state.iterdir()) == []


def test_an_unproved_run_names_no_command_that_fails(tmp_path: Path) -> None:
    (tmp_path / "f.lean").write_text("theorem f (a b : Nat) : a + 1 = b := sorry\n")
    run = architect("prove", tmp_path / "f.lean")
    last = run.stdout.splitlines()[-1]
    assert last.startswith("run: ")
    assert "blueprint show" not in last


def test_a_pipe_that_nobody_reads_is_no_wait_and_the_proof_is_still_there(tmp_path: Path, state: Path) -> None:
    problem, pipe = tmp_path / "t.lean", tmp_path / "pipe"
    problem.write_text(EXAMPLE)
    os.mkfifo(pipe)
    run = architect("prove", problem, "--out", pipe)
    assert run.returncode == 3
    assert "cannot be written: nobody reads this pipe" in run.stderr
    assert "sorry" not in next(state.glob("*/result.lean")).read_text()


@pytest.mark.parametrize("option", ["--out", "--project"])
def test_links_that_go_round_are_bad_input(tmp_path: Path, option: str) -> None:
    problem, loop = tmp_path / "t.lean", tmp_path / "loop"
    problem.write_text(EXAMPLE)
    loop.symlink_to(loop)
    run = architect("prove", problem, option, loop)
    assert run.returncode == 2
    assert run.stderr.count("\n") == 1


def test_links_in_a_run_folder_lead_to_no_other_file(tmp_path: Path, state: Path) -> None:
    problem, other = tmp_path / "t.lean", tmp_path / "other"
    problem.write_text(EXAMPLE)
    assert architect("prove", problem).returncode == 0
    [folder] = state.iterdir()
    other.write_text("of somebody else")
    (folder / "result.lean").unlink()
    (folder / "result.lean").symlink_to(other)
    assert architect("resume", folder).returncode == 0
    (folder / "lock").unlink()
    (folder / "lock").symlink_to(other)
    assert architect("resume", folder).returncode == 3
    assert other.read_text() == "of somebody else"


def test_a_file_that_is_to_get_its_own_proofs_is_left_alone_once_somebody_else_wrote_to_it(tmp_path: Path) -> None:
    path = tmp_path / "t.lean"
    path.write_text(EXAMPLE)
    run = begun_run(RunRequest(read_problem(path), out=path), Settings())
    assert deliver(run, path, "first") == ""
    assert deliver(run, path, "second") == "", "what the run itself wrote is no stranger's"
    path.write_text("mine")
    os.utime(path, (0, 0))  # as editors do that keep the time of what they write
    assert f"{path}: it was changed since the run began, and is left as it is" in deliver(run, path, "third")
    assert path.read_text() == "mine"


def test_the_file_that_standard_output_goes_to_is_not_replaced(tmp_path: Path) -> None:
    (log := tmp_path / "log").write_text("before\n")
    script = "from prover.words.writing import *; write_whole(Path('/dev/stdout'), 'proved\\n'); print('behind')"
    with log.open("a") as there:
        subprocess.run([sys.executable, "-c", script], stdout=there, check=True, timeout=PATIENCE)
    assert log.read_text() == "before\nproved\nbehind\n"

"""The command line as a user meets it: real processes, real Lean, exit codes and what is left behind."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import PATIENCE, children, wait_until_gone

EXAMPLE = "theorem t (a b : Nat) : a + b + 0 = a + b := by\n  sorry\n"
# No script of the portfolio finds this one, and trying them all takes longer than anyone here waits.
HARD = "theorem hard (f : Nat → Nat) (h : ∀ n, f (f n) < f (n + 1)) : ∀ n, f n = n := by\n  sorry\n"


def architect(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "architect.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "t.lean"
    path.write_text(EXAMPLE)
    return path


def test_a_true_statement_is_proved_certified_and_printed(file: Path) -> None:
    run = architect("prove", file)
    assert run.returncode == 0, run.stderr
    assert "t: proved in" in run.stdout
    assert "axioms: none" in run.stdout
    assert "certified, " in run.stdout
    assert "theorem t (a b : Nat) : a + b + 0 = a + b := by" in run.stdout
    assert "sorry" not in run.stdout


def test_a_theorem_out_of_a_mutual_block_is_printed_without_its_neighbour(tmp_path: Path) -> None:
    file = tmp_path / "m.lean"
    file.write_text("mutual\ntheorem t : 1 = 1 := by\n  admit\ntheorem u : 2 = 2 := by\n  sorry\nend\n")
    run = architect("prove", file, "--theorem", "t")
    assert run.returncode == 0, run.stderr
    assert "theorem t : 1 = 1 := by" in run.stdout
    assert "theorem u" not in run.stdout


def test_json_is_one_object_with_a_certificate(file: Path) -> None:
    run = architect("prove", file, "--json")
    found = json.loads(run.stdout)
    assert (found["schema"], found["status"], run.returncode) == (1, "proved", 0)
    [theorem] = found["theorems"]
    assert theorem["certificate"]["axioms"] == []
    [fill] = theorem["proof"]
    assert found["text"] == EXAMPLE.replace("sorry", fill["text"])


def test_the_file_with_its_proof_is_written_and_proves_nothing_more(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.lean"
    assert architect("prove", file, "--out", out).returncode == 0
    assert "sorry" not in out.read_text()
    again = architect("prove", out)
    assert again.returncode == 2
    assert "no `sorry`" in again.stderr


def test_a_false_statement_is_not_proved_but_disproved_with_a_certificate(tmp_path: Path) -> None:
    path = tmp_path / "f.lean"
    path.write_text("theorem f (a b : Nat) : a + 1 = b := sorry\n")
    run = architect("prove", path, "--json")
    assert run.returncode == 1
    found = json.loads(run.stdout)
    assert found["status"] == "not proved"
    [theorem] = found["theorems"]
    assert theorem["status"] == "disproved"
    assert theorem["certificate"]["theorem"] == "architect_disproof"
    assert found["text"] == path.read_text()


def test_each_theorem_is_proved_and_may_use_those_before_it(tmp_path: Path) -> None:
    path = tmp_path / "two.lean"
    path.write_text(
        "def P (n : Nat) : Prop := n = n\n"
        "theorem first (n : Nat) : P n := by sorry\n"
        "theorem second (h : (∀ n, P n) → 1 = 2) : 1 = 2 := h sorry\n"
    )
    run = architect("prove", path, "--json")
    assert run.returncode == 0, run.stdout
    found = json.loads(run.stdout)
    assert [t["name"] for t in found["theorems"]] == ["first", "second"]
    assert len({t["certificate"]["result_sha256"] for t in found["theorems"]}) == 1


def test_only_the_theorem_that_was_named_is_proved(tmp_path: Path) -> None:
    path = tmp_path / "two.lean"
    path.write_text("theorem a : 1 = 1 := sorry\nnamespace N\ntheorem b : 2 = 2 := sorry\nend N\n")
    run = architect("prove", path, "--theorem", "b", "--json")
    found = json.loads(run.stdout)
    assert [t["name"] for t in found["theorems"]] == ["N.b"]
    assert "theorem a : 1 = 1 := sorry" in found["text"]


def test_a_time_limit_ends_the_search_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "hard.lean"
    path.write_text(HARD)
    run = architect("prove", path, "--timeout", "0.05")
    assert run.returncode == 1
    assert "out of budget" in run.stdout


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("theorem t : True := True.intro", "no `sorry`"),
        (
            "theorem t : True ∧ True := ⟨trivial,",
            "1:36: Lean does not accept the file as it is: unexpected end of input",
        ),
        ("theorem t : 1 = = 1 := sorry", ":1:15: Lean does not accept the file as it is"),
        (
            'notation "two" => 2\ntheorem t : two = 2 := sorry',
            "it takes no notations and macros of a file's own",
        ),
        ("import Mathlib\ntheorem t : True := sorry", "--project DIR"),
        ("prelude\ntheorem t : True := sorry", ":1:0: a file that begins with `prelude`"),
        ("module\ntheorem t : True := sorry", "it begins with `module`, and so may import only files that do"),
        ("def x : Nat := sorry", "answer to be filled in"),
        ("def x : Nat := sorry\ntheorem t : x = x := sorry", "leans on the `sorry` in x"),
        ("theorem t : 1 = sorry := sorry", "leans on the `sorry` in t"),
        (
            "variable (h : 1 = 1)\ntheorem t : 1 = 2 := nothing\ntheorem u : True := sorry",
            ":2:21: Lean does not accept",
        ),
    ],
)
def test_bad_input_is_told_in_one_line_with_exit_code_2(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "bad.lean"
    path.write_text(text)
    run = architect("prove", path)
    assert run.returncode == 2, run.stdout
    assert words in run.stderr
    assert run.stderr.count("\n") == 1
    assert run.stdout == ""


def test_files_that_cannot_be_used_are_bad_input(file: Path, tmp_path: Path) -> None:
    (tmp_path / "latin.lean").write_bytes(b"\xff")
    for arguments in (
        [tmp_path / "none.lean"],
        [tmp_path / "latin.lean"],
        [tmp_path],
        [file, "--theorem", "none"],
        [file, "--out", tmp_path / "none" / "out.lean"],
        [file, "--project", tmp_path],
        [file, "--timeout", "soon"],
    ):
        run = architect("prove", *arguments)
        assert run.returncode == 2, arguments
        assert "Traceback" not in run.stderr


def test_bad_input_is_an_object_too_when_json_is_asked_for(tmp_path: Path) -> None:
    found = json.loads(architect("prove", tmp_path / "none.lean", "--json").stdout)
    assert (found["schema"], found["status"]) == (1, "bad input")
    assert "no such file" in found["error"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_leaves_no_process_and_no_file(tmp_path: Path, number: int) -> None:
    path, out = tmp_path / "hard.lean", tmp_path / "out.lean"
    path.write_text(HARD)
    command = [sys.executable, "-m", "architect.cli", "prove", str(path), "--out", str(out)]
    ignored = ["sh", "-c", "trap '' INT; exec \"$@\"", "sh"]  # as a shell starts what stands before an `&`
    with subprocess.Popen([*ignored, *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        leans = until_children(process.pid)
        process.send_signal(number)
        _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert "interrupted" in err
    for pid in leans:
        wait_until_gone(pid)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["hard.lean"]


def test_a_killed_run_leaves_no_process(tmp_path: Path) -> None:
    path = tmp_path / "hard.lean"
    path.write_text(HARD)
    with subprocess.Popen([sys.executable, "-m", "architect.cli", "prove", str(path)]) as process:
        leans = until_children(process.pid)
        process.kill()
    assert process.returncode == -signal.SIGKILL
    for pid in leans:
        wait_until_gone(pid)


def test_a_reader_that_leaves_changes_no_exit_code(tmp_path: Path) -> None:
    path = tmp_path / "f.lean"
    path.write_text("-- " + "x" * 100_000 + "\ntheorem f (a b : Nat) : a = b := by sorry\n")
    command = f"{sys.executable} -m architect.cli prove {path} --json; echo $? >&2"
    with subprocess.Popen(["sh", "-c", command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        process.stdout.close()
        assert process.stderr
        assert process.stderr.read() == "1\n"


@pytest.mark.parametrize("name", ["{}", "{}.not-there"])
def test_a_disk_that_is_full_is_said_so_whatever_there_was_to_say(file: Path, name: str) -> None:
    command = [sys.executable, "-m", "architect.cli", "prove", name.format(file), "--json"]
    with Path("/dev/full").open("w") as full:
        run = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert run.returncode == 3
    assert "No space left" in run.stderr


def test_out_follows_a_link_keeps_the_mode_and_refuses_a_folder_before_the_work(file: Path, tmp_path: Path) -> None:
    real, link = tmp_path / "real.lean", tmp_path / "link.lean"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    assert architect("prove", file, "--out", link).returncode == 0
    assert link.is_symlink()
    assert "theorem t" in real.read_text()
    assert real.stat().st_mode & 0o777 == 0o640
    run = architect("prove", file, "--out", tmp_path)
    assert (run.returncode, run.stdout) == (2, "")


def test_a_cache_folder_that_cannot_be_used_is_one_line_and_exit_code_3(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "blocked").write_text("")
    for cache in (tmp_path / "blocked", tmp_path / "a:b"):
        monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
        run = architect("prove", file)
        assert run.returncode == 3
        assert "cache folder" in run.stderr
        assert run.stderr.count("\n") == 1


def test_doctor_names_the_toolchains_and_what_is_missing() -> None:
    run = architect("doctor")
    assert run.returncode == 0
    assert "embedded Lean: 4.35.0" in run.stdout
    assert "lake" in run.stdout


def until_children(pid: int) -> set[int]:
    """Wait until a process has children, and return them."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if found := children(pid):
            return found
        os.sched_yield()
    raise AssertionError(f"process {pid} starts nothing")

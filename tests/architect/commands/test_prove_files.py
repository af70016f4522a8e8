"""`architect prove` of several files, of standard input, of a line; diffs, and files that get their own proofs."""

import argparse
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from architect.cli import parser_of
from architect.commands.named_files import NamedFile, named_files
from architect.commands.prove_files import prove_files
from architect.commands.working import begun
from architect.run.folder import Run
from architect.run.interrupt import Stopped
from prover.text.problem import read_problem
from tests.architect.commands.test_cli import HARD
from tests.conftest import PATIENCE

OPEN = "theorem a (x y : Nat) : x + y = y + x := by\n  sorry\n"
TWO = "theorem one : 1 = 1 := by\n  sorry\n\n\ntheorem two : 2 = 2 := by\n  sorry"  # with no line break at its end
FOR_FILES = "--in-place and --diff are for files"
FALSE = "theorem f (n : Nat) : n + 1 = n := by\n  sorry\n"
# Root reads everything.
AS_ANYBODY = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.geteuid() == 0 else []
COMMAND = (sys.executable, "-m", "architect.cli")


def architect(folder: Path, *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *words], cwd=folder, capture_output=True, text=True, check=False, timeout=PATIENCE, input=given
    )


def runs(home: Path) -> list[dict[str, object]]:
    return [json.loads(path.read_text()) for path in sorted(home.rglob("runs/*/run.json"))]


def test_all_that_is_open_in_a_folder_is_proved_in_order_within_one_limit(tmp_path: Path, own_home: Path) -> None:
    (tmp_path / "d" / "sub").mkdir(parents=True)
    (tmp_path / "d" / "sub" / "c.lean").write_text(FALSE)
    (tmp_path / "d" / "b.lean").write_text(OPEN)
    (tmp_path / "d" / "a.lean").write_bytes(b"theorem t : 1 = 1 := sorry -- \xe9\n")
    (tmp_path / "d" / "done.lean").write_text("theorem done : 1 = 1 := rfl\n")
    (tmp_path / "d" / "lake").mkdir()
    (tmp_path / "d" / "lake" / "lakefile.toml").write_text("")
    run = architect(tmp_path, "prove", "d", "--json", "--timeout", "6000", "--max-turns", "4")
    first, second, third = map(json.loads, run.stdout.splitlines())
    assert (first["status"], first["file"]) == ("bad input", "d/a.lean")
    assert [(each["status"], each["file"]) for each in (second, third)] == [
        ("proved", "d/b.lean"),
        ("not proved", "d/sub/c.lean"),
    ]
    assert run.returncode == 2, "the worst of 2, 0 and 1"
    assert run.stderr.splitlines() == [
        "architect: passed over: d/lake is a Lake project: "
        "`architect prove --project d/lake` proves what is open there",
        f"architect: {first['error']}",
    ]
    limits = [run["settings"]["limits"] for run in runs(own_home)]  # type: ignore[index]
    assert [each["turns"] for each in limits] == [2, 4], "what the first leaves the other has"
    assert limits[0]["seconds"] < 3000 < limits[1]["seconds"] < 6000


def test_a_folder_that_may_not_be_looked_into_is_said_and_keeps_nobody_from_the_rest(tmp_path: Path) -> None:
    (locked := tmp_path / "d" / "locked").mkdir(parents=True)
    (tmp_path / "d" / "a.lean").write_bytes(OPEN.encode("utf-16"))
    locked.chmod(0o000)
    (tmp_path / "empty").mkdir()
    words = ["prove", "d", "empty", "d/locked/b.lean"]
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "lakefile.toml").write_text('name = "p"\n[[lean_lib]]\nname = "d"\nsrcDir = ".."\n')
    run, listed = (
        subprocess.run([*AS_ANYBODY, *COMMAND, *each], cwd=tmp_path, capture_output=True, text=True, check=False)
        for each in (words, ["sorries", "p"])
    )
    locked.chmod(0o700)
    assert run.returncode == 2
    assert run.stderr.splitlines() == [
        "architect: passed over: d/locked: Permission denied",
        "architect: passed over: empty: there is no .lean file in it, so nothing to prove",
        "architect: d/a.lean: not UTF-8, but UTF-16 (byte 0)",
        "architect: d/locked/b.lean: cannot be read: Permission denied",
    ]
    assert listed.returncode == 2
    assert "d/locked: cannot be read: Permission denied\n" in listed.stderr


@pytest.mark.parametrize(("interrupt", "left"), [(KeyboardInterrupt, "b.lean c.lean"), (Stopped, "c.lean")])
def test_of_several_files_those_are_not_begun_that_no_run_can_go_on_with(
    interrupt: type[KeyboardInterrupt], left: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def prove_one(_options: argparse.Namespace, file: NamedFile, _limits: object) -> int:
        if file.path.name == "b.lean":
            raise interrupt
        return 0

    names = ["a.lean", "b.lean", "c.lean"]
    options = parser_of(["prove"]).parse_args(["prove", *names])
    with pytest.raises(interrupt):
        prove_files([NamedFile(Path(name)) for name in names], options, prove_one)
    said = capsys.readouterr().err
    assert said == f"architect: not begun: {left}: the same command with these goes on with them\n"


@pytest.mark.parametrize("has_begun", [False, True])
def test_a_run_that_is_interrupted_stays_once_it_has_begun(tmp_path: Path, has_begun: bool) -> None:
    (tmp_path / "a.lean").write_text(OPEN)
    problem = read_problem(tmp_path / "a.lean")
    options = parser_of(["prove"]).parse_args(["prove", "a.lean", "-q"])
    runs: list[Run] = []

    def interrupted() -> None:
        with begun(problem, options, None) as desk:
            runs.append(desk.run)
            if has_begun:
                desk.run.journal.touch()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt) as interrupt:
        interrupted()
    assert isinstance(interrupt.value, Stopped) == runs[0].folder.exists() == has_begun


def test_an_interrupt_while_the_command_is_loaded_has_no_traceback() -> None:
    script = """
import os, signal, sys
class Interrupting:
    def find_spec(self, name, *_):
        if name == "architect.cli":
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Interrupting())
from architect.__main__ import main
main()
"""
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert (run.returncode, run.stdout, run.stderr) == (-signal.SIGINT, "", "")


def test_a_diff_has_the_proof_of_the_line_and_is_taken_by_git(tmp_path: Path) -> None:
    (tmp_path / "two.lean").write_text(TWO)
    run = architect(tmp_path, "prove", "two.lean:6:2", "--diff", "-q")
    assert (run.returncode, run.stderr) == (0, "")
    subprocess.run(["git", "apply"], cwd=tmp_path, input=run.stdout, text=True, check=True)
    first, _, second = (tmp_path / "two.lean").read_text().partition("theorem two")
    assert first == TWO.partition("theorem two")[0]
    assert "sorry" not in second


def test_a_file_gets_its_certified_proofs_itself_and_nothing_else_of_it_changes(tmp_path: Path) -> None:
    (tmp_path / "a.lean").write_bytes(f"-- é\r\n{FALSE}{OPEN}-- end".encode())
    (tmp_path / "a.lean").chmod(0o640)
    run = architect(tmp_path, "prove", "a.lean", "--in-place", "-q")
    assert (run.returncode, run.stdout, run.stderr) == (1, "", "")
    before, _, after = (tmp_path / "a.lean").read_bytes().decode().partition("theorem a")
    assert before == f"-- é\r\n{FALSE}"
    assert after.endswith("\n-- end")
    assert "sorry" not in after
    assert (tmp_path / "a.lean").stat().st_mode & 0o777 == 0o640


def test_standard_input_comes_back_with_its_proofs_or_as_it_was(tmp_path: Path) -> None:
    run = architect(tmp_path, "prove", "-", given=OPEN + FALSE)
    assert run.returncode == 1
    assert run.stdout.startswith("theorem a (x y : Nat) : x + y = y + x := by\n")
    assert run.stdout.endswith(FALSE)
    assert run.stdout.count("sorry") == 1
    assert run.stderr.splitlines()[-2:] == ["architect: a: proved", "architect: f: disproved"]
    text = b"example : 1 = 1 := sorry\r\n-- \x1b[31m"
    nothing = subprocess.run([*COMMAND, "prove", "-"], capture_output=True, check=False, timeout=PATIENCE, input=text)
    assert (nothing.returncode, nothing.stdout) == (2, text)
    assert nothing.stderr.startswith(b"architect: <stdin>:1:19: an `example` leaves nothing")


@pytest.mark.long
def test_who_interrupts_several_files_has_what_is_done_and_is_told_how_to_go_on(tmp_path: Path) -> None:
    (tmp_path / "a.lean").write_text(OPEN)
    (tmp_path / "hard.lean").write_text(HARD)
    (tmp_path / "c d.lean").write_text(OPEN)
    command = [*COMMAND, "prove", "a.lean", "hard.lean", "c d.lean", "--in-place"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as run:
        assert run.stderr is not None
        for line in run.stderr:
            if line.startswith("searching for a proof of hard"):
                run.send_signal(signal.SIGINT)
                break
        *_, resume, left, last = run.stderr.read().splitlines()
    assert run.returncode == 130
    assert resume.startswith("architect: `architect resume ")
    assert left == "architect: not begun: 'c d.lean': the same command with these goes on with them"
    assert last == "architect: interrupted"
    assert "sorry" not in (tmp_path / "a.lean").read_text()
    assert (tmp_path / "hard.lean").read_text() == HARD
    assert (tmp_path / "c d.lean").read_text() == OPEN


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("prove a.lean b.lean --out o.lean", "--out: it is for one file"),
        ("prove a.lean - --diff", "-: standard input is one file: name it alone"),
        ("prove - --in-place", "--in-place: standard input is no file; what is proved goes to standard output"),
        ("prove a.lean:1 --theorem a", "--theorem and --line: each says which theorem is meant: leave one out"),
        ("prove a.lean --line 9", "a.lean:9: no theorem with a `sorry` is there (there are: a at 1)"),
        (
            "prove a.lean --in-place --accept-uncertified",
            "--in-place: it writes what is certified, and --accept-uncertified more: name a file with --out",
        ),
        ("prove a.lean --write", f"--write: it is for a Lake project, and a.lean is in none: {FOR_FILES}"),
        ("prove a.lean --patch p", f"--patch: it is for a Lake project, and a.lean is in none: {FOR_FILES}"),
        (
            "prove empty done",
            "empty: there is no .lean file in it, so nothing to prove, "
            "done: no `sorry` in 1 .lean file of it, so nothing to prove",
        ),
        ("prove empty", "empty: there is no .lean file in it, so nothing to prove"),
        ("prove done", "done: no `sorry` in 1 .lean file of it, so nothing to prove"),
        (
            "prove lake",
            "lake: it lies in the Lake project lake: `architect prove --project lake` proves what is open there "
            "(--lean embedded: each file by itself)",
        ),
        ("prove --project lake --diff", "--diff: it is for files; a project's proofs go where --write or --patch say"),
        ("prove", "say what to prove: FILE.lean, a folder, - for standard input, or a Lake project: --project DIR"),
    ],
)
def test_what_does_not_go_together_is_said_before_any_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: str, line: str
) -> None:
    from architect.cli import main

    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.lean").write_text(OPEN)
    (tmp_path / "b.lean").write_text(OPEN)
    for folder in ("empty", "done", "lake"):
        (tmp_path / folder).mkdir()
    (tmp_path / "done" / "d.lean").write_text("theorem d : 1 = 1 := rfl\n")
    (tmp_path / "lake" / "lakefile.toml").write_text("")
    assert main(words.split()) == 2
    assert capsys.readouterr() == ("", f"architect: {line}\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.lean", "b.lean", "done", "empty", "lake"]


def test_a_file_that_is_named_twice_is_proved_once_and_of_its_lines_the_lower_come_first(tmp_path: Path) -> None:
    (tmp_path / "a.lean").write_text(OPEN)
    (tmp_path / "two.lean").write_text(TWO)
    (tmp_path / "link.lean").symlink_to("two.lean")
    words = ("a.lean", "link.lean:1", "two.lean:5", str(tmp_path / "two.lean:1"), "./a.lean", "a.lean:1")
    found = named_files([str(tmp_path / word) for word in words], pytest.fail)
    assert found == [
        NamedFile(tmp_path / "a.lean"),
        NamedFile(tmp_path / "two.lean", 5),
        NamedFile(tmp_path / "link.lean", 1),
    ]

"""A whole project proved as a user would: killed half-way, gone on with, each file after those that it imports."""

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from architect.cli import main
from tests.architect.project.conftest import Lake
from tests.architect.project.stand_in import FILES
from tests.conftest import PATIENCE, wait_until_gone
from tests.prover.lean.projects import script


def given(small: Path) -> dict[str, str]:
    return {name: (small / "src" / f"{name}.lean").read_bytes().decode() for name in FILES}


def test_what_was_proved_before_a_kill_stays_and_what_leans_on_it_is_proved_by_resume(
    small: Path, tmp_path: Path, lake: Lake, capsys: pytest.CaptureFixture[str]
) -> None:
    # The first build begins when the first file that others import is written; there it is killed.
    real, gate = tmp_path / "bin" / "real", tmp_path / "gate"
    (tmp_path / "bin" / "lake").rename(real)
    os.mkfifo(gate)
    script(tmp_path / "bin" / "lake", f'[ "$1" = build ] || exec {real} "$@"\necho $$ > {gate}; exec sleep 600')
    command = [sys.executable, "-m", "architect.cli", "prove", "--project", str(small), "--write"]
    command += ["Small.Use", str(small / "src" / "Small" / "Base.lean")]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
        reading = os.open(gate, os.O_RDONLY | os.O_NONBLOCK)
        assert select.select([reading], [], [], PATIENCE)[0], "nothing was built"
        building = int(os.read(reading, 32))
        os.close(reading)
        run.kill()
        os.kill(building, signal.SIGKILL)
    wait_until_gone(building)
    assert given(small) == {**FILES, "Small/Base": FILES["Small/Base"].replace("sorry", "rfl")}

    lake("")
    assert main(["resume", "2"]) == 0
    use, base, _, counts = capsys.readouterr().out.splitlines()
    assert (use.split()[:3], base.split()[:3]) == (
        ["src/Small/Use.lean", "use", "proved"],
        ["src/Small/Base.lean", "same_eq", "proved"],
    )
    assert counts.startswith("2/2 proved in ")
    # Nothing changes but what was open, not even a line's end.
    before, after = FILES["Small/Use"].split("sorry")
    found = given(small)
    filled = found["Small/Use"]
    assert filled.startswith(before)
    assert filled.endswith(after)
    assert "sorry" not in filled
    assert {**found, "Small/Use": ""} == {
        **FILES,
        "Small/Base": FILES["Small/Base"].replace("sorry", "rfl"),
        "Small/Use": "",
    }
    main(["runs"])
    assert "  2/2 proved  " in capsys.readouterr().out


def test_without_write_what_leans_on_a_proof_of_another_file_is_judged_by_that_and_the_project_stays_as_it_is(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in small.rglob("*") if path.is_file()}
    patch = tmp_path / "proofs.patch"
    assert main(["prove", "--project", str(small), "--patch", str(patch), "Small.Use", "Small.Base"]) == 0
    said = capsys.readouterr()
    assert "2/2 proved in " in said.out
    assert {"Small.Base: same_eq: portfolio", "Small.Use: trying use", "Small.Use: proved"} < {*said.err.splitlines()}
    assert main(["runs", "--recheck"]) == 0
    assert "  2/2 proved " in capsys.readouterr().out
    assert {path: path.read_bytes() for path in small.rglob("*") if path.is_file()} == before
    subprocess.run(["git", "apply", "--whitespace=nowarn", str(patch)], cwd=small, check=True)
    assert not any("sorry" in given(small)[name] for name in ("Small/Use", "Small/Base"))


def test_a_run_that_could_not_try_a_file_has_ended_all_the_same(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = small / "src" / "Small" / "Other.lean"
    file.write_text(f"theorem no : Nope := rfl\n{file.read_text()}")
    assert main(["prove", "--project", str(small), "Small.Other"]) == 1
    assert "not tried" in capsys.readouterr().out
    main(["runs"])
    assert "  0/1 proved  " in capsys.readouterr().out  # and not: interrupted


def test_a_function_that_an_imported_module_defines_is_unfolded_as_one_of_the_file(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (small / "src" / "Small" / "Double.lean").write_text("def double (n : Nat) : Nat := n + n\n")
    subprocess.run(["lake", "build", "+Small.Double"], cwd=small, check=True)
    file = small / "src" / "Small" / "Sum.lean"
    file.write_text("import Small.Double\ntheorem sum (a b : Nat) : double (a + b) = double a + double b := sorry\n")
    assert main(["prove", str(file), "--timeout", "30"]) == 0
    assert "[double]" in capsys.readouterr().out


def test_a_theorem_that_ends_where_its_proof_should_begin_is_listed_proved_and_written(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = small / "src" / "Small" / "Other.lean"
    file.write_text("theorem other (n : Nat) : n + 0 = n -- so\n")
    before = {**given(small)}
    assert main(["sorries", str(small)]) == 0
    assert "Other.lean:1:42: other: n : Nat ⊢ n + 0 = n\n" in capsys.readouterr().out
    assert main(["prove", "--project", str(small), "--write", "Small.Other"]) == 0
    found = given(small)
    written = found.pop("Small/Other")
    assert written.startswith("theorem other (n : Nat) : n + 0 = n := by ")
    assert written.endswith(" -- so\n")
    assert "sorry" not in written
    assert found.items() <= before.items()
    assert "other  proved" in capsys.readouterr().out


def test_without_a_project_or_with_options_of_one_file_it_is_said_in_a_line(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for words, said in {
        ("--write",): "or a Lake project: --project DIR",
        ("--project", str(small), "Small.No"): "Small.No: no module and no file of the Lake project",
        ("--project", str(small), "--out", "x.lean"): "--out: it is for files",
    }.items():
        assert main(["prove", *words]) == 2
        told = capsys.readouterr()
        assert told.out == ""
        assert said in told.err


def test_what_is_proved_of_a_file_that_was_changed_since_is_said_and_its_diff_is_not_called_one_that_git_takes(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    patch, file = tmp_path / "proofs.patch", small / "src" / "Small" / "Other.lean"
    asked = ["prove", "--project", str(small), "--patch", str(patch), "Small.Other"]
    assert main(asked) == 0
    assert f"patch: {patch} (`git apply` takes it in {small})" in capsys.readouterr().out
    file.write_text(file.read_text().replace("a + b + 0", "a + b + 1"))
    assert main(["resume", "2"]) == 3
    told = capsys.readouterr()
    assert f"patch: {patch} (of the files as they were when the run began)" in told.out
    assert f"{file}: it was changed since the run began, whose proofs are of what it said then" in told.err


@pytest.mark.parametrize("name", ["lakefile.toml", "src/Small/Other.lean"])
def test_a_diff_is_written_over_no_file_that_is_none(
    small: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (small / name).read_bytes()
    assert main(["prove", "--project", str(small), "--patch", str(small / name), "Small.Other"]) == 2
    assert "it is there, and no diff: name another file for --patch" in capsys.readouterr().err
    assert (small / name).read_bytes() == before

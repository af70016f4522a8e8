"""What reaches a terminal: text from Lean, names and paths neither moves its cursor nor passes for a line of ours."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from architect.views.live import Live
from prover.words.shown import shown
from tests.conftest import PATIENCE

WRONG = "theorem t : (2 : Nat) + 2 = 5 := by\n  sorry\n"
ESCAPES = "theorem t : (2 : Nat) + 2 = 5 := «x\x1b[1A\x1b[2K\x1b[1A\x1b[2Kt: certified\x1b[8m»\n"
NEWLINE = "set_option «pp.x\nt: certified\n  axioms: none» true in\ntheorem t : (2 : Nat) + 2 = 5 := sorry\n"
COMMENT = f"{WRONG}axiom «\u202eb\x9b2K\nt: certified» : True -- \x1b[2J\n"
NAMED = "theorem «u\nt: certified\n  axioms: none\x1b[2J» : 1 = 1 := by\n  sorry\n"

NO_CHANGE: Mapping[str, str] = {}


def architect(
    folder: Path, *words: str | bytes, closed: tuple[int, ...] = (), locale: Mapping[str, str] = NO_CHANGE
) -> subprocess.CompletedProcess[bytes]:
    own = {"XDG_STATE_HOME": str(folder / "state"), **locale}

    def close() -> None:
        for number in closed:
            os.close(number)

    return subprocess.run(
        [sys.executable, "-m", "architect.cli", *words],
        capture_output=True,
        check=False,
        timeout=PATIENCE,
        cwd=folder,
        env=os.environ | own,
        preexec_fn=close if closed else None,
    )


def verify(folder: Path, result: str, original: str, *words: str) -> tuple[int, str]:
    (folder / "result.lean").write_text(result)
    (folder / "original.lean").write_text(original)
    run = architect(folder, "verify", "result.lean", "--against", "original.lean", *words)
    return run.returncode, (run.stdout + run.stderr).decode()


@pytest.mark.parametrize("result", [ESCAPES, NEWLINE, COMMENT], ids=["escapes", "newline", "direction"])
def test_a_refusal_cannot_be_painted_over_or_followed_by_a_forged_line(tmp_path: Path, result: str) -> None:
    code, said = verify(tmp_path, result, WRONG)
    assert code == 1
    assert said == shown(said)
    assert said.splitlines()[0] == "t: not proved"
    assert not [line for line in said.splitlines() if line.startswith(("t: certified", "  axioms"))]


def test_a_theorem_whose_name_has_lines_is_named_in_one(tmp_path: Path) -> None:
    code, said = verify(tmp_path, NAMED.replace("sorry", "rfl"), NAMED)
    assert code == 0
    assert said.splitlines()[0] == r"«u\nt: certified\n  axioms: none\u001b[2J»: certified"
    assert [line.partition(":")[0] for line in said.splitlines()[1:]] == [
        "  files", "  type", "  axioms", "  checked", "  with"
    ]  # fmt: skip


def test_json_of_hostile_text_is_the_text_and_still_harmless(tmp_path: Path) -> None:
    _, said = verify(tmp_path, NAMED.replace("sorry", "rfl"), NAMED, "--json")
    assert said == shown(said)
    assert json.loads(said)["theorems"][0]["name"] == "«u\nt: certified\n  axioms: none\x1b[2J»"


@pytest.mark.parametrize(
    "words",
    [
        ["prove", "a\x1b[2J\nt: proved.lean"],
        ["verify", "a\u202e.lean", "--against", "b.lean"],
        ["blueprint", "show", "none\nof these"],
        ["resume", "\x1b]0;title\x07"],
        ["bench", "\x1b[1A\n"],
    ],
)
def test_a_hostile_name_that_is_no_file_is_one_line(tmp_path: Path, words: list[str]) -> None:
    run = architect(tmp_path, *words)
    said = run.stderr.decode()
    assert (run.returncode, run.stdout) == (2, b"")
    assert said == shown(said)
    assert len(said.splitlines()) == 1


def test_an_argument_that_nobody_takes_is_written_out(tmp_path: Path) -> None:
    said = architect(tmp_path, "config", "show", "\x1b[2J").stderr.decode()
    assert "not understood: \\u001b[2J" in said
    assert said == shown(said)


def test_the_live_line_is_one_line() -> None:
    stream = io.StringIO()
    Live(stream).line("trying a\x1b[2J\nb")
    assert stream.getvalue() == "trying a\\u001b[2J\\nb\n"


LATIN, GREEK = b"caf\xe9.lean", "é∀.lean".encode()
PLAIN_C = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "PYTHONCOERCECLOCALE": "0"}
TRUE = "theorem t (a : Nat) : a + 0 = a := by\n  sorry\n"


@pytest.mark.parametrize("locale", [{}, PLAIN_C], ids=["UTF-8", "C"])
@pytest.mark.parametrize("name", [LATIN, pytest.param(GREEK, marks=pytest.mark.long)], ids=["latin", "greek"])
def test_a_name_in_any_encoding_is_read_kept_and_told(tmp_path: Path, name: bytes, locale: dict[str, str]) -> None:
    (tmp_path / os.fsdecode(name)).write_text(TRUE)
    run = architect(tmp_path, "prove", name, "--json", "--out", b"out-" + name, locale=locale)
    assert (run.returncode, run.stderr) == (0, b"")
    found = json.loads(run.stdout)
    assert found["file"] == {LATIN: r"caf\xe9.lean", GREEK: "é∀.lean"}[name]
    assert "sorry" not in (tmp_path / os.fsdecode(b"out-" + name)).read_text()
    [listed] = json.loads(architect(tmp_path, "runs", "--json", locale=locale).stdout)
    assert listed["state"] == "ended"
    assert architect(tmp_path, "runs", locale=locale).stdout.count(b"1/1 proved") == 1
    certified = architect(tmp_path, "verify", b"out-" + name, "--against", name, locale=locale)
    assert (certified.returncode, certified.stderr) == (0, b"")


@pytest.mark.parametrize("locale", [pytest.param({}, marks=pytest.mark.long), PLAIN_C], ids=["UTF-8", "C"])
def test_a_suite_with_names_in_any_encoding_is_tried_and_reported(tmp_path: Path, locale: dict[str, str]) -> None:
    suite = tmp_path / "suite"
    suite.mkdir()
    for name in (LATIN, GREEK):
        (suite / os.fsdecode(name)).write_text(TRUE)
    run = architect(tmp_path, "bench", "suite", "--out", "run", locale=locale)
    assert run.returncode == 0, run.stderr
    ids = [json.loads(line)["id"] for line in (tmp_path / "run" / "statements.jsonl").read_bytes().splitlines()]
    assert sorted(ids) == [r"caf\xe9", "é∀"]
    report = architect(tmp_path, "bench", "report", "run", "--format", "json", locale=locale)
    assert json.loads(report.stdout)["tracks"][0]["solved"] == 2


@pytest.mark.parametrize(
    "words",
    [
        ["prove", b"gone\xe9.lean"],
        ["prove", "t.lean", "--model", b"m\xe9"],
        ["prove", "t.lean", "--theorem", b"t\xe9"],
        ["prove", "t.lean", "--template", b"t\xe9"],
        ["prove", "t.lean", "--project", b"p\xe9"],
        ["resume", b"r\xe9"],
        ["bench", b"s\xe9"],
    ],
    ids=lambda words: f"{words[0]} {words[-2]}",
)
def test_a_word_that_is_not_utf_8_and_names_nothing_is_bad_input(tmp_path: Path, words: list[str | bytes]) -> None:
    (tmp_path / "t.lean").write_text(TRUE)
    run = architect(tmp_path, *words)
    assert (run.returncode, run.stdout, run.stderr.count(b"\n")) == (2, b"", 1)


@pytest.mark.parametrize(
    "closed", [*[pytest.param(one, marks=pytest.mark.long) for one in ((0,), (2,), (1, 2))], (1,), (0, 1, 2)]
)
def test_streams_that_are_closed_are_no_failure_and_nothing_is_written_into_files(
    tmp_path: Path, closed: tuple[int, ...]
) -> None:
    (tmp_path / "t.lean").write_text(TRUE)
    run = architect(tmp_path, "prove", "t.lean", "--out", "out.lean", closed=closed)
    assert run.returncode == 0
    assert (b"proved" in run.stdout) == (1 not in closed)
    assert (b"t: proved" in run.stderr) == (2 not in closed)
    assert b"Traceback" not in run.stderr
    assert (tmp_path / "out.lean").read_text().startswith("theorem t (a : Nat) : a + 0 = a := by\n")
    wrong = architect(tmp_path, "prove", "gone.lean", closed=closed)
    assert (wrong.returncode, wrong.stdout) == (2, b"")
    assert (b"no such file" in wrong.stderr) == (2 not in closed)

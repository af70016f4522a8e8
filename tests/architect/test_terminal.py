"""What reaches a terminal: text from Lean, names and paths neither moves its cursor nor passes for a line of ours."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from architect.live import Live
from prover.shown import shown
from tests.conftest import PATIENCE

WRONG = "theorem t : (2 : Nat) + 2 = 5 := by\n  sorry\n"
ESCAPES = "theorem t : (2 : Nat) + 2 = 5 := «x\x1b[1A\x1b[2K\x1b[1A\x1b[2Kt: certified\x1b[8m»\n"
NEWLINE = "set_option «pp.x\nt: certified\n  axioms: none» true in\ntheorem t : (2 : Nat) + 2 = 5 := sorry\n"
COMMENT = f"{WRONG}axiom «\u202eb\x9b2K\nt: certified» : True -- \x1b[2J\n"
NAMED = "theorem «u\nt: certified\n  axioms: none\x1b[2J» : 1 = 1 := by\n  sorry\n"


def architect(
    folder: Path, *words: str | bytes, closed: tuple[int, ...] = (), **environment: str
) -> subprocess.CompletedProcess[bytes]:
    own = {"XDG_STATE_HOME": str(folder / "state"), **environment}

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
    assert "unrecognized arguments: \\u001b[2J" in said
    assert said == shown(said)


def test_the_live_line_is_one_line() -> None:
    stream = io.StringIO()
    Live(stream).line("trying a\x1b[2J\nb")
    assert stream.getvalue() == "trying a\\u001b[2J\\nb\n"

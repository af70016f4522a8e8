"""Options whose value must be a number above 0: what is none is refused before anything is done, in one line."""

from pathlib import Path

import pytest

from tests.architect.commands.test_cli import architect


@pytest.mark.parametrize(
    ("command", "option", "said", "line"),
    [
        ("prove", "--timeout", "0", "argument --timeout/--max-seconds: not a number of seconds above 0: 0"),
        ("prove", "--max-seconds", "soon", "argument --timeout/--max-seconds: not a number of seconds above 0: soon"),
        ("prove", "--rounds", "few", "argument --rounds: not a whole number: few"),
        ("verify", "--timeout", "nan", "argument --timeout: not a number of seconds above 0: nan"),
        ("verify", "--timeout", "-1", "argument --timeout: not a number of seconds above 0: -1"),
        ("bench", "--budget", "inf", "argument --budget: not an amount above 0: inf"),
        ("bench", "--budget", "much", "argument --budget: not an amount above 0: much"),
    ],
)
def test_what_is_no_number_above_0_is_said_in_a_line(
    tmp_path: Path, command: str, option: str, said: str, line: str
) -> None:
    path = tmp_path / "t.lean"
    path.write_text("theorem t : True := by sorry\n")
    against = ("--against", path) if command == "verify" else ()
    run = architect(command, path, *against, option, said)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == f"architect: {line} (`architect {command} -h` says what there is)\n"

"""Colours: only where they are wanted, only on lines of ours, and never out of somebody's text."""

import pytest

from architect.commands.streams import GREEN, complain, say

LINES = "t: proved\n-- t: proved too\n\x1b[31mred"


@pytest.mark.parametrize(
    ("said", "has"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"CLICOLOR_FORCE": "1", "TERM": "dumb"}, True),
        ({"CLICOLOR_FORCE": "0"}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_they_are_where_the_environment_has_them_and_on_nothing_but_the_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], said: dict[str, str], has: bool
) -> None:
    for name in ("FORCE_COLOR", "CLICOLOR_FORCE", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    say(LINES, {"t: proved": GREEN})
    complain("warning: \x1b[32mwarning: x")
    out, err = capsys.readouterr()
    first, *others = out.splitlines()
    assert first == ("\x1b[32mt: proved\x1b[0m" if has else "t: proved")
    assert others == ["-- t: proved too", "\\u001b[31mred"]
    assert err == ("\x1b[33mwarning:\x1b[0m" if has else "warning:") + " \\u001b[32mwarning: x\n"

"""`-h` of each command: short, with an example that can be parsed; all is in `--help-all`; usage errors are lines."""

import argparse
import json
import shlex
from collections.abc import Iterator

import pytest

from architect.cli import main, parser_of
from architect.commands.parser import MORE, Parser

MOST_LINES = 39  # at 80 columns


def commands(parser: argparse.ArgumentParser, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Parser]]:
    """All that one can ask for help: commands, and those below them."""
    assert isinstance(parser, Parser)
    if not parser.otherwise:
        yield words, parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                yield from commands(below, (*words, name))


ALL = dict(commands(parser_of([])))


@pytest.fixture(autouse=True)
def _eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def told(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as ended:
        main([*words])
    assert ended.value.code == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("words", ALL, ids=" ".join)
def test_the_help_of_each_command_fits_on_a_screen_and_has_an_example(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    lines = told((*words, "-h"), capsys).splitlines()
    assert len(lines) <= MOST_LINES
    assert max(map(len, lines)) <= 80
    assert any(line.startswith("example") for line in lines)
    for example in ALL[words].examples:
        assert any(example in line for line in lines), "an example stands in one line, to be copied"


@pytest.mark.parametrize("words", ALL, ids=" ".join)
def test_each_example_is_one_of_its_command_and_is_understood(words: tuple[str, ...]) -> None:
    for example in ALL[words].examples:
        program, *given = shlex.split(example)
        assert program == "architect"
        assert tuple(given[: len(words)]) == words or words[-1] in ("list", "run", "show")
        assert callable(parser_of(given[:1]).parse_args(given).run)


@pytest.mark.parametrize("words", ALL, ids=" ".join)
def test_each_option_is_named_by_the_short_help_and_explained_by_the_long_one(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    short, long = told((*words, "-h"), capsys), told((*words, MORE), capsys)
    options = [action for action in ALL[words]._actions if action.help != argparse.SUPPRESS]
    for action in options:
        for name in (action.option_strings or [str(action.metavar)])[:1]:
            assert name.split("|")[0] in short
            assert name.split("|")[0] in long
        assert action.help is None or "".join(action.help.split())[:12] in "".join(long.split())


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("prove --jason t.lean", "not understood: --jason"),
        ("prove t.lean --rounds many", "argument --rounds: not a whole number: many"),
        ("verify t.lean", "one of the arguments --against --since is required"),
        ("bench", "the following arguments are required: SUITE"),
        ("runs show", "the following arguments are required: RUN"),
    ],
)
def test_a_usage_error_is_one_line_and_with_json_an_object_too(
    words: str, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    command = " ".join(words.split()[: 2 if words.startswith("runs") else 1])
    error = f"{line} (`architect {command} -h` says what there is)"
    assert main(words.split()) == 2
    assert capsys.readouterr() == ("", f"architect: {error}\n")
    for asked in ("--json", "--js"):
        assert main([*words.split(), asked]) == 2
        said = capsys.readouterr()
        assert json.loads(said.out) == {"schema": 1, "status": "bad input", "error": said.err[len("architect: ") : -1]}
        assert said.err.startswith(f"architect: {line}")
    assert main([*words.split(), "--", "--json"]) == 2
    assert capsys.readouterr().out == ""

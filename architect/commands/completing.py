"""What a shell is told that completes a word of a command line, by argcomplete's protocol; no Lean is started.

Loaded only when a shell asks. docs/command-line.md says how a shell comes to ask.
"""

import argparse
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from argcomplete.completers import DirectoriesCompleter, FilesCompleter
from argcomplete.finders import CompletionFinder

from architect.commands.parser import Parser

Completer = Callable[..., Iterable[str]]  # argcomplete calls it with `prefix` and `parsed_args` among others
LINE = "COMP_LINE"
OF_A_RUN = "problem.lean"  # the file of it, in its folder


def first_words() -> list[str]:
    """The command whose line is being completed, where it is whole: its parser is all that is needed."""
    return os.environ.get(LINE, "").split()[1:2]


def complete(parser: Parser) -> None:
    """Tell the shell what the word may become, and end the process."""
    is_option = os.environ.get(LINE, "").rpartition(" ")[2].startswith("-")
    _equip(parser, is_option)
    _Finder()(parser, always_complete_options=False)


class _Finder(CompletionFinder):
    """argcomplete's, for which in the place of a subcommand there may also be what its usual one begins with."""

    def _get_subparser_completions(
        self, parser: "argparse._SubParsersAction[argparse.ArgumentParser]", cword_prefix: str
    ) -> list[str]:
        found: list[str] = super()._get_subparser_completions(parser, cword_prefix)  # type: ignore[no-untyped-call]
        others = (each for below in parser.choices.values() for each in below._actions if _is_usual(below))
        words = [word for each in others if not each.option_strings for word in each.__dict__.get("completer", list)()]
        found += (word for word in words if word.startswith(cword_prefix))
        for word in found:  # zsh shows what is said of each, and `None` where nothing is
            below = parser.choices.get(word)
            self._display_completions.setdefault(word, below.description or "" if below else "")
        return found


def _is_usual(parser: argparse.ArgumentParser) -> bool:
    return isinstance(parser, Parser) and parser.is_usual


def _equip(parser: Parser, is_option: bool) -> None:
    parser.otherwise_at_once = is_option
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                assert isinstance(below, Parser)
                below.is_usual = name == parser.otherwise
                _equip(below, is_option)
        elif (completer := parser.completers.get(action.dest) or _completer_of(action)) is not None:
            setattr(action, "completer", completer)  # noqa: B010 - argcomplete's name, which argparse does not know


def _completer_of(action: argparse.Action) -> Completer | None:
    metavar = str(action.metavar or "")
    match metavar:
        case "RUN":
            return run_names
        case "RUN|FILE" | "RUN|FILE|DIR":
            return _runs_and_files
        case "DIR":
            return DirectoriesCompleter()
    if action.dest in ("theorem", "target"):
        return _theorems
    if ".lean" in metavar:
        return FilesCompleter(("lean",))
    if "." in action.dest and (words := _words_of_setting(action.dest)):
        return lambda **_: words
    return None


def run_names(**_: object) -> list[str]:
    """Of all runs that are here."""
    from prover.words.folders import runs_folder

    folder = runs_folder()
    return sorted(path.name for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []


def _runs_and_files(prefix: str, **more: object) -> list[str]:
    return [*run_names(), *FilesCompleter()(prefix, **more)]


def _theorems(parsed_args: argparse.Namespace, **_: object) -> list[str]:
    """Those of the files on the line, or of the run, that are open."""
    from prover.text.problem import read_problem
    from prover.words.errors import BadInput
    from prover.words.folders import runs_folder

    found: list[str] = []
    for name in _named(parsed_args):
        for path in (Path(name), runs_folder() / name / OF_A_RUN):
            try:
                problem = read_problem(path)
            except BadInput:
                continue
            found += [each.name for each in problem.declarations if each.name and each.may_hold_proofs and each.holes]
    return found


def _named(options: argparse.Namespace) -> Iterator[str]:
    """What a line names that may have theorems."""
    for dest in ("files", "file", "source", "name", "against", "problem"):
        value: Any = getattr(options, dest, None)
        yield from map(str, value if isinstance(value, list) else filter(None, [value]))


def _words_of_setting(name: str) -> list[str]:
    """The words that a setting may be, where they are few."""
    from prover.words.settings import Settings

    section, _, key = name.partition(".")
    table = Settings.model_fields[section].annotation if section in Settings.model_fields else None
    field = getattr(table, "model_fields", {}).get(key)
    if field is None or get_origin(field.annotation) is not Literal:
        return []
    return [*map(str, get_args(field.annotation))]

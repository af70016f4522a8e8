"""The parser of command lines: short help with an example, errors in one line; it knows no command.

`-h` explains the usual options and names the others, `--help-all` explains all. They are parsed the same.
"""

import argparse
import re
import textwrap
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from prover.words.errors import BadInput
from prover.words.shown import in_one_line

JSON = "--json"
MORE = "--help-all"
ArgparseWord = Any  # what argparse's own parser takes
EMPTY = re.compile(r"(--[a-z-]+=)?")  # what is left of `"$FILE"` and of `--out="$FILE"` where FILE is not set
NAMED = f"options that {MORE} explains"


class _Formatter(argparse.HelpFormatter):
    """argparse's, which breaks no option at its hyphen."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        words = " ".join(text.split())
        return textwrap.fill(
            words,
            width,
            initial_indent=indent,
            subsequent_indent=indent,
            break_on_hyphens=False,
            break_long_words=False,
        )


class _HelpAll(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        assert isinstance(parser, Parser)
        parser.explains_all = True
        parser.print_help()
        parser.exit()


class Parser(argparse.ArgumentParser):
    """argparse's; those of its subcommands are of this class too.

    ``otherwise`` is the subcommand that is meant where the first word names none, ``examples`` are command lines that
    do something, ``completers`` know the words that an argument may be, by its ``dest``.
    """

    otherwise = ""
    otherwise_at_once = True  # while a line is completed, its next word may still be a subcommand
    is_usual = False
    explains_all = False
    _commands: "argparse._SubParsersAction[argparse.ArgumentParser] | None" = None
    _others: "argparse._ArgumentGroup | None" = None

    def __init__(self, *, examples: Sequence[str] = (), **words: ArgparseWord) -> None:
        super().__init__(formatter_class=_Formatter, **words)
        self.examples = tuple(examples)
        self.completers: dict[str, Callable[..., Sequence[str]]] = {}
        self._all = self._more()

    def _more(self) -> argparse.Action | None:
        hidden = argparse.SUPPRESS
        if not self.add_help:
            return None
        return self.add_argument(MORE, action=_HelpAll, nargs=0, dest=hidden, default=hidden, help=hidden)

    def subcommands(self, metavar: str = "COMMAND") -> "argparse._SubParsersAction[argparse.ArgumentParser]":
        """Where its subcommands are added; one of them is demanded."""
        self._commands = self.add_subparsers(metavar=metavar, required=True, parser_class=Parser)
        assert self._commands is not None
        return self._commands

    def others(self) -> "argparse._ArgumentGroup":
        """The group for options that `-h` only names."""
        if self._others is None:
            assert self._all is not None
            self._all.help = "explain the other options too"
            self._others = self.add_argument_group("other options")
        return self._others

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        for word in args or ():
            if EMPTY.fullmatch(word):  # a path of no characters would be the folder that one stands in
                self.error(f"{word}'': an empty word names nothing")
        if self.otherwise and self._commands is not None and args is not None:
            is_named = bool(args) and args[0] in self._commands.choices
            args = args if is_named or not (args or self.otherwise_at_once) else [self.otherwise, *args]
        found, unknown = super().parse_known_args(args, namespace)
        if unknown and self._commands is None:  # who knows the options, and no parser above it, says what is none
            self.error(f"not understood: {' '.join(unknown)}")
        return found, unknown

    def format_usage(self) -> str:
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._said_in_usage(), [])
        return formatter.format_help()

    def format_help(self) -> str:
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._said_in_usage(), [])
        formatter.add_text(self.description)
        for group in self._action_groups:
            is_named = group is self._others and not self.explains_all
            formatter.start_section(NAMED if is_named else group.title)
            if is_named:
                formatter.add_text(" ".join(action.option_strings[0] for action in group._group_actions))
            else:
                formatter.add_arguments(group._group_actions)
            formatter.end_section()
        formatter.start_section("example" if len(self.examples) == 1 else "examples")
        for example in self.examples:
            formatter.add_text(example)
        formatter.end_section()
        formatter.add_text(self.epilog)
        return formatter.format_help()

    def error(self, message: str) -> NoReturn:
        """Raise `BadInput`."""
        raise BadInput(in_one_line(f"{message} (`{self.prog} -h` says what there is)"))

    def _said_in_usage(self) -> list[argparse.Action]:
        """What a command line needs; options one may leave out are listed below."""
        needed = [action for action in self._actions if action.required and action.option_strings]
        return [*needed, argparse.Action([], "[options]"), *self._get_positional_actions()]


def others(parser: argparse.ArgumentParser) -> "argparse._ArgumentGroup":
    """Where options are added that `-h` only names (`Parser.others`)."""
    assert isinstance(parser, Parser)
    return parser.others()


def asks_for_json(words: Sequence[str]) -> bool:
    """Whether a command line that may not be one asks for JSON; argparse takes the beginning of an option for it."""
    options = words[: words.index("--")] if "--" in words else words
    return any(len(word) > len("--") and JSON.startswith(word) for word in options)

"""The parser of command lines: what it has against one is said in words that move no cursor; it knows no command."""

import argparse
from collections.abc import Sequence
from typing import NoReturn

from prover.words.shown import in_one_line


class Parser(argparse.ArgumentParser):
    """argparse's; those of its subcommands are of this class too.

    ``otherwise`` is the subcommand that is meant where the first word names none.
    """

    otherwise = ""
    _commands: "argparse._SubParsersAction[argparse.ArgumentParser] | None" = None

    def subcommands(self) -> "argparse._SubParsersAction[argparse.ArgumentParser]":
        """Where its subcommands are added; one of them is demanded."""
        self._commands = self.add_subparsers(metavar="COMMAND", required=True, parser_class=Parser)
        assert self._commands is not None
        return self._commands

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        if self.otherwise and self._commands is not None and args is not None:
            args = args if args and args[0] in self._commands.choices else [self.otherwise, *args]
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        super().error(in_one_line(message))

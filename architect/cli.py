"""The command line `architect`: reads arguments, calls one function, turns what happened into words and an exit code.

Exit codes: 0 proved and certified, 1 not proved, 2 bad input, 3 Lean or the environment failed, 70 a bug in this
program ended it, 130 interrupted.
Everything slow is imported inside the command that needs it, so that `--help` answers at once.
"""

import argparse
import errno
import json
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Self

from architect.commands.parser import Parser, asks_for_json
from architect.commands.streams import as_given, complain, open_streams, remember, say
from architect.commands.versions import Versions
from architect.commands.working import ENVIRONMENT
from architect.run.crash import EXIT_CODE, Crashed, crashes_kept_in
from prover.words.cache_lock import cache_in_use
from prover.words.errors import ArchitectError, BadInput
from prover.words.folders import state_folder
from prover.words.plain import refused
from prover.words.scratch import sweep

# Modules of `commands/`.
COMMANDS = (
    "prove", "sorries", "resume", "runs", "blueprint", "view", "verify", "init", "config", "setup", "doctor", "index",
    "cache", "handbook", "mcp",
)  # fmt: skip
INTERRUPTED = 130
STATUS = {2: "bad input", 3: "failed"}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    open_streams()
    arguments = sys.argv[1:] if arguments is None else arguments
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):  # SIGINT: a shell ignores it for what is behind `&`
        signal.signal(number, signal.default_int_handler)
    if "_ARGCOMPLETE" in os.environ:
        from architect.commands.completing import complete, first_words

        complete(parser_of(first_words()))
    options = argparse.Namespace(json=asks_for_json(arguments))
    with _Told(options) as told, crashes_kept_in(state_folder() / "crashes"):
        _check_working_folder()
        remember(arguments)
        parser_of(arguments[:1]).parse_args(arguments, options)
        sweep()
        with nullcontext() if "locks_cache" in options else cache_in_use():
            told.code = options.run(options)
    return told.code


def _check_working_folder() -> None:
    """Raise `BadInput` where it was removed: no path would lead anywhere."""
    try:
        Path.cwd()
    except FileNotFoundError as error:
        raise BadInput("the working folder is there no more: go to another") from error


class _Told:
    """What ends a command is told, once, and becomes an exit code."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.code = 0
        self._options = options

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        try:
            match error:
                case ArchitectError():
                    self._tell(STATUS[error.exit_code], str(error), error.exit_code)
                case Crashed():
                    self._tell("crashed", str(error), EXIT_CODE)
                case KeyboardInterrupt():
                    complain("architect: interrupted")
                    self.code = INTERRUPTED
                case OSError(errno=errno.ENAMETOOLONG):
                    self._tell(
                        STATUS[BadInput.exit_code], f"{error.filename}: the name is too long", BadInput.exit_code
                    )
                case OSError():
                    self._tell(STATUS[ENVIRONMENT], refused(error), ENVIRONMENT)
                case _:
                    return False
        except OSError as full:  # there is no room to tell it
            self.code = ENVIRONMENT
            complain(f"architect: {refused(full)}")
        return True

    def _tell(self, status: str, message: str, code: int) -> None:
        self.code = code
        complain(f"architect: {message}")
        if self._options.json:
            from architect.views.report import error_as_json

            say(json.dumps(error_as_json(status, as_given(message)), ensure_ascii=False))


def parser_of(first: Sequence[str]) -> Parser:
    """The parser of the command that the `first` word names, and of all where it names none of ours."""
    parser = Parser(
        prog="architect",
        description="Prove Lean 4 statements, and certify the proofs.",
        examples=["architect prove file.lean"],
        epilog="`architect COMMAND -h` says more of each.",
    )
    words = "the versions of this program, of each Lean that is here, and of Python"
    parser.add_argument("--version", action=Versions, nargs=0, help=words)
    commands = parser.subcommands()
    named = [name for name in COMMANDS if name in first]
    for name in named or COMMANDS:
        import_module(f"architect.commands.{name}").add(commands)
    if not named:
        from importlib.metadata import entry_points  # takes as long as all the rest

        for plugin in entry_points(group="architect.commands"):
            plugin.load()(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())

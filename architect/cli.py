"""The command line `architect`: reads arguments, calls one function, turns what happened into words and an exit code.

Exit codes: 0 proved and certified, 1 not proved, 2 bad input, 3 Lean or the environment failed, 70 a bug in this
program ended it, 130 interrupted.
Everything slow is imported inside the command that needs it, so that `--help` answers at once.
"""

import argparse
import json
import signal
import sys
from contextlib import suppress

from architect.commands import blueprint, config, doctor, prove, resume, runs, verify
from architect.commands.parser import Parser
from architect.commands.streams import complain, open_streams, say
from architect.commands.working import ENVIRONMENT
from architect.run.crash import EXIT_CODE, Crashed, crashes_kept_in
from prover.words.errors import ArchitectError
from prover.words.folders import state_folder

INTERRUPTED = 130
STATUS = {2: "bad input", 3: "failed"}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    open_streams()
    arguments = sys.argv[1:] if arguments is None else arguments
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    options = argparse.Namespace(json=False)
    try:
        return _ended(arguments, options)
    except OSError as error:  # also where there was something else to tell, and no room for it
        with suppress(OSError):
            _failed(options, STATUS[ENVIRONMENT], f"the system refused: {error}", ENVIRONMENT)
        return ENVIRONMENT


def _ended(arguments: list[str], options: argparse.Namespace) -> int:
    """How the command ended: its own exit code, or that of what ended it, which is told. Raises `OSError`."""
    try:
        with crashes_kept_in(state_folder() / "crashes"):
            _parser(arguments[:1]).parse_args(arguments, options)
            code: int = options.run(options)
    except ArchitectError as error:
        return _failed(options, STATUS[error.exit_code], str(error), error.exit_code)
    except Crashed as crash:
        return _failed(options, "crashed", str(crash), EXIT_CODE)
    except KeyboardInterrupt:
        complain("architect: interrupted")
        return INTERRUPTED
    return code


def _parser(first: list[str]) -> argparse.ArgumentParser:
    """The parser; the commands of other packages are looked up only where the `first` word is none of ours."""
    parser = Parser(prog="architect", description="Prove Lean 4 statements, and certify the proofs.")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for command in (prove, resume, runs, blueprint, verify, config, doctor):
        command.add(commands)
    if not set(first) & set(commands.choices):
        from importlib.metadata import entry_points  # takes as long as all the rest

        for plugin in entry_points(group="architect.commands"):
            plugin.load()(commands)
    return parser


def _failed(options: argparse.Namespace, status: str, message: str, code: int) -> int:
    complain(f"architect: {message}")
    if options.json:
        from architect.views.report import error_as_json

        say(json.dumps(error_as_json(status, message), ensure_ascii=False))
    return code


if __name__ == "__main__":
    sys.exit(main())

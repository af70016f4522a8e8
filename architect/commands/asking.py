"""The question before something is deleted: who cannot be asked must have said yes; it deletes nothing."""

import argparse
import sys

from architect.commands.streams import complain


def add_yes(parser: argparse.ArgumentParser) -> None:
    """The options of a command that deletes."""
    parser.add_argument("--yes", action="store_true", help="do not ask; needed where nobody can be asked")
    parser.add_argument("--dry-run", action="store_true", help="say what would be removed, and remove nothing")


def is_agreed(question: str, options: argparse.Namespace) -> bool:
    """Whether the user wants what the ``question`` says. Raises `BadInput` where nobody can be asked."""
    from prover.words.errors import BadInput

    if options.yes:
        return True
    if not (sys.stdin and sys.stdin.isatty() and sys.stderr.isatty()):
        raise BadInput(f"{question.removesuffix('?')}: nobody can be asked here, so nothing was removed: say --yes")
    complain(f"{question} (y or n)")
    return sys.stdin.readline().strip().lower() in ("y", "yes")

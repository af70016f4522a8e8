"""The option `--proof-hint` of `prove` and `blueprint prove`: the user's own proof in words."""

import argparse
from pathlib import Path

from architect.commands.parser import others


def add_hint(parser: argparse.ArgumentParser) -> None:
    """The option itself."""
    others(parser).add_argument(
        "--proof-hint", type=Path, metavar="FILE", help="an informal proof, for planner and provers"
    )


def hint_in(options: argparse.Namespace) -> str:
    """What is in its file, and nothing where none is named. Raises `BadInput` where it cannot be read."""
    from prover.words.files import read_text

    return read_text(options.proof_hint) if options.proof_hint else ""

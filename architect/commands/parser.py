"""The parser of command lines: what it has against one is said in words that move no cursor; it knows no command."""

import argparse
from typing import NoReturn

from prover.words.shown import in_one_line


class Parser(argparse.ArgumentParser):
    """argparse's; those of its subcommands are of this class too."""

    def error(self, message: str) -> NoReturn:
        super().error(in_one_line(message))

"""Whether a form of a command, as pages write them, fits the parser that the command line has."""

import argparse
import functools
import re

from architect.cli import parser_of
from architect.commands.parser import Parser
from prover.words.errors import BadInput

SIGNS = re.compile(r"[\[\]|…]")  # of a form that stands for several command lines
PLACEHOLDER = re.compile(r"(?<![\w$-])[A-Z][A-Z_]*\d?(?![\w-])")  # FILE, RUN, N
REMARK = re.compile(r"\s+#.*|\s{2,}\(.*\)$")


def is_open(form: str) -> bool:
    """Whether it stands for many command lines, none of which is meant."""
    return bool(SIGNS.search(form) or PLACEHOLDER.search(REMARK.sub("", form)))


def objection(form: str, is_whole: bool = True) -> str:
    """What the parser has against a form of `architect`; with nothing, the empty string.

    One that is not ``is_whole``, as those in sentences, may leave out what has to be there.
    """
    text = REMARK.sub("", form)
    words = [word.strip(",;") for word in SIGNS.sub(" ", text).split()[1:]]
    parser, rest = innermost(words)
    unknown = [
        word
        for word in rest
        if re.match("--?[a-z]", word) and word.partition("=")[0] not in parser._option_string_actions
    ]
    if unknown:
        return f"{form}: {parser.prog} has no {', '.join(unknown)}"
    if is_whole and not SIGNS.search(text):
        try:
            everything().parse_args([PLACEHOLDER.sub("1", word) for word in words])
        except BadInput as error:
            return f"{form}: {error}"
    return ""


def innermost(words: list[str]) -> tuple[argparse.ArgumentParser, list[str]]:
    """The parser that reads the last words of a command line, and these."""
    parser: argparse.ArgumentParser = everything()
    while below := [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]:
        choices = below[0].choices
        if words and words[0] in choices:
            parser, words = choices[words[0]], words[1:]
        elif isinstance(parser, Parser) and parser.otherwise:
            parser = choices[parser.otherwise]
        else:
            break
    return parser, words


@functools.cache
def everything() -> argparse.ArgumentParser:
    return parser_of([])

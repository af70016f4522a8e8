"""Tokens of which only Lean knows where they end, or whether they hold code; nothing is decided of them here.

Lean's table of tokens grows with what a file imports and declares. Where a sign of it could begin in one token and end
in another, what we take for text may be code to Lean.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from prover.text.lexer import Token, TokenKind, tokens

NUMBER = re.compile(r"0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|[0-9][0-9_]*([eE][0-9]*)?")
# Behind these, and any word, a comment begins where it seems to; behind another sign only a parser knows.
SURE = frozenset("()[]{}⟨⟩,;")


class Doubt(StrEnum):
    """Why; the value names the token, for people."""

    GLUED = "a {kind} right behind a sign"  # with which its first characters may be one sign
    ENDLESS = "a {kind} that never ends"
    BRACE = "a {kind} with `{{`"  # in an interpolated string braces hold code, with quotes of its own
    NO_NUMBER = "`{text}`"  # Lean ends the number before the letters, and they may be a word: `3theorem`
    QUOTES = "a {kind} beside `''`"  # where that is a sign, literals begin and end elsewhere


@dataclass(frozen=True)
class Doubtful:
    """A token that is in doubt."""

    token: Token
    doubt: Doubt

    @property
    def shown(self) -> str:
        """What it is, in words."""
        return self.doubt.format(kind=self.token.kind, text=self.token.text)


def doubtful(text: str) -> Iterator[Doubtful]:
    """The comments that are in doubt, then all other tokens, each in order and once."""
    found = list(tokens(text))
    for before, token in pairwise(found):
        glued = before.end == token.start and before.kind is TokenKind.SYMBOL and before.text not in SURE
        if glued and token.kind is TokenKind.COMMENT:
            yield Doubtful(token, Doubt.GLUED)
    quotes = "''" in text
    for token in found:
        if doubt := _doubt(token, quotes):
            yield Doubtful(token, doubt)


def _doubt(token: Token, quotes: bool) -> Doubt | None:
    if not token.closed:
        return Doubt.ENDLESS
    if token.kind is TokenKind.STRING and "{" in token.text:
        return Doubt.BRACE
    if token.kind is TokenKind.NUMBER and not NUMBER.fullmatch(token.text):
        return Doubt.NO_NUMBER
    return Doubt.QUOTES if quotes and token.kind in (TokenKind.STRING, TokenKind.CHARACTER) else None

"""Lean's lexical surface: comments, strings, characters, names, numbers, symbols; it knows no grammar and runs no Lean.

The rules are those of `Lean.Parser.Basic` (`whitespace`, `tokenFn`, `isIdFirst`, `isIdRest`), without Lean's table
of tokens: a symbol here is a single character, but for a few. That is enough to tell code from comment and text, and no
more is asked of it: what text *means* is asked of Lean.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

# Signs of Lean's that end in the first half of a comment's: in `<--1` there is no comment.
JOINED = ("<-", "//", "\\/")
INTERPOLATED = frozenset({"s!", "f!", "m!"})  # the braces of a string behind one of these hold code

# Lean's `isLetterLike`: Greek without λ Π Σ, Coptic, polytonic, letter-like symbols, script, Latin-1 and -A.
_LETTER_LIKE = (
    r"\u03b1-\u03ba\u03bc-\u03c9\u0391-\u039f\u03a1\u03a2\u03a4-\u03a9\u03ca-\u03fb\u1f00-\u1ffe\u2100-\u214f"
    r"\U0001d49c-\U0001d59f\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\u0100-\u017f"
)
_SUBSCRIPTS = r"\u2080-\u2089\u2090-\u209c\u1d62-\u1d6a\u2c7c"  # Lean's `isSubScriptAlnum`
_FIRST = rf"[A-Za-z_{_LETTER_LIKE}]"
_PART = rf"{_FIRST}[A-Za-z0-9_'!?{_LETTER_LIKE}{_SUBSCRIPTS}]*"
_NAME = re.compile(rf"{_PART}(?:\.{_PART})*")
_BEHIND = re.compile(rf"\.(?:«|{_FIRST})")  # what goes on with a name
_NUMBER = re.compile(r"[0-9][A-Za-z0-9_]*")
_BLANKS = re.compile(r"\s*")
_EDGES = re.compile(r"-/|/-")
_STRING_SIGNS = {ends: re.compile(rf"[\\{ends}]") for ends in ('"', '"{')}


class TokenKind(StrEnum):
    COMMENT = "comment"  # line, block and documentation comments
    STRING = "string"
    CHARACTER = "character"
    NAME = "name"  # identifiers and keywords, dotted: `Nat.succ`, `«a b».c`, `theorem`
    NUMBER = "number"
    SYMBOL = "symbol"  # any other single character


class Token(NamedTuple):
    """``text`` stands at ``start``..``end`` (code points); ``closed`` is false where the file ends inside it."""

    kind: TokenKind
    text: str
    start: int
    end: int
    closed: bool = True


def tokens(text: str) -> Iterator[Token]:
    """All tokens of `text` in order; white space is left out, everything else is covered exactly once.

    An interpolated string is several: its text up to a brace and with it, the code within, and so on.
    """
    at, before = 0, ""
    within: list[int] = []  # of the strings in whose braces this is: how many braces of the code are open
    while (at := _end_of(_BLANKS, text, at)) < len(text):
        c = text[at]
        if (c == '"' and before in INTERPOLATED) or (c == "}" and within and within[-1] == 0):
            if c == "}":
                within.pop()
            end, closed = _string(text, at + 1, ends='"{')
            kind = TokenKind.STRING
            if text[end - 1] == "{":
                within.append(0)
        else:
            kind, end, closed = _scan(text, at)
            if within and c in "{}":
                within[-1] += 1 if c == "{" else -1
        before = text[at:end]
        yield Token(kind, before, at, end, closed)
        at = end


def _scan(text: str, at: int) -> tuple[TokenKind, int, bool]:
    """Kind and end of the token at `at`, and whether it is closed."""
    c = text[at]
    if c == "-" and text.startswith("--", at):
        newline = text.find("\n", at)
        return TokenKind.COMMENT, (len(text) if newline < 0 else newline), True
    if c == "/" and text.startswith("/-", at):
        return TokenKind.COMMENT, *_block_comment(text, at)
    if c == '"':
        return TokenKind.STRING, *_string(text, at + 1)
    if c == "r" and (hashes := _raw_string_hashes(text, at)) is not None:
        quote = '"' + "#" * hashes
        end = text.find(quote, at + 2 + hashes)
        return TokenKind.STRING, (len(text) if end < 0 else end + len(quote)), end >= 0
    if c == "'" and (character_end := _character(text, at)) is not None:
        return TokenKind.CHARACTER, character_end, True
    if c == "«" or _NAME.match(c):
        return TokenKind.NAME, *_name(text, at)
    if number := _NUMBER.match(text, at):
        return TokenKind.NUMBER, number.end(), True
    return TokenKind.SYMBOL, at + next((len(sign) for sign in JOINED if text.startswith(sign, at)), 1), True


def _block_comment(text: str, at: int) -> tuple[int, bool]:
    if text.startswith("/--/", at):
        return at + 4, True
    depth = 1
    for edge in _EDGES.finditer(text, at + 2):
        depth += 1 if edge[0] == "/-" else -1
        if depth == 0:
            return edge.end(), True
    return len(text), False


def _string(text: str, at: int, ends: str = '"') -> tuple[int, bool]:
    while sign := _STRING_SIGNS[ends].search(text, at):
        if sign[0] != "\\":
            return sign.end(), True
        at = sign.end() + 1
    return len(text), False


def _raw_string_hashes(text: str, at: int) -> int | None:
    end = at + 1
    while end < len(text) and text[end] == "#":
        end += 1
    return end - at - 1 if end < len(text) and text[end] == '"' else None


def _character(text: str, at: int) -> int | None:
    """End of a character literal; None where the quote is a symbol of its own (`f '' s`)."""
    if text.startswith("\\", at + 1):
        end = text.find("'", at + 3)
        return None if end < 0 or end - at > len(r"'\u0000'") else end + 1
    return at + 3 if text[at + 1 : at + 2] != "'" and text[at + 2 : at + 3] == "'" else None


def _name(text: str, at: int) -> tuple[int, bool]:
    while True:
        if text[at] == "«":
            close = text.find("»", at)
            if close < 0:
                return len(text), False
            at = close + 1
        else:
            at = _end_of(_NAME, text, at)
        if not _BEHIND.match(text, at):
            return at, True
        at += 1


def _end_of(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Where what surely matches there ends."""
    found = pattern.match(text, at)
    assert found is not None
    return found.end()

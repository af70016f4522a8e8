"""Lean's lexical surface: comments, strings, characters, names, numbers, symbols; it knows no grammar and runs no Lean.

The rules are those of `Lean.Parser.Basic` (`whitespace`, `tokenFn`, `isIdFirst`, `isIdRest`), without Lean's table
of tokens: a symbol here is a single character, but for a few. That is enough to tell code from comment and text, and no
more is asked of it: what text *means* is asked of Lean.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

# Signs of Lean's that end in the first half of a comment's: in `<--1` there is no comment.
JOINED = ("<-", "//", "\\/")
INTERPOLATED = frozenset({"s!", "f!", "m!"})  # the braces of a string behind one of these hold code


class TokenKind(StrEnum):
    COMMENT = "comment"  # line, block and documentation comments
    STRING = "string"
    CHARACTER = "character"
    NAME = "name"  # identifiers and keywords, dotted: `Nat.succ`, `«a b».c`, `theorem`
    NUMBER = "number"
    SYMBOL = "symbol"  # any other single character


@dataclass(frozen=True)
class Token:
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
    while at < len(text):
        c = text[at]
        if c.isspace():
            at += 1
            continue
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
    if text.startswith("--", at):
        newline = text.find("\n", at)
        return TokenKind.COMMENT, (len(text) if newline < 0 else newline), True
    if text.startswith("/-", at):
        return TokenKind.COMMENT, *_block_comment(text, at)
    if c == '"':
        return TokenKind.STRING, *_string(text, at + 1)
    if c == "r" and (hashes := _raw_string_hashes(text, at)) is not None:
        quote = '"' + "#" * hashes
        end = text.find(quote, at + 2 + hashes)
        return TokenKind.STRING, (len(text) if end < 0 else end + len(quote)), end >= 0
    if c == "'" and (character_end := _character(text, at)) is not None:
        return TokenKind.CHARACTER, character_end, True
    if c == "«" or _starts_name(c):
        return TokenKind.NAME, *_name(text, at)
    if c.isascii() and c.isdigit():
        end = at
        while end < len(text) and ((text[end].isascii() and text[end].isalnum()) or text[end] == "_"):
            end += 1
        return TokenKind.NUMBER, end, True
    return TokenKind.SYMBOL, at + next((len(sign) for sign in JOINED if text.startswith(sign, at)), 1), True


def _block_comment(text: str, at: int) -> tuple[int, bool]:
    if text.startswith("/--/", at):
        return at + 4, True
    at, depth = at + 2, 1
    while at < len(text):
        if text.startswith("-/", at):
            at, depth = at + 2, depth - 1
            if depth == 0:
                return at, True
        elif text.startswith("/-", at):
            at, depth = at + 2, depth + 1
        else:
            at += 1
    return at, False


def _string(text: str, at: int, ends: str = '"') -> tuple[int, bool]:
    while at < len(text):
        if text[at] == "\\":
            at += 2
        elif text[at] in ends:
            return at + 1, True
        else:
            at += 1
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
            while at < len(text) and _continues_name(text[at]):
                at += 1
        following = text[at + 1 : at + 2]
        if text[at : at + 1] != "." or not (following == "«" or (following and _starts_name(following))):
            return at, True
        at += 1


def _starts_name(c: str) -> bool:
    return c == "_" or (c.isascii() and c.isalpha()) or _letter_like(ord(c))


def _continues_name(c: str) -> bool:
    return c in "_'!?" or (c.isascii() and c.isalnum()) or _letter_like(ord(c)) or _subscript(ord(c))


def _letter_like(c: int) -> bool:
    """Lean's `isLetterLike`: Greek without λ Π Σ, Coptic, polytonic, letter-like symbols, script, Latin-1 and -A."""
    return (
        (0x3B1 <= c <= 0x3C9 and c != 0x3BB)
        or (0x391 <= c <= 0x3A9 and c not in (0x3A0, 0x3A3))
        or 0x3CA <= c <= 0x3FB
        or 0x1F00 <= c <= 0x1FFE
        or 0x2100 <= c <= 0x214F
        or 0x1D49C <= c <= 0x1D59F
        or (0xC0 <= c <= 0xFF and c not in (0xD7, 0xF7))
        or 0x100 <= c <= 0x17F
    )


def _subscript(c: int) -> bool:
    """Lean's `isSubScriptAlnum`."""
    return 0x2080 <= c <= 0x2089 or 0x2090 <= c <= 0x209C or 0x1D62 <= c <= 0x1D6A or c == 0x2C7C

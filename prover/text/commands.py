"""The words that begin a command in Lean, and what may not be said: the table `commands.toml`, asked of tokens."""

import functools
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from prover.text.lexer import Token, TokenKind
from prover.text.tokens import unquoted

NOT_COMMANDS = frozenset({"$", "?", "/-!", "/--"})  # in quotations only; and comments, which the lexer takes out
EXPONENT = re.compile(r"^[eE][0-9]+")
OPENING_WORDS = frozenset({"hiding", "renaming", "scoped"})  # of an `open`


@dataclass(frozen=True)
class _CommandTable:
    """What `commands.toml` says."""

    commands: frozenset[str]
    running: frozenset[str]
    options: frozenset[str]
    option_beginnings: tuple[str, ...]
    forbidden: tuple[str, ...]


def behind_a_number(code: Sequence[Token], i: int) -> str:
    """The command word that Lean reads in `1.theorem` or `1.e5theorem`: there the number ends in front of it."""
    if i < 2 or code[i].kind is not TokenKind.NAME or code[i - 1].text != ".":
        return ""
    number, dot, name = code[i - 2 : i + 1]
    if number.kind is not TokenKind.NUMBER or not number.end == dot.start == name.start - 1:
        return ""
    words = {name.text, EXPONENT.sub("", name.text)}
    first = {word.partition(".")[0] for word in words}
    return next((word for word in sorted(first) if is_command(word) or runs_code(word)), "")


def command_word(code: Sequence[Token], i: int) -> str:
    """The word at `i` as the table of commands has it: `#eval` and `@[` are one there, and the name `x.end` is none."""
    token = code[i]
    after = code[i + 1] if i + 1 < len(code) and code[i + 1].start == token.end else None
    if token.kind is TokenKind.NAME:
        # Also behind a dot: `f ..theorem` is an application that ends in front of the word.
        plain = unquoted(token.text)
        if runs_code(plain):
            return plain
        return token.text + after.text if after is not None and after.text == "%" else token.text
    joined = token.text + (after.text if after is not None else "")
    return joined if token.kind is TokenKind.SYMBOL and (token.text == "#" or joined == "@[") else ""


def after_in(code: Sequence[Token], start: int) -> int:
    """Index behind the `in` of an `open … in` or `set_option … in`; 0 when anything else comes before it."""
    is_open = code[start].text == "open"
    end = len(code) if is_open else min(start + 4, len(code))  # an option has a name and a value
    for i in range(start + 1, end):
        if code[i].text == "in":
            return i + 1 if i > start + 1 and (is_open or i == start + 3) else 0
        if is_open and not _may_be_opened(code[i]):
            return 0
    return 0


def _may_be_opened(token: Token) -> bool:
    if token.kind is TokenKind.NAME:
        return token.text in OPENING_WORDS or not is_command(token.text)
    return token.text in ("(", ")", "→", "-", ">", ",")


def allowed_option(name: str) -> bool:
    """Whether a text may set an option: it is harmless to what is checked, and writes no file.

    To Lean `trace.«profiler»` is `trace.profiler`; no option has a name that needs the signs.
    """
    table = _table()
    allowed = name in table.options or name.startswith(table.option_beginnings)
    return allowed and "«" not in name and not name.startswith(table.forbidden)


def is_command(word: str) -> bool:
    """Whether a command begins with `word`."""
    return word in _table().commands


def command_words() -> frozenset[str]:
    """All words with which a command begins."""
    return _table().commands


def runs_code(word: str) -> bool:
    """Whether it runs code of the text's own choosing, or takes the compiler's word."""
    return word in _table().running


@functools.cache
def _table() -> _CommandTable:
    data = tomllib.loads((files("prover.text") / "commands.toml").read_text(encoding="utf-8"))
    commands = frozenset(data["builtin"] + data["library"]) - NOT_COMMANDS
    allowed = frozenset(data["options"]), tuple(data["option_beginnings"]), tuple(data["option_beginnings_forbidden"])
    return _CommandTable(commands, frozenset(data["running"]), *allowed)

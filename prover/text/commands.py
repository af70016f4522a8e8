"""The words that begin a command in Lean, and what may not be said: the table `commands.toml`, asked of tokens."""

import functools
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files

from prover.text.lexer import Kind, Token

NOT_COMMANDS = frozenset({"$", "?", "/-!", "/--"})  # in quotations only; and comments, which the lexer takes out


NUMBER = re.compile(r"0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|[0-9][0-9_]*([eE][0-9]*)?")


EXPONENT = re.compile(r"^[eE][0-9]+")


OPEN_WORDS = frozenset({"hiding", "renaming", "scoped"})


@dataclass(frozen=True)
class _Rules:
    commands: frozenset[str]
    running: frozenset[str]
    options: frozenset[str]
    option_beginnings: tuple[str, ...]
    forbidden: tuple[str, ...]


def behind_a_number(code: Sequence[Token], i: int) -> str:
    """The command word that Lean reads in `1.theorem` or `1.e5theorem`: there the number ends in front of it."""
    if i < 2 or code[i].kind is not Kind.NAME or code[i - 1].text != "." or code[i - 2].kind is not Kind.NUMBER:
        return ""
    if not code[i - 2].end == code[i - 1].start == code[i].start - 1:
        return ""
    words = {code[i].text, EXPONENT.sub("", code[i].text)}
    first = {word.partition(".")[0] for word in words}
    return next((word for word in sorted(first) if word in _rules().commands | _rules().running), "")


def command_word(code: Sequence[Token], i: int) -> str:
    """The word at `i` as the table of commands has it: `#eval` and `@[` are one there, and the name `x.end` is none."""
    token = code[i]
    after = code[i + 1] if i + 1 < len(code) and code[i + 1].start == token.end else None
    if token.kind is Kind.NAME:
        # Also behind a dot: `f ..theorem` is an application that ends in front of the word.
        plain = token.text.replace("«", "").replace("»", "")
        if plain in _rules().running:
            return plain
        return token.text + after.text if after is not None and after.text == "%" else token.text
    joined = token.text + (after.text if after is not None else "")
    return joined if token.kind is Kind.SYMBOL and (token.text == "#" or joined == "@[") else ""


def after_in(code: Sequence[Token], start: int) -> int:
    """Index behind the `in` of an `open … in` or `set_option … in`; 0 when anything else comes before it."""
    for i in range(start + 1, len(code)):
        if code[i].text == "in":
            return i + 1 if i > start + 1 and (code[start].text == "open" or i == start + 3) else 0
        if code[start].text == "open" and not _may_be_opened(code[i]):
            return 0
    return 0


def _may_be_opened(token: Token) -> bool:
    if token.kind is Kind.NAME:
        return token.text in OPEN_WORDS or token.text not in _rules().commands
    return token.text in ("(", ")", "→", "-", ">", ",")


def allowed_option(name: str) -> bool:
    """Whether a text may set an option: it is harmless to what is checked, and writes no file.

    To Lean `trace.«profiler»` is `trace.profiler`; no option has a name that needs the signs.
    """
    rules = _rules()
    allowed = name in rules.options or name.startswith(rules.option_beginnings)
    return allowed and "«" not in name and not name.startswith(rules.forbidden)


def is_command(word: str) -> bool:
    """Whether a command begins with `word`."""
    return word in _rules().commands


def builtin_commands() -> Iterator[str]:
    """The built-in command tokens that the screen knows; a test holds them to Lean's own table."""
    yield from _data()["builtin"]


@functools.cache
def _data() -> dict[str, list[str]]:
    return tomllib.loads((files("prover.text") / "commands.toml").read_text(encoding="utf-8"))


@functools.cache
def _rules() -> _Rules:
    data = _data()
    commands = frozenset(data["builtin"] + data["library"]) - NOT_COMMANDS
    allowed = frozenset(data["options"]), tuple(data["option_beginnings"]), tuple(data["option_beginnings_forbidden"])
    return _Rules(commands, frozenset(data["running"]), *allowed)

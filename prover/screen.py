"""What text may be put into the user's file: decided on its words alone, before any Lean sees it.

A proof holds no command, so that nothing but the proof is added: no declaration, no notation, no option that weakens a
check, no code that runs while Lean elaborates. The gate trusts none of this (it judges what Lean compiled); the screen
keeps hostile text from running at all, and gives a reason that points at the words.
"""

import functools
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files

from prover.lexer import Kind, Token, glued_comments, tokens
from prover.shown import HALF_CHARACTER, in_one_line
from prover.verdict import Position, position

AUXILIARY = frozenset({"theorem", "lemma", "def", "abbrev", "private", "protected", "noncomputable"})
# What may be tried out behind the user's text and is thrown away: it may last, but it may not run code either.
EXPLORATION = AUXILIARY | {
    "example", "inductive", "structure", "class", "instance", "deriving", "mutual", "namespace", "section", "end",
    "variable", "universe", "include", "omit", "nonrec", "local", "#check", "#print", "#synth", "open", "set_option",
}  # fmt: skip
BRACKETS = {")": "(", "]": "[", "}": "{", "⟩": "⟨", "⦄": "⦃", "›": "‹"}
NOT_COMMANDS = frozenset({"$", "?", "/-!", "/--"})  # in quotations only; and comments, which the lexer takes out
NUMBER = re.compile(r"0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|[0-9][0-9_]*([eE][0-9]*)?")
EXPONENT = re.compile(r"^[eE][0-9]+")
OPEN_WORDS = frozenset({"hiding", "renaming", "scoped"})


@dataclass(frozen=True)
class Objection:
    """Why a text is refused: ``reason`` is one line that names the place, ``at`` is the place in the text."""

    reason: str
    at: Position

    def __post_init__(self) -> None:
        object.__setattr__(self, "reason", in_one_line(self.reason))


@dataclass(frozen=True)
class _Rules:
    commands: frozenset[str]
    running: frozenset[str]
    options: frozenset[str]
    option_beginnings: tuple[str, ...]
    forbidden: tuple[str, ...]


def screen_proof(text: str, line_goes_on: bool = False) -> Objection | None:
    """The first objection to `text` as what replaces a `sorry`, or None.

    ``line_goes_on`` says that the user's text goes on behind the `sorry` in the same line.
    """
    last = next(reversed(list(tokens(text))), None)
    if line_goes_on and last is not None and last.text.startswith("--") and "\n" not in text[last.end :]:
        return _objection(text, last.start, "a comment at the end", "the proof", "it would swallow what follows")
    return _screen(text, frozenset(), "the proof", "a proof may contain no command")


def screen_auxiliary(text: str) -> Objection | None:
    """The first objection to `text` as declarations inserted before the target, or None."""
    rule = "only theorem, lemma, def and abbrev may be added"
    first = next((t for t in tokens(text) if t.kind is not Kind.COMMENT), None)
    if first is not None and first.text not in AUXILIARY | {"open", "set_option"}:
        return _objection(text, first.start, f"`{first.text}`", "the added text", rule)
    last = next((t for t in reversed(list(tokens(text))) if t.kind is not Kind.COMMENT), None)
    if last is not None and last.text in AUXILIARY | {"in"}:
        return _objection(
            text, last.start, f"`{last.text}` at the end", "the added text", "it would change what follows"
        )
    return _screen(text, AUXILIARY, "the added text", rule)


def screen_exploration(text: str) -> Objection | None:
    """The first objection to `text` as something to try out that goes into no file, or None."""
    rule = "only declarations, `#check`, `#print`, `open` and scopes may be tried out"
    return _screen(text, EXPLORATION, "the text", rule)


def _screen(text: str, allowed: frozenset[str], where: str, rule: str) -> Objection | None:
    """Walk the tokens once: each is closed, starts no command that is not allowed, and brackets pair up within."""
    if half := HALF_CHARACTER.search(text):
        return _objection(text, half.start(), "half a character (a surrogate)", where, "no file can hold it")
    for token in glued_comments(text):
        return _objection(text, token.start, "a comment right behind a sign", where, "it may be part of the sign")
    code: list[Token] = []
    for token in tokens(text):
        if not token.closed:
            return _objection(
                text, token.start, f"a {token.kind} that never ends", where, "it would swallow what follows"
            )
        if token.kind is Kind.STRING and "{" in token.text:
            # In an interpolated string braces hold code, with quotes of its own: where it ends only a parser knows.
            return _objection(text, token.start, "a string with `{`", where, "it may hold code")
        if token.kind is Kind.NUMBER and not NUMBER.fullmatch(token.text):
            # Lean ends the number before the letters, and they may be a word: `3theorem`.
            return _objection(text, token.start, f"`{token.text}`", where, "it is not a number")
        if token.kind in (Kind.STRING, Kind.CHARACTER) and "''" in text:
            # Where `''` is a token of its own, Lean's literals begin and end elsewhere than ours.
            return _objection(text, token.start, f"a {token.kind} beside `''`", where, "it may hold code")
        if token.kind is not Kind.COMMENT:
            code.append(token)
    opened: list[Token] = []
    passed = 0  # tokens of an `… in` that was looked at as a whole
    for i, token in enumerate(code):
        if token.text in BRACKETS.values():
            opened.append(token)
        elif token.text in BRACKETS and (not opened or opened.pop().text != BRACKETS[token.text]):
            return _objection(text, token.start, f"`{token.text}`", where, "nothing here opens it")
        if i < passed:
            continue
        if hidden := behind_a_number(code, i):
            return _objection(text, token.start, f"`{hidden}` behind a number", where, rule)
        word = command_word(code, i)
        if word in ("open", "set_option"):
            passed = after_in(code, i)
            if passed == 0 and word not in allowed:
                return _objection(text, token.start, f"`{word}` without `in`", where, rule)
            option = code[i + 1].text if word == "set_option" and i + 1 < len(code) else ""
            if word == "set_option" and not allowed_option(option):
                return _objection(
                    text, token.start, f"`set_option {option}`", where, "it is not among the options allowed"
                )
        elif word in _rules().running:
            return _objection(text, token.start, f"`{word}`", where, "it runs code, or takes the compiler's word")
        elif word in _rules().commands and word not in allowed:
            return _objection(text, token.start, f"`{word}`", where, rule)
    if opened:
        return _objection(text, opened[-1].start, f"`{opened[-1].text}`", where, "nothing here closes it")
    return None


def _objection(text: str, at: int, what: str, where: str, rule: str) -> Objection:
    place = position(text, at)
    return Objection(f"{what} at {place} of {where} is not allowed: {rule}", place)


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
    return tomllib.loads((files("prover") / "command_tokens.toml").read_text(encoding="utf-8"))


@functools.cache
def _rules() -> _Rules:
    data = _data()
    commands = frozenset(data["builtin"] + data["library"]) - NOT_COMMANDS
    allowed = frozenset(data["options"]), tuple(data["option_beginnings"]), tuple(data["option_beginnings_forbidden"])
    return _Rules(commands, frozenset(data["running"]), *allowed)

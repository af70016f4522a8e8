"""What of a whole file a reader should look at, by its words and `findings.toml`; it decides nothing and runs no Lean.

The screen (`screen.py`) says what may be put into a file. Here a file of any origin is read, in which much is allowed
that a proof has no need of. Lean's own view of the file is the kernel check's.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from prover.gate.screen import Objection
from prover.text.commands import NUMBER, after_in, allowed_option, behind_a_number, command_word, is_command
from prover.text.lexer import Kind, Token, glued_comments, tokens
from prover.words.verdict import position

OPENING, CLOSING = frozenset("([{⟨"), frozenset(")]}⟩")


@dataclass(frozen=True)
class _Table:
    """Word, attribute, how the name of one ends, or name → why it is one; `allowed` is for a strict reading."""

    words: Mapping[str, str]
    attributes: Mapping[str, str]
    attribute_endings: Mapping[str, str]
    names: Mapping[str, str]
    lasting: Mapping[str, str]
    option: str
    allowed: "_Allowed"


@dataclass(frozen=True)
class _Allowed:
    """What a strict reading lets pass, and what it says of anything else."""

    attributes: frozenset[str]
    commands: frozenset[str]
    attribute: str
    command: str
    literal: str


def findings(text: str, original: str = "", strict: bool = False) -> list[Objection]:
    """The findings in `text`, in its order, but for those on lines that `original` has too, as often as it has them.

    With ``strict`` also what is not known to be harmless: attributes, commands, literals that Lean may read otherwise.
    """
    known = Counter(_with_line(original, at, what) for at, what, _ in _found(original, strict))
    new = []
    for at, what, why in sorted(_found(text, strict)):
        key = _with_line(text, at, what)
        if known[key]:
            known[key] -= 1
        else:
            place = position(text, at)
            new.append(Objection(f"{what} at {place}: {why}", place))
    return new


def _with_line(text: str, at: int, what: str) -> tuple[str, str]:
    line = text[text.rfind("\n", 0, at) + 1 :].partition("\n")[0]
    return what, " ".join(line.split())


def _found(text: str, strict: bool) -> Iterator[tuple[int, str, str]]:
    """Offset, what stands there, and why it is a finding."""
    table = _table()
    code = []
    for token in glued_comments(text):
        yield token.start, "a comment right behind a sign", "it may be part of the sign, and what it holds be code"
    for token in tokens(text):
        if not token.closed:
            yield token.start, f"a {token.kind} that never ends", "it swallows what follows"
        elif token.kind is Kind.STRING and "{" in token.text:
            yield token.start, "a string with `{`", "it may hold code"
        elif token.kind is Kind.NUMBER and not NUMBER.fullmatch(token.text):
            yield token.start, f"`{token.text}`", "it is not a number"
        elif strict and token.kind in (Kind.STRING, Kind.CHARACTER) and "''" in text:
            # Where `''` is a token of its own, Lean's literals begin and end elsewhere than ours.
            yield token.start, f"a {token.kind} beside `''`", table.allowed.literal
        if token.kind is not Kind.COMMENT:
            code.append(token)
    inside, heads = _attributes(code)
    for i, token in enumerate(code):
        if i in inside and (why := _against_attribute(token, i in heads, strict)):
            yield token.start, f"the attribute `{token.text}`", why
            continue
        if token.kind is Kind.NAME and (why := table.names.get(_plain(token))):
            yield token.start, f"`{token.text}`", why
        word = behind_a_number(code, i) or command_word(code, i)
        if i in inside:
            continue
        if why := table.words.get(word):
            yield token.start, f"`{word}`", why
        elif word == "set_option" and i + 1 < len(code) and not allowed_option(code[i + 1].text):
            yield token.start, f"`set_option {code[i + 1].text}`", table.option
        elif (why := table.lasting.get(word)) and not _before_in(code, i, inside):
            yield token.start, f"`{word}`", why
        elif strict and is_command(word) and word not in table.allowed.commands:
            yield token.start, f"`{word}`", table.allowed.command


def _against_attribute(token: Token, is_head: bool, strict: bool) -> str | None:
    """What there is against a word inside `@[…]`. Some may stand nowhere in it; others are looked at as attributes."""
    table, name = _table(), _plain(token)
    if why := table.attributes.get(name):
        return why
    if not is_head:
        return None
    if endings := [ending for ending in table.attribute_endings if name.endswith(ending)]:
        return table.attribute_endings[endings[0]]
    return table.allowed.attribute if strict and name not in table.allowed.attributes else None


def _plain(token: Token) -> str:
    return token.text.replace("«", "").replace("»", "").removeprefix("_root_.")


def _before_in(code: Sequence[Token], i: int, inside: set[int]) -> bool:
    """Whether the command at `i` is the left side of `… in`."""
    if code[i].text != "attribute":
        return after_in(code, i) > 0
    for k in range(i + 1, len(code)):
        if k not in inside and code[k].text not in ("[", "]"):
            if code[k].text == "in" or code[k].kind is not Kind.NAME:
                return code[k].text == "in"
            if is_command(command_word(code, k)):
                return False
    return False


def _attributes(code: Sequence[Token]) -> tuple[set[int], set[int]]:
    """Indices of the tokens between the brackets of `@[…]` and `attribute […]`, and of those that name an attribute.

    An attribute may hold a list of others: `to_additive (attr := simp, ext)`.
    """
    inside: set[int] = set()
    heads: set[int] = set()
    depth, lists = 0, list[int]()  # open brackets, and how many were open where each list of attributes began
    expected = False
    for i, token in enumerate(code):
        if depth == 0:
            if token.text == "[" and i and code[i - 1].text in ("@", "attribute"):
                depth, lists, expected = 1, [1], True
            continue
        depth += (token.text in OPENING) - (token.text in CLOSING)
        if depth < lists[-1]:
            lists.pop()
        if depth == 0:
            continue
        inside.add(i)
        if [t.text for t in code[i - 2 : i + 1]] == ["attr", ":", "="]:
            lists.append(depth)
            expected = True
        elif token.text == "," and depth == lists[-1]:
            expected = True
        elif expected and token.text not in ("local", "scoped", "-"):
            heads.add(i)
            expected = False
    return inside, heads


@cache
def _table() -> _Table:
    data = tomllib.loads((files("prover.gate") / "findings.toml").read_text(encoding="utf-8"))

    def why(kind: str) -> dict[str, str]:
        return {entry: group["why"] for group in data["finding"] for entry in group.get(kind, ())}

    lasting = dict.fromkeys(data["lasting"]["words"], data["lasting"]["why"])
    words, attributes, endings, names = map(why, ("words", "attributes", "attribute_endings", "names"))
    allowed = data["allowed"]
    lists = frozenset(allowed["attributes"]), frozenset(allowed["commands"])
    strictly = _Allowed(*lists, allowed["attribute"], allowed["command"], allowed["literal"])
    return _Table(words, attributes, endings, names, lasting, data["option"]["why"], strictly)

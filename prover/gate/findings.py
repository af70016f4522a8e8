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
from prover.text.brackets import attribute_spans, nested
from prover.text.commands import after_in, allowed_option, behind_a_number, command_word, is_command
from prover.text.doubtful import Doubt, doubtful
from prover.text.lexer import Token, TokenKind
from prover.text.tokens import code_tokens, unquoted
from prover.words.verdict import position

BRACKETS = "()[]{}⟨⟩"  # of attributes
WHY = {
    Doubt.GLUED: "it may be part of the sign, and what it holds be code",
    Doubt.ENDLESS: "it swallows what follows",
    Doubt.BRACE: "it may hold code",
    Doubt.NO_NUMBER: "it is not a number",
}


@dataclass(frozen=True)
class _KnownHarmless:
    """What a strict reading lets pass, and what it says of anything else."""

    attributes: frozenset[str]
    commands: frozenset[str]
    attribute: str
    command: str
    literal: str


@dataclass(frozen=True)
class _FindingTable:
    """Word, attribute, how the name of one ends, or name → why it is one; `harmless` is for a strict reading."""

    words: Mapping[str, str]
    attributes: Mapping[str, str]
    attribute_endings: Mapping[str, str]
    names: Mapping[str, str]
    lasting: Mapping[str, str]
    option: str
    harmless: _KnownHarmless


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
    for found in doubtful(text):
        if found.doubt is not Doubt.QUOTES:
            yield found.token.start, found.shown, WHY[found.doubt]
        elif strict:
            yield found.token.start, found.shown, _table().harmless.literal
    code = code_tokens(text)
    inside, heads = _attributes(code)
    for i, token in enumerate(code):
        if i in inside and (why := _against_attribute(token, i in heads, strict)):
            yield token.start, f"the attribute `{token.text}`", why
            continue
        if token.kind is TokenKind.NAME and (why := _table().names.get(_plain(token))):
            yield token.start, f"`{token.text}`", why
        if i not in inside and (found_here := _against_command(code, i, inside, strict)):
            yield token.start, *found_here


def _against_command(code: Sequence[Token], i: int, inside: set[int], strict: bool) -> tuple[str, str] | None:
    """The command or term that the word at `i` begins, and what there is against it."""
    table, word = _table(), behind_a_number(code, i) or command_word(code, i)
    if why := table.words.get(word):
        return f"`{word}`", why
    if word == "set_option" and i + 1 < len(code) and not allowed_option(code[i + 1].text):
        return f"`set_option {code[i + 1].text}`", table.option
    if (why := table.lasting.get(word)) and not _before_in(code, i, inside):
        return f"`{word}`", why
    if strict and is_command(word) and word not in table.harmless.commands:
        return f"`{word}`", table.harmless.command
    return None


def _against_attribute(token: Token, is_head: bool, strict: bool) -> str | None:
    """What there is against a word inside `@[…]`. Some may stand nowhere in it; others are looked at as attributes."""
    table, name = _table(), _plain(token)
    if why := table.attributes.get(name):
        return why
    if not is_head:
        return None
    if endings := [ending for ending in table.attribute_endings if name.endswith(ending)]:
        return table.attribute_endings[endings[0]]
    return table.harmless.attribute if strict and name not in table.harmless.attributes else None


def _plain(token: Token) -> str:
    return unquoted(token.text).removeprefix("_root_.")


def _before_in(code: Sequence[Token], i: int, inside: set[int]) -> bool:
    """Whether the command at `i` is the left side of `… in`."""
    if code[i].text != "attribute":
        return after_in(code, i) > 0
    for k in range(i + 1, len(code)):
        if k not in inside and code[k].text not in ("[", "]"):
            if code[k].text == "in" or code[k].kind is not TokenKind.NAME:
                return code[k].text == "in"
            if is_command(command_word(code, k)):
                return False
    return False


def _attributes(code: Sequence[Token]) -> tuple[set[int], set[int]]:
    """The places between the brackets of `@[…]` and `attribute […]`, and those of the words that name an attribute."""
    spans = [(opening + 1, closing) for opening, closing in attribute_spans(code, BRACKETS)]
    return {i for span in spans for i in range(*span)}, {i for span in spans for i in _heads(code, *span)}


def _heads(code: Sequence[Token], start: int, end: int) -> Iterator[int]:
    """What names an attribute in a list of them. One may hold a list of others: `to_additive (attr := simp, ext)`."""
    lists, expected = [0], True  # how many brackets were open where each list began; whether a name must follow
    for i, (token, depth) in enumerate(nested(code[start:end], BRACKETS), start):
        if depth < lists[-1]:
            lists.pop()
        if [t.text for t in code[i - 2 : i + 1]] == ["attr", ":", "="]:
            lists.append(depth)
            expected = True
        elif token.text == "," and depth == lists[-1]:
            expected = True
        elif expected and token.text not in ("local", "scoped", "-"):
            yield i
            expected = False


@cache
def _table() -> _FindingTable:
    data = tomllib.loads((files("prover.gate") / "findings.toml").read_text(encoding="utf-8"))

    def why(kind: str) -> dict[str, str]:
        return {entry: group["why"] for group in data["finding"] for entry in group.get(kind, ())}

    lasting = dict.fromkeys(data["lasting"]["words"], data["lasting"]["why"])
    words, attributes, endings, names = map(why, ("words", "attributes", "attribute_endings", "names"))
    allowed = data["allowed"]
    lists = frozenset(allowed["attributes"]), frozenset(allowed["commands"])
    harmless = _KnownHarmless(*lists, allowed["attribute"], allowed["command"], allowed["literal"])
    return _FindingTable(words, attributes, endings, names, lasting, data["option"]["why"], harmless)

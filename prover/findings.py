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

from prover.lexer import Kind, Token, tokens
from prover.screen import NUMBER, Objection, after_in, allowed_option, behind_a_number, command_word, is_command
from prover.verdict import position


@dataclass(frozen=True)
class _Table:
    """Word, attribute or name → why it is one."""

    words: Mapping[str, str]
    attributes: Mapping[str, str]
    names: Mapping[str, str]
    lasting: Mapping[str, str]
    option: str


def findings(text: str, original: str = "") -> list[Objection]:
    """The findings in `text`, in its order, but for those on lines that `original` has too, as often as it has them."""
    known = Counter(_with_line(original, at, what) for at, what, _ in _found(original))
    new = []
    for at, what, why in sorted(_found(text)):
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


def _found(text: str) -> Iterator[tuple[int, str, str]]:
    """Offset, what stands there, and why it is a finding."""
    table = _table()
    code = []
    for token in tokens(text):
        if not token.closed:
            yield token.start, f"a {token.kind} that never ends", "it swallows what follows"
        elif token.kind is Kind.STRING and "{" in token.text:
            yield token.start, "a string with `{`", "it may hold code"
        elif token.kind is Kind.NUMBER and not NUMBER.fullmatch(token.text):
            yield token.start, f"`{token.text}`", "it is not a number"
        if token.kind is not Kind.COMMENT:
            code.append(token)
    inside = _inside_attributes(code)
    for i, token in enumerate(code):
        if i in inside:
            if why := table.attributes.get(_plain(token)):
                yield token.start, f"the attribute `{token.text}`", why
            continue
        if token.kind is Kind.NAME and (why := table.names.get(_plain(token))):
            yield token.start, f"`{token.text}`", why
        word = command_word(code, i)
        if why := table.words.get(behind_a_number(code, i) or word):
            yield token.start, f"`{behind_a_number(code, i) or word}`", why
        elif word == "set_option" and i + 1 < len(code) and not allowed_option(code[i + 1].text):
            yield token.start, f"`set_option {code[i + 1].text}`", table.option
        elif (why := table.lasting.get(word)) and not _before_in(code, i, inside):
            yield token.start, f"`{word}`", why


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


def _inside_attributes(code: Sequence[Token]) -> set[int]:
    """Indices of the tokens between the brackets of `@[…]` and `attribute […]`."""
    inside: set[int] = set()
    depth = 0
    for i, token in enumerate(code):
        if depth == 0 and token.text == "[" and i and code[i - 1].text in ("@", "attribute"):
            depth = 1
        elif depth:
            depth += {"[": 1, "]": -1}.get(token.text, 0)
            if depth:
                inside.add(i)
    return inside


@cache
def _table() -> _Table:
    data = tomllib.loads((files("prover") / "findings.toml").read_text(encoding="utf-8"))

    def why(kind: str) -> dict[str, str]:
        return {entry: group["why"] for group in data["finding"] for entry in group.get(kind, ())}

    lasting = dict.fromkeys(data["lasting"]["words"], data["lasting"]["why"])
    return _Table(why("words"), why("attributes"), why("names"), lasting, data["option"]["why"])

"""LeanArchitect's attribute `@[blueprint …]` and lists of uses, read from a declaration and put into one; words only.

LeanArchitect writes `blueprint "label" (key := value) …` among a declaration's attributes, and `sorry_using [a, "b"]`
in its body. A key that says nothing that a node holds is passed over.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from architect.blueprint.graph import Kind, Node
from prover.text.brackets import nested
from prover.text.declarations import Declaration, find_declarations
from prover.text.keywords import MODIFIERS
from prover.text.lexer import Token, TokenKind, tokens
from prover.text.statements import with_body
from prover.text.tokens import is_doc, spliced
from prover.words.errors import BadInput
from prover.words.verdict import position

ATTRIBUTE = "blueprint"
HOLE = "sorry_using"
_DOC = ("/--", "-/")


@dataclass(frozen=True)
class Use:
    """One name in a list of uses, as it is written: a constant, or a label in quotes; ``removed``: behind a minus."""

    text: str
    is_label: bool
    removed: bool = False


@dataclass(frozen=True)
class Attribute:
    """What an attribute says of its node; what it does not say is empty."""

    label: str = ""
    informal: str = ""
    idea: str = ""
    uses: tuple[Use, ...] = ()


def entry_in(code: Sequence[Token]) -> tuple[int, int] | None:
    """Places of our entry among a declaration's attributes: its first token, and the `,` or `]` that ends it."""
    start = None
    for i, (token, depth) in enumerate(nested(code, "()[]{}")):
        if depth == 1 and token.text == ATTRIBUTE and code[i - 1].text in ("[", ","):
            start = i
        elif start is not None and (depth == 0 or (depth == 1 and token.text == ",")):
            return start, i
    return None


def read_attribute(entry: Sequence[Token], text: str) -> Attribute:
    """What the tokens of our entry say. Raises `BadInput` with the line of what cannot be read."""
    label = unquoted_string(entry[1].text) if len(entry) > 1 and entry[1].kind is TokenKind.STRING else ""
    said: dict[str, str] = {}
    uses: list[Use] = []
    for i, (token, depth) in enumerate(nested(entry, "()[]")):
        if token.text != "(" or depth != 1 or [t.text for t in entry[i + 2 : i + 4]] != [":", "="]:
            continue
        key, value = entry[i + 1].text, entry[i + 4 :]
        if key in ("uses", "proofUses"):
            uses += read_uses(value, text)
        elif key in ("statement", "proof"):
            if not value or not (is_doc(value[0]) or value[0].kind is TokenKind.STRING):
                raise BadInput(f"line {position(text, token.start).line}: ({key} := …) must be `/-- … -/`")
            said[key] = words_of_comment(value[0])
    return Attribute(label, said.get("statement", ""), said.get("proof", ""), tuple(uses))


def read_uses(value: Sequence[Token], text: str) -> list[Use]:
    """The entries of `[a, "b", -c]`, with which the tokens begin. Raises `BadInput` for no list, or one with no end."""
    value = [token for token in value if token.kind is not TokenKind.COMMENT]
    if not value or value[0].text != "[":
        at = value[0].start if value else len(text)
        raise BadInput(f"line {position(text, at).line}: a list of uses must follow")
    found: list[Use] = []
    for before, token in pairwise(value):
        if token.text == "]":
            return found
        if token.kind in (TokenKind.NAME, TokenKind.STRING):
            is_label = token.kind is TokenKind.STRING
            found.append(Use(unquoted_string(token.text) if is_label else token.text, is_label, before.text == "-"))
    raise BadInput(f"line {position(text, value[0].start).line}: this list of uses is not closed")


def without_attribute(text: str, declaration: Declaration, code: Sequence[Token], entry: tuple[int, int]) -> str:
    """The declaration without our entry, and under its full name: its namespace is left behind.

    ``text`` ends with the declaration, ``code`` are the tokens before its keyword.
    """
    first, last = code[entry[0]], code[entry[1]]
    opening = code[entry[0] - 1]
    if opening.text == "[" and last.text == "]":
        start, end = code[entry[0] - 2].start, last.end  # ours alone: the brackets go with it
    elif last.text == ",":
        start, end = first.start, last.end
    else:
        start, end = opening.start, last.start
    at = declaration.keyword_at + len(declaration.keyword)
    name = next((token for token in tokens(text[at:]) if token.kind is TokenKind.NAME), None)
    full = [(at + name.start, at + name.end, declaration.name)] if declaration.namespace and name is not None else []
    head, rest = text[declaration.start : start], spliced(text, full, end)
    return f"{head}{rest if last.text == ']' and opening.text == ',' else rest.lstrip()}"


def with_attribute(node: Node, text: str, label: str, labels: Mapping[str, str]) -> str:
    """A node's text with our attribute, and for a statement the body that says what it builds on."""
    uses = ", ".join(_use(name, labels) for name in node.uses)
    attribute = f"{ATTRIBUTE} {_quoted(label)}" if label else ATTRIBUTE
    for key, value in (("statement", node.informal), ("proof", node.idea)):
        if shown := _as_comment(value):
            attribute += f"\n  ({key} := {_DOC[0]} {shown} {_DOC[1]})"
    if node.kind is Kind.DEFINITION:
        return _put_in(text, f"{attribute}\n  (uses := [{uses}])" if uses else attribute)
    return with_body(_put_in(text, attribute), f"by\n  {HOLE} [{uses}]")


def _put_in(text: str, attribute: str) -> str:
    """Ours as the first of the declaration's attributes, or on a line of its own before its modifiers."""
    declaration = next(find_declarations(text), None)
    if declaration is None:
        return text
    before = [t for t in tokens(text) if declaration.start <= t.start < declaration.keyword_at]
    after_in = max((i + 1 for i, t in enumerate(before) if t.text == "in"), default=0)
    for at, opening in zip(before[after_in:], before[after_in + 1 :], strict=False):
        if (at.text, opening.text) == ("@", "["):
            return f"{text[: opening.end]}{attribute}, {text[opening.end :]}"
    place = next((t.start for t in before[after_in:] if t.text in MODIFIERS), declaration.keyword_at)
    return f"{text[:place]}@[{attribute}]\n{text[place:]}"


def _use(name: str, labels: Mapping[str, str]) -> str:
    """A constant where the name is one word of Lean, else its label."""
    is_word = [(t.kind, t.text, t.closed) for t in tokens(name)] == [(TokenKind.NAME, name, True)]
    return name if is_word else _quoted(labels.get(name, name))


def words_of_comment(token: Token) -> str:
    """What a documentation comment says, or a string that stands for one."""
    if token.kind is TokenKind.STRING:
        return unquoted_string(token.text).strip()
    return "\n".join(line.rstrip() for line in token.text[3:-2].split("\n")).strip()


def unquoted_string(string: str) -> str:
    """The text of a string literal of Lean."""
    if string.startswith("r"):
        return string.lstrip("r#")[1:].rstrip("#")[:-1]
    return re.sub(r"\\(.)", lambda escape: {"n": "\n", "t": "\t"}.get(escape[1], escape[1]), string[1:-1])


def _as_comment(words: str) -> str:
    """Words that may stand in a comment: nothing in them opens or closes one."""
    seen = "".join(c if c.isprintable() or c == "\n" else " " for c in words)
    return seen.replace("/-", "/ -").replace("-/", "- /").strip()


def _quoted(text: str) -> str:
    escaped = "".join(c if c.isprintable() else " " for c in text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'

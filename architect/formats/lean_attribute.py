"""LeanArchitect's attribute `@[blueprint …]` and lists of uses, read from a declaration and put into one; words only.

LeanArchitect writes `blueprint "label" (key := value) …` among a declaration's attributes, and `sorry_using [a, "b"]`
in its body. What cannot be read is told, with its place, and passed over.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from architect.blueprint.documented import Documented, Mark
from architect.blueprint.graph import Kind, Node
from prover.text.brackets import nested
from prover.text.declarations import find_declarations
from prover.text.keywords import MODIFIERS
from prover.text.lexer import Token, TokenKind, tokens
from prover.text.statements import with_body
from prover.text.tokens import is_doc, last_line_comment

ATTRIBUTE = "blueprint"
HOLE = "sorry_using"
_DOC = ("/--", "-/")
_TEXTS = {"statement": "informal", "proof": "idea"}
_STRINGS = {"title": "title", "latexEnv": "environment", "latexLabel": "label"}
_FLAGS = {"hasProof": "has_proof", "notReady": "not_ready"}
_VERSO_INFERS = "autoDeps"  # Verso Blueprint's, whose attribute has otherwise some of LeanArchitect's options
_VERSO_USES = re.compile(r'\{uses\s+"([^"\n]+)"[^{}\n]*\}')
_USES = {"uses": "stated_with", "proofUses": "proved_with"}

Tell = Callable[[int, str], None]  # of what was passed over, the offset and what was done


@dataclass(frozen=True)
class Use:
    """One name in a list of uses, as it is written: a constant, or a label in quotes; ``removed``: behind a minus."""

    text: str
    is_label: bool
    removed: bool = False


@dataclass
class Attribute:
    """What an attribute says of its node; what it does not say is empty."""

    label: str = ""
    informal: str = ""
    idea: str = ""
    title: str = ""
    environment: str = ""
    discussion: str = ""
    has_proof: bool | None = None
    not_ready: bool = False
    stated_with: list[Use] = field(default_factory=list)
    proved_with: list[Use] = field(default_factory=list)


def entry_in(code: Sequence[Token]) -> tuple[int, int] | None:
    """Places of our entry among attributes: its first token, and the `,`, `]` or `)` that ends it.

    It may be one of those that `to_additive (attr := …)` hands on.
    """
    start, within = None, 0
    for i, (token, depth) in enumerate(nested(code, "()[]{}")):
        if start is None and i and token.text.rstrip("?") == ATTRIBUTE and depth and _begins_entry(code, i):
            start, within = i, depth
        elif start is not None and (depth < within or (depth == within and token.text == ",")):
            return start, i
    return None


def _begins_entry(code: Sequence[Token], i: int) -> bool:
    if code[i - 1].text in ("[", ","):
        return True
    return [token.text for token in code[max(i - 3, 0) : i]] == ["attr", ":", "="]


def is_handed_on(code: Sequence[Token], entry: tuple[int, int]) -> bool:
    """Whether our entry is one that another attribute gives to what it makes."""
    return any(depth > 1 for _, depth in list(nested(code, "()[]{}"))[entry[0] : entry[0] + 1])


def read_attribute(entry: Sequence[Token], tell: Tell) -> Attribute:
    """What the tokens of our entry say."""
    said = Attribute()
    for token in entry[1:3]:
        if token.kind is TokenKind.STRING:
            said.label = unquoted_string(token.text)
    for i, (token, depth) in enumerate(nested(entry, "()[]")):
        if token.text == "(" and depth == 1 and [t.text for t in entry[i + 2 : i + 4]] == [":", "="]:
            _read_option(said, entry[i + 1], entry[i + 4 :], tell)
    return said


def _read_option(said: Attribute, key: Token, value: Sequence[Token], tell: Tell) -> None:
    first = value[0] if value else key
    if key.text in _USES:
        getattr(said, _USES[key.text]).extend(read_uses(value, key.start, tell))
    elif key.text in _TEXTS and (is_doc(first) or first.kind is TokenKind.STRING):
        setattr(said, _TEXTS[key.text], words_of_comment(first))
    elif key.text in _STRINGS and (is_doc(first) or first.kind is TokenKind.STRING):
        setattr(said, _STRINGS[key.text], words_of_comment(first) if is_doc(first) else unquoted_string(first.text))
    elif key.text in _FLAGS and first.text in ("true", "false"):
        setattr(said, _FLAGS[key.text], first.text == "true")
    elif key.text == "discussion" and first.kind is TokenKind.NUMBER:
        said.discussion = first.text
    elif key.text in _TEXTS:
        tell(key.start, f"({key.text} := …) must be `/-- … -/`, and is passed over")
    elif key.text in {*_STRINGS, *_FLAGS, "discussion"}:
        tell(key.start, f"({key.text} := …) has no value that can be read, and is passed over")
    elif key.text != _VERSO_INFERS:  # what it asks for is what words can show, and that is read anyhow
        tell(key.start, f"`{key.text}` is no option of `{ATTRIBUTE}`, and is passed over")


def read_uses(value: Sequence[Token], at: int, tell: Tell) -> list[Use]:
    """The entries of `[a, "b", -c]`, with which the tokens begin; what is none is told of, and empty."""
    if not value or value[0].text != "[":
        tell(value[0].start if value else at, "a list of uses must follow; without one none is read")
        return []
    found: list[Use] = []
    for before, token in pairwise(value):
        if token.text == "]":
            return found
        if token.kind in (TokenKind.NAME, TokenKind.STRING):
            is_label = token.kind is TokenKind.STRING
            found.append(Use(unquoted_string(token.text) if is_label else token.text, is_label, before.text == "-"))
        elif token.text not in (",", "-"):
            break
    tell(value[0].start, "this list of uses is not closed, and is passed over")
    return []


def uses_in_words(words: str) -> list[Use]:
    """The labels that a doc comment of Verso's says its statement builds on: `{uses "label"}[…]`."""
    return [Use(label, is_label=True, removed=False) for label in _VERSO_USES.findall(words)]


def cut_for(text: str, code: Sequence[Token], entry: tuple[int, int]) -> tuple[int, int]:
    """What is to be cut out of the text, from one offset to another, for our entry not to stand there."""
    first, last = entry
    opening, closing = code[first - 1].text, code[last].text
    if opening == "=" and closing == ")":  # all that `to_additive` hands on
        return code[first - 5].end, code[last].end
    if opening != "[" and closing != ",":
        return code[first - 1].start, code[last].start
    start = code[first - 2].start if closing == "]" else code[first].start  # ours alone: the brackets go with it
    end = code[last].end
    while end < len(text) and text[end].isspace():
        end += 1
    return start, end


def with_attribute(node: Node, text: str, label: str, labels: Mapping[str, str]) -> str:
    """A node's text with our attribute, and for a statement the body: its proof, or what says what it builds on."""
    said = node.documented or Documented()
    stated = node.uses if node.kind is Kind.DEFINITION else tuple(u for u in node.uses if u in said.stated_with)
    proved = tuple(use for use in node.uses if use not in stated)
    is_open = node.kind is not Kind.DEFINITION and not said.proof
    options = _options(node, said)
    options += [f"uses := [{_uses(stated, labels)}]"] if stated else []
    options += [f"proofUses := [{_uses(proved, labels)}]"] if proved and not is_open else []
    attribute = f"{ATTRIBUTE} {_quoted(label)}" if label else ATTRIBUTE
    attributed = _put_in(text, "".join([attribute, *(f"\n  ({option})" for option in options)]))
    if is_open:
        return with_body(attributed, f"by\n  {HOLE} [{_uses(proved, labels)}]")
    return attributed if node.kind is Kind.DEFINITION else with_proof(attributed, said.proof)


def with_proof(statement: str, proof: str) -> str:
    """A statement with its proof as it stood: on the same line as the `:=`, on the next, or by cases without one."""
    if not proof.startswith("\n"):
        return with_body(statement, proof)
    sign = "" if proof.lstrip().startswith("|") else ":=" if last_line_comment(statement) is not None else " :="
    return f"{statement}{chr(10) if sign == ':=' else ''}{sign}{proof}"


def _options(node: Node, said: Documented) -> list[str]:
    options = [f"title := {_quoted(said.title)}"] if said.title else []
    for key, value in (("statement", node.informal), ("proof", node.idea)):
        if shown := _as_comment(value):
            options.append(f"{key} := {_DOC[0]} {shown} {_DOC[1]}")
    if node.documented is not None and said.has_proof != (node.kind is not Kind.DEFINITION or bool(node.idea.strip())):
        options.append(f"hasProof := {str(said.has_proof).lower()}")
    options += ["notReady := true"] if Mark.NOT_READY in said.marks else []
    options += [f"discussion := {number}" for number in said.discussion[:1] if re.fullmatch("[0-9]+", number)]
    options += [f"latexEnv := {_quoted(said.environment)}"] if said.environment else []
    return options


def _uses(names: Sequence[str], labels: Mapping[str, str]) -> str:
    return ", ".join(_use(name, labels) for name in names)


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
    string = re.sub(r"\\\n\s*", "", string)  # where a line ends with a backslash, the next one goes on
    return re.sub(r"\\(.)", lambda escape: {"n": "\n", "t": "\t"}.get(escape[1], escape[1]), string[1:-1])


def _as_comment(words: str) -> str:
    """Words that may stand in a comment: nothing in them opens or closes one."""
    seen = "".join(c if c.isprintable() or c == "\n" else " " for c in words)
    return seen.replace("/-", "/ -").replace("-/", "- /").strip()


def _quoted(text: str) -> str:
    escaped = "".join(c if c.isprintable() else " " for c in text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'

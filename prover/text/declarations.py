"""The declarations of a Lean text as its words show them: keyword, name, extent, `sorry`s; no files and no Lean.

What a declaration means, and whether it is one, Lean says; this finds the places at which to ask.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from prover.text.brackets import attribute_spans, pairs
from prover.text.commands import is_command
from prover.text.keywords import BEFORE_IN, DECLARATIONS, MODIFIERS, OPEN, OTHER_COMMANDS, PROPOSITIONS, PROVED_WITHIN
from prover.text.lexer import Token, TokenKind, tokens
from prover.text.tokens import is_doc

WITH_A_LIST = "sorry_using"  # [what the proof is to use]
MUTUAL = "mutual"  # among the open scopes, where a section is "" and a namespace its name


@dataclass(frozen=True, order=True)
class Hole:
    """What may be replaced, at ``start``..``end`` (code points) of the text: a `sorry` or `admit`, or nothing yet."""

    start: int
    end: int

    @property
    def is_front(self) -> bool:
        """Whether it is the empty place before a declaration, for what is inserted there."""
        return self.start == self.end


@dataclass(frozen=True)
class Declaration:
    """One declaration of the file, as its words say.

    ``name`` is the full one, ``namespace`` included, and empty for an `example` or a nameless instance. ``start`` is
    where its first modifier, attribute, doc comment or `… in` stands, ``keyword_at`` where its keyword does,
    ``end`` where the next command begins; ``mutual`` says that a `mutual` block holds it, ``nameless`` that its name is
    one that Lean gave it.
    """

    keyword: str
    name: str
    start: int
    keyword_at: int
    end: int
    mutual: bool
    holes: tuple[Hole, ...]
    namespace: str = ""
    nameless: bool = False

    @property
    def front(self) -> Hole:
        """Where declarations may be inserted before it."""
        return Hole(self.start, self.start)

    @property
    def is_proposition(self) -> bool:
        return self.keyword in PROPOSITIONS and self.name != ""

    @property
    def may_hold_proofs(self) -> bool:
        """Whether a `sorry` in it may be a proof that can be certified."""
        return self.is_proposition or self.keyword in PROVED_WITHIN


def find_declarations(text: str) -> Iterator[Declaration]:
    """Walk the tokens once, with the open namespaces as a stack; a declaration ends where the next command begins."""
    # All comments but documentation say nothing of where things begin and end.
    found = [token for token in tokens(text) if token.kind is not TokenKind.COMMENT or is_doc(token)]
    code = [i for i, token in enumerate(found) if token.kind is not TokenKind.COMMENT]
    # Within an attribute `instance` and `class` are no declarations, and what is quoted is a piece of syntax.
    words = [found[i] for i in code]
    spans = [*attribute_spans(words), *_quotations(words)]
    elsewhere = {code[place] for opening, closing in spans for place in range(opening, closing)}
    openings = {closing: opening for opening, closing in pairs((token.text for token in found), "[]")}
    closings = {opening: closing for closing, opening in openings.items()}
    has_in = _before_in(words)
    scopes: list[str] = []
    current: Callable[[int], Declaration] | None = None  # wants to know where it ends
    holes: list[Hole] = []
    for place, i in enumerate(code):
        token = found[i]
        if token.kind not in (TokenKind.NAME, TokenKind.SYMBOL) or i in elsewhere or _is_a_field(found, code, place):
            continue
        if token.text in OPEN and current is not None:
            if found[code[place - 1]].text in DECLARATIONS:
                continue  # its name: `admit` is a word of tactics only
            listed = closings.get(code[place + 1]) if token.text == WITH_A_LIST and place + 1 < len(code) else None
            holes.append(Hole(token.start, token.end if listed is None else found[listed].end))
        elif token.text in DECLARATIONS and not _is_no_declaration(found, code, place):
            start = _start(found, openings, i)
            if current is not None:
                yield current(start)
            holes = []
            declared = _declared_name(found, code, place)
            name = _full_name(scopes, declared) if declared else ""
            current = partial(_declaration, token, name, start, tuple(scopes), holes)
        elif token.text in OTHER_COMMANDS or _is_command_sign(found, i) or _is_other_command(text, token):
            if token.text in BEFORE_IN and has_in[place]:
                continue
            if current is not None:
                yield current(_start(found, openings, i))
            current = None
            _enter_or_leave(scopes, token, found[code[place + 1]] if place + 1 < len(code) else None)
    if current is not None:
        yield current(len(text))


def name_place(text: str, declaration: Declaration) -> int:
    """The offset at which the name of a nameless instance could stand: behind its keyword and its priority."""
    found = [t for t in tokens(text[declaration.keyword_at : declaration.end]) if t.kind is not TokenKind.COMMENT]
    last = found[0]
    if [t.text for t in found[1:3]] == ["(", "priority"]:
        last = found[1 + dict(pairs((t.text for t in found[1:]), "()"))[0]]
    return declaration.keyword_at + last.end


def mutual_blocks(declared: Iterable[Declaration]) -> list[tuple[Declaration, ...]]:
    """The declarations of each `mutual` block: between two of one block no other command stands."""
    blocks: list[list[Declaration]] = []
    for each in declared:
        if each.mutual and blocks and blocks[-1][-1].end == each.start:
            blocks[-1].append(each)
        elif each.mutual:
            blocks.append([each])
    return [tuple(block) for block in blocks]


def _declaration(
    keyword: Token, name: str, start: int, scopes: Sequence[str], holes: list[Hole], end: int
) -> Declaration:
    mutual, namespace = MUTUAL in scopes, _full_name(scopes, "")
    return Declaration(keyword.text, name, start, keyword.start, end, mutual, tuple(holes), namespace)


def _enter_or_leave(scopes: list[str], token: Token, following: Token | None) -> None:
    """Lean opens one scope for each part of `namespace A.B` or `section A.B`, and `end B` closes the last one."""
    parts = _parts(following.text) if following is not None and following.kind is TokenKind.NAME else [""]
    if token.text == "namespace":
        scopes += parts
    elif token.text == "section":
        scopes += [""] * len(parts)
    elif token.text == "mutual":
        scopes.append(MUTUAL)
    elif token.text == "end":
        del scopes[-len(parts) :]


def _parts(name: str) -> list[str]:
    return re.findall(r"«[^»]*»?|[^.«»]+", name)


def _is_no_declaration(found: Sequence[Token], code: Sequence[int], place: int) -> bool:
    """`class inductive` is one declaration, `deriving instance` is none, and a `lemma` with no name is a name."""
    if found[code[place]].text == "lemma":
        return place + 1 >= len(code) or found[code[place + 1]].kind is not TokenKind.NAME
    return place > 0 and found[code[place - 1]].text in ("class", "deriving")


def _declared_name(found: Sequence[Token], code: Sequence[int], place: int) -> str:
    if found[code[place]].text == "example":
        return ""
    words = [found[i] for i in code[place + 1 : place + 10]]
    if [token.text for token in words[:4]] == ["(", "priority", ":", "="]:
        words = words[next((i for i, token in enumerate(words) if token.text == ")"), 0) + 1 :]
    for token in words[:2]:
        if token.kind is TokenKind.NAME and token.text not in DECLARATIONS:
            return token.text
        if token.kind is not TokenKind.NAME:
            return ""
    return ""


def _full_name(scopes: Sequence[str], name: str) -> str:
    if name.startswith("_root_."):
        return name.removeprefix("_root_.")
    return ".".join(s for s in [*scopes, name] if s not in ("", MUTUAL))


def _is_a_field(found: Sequence[Token], code: Sequence[int], place: int) -> bool:
    """Whether a name is one of a field or constructor, as in `(f s).end` and `.opaque`, or is quoted, as `` `end ``."""
    if place < 2 or found[code[place]].kind is not TokenKind.NAME:
        return False
    before, sign, name = (found[i] for i in code[place - 2 : place + 1])
    return sign.end == name.start and (sign.text == "`" or (sign.text == "." and before.text != "."))


def _is_command_sign(found: Sequence[Token], i: int) -> bool:
    """`#check` and its kin: a sign with a word right behind it. What else has the sign, such as `#s`, is notation."""
    if found[i].text != "#" or i + 1 == len(found) or found[i + 1].start != found[i].end:
        return False
    return is_command(f"#{found[i + 1].text}") and (i == 0 or found[i - 1].end < found[i].start)


def _is_other_command(text: str, token: Token) -> bool:
    """Whether it is a command by the table where a line begins; elsewhere some of those words are names."""
    return (token.start == 0 or text[token.start - 1] == "\n") and is_command(token.text)


def _quotations(code: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The places of the brackets of each `` `(…) ``."""
    for opening, closing in pairs([token.text for token in code], "()"):
        if opening and code[opening - 1].text == "`" and code[opening - 1].end == code[opening].start:
            yield opening, closing


def _before_in(words: Sequence[Token]) -> list[bool]:
    """Of each place whether a command there is the left side of `… in`, found from the end for all at once."""
    found, is_so = [], False
    for token in reversed(words):
        found.append(is_so)
        if token.text == "in" or token.text in DECLARATIONS or token.text in OTHER_COMMANDS:
            is_so = token.text == "in"
    return found[::-1]


def _start(found: Sequence[Token], openings: Mapping[int, int], i: int) -> int:
    """Offset at which the declaration with its keyword at index `i` begins; ``openings``: the `[` of each `]`."""
    start = i
    while start > 0:
        before = found[start - 1]
        if before.text in MODIFIERS or is_doc(before):
            start -= 1
        elif (opening := openings.get(start - 1)) and found[opening - 1].text == "@":
            start = opening - 1
        elif before.text == "in" and (command := _in_opening(found, start - 1)) is not None:
            start = command
        else:
            break
    return found[start].start


def _in_opening(found: Sequence[Token], at: int) -> int | None:
    for i in range(at - 1, -1, -1):
        if found[i].text in BEFORE_IN:
            return i
        if found[i].text in DECLARATIONS | OTHER_COMMANDS | {"in"}:  # another `in`, and so another command's
            return None
    return None

"""The declarations of a LeanArchitect file and what our attribute says of them, as they stand; words only, no Lean.

What cannot be read is left out, and a line says so. The text is gone through once: the work grows as the text does.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from architect.blueprint.given import ONLY_NAMES
from architect.formats.kept import MARK, read_kept
from architect.formats.lean_additive import additive_name
from architect.formats.lean_attribute import (
    ATTRIBUTE,
    HOLE,
    Attribute,
    Tell,
    Use,
    cut_for,
    entry_in,
    is_handed_on,
    read_attribute,
    read_uses,
    uses_in_words,
    words_of_comment,
)
from architect.formats.lean_proof import cases_at, proof_between
from prover.text.brackets import pairs
from prover.text.commands import is_command
from prover.text.declarations import Declaration, find_declarations
from prover.text.keywords import BEGINNINGS
from prover.text.lexer import Token, TokenKind, tokens
from prover.text.statements import body_sign
from prover.text.tokens import is_doc, spliced
from prover.words.errors import BadInput

ALONE = "undeclared"  # the key of the label, in the line of a node that no declaration follows
ORDER = "order"  # the key in the last line, where the nodes were given in another order than Lean can take them
NAMING = (HOLE, ONLY_NAMES)  # tactics that name what is used


@dataclass
class Declared:
    """One declaration of the file, a node where ``said`` is there; in a line alone it is not ``in_lean``.

    ``lean`` is a theorem up to its proof, ``proof`` that proof where nothing is left open in it. ``uses`` are those
    that its body names by our tactics; ``stated`` and ``proved`` are the words of the statement, and of what follows.
    """

    at: int
    line: int
    name: str = ""
    namespace: str = ""
    said: Attribute | None = None
    in_lean: bool = True
    is_proposition: bool = False
    is_stated: bool = False
    lean: str = ""
    proof: str = ""
    others: tuple[str, ...] = ()
    uses: tuple[Use, ...] = ()
    stated: Sequence[Token] = ()
    proved: Sequence[Token] = ()
    kept: dict[str, object] = field(default_factory=dict)

    @property
    def label(self) -> str:
        return (self.said.label if self.said is not None else "") or self.name


@dataclass
class BlueprintFile:
    """What `read_lean_file` finds, in the order of the text; ``order`` is the one that was kept, if one was."""

    text: str
    declared: list[Declared] = field(default_factory=list)
    order: list[str] = field(default_factory=list)
    opened: dict[str, None] = field(default_factory=dict)  # the namespaces that some `open` of the file names
    told: list[tuple[int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._newlines = [found.start() for found in re.finditer("\n", self.text)]

    def line(self, at: int) -> int:
        return bisect_left(self._newlines, at) + 1

    def tell(self, at: int, words: str) -> None:
        self.told.append((at, f"line {self.line(at)}: {words}"))

    @property
    def nodes(self) -> list[Declared]:
        return [each for each in self.declared if each.said is not None]

    @property
    def warnings(self) -> tuple[str, ...]:
        return tuple(words for _, words in sorted(self.told, key=lambda each: each[0]))


def read_lean_file(text: str) -> BlueprintFile:
    file = BlueprintFile(text)
    found = list(tokens(text))
    for i, token in enumerate(found):
        if not token.closed:
            file.tell(token.start, f"the {token.kind} that begins here is never closed; what follows is not read")
            text, found = text[: token.start], found[:i]
            break
    declarations = list(find_declarations(text))
    starts = [token.start for token in found]
    spans = [found[bisect_left(starts, d.start) : bisect_left(starts, d.end)] for d in declarations]
    words = [token for token in found if token.kind is not TokenKind.COMMENT or is_doc(token)]
    by_command = _by_command(text, words, declarations, file)
    for i, word in enumerate(words):
        if word.text == "open":
            file.opened |= dict.fromkeys(token.text for token in _names_behind(text, words, i + 1))
    for i, (declaration, span) in enumerate(zip(declarations, spans, strict=True)):
        file.declared.append(_declared(text, declaration, span, by_command.pop(i, None), file))
    _tell_of_the_lost(words, declarations, file.tell)
    _read_comments(found, declarations, spans, file)
    file.declared.sort(key=attrgetter("at"))
    return file


def _declared(
    text: str, d: Declaration, span: Sequence[Token], said: Attribute | None, file: BlueprintFile
) -> Declared:
    """One declaration; ``said`` is what an `attribute` command says of it."""
    read = Declared(d.start, 0, d.name, d.namespace, is_proposition=d.is_proposition)
    keyword = next(i for i, token in enumerate(span) if token.start == d.keyword_at)
    before = [token for token in span[:keyword] if token.kind is not TokenKind.COMMENT or is_doc(token)]
    code = [token for token in span[keyword:] if token.kind is not TokenKind.COMMENT]
    entry = entry_in(before)
    if entry is None and said is None:
        read.proved = code
        return read
    own = before[slice(*entry)] if entry else []
    read.said, read.line = read_attribute(own, file.tell) if entry else said, file.line(d.start)
    assert read.said is not None
    read.name = d.name or (read.said.label if d.keyword == "instance" else "")  # Lean makes up a name for one
    if not read.name:
        file.tell(d.start, f"a node must have a name, and this {d.keyword} has none: it is left out")
        read.said = None
        return read
    end = code[-1].end
    sign = body_sign(code) if d.is_proposition else None
    cases = cases_at(text, code[:sign]) if d.is_proposition else None
    body = next((place for place in (cases, sign) if place is not None), len(code))
    body_at = code[body].start if body < len(code) else end
    if d.is_proposition and body == len(code):
        file.tell(d.start, f"{d.name} has no `:=`: all of it is taken for its statement")
    named = next((token for token in code[1:] if token.kind is TokenKind.NAME), None)
    read.stated, read.proved = [token for token in code[1:body] if token is not named], code[body:]
    read.is_stated = not any(hole.start < body_at for hole in d.holes)
    if body < len(code) and not d.holes:
        read.proof = proof_between(text, body_at if body == cases else code[body + 1].end, end)
    read.uses = tuple(_named_by_tactics(code, file.tell))
    docs = (words_of_comment(token) for token in before if is_doc(token) and token not in own)
    read.said.informal = read.said.informal or "\n\n".join(docs)
    read.said.stated_with += uses_in_words(read.said.informal)
    docs = (words_of_comment(token) for token in span[keyword:] if is_doc(token) and body_at <= token.start < end)
    read.said.idea = read.said.idea or "\n\n".join(docs)
    additive = additive_name(before, read.name) if entry and is_handed_on(before, entry) else ""
    read.others = (additive,) if additive else ()
    edits = [(*cut_for(text, before, entry), "")] if entry else []
    if d.namespace and named is not None:
        edits.append((named.start, named.end, d.name))
    read.lean = spliced(text, edits, d.start, body_at).rstrip()
    return read


def _named_by_tactics(code: Sequence[Token], tell: Tell) -> Iterator[Use]:
    at = [i for i, token in enumerate(code) if token.text in NAMING and token.kind is TokenKind.NAME]
    for i, following in zip(at, [*at, len(code)][1:], strict=True):
        yield from read_uses(code[i + 1 : following], code[i].start, tell)


def _by_command(
    text: str, words: Sequence[Token], declarations: Sequence[Declaration], file: BlueprintFile
) -> dict[int, Attribute]:
    """What each `attribute [blueprint …] name` says, by the place of the declaration; of others nodes are made here."""
    starts = [d.start for d in declarations]
    places = {d.name: i for i, d in enumerate(declarations) if d.name}
    closing = dict(pairs((token.text for token in words), "[]"))
    said: dict[int, Attribute] = {}
    for i, word in enumerate(words[:-1]):
        if word.text != "attribute" or words[i + 1].text != "[" or i + 1 not in closing:
            continue
        end = closing[i + 1]
        entry = entry_in(words[i + 1 : end + 1])
        if entry is None:
            continue
        before = bisect_right(starts, word.start)
        namespace = declarations[before - 1].namespace if before else ""
        for named in _names_behind(text, words, end + 1):
            spoken = read_attribute(words[i + 1 + entry[0] : i + 1 + entry[1]], file.tell)
            full = next((name for name in names_within(named.text, namespace) if name in places), None)
            if full is not None:
                said.setdefault(places[full], spoken)
            else:
                is_theorem = "_" in named.text.rpartition(".")[2] or bool(spoken.idea or spoken.has_proof)
                is_theorem = spoken.environment != "definition" if spoken.environment else is_theorem
                file.declared.append(
                    Declared(word.start, file.line(word.start), named.text, "", spoken, is_proposition=is_theorem)
                )
    return said


def _names_behind(text: str, words: Sequence[Token], at: int) -> Iterator[Token]:
    """The names that a command lists at its end: up to what begins another command."""
    while at < len(words) and words[at].kind is TokenKind.NAME and words[at].text not in BEGINNINGS | {"in"}:
        if text[words[at].start - 1] == "\n" and is_command(words[at].text):
            return
        yield words[at]
        at += 1


def names_within(name: str, namespace: str) -> Iterator[str]:
    """The full names that a name may stand for within a namespace, the nearest first."""
    if name.startswith("_root_."):
        yield name.removeprefix("_root_.")
        return
    while namespace:
        yield f"{namespace}.{name}"
        namespace = namespace.rpartition(".")[0]
    yield name


def _tell_of_the_lost(words: Sequence[Token], declarations: Sequence[Declaration], tell: Tell) -> None:
    starts = [d.start for d in declarations]
    for at, opening, word in zip(words, words[1:], words[2:], strict=False):
        if (at.text, opening.text, word.text) != ("@", "[", ATTRIBUTE):
            continue
        before = bisect_right(starts, at.start)
        if not before or at.start >= declarations[before - 1].keyword_at:
            tell(at.start, f"no declaration follows this `@[{ATTRIBUTE}`, or `]` is missing: it is left out")


def _read_comments(
    found: Sequence[Token], declarations: Sequence[Declaration], spans: Sequence[Sequence[Token]], file: BlueprintFile
) -> None:
    """What our own comments keep; those within a declaration are not ours."""
    starts = [d.start for d in declarations]
    nodes = [each for each in file.nodes if each.in_lean]
    nodes.sort(key=attrgetter("at"))
    for token in found:
        if token.kind is not TokenKind.COMMENT or MARK not in token.text:
            continue
        before = bisect_right(starts, token.start)
        if before and token.start < _last_of(spans[before - 1]):
            continue
        try:
            kept = read_kept(token.text, "--", f"line {file.line(token.start)}")
        except BadInput as broken:
            file.told.append((token.start, f"{broken}; it is passed over"))
            continue
        if kept is None:
            continue
        if isinstance(listed := kept.get(ORDER), list):
            file.order = [str(name) for name in listed]
        elif ALONE in kept:
            said = Attribute(str(kept.pop(ALONE)))
            file.declared.append(Declared(token.start, file.line(token.start), said=said, in_lean=False, kept=kept))
        elif following := nodes[bisect_right(nodes, token.start, key=attrgetter("at")) :][:1]:
            following[0].kept = kept


def _last_of(span: Sequence[Token]) -> int:
    """Where the declaration's own text ends; comments behind it belong to what follows."""
    return next((token.end for token in reversed(span) if token.kind is not TokenKind.COMMENT), 0)

"""LeanArchitect's Lean files (Goedel-Architect's too), read and written by their words; opens no files, runs no Lean.

A node is a declaration with `@[blueprint …]`. What the format cannot say stands in a line before it, `-- architect:
{json}`, with exactly the fields that are not read back as they are; a node with no declaration stands in such a line
alone. Where a hand has changed the declaration since, the declaration holds, not the line.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from architect.blueprint.graph import Blueprint, Kind, Node
from architect.formats.latex import MARK, differing, kept_line, labels_of, merged, node_from, read_kept
from architect.views.blueprint import with_body
from prover.text.declarations import MODIFIERS, PROPOSITIONS, Declaration, find_declarations
from prover.text.lexer import Kind as TokenKind
from prover.text.lexer import Token, tokens
from prover.words.errors import BadInput

ATTRIBUTE = "blueprint"
HOLE = "sorry_using"
ALONE = "undeclared"  # the key of the label, in the line of a node that no declaration follows
ORDER = "order"  # the key in the last line, where the nodes were given in another order than Lean can take them
PROBE = f"\n\n@[{ATTRIBUTE}] theorem probe : True := by\n  {HOLE} []\n"
LOCAL = frozenset({"let", "have", "letI", "haveI", "let_fun"})  # each has a `:=` of its own
_DOC = ("/--", "-/")


@dataclass(frozen=True)
class _Entry:
    """One name in a list of uses, as it is written: a constant, or a label in quotes."""

    text: str
    is_label: bool


@dataclass
class _Read:
    """One declaration with the attribute, or one node of a line alone (which has no ``keyword``)."""

    line: int
    keyword: str = ""
    name: str = ""
    namespace: str = ""
    label: str = ""
    lean: str = ""
    informal: str = ""
    idea: str = ""
    entries: list[_Entry] = field(default_factory=list)
    kept: dict[str, object] = field(default_factory=dict)

    def seen(self, kind: Kind, labels: Mapping[str, str], names: Sequence[str]) -> dict[str, object]:
        """The fields that the declaration itself shows."""
        uses = dict.fromkeys(_resolved(entry, self.namespace, labels, names) for entry in self.entries)
        fields: dict[str, object] = {"name": self.name, "uses": tuple(uses)}
        lean = "" if kind is Kind.TARGET else self.lean
        return {**fields, "lean": lean, "informal": self.informal, "idea": self.idea}


def read_lean_architect(text: str) -> Blueprint:
    """The nodes in the order of the file; `BadInput` says the line of what cannot be read.

    The last theorem is the target; its statement is the user's, and not read. Uses are those that are written:
    what LeanArchitect would infer from the constants of a term, only Lean can tell.
    """
    found, order = _read(text)
    kinds = _kinds(found)
    names = [str(one.kept.get("name", one.name)) for one in found]
    labels = {one.label: name for one, name in zip(found, names, strict=True) if one.label}
    written_labels = {name: label for label, name in labels.items()}
    nodes = []
    for one, kind, name in zip(found, kinds, names, strict=True):
        where, fixed = f"line {one.line}", {"name": name, "kind": kind}
        kept = {key: value for key, value in one.kept.items() if key not in fixed}
        if not one.keyword:
            nodes.append(node_from({**kept, **fixed}, where))
            continue
        seen = one.seen(kind, labels, names)
        again = node_from({**seen, **kept, **fixed}, where)
        statement = one.lean if kind is Kind.TARGET else again.lean
        written = _read_back(_declaration(again, statement, one.label, written_labels), one.namespace)
        as_written = written.seen(kind, labels, names) if written else {}
        nodes.append(node_from({**merged(seen, kept, as_written), **fixed}, where))
    if sorted(order) == sorted(names):
        nodes.sort(key=lambda node: order.index(node.name))
    return Blueprint(nodes=tuple(nodes))


def write_lean_architect(blueprint: Blueprint, header: str, target_statement: str) -> str:
    """``header`` (imports, `open`s) and the nodes, each after what it uses; every open body is `by sorry_using […]`.

    ``target_statement`` is the target's theorem up to its `:=`, or with a body, which is left out. Needs a graph
    without faults, as `Blueprint.order` does, and `import Architect` in the header for Lean to take it.
    """
    namespace = _namespace_after(header)
    labels = dict(zip((node.name for node in blueprint.nodes), labels_of(blueprint), strict=True))
    names_of_labels = {label: name for name, label in labels.items()}
    names, end = [node.name for node in blueprint.nodes], _end_of_statement(target_statement)
    statement = target_statement[:end].strip()
    parts = [header.rstrip()] if header.strip() else []
    for node in blueprint.order:
        text = statement if node.kind is Kind.TARGET else node.lean.strip()
        declared = _declaration(node, text, labels[node.name], labels)
        seen = _read_back(declared, namespace)
        if seen is None:
            fields = {key: value for key, value in node.model_dump(mode="json").items() if value}
            parts.append(kept_line("--", {ALONE: labels[node.name], **fields}))
        else:
            kept = differing(node, seen.seen(node.kind, names_of_labels, names))
            parts.append(f"{kept_line('--', kept)}\n{declared}")
    if list(blueprint.order) != list(blueprint.nodes):
        parts.append(kept_line("--", {ORDER: names}))
    return "".join(f"{part}\n\n" for part in parts).rstrip("\n") + "\n"


def _kinds(found: Sequence[_Read]) -> list[Kind]:
    """The kinds that were kept, else what the keywords say; the last theorem is the target if none was kept."""
    kept = [Kind(str(one.kept["kind"])) if one.kept.get("kind") in list(Kind) else None for one in found]
    by_keyword = [Kind.LEMMA if one.keyword in PROPOSITIONS else Kind.DEFINITION for one in found]
    if Kind.TARGET not in kept:
        last = [i for i, kind in enumerate(by_keyword) if kind is Kind.LEMMA and kept[i] is None][-1:]
        for i in last:
            by_keyword[i] = Kind.TARGET
    return [k or otherwise for k, otherwise in zip(kept, by_keyword, strict=True)]


def _read(text: str) -> tuple[list[_Read], list[str]]:
    """The nodes as they stand, and the order that was kept."""
    found = list(tokens(text))
    for token in found:
        if not token.closed:
            raise BadInput(f"line {_line(text, token.start)}: the {token.kind} that begins here is never closed")
    declarations = list(find_declarations(text))
    starts = [t.start for t in found]
    spans = [found[bisect_left(starts, d.start) : bisect_left(starts, d.end)] for d in declarations]
    read = [(d.start, one) for d, span in zip(declarations, spans, strict=True) if (one := _node(text, d, span))]
    _check_attributes(text, found, declarations)
    ends = [_last_of(span) for span in spans]
    order: list[str] = []
    for token in found:
        if token.kind is not TokenKind.COMMENT or MARK not in token.text:
            continue
        inside = any(d.start <= token.start < end for d, end in zip(declarations, ends, strict=True))
        if inside or (kept := read_kept(token.text, "--", f"line {_line(text, token.start)}")) is None:
            continue
        if isinstance(listed := kept.get(ORDER), list):
            order = [str(name) for name in listed]
        elif ALONE in kept:
            read.append((token.start, _Read(_line(text, token.start), label=str(kept.pop(ALONE)), kept=kept)))
        elif following := min((r for r in read if r[0] > token.start and r[1].keyword), key=_first, default=None):
            following[1].kept = kept
    return [one for _, one in sorted(read, key=_first)], order


def _first(placed: tuple[int, _Read]) -> int:
    return placed[0]


def _last_of(span: Sequence[Token]) -> int:
    """Where the declaration's own text ends; comments behind it belong to what follows."""
    return max((t.end for t in span if t.kind is not TokenKind.COMMENT), default=0)


def _check_attributes(text: str, found: Sequence[Token], declarations: Sequence[Declaration]) -> None:
    code = [t for t in found if t.kind is not TokenKind.COMMENT]
    for at, opening, word in zip(code, code[1:], code[2:], strict=False):
        if (at.text, opening.text, word.text) != ("@", "[", ATTRIBUTE):
            continue
        if not any(d.start <= at.start < d.keyword_at for d in declarations):
            raise BadInput(
                f"line {_line(text, at.start)}: no declaration follows this `@[{ATTRIBUTE}`, or `]` is missing"
            )


def _node(text: str, declaration: Declaration, span: Sequence[Token]) -> _Read | None:
    """What a declaration with our attribute says; None for any other."""
    before = [t for t in span if t.start < declaration.keyword_at]
    code = [t for t in before if t.kind is not TokenKind.COMMENT or t.text.startswith(_DOC[0])]
    entry = _attribute(code)
    if entry is None:
        return None
    line = _line(text, declaration.start)
    if not declaration.name:
        raise BadInput(f"line {line}: a node must have a name, and this {declaration.keyword} has none")
    one = _Read(line, declaration.keyword, declaration.name, declaration.namespace)
    removed: set[str] = set()
    _take_attribute(one, code[entry[0] : entry[1]], text, removed)
    body_at = _last_of(span)
    if declaration.keyword in PROPOSITIONS:
        body_at = declaration.keyword_at + _end_of_statement(text[declaration.keyword_at : _last_of(span)])
        if body_at == _last_of(span):
            raise BadInput(f"line {line}: {declaration.name} has no `:=`, so where its statement ends cannot be seen")
    if not one.idea:
        proof = [_words(t) for t in span if t.start >= body_at and t.start < _last_of(span) and _is_doc(t)]
        one.idea = "\n\n".join(proof)
    if not one.informal:
        one.informal = "\n\n".join(_words(t) for t in before if _is_doc(t) and t not in code[entry[0] : entry[1]])
    for i, token in enumerate(span):
        if token.text == HOLE and token.kind is TokenKind.NAME:
            one.entries += _list(span[i + 1 :], text, removed)
    one.entries = [e for e in one.entries if e.text not in removed]
    one.lean = _without_attribute(text, declaration, code, entry, span)[: body_at - _last_of(span) or None].rstrip()
    return one


def _attribute(code: Sequence[Token]) -> tuple[int, int] | None:
    """Places of our entry among an attribute's entries: its first token, and the `,` or `]` that ends it."""
    depth, start = 0, None
    for i, token in enumerate(code):
        if token.kind is not TokenKind.SYMBOL:
            if depth == 1 and token.text == ATTRIBUTE and code[i - 1].text in ("[", ","):
                start = i
            continue
        if token.text in "([{":
            depth += 1
        elif token.text in ")]}":
            depth -= 1
        if start is not None and (depth == 0 or (depth == 1 and token.text == ",")):
            return start, i
    return None


def _without_attribute(
    text: str, declaration: Declaration, code: Sequence[Token], entry: tuple[int, int], span: Sequence[Token]
) -> str:
    """The declaration's text without our entry, and under its full name: its namespace is left behind."""
    first, last = code[entry[0]], code[entry[1]]
    opening = code[entry[0] - 1]
    if opening.text == "[" and last.text == "]":
        start, end = code[entry[0] - 2].start, last.end  # ours alone: the brackets go with it
    elif last.text == ",":
        start, end = first.start, last.end
    else:
        start, end = opening.start, last.start
    rest = text[end : _last_of(span)]
    head = text[declaration.start : start]
    name = next((t for t in span if t.start > declaration.keyword_at and t.kind is TokenKind.NAME), None)
    if declaration.namespace and name is not None and name.text != declaration.name:
        at = name.start - end
        rest = f"{rest[:at]}{declaration.name}{rest[at + len(name.text) :]}"
    return f"{head}{rest if last.text == ']' and opening.text == ',' else rest.lstrip()}"


def _take_attribute(one: _Read, entry: Sequence[Token], text: str, removed: set[str]) -> None:
    """`blueprint "label" (key := value) …`; keys that say nothing a node holds are passed over."""
    if len(entry) > 1 and entry[1].kind is TokenKind.STRING:
        one.label = _unquoted(entry[1].text)
    depth = 0
    for i, token in enumerate(entry):
        is_symbol = token.kind is TokenKind.SYMBOL
        if is_symbol and token.text == "(" and depth == 0 and [t.text for t in entry[i + 2 : i + 4]] == [":", "="]:
            key, value = entry[i + 1].text, entry[i + 4 :]
            if key in ("uses", "proofUses"):
                one.entries += _list(value, text, removed)
            elif key in ("statement", "proof"):
                if not value or not (_is_doc(value[0]) or value[0].kind is TokenKind.STRING):
                    raise BadInput(f"line {_line(text, token.start)}: ({key} := …) must be `/-- … -/`")
                setattr(one, "informal" if key == "statement" else "idea", _words(value[0]))
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(token.text, 0) if is_symbol else 0


def _list(value: Sequence[Token], text: str, removed: set[str]) -> list[_Entry]:
    """The entries of `[a, "b", -c]`, with `c` among those removed."""
    value = [t for t in value if t.kind is not TokenKind.COMMENT]
    if not value or value[0].text != "[":
        raise BadInput(
            f"line {_line(text, value[0].start) if value else _line(text, len(text))}: a list of uses must follow"
        )
    found: list[_Entry] = []
    minus = False
    for token in value[1:]:
        if token.text == "]":
            return found
        if token.kind in (TokenKind.NAME, TokenKind.STRING):
            is_label = token.kind is TokenKind.STRING
            entry = _Entry(_unquoted(token.text) if is_label else token.text, is_label)
            if minus:
                removed.add(entry.text)
            else:
                found.append(entry)
        minus = token.text == "-"
    raise BadInput(f"line {_line(text, value[0].start)}: this list of uses is not closed")


def _resolved(entry: _Entry, namespace: str, labels: Mapping[str, str], names: Sequence[str]) -> str:
    """The node that an entry means: its label, or its name as Lean finds it from within a namespace."""
    if entry.is_label:
        return labels.get(entry.text, entry.text)
    parts = namespace.split(".") if namespace else []
    candidates = (".".join([*parts[:i], entry.text]) for i in range(len(parts), -1, -1))
    return next((name for name in candidates if name in names), entry.text)


def _end_of_statement(text: str) -> int:
    """Offset of the `:=` before the proof: the first outside brackets that is no `let`'s; the end if there is none."""
    depth, pending = 0, 0
    found = [t for t in tokens(text) if t.kind is not TokenKind.COMMENT]
    for i, token in enumerate(found):
        if token.kind is TokenKind.NAME and depth == 0:
            pending += token.text in LOCAL
        elif token.kind is TokenKind.SYMBOL:
            depth += (token.text in "([{⟨⦃") - (token.text in ")]}⟩⦄")
            if token.text == ":" and depth == 0 and text.startswith(":=", token.start) and i:
                if not pending:
                    return token.start
                pending -= 1
    return len(text)


def _declaration(node: Node, text: str, label: str, labels: Mapping[str, str]) -> str:
    """A node's text with our attribute, and for a statement the body that says what it builds on."""
    entries = ", ".join(_entry(name, labels) for name in node.uses)
    words = [ATTRIBUTE, _quoted(label)] if label else [ATTRIBUTE]
    attribute = " ".join(words)
    for key, value in (("statement", node.informal), ("proof", node.idea)):
        if shown := _as_comment(value):
            attribute += f"\n  ({key} := {_DOC[0]} {shown} {_DOC[1]})"
    if node.kind is Kind.DEFINITION:
        return _with_attribute(text, f"{attribute}\n  (uses := [{entries}])" if entries else attribute)
    return with_body(_with_attribute(text, attribute), f"by\n  {HOLE} [{entries}]")


def _with_attribute(text: str, attribute: str) -> str:
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


def _entry(name: str, labels: Mapping[str, str]) -> str:
    """A constant where the name is one word of Lean, else its label."""
    is_word = [(t.kind, t.text, t.closed) for t in tokens(name)] == [(TokenKind.NAME, name, True)]
    return name if is_word else _quoted(labels.get(name, name))


def _read_back(declared: str, namespace: str) -> _Read | None:
    """What a declaration says, read by itself; None where that is not one node, or reaches into the next."""
    opening = f"namespace {namespace}\n" if namespace else ""
    code = (t.start for t in tokens(declared) if t.kind is not TokenKind.COMMENT or _is_doc(t))
    if [d.start for d in find_declarations(declared)] != [next(code, None)]:
        return None  # what stands before the declaration would be read with the one before it
    try:
        found, order = _read(f"{opening}{declared}{PROBE}")
    except BadInput:
        return None
    expected = f"{namespace}.probe" if namespace else "probe"
    is_sound = len(found) == 2 and found[1].name == expected and found[1].lean == f"theorem {expected} : True"
    return found[0] if is_sound and not order and not found[0].kept and not found[1].kept else None


def _namespace_after(header: str) -> str:
    """The namespace that is open where the nodes begin."""
    last = list(find_declarations(f"{header}{PROBE}"))[-1:]
    if not last or not last[0].name.endswith("probe") or not all(t.closed for t in tokens(header)):
        raise BadInput("the header ends within a comment, a text or a bracket: no declaration can follow it")
    return last[0].namespace


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def _is_doc(token: Token) -> bool:
    return token.kind is TokenKind.COMMENT and token.text.startswith(_DOC[0])


def _words(token: Token) -> str:
    if token.kind is TokenKind.STRING:
        return _unquoted(token.text).strip()
    return "\n".join(line.rstrip() for line in token.text[3:-2].split("\n")).strip()


def _as_comment(words: str) -> str:
    """Words that may stand in a comment: nothing in them opens or closes one."""
    seen = "".join(c if c.isprintable() or c == "\n" else " " for c in words)
    return seen.replace("/-", "/ -").replace("-/", "- /").strip()


def _quoted(text: str) -> str:
    escaped = "".join(c if c.isprintable() else " " for c in text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _unquoted(string: str) -> str:
    if string.startswith("r"):
        return string.lstrip("r#")[1:].rstrip("#")[:-1]
    return re.sub(r"\\(.)", lambda escape: {"n": "\n", "t": "\t"}.get(escape[1], escape[1]), string[1:-1])

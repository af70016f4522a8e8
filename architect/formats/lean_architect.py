"""LeanArchitect's Lean files (Goedel-Architect's too), read and written by their words; opens no files, runs no Lean.

A node is a declaration with `@[blueprint …]`. What the format cannot say stands in a line before it, `-- architect:
{json}`, with exactly the fields that are not read back as they are; a node with no declaration stands in such a line
alone. Where a hand has changed the declaration since, the declaration holds, not the line.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from architect.blueprint.graph import Blueprint, Kind
from architect.formats.kept import MARK, differing, kept_line, labels_of, merged, node_from, read_kept
from architect.formats.lean_attribute import (
    ATTRIBUTE,
    HOLE,
    Attribute,
    Use,
    entry_in,
    read_attribute,
    read_uses,
    with_attribute,
    without_attribute,
    words_of_comment,
)
from prover.text.declarations import Declaration, find_declarations
from prover.text.lexer import Token, TokenKind, tokens
from prover.text.statements import end_of_statement
from prover.text.tokens import is_doc
from prover.words.errors import BadInput
from prover.words.verdict import position

ALONE = "undeclared"  # the key of the label, in the line of a node that no declaration follows
ORDER = "order"  # the key in the last line, where the nodes were given in another order than Lean can take them
PROBE = f"\n\n@[{ATTRIBUTE}] theorem probe : True := by\n  {HOLE} []\n"


@dataclass
class _ReadNode:
    """One declaration with the attribute, or one node of a line alone (which has no ``declaration``)."""

    line: int
    said: Attribute
    declaration: Declaration | None = None
    lean: str = ""
    kept: dict[str, object] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.declaration.name if self.declaration else ""

    @property
    def namespace(self) -> str:
        return self.declaration.namespace if self.declaration else ""

    @property
    def is_statement(self) -> bool:
        return self.declaration is not None and self.declaration.is_proposition

    def seen(self, kind: Kind, labels: Mapping[str, str], names: Sequence[str]) -> dict[str, object]:
        """The fields that the declaration itself shows."""
        uses = dict.fromkeys(_resolved(use, self.namespace, labels, names) for use in self.said.uses)
        fields: dict[str, object] = {"name": self.name, "uses": tuple(uses)}
        lean = "" if kind is Kind.TARGET else self.lean
        return {**fields, "lean": lean, "informal": self.said.informal, "idea": self.said.idea}


def read_lean_architect(text: str) -> Blueprint:
    """The nodes in the order of the file; `BadInput` says the line of what cannot be read.

    The last theorem is the target; its statement is the user's, and not read. Uses are those that are written:
    what LeanArchitect would infer from the constants of a term, only Lean can tell.
    """
    found, order = _read(text)
    kinds = _kinds(found)
    names = [str(one.kept.get("name", one.name)) for one in found]
    labels = {one.said.label: name for one, name in zip(found, names, strict=True) if one.said.label}
    written_labels = {name: label for label, name in labels.items()}
    nodes = []
    for one, kind, name in zip(found, kinds, names, strict=True):
        where, fixed = f"line {one.line}", {"name": name, "kind": kind}
        kept = {key: value for key, value in one.kept.items() if key not in fixed}
        if one.declaration is None:
            nodes.append(node_from({**kept, **fixed}, where))
            continue
        seen = one.seen(kind, labels, names)
        again = node_from({**seen, **kept, **fixed}, where)
        statement = one.lean if kind is Kind.TARGET else again.lean
        written = _read_back(with_attribute(again, statement, one.said.label, written_labels), one.namespace)
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
    names, end = [node.name for node in blueprint.nodes], end_of_statement(target_statement)
    statement = target_statement[:end].strip()
    parts = [header.rstrip()] if header.strip() else []
    for node in blueprint.order:
        text = statement if node.kind is Kind.TARGET else node.lean.strip()
        declared = with_attribute(node, text, labels[node.name], labels)
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


def _kinds(found: Sequence[_ReadNode]) -> list[Kind]:
    """The kinds that were kept, else what the keywords say; the last theorem is the target if none was kept."""
    kept = [Kind(str(one.kept["kind"])) if one.kept.get("kind") in list(Kind) else None for one in found]
    by_keyword = [Kind.LEMMA if one.is_statement else Kind.DEFINITION for one in found]
    if Kind.TARGET not in kept:
        last = [i for i, kind in enumerate(by_keyword) if kind is Kind.LEMMA and kept[i] is None][-1:]
        for i in last:
            by_keyword[i] = Kind.TARGET
    return [k or otherwise for k, otherwise in zip(kept, by_keyword, strict=True)]


def _read(text: str) -> tuple[list[_ReadNode], list[str]]:
    """The nodes as they stand, and the order that was kept."""
    found = list(tokens(text))
    for token in found:
        if not token.closed:
            raise BadInput(
                f"line {position(text, token.start).line}: the {token.kind} that begins here is never closed"
            )
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
        if inside or (kept := read_kept(token.text, "--", f"line {position(text, token.start).line}")) is None:
            continue
        if isinstance(listed := kept.get(ORDER), list):
            order = [str(name) for name in listed]
        elif ALONE in kept:
            read.append(
                (token.start, _ReadNode(position(text, token.start).line, Attribute(str(kept.pop(ALONE))), kept=kept))
            )
        elif following := min(
            (r for r in read if r[0] > token.start and r[1].declaration), key=itemgetter(0), default=None
        ):
            following[1].kept = kept
    return [one for _, one in sorted(read, key=itemgetter(0))], order


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
                f"line {position(text, at.start).line}: no declaration follows this `@[{ATTRIBUTE}`, or `]` is missing"
            )


def _node(text: str, declaration: Declaration, span: Sequence[Token]) -> _ReadNode | None:
    """What a declaration with our attribute says; None for any other."""
    before = [t for t in span if t.start < declaration.keyword_at]
    code = [t for t in before if t.kind is not TokenKind.COMMENT or is_doc(t)]
    entry = entry_in(code)
    if entry is None:
        return None
    line, end = position(text, declaration.start).line, _last_of(span)
    if not declaration.name:
        raise BadInput(f"line {line}: a node must have a name, and this {declaration.keyword} has none")
    own = code[slice(*entry)]
    said, body_at = read_attribute(own, text), end
    if declaration.is_proposition:
        body_at = declaration.keyword_at + end_of_statement(text[declaration.keyword_at : end])
        if body_at == end:
            raise BadInput(f"line {line}: {declaration.name} has no `:=`, so where its statement ends cannot be seen")
    informal = "\n\n".join(words_of_comment(t) for t in before if is_doc(t) and t not in own)
    idea = "\n\n".join(words_of_comment(t) for t in span if body_at <= t.start < end and is_doc(t))
    holes = [i for i, token in enumerate(span) if token.text == HOLE and token.kind is TokenKind.NAME]
    uses = [*said.uses, *(use for i in holes for use in read_uses(span[i + 1 :], text))]
    removed = {use.text for use in uses if use.removed}
    kept = tuple(use for use in uses if use.text not in removed)
    lean = without_attribute(text[:end], declaration, code, entry)[: body_at - end or None].rstrip()
    return _ReadNode(line, Attribute(said.label, said.informal or informal, said.idea or idea, kept), declaration, lean)


def _resolved(use: Use, namespace: str, labels: Mapping[str, str], names: Sequence[str]) -> str:
    """The node that a use means: its label, or its name as Lean finds it from within a namespace."""
    if use.is_label:
        return labels.get(use.text, use.text)
    parts = namespace.split(".") if namespace else []
    candidates = (".".join([*parts[:i], use.text]) for i in range(len(parts), -1, -1))
    return next((name for name in candidates if name in names), use.text)


def _read_back(declared: str, namespace: str) -> _ReadNode | None:
    """What a declaration says, read by itself; None where that is not one node, or reaches into the next."""
    opening = f"namespace {namespace}\n" if namespace else ""
    code = (t.start for t in tokens(declared) if t.kind is not TokenKind.COMMENT or is_doc(t))
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

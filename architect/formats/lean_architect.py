"""LeanArchitect's Lean files (Goedel-Architect's too), read and written by their words; opens no files, runs no Lean.

A node is a declaration with `@[blueprint …]`. What the format cannot say stands in a line before it, `-- architect:
{json}`, with exactly the fields that are not read back as they are; a node with no declaration stands in such a line
alone. Where a hand has changed the declaration since, the declaration holds, not the line.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from architect.blueprint.documented import Documented, Mark
from architect.blueprint.graph import Blueprint, Kind, Node
from architect.formats.kept import differing, kept_line, labels_of, merged, node_from
from architect.formats.lean_attribute import ATTRIBUTE, HOLE, with_attribute
from architect.formats.lean_file import ALONE, ORDER, BlueprintFile, Declared, read_lean_file
from architect.formats.lean_uses import Uses
from architect.formats.shared_label import joined
from prover.text.declarations import find_declarations
from prover.text.lexer import TokenKind, tokens
from prover.text.statements import end_of_statement
from prover.text.tokens import is_doc
from prover.words.errors import BadInput

PROBE = f"\n\n@[{ATTRIBUTE}] theorem probe : True := by\n  {HOLE} []\n"


def read_lean_architect(
    text: str, warn: Callable[[str], None] = lambda _: None, places: dict[str, str] | None = None
) -> Blueprint:
    """The nodes in the order of the file; those with one label are one node with several names in Lean.

    The last theorem is the target; its statement is the user's, and not read. Uses are those that are written, and
    those that the words of the file show; what LeanArchitect would infer besides, only Lean can tell. ``warn`` is
    told, a line each with its place, what cannot be read and what is done about it; into ``places`` goes the line of
    each declaration.
    """
    return joined(read_each(text, warn, places))


def read_each(
    text: str,
    warn: Callable[[str], None] = lambda _: None,
    places: dict[str, str] | None = None,
    has_target: bool = True,
) -> Blueprint:
    """The same with a node for each declaration, as whoever proves them needs it; a part of a whole has no target."""
    file = read_lean_file(text)
    nodes = list(_nodes(file, has_target))
    order = {name: i for i, name in enumerate(file.order)}
    if sorted(order) == sorted(node.name for node in nodes):
        nodes.sort(key=lambda node: order[node.name])
    if places is not None:
        places |= {_name(each): str(each.line) for each in reversed(file.nodes)}
    if not nodes:
        file.tell(0, f"no declaration has the attribute `{ATTRIBUTE}`")
    for warning in file.warnings:
        warn(warning)
    return Blueprint(nodes=tuple(nodes))


def write_lean_architect(blueprint: Blueprint, header: str, target_statement: str) -> str:
    """``header`` (imports, `open`s) and the nodes, each after what it uses; an open body is `by sorry_using […]`.

    ``target_statement`` is the target's theorem up to its `:=`, or with a body, which is left out. Needs a graph
    without faults, as `Blueprint.order` does, and `import Architect` in the header for Lean to take it.
    """
    namespace = _namespace_after(header)
    labels = _labels(blueprint)
    statement = target_statement[: end_of_statement(target_statement)].strip()
    written = []
    for node in blueprint.order:
        text = statement if node.kind is Kind.TARGET else node.lean.strip()
        declared = with_attribute(node, text, _own_label(node, labels), labels)
        is_sound = _read_back(declared, namespace) is not None
        written.append(declared if is_sound else _alone(node, labels[node.name]))
    parts = [header.rstrip()] if header.strip() else []
    named = [
        f"{kept_line('--', {'name': node.name})}\n{text}\n\n"
        for node, text in zip(blueprint.order, written, strict=True)
    ]
    seen = _Shown(read_lean_file("".join([*(f"{part}\n\n" for part in parts), *named])))
    for node, place, text in zip(blueprint.order, seen.places, written, strict=True):
        each = seen.file.declared[place]
        kept = _kept(node, seen.fields(place, node.kind, each)) if each.in_lean else {}
        if _says_nothing(kept, node, node == blueprint.order[-1], each):
            kept = {}
        parts.append(f"{kept_line('--', kept)}\n{text}" if kept else text)
    if list(blueprint.order) != list(blueprint.nodes):
        parts.append(kept_line("--", {ORDER: [node.name for node in blueprint.nodes]}))
    return "".join(f"{part}\n\n" for part in parts).rstrip("\n") + "\n"


class _Shown:
    """What a file shows of each of its nodes, by the place of its declaration."""

    def __init__(self, file: BlueprintFile) -> None:
        self.file = file
        names: dict[str, int] = {}
        for i, each in enumerate(file.declared):
            name = _name(each)
            if each.said is not None and names.setdefault(name, i) != i:
                file.tell(each.at, f"{name} is declared in line {file.declared[names[name]].line}: this is left out")
        self.places = sorted(names.values())
        self.names = {i: name for name, i in names.items()}
        self.uses = Uses(file, self.names)

    def fields(self, place: int, kind: Kind, each: Declared) -> dict[str, object]:
        """The fields that a declaration in this place shows."""
        assert each.said is not None
        said = each.said
        stated, proved = self.uses.of(place, each)
        marks = {
            Mark.STATED: each.is_stated,
            Mark.PROVED: each.is_proposition and bool(each.proof),
            Mark.NOT_READY: said.not_ready,
        }
        documented = Documented(
            environment=said.environment,
            title=said.title,
            labels=(said.label,) if said.label else (),
            declarations=(each.name, *each.others),
            stated_with=stated,
            has_proof=each.is_proposition or bool(said.idea) if said.has_proof is None else said.has_proof,
            marks=tuple(mark for mark, is_so in marks.items() if is_so),
            discussion=(said.discussion,) if said.discussion else (),
            proof=each.proof,
        )
        return {
            "name": each.name,
            "lean": "" if kind is Kind.TARGET else each.lean,
            "uses": tuple(dict.fromkeys([*stated, *proved])),
            "informal": said.informal,
            "idea": said.idea,
            "documented": documented.model_dump(),
        }


def _nodes(file: BlueprintFile, has_target: bool) -> Iterator[Node]:
    """The nodes that can be read; of the others a line is told."""
    seen = _Shown(file)
    kinds = _kinds([file.declared[place] for place in seen.places], has_target)
    labels = {name: _label(file.declared[place]) or name for place, name in seen.names.items()}
    for place, kind in zip(seen.places, kinds, strict=True):
        each, name = file.declared[place], seen.names[place]
        try:
            yield _node(seen, place, each, Node(name=name or "?", kind=kind), labels)
        except BadInput as wrong:
            file.told.append((each.at, f"{wrong}: the node is left out"))


def _node(seen: _Shown, place: int, each: Declared, bare: Node, labels: Mapping[str, str]) -> Node:
    """One node, from what its declaration shows and what was kept. Raises `BadInput`."""
    where, kind = f"line {each.line}", bare.kind
    fixed = {"name": seen.names[place], "kind": kind}
    kept = {key: value for key, value in each.kept.items() if key not in fixed}
    if not each.in_lean:
        return node_from({**kept, **fixed}, where)
    shown = seen.fields(place, kind, each)
    if not each.kept:
        return node_from({**shown, **fixed}, where)
    kept.setdefault("documented", None)  # our own line, of a node that no document had
    again = node_from({**shown, **kept, **fixed}, where)
    statement = each.lean if kind is Kind.TARGET else again.lean
    own = again.documented.labels[:1] if again.documented else (_label(each) or each.name,)
    written = _read_back(with_attribute(again, statement, "".join(own), labels), each.namespace)
    if written is not None:  # the same declaration, also where its text gives its name in full
        written = replace(written, name=each.name, namespace=each.namespace, others=each.others)
    as_written = seen.fields(place, kind, written) if written else {}
    return node_from({**merged(shown, kept, as_written), **fixed}, where)


def _name(each: Declared) -> str:
    return str(each.kept.get("name", each.name))


def _label(each: Declared) -> str:
    return each.said.label if each.said is not None else ""


def _kinds(found: Sequence[Declared], has_target: bool) -> list[Kind]:
    """The kinds that were kept, else what the keywords say; the last theorem is the target if none was kept."""
    kept = [Kind(str(one.kept["kind"])) if one.kept.get("kind") in list(Kind) else None for one in found]
    by_keyword = [Kind.LEMMA if one.is_proposition else Kind.DEFINITION for one in found]
    if has_target and Kind.TARGET not in kept:
        last = [i for i, kind in enumerate(by_keyword) if kind is Kind.LEMMA and kept[i] is None][-1:]
        for i in last:
            by_keyword[i] = Kind.TARGET
    return [k or otherwise for k, otherwise in zip(kept, by_keyword, strict=True)]


def _read_back(declared: str, namespace: str) -> Declared | None:
    """What a declaration says, read by itself; None where that is not one node, or reaches into the next."""
    opening = f"namespace {namespace}\n" if namespace else ""
    code = (t.start for t in tokens(declared) if t.kind is not TokenKind.COMMENT or is_doc(t))
    if [d.start for d in find_declarations(declared)] != [next(code, None)]:
        return None  # what stands before the declaration would be read with the one before it
    file = read_lean_file(f"{opening}{declared}{PROBE}")
    found, expected = file.nodes, f"{namespace}.probe" if namespace else "probe"
    if file.told or file.order or len(found) != 2 or any(one.kept or not one.in_lean for one in found):
        return None
    return found[0] if (found[1].name, found[1].lean) == (expected, f"theorem {expected} : True") else None


def _kept(node: Node, shown: Mapping[str, object]) -> dict[str, object]:
    """What a line must keep: that it is there says of a node without a document that it has none."""
    kept = differing(node, shown)
    has_another = kept.pop("documented", None) is not None
    if node.documented is not None and (has_another or set(kept) != {"kind"}):
        said = node.documented.model_dump(mode="json")
        kept["documented"] = {key: value for key, value in said.items() if value}
    return kept


def _says_nothing(kept: Mapping[str, object], node: Node, is_last: bool, each: Declared) -> bool:
    """Whether a line keeps but the kind, and that as it is read where there is no line."""
    if node.documented is None or set(kept) != {"kind"}:
        return False
    if node.kind is Kind.TARGET:
        return each.is_proposition and is_last
    return node.kind is (Kind.LEMMA if each.is_proposition else Kind.DEFINITION)


def _alone(node: Node, label: str) -> str:
    fields = {key: value for key, value in node.model_dump(mode="json").items() if value}
    return kept_line("--", {ALONE: label, **fields})


def _labels(blueprint: Blueprint) -> dict[str, str]:
    """The label of each node: the document's own, or one that is made of its name."""
    made = zip(blueprint.nodes, labels_of(blueprint), strict=True)
    return {node.name: label if node.documented is None else _own_label(node, {}) or node.name for node, label in made}


def _own_label(node: Node, labels: Mapping[str, str]) -> str:
    return labels[node.name] if node.documented is None else "".join(node.documented.labels[:1])


def _namespace_after(header: str) -> str:
    """The namespace that is open where the nodes begin."""
    last = list(find_declarations(f"{header}{PROBE}"))[-1:]
    if not last or not last[0].name.endswith("probe") or not all(t.closed for t in tokens(header)):
        raise BadInput("the header ends within a comment, a text or a bracket: no declaration can follow it")
    return last[0].namespace

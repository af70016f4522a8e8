"""What a format cannot say of a node, kept in a comment beside it: written, read, and weighed against what is shown.

The comment holds exactly the fields that are not read back as they are, and where a hand has changed what the format
shows since, that holds, not the comment. It opens no files.
"""

import json
import re
from collections.abc import Mapping

from pydantic import ValidationError

from architect.blueprint.graph import Blueprint, Node
from prover.words.errors import BadInput, faults_in
from prover.words.shown import from_json

MARK = "architect:"


def labels_of(blueprint: Blueprint) -> tuple[str, ...]:
    """A label of its own for each node: the first that its document gives it, else one near to its name."""
    own = [next(filter(is_label, node.documented.labels), "") if node.documented else "" for node in blueprint.nodes]
    firsts = {label: i for i, label in reversed(list(enumerate(own))) if label}
    taken = set(firsts)
    found = []
    for i, node in enumerate(blueprint.nodes):
        if firsts.get(own[i]) == i:
            found.append(own[i])
            continue
        label, number = label_of(node.name), 2
        while label in taken:
            label, number = f"{label_of(node.name)}-{number}", number + 1
        taken.add(label)
        found.append(label)
    return tuple(found)


def label_of(name: str) -> str:
    """A name with what no label may have written otherwise."""
    return re.sub(r"[^\w.:'!?-]", "-", name)


def is_label(text: str) -> bool:
    """Whether a document may have it as a label."""
    return re.fullmatch(r"[^\s{}\\%,#\"]+( [^\s{}\\%,#\"]+)*", text) is not None and text.isprintable()


def kept_line(sign: str, kept: Mapping[str, object]) -> str:
    """The comment; ``sign`` is what begins one in the format."""
    return f"{sign} {MARK} {json.dumps(kept, ensure_ascii=False)}"


def read_kept(comment: str, sign: str, where: str) -> dict[str, object] | None:
    """What one of our comments keeps; None where the comment is not ours. Raises `BadInput` for a broken one."""
    if not comment.startswith(f"{sign} {MARK}"):
        return None
    try:
        kept = from_json(comment.removeprefix(f"{sign} {MARK}"))
    except ValueError as broken:
        raise BadInput(f"{where}: what follows `{sign} {MARK}` is no JSON: {broken}") from None
    if not isinstance(kept, dict):
        raise BadInput(f"{where}: what follows `{sign} {MARK}` must be a JSON object")
    return kept


def differing(node: Node, seen: Mapping[str, object]) -> dict[str, object]:
    """The fields that a comment must keep: the kind, and those that the format does not show as they are."""
    fields, default = _fields(node), _fields(Node(name="_", kind=node.kind))
    kept = {key: value for key, value in fields.items() if seen.get(key, default[key]) != value}
    return {"kind": str(node.kind), **{key: value for key, value in kept.items() if key != "kind"}}


def _fields(node: Node) -> dict[str, object]:
    """All of them, also that no document has the node."""
    return {**node.model_dump(), "documented": node.documented and node.documented.model_dump()}


def merged(seen: Mapping[str, object], kept: Mapping[str, object], written: Mapping[str, object]) -> dict[str, object]:
    """What was kept, where the format still shows what was ``written`` from it; else what is seen."""
    return {**seen, **{key: value for key, value in kept.items() if seen.get(key) == written.get(key)}}


def node_from(fields: Mapping[str, object], where: str) -> Node:
    """The node with these fields. Raises `BadInput` for what is none, with the place."""
    try:
        return Node.model_validate(fields)
    except ValidationError as wrong:
        raise BadInput(f"{where}: {faults_in(wrong)[0]}") from None

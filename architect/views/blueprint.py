"""A blueprint shown: a tree, a table, JSON, a graph for dot or Mermaid, Lean text; it opens no files and runs no Lean.

How far each node is says `progress_of` (`architect/views/progress.py`), of a part as of the whole. All but `as_lean`
show any blueprint, faults and all: what is shown is often what has to be mended.
"""

import json
from collections import deque
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Literal

from architect.blueprint.graph import Blueprint, Kind, Node
from architect.views.progress import NO_STATES, Standings, States, state_of
from prover.text.statements import with_body
from prover.words.shown import in_one_line

SCHEMA = 1  # of our JSON
EdgeSort = Literal["statement", "proof", "inferred"]  # where one node names another; the last is seen in Lean only
STATED: EdgeSort = "statement"
PROVED: EdgeSort = "proof"
INFERRED: EdgeSort = "inferred"
DOT_STYLES = {STATED: " [style=dashed]", INFERRED: " [style=dotted]"}
NodeProofs = Mapping[str, str]  # of nodes, by name, as a run has them
NO_PROOFS: NodeProofs = MappingProxyType({})
NodeCosts = Mapping[str, str]  # of nodes, by name, in words
DEEPEST_SHOWN = 20  # steps down in a tree
NO_COSTS: NodeCosts = MappingProxyType({})


def as_tree(blueprint: Blueprint, progress: Standings, costs: NodeCosts = NO_COSTS) -> str:
    """What each node uses, under it, from the target down; below its first place a node is only referred to.

    Deeper than `DEEPEST_SHOWN` it goes on below, from the left again: a chain would else be as wide as it is long.
    """
    lines: list[str] = []
    shown: set[str] = set()
    roots = deque(node.name for node in sorted(blueprint.nodes, key=lambda node: node.kind is not Kind.TARGET))
    while roots:
        if (root := roots.popleft()) in shown:
            continue
        further: list[str] = []
        waiting = [("", "", root)]  # what stands before its own line, before those under it, and its name
        while waiting:
            before, under, name = waiting.pop()
            known = blueprint.by_name.get(name)
            if known and known.uses and name not in shown and len(under) >= DEEPEST_SHOWN * len("│   "):
                lines.append(f"{before}{in_one_line(name)} (see below)")
                further.append(name)
                continue
            lines.append(f"{before}{in_one_line(name)} {_remark(blueprint, name, progress, shown, costs)}")
            if name in shown or known is None:
                continue
            shown.add(name)
            uses = list(dict.fromkeys(known.uses))
            branches = [(f"{under}├── ", f"{under}│   ", used) for used in uses[:-1]]
            branches += [(f"{under}└── ", f"{under}    ", used) for used in uses[-1:]]
            waiting += reversed(branches)
        roots.extendleft(reversed(further))
    return "".join(f"{line}\n" for line in lines)


def _remark(blueprint: Blueprint, name: str, progress: Standings, shown: set[str], costs: NodeCosts) -> str:
    node = blueprint.by_name.get(name)
    if node is None:
        return "(no such node)"
    facts = (kind_of(node), progress[name].words, costs.get(name, ""))
    return "(see above)" if name in shown else in_one_line(f"({', '.join(fact for fact in facts if fact)})")


def kind_of(node: Node) -> str:
    """Its kind; for what is no target, the environment that its document has it in."""
    own = node.documented.environment if node.documented and node.kind is not Kind.TARGET else ""
    return own or str(node.kind)


def as_table(blueprint: Blueprint, progress: Standings) -> str:
    """One line for each node, in the order given."""
    rows = [("node", "kind", "state", "uses")]
    rows += [
        (node.name, kind_of(node), progress[node.name].words, ", ".join(node.uses) or "-") for node in blueprint.nodes
    ]
    cells = [[in_one_line(cell) for cell in row] for row in rows]
    widths = [max(len(row[i]) for row in cells) for i in range(len(rows[0]))]
    return "".join("  ".join(map(str.ljust, row, widths)).rstrip() + "\n" for row in cells)


def as_json(blueprint: Blueprint, progress: Standings) -> dict[str, object]:
    """Every field of every node, and its state."""
    nodes = [
        {**node.model_dump(mode="json", exclude_none=True), "state": progress[node.name].words}
        for node in blueprint.nodes
    ]
    return {"schema": SCHEMA, "nodes": nodes}


def _as_json_text(blueprint: Blueprint, progress: Standings) -> str:
    return json.dumps(as_json(blueprint, progress), ensure_ascii=False, indent=1) + "\n"


def as_dot(blueprint: Blueprint, progress: Standings) -> str:
    """Graphviz: an arrow from what is used to what uses it, as in leanblueprint: dashed where it is stated with it."""
    lines = ["digraph blueprint {", "  node [style=filled];"]
    for i, node in enumerate(blueprint.nodes):
        shape, own = "box" if node.kind is Kind.DEFINITION else "ellipse", progress[node.name]
        border = f', color="{own.palette[own.border]}"' if own.border else ""
        paint = f'fillcolor="{own.palette[own.fill]}"{border}'
        lines.append(f"  n{i} [label={dot_string(node.name)}, shape={shape}, {paint}];")
    lines += [f"  n{used} -> n{user}{DOT_STYLES.get(sort, '')};" for used, user, sort in edges_of(blueprint)]
    return "\n".join([*lines, "}", ""])


def dot_string(text: str) -> str:
    """A label for dot, which shows `text`: dot reads quotes, backslashes and HTML entities in it."""
    escaped = _one_line(text).replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def as_mermaid(blueprint: Blueprint, progress: Standings) -> str:
    """The same graph for Mermaid."""
    lines = ["graph TD"]
    for i, node in enumerate(blueprint.nodes):
        opening, closing = ("[", "]") if node.kind is Kind.DEFINITION else ("([", "])")
        lines.append(f"  n{i}{opening}{mermaid_string(node.name)}{closing}")
        own = progress[node.name]
        border = f",stroke:{own.palette[own.border]}" if own.border else ""
        lines.append(f"  style n{i} fill:{own.palette[own.fill]}{border}")
    lines += [f"  n{used} {'-.->' if sort != PROVED else '-->'} n{user}" for used, user, sort in edges_of(blueprint)]
    return "\n".join([*lines, ""])


def mermaid_string(text: str) -> str:
    """A label for Mermaid: what might be its syntax, HTML or Markdown is written as a numbered entity."""
    safe = (c if c.isalnum() or c in " ._" or not c.isascii() else f"#{ord(c)};" for c in _one_line(text))
    return f'"{"".join(safe)}"'


# The forms in which any blueprint is text, by their names.
AS_TEXT: Mapping[str, Callable[[Blueprint, Standings], str]] = MappingProxyType(
    {"tree": as_tree, "table": as_table, "json": _as_json_text, "dot": as_dot, "mermaid": as_mermaid}
)


def edges_of(blueprint: Blueprint) -> list[tuple[int, int, EdgeSort]]:
    """Places of what is used and what uses it, and how: `STATED`, `PROVED` or `INFERRED`; no name without a node.

    Where no document says what is stated with what, that is so of an edge with a definition at an end.
    """
    place = {node.name: i for i, node in enumerate(blueprint.nodes)}
    return [
        (place[used], i, _sort(node, blueprint.by_name[used]))
        for i, node in enumerate(blueprint.nodes)
        for used in dict.fromkeys(node.uses)
        if used in place
    ]


def _sort(node: Node, used: Node) -> EdgeSort:
    if node.documented is None:
        return STATED if Kind.DEFINITION in (node.kind, used.kind) else PROVED
    if used.name in node.documented.inferred:
        return INFERRED
    return STATED if used.name in node.documented.stated_with else PROVED


def as_lean(blueprint: Blueprint, states: States = NO_STATES, proofs: NodeProofs = NO_PROOFS) -> str:
    """The nodes as Lean text, each after what it uses; needs a graph without faults, as `Blueprint.order` does.

    Of the ``proofs`` a run has, that of the target is its whole text; a lemma that has none is left a `sorry`.
    """
    return "\n".join(_lean_of(node, state_of(node, states), proofs.get(node.name)) for node in blueprint.order)


def _lean_of(node: Node, state: str, proof: str | None) -> str:
    heading = f"-- {_one_line(node.name)} ({node.kind}, {state})"
    if node.kind is Kind.TARGET:
        return f"{heading}\n{proof}\n" if proof else f"{heading}: the file of the problem states it\n"
    if not node.lean.strip():
        return f"{heading}: not stated in Lean\n"
    body = f"by\n  {proof or 'sorry'}"
    text = node.lean.strip() if node.kind is Kind.DEFINITION else with_body(node.lean.strip(), body)
    return f"{heading}\n{text}\n"


def _one_line(text: str) -> str:
    """`text` without what would break a line or cannot be seen."""
    return "".join(c if c.isprintable() else " " for c in text)

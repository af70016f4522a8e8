"""A blueprint shown: a tree, a table, JSON, a graph for dot or Mermaid, Lean text; it opens no files and runs no Lean.

`states` maps names of nodes to `open`, `proved`, `proved from open lemmas`, `disproved` or `stuck`; for a node that is
not in it stands what its document says, or `open`. All but `as_lean` show any blueprint, faults and all: what is shown
is often what has to be mended.
"""

from collections.abc import Mapping

from architect.blueprint.graph import Blueprint, Kind, Node
from architect.views.progress import BORDERS, FILLS, NO_STATES, Standing, States, progress_of, state_of
from prover.text.statements import with_body
from prover.words.shown import in_one_line

SCHEMA = 1  # of our JSON


def as_tree(blueprint: Blueprint, states: States = NO_STATES) -> str:
    """What each node uses, under it, from the target down; below its first place a node is only referred to."""
    lines: list[str] = []
    shown: set[str] = set()
    progress = progress_of(blueprint, states)
    roots = sorted(blueprint.nodes, key=lambda node: node.kind is not Kind.TARGET)
    for root in roots:
        if root.name in shown:
            continue
        waiting = [("", "", root.name)]  # what stands before its own line, before those under it, and its name
        while waiting:
            before, under, name = waiting.pop()
            lines.append(f"{before}{in_one_line(name)} {_remark(blueprint, name, progress, shown)}")
            if name in shown or name not in blueprint.by_name:
                continue
            shown.add(name)
            uses = list(dict.fromkeys(blueprint.by_name[name].uses))
            branches = [(f"{under}├── ", f"{under}│   ", used) for used in uses[:-1]]
            branches += [(f"{under}└── ", f"{under}    ", used) for used in uses[-1:]]
            waiting += reversed(branches)
    return "".join(f"{line}\n" for line in lines)


def _remark(blueprint: Blueprint, name: str, progress: Mapping[str, Standing], shown: set[str]) -> str:
    node = blueprint.by_name.get(name)
    if node is None:
        return "(no such node)"
    return "(see above)" if name in shown else in_one_line(f"({kind_of(node)}, {progress[name].words})")


def kind_of(node: Node) -> str:
    """Its kind; for what is no target, the environment that its document has it in."""
    own = node.documented.environment if node.documented and node.kind is not Kind.TARGET else ""
    return own or str(node.kind)


def as_table(blueprint: Blueprint, states: States = NO_STATES) -> str:
    """One line for each node, in the order given."""
    progress = progress_of(blueprint, states)
    rows = [("node", "kind", "state", "uses")]
    rows += [
        (node.name, kind_of(node), progress[node.name].words, ", ".join(node.uses) or "-") for node in blueprint.nodes
    ]
    cells = [[in_one_line(cell) for cell in row] for row in rows]
    widths = [max(len(row[i]) for row in cells) for i in range(len(rows[0]))]
    return "".join("  ".join(map(str.ljust, row, widths)).rstrip() + "\n" for row in cells)


def as_json(blueprint: Blueprint, states: States = NO_STATES) -> dict[str, object]:
    """Every field of every node, and its state."""
    progress = progress_of(blueprint, states)
    nodes = [
        {**node.model_dump(mode="json", exclude_none=True), "state": progress[node.name].words}
        for node in blueprint.nodes
    ]
    return {"schema": SCHEMA, "nodes": nodes}


def as_dot(blueprint: Blueprint, states: States = NO_STATES) -> str:
    """Graphviz: an arrow from what is used to what uses it, as in leanblueprint: dashed where it is stated with it."""
    lines = ["digraph blueprint {", "  node [style=filled];"]
    progress = progress_of(blueprint, states)
    for i, node in enumerate(blueprint.nodes):
        shape, own = "box" if node.kind is Kind.DEFINITION else "ellipse", progress[node.name]
        border = f', color="{BORDERS[own.border]}"' if own.border else ""
        lines.append(f'  n{i} [label={dot_string(node.name)}, shape={shape}, fillcolor="{FILLS[own.fill]}"{border}];')
    lines += [
        f"  n{used} -> n{user}{' [style=dashed]' if dashed else ''};" for used, user, dashed in edges_of(blueprint)
    ]
    return "\n".join([*lines, "}", ""])


def dot_string(text: str) -> str:
    """A label for dot, which shows `text`: dot reads quotes, backslashes and HTML entities in it."""
    escaped = _one_line(text).replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def as_mermaid(blueprint: Blueprint, states: States = NO_STATES) -> str:
    """The same graph for Mermaid."""
    lines = ["graph TD"]
    progress = progress_of(blueprint, states)
    for i, node in enumerate(blueprint.nodes):
        opening, closing = ("[", "]") if node.kind is Kind.DEFINITION else ("([", "])")
        lines.append(f"  n{i}{opening}{mermaid_string(node.name)}{closing}")
        own = progress[node.name]
        border = f",stroke:{BORDERS[own.border]}" if own.border else ""
        lines.append(f"  style n{i} fill:{FILLS[own.fill]}{border}")
    lines += [f"  n{used} {'-.->' if dashed else '-->'} n{user}" for used, user, dashed in edges_of(blueprint)]
    return "\n".join([*lines, ""])


def mermaid_string(text: str) -> str:
    """A label for Mermaid: what might be its syntax, HTML or Markdown is written as a numbered entity."""
    safe = (c if c.isalnum() or c in " ._" or not c.isascii() else f"#{ord(c)};" for c in _one_line(text))
    return f'"{"".join(safe)}"'


def edges_of(blueprint: Blueprint) -> list[tuple[int, int, bool]]:
    """Places of what is used and what uses it, and whether that is stated with it; a name with no node has none.

    Where no document says what is stated with what, that is so of an edge with a definition at an end.
    """
    place = {node.name: i for i, node in enumerate(blueprint.nodes)}
    return [
        (place[used], i, _is_stated_with(node, blueprint.by_name[used]))
        for i, node in enumerate(blueprint.nodes)
        for used in dict.fromkeys(node.uses)
        if used in place
    ]


def _is_stated_with(node: Node, used: Node) -> bool:
    if node.documented is not None:
        return used.name in node.documented.stated_with
    return Kind.DEFINITION in (node.kind, used.kind)


def as_lean(blueprint: Blueprint, states: States = NO_STATES) -> str:
    """The nodes as Lean text, each after what it uses; needs a graph without faults, as `Blueprint.order` does."""
    return "\n".join(_lean_of(node, state_of(node, states)) for node in blueprint.order)


def _lean_of(node: Node, state: str) -> str:
    heading = f"-- {_one_line(node.name)} ({node.kind}, {state})"
    if node.kind is Kind.TARGET:
        return f"{heading}: the file of the problem states it\n"
    if not node.lean.strip():
        return f"{heading}: not stated in Lean\n"
    text = node.lean.strip() if node.kind is Kind.DEFINITION else with_body(node.lean.strip(), "by\n  sorry")
    return f"{heading}\n{text}\n"


def _one_line(text: str) -> str:
    """`text` without what would break a line or cannot be seen."""
    return "".join(c if c.isprintable() else " " for c in text)

"""leanblueprint's LaTeX, read and written; it opens no files and runs no LaTeX.

LaTeX has no place for a node's Lean text, for its kind, or for words that are no LaTeX. They stand in a comment in the
node's environment, `%% architect: {json}`, with exactly the fields that the environment does not say by itself. So what
was written is read back as it was; and where a hand has changed the LaTeX since, the LaTeX holds, not the comment.
"""

import re
from collections.abc import Mapping, Sequence

from architect.blueprint.graph import Blueprint, Kind, Node
from architect.formats.environments import Environment, statements
from architect.formats.kept import differing, kept_line, label_of, labels_of, merged, node_from
from architect.formats.latex_words import as_latex
from architect.views.blueprint import NO_STATES, States, is_done

ENVIRONMENT = {Kind.DEFINITION: "definition", Kind.LEMMA: "lemma", Kind.TARGET: "theorem"}


def read_latex(text: str) -> Blueprint:
    """The nodes in the order of their environments; `BadInput` says the line of what cannot be read.

    Without our comments, the target is the last theorem that nothing uses, and a node is named by the first name in
    its `\\lean`, or by its label.
    """
    found = statements(text)
    names: dict[str, str] = {}  # of labels
    for statement in found:
        name = str(statement.kept.get("name") or _seen(statement)["name"])
        taken = "name" not in statement.kept and name in names.values()
        names[statement.label] = statement.label if taken else name
    kinds = _kinds(found)
    definitions = {name for name, kind in zip(names.values(), kinds, strict=True) if kind is Kind.DEFINITION}
    labels = {name: label for label, name in reversed(names.items())}
    nodes = []
    for statement, kind in zip(found, kinds, strict=True):
        seen, fixed = _seen(statement), {"name": names[statement.label], "kind": kind}
        kept = {key: value for key, value in statement.kept.items() if key not in fixed}
        again = node_from({**_with_names(seen, names), **kept, **fixed}, f"line {statement.line}")
        written = _seen(statements(_environment(again, statement.label, labels, definitions, NO_STATES, {}))[0])
        fields = merged(_with_names(seen, names), kept, _with_names(written, names))
        nodes.append(node_from({**fields, **fixed}, f"line {statement.line}"))
    return Blueprint(nodes=tuple(nodes))


def write_latex(blueprint: Blueprint, states: States = NO_STATES) -> str:
    """The text for leanblueprint's `content.tex`; `read_latex` gives the same blueprint back, the states left out."""
    found = labels_of(blueprint)
    labels = {node.name: label for node, label in reversed(list(zip(blueprint.nodes, found, strict=True)))}
    names = {label: node.name for node, label in zip(blueprint.nodes, found, strict=True)}
    definitions = {node.name for node in blueprint.nodes if node.kind is Kind.DEFINITION}
    written = []
    for node, label in zip(blueprint.nodes, found, strict=True):
        seen = _seen(statements(_environment(node, label, labels, definitions, NO_STATES, {}))[0])
        kept = differing(node, _with_names(seen, names))
        if labels[node.name] != label:
            kept["name"] = node.name
        written.append(_environment(node, label, labels, definitions, states, kept))
    return "\n".join(written)


def _seen(statement: Environment) -> dict[str, object]:
    """The fields of the node that the LaTeX itself shows, with labels for names."""
    return {
        "name": statement.lean[0] if statement.lean else statement.label,
        "uses": tuple(dict.fromkeys(statement.uses)),
        "informal": statement.words,
        "idea": "\n\n".join(filter(None, (proof.words for proof in statement.proofs))),
    }


def _with_names(seen: Mapping[str, object], names: Mapping[str, str]) -> dict[str, object]:
    uses = seen["uses"]
    assert isinstance(uses, tuple)
    return {**seen, "uses": tuple(names.get(label, label) for label in uses)}


def _kinds(found: Sequence[Environment]) -> list[Kind]:
    """What was kept, where it agrees with the environment; one target among the others, where none was kept."""
    kinds = [Kind.DEFINITION if s.kind == "definition" else Kind.LEMMA for s in found]
    known = [i for i, s in enumerate(found) if s.kind in ENVIRONMENT.values() and s.kept.get("kind") in list(Kind)]
    kept = {i: Kind(str(found[i].kept["kind"])) for i in known}
    kept = {i: kind for i, kind in kept.items() if ENVIRONMENT[kind] == found[i].kind}
    for i, kind in kept.items():
        kinds[i] = kind
    if Kind.TARGET not in kinds:
        used = {label for s in found for label in s.uses}
        free = [i for i, s in enumerate(found) if i not in kept and s.kind != "definition"]
        free.sort(key=lambda i: (found[i].kind == "theorem", found[i].label not in used, i))
        for i in free[-1:]:
            kinds[i] = Kind.TARGET
    return kinds


def _environment(
    node: Node,
    label: str,
    labels: Mapping[str, str],
    definitions: set[str],
    states: States,
    kept: Mapping[str, object],
) -> str:
    """One node: what it is stated with, then a proof with what that needs."""
    kind = ENVIRONMENT[node.kind]
    is_stated = [node.kind is Kind.DEFINITION or name in definitions for name in node.uses]
    used = [labels.get(name, label_of(name)) for name in node.uses]
    stated = [u for u, statement in zip(used, is_stated, strict=True) if statement]
    needed = [u for u, statement in zip(used, is_stated, strict=True) if not statement]
    lines = [f"\\begin{{{kind}}}", kept_line("%%", kept)] if kept else [f"\\begin{{{kind}}}"]
    lines.append(f"\\label{{{label}}}")
    lines += [f"\\lean{{{node.name}}}"] if re.fullmatch(r"[^\s{}%\\,#~^&$\0]+", node.name) else []
    lines += ["\\leanok"] if node.kind is Kind.TARGET or node.lean.strip() else []
    lines += [f"\\uses{{{', '.join(stated)}}}"] if stated else []
    lines += [*filter(None, [as_latex(node.informal)]), f"\\end{{{kind}}}"]
    proof = ["\\leanok"] if node.kind is not Kind.DEFINITION and is_done(node, states) else []
    proof += [f"\\uses{{{', '.join(needed)}}}"] if needed else []
    proof += filter(None, [as_latex(node.idea)])
    lines += ["\\begin{proof}", *proof, "\\end{proof}"] if proof else []
    return "\n".join([*lines, ""])

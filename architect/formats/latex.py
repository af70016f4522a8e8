"""leanblueprint's LaTeX, read and written; it runs no LaTeX.

LaTeX has no place for a node's Lean text, for its kind, or for words that are no LaTeX. They stand in a comment in the
node's environment, `%% architect: {json}`, with exactly the fields that the environment does not say by itself. So what
was written is read back as it was; and where a hand has changed the LaTeX since, the LaTeX holds, not the comment.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from architect.blueprint.documented import Documented, Mark
from architect.blueprint.graph import Blueprint, Kind, Node
from architect.formats.environment import Environment
from architect.formats.environments import NODES_KEY, SIGN, statements
from architect.formats.kept import differing, kept_line, labels_of, merged, node_from
from architect.formats.latex_node import Labels, as_environment, environment_of, kind_in
from architect.formats.tex import NODES, FromLean, Warn
from architect.formats.tex_preamble import Preamble
from architect.views.progress import NO_STATES, States
from prover.words.errors import BadInput
from prover.words.files import name_of


def read_latex(
    text: str,
    path: Path | None = None,
    warn: Warn = lambda _: None,
    places: dict[str, str] | None = None,
    from_lean: FromLean = lambda *_: None,
    preamble: Preamble | None = None,
) -> Blueprint:
    r"""The nodes in the order of their environments; into ``places`` goes where each of them stands, into
    ``preamble`` what it says of itself.

    ``path`` is the file of the text, from whose folder `\input` is followed. ``warn`` is told, in a line with file and
    line, what is broken and what is done about it; ``from_lean`` is asked for what `\inputleannode` and
    `\inputleanmodule` name and no file holds. Raises `BadInput` for files that hold each other in a circle.

    Without our comments, the target is the last theorem that nothing uses, and a node is named by the first name in
    its `\lean`, by its label, or by its place.
    """
    found = statements(text, path, warn, from_lean=from_lean, preamble=preamble)
    if not found:
        warn(f"{name_of(path) if path else 'the text'}: no node is in it")
    return blueprint_of(found, warn, places)[0]


def blueprint_of(
    found: Sequence[Environment], warn: Warn, places: dict[str, str] | None = None
) -> tuple[Blueprint, list[str]]:
    """The nodes of these environments, and the name of each of them."""
    names = _names(found)
    named = list(zip(found, names, strict=True))
    if places is not None:
        places |= {own: statement.where for statement, own in reversed(named)}
    # Names in Lean are no labels, but whoever uses one means its node.
    by_label = {name: own for statement, own in reversed(named) for name in statement.lean}
    by_label |= {label: own for statement, own in named for label in statement.labels}
    kinds = _kinds(found)
    definitions = {name for name, kind in zip(names, kinds, strict=True) if kind is Kind.DEFINITION}
    own_labels = {own: statement.labels[0] for statement, own in named if statement.labels}
    used = {by_label.get(label, label) for statement in found for label in statement.uses}
    labels = Labels(own_labels, definitions, used)
    nodes = tuple(
        _node(statement, {"name": name, "kind": kind}, by_label, labels, warn)
        for statement, name, kind in zip(found, names, kinds, strict=True)
    )
    return Blueprint(nodes=nodes), names


def write_latex(blueprint: Blueprint, states: States = NO_STATES) -> str:
    """The text for leanblueprint's `content.tex`; `read_latex` gives the same blueprint back, the states left out."""
    environments = {environment_of(node) for node in blueprint.nodes}
    others = not environments <= set(NODES)
    written = [f"{kept_line(SIGN, {NODES_KEY: '+'.join(sorted({*NODES, *environments}))})}\n"] if others else []
    return "\n".join([*written, *latex_of_each(blueprint, states)])


def latex_of_each(blueprint: Blueprint, states: States = NO_STATES) -> list[str]:
    """The text of each node by itself, in the order of the nodes."""
    found = labels_of(blueprint)
    by_name = {node.name: label for node, label in reversed(list(zip(blueprint.nodes, found, strict=True)))}
    by_label = {
        label: node.name
        for node, own in zip(blueprint.nodes, found, strict=True)
        for label in [*(node.documented.labels if node.documented else ()), own]
    }
    used = {name for node in blueprint.nodes for name in node.uses}
    definitions = {node.name for node in blueprint.nodes if node.kind is Kind.DEFINITION}
    labels = Labels(by_name, definitions, used)
    has_target = any(node.kind is Kind.TARGET for node in blueprint.nodes)
    written = []
    alone = [
        _alone(as_environment(node, label, labels, NO_STATES, {}), node)
        for node, label in zip(blueprint.nodes, found, strict=True)
    ]
    shows_names = _names(alone) == [node.name for node in blueprint.nodes]
    for node, label, statement in zip(blueprint.nodes, found, alone, strict=True):
        seen = _seen(statement, by_label)
        kept = differing(node, {**seen, "name": node.name} if shows_names else seen)
        if by_name[node.name] != label:
            kept["name"] = node.name
        if has_target and node.kind is not Kind.TARGET:
            del kept["kind"]  # which the environment says
        written.append(as_environment(node, label, labels, states, kept))
    return written


def _node(
    statement: Environment, fixed: Mapping[str, object], by_label: Mapping[str, str], labels: Labels, warn: Warn
) -> Node:
    seen = {**_seen(statement, by_label), **fixed}
    kept = {key: value for key, value in statement.kept.items() if key not in fixed}
    if kept:
        try:
            again = node_from({**seen, **kept}, statement.where)
            text = as_environment(again, next(iter(statement.labels), ""), labels, NO_STATES, {})
            written = _seen(_alone(text, again), by_label)
            if _but_proved(written) == _but_proved(seen):
                written["documented"] = seen["documented"]  # that it is proved may be a run's word
            return node_from({**merged(seen, kept, written), **fixed}, statement.where)
        except BadInput as error:
            warn(f"{error}; what the comment keeps is left out")
    return node_from(seen, statement.where)


def _alone(written: str, node: Node) -> Environment:
    """One node as it is read when nothing else stands there."""
    [statement] = statements(written, None, lambda _: None, [environment_of(node)])
    return statement


def _seen(statement: Environment, by_label: Mapping[str, str]) -> dict[str, object]:
    """The fields of the node that the LaTeX itself shows."""
    marks = [
        (Mark.STATED, statement, "leanok"),
        (Mark.IN_LIBRARY, statement, "mathlibok"),
        (Mark.NOT_READY, statement, "notready"),
        *((Mark.PROVED, proof, macro) for proof in statement.proofs for macro in ("leanok", "mathlibok")),
    ]
    own = {label: by_label.get(label, label) for label in statement.uses}
    documented = Documented(
        environment=statement.kind,
        title=_title(statement),
        labels=tuple(statement.labels),
        declarations=tuple(dict.fromkeys(statement.lean)),
        stated_with=tuple(dict.fromkeys(own[label] for label in statement.stated_with)),
        elsewhere=tuple(label for label in statement.elsewhere if own[label] == label),
        has_proof=bool(statement.proofs),
        proof_title="; ".join(filter(None, map(_title, statement.proofs))),
        marks=tuple(dict.fromkeys(mark for mark, where, macro in marks if macro in where.macros)),
        discussion=tuple(filter(None, (number.strip() for number in statement.macros.get("discussion", [])))),
    )
    return {
        "name": next(iter([*statement.lean, *statement.labels]), ""),
        "uses": tuple(dict.fromkeys(own.values())),
        "informal": statement.words,
        "idea": "\n\n".join(filter(None, (proof.words for proof in statement.proofs))),
        "documented": documented.model_dump(),
    }


def _title(environment: Environment) -> str:
    r"""Without the braces that keep a `]` in it."""
    title = " ".join(re.sub(r"(?<!\\)%[^\n]*", "", environment.title).split())
    return title[1:-1] if title.startswith("{") and title.endswith("}") and "]" in title else title


def _but_proved(seen: Mapping[str, object]) -> dict[str, object]:
    documented = seen["documented"]
    assert isinstance(documented, dict)
    marks = tuple(mark for mark in documented["marks"] if mark != Mark.PROVED)
    return {**documented, "marks": marks, "has_proof": True}


def _names(found: Sequence[Environment]) -> list[str]:
    """A name for each, none twice but where our comments say so."""
    taken = {str(statement.kept["name"]) for statement in found if "name" in statement.kept}
    names = []
    for i, statement in enumerate(found, 1):
        if kept := str(statement.kept.get("name", "")):
            names.append(kept)
            continue
        wanted = [*statement.lean[:1], *statement.labels, f"{statement.kind}-{i}"]
        name = next((name for name in wanted if name not in taken), "")
        number = 2
        while not name or name in taken:
            name, number = f"{wanted[-1]}-{number}", number + 1
        taken.add(name)
        names.append(name)
    return names


def _kinds(found: Sequence[Environment]) -> list[Kind]:
    """What was kept, where it agrees with the environment; one target among the others, where none was kept."""
    kinds = [kind_in(statement.kind) for statement in found]
    known = [i for i, statement in enumerate(found) if statement.kept.get("kind") in list(Kind)]
    kept = {i: Kind(str(found[i].kept["kind"])) for i in known}
    kept = {i: kind for i, kind in kept.items() if (kind is Kind.DEFINITION) == (kinds[i] is Kind.DEFINITION)}
    for i, kind in kept.items():
        kinds[i] = kind
    if Kind.TARGET not in kinds:
        used = {label for statement in found for label in statement.uses}
        free = [i for i, kind in enumerate(kinds) if i not in kept and kind is not Kind.DEFINITION]
        free.sort(key=lambda i: (found[i].kind in ("theorem", "thm"), used.isdisjoint(found[i].labels), i))
        for i in free[-1:]:
            kinds[i] = Kind.TARGET
    return kinds

"""One node as leanblueprint's LaTeX: its environment as the document had it, and its proof; it reads nothing."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from architect.blueprint.documented import Documented, Mark
from architect.blueprint.graph import Kind, Node
from architect.formats.environments import SIGN
from architect.formats.kept import is_label, kept_line, label_of
from architect.formats.latex_words import as_latex
from architect.formats.tex_macros import PROOF
from architect.views.progress import States, is_done
from prover.text.brackets import depths

DEFINING = frozenset({"definition", "defn", "defi", "def", "dfn"})
_BY_KIND = {Kind.DEFINITION: "definition", Kind.LEMMA: "lemma", Kind.TARGET: "theorem"}


@dataclass(frozen=True)
class Labels:
    """The label of each name, which names are definitions, and which are used by another node."""

    by_name: Mapping[str, str]
    definitions: set[str]
    used: set[str] = field(default_factory=set)

    def listed(self, names: Iterable[str]) -> str:
        r"""For `\uses`; what is no node keeps the label by which it was used."""
        found = (self.by_name.get(name) or (name if is_label(name) else label_of(name)) for name in names)
        return ", ".join(dict.fromkeys(found))


def kind_in(environment: str) -> Kind:
    """What a node in an environment is, as far as its name says it."""
    return Kind.DEFINITION if environment in DEFINING else Kind.LEMMA


def environment_of(node: Node) -> str:
    """The document's own, where it fits the kind."""
    own = node.documented.environment if node.documented else ""
    is_name = re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*", own) is not None and own != PROOF
    fits = (node.kind is Kind.DEFINITION) == (kind_in(own) is Kind.DEFINITION)
    return own if is_name and fits else _BY_KIND[node.kind]


def as_environment(node: Node, label: str, labels: Labels, states: States, kept: Mapping[str, object]) -> str:
    """What it is stated with and says, then a proof with what that needs; ``kept`` stands in a comment."""
    documented, environment = node.documented, environment_of(node)
    stated_with = _stated_with(node, labels)
    stated = labels.listed(name for name in node.uses if name in stated_with)
    needed = labels.listed(name for name in node.uses if name not in stated_with)
    lines = [f"\\begin{{{environment}}}{_bracketed(documented.title if documented else '')}"]
    lines += [kept_line(SIGN, kept)] if kept else []
    lines += [f"\\label{{{own}}}" for own in _own_labels(node, label, labels)]
    lines += [f"\\lean{{{', '.join(names)}}}"] if (names := _declarations(node)) else []
    lines += _marks(node)
    lines += [f"\\uses{{{stated}}}"] if stated else []
    lines += [*filter(None, [as_latex(node.informal, documented is not None)]), f"\\end{{{environment}}}"]
    is_marked = documented is not None and Mark.PROVED in documented.marks
    proof = ["\\leanok"] if is_marked or (node.kind is not Kind.DEFINITION and is_done(node, states)) else []
    proof += [f"\\uses{{{needed}}}"] if needed else []
    proof += filter(None, [as_latex(node.idea, documented is not None, PROOF)])
    if proof or (documented and documented.has_proof):
        title = _bracketed(documented.proof_title if documented else "")
        lines += [f"\\begin{{proof}}{title}", *proof, "\\end{proof}"]
    return "\n".join([*lines, ""])


def _stated_with(node: Node, labels: Labels) -> set[str]:
    """Those of what it uses that its statement needs."""
    if node.documented is not None:
        return set(node.documented.stated_with)
    return set(node.uses) if node.kind is Kind.DEFINITION else labels.definitions


def _own_labels(node: Node, label: str, labels: Labels) -> list[str]:
    """The document's own; another where it has none and must be named."""
    if node.documented is None:
        return [label]
    own = [own for own in node.documented.labels if is_label(own.replace(",", ""))]
    is_known = label in own or label in node.documented.declarations
    return [*own, *([label] if node.name in labels.used and not is_known else [])]


def _declarations(node: Node) -> list[str]:
    names = [node.name] if node.documented is None else node.documented.declarations
    return [name for name in names if re.fullmatch(r"[^\s{}%\\,#~^&$\0]+", name)]


def _marks(node: Node) -> list[str]:
    if node.documented is None:
        return ["\\leanok"] if node.kind is Kind.TARGET or node.lean.strip() else []
    macros = {Mark.STATED: "\\leanok", Mark.IN_LIBRARY: "\\mathlibok", Mark.NOT_READY: "\\notready"}
    found = [macros[mark] for mark in node.documented.marks if mark in macros]
    return [*found, *(f"\\discussion{{{number}}}" for number in _numbers(node.documented))]


def _numbers(documented: Documented) -> list[str]:
    return [number for number in documented.discussion if re.fullmatch(r"[\w#./:-]+", number)]


def _bracketed(title: str) -> str:
    """A title in its brackets; one that LaTeX could not take there is escaped."""
    if not title:
        return ""
    bare = re.sub(r"\\.", "", title)
    depth = [0, *depths(bare, "{}")]
    is_sound = not depth[-1] and min(depth) >= 0 and not re.search(r"[%\\]", bare) and title.isprintable()
    held = title if is_sound else as_latex(title)
    return f"[{{{held}}}]" if "]" in held else f"[{held}]"

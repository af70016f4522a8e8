"""leanblueprint's LaTeX, read and written; it opens no files and runs no LaTeX.

LaTeX has no place for a node's Lean text, for its kind, or for words that are no LaTeX. They stand in a comment in the
node's environment, `%% architect: {json}`, with exactly the fields that the environment does not say by itself. So what
was written is read back as it was; and where a hand has changed the LaTeX since, the LaTeX holds, not the comment.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import ValidationError

from architect.blueprint.graph import Blueprint, Kind, Node
from architect.views.blueprint import NO_STATES, States, is_done
from prover.words.errors import BadInput, faults_in
from prover.words.shown import from_json

PROOF = "proof"
STATEMENTS = frozenset({"definition", "lemma", "theorem", "proposition", "corollary"})
ENVIRONMENT = {Kind.DEFINITION: "definition", Kind.LEMMA: "lemma", Kind.TARGET: "theorem"}
MARK = "architect:"
GAP = "\0"  # where a macro or comment stood

_TOKEN = re.compile(
    r"""
    (?P<verbatim>\\begin\{(?P<v>verbatim|lstlisting|minted)\}.*?\\end\{(?P=v)\}|\\verb\*?(?P<bar>[^A-Za-z\s*]).*?(?P=bar))
    |(?P<comment>%[^\n]*)
    |\\(?P<edge>begin|end)\s*\{(?P<environment>[^{}\n]*)\}
    |\\(?P<macro>label|lean|uses|proves|discussion)(?![A-Za-z@])(?:\s*\{(?P<argument>[^{}]*)\})?
    |\\(?P<mark>leanok|mathlibok|notready)(?![A-Za-z@])
    |\\.|[^\\%]+|\\
    """,
    re.VERBOSE | re.DOTALL,
)
_TITLE = re.compile(r"\s*\[([^\[\]]*)\]")
# What may hold `_`, `^` and `&`: mathematics, and environments within a statement.
_MATHEMATICS = re.compile(
    r"((?<!\\)\$\$.+?\$\$|(?<!\\)\$[^$]+\$|\\\(.+?\\\)|\\\[.+?\\\]|\\begin\{([a-z]+\*?)\}.*?\\end\{\2\})", re.DOTALL
)
_ESCAPES = {c: f"\\{c}" for c in "{}$&#_%"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


@dataclass
class _Environment:
    """One theorem-like environment or proof as it stands; ``proofs`` are those of a statement."""

    kind: str
    line: int
    pieces: list[str] = field(default_factory=list)
    label: str = ""
    lean: list[str] = field(default_factory=list)
    uses: list[str] = field(default_factory=list)
    proves: str = ""
    kept: dict[str, object] = field(default_factory=dict)
    depth: int = 0  # other environments that are open in it
    proofs: list["_Environment"] = field(default_factory=list)

    def seen(self) -> dict[str, object]:
        """The fields of the node that the LaTeX itself shows, with labels for names."""
        uses = [*self.uses, *(label for proof in self.proofs for label in proof.uses)]
        return {
            "name": self.lean[0] if self.lean else self.label,
            "uses": tuple(dict.fromkeys(uses)),
            "informal": _text(self.pieces),
            "idea": "\n\n".join(filter(None, (_text(proof.pieces) for proof in self.proofs))),
        }


def read_latex(text: str) -> Blueprint:
    """The nodes in the order of their environments; `BadInput` says the line of what cannot be read.

    Without our comments, the target is the last theorem that nothing uses, and a node is named by the first name in
    its `\\lean`, or by its label.
    """
    found = _statements(text)
    names: dict[str, str] = {}  # of labels
    for statement in found:
        name = str(statement.kept.get("name") or statement.seen()["name"])
        taken = "name" not in statement.kept and name in names.values()
        names[statement.label] = statement.label if taken else name
    kinds = _kinds(found)
    definitions = {name for name, kind in zip(names.values(), kinds, strict=True) if kind is Kind.DEFINITION}
    labels = {name: label for label, name in reversed(names.items())}
    nodes = []
    for statement, kind in zip(found, kinds, strict=True):
        seen, fixed = statement.seen(), {"name": names[statement.label], "kind": kind}
        kept = {key: value for key, value in statement.kept.items() if key not in fixed}
        again = node_from({**_with_names(seen, names), **kept, **fixed}, f"line {statement.line}")
        written = _statements(_environment(again, statement.label, labels, definitions, NO_STATES, {}))[0].seen()
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
        seen = _statements(_environment(node, label, labels, definitions, NO_STATES, {}))[0].seen()
        kept = differing(node, _with_names(seen, names))
        if labels[node.name] != label:
            kept["name"] = node.name
        written.append(_environment(node, label, labels, definitions, states, kept))
    return "\n".join(written)


def labels_of(blueprint: Blueprint) -> tuple[str, ...]:
    """A label of its own for each node, as near to its name as labels may be."""
    taken: dict[str, None] = {}
    for node in blueprint.nodes:
        label, i = _label(node.name), 2
        while label in taken:
            label, i = f"{_label(node.name)}-{i}", i + 1
        taken[label] = None
    return tuple(taken)


def kept_line(sign: str, kept: Mapping[str, object]) -> str:
    return f"{sign} {MARK} {json.dumps(kept, ensure_ascii=False)}"


def read_kept(comment: str, sign: str, where: str) -> dict[str, object] | None:
    """What one of our comments keeps; None where the comment is not ours."""
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
    fields, default = node.model_dump(), Node(name="_", kind=node.kind).model_dump()
    kept = {key: value for key, value in fields.items() if seen.get(key, default[key]) != value}
    return {"kind": str(node.kind), **{key: value for key, value in kept.items() if key != "kind"}}


def merged(seen: Mapping[str, object], kept: Mapping[str, object], written: Mapping[str, object]) -> dict[str, object]:
    """What was kept, where the format still shows what was ``written`` from it; else what is seen."""
    return {**seen, **{key: value for key, value in kept.items() if seen.get(key) == written.get(key)}}


def node_from(fields: Mapping[str, object], where: str) -> Node:
    try:
        return Node.model_validate(fields)
    except ValidationError as wrong:
        raise BadInput(f"{where}: {faults_in(wrong)[0]}") from None


def _with_names(seen: Mapping[str, object], names: Mapping[str, str]) -> dict[str, object]:
    uses = seen["uses"]
    assert isinstance(uses, tuple)
    return {**seen, "uses": tuple(names.get(label, label) for label in uses)}


def _kinds(found: Sequence[_Environment]) -> list[Kind]:
    """What was kept, where it agrees with the environment; one target among the others, where none was kept."""
    kinds = [Kind.DEFINITION if s.kind == "definition" else Kind.LEMMA for s in found]
    known = [i for i, s in enumerate(found) if s.kind in ENVIRONMENT.values() and s.kept.get("kind") in list(Kind)]
    kept = {i: Kind(str(found[i].kept["kind"])) for i in known}
    kept = {i: kind for i, kind in kept.items() if ENVIRONMENT[kind] == found[i].kind}
    for i, kind in kept.items():
        kinds[i] = kind
    if Kind.TARGET not in kinds:
        used = {label for s in found for label in [*s.uses, *(u for proof in s.proofs for u in proof.uses)]}
        free = [i for i, s in enumerate(found) if i not in kept and s.kind != "definition"]
        free.sort(key=lambda i: (found[i].kind == "theorem", found[i].label not in used, i))
        for i in free[-1:]:
            kinds[i] = Kind.TARGET
    return kinds


def _statements(text: str) -> list[_Environment]:
    """The theorem-like environments, their proofs with them."""
    found: list[_Environment] = []
    proofs: list[tuple[_Environment, _Environment | None]] = []
    for environment in _environments(text):
        if environment.kind == PROOF:
            proofs.append((environment, found[-1] if found else None))
        else:
            found.append(environment)
    by_label: dict[str, _Environment] = {}
    for statement in found:
        if not statement.label:
            raise BadInput(f"line {statement.line}: \\begin{{{statement.kind}}} has no \\label")
        if (first := by_label.setdefault(statement.label, statement)) is not statement:
            raise BadInput(f"line {statement.line}: the label {statement.label} is taken by line {first.line}")
    for proof, nearest in proofs:
        proved = by_label.get(proof.proves) if proof.proves else nearest
        if proved is None:
            what = f"of {proof.proves}, which is no label here" if proof.proves else "of nothing before it"
            raise BadInput(f"line {proof.line}: a proof {what}")
        proved.proofs.append(proof)
    return found


def _environments(text: str) -> Iterator[_Environment]:
    """Each statement and proof when it ends, a statement before the proofs in it."""
    open_ones: list[_Environment] = []
    complete: list[_Environment] = []
    after = 0  # a title ends here; what it covers is read already
    for token in _TOKEN.finditer(text):
        here = open_ones[-1] if open_ones else None
        kind = (token["environment"] or "").strip()
        if kind in STATEMENTS or kind == PROOF:
            line = text.count("\n", 0, token.start()) + 1
            if token["edge"] == "end":
                _check_end(here, kind, line)
                open_ones.pop()
                continue
            if here is not None and here.kind != PROOF and kind != PROOF:
                raise BadInput(f"line {here.line}: \\begin{{{here.kind}}} is still open in line {line}")
            open_ones.append(_Environment(kind, line))
            complete.append(open_ones[-1])
            if title := _TITLE.match(text, token.end()):
                open_ones[-1].pieces.append(f"{title[1]}. ")
                after = title.end()
        elif here is not None and token.end() > after:
            _take(here, token, text, max(after, token.start()))
    if open_ones:
        raise BadInput(f"line {open_ones[-1].line}: \\begin{{{open_ones[-1].kind}}} is never closed")
    yield from complete


def _check_end(here: _Environment | None, kind: str, line: int) -> None:
    if here is None:
        raise BadInput(f"line {line}: \\end{{{kind}}} closes nothing")
    if here.kind != kind:
        raise BadInput(f"line {line}: \\end{{{kind}}}, but \\begin{{{here.kind}}} of line {here.line} is open")


def _take(here: _Environment, token: re.Match[str], text: str, start: int) -> None:
    """One token within a statement or proof."""
    if token["edge"]:
        here.depth += 1 if token["edge"] == "begin" else -1
    is_ours = token["macro"] and not (token["macro"] == "label" and (here.depth or here.label))
    if token["comment"]:
        kept = read_kept(token[0], "%%", f"line {text.count(chr(10), 0, token.start()) + 1}")
        here.kept |= kept or {}
    elif is_ours:
        if token["argument"] is None:
            line = text.count("\n", 0, token.start()) + 1
            raise BadInput(f"line {line}: \\{token['macro']} has no argument in braces")
        _take_macro(here, token["macro"], re.sub(r"%[^\n]*", "", token["argument"]))
    here.pieces.append(GAP if token["comment"] or is_ours or token["mark"] else text[start : token.end()])


def _take_macro(here: _Environment, macro: str, argument: str) -> None:
    words = [word.strip() for word in argument.split(",") if word.strip()]
    if macro == "label":
        here.label = argument.strip()
    elif macro == "proves":
        here.proves = argument.strip()
    elif macro == "uses":
        here.uses += words
    elif macro == "lean":
        here.lean += words


def _text(pieces: Sequence[str]) -> str:
    """The words, without the lines on which only macros and comments stood."""
    lines = [line for line in "".join(pieces).split("\n") if line.replace(GAP, "").strip() or GAP not in line]
    stripped = "\n".join(line.replace(GAP, "").strip() for line in lines)
    return re.sub(r"\n{3,}", "\n\n", stripped).strip()


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
    used = [labels.get(name, _label(name)) for name in node.uses]
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


def _label(name: str) -> str:
    return re.sub(r"[^\w.:'!?-]", "-", name)


def as_latex(words: str) -> str:
    """Words as LaTeX: what is LaTeX already as it is, the rest escaped; what cannot be seen is a space."""
    seen = "".join(c if c.isprintable() or c == "\n" else " " for c in words)
    tidy = _text([seen])
    parts = _MATHEMATICS.split(tidy)
    written = "".join(
        part if _is_sound(part, mathematics) else _escaped(part)
        for i, part in enumerate(parts)
        if i % 3 != 2 and part
        for mathematics in [i % 3 == 1]
    )
    written = f"{{}}{written}" if written.startswith("[") else written
    return written if _is_sound(written, mathematics=True) else _escaped(tidy)


def _escaped(words: str) -> str:
    escaped = "".join(_ESCAPES.get(c, c) for c in words)
    return f"{{}}{escaped}" if escaped.startswith("[") else escaped


def _is_sound(latex: str, mathematics: bool) -> bool:
    """Whether it may stand in an environment of its own: read as it is, braces in pairs, no signs out of place."""
    bare = re.sub(r"\\.", "", latex, flags=re.DOTALL)
    depth = 0
    for c in bare:
        depth += {"{": 1, "}": -1}.get(c, 0)
        if depth < 0:
            return False
    if depth or "\\" in bare or (not mathematics and re.search(r"[_^&#$]", bare)):
        return False
    if any(token["verbatim"] for token in _TOKEN.finditer(latex)):
        return False
    try:
        [environment] = _environments(f"\\begin{{lemma}}\\label{{x}}\n{latex}\n\\end{{lemma}}")
    except (BadInput, ValueError):
        return False
    return environment.depth == 0 and _text(environment.pieces) == _text([latex])

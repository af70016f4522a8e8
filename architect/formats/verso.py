r"""Verso Blueprint's documents: `:::theorem "label"`, `:::proof "label"`, code with a label; read by words, no Lean.

A label makes a node: its statement, its proof and its code may stand apart, also in chapters of other modules that
`{include}` names. They become the environments that leanblueprint's LaTeX has, so both are one thing from there on.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from architect.blueprint.graph import Blueprint, Kind
from architect.formats.environment import Environment
from architect.formats.environments import tell_of_dangling
from architect.formats.latex import blueprint_of
from architect.formats.tex import DEEPEST, Warn
from architect.formats.tex_files import found_module
from architect.formats.tex_macros import PROOF
from architect.formats.verso_text import VersoBlock, VersoPart, blocks, in_latex, used_in
from prover.text.declarations import Declaration, find_declarations
from prover.text.statements import end_of_statement
from prover.words.errors import BadInput
from prover.words.files import name_of, read_text, resolved

STATEMENTS = {name: name for name in ("definition", "proposition", "theorem", "corollary")} | {"lemma_": "lemma"}
OF_LEAN = "theorem"  # what code without a statement is, unless it only defines

_INCLUDE = re.compile(r"^\{(include|includeBlueprintModule)\s++(?:\d++\s++)?([\w.«»']++)[^{}\n]*+\}\s*$")
_NODE = re.compile(r'^\{blueprint_node\s+"([^"\n]+)"[^{}\n]*\}\s*$')
_NUMBER = re.compile(r"/(\d+)/?(?:[#?].*)?$")

TaggedInLean = Callable[[str, str], list[Environment]]


@dataclass
class _Held:
    """The node of a label as far as it was found: all that states it, and ``lean``, the text of its code."""

    statement: Environment
    bodies: list[Environment] = field(default_factory=list)
    lean: list[str] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)  # its words in other markup, by slot


def read_verso(
    text: str,
    path: Path | None = None,
    warn: Warn = lambda _: None,
    places: dict[str, str] | None = None,
    from_lean: TaggedInLean = lambda *_: [],
) -> Blueprint:
    """The nodes in the order in which the document and the chapters that it includes have their labels.

    ``path`` is the file of the text, ``from_lean`` has what `@[blueprint]` makes of a `module` or of a `node`; ``warn``
    is told, in a line with file and line, what is broken and what is done about it. Into ``places`` goes where each
    node stands. A node is stated where Lean code or a name in Lean is given, and proved where its own code is without
    a hole: what is behind a name only Lean can tell.
    """
    reading = _VersoReading(path, warn, from_lean)
    reading.read(text, path)
    return reading.ended(places)


class _VersoReading:
    """What the document and its chapters have said so far, by label."""

    def __init__(self, path: Path | None, warn: Warn, from_lean: TaggedInLean) -> None:
        self._main, self._warn, self._from_lean = path, warn, from_lean
        self._held: dict[str, _Held] = {}
        self._proofs: list[tuple[str, Environment]] = []
        self._seen = {resolved(path)} if path else set()
        self._placed: list[tuple[str, str]] = []
        self._depth = 0  # of chapters in each other

    def read(self, text: str, path: Path | None) -> None:
        """One file, and those that it includes where it does."""
        name = name_of(path) if path else ""
        nest = _OpenDirectives()
        for block in blocks(text):
            where = f"{name}:{block.line}"
            if block.part is VersoPart.OPENING:
                self._open(block, where, nest)
            elif block.part is VersoPart.CLOSING:
                if not nest.close(block.fence):
                    self._warn(f"{where}: {block.text.strip()} closes nothing; it is passed over")
            elif block.part is VersoPart.CODE:
                self._code(block, where)
            elif nest.node is not None:
                nest.node.pieces.append(f"{block.text}\n")
            elif found := _INCLUDE.match(block.text):
                self._include(found[2], where, is_lean=found[1] != "include")
            elif found := _NODE.match(block.text):
                self._placed.append((found[1], where))
        if nest.node is not None:
            self._warn(f"{nest.node.where}: this directive is never closed; it goes to the end of the file")

    def ended(self, places: dict[str, str] | None) -> Blueprint:
        """The blueprint, when there is no more to read."""
        for label, where in self._placed:
            if label not in self._held and not self._take(self._from_lean("node", label), where):
                self._warn(
                    f"{where}: the node {label} is not placed: no document and no Lean source that is read has it"
                )
        for label, proof in self._proofs:
            if label not in self._held:
                self._warn(f"{proof.where}: a proof of {label}, which is no label here; it is left out")
            elif self._held[label].statement.proofs:
                self._warn(f"{proof.where}: {label} has another proof already; this one is left out")
            else:
                self._held[label].statement.proofs.append(proof)
        found = [self._finished(held) for held in self._held.values()]
        tell_of_dangling(found, self._held, (), self._warn)
        lean = {id(held.statement): held.lean for held in self._held.values()}
        if not found:
            self._warn(f"{name_of(self._main) if self._main else 'the text'}: no node is in it")
        blueprint, names = blueprint_of(found, self._warn, places)
        texts = {name: "\n\n".join(lean[id(each)]) for name, each in zip(names, found, strict=True)}
        return Blueprint(
            nodes=tuple(
                node.model_copy(update={"lean": texts[node.name]}) if node.kind is not Kind.TARGET else node
                for node in blueprint.nodes
            )
        )

    def _open(self, block: VersoBlock, where: str, nest: "_OpenDirectives") -> None:
        if block.name != PROOF and block.name not in STATEMENTS:
            nest.open(block.fence)
            return
        if nest.node is not None:
            self._warn(f"{nest.node.where}: this directive is never closed; it is taken to end at {where}")
            nest.leave()
        here = Environment(block.name, where)
        nest.open(block.fence, here)
        if not block.label:
            self._warn(f"{where}: this {block.name} has no label; it is left out")
        elif block.name == PROOF:
            here.macros["uses"] = [block.option("uses")]
            self._proofs.append((block.label, here))
        else:
            self._state(block, here)

    def _state(self, block: VersoBlock, here: Environment) -> None:
        """What the opening of a statement says; its words are weighed at the end."""
        held = self._of(block.label, here.where)
        held.bodies.append(here)
        if len(held.bodies) == 1:
            held.statement.kind, held.statement.where = STATEMENTS[block.name], here.where
        macros = held.statement.macros
        macros.setdefault("uses", []).append(block.option("uses"))
        if names := block.option("lean"):
            macros.setdefault("lean", []).append(names)
            macros["leanok"] = [""]
        if number := _NUMBER.search(block.option("issue_url")):
            macros.setdefault("discussion", []).append(number[1])

    def _code(self, block: VersoBlock, where: str) -> None:
        if not block.label:
            return
        if block.name == "lean":
            self._lean(self._of(block.label, where), block)
        elif block.name in ("tex", "md") and block.label in self._held:
            slot = block.option("slot").strip('"') or "default"
            self._held[block.label].sources.setdefault(f"{block.name} {slot}", block.text)

    def _lean(self, held: _Held, block: VersoBlock) -> None:
        declared = [each for each in find_declarations(block.text) if each.name]
        macros = held.statement.macros
        macros.setdefault("lean", []).extend(each.name for each in declared)
        if declared:
            macros["leanok"] = [""]
        propositions = [each for each in declared if each.is_proposition]
        if not held.bodies and declared and held.statement.kind != OF_LEAN:
            held.statement.kind = OF_LEAN if propositions else "definition"
        done = "proved" if all(not each.holes for each in declared) else "open"
        if propositions or done == "open":
            macros.setdefault(done, []).append("")
        held.lean += [_stated(block.text, each) for each in declared]

    def _of(self, label: str, where: str) -> _Held:
        if label not in self._held:
            statement = Environment("", where)
            statement.macros = {"label": [label]}
            self._held[label] = _Held(statement)
        return self._held[label]

    def _take(self, found: list[Environment], where: str) -> bool:
        """Nodes out of Lean sources, which a document names there; what it says of one itself comes first."""
        for each in found:
            held = self._held.setdefault(next(iter(each.labels), each.where), _Held(each))
            if held.statement is each:
                each.where = where
            else:
                for macro in {"lean", "uses", "leanok"} & each.macros.keys():
                    held.statement.macros.setdefault(macro, []).extend(each.macros[macro])
        return bool(found)

    def _include(self, module: str, where: str, is_lean: bool) -> None:
        if is_lean:
            if not self._take(self._from_lean("module", module), where):
                self._warn(f"{where}: {module} is left out: no Lean source with `@[blueprint]` is it")
            return
        if self._main is None:
            self._warn(f"{where}: {module} is not read: the text of a file alone was given")
            return
        try:
            path = found_module(self._main, module)
            text = read_text(path)
        except (BadInput, OSError) as error:
            self._warn(f"{where}: {module} is left out: {error}")
            return
        if resolved(path) in self._seen:
            return
        if self._depth == DEEPEST:
            self._warn(f"{where}: {module} is left out: {DEEPEST} chapters are in each other here already")
            return
        self._seen.add(resolved(path))
        self._depth += 1
        self.read(text, path)
        self._depth -= 1

    def _finished(self, held: _Held) -> Environment:
        """The statement with its words as LaTeX, what they use among its uses, and its marks."""
        statement = held.statement
        said = [body for body in held.bodies if "".join(body.pieces).strip()]
        for body in said[1:]:
            self._warn(f"{body.where}: it is stated already at {said[0].where}; of this only the uses are kept")
            statement.used += used_in("".join(body.pieces))
        slots = ("md statement", "md default")
        sources = [held.sources[slot] for slot in slots if slot in held.sources]
        statement.pieces += said[0].pieces if said else sources[:1]
        is_proved = bool(statement.macros.pop("proved", [])) and not statement.macros.pop("open", [])
        if is_proved and not statement.proofs:
            statement.proofs.append(Environment(PROOF, statement.where))
        for each in (statement, *statement.proofs):
            words = "".join(each.pieces)
            each.used += used_in(words)
            each.pieces = [in_latex(words)]
        if is_proved:
            statement.proofs[0].macros["leanok"] = [""]
        return statement


class _OpenDirectives:
    """The directives that are open, as their colons, and the node that is among them: there is one at most."""

    def __init__(self) -> None:
        self.node: Environment | None = None
        self._fences: list[int] = []
        self._counts: Counter[int] = Counter()
        self._depth = 0  # of the node

    def open(self, fence: int, node: Environment | None = None) -> None:
        """One more, which may be a node."""
        self._fences.append(fence)
        self._counts[fence] += 1
        if node is not None:
            self.node, self._depth = node, len(self._fences)

    def close(self, fence: int) -> bool:
        """The innermost with so many colons, and what is open in it; False where there is none."""
        if not self._counts[fence]:
            return False
        while self._pop() != fence:
            pass
        return True

    def leave(self) -> None:
        """The node, which nothing closed."""
        while self.node is not None:
            self._pop()

    def _pop(self) -> int:
        if len(self._fences) == self._depth:
            self.node = None
        fence = self._fences.pop()
        self._counts[fence] -= 1
        return fence


def _stated(text: str, each: Declaration) -> str:
    """A theorem up to its proof, a definition whole."""
    own = text[each.start : each.end]
    return (own[: end_of_statement(own)] if each.is_proposition else own).strip()

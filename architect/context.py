"""A node in its place: the text that its prover sees, the whole file put together, and what a node *is*, by content.

Definitions stand in a context with their bodies. The lemmas that a node uses directly stand there as axioms: so Lean
itself says which of them a proof leans on, and tells them from a `sorry` of its own. Words only; no Lean runs here.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from architect.blueprint import Blueprint, Kind, Node, with_keyword, with_name
from prover.declarations import Declaration, Hole
from prover.lexer import Kind as TokenKind
from prover.lexer import Token, tokens
from prover.obligation import SORRY, Obligation, obligation_of
from prover.problem import Problem

TACTICS = " := by\n  "
VARIABLES = frozenset({"variable", "include"})


@dataclass(frozen=True)
class Place:
    """Where a blueprint stands: before ``target`` in the user's file, in which the holes of ``done`` are filled."""

    problem: Problem
    target: Declaration
    done: Mapping[Hole, str]

    @cached_property
    def bare(self) -> Obligation:
        """The target with no blueprint."""
        return obligation_of(self.problem, self.target, self.done)

    @cached_property
    def has_variables(self) -> bool:
        """Whether section variables may stand before it."""
        return any(token.text in VARIABLES for token in tokens(self.bare.context))

    @property
    def unproved_context(self) -> str:
        """What stands before the target, its `sorry`s left, with what was inserted for the theorems there."""
        inserted = {hole: text for hole, text in self.done.items() if hole.is_front}
        return self.problem.slice(self.problem.header_end, self.target.start, inserted)

    def full(self, name: str) -> str:
        """What a node is called in full where it is inserted."""
        return f"{self.target.namespace}.{name}" if self.target.namespace else name

    @property
    def name(self) -> str:
        """The target's own name."""
        return self.target.name


def whole(place: Place, blueprint: Blueprint) -> str:
    """The definitions and all lemmas as axioms, and the target with its `sorry`s: what stands behind the header."""
    *nodes, _ = blueprint.order
    bare = place.bare
    return bare.context + _standing(place, nodes) + bare.text([SORRY] * bare.holes)[bare.statement_at :]


def obligation_for(place: Place, blueprint: Blueprint, node: Node) -> Obligation:
    """What the prover of a node gets. A definition is nobody's obligation."""
    seen = seen_by(blueprint, node)
    names = [other.name for other in seen]
    axioms = frozenset(place.full(u) for u in node.uses if blueprint.by_name[u].kind is Kind.LEMMA)
    bare = place.bare
    before = bare.context + _standing(place, seen)
    if node.kind is Kind.TARGET:
        first, *others = bare.pieces
        pieces = (before + first[bare.statement_at :], *others)
        known = (*bare.known, *names)
        return Obligation(bare.name, bare.header, pieces, len(before), known, axioms, node.idea, bare.own)
    pieces = (before + node.lean.strip() + _tactics(node.lean), "\n")
    known = (*bare.known, *names)
    return Obligation(place.full(node.name), bare.header, pieces, len(before), known, axioms, node.idea, bare.own)


def seen_by(blueprint: Blueprint, node: Node) -> list[Node]:
    """What stands in the context of a node, in order: its direct `uses`, and the definitions under it."""
    below = blueprint.below([node.name]) - {node.name}
    return [
        other
        for other in blueprint.order
        if other.name in node.uses or (other.kind is Kind.DEFINITION and other.name in below)
    ]


def _standing(place: Place, nodes: Sequence[Node]) -> str:
    """Nodes as others see them, behind the user's text."""
    newline = "\n" if place.bare.context and not place.bare.context.endswith("\n") else ""
    parts = (node.lean.strip() if node.kind is Kind.DEFINITION else _assumed(place, node) for node in nodes)
    return newline + "".join(f"{part}\n\n" for part in parts)


def _assumed(place: Place, lemma: Node) -> str:
    """A lemma as an axiom. Under section variables the axiom takes its type from the theorem, which includes more."""
    text = lemma.lean.strip()
    if not place.has_variables:
        return with_keyword(text, "axiom")
    stated = f"{lemma.name}_as_stated"
    return f"{with_name(text, stated)}{_tactics(text)}{SORRY}\n\naxiom {lemma.name} : type_of% @{stated}"


def _tactics(text: str) -> str:
    """What leads from a lemma to its proof; a comment at its end may not swallow it."""
    if "--" not in text:
        return TACTICS
    *_, last = tokens(text)
    return f"\n {TACTICS}" if last.text.startswith("--") else TACTICS


def inserted(blueprint: Blueprint, names: set[str], proofs: Mapping[str, str]) -> str:
    """The nodes `names` as text to put before the target, in order; a lemma without a proof is left a `sorry`."""
    parts = []
    for node in blueprint.order:
        if node.name in names and node.kind is Kind.DEFINITION:
            parts.append(node.lean.strip())
        elif node.name in names and node.kind is Kind.LEMMA:
            parts.append(f"{node.lean.strip()}{_tactics(node.lean)}{proofs.get(node.name, SORRY)}")
    return "\n\n".join(parts)


class Keys:
    """What each node of a blueprint means, as a digest: its words, and those of all that its prover sees.

    Its own name and those of the nodes it uses do not count: a lemma that is only called otherwise has the same key.
    """

    def __init__(self, toolchain_key: str, place: Place, blueprint: Blueprint) -> None:
        self._blueprint = blueprint
        # What a statement means does not depend on how, or whether, the user's theorems before it are proved.
        self._world = [toolchain_key, place.bare.header, _normal(place.unproved_context, {})]
        self._proofs = _normal(place.bare.context, {})
        self._target = _normal(place.bare.statement, {})
        self._known: dict[str, str] = {}  # these three by a node's name
        self._used: dict[str, frozenset[str]] = {}
        self._as_obligation: dict[str, str] = {}

    @cached_property
    def meaning(self) -> frozenset[str]:
        """What the blueprint comes down to, whatever its nodes are called."""
        return frozenset(self.of(node) for node in self._blueprint.nodes)

    def of(self, node: Node) -> str:
        """The key of a node as something to be proved: its statement, and the statements and proofs that it may use."""
        if node.name not in self._as_obligation:
            self._as_obligation[node.name] = _digest([self.statement(node), *sorted(self.uses(node)), self._proofs])
        return self._as_obligation[node.name]

    def uses(self, node: Node) -> frozenset[str]:
        """The statements that a node uses directly."""
        if node.name not in self._used:
            self._used[node.name] = frozenset(self.statement(self._blueprint.by_name[used]) for used in node.uses)
        return self._used[node.name]

    def names(self, node: Node) -> dict[str, str]:
        """What a proof of a node may call things, by their keys."""
        named = {*self._blueprint.below([node.name])} - {node.name}
        return {self.statement(self._blueprint.by_name[name]): name for name in named}

    def statement(self, node: Node) -> str:
        """The key of what a node states, or defines."""
        if node.name not in self._known:
            definitions = {
                name: self.statement(self._blueprint.by_name[name])
                for name in sorted(self._blueprint.below([node.name]) - {node.name})
                if self._blueprint.by_name[name].kind is Kind.DEFINITION
            }
            text = _normal(node.lean, {**definitions, node.name: "self"}) if node.lean else self._target
            named = sorted({definitions[name] for name in named_in(node.lean, definitions)})
            self._known[node.name] = _digest([*self._world, node.kind, text, *named])
        return self._known[node.name]


def named_in(text: str, names: Iterable[str]) -> set[str]:
    """Which of `names` a text may name: in full, in part (`x.f`, `.f` for `N.f`), or something that begins like it."""
    words = [token.text.split(".") for token in tokens(text) if token.kind is TokenKind.NAME]
    firsts, parts = {word[0] for word in words}, {part for word in words for part in word}
    return {name for name in names if name.split(".")[0] in firsts or name.split(".")[-1] in parts}


def without(text: str, names: Collection[str]) -> str:
    """A text with whole names taken out of its lists, each with a comma beside it."""
    found = [t for t in tokens(text) if t.kind is not TokenKind.COMMENT]
    kept: list[Token] = []
    cuts: list[tuple[int, int]] = []
    at = 0
    while at < len(found):
        token, after, behind = (found[at + n] if at + n < len(found) else None for n in range(3))
        at += 1
        if token is None or token.text not in names or not kept or after is None:
            kept += [token] if token else []
        elif after.text == "," and behind is not None:
            cuts.append((token.start, behind.start))
            at += 1
        else:
            first = kept.pop() if kept[-1].text == "," else token
            while cuts and cuts[-1][0] > first.start:  # it stood between the comma and this
                cuts.pop()
            cuts.append((first.start, token.end))
    pieces, at = [], 0
    for start, end in cuts:
        pieces.append(text[at:start])
        at = end
    return "".join([*pieces, text[at:]])


def _normal(text: str, names: Mapping[str, str]) -> str:
    """The words of a text without its comments and spaces, with some names replaced."""
    found = [t.text for t in tokens(text) if t.kind is not TokenKind.COMMENT]
    return " ".join("theorem" if word == "lemma" else names.get(word, word) for word in found)


def renamed(text: str, names: Mapping[str, str]) -> str:
    """A text with whole names replaced, `old` and `old.…` alike; strings and comments stay."""
    pieces, at = [], 0
    for token in tokens(text):
        if token.kind is TokenKind.NAME:
            dots = [i for i, character in enumerate(f"{token.text}.") if character == "."]
            for end in reversed(dots):
                if (new := names.get(token.text[:end])) is not None:
                    pieces += [text[at : token.start], new + token.text[end:]]
                    at = token.end
                    break
    return "".join([*pieces, text[at:]])


def _digest(parts: list[str]) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

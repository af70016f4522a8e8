"""A node in its place: the text that its prover sees, the whole file put together, and what a node *is*, by content.

Definitions stand in a context with their bodies. The lemmas that a node uses directly stand there as axioms: so Lean
itself says which of them a proof leans on, and tells them from a `sorry` of its own. Words only; no Lean runs here.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from architect.blueprint import Blueprint, Kind, Node, with_keyword
from prover.declarations import Declaration, Hole
from prover.lexer import Kind as TokenKind
from prover.lexer import tokens
from prover.obligation import SORRY, Obligation, obligation_of
from prover.problem import Problem

TACTICS = " := by\n  "


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

    def full(self, name: str) -> str:
        """What a node is called in full where it is inserted."""
        return f"{self.target.namespace}.{name}" if self.target.namespace else name

    @property
    def name(self) -> str:
        """The target's own name."""
        return self.target.name


def obligation_for(place: Place, blueprint: Blueprint, node: Node) -> Obligation:
    """What the prover of a node gets. A definition is nobody's obligation."""
    above = _above(place, blueprint, node)
    axioms = frozenset(place.full(u) for u in node.uses if blueprint.by_name[u].kind is Kind.LEMMA)
    names = [n.name for n in blueprint.order if n.name in node.uses or _is_definition_of(blueprint, n, node)]
    bare = place.bare
    before = bare.context + above
    if node.kind is Kind.TARGET:
        first, *others = bare.pieces
        pieces = (before + first[bare.statement_at :], *others)
        return Obligation(bare.name, bare.header, pieces, len(before), (*bare.known, *names), axioms)
    pieces = (before + node.lean.strip() + TACTICS, "\n")
    return Obligation(place.full(node.name), bare.header, pieces, len(before), (*bare.known, *names), axioms)


def _above(place: Place, blueprint: Blueprint, node: Node) -> str:
    """The text between the user's and a node's own: its definitions, and its direct `uses` as axioms."""
    parts = []
    for other in blueprint.order:
        if _is_definition_of(blueprint, other, node):
            parts.append(other.lean.strip())
        elif other.name in node.uses:
            parts.append(with_keyword(other.lean.strip(), "axiom"))
    newline = "\n" if place.bare.context and not place.bare.context.endswith("\n") else ""
    return newline + "".join(f"{part}\n\n" for part in parts)


def _is_definition_of(blueprint: Blueprint, other: Node, node: Node) -> bool:
    return other.kind is Kind.DEFINITION and other.name != node.name and other.name in blueprint.below([node.name])


def inserted(blueprint: Blueprint, names: set[str], proofs: Mapping[str, str]) -> str:
    """The nodes `names` as text to put before the target, in order; a lemma without a proof is left a `sorry`."""
    parts = []
    for node in blueprint.order:
        if node.name in names and node.kind is Kind.DEFINITION:
            parts.append(node.lean.strip())
        elif node.name in names and node.kind is Kind.LEMMA:
            parts.append(f"{node.lean.strip()}{TACTICS}{proofs.get(node.name, SORRY)}")
    return "\n\n".join(parts)


class Keys:
    """What each node of a blueprint means, as a digest: its words, and those of all that its prover sees.

    Its own name and those of the nodes it uses do not count: a lemma that is only called otherwise has the same key.
    """

    def __init__(self, toolchain_key: str, place: Place, blueprint: Blueprint) -> None:
        self._blueprint = blueprint
        self._world = [toolchain_key, place.bare.header, _normal(place.bare.context, {})]
        self._target = _normal(place.bare.statement, {})
        self._known: dict[str, str] = {}

    def of(self, node: Node) -> str:
        """The key of a node as something to be proved: its statement, and the statements that its proof may use."""
        return _digest([self.statement(node), *sorted(self.uses(node))])

    def uses(self, node: Node) -> frozenset[str]:
        """The statements that a node uses directly."""
        return frozenset(self.statement(self._blueprint.by_name[used]) for used in node.uses)

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
            named = sorted({key for name, key in definitions.items() if _names(node.lean, name)})
            self._known[node.name] = _digest([*self._world, node.kind, text, *named])
        return self._known[node.name]


def _names(text: str, name: str) -> bool:
    return any(t.kind is TokenKind.NAME and t.text.split(".")[0] == name.split(".")[0] for t in tokens(text))


def _normal(text: str, names: Mapping[str, str]) -> str:
    """The words of a text without its comments and spaces, with some names replaced."""
    found = [t.text for t in tokens(text) if t.kind is not TokenKind.COMMENT]
    return " ".join("theorem" if word == "lemma" else names.get(word, word) for word in found)


def renamed(text: str, names: Mapping[str, str]) -> str:
    """A text with whole names replaced, `old` and `old.…` alike; strings and comments stay."""
    pieces, at = [], 0
    for token in tokens(text):
        if token.kind is TokenKind.NAME:
            for old, new in names.items():
                if token.text == old or token.text.startswith(f"{old}."):
                    pieces += [text[at : token.start], new + token.text[len(old) :]]
                    at = token.end
                    break
    return "".join([*pieces, text[at:]])


def _digest(parts: list[str]) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

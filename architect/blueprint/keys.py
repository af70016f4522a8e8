"""What a node of a blueprint means, by content: digests that do not depend on what nodes are called."""

import json
from collections.abc import Mapping
from functools import cached_property

from architect.blueprint.graph import Blueprint, Kind, Node
from prover.text.place import Place
from prover.text.tokens import named_in, words_of
from prover.words.digest import sha256


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
        self._holes = place.bare.holes
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

    def holes(self, node: Node) -> int:
        """How many texts a proof of it has: one, but for the target."""
        return self._holes if node.kind is Kind.TARGET else 1

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
        if not self._known:  # those that others rest on first, for a chain of them may be long
            for each in self._blueprint.order:
                if each.kind is Kind.DEFINITION:
                    self._known[each.name] = self._stated(each)
        if node.name not in self._known:
            self._known[node.name] = self._stated(node)
        return self._known[node.name]

    def _stated(self, node: Node) -> str:
        definitions = {name: self._known[name] for name in self._blueprint.definitions_below(node.name)}
        text = _normal(node.lean, {**definitions, node.name: "self"}) if node.lean else self._target
        named = sorted({definitions[name] for name in named_in(node.lean, definitions)})
        return _digest([*self._world, node.kind, text, *named])


def _normal(text: str, names: Mapping[str, str]) -> str:
    """The words of a text without its comments and spaces, with some names replaced."""
    return " ".join("theorem" if word == "lemma" else names.get(word, word) for word in words_of(text))


def _digest(parts: list[str]) -> str:
    return sha256(json.dumps(parts))

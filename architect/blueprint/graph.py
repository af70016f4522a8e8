"""The blueprint: nodes, what each builds on, and the invariants of the graph; the only door of networkx, and no Lean.

What the words alone can tell is checked here, in messages that a planner can act on. What Lean must be asked (that a
node declares what it says, and that it compiles) is in `architect/blueprint/skeleton.py`.
"""

import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, SerializerFunctionWrapHandler, model_serializer

from architect.blueprint.documented import Documented
from prover.gate.screen import screen_auxiliary
from prover.text.declarations import find_declarations
from prover.text.keywords import DEFINITIONS, PROPOSITIONS
from prover.text.tokens import words_of

if TYPE_CHECKING:
    import networkx  # a fifth of the start of a command that may never ask a graph: each who does imports it

SHOWN = 5  # nodes of a cycle, or names in a list


class Kind(StrEnum):
    LEMMA = "lemma"
    DEFINITION = "definition"
    TARGET = "target"


class Node(BaseModel):
    """One node. ``lean`` is a lemma up to its `:=`, a definition whole, and empty for the target, which is the user's.

    ``uses`` are names of other nodes; ``informal`` says in words what it states, ``idea`` how it may be proved.
    ``documented`` is there where a document was read.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1)
    kind: Kind
    lean: str = ""
    uses: tuple[str, ...] = ()
    informal: str = ""
    idea: str = ""
    documented: Documented | None = None

    @model_serializer(mode="wrap")
    def _as_it_was(self, serialized: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Without a document as it was written before there were any: journals are compared."""
        fields: dict[str, Any] = serialized(self)
        if self.documented is None:
            fields.pop("documented", None)
        return fields


class Blueprint(BaseModel):
    """Nodes in any order. `faults` says what keeps them from being a blueprint; the other methods need it to be one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    nodes: tuple[Node, ...]

    @functools.cached_property
    def by_name(self) -> Mapping[str, Node]:
        return {node.name: node for node in self.nodes}

    @property
    def target(self) -> Node:
        return next(node for node in self.nodes if node.kind is Kind.TARGET)

    @functools.cached_property
    def graph(self) -> "networkx.DiGraph[str]":
        """An edge goes from a node to each that it uses; to a name that is no node's there is none."""
        import networkx

        graph: networkx.DiGraph[str] = networkx.DiGraph()
        graph.add_nodes_from(node.name for node in self.nodes)
        graph.add_edges_from((node.name, used) for node in self.nodes for used in node.uses if used in self.by_name)
        return graph

    @functools.cached_property
    def order(self) -> tuple[Node, ...]:
        """The nodes with what each uses before it; those that do not wait for each other as they were given."""
        import networkx

        place = {node.name: i for i, node in enumerate(self.nodes)}
        ordered = networkx.lexicographical_topological_sort(self.graph.reverse(), key=place.__getitem__)
        return tuple(self.by_name[name] for name in ordered)

    def below(self, names: Iterable[str]) -> set[str]:
        """All that these nodes use, directly or not, themselves included."""
        import networkx

        return set(names).union(*(networkx.descendants(self.graph, name) for name in names))

    def definitions_below(self, name: str) -> list[str]:
        """The definitions among what a node uses, directly or not, each behind what it uses itself."""
        names, masks = self._below
        return [each for each, is_there in zip(names, reversed(f"{masks[name]:b}"), strict=False) if is_there == "1"]

    @functools.cached_property
    def _below(self) -> tuple[list[str], dict[str, int]]:
        """All definitions, and those below each node as bits of a number; each edge is walked once."""
        names: list[str] = []
        masks: dict[str, int] = {}
        own: dict[str, int] = {}
        for node in self.order:
            masks[node.name] = 0
            for used in node.uses:
                masks[node.name] |= masks[used] | own.get(used, 0)
            if node.kind is Kind.DEFINITION:
                own[node.name] = 1 << len(names)
                names.append(node.name)
        return names, masks

    def above(self, name: str) -> set[str]:
        """All that build on a node, directly or not."""
        import networkx

        return set(networkx.ancestors(self.graph, name))

    def pruned(self) -> "Blueprint":
        """Without the nodes that the target does not build on."""
        kept = self.below([self.target.name])
        return Blueprint(nodes=tuple(node for node in self.nodes if node.name in kept))

    def aimed_at(self, name: str) -> "Blueprint":
        """This node as the target, whose text is the user's, and all that it builds on: a document may have several."""
        nodes = (
            node.model_copy(update={"kind": Kind.TARGET, "lean": ""})
            if node.name == name
            else node.model_copy(update={"kind": Kind.LEMMA})
            if node.kind is Kind.TARGET
            else node
            for node in self.nodes
        )
        return Blueprint(nodes=tuple(nodes)).pruned()

    def faults(self, target: str, has_others: bool = False) -> tuple[str, ...]:
        """What is wrong, one line each; ``target`` is the full name of the problem's theorem.

        With ``has_others`` nodes that it does not build on are none.
        """
        return tuple(self._faults(target, has_others))

    def faults_of_shape(self) -> Iterator[str]:
        """What is wrong with the graph alone, whatever it is to prove: for those who show it all the same."""
        if not self.nodes:
            yield "there are no nodes"
        elif all(node.kind is not Kind.TARGET for node in self.nodes):
            yield "there is no node of the kind target"
        for node in self.nodes:
            yield from self._dangling(node)
        yield from self._circle()

    def _dangling(self, node: Node) -> Iterator[str]:
        known = self.by_name
        return (f"{node.name}: it uses {used}, and there is no such node" for used in node.uses if used not in known)

    def _circle(self) -> Iterator[str]:
        import networkx

        if not networkx.is_directed_acyclic_graph(self.graph):
            cycle = [edge[0] for edge in networkx.find_cycle(self.graph)]
            yield f"{' uses '.join([*cycle[:SHOWN], cycle[0]])}: nodes may not use each other in a circle"

    def _faults(self, target: str, has_others: bool) -> Iterator[str]:
        names = [node.name for node in self.nodes]
        counts = Counter(names)
        yield from (f"{name}: {count} nodes have this name" for name, count in counts.items() if count > 1)
        targets = [node for node in self.nodes if node.kind is Kind.TARGET]
        if len(targets) != 1:
            yield f"there must be one node of the kind target, and there are {len(targets)}"
        elif targets[0].name != target:
            yield f"{targets[0].name}: the target is {target}, and nothing else"
        known = set(names)
        for node in self.nodes:
            yield from self._dangling(node)
            yield from _faults_of(node)
        if len(known) == len(names) and len(targets) == 1 and all(u in known for n in self.nodes for u in n.uses):
            yield from self._faults_of_the_graph(targets[0], has_others)

    def _faults_of_the_graph(self, target: Node, has_others: bool) -> Iterator[str]:
        if circle := [*self._circle()]:
            yield from circle
            return
        used = self.below([target.name])
        unused = [node.name for node in self.nodes if node.name not in used]
        if unused and not has_others:
            yield f"{', '.join(unused[:SHOWN])}: the target does not build on it; use it, or leave it out"
        defined = {node.name for node in self.nodes if node.kind is Kind.DEFINITION}
        for node in self.nodes:
            # Lean may take the name for a variable, and the node would say something else than was meant.
            named = dict.fromkeys(word for word in words_of(node.lean) if word in defined)
            seen = {node.name, *self.definitions_below(node.name)} if named else ()
            yield from (
                f"{node.name}: it names {name}, and does not say that it uses it" for name in named if name not in seen
            )


@functools.lru_cache(maxsize=8192)  # a refinement leaves most nodes as they were
def _faults_of(node: Node) -> tuple[str, ...]:
    """What the words of one node show."""
    return tuple(_in_the_words_of(node))


def _in_the_words_of(node: Node) -> Iterator[str]:
    if node.kind is Kind.TARGET:
        if node.lean.strip():
            yield f"{node.name}: the target is stated by the user's file; leave its `lean` empty"
        return
    if objection := screen_auxiliary(node.lean):
        yield f"{node.name}: {objection.reason}"
        return
    found = [declaration for declaration in find_declarations(node.lean) if declaration.name]
    if len(found) != 1:
        yield f"{node.name}: its text must make one declaration, and makes {len(found)}"
        return
    [declaration] = found
    if declaration.holes:
        what = "a definition has a real body" if node.kind is Kind.DEFINITION else "it is stated without its proof"
        yield f"{node.name}: there is a `sorry` in its text; {what}"
    allowed = PROPOSITIONS if node.kind is Kind.LEMMA else DEFINITIONS
    if declaration.keyword not in allowed:
        yield f"{node.name}: a {node.kind} begins with {' or '.join(sorted(allowed))}, not with {declaration.keyword}"
    if declaration.name != node.name:
        yield f"{node.name}: its text declares {declaration.name}; the names must be the same"

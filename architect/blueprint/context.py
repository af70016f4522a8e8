"""A node in its place: the text that its prover sees, the whole file put together, and what a node *is*, by content.

Definitions stand in a context with their bodies. The lemmas that a node uses directly stand there as axioms: so Lean
itself says which of them a proof leans on, and tells them from a `sorry` of its own. Words only; no Lean runs here.
"""

from collections.abc import Mapping, Sequence

from architect.blueprint.graph import Blueprint, Kind, Node
from prover.text.place import Place
from prover.text.statements import with_body, with_keyword, with_name
from prover.words.obligation import SORRY, Obligation

TACTICS = "by\n  "  # and then a proof


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
        name = bare.name
    else:
        pieces = (before + with_body(node.lean.strip(), TACTICS), "\n")
        name = place.full(node.name)
    known = (*bare.known, *names)
    return Obligation(
        name,
        bare.header,
        pieces,
        len(before),
        known,
        axioms,
        node.idea,
        bare.own,
        imported=bare.imported,
        informal=node.informal,
    )


def without_lemmas(blueprint: Blueprint, node: Node) -> Node:
    """A node with no word of how it may be proved, and nothing above it that is still to be proved."""
    uses = tuple(used for used in node.uses if blueprint.by_name[used].kind is Kind.DEFINITION)
    return node.model_copy(update={"uses": uses, "informal": "", "idea": ""})


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
    return f"{with_body(with_name(text, stated), TACTICS + SORRY)}\n\naxiom {lemma.name} : type_of% @{stated}"


def inserted(blueprint: Blueprint, names: set[str], proofs: Mapping[str, str]) -> str:
    """The nodes `names` as text to put before the target, in order; a lemma without a proof is left a `sorry`."""
    parts = []
    for node in blueprint.order:
        if node.name in names and node.kind is Kind.DEFINITION:
            parts.append(node.lean.strip())
        elif node.name in names and node.kind is Kind.LEMMA:
            parts.append(with_body(node.lean.strip(), TACTICS + proofs.get(node.name, SORRY)))
    return "\n\n".join(parts)

"""The lemmas that provers wanted, as nodes ready-made: a planner that uses one by its name need not write it again."""

from collections.abc import Mapping, Sequence

from architect.blueprint.graph import Blueprint, Kind, Node
from architect.planning.edits import Add, Edit, Rewire
from architect.planning.planner import Situation
from prover.text.declarations import find_declarations
from prover.text.statements import end_of_statement
from prover.words.shown import clip

LONGEST = 4_000  # characters of one lemma, and of one diagnosis, which may hold a proof with its gap
FALSE = ""  # what became of a lemma that small cases refute


def ready_made(situation: Situation) -> dict[str, Node]:
    """Those of them that are nodes by their words, by what the prover wrote; Lean has seen none of them."""
    target, there = situation.place.name, situation.blueprint
    why = [situation.direct, *(state.diagnosis for state in situation.states.values())]
    texts = dict.fromkeys(text for each in why if each is not None for text in each.lemmas)
    texts = {text: None for text in texts if text not in situation.became}
    taken = {target, *(there.by_name if there else ())}
    found: dict[str, Node] = {}
    for text in texts:
        if (node := node_of(text, target)) is not None and node.name not in taken:
            found[text] = node
            taken.add(node.name)
    return found


def node_of(text: str, target: str) -> Node | None:
    """The lemma that a prover wrote as a node, if it can be one by its words."""
    declared = [each for each in find_declarations(text) if each.name]
    if len(declared) != 1:
        return None
    lean = text[declared[0].keyword_at : declared[0].end]
    node = Node(name=declared[0].name, kind=Kind.LEMMA, lean=lean[: end_of_statement(lean)].rstrip())
    faults = Blueprint(nodes=(node, Node(name=target, kind=Kind.TARGET, uses=(node.name,)))).faults(target)
    return None if faults else node


def in_words(situation: Situation) -> dict[str, str]:
    """What a planner is told of lemmas that were wanted, where that is more than their text."""
    ready = {text: f"wanted, ready-made: {node.lean}" for text, node in ready_made(situation).items()}
    nodes = {text: f"wanted: {node.name}" for text, node in taken_up(situation).items()}
    false = [text for text, name in situation.became.items() if name == FALSE]
    return {**ready, **nodes, **{text: f"wanted, but false: {clip(text, LONGEST)}" for text in false}}


def taken_up(situation: Situation) -> dict[str, Node]:
    """Those that are nodes by now."""
    there = situation.blueprint.by_name if situation.blueprint else {}
    return {text: there[name] for text, name in situation.became.items() if name in there}


def with_those_used(blueprint: Blueprint, ready: Mapping[str, Node]) -> Blueprint:
    """A blueprint with those of them that it uses and does not write itself."""
    used = {name for node in blueprint.nodes for name in node.uses} - blueprint.by_name.keys()
    added = {node.name: node for node in ready.values() if node.name in used}
    return Blueprint(nodes=(*added.values(), *blueprint.nodes))


def with_those_rewired(edits: Sequence[Edit], ready: Mapping[str, Node]) -> tuple[Edit, ...]:
    """Edits that add first what they use of them and do not add themselves."""
    added = [edit.node for edit in edits if isinstance(edit, Add)]
    used = {name for edit in edits if isinstance(edit, Rewire) for name in edit.uses}
    used = used.union(*(node.uses for node in added)) - {node.name for node in added}
    return (*(Add(node=node) for node in ready.values() if node.name in used), *edits)

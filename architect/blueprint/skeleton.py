"""What Lean says of a blueprint before anything is proved: each node in the very context that its prover will see."""

from collections.abc import Collection, Sequence

from architect.blueprint.context import obligation_for, seen_by, whole
from architect.blueprint.graph import Blueprint, Kind, Node
from prover.agent.tools.feedback import marked
from prover.lean.live.pool import Pool
from prover.text.place import Place
from prover.words.obligation import SORRY
from prover.words.tasks import task_group
from prover.words.verdict import Died


async def faults_in_lean(pool: Pool, place: Place, blueprint: Blueprint, touched: Collection[str]) -> tuple[str, ...]:
    """What Lean has against the nodes `touched`, one line each with the place; the graph must be without fault."""
    nodes = [node for node in blueprint.order if node.name in touched]
    async with task_group() as group:
        looking = {node.name: group.create_task(_fault(pool, place, blueprint, node)) for node in nodes}
    wrong = {name: fault for name, task in looking.items() if (fault := task.result())}
    # A fault shows wherever the node is seen; it is said once.
    seen = {name: {other.name for other in seen_by(blueprint, blueprint.by_name[name])} for name in wrong}
    faults = tuple(fault for name, fault in wrong.items() if not seen[name] & wrong.keys())
    return faults or await _restating(pool, place, blueprint, [node for node in nodes if node.kind is Kind.LEMMA])


async def _restating(pool: Pool, place: Place, blueprint: Blueprint, lemmas: Sequence[Node]) -> tuple[str, ...]:
    """The lemmas that say what the target says, to Lean, which looks into no definition but those of the blueprint."""
    if not lemmas:
        return ()
    unfold = "".join(f"(try delta {place.full(n.name)}); " for n in blueprint.order if n.kind is Kind.DEFINITION)
    target = f"type_of% @_root_.{place.name}"
    asked = {f"architect_restates_{i}": node for i, node in enumerate(lemmas)}
    text = whole(place, blueprint).rstrip() + "".join(
        f"\n\nprivate theorem _root_.{name} : (type_of% @_root_.{place.full(node.name)}) = ({target}) := by\n"
        f"  {unfold}with_reducible rfl"
        for name, node in asked.items()
    )
    async with pool.session(place.bare.header) as lean:
        verdict = await lean.check(text, axioms=tuple(asked))
    if isinstance(verdict, Died):
        return ()  # what is so hard to compare is at least written otherwise
    same = [name for name in asked if verdict.axioms.get(name, {SORRY}) <= place.bare.granted]
    return tuple(
        f"{asked[name].name}: it restates the target; state something that is easier to prove" for name in same
    )


async def _fault(pool: Pool, place: Place, blueprint: Blueprint, node: Node) -> str:
    obligation = obligation_for(place, blueprint, node)
    if node.kind is Kind.DEFINITION:
        text = obligation.pieces[0][: obligation.statement_at] + node.lean.strip()
    else:
        text = obligation.text([SORRY] * obligation.holes)
    async with pool.session(obligation.header) as lean:
        verdict = await lean.check(text, axioms=(obligation.name,))
    if isinstance(verdict, Died):
        return f"{node.name}: Lean did not survive it: {verdict.why}"
    if verdict.errors:
        error = verdict.errors[0]
        return f"{node.name}: {' '.join(error.text.split())}\n{marked(error, text)}"
    axioms = verdict.axioms.get(obligation.name)
    if axioms is None:
        return f"{node.name}: Lean finds no declaration of this name in its text"
    if node.kind is Kind.DEFINITION and axioms - obligation.granted:
        return f"{node.name}: a definition rests on nothing unproved, and this one rests on {', '.join(sorted(axioms))}"
    return ""

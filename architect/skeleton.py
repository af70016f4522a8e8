"""What Lean says of a blueprint before anything is proved: each node in the very context that its prover will see."""

import asyncio
from collections.abc import Collection

from architect.blueprint import Blueprint, Kind, Node
from architect.context import Place, obligation_for
from prover.errors import LeanCrashed, LeanGarbled, LeanOutgrown, LeanTimedOut
from prover.feedback import marked
from prover.lean.pool import Pool
from prover.obligation import SORRY
from prover.verdict import STANDARD_AXIOMS

CHECK_SECONDS = 60.0


async def faults_in_lean(pool: Pool, place: Place, blueprint: Blueprint, touched: Collection[str]) -> tuple[str, ...]:
    """What Lean has against the nodes `touched`, one line each with the place; the graph must be without fault."""
    nodes = [node for node in blueprint.order if node.name in touched]
    found = await asyncio.gather(*(_fault(pool, place, blueprint, node) for node in nodes))
    return tuple(fault for fault in found if fault)


async def _fault(pool: Pool, place: Place, blueprint: Blueprint, node: Node) -> str:
    obligation = obligation_for(place, blueprint, node)
    if node.kind is Kind.DEFINITION:
        text = obligation.pieces[0][: obligation.statement_at] + node.lean.strip()
    else:
        text = obligation.text([SORRY] * obligation.holes)
    try:
        async with pool.session(obligation.header) as lean:
            verdict = await lean.check(text, CHECK_SECONDS, axioms=(obligation.name,))
    except (LeanTimedOut, LeanCrashed, LeanOutgrown, LeanGarbled) as death:
        return f"{node.name}: Lean did not survive it: {death}"
    if verdict.errors:
        error = verdict.errors[0]
        return f"{node.name}: {' '.join(error.text.split())}\n{marked(error, text)}"
    axioms = verdict.axioms.get(obligation.name)
    if axioms is None:
        return f"{node.name}: Lean finds no declaration of this name in its text"
    if node.kind is Kind.DEFINITION and axioms - STANDARD_AXIOMS:
        return f"{node.name}: a definition rests on nothing unproved, and this one rests on {', '.join(sorted(axioms))}"
    return ""

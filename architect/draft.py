"""A planner's answer made into a blueprint that stands: checked as a graph, then by Lean, and sent back for repair.

Both the first draft and a refinement come through here. What is wrong with an answer goes back to the planner in words;
nothing is accepted that Lean has not compiled, each node in the very context that its prover will see.
"""

import asyncio
from collections.abc import Awaitable, Callable

from architect.blueprint import Blueprint, Kind, Node
from architect.context import Keys, Place
from architect.planner import GiveUp, Planner, Proposal, Situation, edited
from architect.workers import Workers
from prover.errors import LimitReached, ModelFailed

REPAIRS = 4  # answers of a planner in a row that may be faulty

Faults = tuple[str, ...]


async def drafted(planner: Planner, workers: Workers, situation: Situation, drafts: int = 1) -> Blueprint | GiveUp:
    """The first blueprint: the best of so many drafts, the one that Lean doubts least, and of those the finest.

    Raises `ModelFailed` and `LimitReached` when no draft came of it.
    """
    nothing = Blueprint(nodes=(Node(name=situation.place.name, kind=Kind.TARGET),))

    async def check(answer: Proposal) -> Blueprint | Faults:
        made = applied(nothing, answer)
        return await stands(workers, situation.place, None, made) if isinstance(made, Blueprint) else made

    if drafts == 1:
        return await until_it_stands(planner.draft, check, situation)
    planners = [planner.fresh() for _ in range(drafts)]
    asked = [until_it_stands(each.draft, check, situation) for each in planners]
    answers = await asyncio.gather(*asked, return_exceptions=True)
    for answer in answers:
        if isinstance(answer, BaseException) and not isinstance(answer, ModelFailed | LimitReached):
            raise answer
    found = [answer for answer in answers if isinstance(answer, Blueprint)]
    if not found:
        first = answers[0]
        assert not isinstance(first, Blueprint)
        if isinstance(first, BaseException):
            raise first
        return first
    doubts = await asyncio.gather(*(workers.doubts(situation.place, blueprint) for blueprint in found))
    return min(zip(doubts, found, strict=True), key=lambda pair: (pair[0], -len(pair[1].nodes)))[1]


async def until_it_stands(
    ask: Callable[[Situation], Awaitable[Proposal]],
    check: Callable[[Proposal], Awaitable[Blueprint | Faults]],
    situation: Situation,
) -> Blueprint | GiveUp:
    """The first answer that `check` takes; each that it does not goes back with what is wrong."""
    faults: Faults = ()
    for _ in range(REPAIRS):
        answer = await ask(situation.after(faults))
        if isinstance(answer, GiveUp):
            return answer
        found = await check(answer)
        if isinstance(found, Blueprint):
            return found
        faults = found
    return GiveUp(f"{REPAIRS} answers in a row have faults; the last: {faults[0].splitlines()[0]}")


def applied(blueprint: Blueprint, answer: Proposal) -> Blueprint | Faults:
    """The blueprint that an answer makes of `blueprint`, or why it makes none."""
    assert not isinstance(answer, GiveUp)
    return answer if isinstance(answer, Blueprint) else edited(blueprint, answer)


async def stands(workers: Workers, place: Place, before: Blueprint | None, made: Blueprint) -> Blueprint | Faults:
    """`made` if it is a blueprint, to networkx and to Lean; only what `before` did not have is checked by Lean."""
    if faults := made.faults(place.name):
        return faults
    theirs = {declaration.name for declaration in place.problem.declarations}
    if taken := [n.name for n in made.nodes if n.kind is not Kind.TARGET and place.full(n.name) in theirs]:
        return tuple(f"{name}: the user's file declares {place.full(name)}; take another name" for name in taken)
    keys = Keys(workers.toolchain_key, place, made)
    stated: dict[str, str] = {}
    for node in made.order:
        twin = stated.setdefault(keys.statement(node), node.name)
        if twin != node.name:
            return (f"{node.name}: it states the same as {twin}; keep one of them",)
    checked = Keys(workers.toolchain_key, place, before).meaning if before else frozenset()
    touched = [node.name for node in made.order if keys.of(node) not in checked]
    return await workers.faults(place, made, touched) or made

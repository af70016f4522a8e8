"""A planner's answer made into a blueprint that stands: checked as a graph, then by Lean, and sent back for repair.

Both the first draft and a refinement come through here. What is wrong with an answer goes back to the planner in words;
nothing is accepted that Lean has not compiled, each node in the very context that its prover will see.
"""

from collections.abc import Awaitable, Callable, Collection, Sequence
from typing import Protocol, TypeVar

from architect.blueprint.graph import Blueprint, Kind, Node
from architect.blueprint.keys import Keys
from architect.planning.edits import edited
from architect.planning.planner import GiveUp, NoBlueprint, Planner, Proposal, Situation
from prover.agent.well_formed import Malformed, well_formed
from prover.text.place import Place
from prover.words.errors import LimitReached, ModelFailed
from prover.words.tasks import all_of

REPAIRS = 4  # answers of a planner in a row that may be faulty

NOTHING_NEW = "this changes nothing but names or words: state other lemmas, or let nodes use other ones"
SEEN_BEFORE = "this is the blueprint of an earlier round, which failed: try another way"

Faults = tuple[str, ...]
Meaning = frozenset[str]  # `Keys.meaning`
T = TypeVar("T")


class Critic(Protocol):
    """What is said of a blueprint before anything of it is proved. Raises what Lean raises when it is not there."""

    @property
    def toolchain_key(self) -> str: ...

    async def faults(self, place: Place, blueprint: Blueprint, touched: Collection[str]) -> tuple[str, ...]:
        """What Lean has against the nodes `touched`."""

    async def refuted(self, place: Place, blueprint: Blueprint, names: Collection[str]) -> Collection[str]:
        """Which of its lemmas of these names are refuted at once."""


async def drafted(planner: Planner, critic: Critic, situation: Situation, drafts: int = 1) -> Blueprint | NoBlueprint:
    """The first blueprint: the best of so many drafts, the one that Lean doubts least, and of those the finest.

    Raises `ModelFailed` and `LimitReached` when no draft came of it; one that fails does not lose the others.
    """
    if drafts == 1:
        return await until_it_stands(planner.draft, critic, situation)

    async def attempt(own: Planner) -> Blueprint | NoBlueprint | ModelFailed | LimitReached:
        try:
            return await until_it_stands(own.draft, critic, situation)
        except (ModelFailed, LimitReached) as failure:
            return failure

    answers = await all_of([attempt(planner.fresh()) for _ in range(drafts)])
    found = [answer for answer in answers if isinstance(answer, Blueprint)]
    if not found:
        first = answers[0]
        if isinstance(first, ModelFailed | LimitReached):
            raise first
        return first
    false = await all_of([critic.refuted(situation.place, blueprint, _lemmas(blueprint)) for blueprint in found])
    return min(zip(false, found, strict=True), key=lambda pair: (len(pair[0]), -len(pair[1].nodes)))[1]


def _lemmas(blueprint: Blueprint) -> list[str]:
    return [node.name for node in blueprint.order if node.kind is Kind.LEMMA]


async def until_it_stands(
    ask: Callable[[Situation], Awaitable[Proposal]],
    critic: Critic,
    situation: Situation,
    earlier: Sequence[Meaning] = (),
) -> Blueprint | NoBlueprint:
    """The first answer that stands (`stands`); each that does not goes back with what is wrong."""
    place, before = situation.place, situation.blueprint
    edited_one = before or Blueprint(nodes=(Node(name=place.name, kind=Kind.TARGET),))

    async def read(answer: Proposal) -> Blueprint | NoBlueprint | Malformed:
        if isinstance(answer, NoBlueprint):
            return answer
        found = answer if isinstance(answer, Blueprint) else edited(edited_one, answer)
        if isinstance(found, Blueprint):
            found = _too_many(found, situation) or await stands(critic, place, before, found, earlier)
        return found if isinstance(found, Blueprint) else Malformed(found)

    async def again(wrong: Malformed | None) -> Proposal:
        return await ask(situation.after(wrong.faults if wrong else ()))

    found: Blueprint | NoBlueprint | Malformed = await well_formed(again, read, REPAIRS)
    if isinstance(found, Malformed):
        return GiveUp(f"{REPAIRS} answers in a row have faults; the last: {found.faults[0].splitlines()[0]}")
    return found


def _too_many(made: Blueprint, situation: Situation) -> Faults:
    """What is said of a blueprint of more nodes than may be: Lean would take minutes. One that was there may stay."""
    there, count = situation.blueprint, len(made.nodes) - 1
    most = max(situation.most, len(there.nodes) - 1 if there else 0)
    if count <= most:
        return ()
    return (f"it has {count} lemmas and definitions, and may have {most}: leave out what a prover finds by itself",)


async def stands(
    critic: Critic, place: Place, before: Blueprint | None, made: Blueprint, earlier: Sequence[Meaning] = ()
) -> Blueprint | Faults:
    """`made` if it is a blueprint, to networkx and to Lean, and means none of what `earlier` ones meant.

    Only what `before` did not have is checked by Lean.
    """
    if faults := made.faults(place.name):
        return faults
    keys = Keys(critic.toolchain_key, place, made)
    checked = Keys(critic.toolchain_key, place, before).meaning if before else frozenset()
    if keys.meaning in earlier:
        return (NOTHING_NEW if keys.meaning == checked else SEEN_BEFORE,)
    theirs = {declaration.name for declaration in place.problem.declarations}
    if taken := [n.name for n in made.nodes if n.kind is not Kind.TARGET and place.full(n.name) in theirs]:
        return tuple(f"{name}: the user's file declares {place.full(name)}; take another name" for name in taken)
    stated: dict[str, str] = {}
    for node in made.order:
        twin = stated.setdefault(keys.statement(node), node.name)
        if twin != node.name:
            return (f"{node.name}: it states the same as {twin}; keep one of them",)
    touched = [node.name for node in made.order if keys.of(node) not in checked]
    return await critic.faults(place, made, touched) or made

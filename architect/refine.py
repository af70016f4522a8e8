"""A blueprint changed because of what failed: the planner's edits, and the rules for what counts as a change."""

from collections.abc import Sequence

from architect.blueprint import Blueprint
from architect.context import Keys
from architect.draft import Faults, applied, stands, until_it_stands
from architect.planner import GiveUp, Planner, Proposal, Situation
from architect.workers import Workers

NOTHING_NEW = "this changes nothing but names or words: state other lemmas, or let nodes use other ones"
SEEN_BEFORE = "this is the blueprint of an earlier round, which failed: try another way"


async def refined(
    planner: Planner, workers: Workers, situation: Situation, earlier: Sequence[frozenset[str]]
) -> Blueprint | GiveUp:
    """The next blueprint; ``earlier`` are the meanings of those of before. Raises `ModelFailed` and `LimitReached`."""
    now = situation.blueprint
    assert now is not None

    async def check(answer: Proposal) -> Blueprint | Faults:
        made = applied(now, answer)
        if not isinstance(made, Blueprint):
            return made
        if faults := made.faults(situation.place.name):
            return faults
        means = Keys(workers.toolchain_key, situation.place, made).meaning
        if means in earlier:
            same = means == Keys(workers.toolchain_key, situation.place, now).meaning
            return (NOTHING_NEW if same else SEEN_BEFORE,)
        return await stands(workers, situation.place, now, made)

    return await until_it_stands(planner.refine, check, situation)


def summary(before: Blueprint, after: Blueprint) -> str:
    """What a refinement did, in a line for the next one."""
    old, new = before.by_name, after.by_name
    added = [name for name in new if name not in old]
    removed = [name for name in old if name not in new]
    changed = [name for name in new if name in old and new[name] != old[name]]
    parts = [("added", added), ("removed", removed), ("changed", changed)]
    return "; ".join(f"{word} {', '.join(names)}" for word, names in parts if names)

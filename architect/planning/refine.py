"""A blueprint changed because of what failed: the planner is asked for another, and what it changed is put in words."""

from collections.abc import Sequence

from architect.blueprint.graph import Blueprint
from architect.planning.draft import Critic, Meaning, until_it_stands
from architect.planning.planner import NoBlueprint, Planner, Situation


async def refined(
    planner: Planner, critic: Critic, situation: Situation, earlier: Sequence[Meaning]
) -> Blueprint | NoBlueprint:
    """The next blueprint; ``earlier`` are the meanings of those of before. Raises `ModelFailed` and `LimitReached`."""
    return await until_it_stands(planner.refine, critic, situation, earlier)


def summary(before: Blueprint, after: Blueprint) -> str:
    """What a refinement did, in a line for the next one."""
    old, new = before.by_name, after.by_name
    added = [name for name in new if name not in old]
    removed = [name for name in old if name not in new]
    changed = [name for name in new if name in old and new[name] != old[name]]
    parts = [("added", added), ("removed", removed), ("changed", changed)]
    return "; ".join(f"{word} {', '.join(names)}" for word, names in parts if names)

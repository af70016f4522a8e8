"""What Lean has against a blueprint that somebody drew: the user's file first, then each node in its place."""

import asyncio

from architect.blueprint.graph import Blueprint
from architect.blueprint.proofs import ProofCache, proofs_folder
from architect.campaign.workers import LeanWorkers
from architect.planning.draft import stands
from prover.gate.examine import examine
from prover.lean.live.room import pool_for
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.place import Place
from prover.text.problem import Problem
from prover.words.budget import Budget
from prover.words.errors import LeanFailed
from prover.words.settings import Settings


def place_of(problem: Problem, blueprint: Blueprint) -> Place:
    """Where the blueprint stands: before the theorem of its target's name. Raises `BadInput` when there is none."""
    named = [node.name for node in blueprint.nodes if node.kind == "target"]
    targets = problem.targets(named[0] if named else None)
    return Place(problem, next((target for target in targets if target.is_proposition), targets[0]), {})


async def faults_to_lean(
    toolchain: Toolchain, place: Place, blueprint: Blueprint, settings: Settings, what: object
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What there is to warn of in the file, and what is wrong with the blueprint, a line or some each.

    Raises `LeanFailed`, with ``what`` was checked, when that takes longer than `limits.seconds`.
    """
    seconds = settings.limits.seconds
    try:
        async with asyncio.timeout(seconds) as deadline:
            warnings = (await examine(toolchain, place.problem, [place.target])).warnings
            async with pool_for(toolchain, settings.lean.jobs) as pool:
                workers = LeanWorkers(pool, [], [], ProofCache(proofs_folder()), Budget(settings.limits))
                found = await stands(workers, place, None, blueprint)
    except TimeoutError as error:
        if seconds is None or not deadline.expired():
            raise
        why = f"{what}: checking the blueprint: no answer from Lean within {seconds:g} s"
        raise LeanFailed(why) from error
    return tuple(warnings), found if isinstance(found, tuple) else ()

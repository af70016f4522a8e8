"""The blueprint that would be planned for a theorem, from a program: drawn and read by Lean, and nothing proved."""

from contextlib import ExitStack
from functools import partial
from pathlib import Path

from architect.api.composing import Cassettes, equipment_for, project_for
from architect.api.given import path_of, problem_in, settings_in_force
from architect.api.results import DrawnBlueprint
from architect.api.sharing import shared_pool, turn
from architect.api.threads import in_thread
from architect.blueprint.graph import Blueprint, Kind, Node
from architect.run.asked import Assignment
from architect.run.drafting import first_draft
from prover.lean.toolchains.chosen import chosen_toolchain
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.budget import Limits
from prover.words.cache_lock import cache_in_use
from prover.words.settings import Resolved, Settings


async def plan(
    source: str | Path,
    *,
    theorem: str | None = None,
    model: str | None = None,
    limits: Limits | None = None,
    settings: Settings | str | Path | None = None,
    project: str | Path | None = None,
) -> DrawnBlueprint:
    """The first blueprint of a theorem, by the model, or without one by the planner that splits by induction.

    Its parameters are those of `proving`. Where there is no blueprint, it is one of the theorem alone, and its
    ``remark`` says why. It leaves no run. Raises `BadInput` for what cannot be used, also where ``theorem`` does not
    say which of several is meant, `LeanFailed`, and `ModelFailed` where it is sure that no model will answer.
    """

    def given(owned: ExitStack) -> tuple[Assignment, Resolved, Toolchain]:
        resolved, problem = settings_in_force(settings, model, limits), problem_in(source)
        targets = problem.targets(theorem)
        owned.enter_context(cache_in_use())
        folder = project_for(problem, path_of(project), resolved.settings, lambda _: None)
        return Assignment(problem, targets), resolved, chosen_toolchain(folder, resolved.settings, problem.path)

    owned = ExitStack()
    try:
        async with turn():
            asked, resolved, toolchain = await in_thread(partial(given, owned))
            opening = equipment_for(None, toolchain, resolved, Cassettes(), lambda _: None, shared_pool)
            draft = await first_draft(asked, opening)
    finally:
        await in_thread(owned.close)
    alone = Blueprint(nodes=(Node(name=draft.theorem, kind=Kind.TARGET),))
    return DrawnBlueprint(draft.theorem, draft.blueprint or alone, {}, draft.why, draft.spent)

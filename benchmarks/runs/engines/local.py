"""Tries in this process: the prover with the Leans and the model that the settings ask for, open as long as the run."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from benchmarks.runs.solve import Architect
from prover.lean.live.room import pool_for
from prover.lean.toolchains.chosen import chosen_toolchain
from prover.lean.toolchains.toolchain import Toolchain
from prover.llm.configured import configured_models
from prover.words.settings import Resolved
from prover.words.templates import Prompts


def toolchain_for(resolved: Resolved, project: Path | None) -> Toolchain:
    """The Lean of the Lake project, or the embedded one, confined as the settings say. Raises `LeanFailed`."""
    return chosen_toolchain(project, resolved.settings)


@asynccontextmanager
async def local(toolchain: Toolchain, resolved: Resolved, leans: int | None = None) -> AsyncIterator[Architect]:
    """A solver for this process, with so many ``leans`` at a time where the settings do not say it.

    By default they are as many as there is room for. Raises `BadInput` where the settings do not fit each other.
    """
    prompts = Prompts(resolved.settings.prover.template)
    jobs = resolved.settings.lean.jobs or leans
    async with configured_models(resolved, prompts) as models, pool_for(toolchain, jobs) as pool:
        yield Architect(pool, resolved.settings, models, prompts)

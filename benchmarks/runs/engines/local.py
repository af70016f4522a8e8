"""Tries in this process: the prover with the model that the settings ask for, open as long as the run."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from benchmarks.runs.solve import Architect
from prover.lean.toolchains.chosen import chosen_toolchain
from prover.lean.toolchains.toolchain import Toolchain
from prover.llm.configured import configured_model
from prover.words.settings import Resolved
from prover.words.templates import Prompts

LEANS_OF_A_TRY = 2  # and half as many tries at a time as there are cores, where nobody says otherwise


def toolchain_for(resolved: Resolved, project: Path | None) -> Toolchain:
    """The Lean of the Lake project, or the embedded one, confined as the settings say. Raises `LeanFailed`."""
    return chosen_toolchain(project, resolved.settings)


@asynccontextmanager
async def local(toolchain: Toolchain, resolved: Resolved) -> AsyncIterator[Architect]:
    """A solver for this process. Raises `BadInput` where the settings do not fit each other."""
    settings = resolved.settings
    lean = settings.lean.model_copy(update={"jobs": settings.lean.jobs or LEANS_OF_A_TRY})
    prompts = Prompts(settings.prover.template)
    async with configured_model(resolved, prompts) as model:
        yield Architect(toolchain, settings.model_copy(update={"lean": lean}), model, prompts)

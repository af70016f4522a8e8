"""What makes up a run, from plain values: its folder, what it is asked, and what it works with.

Commands and the API compose here. It reads no options and prints nothing: whoever composes says who is told.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from architect.blueprint.graph import Blueprint
from architect.handbook.folder import handbook_folder, read_handbook
from architect.run.asked import Assignment, Equipment
from architect.run.conversations import UNTOLD, conversing
from architect.run.events import RunEvent
from architect.run.folder import Manifest, Run, new_run
from architect.run.journal import Journal
from prover.lean.live.pool import Pool
from prover.lean.live.room import pool_for
from prover.lean.toolchains.chosen import chosen_toolchain, project_of
from prover.lean.toolchains.toolchain import Toolchain
from prover.llm.configured import configured_models
from prover.text.problem import Problem
from prover.words import files
from prover.words.behaviour import Behaviour
from prover.words.digest import sha256
from prover.words.errors import ArchitectError
from prover.words.sections import HandbookSettings
from prover.words.settings import EMBEDDED, Resolved, Settings
from prover.words.templates import Prompts

Leans = Callable[[Toolchain, int | None], AbstractAsyncContextManager[Pool]]  # of a toolchain, so many at a time


@dataclass(frozen=True)
class RunRequest:
    """What a new run is to be asked: the ``theorem`` of a ``problem``, each that is open where it is None.

    ``project`` is the Lake project whose Lean reads it, ``hint`` an informal proof, ``blueprint`` the JSON of one that
    the user drew, ``out`` where the result goes besides the run's folder.
    """

    problem: Problem
    theorem: str | None = None
    project: Path | None = None
    hint: str = ""
    blueprint: str = ""
    out: Path | None = None


@dataclass(frozen=True)
class Cassettes:
    """Where what a model is asked and answers is written down, and where its answers are taken from."""

    record: Path | None = None
    replay: Path | None = None


@dataclass(frozen=True)
class RunMeans:
    """All that `work` takes but who listens; nothing is open yet."""

    assignment: Assignment
    opening: AbstractAsyncContextManager[Equipment]
    recording: Journal[RunEvent]
    events: Sequence[RunEvent]


def project_for(problem: Problem, named: Path | None, settings: Settings, found: Callable[[Path], None]) -> Path | None:
    """The Lake project whose Lean reads a file: the one that was named, or else the one that the file lies in.

    ``found`` hears of the latter.
    """
    if named is not None or settings.lean.live == EMBEDDED:
        return named
    if (folder := project_of(problem)) is not None:
        found(folder)
    return folder


def begun_run(request: RunRequest, settings: Settings) -> Run:
    """A folder for a new run, on the disk. Raises as `new_run` does."""
    problem, project, out = request.problem, request.project, request.out
    manifest = Manifest(
        file=files.resolved(problem.path),
        sha256=sha256(problem.given),
        theorem=request.theorem,
        project=project and files.resolved(project),
        settings=settings,
        hint=request.hint,
        blueprint=request.blueprint,
        out=out and out.absolute(),  # a link stays one: it may lead elsewhere later
        started=time.time(),
    )
    return new_run(problem, manifest)


def means_for(
    run: Run, settings: Resolved, cassettes: Cassettes, tell: Callable[[str], None], leans: Leans = pool_for
) -> RunMeans:
    """What a run that this process holds is asked, and what it works with, ``leans`` among it.

    It takes its time, as `chosen_toolchain` does: it belongs before the event loop, or in a thread. Raises `BadInput`
    where the folder is damaged, and as `chosen_toolchain` does.
    """
    asked, problem = run.manifest, run.problem()
    drawn = Blueprint.model_validate_json(asked.blueprint) if asked.blueprint else None
    assignment = Assignment(problem, tuple(problem.targets(asked.theorem)), asked.hint, drawn)
    toolchain = chosen_toolchain(asked.project, settings.settings, asked.file, tell)
    opening = equipment_for(run.folder, toolchain, settings, cassettes, tell, leans)
    return RunMeans(assignment, opening, run.recording(), run.events())


@asynccontextmanager
async def equipment_for(
    folder: Path | None,
    toolchain: Toolchain,
    settings: Resolved,
    cassettes: Cassettes,
    tell: Callable[[str], None],
    leans: Leans,
) -> AsyncIterator[Equipment]:
    """What the run in a folder works with, or what has no folder; the model and the Leans are closed with it."""
    prompts = Prompts(settings.settings.prover.template)
    async with (
        configured_models(settings, prompts, cassettes.record, cassettes.replay, tell) as models,
        leans(toolchain, settings.settings.lean.jobs) as pool,
        conversing(folder, settings.keys()) if models.all and folder else UNTOLD as conversations,
    ):
        told = await behaviours_for(settings.settings.handbook, tell) if models.all else ()
        yield Equipment(pool, settings.settings, models, prompts, conversations=conversations, behaviours=told)


async def behaviours_for(settings: HandbookSettings, tell: Callable[[str], None]) -> tuple[Behaviour, ...]:
    """What models are told from; ``tell`` hears of what cannot be used, which no run fails of."""
    if not settings.use:
        return ()
    try:
        found = await asyncio.to_thread(read_handbook, handbook_folder(settings))
    except ArchitectError as error:
        tell(f"warning: no handbook: {error}")
        return ()
    if found.warning:
        tell(f"warning: {found.warning}")
    return found.behaviours

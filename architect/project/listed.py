"""The holes of many files of a project, with their goals as far as its Lean can be asked; nothing is proved here."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from architect.project.holes import OpenHole, holes_of, with_goals
from architect.project.leans import toolchains_for
from architect.project.sources import LeanFile
from prover.words.errors import ArchitectError
from prover.words.settings import Settings


async def listed(
    folder: Path,
    asked: Sequence[LeanFile],
    settings: Settings,
    told: Callable[[OpenHole], None] = lambda _: None,
) -> tuple[list[OpenHole], list[str]]:
    """The holes of these files of the project in ``folder``, in order; and a line for what its Lean does not say.

    Each is ``told`` as soon as its goal is known, or that it gets none; one may be told twice.
    """
    try:
        leans = await asyncio.to_thread(toolchains_for, folder, settings, asked)
        found = [await with_goals(lean, files, settings.lean.jobs, told) for lean, files in leans]
    except ArchitectError as error:
        holes = sorted((hole for source in asked for hole in holes_of(source)), key=_place)
        for hole in holes:
            told(hole)
        return holes, [f"no goals, for the Lean of {folder} cannot be asked: {error}"]
    notes = [line for _, silent in found for line in silent]
    return sorted((hole for holes, _ in found for hole in holes), key=_place), notes


def _place(hole: OpenHole) -> tuple[str, int]:
    return str(hole.source.path), hole.hole.start

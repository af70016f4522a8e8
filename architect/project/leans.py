"""The Lean of a project for each of its files, asked of Lake anew after a build, for compiled files are part of it."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from architect.project.lakefile import ModuleTree
from architect.project.sources import LeanFile
from prover.lean.toolchains.chosen import chosen_toolchain
from prover.lean.toolchains.project import lake
from prover.lean.toolchains.setup_file import lakefile_options
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.header import module_parts
from prover.words.settings import Settings

ASKED = 3  # files of a library whose options Lake is asked for, while it names none


def toolchains_for(
    project: Path, settings: Settings, files: Sequence[LeanFile]
) -> list[tuple[Toolchain, list[LeanFile]]]:
    """The project's Lean, with the options of its libraries, and the files that are read with each of these.

    Options are a library's, so Lake is asked for a file or two of each. Raises as `chosen_toolchain` does.
    """
    by_tree: dict[ModuleTree | None, list[LeanFile]] = {}
    for file in files:
        by_tree.setdefault(file.tree, []).append(file)
    lean = chosen_toolchain(project, settings)
    program, by_options = lake(), dict[tuple[str, ...], list[LeanFile]]()
    for those in by_tree.values():
        asked = those[:ASKED] if program is not None else []
        found = (lakefile_options(program, project, file.path, settings.time.start) for file in asked if program)
        by_options.setdefault(next(filter(None, found), ()), []).extend(those)
    return [(lean.with_options(options), those) for options, those in by_options.items()]


class ProjectLean:
    """``settings`` confine and time it. Making one asks Lake, and belongs before the event loop."""

    def __init__(self, project: Path, settings: Settings) -> None:
        self._project, self._settings = project, settings
        self._found: Toolchain | None = chosen_toolchain(project, settings)
        self._builds = 0
        self._one_at_a_time = asyncio.Lock()

    async def of(self, file: Path) -> Toolchain:
        """With the options that the project has for a file. Raises as `chosen_toolchain` does."""
        async with self._one_at_a_time:
            while (found := self._found) is None:
                builds = self._builds
                found = await asyncio.to_thread(chosen_toolchain, self._project, self._settings)
                if builds == self._builds:  # else it may be what was there before the build
                    self._found = found
        return await asyncio.to_thread(self._with_options, found, file)

    def has_built(self, module: str) -> bool:
        """Whether there is a compiled file of a module, as far as this Lean was known last."""
        *above, last = module_parts(module)
        folders = self._found.search_path if self._found is not None else ()
        return any(folder.joinpath(*above, f"{last}.olean").exists() for folder in folders)

    def renew(self) -> None:
        """Something was built: what was known of it counts no more."""
        self._found = None
        self._builds += 1

    def _with_options(self, found: Toolchain, file: Path) -> Toolchain:
        if (program := lake()) is None:
            return found
        return found.with_options(lakefile_options(program, self._project, file, self._settings.time.start))

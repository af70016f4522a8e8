"""Which Lean is meant: that of a Lake project where one is named, else the embedded one."""

from pathlib import Path

from prover.lean.toolchains.embedded import embedded_toolchain
from prover.lean.toolchains.project import TIMES, project_toolchain
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.settings import Settings
from prover.words.times import TimeLimits


def chosen_toolchain(project: Path | None, settings: Settings) -> Toolchain:
    """The Lean of the Lake project in this folder, or the embedded one, as the settings confine and time it.

    It takes its time (asks `lake`, compiles the library, tries the sandbox) and belongs before the event loop. Raises
    `LeanFailed` when it is not there.
    """
    return found_toolchain(project, settings.time).under(settings.lean.sandbox, settings.time)


def found_toolchain(project: Path | None, times: TimeLimits = TIMES) -> Toolchain:
    """The same where no Lean of it is to run, so that no sandbox is tried: for its ``key``, say."""
    return project_toolchain(project, times) if project else embedded_toolchain()

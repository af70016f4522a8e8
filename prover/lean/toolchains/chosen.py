"""Which Lean is meant: that of a Lake project where one is named, else the embedded one."""

from pathlib import Path

from prover.lean.toolchains.embedded import embedded_toolchain
from prover.lean.toolchains.project import project_toolchain
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.settings import Settings


def chosen_toolchain(project: Path | None, settings: Settings) -> Toolchain:
    """The Lean of the Lake project in this folder, or the embedded one, as the settings confine it.

    Raises `LeanFailed` when it is not there.
    """
    toolchain = project_toolchain(project) if project else embedded_toolchain()
    return toolchain.under(settings.lean.sandbox, settings.time)

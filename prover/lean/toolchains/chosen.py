"""Which Lean is meant: that of a Lake project where one is named, else the embedded one."""

from pathlib import Path

from prover.lean.toolchains.embedded import embedded_toolchain
from prover.lean.toolchains.project import project_toolchain
from prover.lean.toolchains.toolchain import Toolchain


def chosen_toolchain(project: Path | None) -> Toolchain:
    """The Lean of the Lake project in this folder, or the embedded one. Raises `LeanFailed` when it is not there."""
    return project_toolchain(project) if project else embedded_toolchain()

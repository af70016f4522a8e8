"""Which Lean toolchains are here, and the command that mends what is missing; it looks, and compiles the library."""

import platform
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from prover.errors import ArchitectError
from prover.lean.embedded import PLATFORM, cache_folder, embedded_toolchain
from prover.lean.project import ELAN, LAKEFILES, lake, project_toolchain
from prover.lean.toolchain import Toolchain


@dataclass(frozen=True)
class Finding:
    """One line of the doctor: ``usable`` says that the thing can prove, ``mend`` what to do when it cannot."""

    what: str
    usable: bool
    state: str
    mend: str = ""

    def __str__(self) -> str:
        return f"{self.what}: {self.state}" + (f"\n  to mend: {self.mend}" if self.mend else "")


def examine(folder: Path) -> list[Finding]:
    """Look at this machine, and at the Lake project in `folder` if there is one."""
    host = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return [
        Finding("blueprint-prover", False, f"{version('blueprint-prover')} on {host}"),
        _embedded(),
        _lake(),
        _project(folder),
    ]


def _embedded() -> Finding:
    try:
        toolchain = embedded_toolchain()
    except ArchitectError as error:
        return Finding(f"embedded Lean ({PLATFORM})", False, "not usable", str(error))
    return Finding("embedded Lean", True, f"{toolchain.version}, library compiled in {cache_folder()}")


def _lake() -> Finding:
    program = lake()
    if program is None:
        return Finding("lake", False, "not found (only needed for projects, such as those with Mathlib)", ELAN)
    return Finding("lake", False, str(program))


def _project(folder: Path) -> Finding:
    what = f"Lake project {folder.resolve()}"
    if not any((folder / name).exists() for name in LAKEFILES):
        return Finding(what, False, "there is none here (name one with --project DIR)")
    try:
        toolchain = project_toolchain(folder)
    except ArchitectError as error:
        return Finding(what, False, "not usable", str(error))
    return Finding(what, certifiable(toolchain), f"Lean {toolchain.version}", _mend(toolchain))


def certifiable(toolchain: Toolchain) -> bool:
    return toolchain.shared_library is not None


def _mend(toolchain: Toolchain) -> str:
    if certifiable(toolchain):
        return ""
    return "its kernel cannot be driven from here, so nothing would be certified: use Lean 4.35.0 in it"

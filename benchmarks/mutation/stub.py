"""The embedded Lean as one that runs the judge: over a stub of the part of Lean's own API that the judge uses."""

import shutil
import subprocess
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from prover.lean.toolchains.toolchain import JudgeInLean, Toolchain

STUB = Path(str(files("lean_project") / "judge" / "stub"))
NATIVE = "-Dinterpreter.prefer_native=true"  # a stub's function is the compiled code of that name in the shared library


def judged_by_lean(toolchain: Toolchain, folder: Path) -> Toolchain:
    """The toolchain with a judge; the stub is compiled into `folder`."""
    shutil.copy(STUB / "Lean.lean", folder)
    words = toolchain.command(
        f"--root={folder}", "-o", str(folder / "Lean.olean"), str(folder / "Lean.lean"), scratch=folder
    )
    subprocess.run(words, env=toolchain.environment(), check=True)
    return replace(toolchain, judge=JudgeInLean((NATIVE,), (folder,)))

"""Which Lean to run and how: a frozen description that everything else in `prover/lean` starts processes from."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

LAUNCH = Path(__file__).with_name("launch.py")
# What of our own environment a Lean process may see; proof text has no business with the rest (keys, tokens).
PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR")


@dataclass(frozen=True)
class Toolchain:
    """One Lean that can be started.

    ``key`` is a digest of all that an answer depends on besides the text: program, library, search path.
    ``search_path`` holds the folders of compiled files, ours or the project's. ``shared_library`` is the
    `libleanshared.so` whose kernel the gate uses, and None where it is of a version that the gate cannot read.
    """

    name: Literal["embedded", "project"]
    version: str
    key: str
    program: tuple[str, ...]
    search_path: tuple[Path, ...]
    shared_library: Path | None
    variables: Mapping[str, str] = field(default_factory=dict)

    def command(self, *arguments: str) -> list[str]:
        """The argument vector that runs `lean ARGUMENT…` as a child of this process."""
        return [*launch(), *self.program, *arguments]

    def environment(self) -> dict[str, str]:
        """All the environment variables that a Lean process gets."""
        kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        return kept | {"LEAN_PATH": os.pathsep.join(map(str, self.search_path))} | dict(self.variables)


def launch() -> list[str]:
    """The words before the mode of `launch.py` (isolated, no site packages: it starts in 10 ms)."""
    return [sys.executable, "-I", "-S", str(LAUNCH), str(os.getpid())]

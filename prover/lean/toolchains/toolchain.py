"""Which Lean to run and how: a frozen description that everything else in `prover/lean` starts processes from."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from prover.lean import launch as launcher
from prover.lean.sandbox.policy import Mode, Sandbox
from prover.lean.sandbox.starting import first_code
from prover.words.times import TimeLimits

LAUNCH = Path(launcher.__file__)
# What of our own environment a Lean process may see; proof text has no business with the rest (keys, tokens).
PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR")
# Lean's worker would run `lake setup-file` on its document, were there one: LEAN_PATH says all, and nothing may be run.
NO_LAKE = str(Path(os.devnull) / "lake")


@dataclass(frozen=True)
class JudgeInLean:
    """With what a toolchain's own Lean runs the judge: ``options``, and ``folders`` in front of its search path."""

    options: tuple[str, ...] = ()
    folders: tuple[Path, ...] = ()


@dataclass(frozen=True)
class ReplCommand:
    """A live Lean is asked through the community REPL, which these words start; the first is a program's path."""

    words: tuple[str, ...]

    def __str__(self) -> str:
        return f"the REPL {self.words[0]}"

    def readable(self) -> list[Path]:
        """What a process of it has to read besides the toolchain."""
        return [Path(word) for word in self.words if os.path.isabs(word)]  # noqa: PTH117


@dataclass(frozen=True)
class KiminaServer:
    """A live Lean is asked through the Kimina Lean Server at ``url``, which may want a ``key``."""

    url: str
    key: str | None = field(default=None, repr=False)

    def __str__(self) -> str:
        return f"the Kimina server at {urlsplit(self.url).netloc.rpartition('@')[2]}"


@dataclass(frozen=True)
class Toolchain:
    """One Lean that can be started.

    ``key`` is a digest of all that an answer depends on besides the text: program, library, search path.
    ``search_path`` holds the folders of compiled files, ours or the project's. ``shared_library`` is the
    library whose kernel the gate drives itself, and None where it is of a version that the gate cannot read;
    where there is a ``judge``, Lean itself runs that instead.
    ``compiled`` are the digests (SHA-256) of the library's compiled files by module, where they are known, and
    ``pinned`` those of them that came with this package, not from a disk. ``options`` are words for each Lean that
    reads a text of the user's (`-Dname=value`), as a lakefile has them. ``project`` is the folder of the Lake project
    that it is the Lean of. ``sandbox`` confines its processes, ``times`` is how long they may take for what.
    ``live`` is who answers for a live Lean, None for its own worker; what is judged, and what is compiled afresh, never
    goes there.
    """

    name: Literal["embedded", "project"]
    version: str
    key: str
    program: tuple[str, ...]
    search_path: tuple[Path, ...]
    shared_library: Path | None
    variables: Mapping[str, str] = field(default_factory=dict)
    compiled: Mapping[str, str] = field(default_factory=dict)
    pinned: Mapping[str, str] = field(default_factory=dict)
    judge: JudgeInLean | None = None
    options: tuple[str, ...] = ()
    project: Path | None = None
    sandbox: Sandbox = field(default_factory=Sandbox)
    times: TimeLimits = field(default_factory=TimeLimits)
    live: ReplCommand | KiminaServer | None = None

    def with_options(self, options: tuple[str, ...]) -> Self:
        """The same toolchain reading texts with these options, on which answers depend."""
        key = hashlib.sha256("\n".join([self.key, *options]).encode()).hexdigest() if options else self.key
        return replace(self, options=options, key=key)

    def under(self, mode: Mode, times: TimeLimits | None = None) -> Self:
        """The same toolchain in another sandbox, and in other times. Raises as `Sandbox.here` does."""
        return replace(self, sandbox=Sandbox.here(mode), times=times or self.times)

    def command(self, *arguments: str, scratch: Path | None = None, cpu_seconds: int | None = None) -> list[str]:
        """The argument vector that runs `lean ARGUMENT…` as a child of this process, in the sandbox."""
        words = [*self.program, *self.options, *arguments]
        return self.sandbox.command(words, self.readable(), scratch, cpu_seconds)

    def readable(self) -> list[Path]:
        """The files and folders of this Lean: all that a process of it has to read besides the system's own."""
        named = [Path(word) for word in self.program if os.path.isabs(word)]  # noqa: PTH117
        root = [Path(self.variables["LEAN_SYSROOT"])] if "LEAN_SYSROOT" in self.variables else []
        shared = [self.shared_library.resolve().parent] if self.shared_library else []
        return [*named, *root, *shared, *self.search_path]

    def environment(self) -> dict[str, str]:
        """All the environment variables that a Lean process gets."""
        kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        ours = {"LEAN_PATH": os.pathsep.join(map(str, self.search_path)), "LAKE": NO_LAKE}
        return kept | ours | dict(self.variables)


def launch() -> list[str]:
    """The words before the mode of `launch.py`, for a process that is in no sandbox."""
    return first_code(os.getpid())

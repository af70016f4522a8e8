"""Which sandbox a run wants and the command that starts a process in it; it starts none."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self

from prover.lean.sandbox.bubblewrap import wrapped
from prover.lean.sandbox.machine import LAYERS, Host, this_machine
from prover.lean.sandbox.rules import OWN, RULES, words
from prover.lean.sandbox.starting import first_code
from prover.words.errors import SandboxMissing

Mode = Literal["auto", "off", "require"]
CPU_SLACK = 10  # seconds
AGAIN = ("limits", "seccomp")  # the layers that a forked process has to enter itself; the others it is in already


@dataclass(frozen=True)
class Bounds:
    """What a process may take that is watched from outside.

    ``tasks`` threads and processes, and ``scratch_mb`` (MiB) for all that is in its ``scratch`` folder.
    """

    tasks: int
    scratch: Path | None
    scratch_mb: int


@dataclass(frozen=True)
class Sandbox:
    """How Lean processes are confined: `auto` by all that the machine gives, `off` by nothing.

    ``machine`` is by default this one, tried when that is asked for first. Raises `SandboxMissing` for `require` on a
    machine that lacks a protection.
    """

    mode: Mode = "auto"
    machine: Host | None = None

    def __post_init__(self) -> None:
        if self.mode == "require" and (missing := self.found.missing):
            raise SandboxMissing(
                f"a sandbox is required, and this machine does not protect {', '.join(missing)}: "
                "see `architect doctor`, or allow less with --sandbox auto"
            )

    @classmethod
    def here(cls, mode: Mode) -> Self:
        """The sandbox on this machine, tried now if it was not yet: that takes a moment, in which no loop should wait.

        Raises `LeanFailed` when it cannot be tried, and `SandboxMissing` as above.
        """
        return cls(mode, None if mode == "off" else this_machine())

    @property
    def found(self) -> Host:
        return self.machine or this_machine()

    def command(
        self, mode: Sequence[str], readable: Iterable[Path], scratch: Path | None = None, cpu_seconds: int | None = None
    ) -> list[str]:
        """The argument vector that starts ``mode`` (the words of launch.py from its mode on) as a child of ours.

        It can read ``readable``, write in ``scratch``, and use ``cpu_seconds`` (by default those of a live Lean).
        """
        return self._command(mode, readable, scratch, cpu_seconds)

    def forking(self, mode: Sequence[str], readable: Iterable[Path]) -> list[str]:
        """The same for a process that forks, and has what it forks told by `confine` what `forked` says."""
        return self._command(mode, readable, forks=True)

    def forked(self, cpu_seconds: int) -> list[str]:
        """What `confine` is told in what was forked: all that is not in force there yet. Empty for nothing."""
        if self.mode == "off":
            return []
        layers = [layer for layer in AGAIN if layer in self.found.layers]
        return words(layers, (), (), cpu_seconds)

    def _command(
        self,
        mode: Sequence[str],
        readable: Iterable[Path],
        scratch: Path | None = None,
        cpu_seconds: int | None = None,
        forks: bool = False,
    ) -> list[str]:
        if self.mode == "off":
            return [*first_code(os.getpid()), *mode]
        machine = self.found
        reads = [*RULES.readable, *OWN, *map(str, readable)]
        writes = [*RULES.writable, *([str(scratch)] if scratch else [])]
        layers = [layer for layer in LAYERS if layer in machine.layers]
        told = ["confined", *words(layers, reads, writes, cpu_seconds or RULES.bounds.worker_cpu_seconds)]
        told += ["forks=yes", "--"] if forks else ["--"]
        if machine.bubblewrap is None:
            return [*first_code(os.getpid()), *told, *mode]
        return [*wrapped(machine.bubblewrap, reads, writes), *first_code(0), *told, *mode]

    def bounds(self, scratch: Path | None = None) -> Bounds | None:
        """What is watched from outside; None for nothing but memory, which always is."""
        return None if self.mode == "off" else Bounds(RULES.bounds.tasks, scratch, RULES.bounds.file_mb)


def cpu_seconds_within(deadline_seconds: float) -> int:
    """CPU time that a process could use until its deadline with every core, and some more."""
    return int(deadline_seconds * (os.cpu_count() or 1)) + CPU_SLACK

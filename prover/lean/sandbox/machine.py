"""What this machine gives, found by trying each layer once in a process of its own; it confines nothing itself."""

import enum
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from prover.lean.sandbox.bubblewrap import wrapped
from prover.lean.sandbox.rules import OWN, RULES, words
from prover.lean.sandbox.starting import first_code
from prover.lean.sandbox.taken import usage
from prover.words.errors import LeanFailed

PROBE = Path(__file__).with_name("probe.py")
PROBED_WITHIN = 60.0  # seconds; it takes 40 ms, and in an emulator on a busy machine has taken longer than 10 s
BARE, TOGETHER = "bare", "together"
BUBBLEWRAP = "bubblewrap"
# In the order in which they are entered; bubblewrap makes its own namespaces.
LAYERS = ("namespaces", "landlock", "limits", "seccomp") if sys.platform == "linux" else ("limits",)
WATCH = "watch"  # prover/lean/process.py looks at what the process takes


class Protection(enum.StrEnum):
    """What the sandbox can keep a process from; the first six are what `require` requires."""

    NETWORK = "network"
    WRITES = "writes"
    MEMORY = "memory"
    CPU = "cpu"
    FILE_SIZE = "file size"
    PROCESSES = "processes"
    READS = "reads"
    SIGNALS = "signals"


REQUIRED = tuple(Protection)[:6]


@dataclass(frozen=True)
class Host:
    """``layers``: those that can be applied, each with what it gives alone; ``gives``: what all of them together give.

    ``bubblewrap`` is its program, None where it is not here or does not work.
    """

    layers: Mapping[str, frozenset[Protection]]
    gives: frozenset[Protection]
    bubblewrap: Path | None = None

    @property
    def missing(self) -> tuple[Protection, ...]:
        """What `require` requires and is not here."""
        return tuple(p for p in REQUIRED if p not in self.gives)

    def giving(self, protection: Protection) -> tuple[str, ...]:
        """The layers that give a protection by themselves."""
        return tuple(layer for layer, given in self.layers.items() if protection in given)


@cache
def this_machine() -> Host:
    """What is here, tried once in the life of this process."""
    program = shutil.which("bwrap")
    found = _tried(Path(program)) if program else LeanFailed()
    if isinstance(found, LeanFailed):
        found = _tried(None)
    if isinstance(found, LeanFailed):
        raise found
    return found


def _tried(bubblewrap: Path | None) -> Host | LeanFailed:
    """What the probe found, inside ``bubblewrap`` where it is given, or why it did not run to its end."""
    layers = [layer for layer in LAYERS if not (bubblewrap and layer == "namespaces")]
    with (
        tempfile.TemporaryDirectory(prefix="architect-probe-") as folder,
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.socket(socket.AF_UNIX) as local,
    ):
        (Path(folder) / "file").touch()
        local.bind(f"{folder}/socket")
        local.listen()
        command = probe_command(bubblewrap, folder, server.getsockname()[1], layers)
        try:
            run = subprocess.run(
                command, capture_output=True, text=True, timeout=PROBED_WITHIN, check=False, env={}, cwd="/"
            )
        except OSError as error:
            return LeanFailed(f"the sandbox could not be tried: {error}")
        except subprocess.TimeoutExpired:
            return LeanFailed(f"the sandbox could not be tried: no end within {PROBED_WITHIN:g} s; try again")
    if run.returncode != 0:
        return LeanFailed(f"the sandbox could not be tried: {(run.stderr.strip() or 'no reason').splitlines()[-1]}")
    found = {
        layer: frozenset(Protection(name) for name in names.split(",") if name)
        for layer, _, names in (line.partition(":") for line in run.stdout.splitlines())
    }
    together = found.pop(TOGETHER)
    bare = found.pop(BARE)
    first = {BUBBLEWRAP: bare} if bubblewrap else {}
    watched = {WATCH: frozenset({Protection.MEMORY})} if _can_watch() else {}
    return Host(
        {**first, **found, **watched},
        together | {p for given in watched.values() for p in given},
        bubblewrap,
    )


def probe_command(bubblewrap: Path | None, outside: str, port: int, layers: Sequence[str]) -> list[str]:
    """The command that runs `probe.py` on `layers`."""
    told = words((), RULES.readable, (), cpu_seconds=60)
    script = ["script", str(PROBE), outside, str(port), ",".join(layers), *told]
    if bubblewrap is None:
        return [*first_code(os.getpid()), *script]
    return [*wrapped(bubblewrap, [*RULES.readable, *OWN], ()), *first_code(0), *script]


def _can_watch() -> bool:
    return usage(os.getpid())[0] > 0

"""Which Leans are here, what this machine protects from them, and how to mend what is missing.

It looks, tries the sandbox, and compiles the library.
"""

import platform
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from prover.lean.sandbox.machine import REQUIRED, Host, Protection, this_machine
from prover.lean.toolchains.embedded import embedded_toolchain
from prover.lean.toolchains.project import ELAN, is_project, lake, project_toolchain
from prover.lean.toolchains.wheel import MACHINES
from prover.words.errors import ArchitectError
from prover.words.folders import cache_folder
from prover.words.shown import in_one_line


@dataclass(frozen=True)
class Finding:
    """One line of the doctor: ``usable`` says that the thing can prove, ``mend`` what to do when it cannot."""

    what: str
    usable: bool
    state: str
    mend: str = ""

    def __str__(self) -> str:
        lines = [f"{self.what}: {self.state}", *([f"  to mend: {self.mend}"] if self.mend else [])]
        return "\n".join(map(in_one_line, lines))


def examine(folder: Path) -> list[Finding]:
    """Look at this machine, and at the Lake project in `folder` if there is one."""
    host = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return [
        Finding("blueprint-prover", False, f"{version('blueprint-prover')} on {host}"),
        _embedded(),
        _lake(),
        _project(folder),
        *processes(platform.system()),
        *sandbox(this_machine(), platform.system()),
    ]


def _embedded() -> Finding:
    try:
        toolchain = embedded_toolchain()
    except ArchitectError as error:
        return Finding(f"embedded Lean ({MACHINES})", False, "not usable", str(error))
    return Finding("embedded Lean", True, f"{toolchain.version}, library compiled in {cache_folder()}")


def _lake() -> Finding:
    program = lake()
    if program is None:
        return Finding("lake", False, "not found (only needed for projects, such as those with Mathlib)", ELAN)
    return Finding("lake", False, str(program))


def _project(folder: Path) -> Finding:
    what = f"Lake project {folder.resolve()}"
    if not is_project(folder):
        return Finding(what, False, "there is none here (name one with --project DIR)")
    try:
        toolchain = project_toolchain(folder)
    except ArchitectError as error:
        more = f"; `architect setup --project {folder} --check` says what is missing" if lake() else ""
        return Finding(what, False, "not usable", f"{error}{more}")
    by = "" if toolchain.judge is None else ", which runs the judge itself (docs/toolchains.md)"
    return Finding(what, True, f"Lean {toolchain.version}{by}")


# What Lean's processes are kept from, in the words of the doctor.
KEPT_FROM = {
    Protection.NETWORK: "network and local sockets",
    Protection.WRITES: "changes outside a scratch folder",
    Protection.MEMORY: "memory without end",
    Protection.CPU: "CPU time without end",
    Protection.FILE_SIZE: "files without end",
    Protection.PROCESSES: "new processes",
    Protection.READS: "files that Lean need not read",
    Protection.SIGNALS: "signals to other processes",
}
MEND_SANDBOX = {
    "Linux": "install libseccomp, and bubblewrap or a Linux that has Landlock and lets users make namespaces",
    "Darwin": "macOS has no more of it: for the files of strangers, run architect in a Linux virtual machine",
}


def processes(system: str) -> list[Finding]:
    """How Lean's processes end and judge on a system, by the name that `uname` has for it."""
    linux = system == "Linux"
    ended = "by the kernel" if linux else "by themselves, each of which looks for it twice a second"
    judged = "in forks of one that has the library" if linux else "each in one of its own"
    return [
        Finding("Lean's processes end with architect", False, ended),
        Finding("results are judged", False, judged),
    ]


def sandbox(machine: Host, system: str = "Linux") -> list[Finding]:
    """A line for the whole, and one for each thing that Lean's processes are kept from."""
    missing = machine.missing
    state = "all that `--sandbox require` wants" if not missing else f"nothing against {', '.join(missing)}"
    lines = [Finding("sandbox", False, state, MEND_SANDBOX.get(system, "") if missing else "")]
    for protection, words in KEPT_FROM.items():
        # Some hold only because several layers together close every way.
        by = ", ".join(machine.giving(protection) or machine.layers)
        wanted = "" if protection in REQUIRED else " (not required)"
        state = f"stopped by {by}" if protection in machine.gives else "not stopped"
        lines.append(Finding(f"  {words}", False, state + wanted))
    return lines

"""Checkers that are programs of their own (`external.toml` says which): found beside a project's Lean, and run.

Each is given the two compiled files and must end with status 0. The embedded Lean comes without any.
"""

import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from prover.lean.oneshot import or_died, run_again_if_killed
from prover.lean.sandbox.policy import cpu_seconds_within
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.verdict import Died


@dataclass(frozen=True)
class External:
    """One program; ``arguments`` may name the compiled files by `{official}` and `{result}`, and their `{module}`."""

    name: str
    program: Path
    arguments: tuple[str, ...]

    async def objection(self, toolchain: Toolchain, official: Path, result: Path, seconds: float) -> str | None:
        """Why it does not accept `result`, in one line; None when it does. One that dies of it does not accept it.

        Raises `LeanKilled`.
        """
        places = {"official": official, "result": result, "module": result.stem}
        command = toolchain.sandbox.command(
            ["exec", str(self.program), *(a.format(**places) for a in self.arguments)],
            [*toolchain.readable(), self.program, official.parent, result.parent],
            cpu_seconds=cpu_seconds_within(seconds),
        )
        environment = toolchain.environment()
        environment["LEAN_PATH"] = f"{result.parent}:{environment['LEAN_PATH']}"
        bounds = toolchain.sandbox.bounds()
        run = await or_died(run_again_if_killed(command, environment, seconds, f"checking with {self.name}", bounds))
        if isinstance(run, Died):
            return run.why
        if run.status == 0:
            return None
        words = (run.last_words or run.output).strip().splitlines() or [f"it ended with status {run.status}"]
        return f"{self.name} does not accept it: {words[-1]}"


def external_checkers(toolchain: Toolchain) -> list[External]:
    """Those that are here for `toolchain`, in the order of the table."""
    return list(_found(toolchain)) if toolchain.name == "project" else []


def _found(toolchain: Toolchain) -> Iterator[External]:
    for entry in _table():
        for folder in _folders(toolchain):
            if program := shutil.which(entry["program"], path=str(folder)):
                yield External(entry["name"], Path(program), tuple(entry["arguments"]))
                break


def _folders(toolchain: Toolchain) -> Iterator[Path]:
    """Beside Lean itself, and where Lake builds the programs of the packages whose libraries are on the search path."""
    yield Path(toolchain.variables["LEAN_SYSROOT"]) / "bin"
    for library in toolchain.search_path:
        yield library.parent.parent / "bin"


@cache
def _table() -> list[dict[str, Any]]:
    found = tomllib.loads(Path(__file__).with_name("external.toml").read_text(encoding="utf-8"))
    return list(found["checker"])


def known_checkers() -> str:
    """The names of all that could be used, where they are installed."""
    return ", ".join(entry["name"] for entry in _table())

"""Payloads that run where Lean would run, under what protects the machine from it; what tests of the sandbox share."""

import sys
from pathlib import Path
from textwrap import dedent

import pytest

from prover.lean.oneshot import run_to_end
from prover.lean.sandbox.machine import Protection, this_machine
from prover.lean.sandbox.policy import Sandbox

SECONDS = 300.0  # nobody waits for it unless something is wrong
TRUE = "theorem t : 1 + 1 = 2 := rfl"
TRY = """
import os, socket, sys
def told(action):
    try:
        return f"did it: {action()!r}"
    except OSError as error:
        return type(error).__name__
"""
REFUSED = {"PermissionError", "FileNotFoundError", "OSError"}  # the last is EROFS, and the second what bubblewrap hides


def need(*protections: Protection) -> None:
    if missing := [p for p in protections if p not in this_machine().gives]:
        pytest.skip(f"this machine gives no protection of: {', '.join(missing)}")


def command(payload: str, scratch: Path, *arguments: object, program: bool = False, cpu_seconds: int = 60) -> list[str]:
    """What starts `payload` as Lean is started: in place of the embedded one, or of a ``program`` on disk."""
    script = scratch.parent / "payload.py"
    script.write_text(TRY + dedent(payload))
    start = ["exec", sys.executable, "-I", "-S", str(script)] if program else ["script", str(script)]
    return Sandbox().command([*start, *map(str, arguments)], [script], scratch, cpu_seconds)


async def run(payload: str, scratch: Path, *arguments: object, program: bool = False) -> list[str]:
    """The lines that a payload prints."""
    found = await run_to_end(command(payload, scratch, *arguments, program=program), {}, SECONDS, "the payload")
    assert found.status == 0, found.last_words
    return found.output.splitlines()

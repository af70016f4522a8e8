"""Where no kernel ends a process when its parent dies, it ends itself; tried where the kernel is left out of it."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence

import pytest

from prover.lean import launch
from prover.lean.sandbox import tied
from prover.lean.sandbox.rules import words
from prover.lean.sandbox.starting import first_code
from prover.lean.toolchains.toolchain import Toolchain
from tests.conftest import PATIENCE

# Starts a command as its child, says so, and waits to be killed.
PARENT = """
import os, signal, subprocess, sys
subprocess.Popen([word.replace("PARENT", str(os.getpid())) for word in sys.argv[1:]])
signal.pause()
"""
# Without launch.py, which asks Linux to end it: nothing but the thread can.
WATCHING = """
import os, signal, sys
from prover.lean.sandbox.tied import ended_with
ended_with(int(sys.argv[1]), lambda: os.kill(os.getpid(), signal.SIGKILL))
print("watching", flush=True)
signal.pause()
"""


def run(*told: str, parent: int | None = None) -> tuple[int, str]:
    command = [*tied.words(parent or os.getpid()), *told]
    found = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    return found.returncode, found.stdout


def test_only_a_system_that_ends_no_orphans_has_another_first_code() -> None:
    assert first_code(7, "linux") == launch.command(7)
    assert first_code(7, "darwin") == tied.words(7)
    assert first_code(0, "darwin") == launch.command(0)


@pytest.mark.parametrize(
    "command",
    [
        [sys.executable, "-c", WATCHING, "PARENT"],
        [*tied.words(0)[:-1], "PARENT", "exec", "/bin/sh", "-c", "echo watching; exec sleep 1000"],
    ],
    ids=["the process itself", "the program that it waits for"],
)
def test_a_process_ends_when_its_parent_was_killed(command: Sequence[str]) -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT, *command], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"watching\n"
        parent.kill()
        assert parent.stdout.read() == b""  # which comes when nobody has the other end any more


def test_one_whose_parent_is_gone_already_does_not_stay() -> None:
    assert run("exec", "/bin/sleep", "1000", parent=2**30)[0] == -signal.SIGKILL


@pytest.mark.parametrize(("does", "status"), [("exit 7", 7), ("kill -SEGV $$", -11), ("kill -KILL $$", -9)])
def test_a_program_ends_as_if_it_had_taken_the_place_of_the_process(does: str, status: int) -> None:
    assert run("exec", "/bin/sh", "-c", f"echo said; {does}") == (status, "said\n")


def test_it_is_confined_as_without() -> None:
    confined = ["confined", *words(["limits"], [], [], cpu_seconds=61), "--"]
    assert run(*confined, "exec", "/bin/sh", "-c", "ulimit -t") == (0, "61\n")


def test_lean_itself_is_run_in_the_process(toolchain: Toolchain) -> None:
    status, said = run(*toolchain.program, "--version")
    assert (status, said.startswith(f"Lean (version {toolchain.version}")) == (0, True)

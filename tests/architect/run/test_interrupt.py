"""Signals and the end of the time, with real processes: they end, whatever they are busy with, and leave no Lean."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.conftest import PATIENCE, wait_until_gone

# A process that starts a Lean, says its pid, and goes to work.
PROGRAM = """
import asyncio, subprocess, sys
from architect.run.interrupt import Patience, run_interruptibly
from prover.words.errors import ArchitectError
from prover.lean.toolchains.embedded import embedded_toolchain

async def spins():
    print("at work", flush=True)
    while True:
        pass

async def deaf():
    print("at work", flush=True)
    while True:
        try:
            await asyncio.sleep(3600)
        except asyncio.CancelledError:
            pass

async def sleeps():
    print("at work", flush=True)
    try:
        await asyncio.sleep(3600)
    finally:
        print("cleaned up", flush=True)

toolchain = embedded_toolchain()
streams = {{"stdin": subprocess.PIPE, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}}
lean = subprocess.Popen(toolchain.command("--server"), env=toolchain.environment(), **streams)
print(lean.pid, flush=True)
try:
    run_interruptibly({doing}(), Patience({patience}))
except KeyboardInterrupt:
    sys.exit(130)
except ArchitectError as error:
    print(f"architect: {{error}}", file=sys.stderr)
    sys.exit(error.exit_code)
"""
NEVER = 3600.0


@contextmanager
def at_work(doing: str, patience: str) -> Iterator["tuple[subprocess.Popen[str], int]"]:
    """The process, and the pid of its Lean."""
    command = [sys.executable, "-c", PROGRAM.format(doing=doing, patience=patience)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            lean = int(process.stdout.readline())
            assert process.stdout.readline() == "at work\n"
            yield process, lean
        finally:
            process.kill()


def end_of(process: "subprocess.Popen[str]", lean: int) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=PATIENCE)
    wait_until_gone(lean)
    return process.returncode, out, err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_lets_the_work_clean_up(number: signal.Signals) -> None:
    with at_work("sleeps", f"grace={NEVER}") as (process, lean):
        process.send_signal(number)
        assert end_of(process, lean) == (130, "cleaned up\n", "")


@pytest.mark.parametrize("doing", ["spins", "deaf"])
def test_a_signal_that_nothing_obeys_ends_the_process_after_its_grace(doing: str) -> None:
    with at_work(doing, "grace=0.5") as (process, lean):
        process.send_signal(signal.SIGTERM)
        status, _, err = end_of(process, lean)
    assert status == 130
    assert err == "architect: interrupted, and ended when nothing obeyed for 0.5 s\n"


@pytest.mark.parametrize("doing", ["spins", "deaf"])
def test_a_second_signal_ends_the_process_at_once(doing: str) -> None:
    with at_work(doing, f"grace={NEVER}") as (process, lean):
        process.send_signal(signal.SIGTERM)
        process.send_signal(signal.SIGINT)
        status, _, err = end_of(process, lean)
    assert status == 130
    assert err == "architect: interrupted again, and ended at once\n"


def test_a_program_that_is_busy_with_itself_when_its_time_is_over_is_ended() -> None:
    with at_work("spins", f"limit=1, grace=0.5, overtime={NEVER}") as (process, lean):
        status, _, err = end_of(process, lean)
    assert status == 3
    assert err == "architect: the limit of 1 second has passed, and the program is busy with itself: ended\n"


def test_work_that_goes_on_after_its_time_is_stopped_and_cleans_up() -> None:
    with at_work("sleeps", "limit=0.5, grace=8, overtime=8") as (process, lean):
        status, out, err = end_of(process, lean)
    assert (status, out) == (3, "cleaned up\n")
    assert err.startswith("architect: the limit of 0.5 seconds passed 8 s ago, and the work went on; it was stopped")
    assert err.count("\n") == 1


def test_work_that_goes_on_after_its_time_and_will_not_stop_is_ended() -> None:
    with at_work("deaf", "limit=0.5, grace=2, overtime=2") as (process, lean):
        status, _, err = end_of(process, lean)
    assert status == 3
    assert err == "architect: the limit of 0.5 seconds passed 2 s ago, and the work went on: ended\n"

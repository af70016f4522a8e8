"""The functions that wait, and programs that end in the middle: with or without a loop, nothing is left running."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import architect
from prover.words.settings import Settings
from tests.architect.api.test_proving import EASY, HARD
from tests.conftest import PATIENCE, children, wait_until_gone

ONE = Settings.model_validate({"lean": {"jobs": 1}, "planner": {"rounds": 0}})
WAITS = f"import architect\narchitect.sync.prove({HARD!r})\n"
AWAITS = f"import architect, asyncio\nasyncio.run(architect.prove({HARD!r}))\n"


async def test_what_waits_works_where_a_loop_runs_as_in_a_notebook() -> None:
    report = architect.sync.prove(EASY, settings=ONE)
    assert report.proved
    assert architect.sync.load_run(report.run).text == report.text


def test_what_is_raised_reaches_who_waits() -> None:
    with pytest.raises(architect.BadInput, match="no such run"):
        architect.sync.resume("nothing")


@pytest.mark.parametrize(
    ("program", "number"),
    [
        pytest.param(WAITS, signal.SIGINT, id="waits, interrupted"),
        pytest.param(WAITS, signal.SIGKILL, id="waits, killed", marks=pytest.mark.long),
        pytest.param(AWAITS, signal.SIGINT, id="awaits, interrupted", marks=pytest.mark.long),
        pytest.param(AWAITS, signal.SIGKILL, id="awaits, killed", marks=pytest.mark.long),
    ],
)
def test_a_program_that_ends_in_the_middle_leaves_no_lean(program: str, number: signal.Signals, tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", program], stderr=subprocess.PIPE, text=True) as running:
        leans = set[int]()
        while not leans and running.poll() is None:
            leans = children(running.pid)
        os.kill(running.pid, number)
        _, said = running.communicate(timeout=PATIENCE)
    assert leans
    for lean in leans:
        wait_until_gone(lean)
    assert (running.returncode, "KeyboardInterrupt" in said) == (-number, number == signal.SIGINT)

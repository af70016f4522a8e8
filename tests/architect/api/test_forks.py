"""Programs that fork: what they have used before they may use again in each fork, and forks keep nothing of theirs."""

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from prover.words import errors
from tests.architect.api.test_proving import EASY
from tests.conftest import PATIENCE

# The first run leaves idle threads, scratch folders and a compiled judge, of which a fork has the names only.
PROVES_IN_FORKS = f"""
import multiprocessing, architect
from prover.words.scratch import own_folder
def proved(_):
    return architect.sync.prove({EASY!r}).proved, str(own_folder())
results = [proved(0)]
with multiprocessing.get_context("fork").Pool(1) as pool:
    results += pool.map_async(proved, [0]).get({PATIENCE})
print([each[0] for each in results], len({{each[1] for each in results}}))
"""
FORKS_WITH_LOCKS = """
import os, pathlib, sys
from architect.run.store import held
from prover.words.cache_lock import cache_in_use, cache_to_oneself
from prover.words.errors import BadInput
from prover.words.scratch import own_folder
folder, own = pathlib.Path(sys.argv[1]), own_folder()
until, end = os.pipe()
with held(folder), cache_in_use():
    if not (fork := os.fork()):
        os.close(end)
        os.read(until, 1)
        sys.exit()  # which leaves the block there too, and runs what a process does at its end
with held(folder), cache_to_oneself():
    os.close(end)
    assert os.waitpid(fork, 0)[1] == 0
    try:
        with held(folder):
            print("taken twice")
    except BadInput as error:
        print(str(error).endswith(f"process {os.getpid()} is working on this run"), own.is_dir())
"""


def ran(program: str, *words: str) -> str:
    said = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program, *words], capture_output=True, text=True, timeout=PATIENCE
    )
    return said.stdout + said.stderr


@pytest.mark.long
def test_a_fork_of_a_program_that_has_proved_proves_too_in_a_scratch_folder_of_its_own() -> None:
    assert ran(PROVES_IN_FORKS) == "[True, True] 2\n"


def test_a_fork_that_lives_on_keeps_no_run_and_no_cache_and_takes_nothing_with_it(tmp_path: Path) -> None:
    assert ran(FORKS_WITH_LOCKS, str(tmp_path)) == "True True\n"


@pytest.mark.parametrize(
    "error",
    [
        errors.BadInput("a\nb"),
        errors.LeanTimedOut("checking", 0.5),
        errors.LeanCrashed("checking", -9, "no\nmore"),
        errors.LeanKilled("checking", 9),
        errors.ModelUnavailable("busy", 3.0, billed=True),
        errors.RoleLimitReached("turns", 3),
    ],
    ids=lambda error: type(error).__name__,
)
def test_what_is_raised_is_the_same_in_another_process(error: errors.ArchitectError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))

"""What every test may ask for: the real embedded Lean, and proof that a test left no process behind."""

import contextlib
import os
import select
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from prover.lean.embedded import embedded_toolchain
from prover.lean.toolchain import Toolchain


@pytest.fixture(scope="session")
def toolchain() -> Toolchain:
    return embedded_toolchain()


@pytest.fixture(autouse=True, scope="session")
def own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Runs and proofs that tests leave behind are not the user's; compiled libraries may stay where they are."""
    os.environ["XDG_STATE_HOME"] = str(tmp_path_factory.mktemp("state"))
    yield
    del os.environ["XDG_STATE_HOME"]


@pytest.fixture(autouse=True)
def no_orphans() -> Iterator[None]:
    """Every test ends with the children it began with."""
    before = children(os.getpid())
    yield
    assert children(os.getpid()) <= before


def children(pid: int) -> set[int]:
    """The live children of a process, asked of the kernel."""
    found: set[int] = set()
    for task in Path(f"/proc/{pid}/task").iterdir():
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # a thread may end while we look
            found |= {int(child) for child in (task / "children").read_text().split()}
    return {child for child in found if alive(child)}


def alive(pid: int) -> bool:
    """Whether a process runs: it is there and no zombie."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in "ZX"


def wait_until_gone(pid: int, seconds: float = 5.0) -> None:
    """Wait for the end of a process that need not be our child."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    try:
        ready, _, _ = select.select([handle], [], [], seconds)
        assert ready, f"process {pid} still lives after {seconds} s: {subprocess.getoutput(f'ps -o pid,args {pid}')}"
    finally:
        os.close(handle)

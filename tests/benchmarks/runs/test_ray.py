"""The Ray engine on this machine; benchmarks/measure/ray_nodes.py has two nodes, one of which is killed."""

import asyncio
import errno
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from benchmarks.runs.engines.on_ray import Job, on_ray
from benchmarks.runs.reading import read_run
from prover.words.errors import BadInput
from prover.words.settings import resolve
from tests.conftest import PATIENCE

pytest.importorskip("ray", reason="Ray is not installed: pip install 'blueprint-prover[ray]'")
EMBEDDED = Path(__file__).parents[3] / "benchmarks" / "suites" / "data" / "embedded"


@pytest.mark.long
def test_tries_made_by_ray_come_back_into_the_same_folder(tmp_path: Path) -> None:
    suite, out = tmp_path / "suite", tmp_path / "run"
    suite.mkdir()
    (suite / "easy.lean").write_bytes((EMBEDDED / "logic_and_swap.lean").read_bytes())
    (suite / "elsewhere.lean").write_text("import Mathlib\ntheorem t : True := by sorry\n")
    words = ["bench", suite, "--out", out, "--engine", "ray", "--workers", "2", "--memory", "512"]
    command = [sys.executable, "-m", "architect.cli", *map(str, words)]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert run.returncode == 0, run.stderr
    found = read_run(out)
    assert {record.id: record.status for record in found.records} == {"easy": "proved", "elsewhere": "bad input"}
    assert found.sittings[0].started.engine == "ray"
    assert "sorry" not in (out / "proved" / "easy.lean").read_text()


async def test_the_loop_turns_while_a_cluster_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    loop, asked, on = asyncio.get_running_loop(), asyncio.Event(), threading.Event()

    def slow(*_: object) -> None:
        loop.call_soon_threadsafe(asked.set)
        on.wait()
        raise OSError(errno.EHOSTUNREACH, "No route to host")

    monkeypatch.setattr(socket, "create_connection", slow)
    connecting = asyncio.ensure_future(on_ray(Job(resolve(None, {}), None), 512, address="10.0.0.1:6379").__aenter__())
    await asked.wait()  # the loop turns, or this would never end
    on.set()
    with pytest.raises(BadInput, match=r"^the Ray cluster is not reached: 10\.0\.0\.1:6379: No route to host$"):
        await connecting


def test_a_ray_that_does_not_start_is_one_line_and_exit_code_3(tmp_path: Path) -> None:
    (tmp_path / "suite").mkdir()
    (tmp_path / "suite" / "easy.lean").write_bytes((EMBEDDED / "logic_and_swap.lean").read_bytes())
    words = ["bench", tmp_path / "suite", "--out", tmp_path / "run", "--engine", "ray"]
    command = [sys.executable, "-m", "architect.cli", *map(str, words)]
    nowhere = os.environ | {"RAY_TMPDIR": str(tmp_path / "suite" / "easy.lean" / "below")}
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE, env=nowhere)
    assert (run.returncode, run.stdout) == (3, "")
    assert run.stderr.startswith("architect: Ray does not start: ")
    assert run.stderr.count("\n") == 1

"""The Ray engine on this machine; benchmarks/measure/ray_nodes.py has two nodes, one of which is killed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.runs.reading import read_run
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

"""How many Leans there is room for: as many as cores, fewer where memory is short, one where nothing is known."""

import os
from pathlib import Path

import pytest

from prover.lean.live.room import EACH_MB, leans_at_once

CORES = len(os.sched_getaffinity(0))


@pytest.mark.parametrize(
    ("said", "leans"),
    [
        (f"MemTotal: 1 kB\nMemAvailable: {1024 * EACH_MB * CORES * 2} kB\n", CORES),
        (f"MemAvailable: {1024 * EACH_MB + 1} kB\n", 1),
        ("MemAvailable: 12 kB\n", 1),
        ("MemAvailable: many\n", CORES),
        ("", CORES),
    ],
)
def test_there_are_no_more_than_cores_and_memory_are_for(tmp_path: Path, said: str, leans: int) -> None:
    (tmp_path / "meminfo").write_text(said)
    assert leans_at_once(tmp_path / "meminfo") == leans


def test_where_the_system_does_not_say_what_is_free_the_cores_count(tmp_path: Path) -> None:
    assert leans_at_once(tmp_path / "none") == CORES

"""The cache of proofs: shared, whole files only, and what is damaged is as if it were not there."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from architect.blueprint.proofs import ProofCache, StoredProof, proofs_folder

PROOF = StoredProof(("by simp [a, «b c»]", "∀\n"), {"k1": "a", "k2": "«b c»"}, frozenset({"k1"}), "portfolio: closer")
KEY = "ab" + "0" * 62

WRITER = """
import sys
from pathlib import Path
from architect.blueprint.proofs import ProofCache, StoredProof
cache = ProofCache(Path(sys.argv[1]))
for n in range(200):
    cache.put(sys.argv[2], StoredProof((sys.argv[3] * 5_000,), {}))
"""


def test_a_proof_comes_back_as_it_was(tmp_path: Path) -> None:
    cache = ProofCache(tmp_path / "proofs")
    assert cache.get(KEY) is None
    cache.put(KEY, PROOF)
    assert cache.get(KEY) == ProofCache(tmp_path / "proofs").get(KEY) == PROOF
    assert cache.get(KEY.replace("ab", "cd")) is None


def test_the_last_proof_counts(tmp_path: Path) -> None:
    cache = ProofCache(tmp_path)
    cache.put(KEY, PROOF)
    cache.put(KEY, StoredProof(("rfl",), {}))
    assert cache.get(KEY) == StoredProof(("rfl",), {})


def test_processes_share_it_and_nobody_ever_sees_half_a_proof(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WRITER, str(tmp_path), KEY]
    writers = [subprocess.Popen([*command, letter]) for letter in "xy"]
    cache, seen = ProofCache(tmp_path), set()
    while any(writer.poll() is None for writer in writers):
        if (tmp_path / KEY[:2] / f"{KEY}.json").exists():
            found = cache.get(KEY)
            assert found is not None
            seen.add(found.fills[0])
    assert [writer.wait() for writer in writers] == [0, 0]
    assert seen <= {"x" * 5_000, "y" * 5_000}
    assert [path.name for path in (tmp_path / KEY[:2]).iterdir()] == [f"{KEY}.json"]


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "null", "3", "[]", "{}", "[" * 100_000,
        '{"schema": 99, "fills": ["rfl"], "names": {}, "used": []}',
        '{"schema": 1, "fills": ["rfl"], "names": {}}',
        '{"schema": 1, "fills": "rfl", "names": {}, "used": []}',
        '{"schema": 1, "fills": [1], "names": {}, "used": []}',
        '{"schema": 1, "fills": ["rfl"], "names": 2, "used": []}',
        '{"schema": 1, "fills": ["rfl"], "names": {"k": 1}, "used": []}',
        '{"schema": 1, "fills": ["rfl"], "names": {}, "used": 1}',
    ],
)  # fmt: skip
def test_a_damaged_file_is_as_none_and_is_written_over(tmp_path: Path, text: str) -> None:
    cache = ProofCache(tmp_path)
    cache.put(KEY, PROOF)
    path = tmp_path / KEY[:2] / f"{KEY}.json"
    path.write_text(text)
    assert cache.get(KEY) is None
    path.write_bytes(b"\xff\xfe")
    assert cache.get(KEY) is None
    cache.put(KEY, PROOF)
    assert cache.get(KEY) == PROOF


UNWRITABLE = """
import asyncio, sys
from pathlib import Path
from architect.blueprint.proofs import ProofCache, StoredProof
from prover.lean.toolchains.embedded import embedded_toolchain
from prover.lean.live.pool import Pool
from prover.lean.search.premises import LibraryIndex

async def ask(toolchain):
    async with Pool(toolchain) as pool:
        return await LibraryIndex(pool).find("add_comm", 1)

toolchain = embedded_toolchain()
import os
os.environ["XDG_CACHE_HOME"] = sys.argv[1]
cache = ProofCache(Path(sys.argv[1]) / "proofs")
for key in ("aa1", "bb2"):
    cache.put(key, StoredProof(("rfl",), {}))
    assert cache.get(key) is None
assert asyncio.run(ask(toolchain))
"""


def test_a_cache_that_takes_nothing_is_said_once_and_loses_nothing_else(tmp_path: Path) -> None:
    """Of proofs and of the library's names alike."""
    (tmp_path / "file").write_text("")
    run = subprocess.run(
        [sys.executable, "-c", UNWRITABLE, str(tmp_path / "file")], capture_output=True, text=True, timeout=120
    )
    assert run.returncode == 0, run.stderr
    assert run.stderr.startswith("warning: nothing is kept in the cache: ")
    assert "set XDG_CACHE_HOME" in run.stderr
    assert run.stderr.count("\n") == 1


def test_a_full_disk_loses_the_proof_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / KEY[:2] / f"{KEY}.json"
    path.parent.mkdir()
    path.symlink_to("/dev/full")
    cache = ProofCache(tmp_path)
    cache.put(KEY, PROOF)
    assert cache.get(KEY) is None


def test_a_file_says_its_schema(tmp_path: Path) -> None:
    ProofCache(tmp_path).put(KEY, PROOF)
    assert json.loads((tmp_path / KEY[:2] / f"{KEY}.json").read_text())["schema"] == 1


def test_proofs_are_kept_with_what_else_may_be_lost(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert tmp_path in proofs_folder().parents

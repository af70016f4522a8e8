"""What is kept to be faster: listed, and cleaned when nobody uses it and somebody asked; what is not ours stays."""

import errno
import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from architect.cli import main
from architect.setup.caches import holdings
from prover.words.cache_lock import cache_in_use, cache_to_oneself
from prover.words.errors import BadInput, StorageFailed
from prover.words.folders import cache_folder
from tests.architect.commands.test_cli import EXAMPLE, architect

USER = """
import sys
from prover.words.cache_lock import cache_in_use
with cache_in_use():
    print("in use", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache with something of each kind in it, and something of a stranger's."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = cache_folder()
    for name in (
        f"lean-4.35.0-{'0' * 16}/Init.olean", f"lean-4.35.0-{'0' * 16}.lock", f"lean-4.35.0-{'0' * 16}.building/a",
        f"premises-{'a' * 16}.json", "mathlib-1.sqlite", "proofs/ab/ab.json", "downloads/elan.tar", "suites/s/a.lean",
        "notes/mine.txt",
    ):  # fmt: skip
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("0123456789")
    (tmp_path / "elsewhere").mkdir()
    (folder / f"lean-4.35.0-{'1' * 16}").symlink_to(tmp_path / "elsewhere")
    return folder


def entries(cache: Path) -> set[str]:
    return {path.name.partition("-")[0] for path in cache.iterdir()} - {"in"}


@contextmanager
def in_use() -> Iterator[None]:
    """Another command uses the cache."""
    with subprocess.Popen(
        [sys.executable, "-c", USER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "in use\n"
        yield
        other.kill()


def test_each_cache_is_listed_with_its_size_and_what_is_none_by_its_name(
    cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["cache"]) == 0
    place, *lines = capsys.readouterr().out.splitlines()
    assert place == str(cache)
    assert [line.split()[:3] for line in lines[:5]] == [
        ["library", "30", "bytes"], ["index", "20", "bytes"], ["proofs", "10", "bytes"], ["downloads", "10", "bytes"],
        ["suites", "10", "bytes"],
    ]  # fmt: skip
    assert lines[5:] == [f"{name}: none of these, and left as it is" for name in (f"lean-4.35.0-{'1' * 16}", "notes")]
    assert max(map(len, lines[:5])) <= 60


def test_what_takes_a_network_or_a_model_to_be_had_again_goes_only_by_name_and_when_agreed(
    cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["cache", "clean", "--dry-run"]) == 0
    assert entries(cache) == {"lean", "premises", "mathlib", "proofs", "downloads", "suites", "notes"}
    assert main(["cache", "clean"]) == 0
    assert capsys.readouterr().out.endswith("removed: 50 bytes\n")
    assert entries(cache) == {"lean", "proofs", "downloads", "suites", "notes"}, "the `lean` is a link"
    assert main(["cache", "clean", "proofs", "suites"]) == 2
    assert "nobody can be asked here" in capsys.readouterr().err
    assert main(["cache", "clean", "proofs", "suites", "--yes"]) == 0
    assert entries(cache) == {"lean", "downloads", "notes"}
    assert main(["cache", "clean", "notes", "--yes"]) == 2
    assert "notes: no such cache (there are library, " in capsys.readouterr().err


def test_nothing_is_cleaned_while_another_command_uses_it_nor_used_while_it_is_cleaned(
    cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with in_use():
        assert main(["cache", "clean"]) == 2
        assert "the cache is in use: wait for the end of other commands" in capsys.readouterr().err
        with cache_in_use():  # any number of others may
            pass
    assert "premises" in entries(cache)
    with cache_to_oneself():
        assert main(["config", "show"]) == 3
        assert "the cache is being cleaned" in capsys.readouterr().err
        with pytest.raises(BadInput), cache_to_oneself():
            pass
    assert main(["cache", "clean"]) == 0


@pytest.mark.long
def test_every_entry_that_commands_make_is_of_a_cache_and_is_made_again(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "t.lean").write_text(EXAMPLE)
    main(["cache", "clean", "library", "index", "proofs", "downloads", "suites", "--yes"])
    assert architect("prove", tmp_path / "t.lean").returncode == 0
    held, others = holdings()
    assert {holding.cache.name for holding in held if holding.entries} >= {"library"}
    assert set(others) == {"notes", f"lean-4.35.0-{'1' * 16}"}


def test_a_cache_that_takes_no_lock_is_no_hindrance_and_is_not_cleaned(cache: Path) -> None:
    (cache / "in-use.lock").mkdir()  # which not even root opens to write in
    with cache_in_use():
        pass
    with pytest.raises(BadInput, match="cannot be locked: Is a directory"), cache_to_oneself():
        pass


def test_a_file_system_without_locks_is_no_hindrance_and_is_not_cleaned(
    cache: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(lock: int, how: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK), lock, how)

    monkeypatch.setattr(fcntl, "flock", refuse)
    assert main(["config", "show"]) == 0
    assert main(["cache", "clean"]) == 2
    assert capsys.readouterr().err == f"architect: {cache}: the cache cannot be locked: No locks available\n"
    assert "premises" in entries(cache)


def test_a_lock_that_is_a_link_leads_nowhere(cache: Path, tmp_path: Path) -> None:
    (cache / "in-use.lock").symlink_to(tmp_path / "made")
    with cache_in_use():
        pass
    with pytest.raises(BadInput, match="cannot be locked"), cache_to_oneself():
        pass
    assert not (tmp_path / "made").exists()


def test_what_goes_wrong_while_the_cache_is_in_use_stays_what_it_is(cache: Path) -> None:
    with pytest.raises(KeyError), cache_in_use():
        raise KeyError
    with cache_to_oneself(), pytest.raises(StorageFailed), cache_in_use():
        pass

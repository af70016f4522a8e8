"""A project is set up from a server on this machine, with a toolchain, an elan and a lake that are scripts.

Not shown: the real hosts, Mathlib's cache, and the real programs (`test_real_elan.py` has the real elan, where it is).
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from architect.setup.found import items
from architect.setup.install import SCRATCH, install, scratch
from architect.setup.wanted import wanted
from architect.setup.web import LEAST, Web
from architect.setup.zstandard import zstd
from prover.lean.toolchains.project import elan_home
from prover.words.errors import BadInput, SetupFailed
from prover.words.folders import cache_folder
from tests.architect.setup.releases import (
    ELAN,
    LEAN,
    TOOLCHAIN,
    Server,
    quiet,
    releases,
    script,
    serving,
    stops_after,
    tarred,
    whole,
)
from tests.conftest import PATIENCE

LAKEFILE = 'import Lake\nrequire "leanprover-community" / "mathlib" @ git "v4.35.0"\n'


@pytest.fixture
def server() -> Iterator[Server]:
    with serving(releases()) as server:
        yield server


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATH", "/usr/bin:/bin")  # no elan or lake of whoever runs the tests
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "lakefile.lean").write_text(LAKEFILE)
    (folder / "lean-toolchain").write_text("leanprover/lean4:v4.35.0\n")
    return folder


def architect(*arguments: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "architect.cli", *map(str, arguments)], capture_output=True, text=True, check=False
    )


def until(there: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not there():
        assert time.monotonic() < deadline
        os.sched_yield()


def everything_in(folder: Path) -> dict[Path, float]:
    return {path: path.lstat().st_mtime_ns for path in folder.rglob("*")}


def test_one_command_installs_all_that_a_project_with_mathlib_needs(
    server: Server, project: Path, own_home: Path
) -> None:
    run = architect("setup", "--project", project, "--mirror", server.url)
    assert (run.returncode, run.stderr) == (0, "")
    home = own_home / ".elan"
    for line in (
        f"elan: {home}/bin/elan",
        f"toolchain leanprover/lean4:v4.35.0: {home}/toolchains/leanprover--lean4---v4.35.0, ",
        "Mathlib: 2 of 2 modules compiled, ",
        f"checker: {home}/toolchains/leanprover--lean4---v4.35.0/bin/leanchecker",
        "Lean (version 4.35.0, a stand-in)",
    ):
        assert line in run.stdout
    assert (project / "lake.log").read_text() == "exe cache get\n"
    assert [*(cache_folder() / "downloads").iterdir()] == []
    assert {path.name for path in (home / "toolchains").iterdir()} == {"leanprover--lean4---v4.35.0"}


def test_what_is_there_is_not_fetched_again(server: Server, project: Path) -> None:
    for _ in range(2):
        install(wanted(project), Web(server.url), quiet()[0])
    assert sorted(path for path, _ in server.asked if path.startswith("/files")) == [f"/files/{ELAN}", f"/files/{LEAN}"]


@pytest.mark.parametrize(("how", "code"), [(signal.SIGKILL, -9), (signal.SIGTERM, 130)])
def test_a_setup_that_is_ended_goes_on_where_it_was(
    how: signal.Signals, code: int, server: Server, project: Path
) -> None:
    data = server.files[LEAN] = zstd.compress(
        tarred({**TOOLCHAIN, "lean-4.35.0-linux/lib/big": (random.Random(0).randbytes(600_000), 0o644)})
    )
    server.scenes += [whole, stops_after(len(data) // 2)]
    command = [sys.executable, "-m", "architect.cli", "setup", "--project", str(project), "--mirror", server.url]
    part = cache_folder() / "downloads" / LEAN
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        until(lambda: part.exists() and part.stat().st_size > LEAST)
        process.send_signal(how)
    assert process.returncode == code
    left = elan_home() / "toolchains" / SCRATCH / "half"
    left.mkdir(parents=True)
    install(wanted(project), Web(server.url), quiet()[0])
    before, after = (asked for path, asked in server.asked if path == f"/files/{LEAN}")
    assert before is None
    assert after is not None
    assert {path.name for path in left.parents[1].iterdir()} == {"leanprover--lean4---v4.35.0"}


def test_only_one_setup_works_in_a_folder(tmp_path: Path) -> None:
    with scratch(tmp_path) as mine:
        with pytest.raises(SetupFailed, match="another setup does so now; wait"), scratch(tmp_path):
            pass
        assert mine.is_dir()
    assert [*tmp_path.iterdir()] == []


def test_a_project_without_mathlib_gets_none(server: Server, project: Path) -> None:
    (project / "lakefile.lean").write_text("import Lake\n-- no mathlib here\npackage own\n")
    install(wanted(project), Web(server.url), quiet()[0])
    assert not (project / ".lake").exists()
    assert "Mathlib" not in {item.what for item in items(wanted(project))}


def test_check_says_what_is_missing_and_changes_nothing(server: Server, project: Path, tmp_path: Path) -> None:
    before = everything_in(tmp_path)
    run = architect("setup", "--project", project, "--check")
    assert run.returncode == 3
    assert [line.partition(": ")[2].partition(" (")[0] for line in run.stdout.splitlines()[:3]] == [
        *("not installed", "not installed", "not there")
    ]
    assert everything_in(tmp_path) == before
    install(wanted(project), Web(server.url), quiet()[0])
    (project / ".lake/packages/mathlib/.lake/build/lib/lean/Mathlib/Data/B.olean").unlink()
    run = architect("setup", "--project", project, "--check")
    assert "Mathlib: 1 of 2 modules compiled" in run.stdout
    assert run.returncode == 3


def test_a_lean_that_this_machine_cannot_run_is_not_installed(server: Server, project: Path, own_home: Path) -> None:
    too_new = script('echo "lean: libc.so.6: version \\`GLIBC_2.99\' not found (required by lean)" >&2; exit 1')
    server.files[LEAN] = zstd.compress(tarred({**TOOLCHAIN, "lean-4.35.0-linux/bin/lean": too_new}))
    with pytest.raises(SetupFailed, match=r"GLIBC_2\.99' not found .*; this system's C library is too old"):
        install(wanted(project), Web(server.url), quiet()[0])
    assert [*(own_home / ".elan" / "toolchains").iterdir()] == []


def test_a_toolchain_folder_without_a_lean_is_said(project: Path, own_home: Path) -> None:
    (own_home / ".elan/toolchains/leanprover--lean4---v4.35.0").mkdir(parents=True)
    said = {item.what: item for item in items(wanted(project))}["toolchain leanprover/lean4:v4.35.0"]
    assert said.where is None
    assert "has no bin/lean: delete it" in said.state


def test_what_lake_says_when_it_fails_is_the_one_line(
    server: Server, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAYS", "curl: (6) Could not resolve host: lakecache.blob.core.windows.net")
    run = architect("setup", "--project", project, "--mirror", server.url)
    assert run.returncode == 3
    assert "exe cache get` in" in run.stderr
    assert "Could not resolve host" in run.stderr
    assert "; is there a network?" in run.stderr
    assert run.stderr.count("\n") == 1


def test_elan_home_is_where_elan_is_put(
    server: Server, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ELAN_HOME", str(tmp_path / "elsewhere"))
    install(wanted(project), Web(server.url), quiet()[0])
    assert os.access(tmp_path / "elsewhere" / "bin" / "lake", os.X_OK)


@pytest.mark.parametrize(
    ("text", "toolchain"),
    [
        ("leanprover/lean4:v4.9.0-rc1\n", "leanprover/lean4:v4.9.0-rc1"),
        ("v4.9.0", "leanprover/lean4:v4.9.0"),
        ("4.9.0", "leanprover/lean4:v4.9.0"),
        ("leanprover/lean4:nightly-2025-06-01", "leanprover/lean4-nightly:nightly-2025-06-01"),
        ("someone/a_fork:v1", "someone/a_fork:v1"),
    ],
)
def test_the_pinned_lean_is_understood_as_elan_does(text: str, toolchain: str, project: Path) -> None:
    (project / "lean-toolchain").write_text(text)
    assert wanted(project).toolchain == toolchain


@pytest.mark.parametrize("text", ["stable", "leanprover/lean4:nightly", "", "..", "a/b/c:d", "a b", "../../x:v1"])
def test_what_pins_no_release_is_refused(text: str, project: Path) -> None:
    (project / "lean-toolchain").write_text(text)
    with pytest.raises(BadInput, match="such as leanprover/lean4:v4"):
        wanted(project)
    (project / "lean-toolchain").unlink()
    with pytest.raises(BadInput, match="no such file: write a release in it, such as leanprover/lean4:v4"):
        wanted(project)


@pytest.mark.parametrize(
    ("name", "text", "mathlib"),
    [
        ("lakefile.lean", 'require mathlib from git "https://example.org/mathlib4"', True),
        ("lakefile.lean", "package mathlib where", True),
        ("lakefile.toml", 'name = "own"\n[[require]]\nname = "mathlib"\nscope = "leanprover-community"', True),
        ("lakefile.toml", 'name = "own"\n# mathlib is not wanted', False),
        ("lake-manifest.json", '{"packages": [{"name": "aesop"}, {"name": "mathlib"}]}', True),
        ("lake-manifest.json", '{"packages": [{"name": "aesop"}]}', False),
    ],
)
def test_whether_a_project_wants_mathlib_is_read_from_its_files(
    name: str, text: str, mathlib: bool, project: Path
) -> None:
    (project / "lakefile.lean").write_text("import Lake\n")
    (project / name).write_text(text)
    assert wanted(project).mathlib is mathlib


def test_no_project_and_a_damaged_manifest_are_bad_input(project: Path, tmp_path: Path) -> None:
    (project / "lake-manifest.json").write_text("[]")
    with pytest.raises(BadInput, match="no manifest of Lake"):
        wanted(project)
    run = architect("setup", "--project", tmp_path)
    assert run.returncode == 2
    assert "no Lake project" in run.stderr

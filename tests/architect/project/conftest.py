"""A small Lake project, built once by the stand-in for `lake`; each test has a copy of its own."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from prover.lean.toolchains.toolchain import Toolchain
from tests.architect.project import stand_in
from tests.prover.lean.projects import Layout, lay_out, script

Lake = Callable[[str], None]


@pytest.fixture(scope="session")
def laid_out(tmp_path_factory: pytest.TempPathFactory, toolchain: Toolchain) -> Layout:
    """A Lean as elan has it, whose `lake` is the stand-in, and the small project, built."""
    found = lay_out(tmp_path_factory.mktemp("small"), toolchain)
    shutil.rmtree(found.project)
    stand_in.write_project(found.project)
    lake_in(found.bin, found)
    subprocess.run([found.bin / "lake", "build", "+Small"], cwd=found.project, check=True)
    return found


def lake_in(folder: Path, layout: Layout, refused: str = "") -> None:
    """A `lake` that builds no source with this text in it."""
    script(folder / "lake", f'exec {sys.executable} -I -S {stand_in.__file__} {layout.sysroot} "{refused}" "$@"')


@pytest.fixture
def lake(laid_out: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lake:
    """Puts a `lake` on the PATH that refuses what has a text in it."""

    def put(refused: str) -> None:
        lake_in(tmp_path / "bin", laid_out, refused)
        monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")

    return put


@pytest.fixture
def small(laid_out: Layout, tmp_path: Path, lake: Lake) -> Path:
    """The folder of the project."""
    lake("")
    return Path(shutil.copytree(laid_out.project, tmp_path / "project"))

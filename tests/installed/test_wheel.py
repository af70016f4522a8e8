"""The archives as a stranger gets them: the wheel of the source archive, installed where no checkout can be found."""

import os
import shutil
import stat
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pydantic
import pytest

from tests.architect.commands.test_cli import EXAMPLE
from tests.conftest import PATIENCE

ROOT = Path(__file__).parents[2]
PACKAGES = ("architect", "benchmarks", "lean_project", "prover")
# What lies in these folders and is in no wheel: what the page is built of, what is compiled and what tools keep.
NOT_PACKAGED = ("architect/page/front/", "__pycache__", ".pyc", ".olean", ".ilean")
LARGEST = 5e6  # bytes of either archive
LIBRARIES = Path(pydantic.__file__).parents[1]  # of the environment that runs the tests
pytestmark = pytest.mark.long


def ran(*command: str | Path, at: Path) -> subprocess.CompletedProcess[str]:
    """What a command comes to in a folder, with nothing of the checkout in its environment."""
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    found = subprocess.run(
        [*map(str, command)], cwd=at, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    assert found.returncode == 0, found.stdout + found.stderr
    return found


@pytest.fixture(scope="module")
def archives(own_place: None, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The source archive of this tree, and the wheel that is built of it."""
    folder = tmp_path_factory.mktemp("built")
    here, anywhere = ("*.egg-info", "build", "dist", "tests", "runs"), (".*", "__pycache__", "node_modules")
    at_top, below = shutil.ignore_patterns(*here, *anywhere), shutil.ignore_patterns(*anywhere)
    shutil.copytree(ROOT, folder / "tree", ignore=lambda at, names: (at_top if at == str(ROOT) else below)(at, names))
    ran(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, folder / "tree", at=folder)
    [source], [wheel] = folder.glob("*.tar.gz"), folder.glob("*.whl")
    return source, wheel


@pytest.fixture(scope="module")
def environment(archives: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A virtual environment that has the wheel, and beside it the libraries of this one; nobody may write in it."""
    folder = tmp_path_factory.mktemp("environment")
    ran(sys.executable, "-m", "venv", "--without-pip", folder, at=folder)
    [packages] = folder.glob("lib/python*/site-packages")
    (packages / "libraries.pth").write_text(f"{LIBRARIES}\n")  # whose own .pth files nobody reads, ours least
    python = folder / "bin" / "python"
    install = ("-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index", "--no-cache-dir")
    ran(sys.executable, *install, archives[1], at=folder)
    modes = {path: path.stat().st_mode for path in [packages, *packages.rglob("*")]}
    for path, mode in modes.items():
        path.chmod(mode & ~(stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))
    yield folder
    for path, mode in modes.items():
        path.chmod(mode)


def files_below(folder: Path) -> set[tuple[str, int, int]]:
    """Each file, with what changes when it is written."""
    found = ((path, path.lstat()) for path in folder.rglob("*") if path.is_file())
    return {(str(path.relative_to(folder)), at.st_size, at.st_mtime_ns) for path, at in found}


def packaged(root: Path) -> set[str]:
    """Every file of the packages that is wanted at run time."""
    paths = (path for package in PACKAGES for path in (root / package).rglob("*") if path.is_file())
    names = {path.relative_to(root).as_posix() for path in paths}
    return {name for name in names if not any(part in name for part in NOT_PACKAGED)}


def test_the_wheel_has_each_file_of_the_packages_and_nothing_else(archives: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(archives[1]) as wheel:
        names = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert names == packaged(ROOT)
    assert {"architect/py.typed", "prover/py.typed", "architect/page/built/page.html"} <= names
    assert archives[1].stat().st_size < LARGEST


def test_the_source_archive_has_what_the_documents_name_and_no_recordings(archives: tuple[Path, Path]) -> None:
    with tarfile.open(archives[0]) as source:
        names = {name.partition("/")[2] for name in source.getnames()}
    documents = {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md")}
    front = {f"architect/page/front/{path.name}" for path in (ROOT / "architect/page/front").glob("*.ts")}
    wanted = {"README.md", "CHANGELOG.md", "AGENTS.md", "Makefile", "pyproject.toml", "lakefile.lean", "lean-toolchain"}
    wanted |= {"Dockerfile", "mkdocs.yml", "docs/site/pages.py", "docs/workflows/proofs.yml"}
    assert wanted | documents | front | packaged(ROOT) <= names
    assert not [name for name in names if name.startswith(("tests/", "architect/page/front/node_modules"))]
    assert archives[0].stat().st_size < LARGEST


def test_what_is_installed_works_where_there_is_no_checkout_and_writes_nothing_into_itself(
    environment: Path, tmp_path: Path
) -> None:
    before = files_below(environment)
    architect = environment / "bin" / "architect"
    where = ran(environment / "bin" / "python", "-c", "import architect; print(architect.__file__)", at=tmp_path)
    assert Path(where.stdout.strip()).is_relative_to(environment)
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert ran(architect, "--version", at=tmp_path).stdout.startswith(f"architect {version}\n")
    assert f"blueprint-prover: {version} on" in ran(architect, "doctor", at=tmp_path).stdout
    (tmp_path / "t.lean").write_text(EXAMPLE)
    assert "certified, axioms: none" in ran(architect, "prove", "t.lean", "--out", "proved.lean", at=tmp_path).stdout
    verified = ran(architect, "verify", "proved.lean", "--against", "t.lean", at=tmp_path)
    assert verified.stdout.startswith("t: certified\n")
    bench = (architect, "bench", "embedded", "--filter", "^bool_xor_cancel", "--timeout", "10", "--out", "suite")
    assert "1 of 1 tries made, 1 solved" in ran(*bench, at=tmp_path).stdout
    run = ran(architect, "runs", at=tmp_path).stdout.splitlines()[1].split()[0]
    ran(architect, "view", run, "--out", "page.html", at=tmp_path)
    assert "t.lean" in (tmp_path / "page.html").read_text(encoding="utf-8")
    assert files_below(environment) == before


def test_installing_leaves_files_in_its_environment_only(environment: Path, own_home: Path) -> None:
    [record] = environment.glob("lib/python*/site-packages/blueprint_prover-*.dist-info/RECORD")
    places = [record.parents[1] / line.rsplit(",", 2)[0] for line in record.read_text().splitlines()]
    assert all(place.resolve().is_relative_to(environment.resolve()) for place in places)
    assert [path.name for path in (environment / "bin").glob("architect*")] == ["architect"]

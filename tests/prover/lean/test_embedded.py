"""The cache of the compiled library: built once, whole, by one process, and again when it was harmed."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import pytest

from prover.lean.toolchains.embedded import embedded_toolchain, known_digests, library_sources
from prover.lean.toolchains.toolchain import Toolchain
from prover.lean.toolchains.wheel import this_machine_is
from prover.words.errors import LeanFailed
from prover.words.folders import cache_folder
from tests.conftest import PATIENCE

TWO_MODULES = {
    "Init.A": "prelude\ninductive T : Prop where | t : T\n",
    "Init": "prelude\nimport Init.A\ntheorem u : T := T.t\n",
}


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Path]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return written(tmp_path, TWO_MODULES)


def written(folder: Path, modules: dict[str, str]) -> dict[str, Path]:
    found = {}
    for module, text in modules.items():
        found[module] = folder / f"{module}.lean"
        found[module].write_text(text)
    return found


def builder(sources: dict[str, Path]) -> subprocess.Popen[str]:
    script = (
        "from pathlib import Path; from prover.lean.toolchains.embedded import embedded_toolchain; "
        f"print(embedded_toolchain({{k: Path(v) for k, v in { {k: str(v) for k, v in sources.items()} }.items()}}).key)"
    )
    return subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)


def content() -> list[str]:
    return sorted(p.name for p in cache_folder().iterdir() if not p.name.endswith(".lock"))


def test_the_library_is_compiled_once(sources: dict[str, Path]) -> None:
    [folder] = embedded_toolchain(sources).search_path
    built = (folder / "Init.olean").stat()
    assert embedded_toolchain(sources).search_path == (folder,)
    assert (folder / "Init.olean").stat() == built


def test_other_sources_have_another_place(sources: dict[str, Path]) -> None:
    first = embedded_toolchain(sources)
    sources["Init"].write_text(sources["Init"].read_text() + "theorem v : T := u\n")
    second = embedded_toolchain(sources)
    assert first.key != second.key
    assert first.search_path != second.search_path


@pytest.mark.parametrize(
    "harm", ["truncated", "overwritten", "deleted", "a pipe", "no manifest", "a manifest that is a pipe"]
)
def test_a_harmed_cache_is_built_again(sources: dict[str, Path], harm: str) -> None:
    [folder] = embedded_toolchain(sources).search_path
    file = folder / "Init" / "A.olean"
    whole = file.read_bytes()
    match harm:
        case "truncated":
            file.write_bytes(whole[:100])
        case "overwritten":
            file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
        case "deleted":
            file.unlink()
        case "a pipe":
            file.unlink()
            os.mkfifo(file)
        case "no manifest":
            (folder / "manifest.json").unlink()
        case "a manifest that is a pipe":
            (folder / "manifest.json").unlink()
            os.mkfifo(folder / "manifest.json")
    embedded_toolchain(sources)
    assert file.read_bytes() == whole


def test_the_package_knows_what_its_library_compiles_to(toolchain: Toolchain) -> None:
    sources = {module: path.read_bytes() for module, path in library_sources().items()}
    known = known_digests(sources, this_machine_is())
    assert known is not None, (
        "run `python -m prover.lean.toolchains.embedded` and put what it prints into compiled.toml"
    )
    assert known == toolchain.compiled
    assert known_digests({**sources, "Init": sources["Init"] + b"\n"}, this_machine_is()) is None


@pytest.mark.parametrize(("machine", "is_known"), [("Linux aarch64", True), ("Darwin arm64", False)])
def test_what_the_library_compiles_to_is_claimed_for_the_machines_that_were_looked_at(
    machine: str, is_known: bool
) -> None:
    sources = {module: path.read_bytes() for module, path in library_sources().items()}
    assert (known_digests(sources, machine) is not None) == is_known


@pytest.mark.long
def test_a_cache_that_somebody_filled_with_another_library_is_built_again(
    toolchain: Toolchain, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The note beside the files is no proof: whoever writes the files can write it."""
    [honest] = toolchain.search_path
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    poisoned = cache_folder() / honest.name
    shutil.copytree(honest, poisoned)
    shutil.copy(poisoned / "Init" / "Bool.olean", poisoned / "Init" / "Nat" / "Bitwise.olean")
    noted = {
        ".".join(path.relative_to(poisoned).with_suffix("").parts): sha256(path.read_bytes()).hexdigest()
        for path in poisoned.rglob("*.olean")
    }
    (poisoned / "manifest.json").write_text(json.dumps(noted))
    assert embedded_toolchain().compiled == toolchain.compiled
    there = [folder / "Init" / "Nat" / "Bitwise.olean" for folder in (poisoned, honest)]
    assert there[0].read_bytes() == there[1].read_bytes()


def test_a_folder_without_room_for_the_library_is_told_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=1 << 20))
    with pytest.raises(LeanFailed, match=r"has 1 MB left.* set XDG_CACHE_HOME"):
        embedded_toolchain()


def test_processes_that_start_at_once_share_one_build(sources: dict[str, Path]) -> None:
    builders = [builder(sources) for _ in range(4)]
    keys = {process.communicate(timeout=PATIENCE)[0] for process in builders}
    assert [process.returncode for process in builders] == [0] * 4
    assert len(keys) == 1
    assert len(content()) == 1


def test_a_build_that_was_killed_leaves_nothing_that_is_believed(sources: dict[str, Path]) -> None:
    process = builder(sources)
    deadline = time.monotonic() + PATIENCE
    while not list(cache_folder().glob("*.building/Init/A.olean")) and time.monotonic() < deadline:
        os.sched_yield()
    process.send_signal(signal.SIGKILL)
    process.communicate()
    embedded_toolchain(sources)
    assert len(content()) == 1


def test_a_library_that_does_not_compile_is_said_so_in_one_line(tmp_path: Path, sources: dict[str, Path]) -> None:
    sources["Init"].write_text("prelude\nimport Init.A\ntheorem u : T := nothing\n")
    with pytest.raises(LeanFailed, match=r"module Init: Init.lean:3:17: error.*nothing") as failed:
        embedded_toolchain(sources)
    assert "\n" not in str(failed.value)


def test_on_another_platform_the_error_says_to_use_a_project(tmp_path: Path) -> None:
    """`setarch` makes the machine call itself by another name."""
    file = tmp_path / "t.lean"
    file.write_text("theorem t : True := sorry\n")
    command = ["setarch", "i686", sys.executable, "-m", "architect.cli", "prove", str(file)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 3
    assert "this is Linux i686: use a project toolchain" in run.stderr
    assert "--project DIR" in run.stderr
    assert run.stderr.count("\n") == 1

"""A project toolchain: the Lean of a Lake project on disk, asked of `lake` itself; it builds nothing.

`lake env` loads the project's lakefile. What Lake and elan do by themselves for a project that is not set up (install
its Lean, clone its packages) is theirs; ours is to give up when the time for a start is over. Options that a lakefile
sets for its own modules are no part of `lake env` (`setup_file.py`).
"""

import contextlib
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from prover.lean.toolchains.toolchain import JudgeInLean, Toolchain
from prover.lean.toolchains.wheel import VERSION
from prover.words.errors import BadInput, ToolchainMissing
from prover.words.files import read_bytes, resolved
from prover.words.settings import environment
from prover.words.times import TimeLimits

TIMES = TimeLimits()
LIBRARY, LIBRARY_ON_MACOS = "libleanshared.so", "libleanshared.dylib"
LAKEFILES = ("lakefile.lean", "lakefile.toml")
ELAN = "run `architect setup`, which installs elan, lake and the Lean of the project"


def lake() -> Path | None:
    """The `lake` on the PATH, or where elan puts it."""
    found = shutil.which("lake") or shutil.which("lake", path=str(elan_home() / "bin"))
    return Path(found) if found else None


def elan_home() -> Path:
    """Where elan keeps itself and its toolchains."""
    return Path(environment("ELAN_HOME") or Path.home() / ".elan").absolute()


def installed_toolchains() -> list[str]:
    """The names of those that elan has, as `lean-toolchain` files have them; none is started."""
    try:
        folders = sorted(path.name for path in (elan_home() / "toolchains").iterdir() if (path / "bin").is_dir())
    except (OSError, RuntimeError):  # there is none, or no home folder
        return []
    return [name.replace("---", ":").replace("--", "/") for name in folders]


def project_around(file: Path) -> Path | None:
    """The nearest folder above a file that is a Lake project, if there is one."""
    return next((folder for folder in resolved(file).parents if is_project(folder)), None)


def is_project(folder: Path) -> bool:
    """Whether a folder is a Lake project. One that nobody may look into is none."""
    return any(os.access(folder / name, os.F_OK) for name in LAKEFILES)


def project_toolchain(folder: Path, times: TimeLimits = TIMES) -> Toolchain:
    """The toolchain of the Lake project in `folder`, whose `lake` and `lean` have ``times.start`` to say what they are.

    Where it is the very version whose compiled files and objects we know, our own process drives its kernel; where it
    is another, its own Lean runs the judge. Raises `BadInput` when `folder` is no Lake project, `ToolchainMissing` when
    there is no lake or it fails.
    """
    folder = resolved(folder)
    if not is_project(folder):
        raise BadInput(f"{folder}: no Lake project (no lakefile.lean or lakefile.toml in it)")
    program = lake()
    if program is None:
        raise ToolchainMissing(f"no `lake` on the PATH, which the project {folder} needs: {ELAN}")
    variables = _environment(program, folder, times.start)
    if not variables.get("LEAN_SYSROOT"):
        raise ToolchainMissing(f"`{program} env` in {folder} does not say where Lean is (no LEAN_SYSROOT)")
    root = folder / variables["LEAN_SYSROOT"]
    lean = root / "bin" / "lean"
    version = _version(lean, times.start)
    shared = root / "lib" / "lean" / (LIBRARY_ON_MACOS if sys.platform == "darwin" else LIBRARY)
    known = version == VERSION and shared.exists()
    # Lake's paths may be relative to the project; an empty entry is none. Lean adds its own library at the end.
    named = [folder / entry for entry in variables.get("LEAN_PATH", "").split(":") if entry]
    search_path = tuple(dict.fromkeys([*named, root / "lib" / "lean"]))
    return Toolchain(
        name="project",
        version=version,
        key=_digest(folder, root, version, search_path),
        program=("exec", str(lean)),
        search_path=search_path,
        shared_library=shared if known else None,
        judge=None if known else JudgeInLean(),
        variables={"LEAN_SYSROOT": str(root)},
        project=folder,
        times=times,
    )


def _digest(folder: Path, root: Path, version: str, search_path: tuple[Path, ...]) -> str:
    """Of what answers depend on: the version, the packages that the manifest pins, and what is built from sources."""
    digest = hashlib.sha256("\n".join([version, str(root), *map(str, search_path)]).encode())
    manifest = folder / "lake-manifest.json"
    digest.update(read_bytes(manifest) if manifest.exists() else b"")
    pinned = (root, folder / ".lake" / "packages")
    for path in search_path:
        if not any(path.is_relative_to(place) for place in pinned):
            digest.update("\n".join(_stamps(path)).encode())
    return digest.hexdigest()


def _stamps(folder: Path) -> Iterator[str]:
    for file in sorted(folder.rglob("*.olean")):
        with contextlib.suppress(FileNotFoundError):  # a build may be replacing it
            found = file.stat()
            yield f"{file} {found.st_size} {found.st_mtime_ns}"


def _environment(program: Path, folder: Path, seconds: float) -> dict[str, str]:
    """What `lake env`, given no command, prints: NAME=VALUE lines, with no value for what it would unset."""
    lines = run([str(program), "env"], folder, seconds).splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)


def _version(lean: Path, seconds: float) -> str:
    said = run([str(lean), "--version"], lean.parent, seconds)
    found = re.search(r"version ([^,)\s]+)", said)
    if found is None:
        raise ToolchainMissing(f"{lean}: no version in what it says of itself: {said.strip()[:80]}")
    return found[1]


def run(command: list[str], folder: Path, seconds: float) -> str:
    """What a program of the toolchain prints, run in a folder to its end. Raises `ToolchainMissing` when it fails."""
    try:
        ended = subprocess.run(
            command,
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired as error:
        raise ToolchainMissing(f"`{' '.join(command)}` in {folder}: no end within {seconds:g} s") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ToolchainMissing(f"`{' '.join(command)}` in {folder}: {error}") from error
    if ended.returncode != 0:
        words = (ended.stderr or ended.stdout).strip().splitlines() or [f"status {ended.returncode}"]
        raise ToolchainMissing(f"`{' '.join(command)}` in {folder} failed: {words[-1]}")
    return ended.stdout

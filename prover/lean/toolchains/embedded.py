"""The embedded toolchain: Lean 4.35.0 out of the PyPI wheel, with our own library compiled once into the user's cache.

Reads `lean_project/embedded/`, writes only below the cache folder. The cache is keyed by content (sources, shared
library, launcher), filled under a lock in a folder of its own and renamed into place, so a reader never sees half a
library. Anybody may have written to it since: what our sources compile to stands in `compiled.toml` beside them
(`python -m prover.lean.toolchains.embedded` prints it), and a cache that holds anything else is built again. For other
sources there is only the note that the building made.
"""

import fcntl
import functools
import graphlib
import hashlib
import json
import os
import re
import shutil
import subprocess
import tempfile
import tomllib
from collections.abc import Callable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from importlib.resources import files
from pathlib import Path

from prover.lean.toolchains.installed import contents
from prover.lean.toolchains.toolchain import LAUNCH, Toolchain, launch
from prover.lean.toolchains.wheel import SHELL, VERSION, WHEEL, libraries, program, shared_library, this_machine_is
from prover.text.header import header_imports
from prover.words.errors import LeanFailed, LeanTimedOut
from prover.words.files import read_bytes
from prover.words.folders import cache_folder
from prover.words.shown import from_json

BUILT_WITHIN = 120.0  # seconds, one module; it is ours, not the user's, and the largest takes two
LEAST_FREE = 32 << 20  # bytes
MANIFEST = "manifest.json"
COMPILED = "compiled.toml"
KNOWN_ON = ("Linux x86_64", "Linux aarch64")  # byte for byte the same; on macOS nobody has looked
BEYOND_LEAN = re.compile(r"^-- Mathlib's or Batteries': (.*(?:\n--   .*)*)", re.MULTILINE)

Digests = Mapping[str, str]  # module → SHA-256 of its compiled file


def _library_cache() -> Path:
    """The cache folder, as far as it can stand in a list of folders for Lean."""
    folder = cache_folder()
    if os.pathsep in str(folder):
        raise LeanFailed(
            f"the cache folder {folder} has a `{os.pathsep}` in it, for Lean that is two: set XDG_CACHE_HOME"
        )
    return folder


def library_sources() -> dict[str, Path]:
    """Module name → source file of the embedded library."""
    root = Path(str(files("lean_project") / "embedded"))
    return {
        ".".join(path.relative_to(root).with_suffix("").parts): path
        for path in sorted([root / "Init.lean", *root.glob("Init/**/*.lean")])
    }


def readme() -> Path:
    """The page that says what the embedded library has, and what it has not; it comes with the package."""
    return Path(str(files("lean_project") / "embedded" / "README.md"))


@functools.cache
def beyond_lean() -> frozenset[str]:
    """Theorems of our library that Lean itself does not have, as its sources mark them: Mathlib or Batteries do."""
    texts = (path.read_text("utf-8") for path in library_sources().values())
    marked = (found[1].replace("--", "") for text in texts for found in BEYOND_LEAN.finditer(text))
    return frozenset(name for names in marked for name in re.split(r"[\s,]+", names.strip()))


def embedded_toolchain(
    sources: Mapping[str, Path] | None = None, tell: Callable[[str], None] = lambda _: None
) -> Toolchain:
    """The embedded toolchain, its library (``sources``: module → file, by default ours) compiled if it was not yet.

    Of that ``tell`` hears in a line. Raises `ToolchainMissing` as `shared_library` does, `LeanFailed` when the library
    does not compile.
    """
    shared = shared_library()
    texts = {module: path.read_bytes() for module, path in (sources or library_sources()).items()}
    key = _key(shared, texts)
    folder = _library_cache() / f"lean-{VERSION}-{key[:16]}"
    known = known_digests(texts, this_machine_is())
    if (compiled := _intact(folder, known)) is None:
        compiled = _build(folder, shared, texts, known, tell)
    return Toolchain(
        name="embedded",
        version=VERSION,
        key=key,
        program=program(shared),
        search_path=(folder,),
        shared_library=shared,
        compiled=compiled,
        pinned=known or {},
    )


def known_digests(sources: Mapping[str, bytes], machine: str) -> Digests | None:
    """What these sources compile to, if they are those of this package and that is known of such a machine."""
    found = tomllib.loads((files("lean_project") / "embedded" / COMPILED).read_text("utf-8"))
    return found["compiled"] if found["sources"] == _digest_of(sources) and machine in KNOWN_ON else None


def _digest_of(sources: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for module, text in sorted(sources.items()):
        digest.update(f"{module} {len(text)}\n".encode() + text)
    return digest.hexdigest()


def _key(shared: Path, sources: Mapping[str, bytes]) -> str:
    # The wheel's libraries are 200 MB, and are not read at each start.
    own = [VERSION, contents(WHEEL, libraries(shared)), _digest_of(sources)]
    first = [LAUNCH, *(path for path in map(Path, program(shared)) if path == SHELL)]
    return hashlib.sha256(json.dumps(own).encode() + b"".join(code.read_bytes() for code in first)).hexdigest()


def _digests(folder: Path) -> Digests:
    """SHA-256 of each compiled file in a folder, by module."""
    return {
        ".".join(path.relative_to(folder).with_suffix("").parts): hashlib.sha256(read_bytes(path)).hexdigest()
        for path in sorted(folder.rglob("*.olean"))
    }


def _intact(folder: Path, known: Digests | None) -> Digests | None:
    """The digests of a folder that holds what it should, None for another."""
    try:
        wanted = known or from_json(read_bytes(folder / MANIFEST))
        found = _digests(folder)
    except (OSError, ValueError):
        return None
    return found if found == wanted else None


def _build(
    folder: Path, shared: Path, sources: Mapping[str, bytes], known: Digests | None, tell: Callable[[str], None]
) -> Digests:
    """Fill `folder`, one process at a time; whoever waited finds it done. The lock of a killed process is free."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        lock = os.open(f"{folder}.lock", os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if (found := _intact(folder, known)) is not None:
                return found
            tell(f"compiling Lean's library ({len(sources)} modules) into {folder.parent}, once: half a minute or so")
            return _build_alone(folder, shared, sources, known)
        finally:
            os.close(lock)  # and with it the lock
    except OSError as error:
        why = f"the cache folder {folder.parent} cannot be used: {error.strerror}"
        raise LeanFailed(f"{why}; set XDG_CACHE_HOME to another") from error


def _build_alone(folder: Path, shared: Path, sources: Mapping[str, bytes], known: Digests | None) -> Digests:
    if (free := shutil.disk_usage(folder.parent).free) < LEAST_FREE:
        raise LeanFailed(
            f"the cache folder {folder.parent} has {free >> 20} MB left, and the compiled library needs "
            f"{LEAST_FREE >> 20} MB: make room, or set XDG_CACHE_HOME to a folder elsewhere"
        )
    scratch = Path(f"{folder}.building")
    for leftover in (scratch, folder):
        shutil.rmtree(leftover, ignore_errors=True)
    _compile_all(sources, scratch, shared)
    made = _digests(scratch)
    if known is not None and made != known:
        other = next(module for module in sorted(made.keys() | known) if made.get(module) != known.get(module))
        raise LeanFailed(
            f"the embedded library does not compile to what this package knows of it (module {other}): is {WHEEL} "
            "the version that it asks for? reinstall both"
        )
    (scratch / MANIFEST).write_text(json.dumps(made, indent=1))
    scratch.rename(folder)
    return made


def _compile_all(sources: Mapping[str, bytes], scratch: Path, shared: Path) -> None:
    """Each module when those that it imports are there, as many at a time as there are cores."""
    order = graphlib.TopologicalSorter({m: set(header_imports(text.decode())) for m, text in sources.items()})
    order.prepare()
    under_way: dict[Future[None], str] = {}
    threads = ThreadPoolExecutor(os.cpu_count())
    try:
        while order.is_active():
            for module in order.get_ready():
                under_way[threads.submit(_compile, module, sources[module], scratch, shared)] = module
            for compiled in wait(under_way, return_when=FIRST_COMPLETED).done:
                order.done(under_way.pop(compiled))
                compiled.result()
    finally:
        threads.shutdown(cancel_futures=True)


def _compile(module: str, source: bytes, scratch: Path, shared: Path) -> None:
    place = Path(*module.split("."))
    source_file = scratch / place.with_suffix(".lean")
    source_file.parent.mkdir(parents=True, exist_ok=True)
    source_file.write_bytes(source)
    files = (str(place.with_suffix(suffix)) for suffix in (".olean", ".lean"))
    try:
        run = subprocess.run(
            [*launch(), *program(shared), "-o", *files],
            cwd=scratch,  # Lean takes a file's module name from its path below the folder it runs in
            env={"LEAN_PATH": str(scratch)},
            capture_output=True,
            text=True,
            timeout=BUILT_WITHIN,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise LeanTimedOut(f"compiling the embedded library, module {module}", BUILT_WITHIN) from error
    if run.returncode != 0:
        words = (run.stdout + run.stderr).strip().splitlines() or [f"status {run.returncode}"]
        raise LeanFailed(f"the embedded library does not compile, module {module}: {words[0]}")


def main() -> None:
    """Print what the sources compile to, as `compiled.toml` has it."""
    sources = {module: path.read_bytes() for module, path in library_sources().items()}
    with tempfile.TemporaryDirectory() as scratch:
        made = _build_alone(Path(scratch) / "library", shared_library(), sources, None)
    print(f"# What the sources of this folder compile to with Lean {VERSION}: SHA-256 of each module's compiled file.")
    print("# Printed by `python -m prover.lean.toolchains.embedded`, when they have changed.")
    print(f'sources = "{_digest_of(sources)}"\n\n[compiled]')
    for module, digest in made.items():
        print(f'"{module}" = "{digest}"')


if __name__ == "__main__":
    main()

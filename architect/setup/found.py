"""What of a setup is there already, and how large it is; it changes nothing, and asks no server."""

import shutil
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from architect.setup.telling import size
from architect.setup.wanted import Wanted
from prover.lean.toolchains.project import elan_home, lake

OF_PACKAGES = {"lean4checker": "lean4checker", "SafeVerify": "safe_verify"}  # package → its program, a checker
SINCE = "leanchecker comes with Lean 4.28 and later; before, require lean4checker in the lakefile"


@dataclass(frozen=True)
class Item:
    """One thing that a project needs: ``where`` it is, or None; ``state`` says it in words."""

    what: str
    where: Path | None
    state: str
    needed: bool = True

    def __str__(self) -> str:
        return f"{self.what}: {self.state}"


def items(wanted: Wanted) -> Iterator[Item]:
    """Everything, in the order in which it is installed."""
    program = elan()
    yield Item("elan", program, f"{program}" if program else "not installed")
    yield _toolchain(wanted)
    if wanted.mathlib:
        yield _mathlib(wanted)
    yield _checker(wanted)


def elan() -> Path | None:
    """The `elan` that is installed, with the `lake` that it stands for (Debian's package has `elan` alone)."""
    own = elan_home() / "bin" / "elan"
    found = own if own.exists() else shutil.which("elan")
    return Path(found) if found and lake() else None


def toolchain_folder(wanted: Wanted) -> Path:
    """Where elan looks for the project's Lean."""
    return elan_home() / "toolchains" / wanted.folder


def packages(wanted: Wanted) -> Path:
    """Where Lake keeps what the project requires."""
    return wanted.project / ".lake" / "packages"


def bytes_in(folder: Path) -> int:
    """A file, or all below a folder; what many names stand for counts once."""
    seen = {}
    for path in folder.rglob("*") if folder.is_dir() else [folder]:
        with suppress(FileNotFoundError):  # somebody works there
            found = path.lstat()
            seen[found.st_dev, found.st_ino] = 0 if stat.S_ISDIR(found.st_mode) else found.st_size
    return sum(seen.values())


def _toolchain(wanted: Wanted) -> Item:
    folder, what = toolchain_folder(wanted), f"toolchain {wanted.toolchain}"
    if not folder.exists():
        return Item(what, None, f"not installed ({folder})")
    if not (folder / "bin" / "lean").exists():
        return Item(what, None, f"{folder} has no bin/lean: delete it, and run `architect setup`")
    return Item(what, folder, f"{folder}, {size(bytes_in(folder))}")


def _mathlib(wanted: Wanted) -> Item:
    """Mathlib lies among the packages, or the project is Mathlib itself."""
    inside = packages(wanted) / "mathlib"
    folder = inside if inside.exists() else wanted.project
    sources = sum(1 for _ in (folder / "Mathlib").rglob("*.lean"))
    if not sources:
        return Item("Mathlib", None, "not there")
    built = folder / ".lake" / "build" / "lib"
    compiled = {path.stem + str(path.parent) for path in built.rglob("*.olean") if "Mathlib" in path.parts}
    state = f"{len(compiled):,} of {sources:,} modules compiled, {size(bytes_in(folder))} in {folder}"
    return Item("Mathlib", folder if len(compiled) >= sources else None, state)


def _checker(wanted: Wanted) -> Item:
    places = [toolchain_folder(wanted) / "bin" / "leanchecker"]
    places += [packages(wanted) / p / ".lake" / "build" / "bin" / program for p, program in OF_PACKAGES.items()]
    there = [path for path in places if path.exists()]
    return Item("checker", there[0] if there else None, ", ".join(map(str, there)) or f"none; {SINCE}", needed=False)

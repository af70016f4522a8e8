"""What a Lake project wants installed, as its own files say it; nothing is run and nothing fetched."""

import platform
import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from prover.lean.toolchains.project import LAKEFILES
from prover.words.errors import BadInput
from prover.words.files import read_text, resolved
from prover.words.shown import from_json

NAME = re.compile(r"(?:([\w-]+/[\w-]+):)?([A-Za-z0-9.-]+)")
CHANNELS = ("stable", "beta", "nightly")
MANIFEST = "lake-manifest.json"
MATHLIB = re.compile(r"^\s*(?:require|package|name)\b.*\bmathlib\b", re.MULTILINE)


def sources() -> dict[str, Any]:
    """The table `sources.toml`."""
    return tomllib.loads((files("architect.setup") / "sources.toml").read_text("utf-8"))


def machine() -> str:
    """What this machine is, as `sources.toml` and archives name it."""
    return f"{platform.system()} {platform.machine()}"


@dataclass(frozen=True)
class Wanted:
    """What one project wants: a release ``tag`` of Lean from ``origin``, and Mathlib's compiled files or not."""

    project: Path
    origin: str
    tag: str
    mathlib: bool

    @property
    def toolchain(self) -> str:
        """As `lean-toolchain` has it in full."""
        return f"{self.origin}:{self.tag}"

    @property
    def folder(self) -> str:
        """The name of the folder in which elan keeps it, and looks for it."""
        return self.toolchain.replace("/", "--").replace(":", "---")


def wanted(project: Path) -> Wanted:
    """What the project in this folder wants.

    Raises `BadInput` where there is none, or where its `lean-toolchain` pins no release.
    """
    project = resolved(project)
    lakefiles = [path for name in LAKEFILES if (path := project / name).exists()]
    if not lakefiles:
        raise BadInput(f"{project}: no Lake project (no lakefile.lean or lakefile.toml in it); name one with --project")
    origin, tag = _pinned(project / "lean-toolchain")
    manifest = project / MANIFEST
    required = manifest.exists() and "mathlib" in _packages(manifest)
    return Wanted(project, origin, tag, required or any(MATHLIB.search(read_text(path)) for path in lakefiles))


def _pinned(path: Path) -> tuple[str, str]:
    """Origin and tag, as elan understands the file."""
    if not path.exists():
        raise BadInput(f"{path}: no such file: write a release in it, such as leanprover/lean4:v4.35.0")
    text = read_text(path).strip()
    found = NAME.fullmatch(text)
    if found is None or found[2].strip(".") == "":
        raise BadInput(f"{path}: {text[:80]!r} names no release, such as leanprover/lean4:v4.35.0")
    origin, tag = found[1] or str(sources()["lean"]), found[2]
    if tag in CHANNELS:
        raise BadInput(f"{path}: {tag!r} changes with time: write a release, such as leanprover/lean4:v4.35.0")
    if tag.startswith("nightly-") and not origin.endswith("-nightly"):
        origin += "-nightly"
    return origin, f"v{tag}" if tag[0].isdigit() else tag


def _packages(manifest: Path) -> set[str]:
    try:
        return {str(package["name"]) for package in from_json(read_text(manifest))["packages"]}
    except (ValueError, KeyError, TypeError) as error:
        raise BadInput(f"{manifest}: it is no manifest of Lake: delete it, and `lake update` makes another") from error

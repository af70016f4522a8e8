"""Where the sources of a Lake project lie: its packages' by its manifest, its Lean's, and its own; they are only named.

A package's library is a file in its folder with a folder of the same name beside it (`Mathlib.lean`, `Mathlib/`), as
Lake has it by default, in the package's folder or in a `srcDir` of its lakefile.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from prover.lean.search.source_folders import source_folders
from prover.words.errors import BadInput, faults_in
from prover.words.files import read_bytes

MANIFEST = "lake-manifest.json"
LAKEFILE = "lakefile.lean"


@dataclass(frozen=True)
class Source:
    """A file of Lean, and the name of its module."""

    path: str
    module: str


@dataclass(frozen=True)
class Volume:
    """Sources that are indexed in one file: ``name`` is that of the file, ``key`` a digest of what is in it."""

    name: str
    key: str
    folders: tuple[Path, ...]

    def sources(self) -> list[Source]:
        return [source for folder in self.folders for source in _sources(folder)]


class _Package(BaseModel):
    """A package of a manifest, in its form since 2023; ``dir`` is that of one that lies on this disk."""

    model_config = ConfigDict(extra="ignore")

    name: str = Field(min_length=1)
    dir: str | None = None
    sub_dir: str | None = Field(default=None, alias="subDir")


class _LakeManifest(BaseModel):
    model_config = ConfigDict(extra="ignore")

    packages_dir: str | None = Field(default=None, alias="packagesDir")
    packages: tuple[_Package, ...] = ()


def volumes(project: Path, sysroot: Path, version: str) -> list[Volume]:
    """What of a project is pinned, by its manifest and its Lean, and what is its own and may change at any time.

    Raises `BadInput` for a manifest that is none, `OSError` for one that cannot be read.
    """
    file = project / MANIFEST
    manifest = read_bytes(file) if file.exists() else b"{}"
    try:
        said = _LakeManifest.model_validate_json(manifest)
    except ValidationError as error:
        raise BadInput(f"{file}: {faults_in(error)[0]}") from error
    pinned, own = [sysroot / "src" / "lean", sysroot / "src" / "lean" / "lake"], [project]
    for package in said.packages:
        if package.dir is not None:
            own.append(project / package.dir)
        else:
            folder = project / (said.packages_dir or ".lake/packages") / package.name.strip("«»")
            pinned.append(folder / (package.sub_dir or ""))
    # Of packages that are not there yet nothing is indexed, which is to be seen when they are.
    there = "\n".join(f"{folder} {folder.is_dir()}" for folder in pinned)
    key = _digest([version, there, manifest.decode(errors="replace")])
    stamps = sorted(f"{source.path} {_stamp(Path(source.path))}" for folder in own for source in _sources(folder))
    return [
        Volume(f"declarations-{key[:16]}", key, tuple(pinned)),
        Volume(f"declarations-of-{_digest([str(project)])[:16]}", _digest(stamps), tuple(own)),
    ]


def _sources(package: Path) -> Iterator[Source]:
    for folder in source_folders(package):
        yield from _sources_below(folder)


def _sources_below(folder: Path) -> Iterator[Source]:
    roots = [file for file in sorted(folder.glob("*.lean")) if file.name != LAKEFILE]
    libraries = [file for file in roots if file.with_suffix("").is_dir()]
    for root in libraries or roots:
        yield Source(str(root), root.stem)
    for top in [file.with_suffix("") for file in libraries]:
        for file in sorted(top.rglob("*.lean")):
            yield Source(str(file), ".".join(file.relative_to(folder).with_suffix("").parts))


def _stamp(file: Path) -> str:
    try:
        found = file.stat()
    except OSError:
        return "gone"
    return f"{found.st_size} {found.st_mtime_ns}"


def _digest(words: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(words).encode(errors="surrogateescape")).hexdigest()

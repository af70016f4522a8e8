"""What a Lake project has modules in, as its lakefile says: where its libraries lie, and which modules are theirs.

A `lakefile.toml` is read; of a `lakefile.lean` Lake itself makes one (`lake translate-config`), in a scratch folder.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prover.lean.toolchains.project import lake, run
from prover.text.header import module_parts
from prover.words.errors import ArchitectError, BadInput, ToolchainMissing
from prover.words.files import read_text
from prover.words.scratch import scratch_folder

ALL, BELOW = ".*", ".+"  # how a glob ends: the module and all below it, or only those


@dataclass(frozen=True)
class ModuleTree:
    """Modules of a library: ``root`` and, if they are ``below``, all that lie below it, in the folder ``source``."""

    source: Path
    root: tuple[str, ...]
    itself: bool = True
    below: bool = True


def trees_of(folder: Path, seconds: float) -> tuple[ModuleTree, ...]:
    """The modules of the project in ``folder``; Lake has so many seconds. Raises `ArchitectError` where nobody says."""
    if (path := folder / "lakefile.toml").exists():
        return tuple(_trees(folder, _table(read_text(path), path)))
    if (program := lake()) is None:
        raise ToolchainMissing("no `lake` on the PATH")
    with scratch_folder("lake") as scratch:
        path = Path(scratch) / "lakefile.toml"
        run([str(program), "translate-config", "toml", str(path)], folder, seconds)
        return tuple(_trees(folder, _table(read_text(path), path)))


def _table(text: str, path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadInput(f"{path}: not TOML: {error}") from error


def _trees(folder: Path, table: Mapping[str, Any]) -> Iterator[ModuleTree]:
    """A library has what lies below its roots, whatever its globs build by default; a program has its root alone."""
    try:
        source = folder / table.get("srcDir", ".")
        for library in table.get("lean_lib", []):
            place = source / library.get("srcDir", ".")
            for root in library.get("roots", [library["name"]]):
                yield ModuleTree(place, module_parts(root))
            for glob in library.get("globs", []):
                name = glob.removesuffix(ALL).removesuffix(BELOW)
                yield ModuleTree(
                    place, module_parts(name), itself=not glob.endswith(BELOW), below=glob.endswith((ALL, BELOW))
                )
        for program in table.get("lean_exe", []):
            root = program.get("root", program["name"])
            yield ModuleTree(source / program.get("srcDir", "."), module_parts(root), below=False)
    except (AttributeError, KeyError, TypeError) as error:
        raise ArchitectError(f"{folder}: its lakefile says nothing that could be read of its libraries") from error

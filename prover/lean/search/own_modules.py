"""What a text imports from the modules of a project itself: the names that their sources declare; it runs no Lean.

A module is the project's own where its source lies in the project's folder, or in a `srcDir` of its lakefile. Of
libraries as large as Mathlib nothing is read, not even in their own repositories.
"""

import functools
from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from prover.lean.search.source_folders import source_folders
from prover.text.header import header_imports, module_parts
from prover.text.source_scan import entries
from prover.words.errors import BadInput
from prover.words.files import read_text

LIBRARIES = frozenset({"Init", "Std", "Lean", "Lake", "Batteries", "Mathlib"})
MOST_BYTES = 500_000  # of sources, the nearest first: a tenth of a second as a rule, where none was read before
KEPT = 1_000  # sources, in this process


def own_declarations(project: Path, header: str) -> Mapping[str, str]:
    """The names, and the words that declare them (`def`), of the modules which a header imports, through whatever.

    What has no source here (another package, Lean's own library), cannot be read, or is long, is left out.
    """
    folders, found = source_folders(project), dict[str, str]()
    waiting, seen, left = deque(header_imports(header)), set[str](), MOST_BYTES
    while waiting and left > 0:
        if (module := waiting.popleft()) in seen:
            continue
        seen.add(module)
        if (source := _source(module, folders)) is not None:
            declared, imported, size = _read(*source)
            found |= declared
            waiting += imported
            left -= size
    return found


def _source(module: str, folders: Sequence[Path]) -> tuple[Path, int] | None:
    """The file of a module, and when it was last changed; None where there is none, or nothing of it is read."""
    first, *_ = parts = module_parts(module)
    for folder in folders if first not in LIBRARIES else ():
        path = folder.joinpath(*parts[:-1], f"{parts[-1]}.lean")
        with suppress(OSError, ValueError):  # the second for what is no path
            return path, path.stat().st_mtime_ns
    return None


@functools.lru_cache(KEPT)
def _read(path: Path, changed: int) -> tuple[Mapping[str, str], tuple[str, ...], int]:  # noqa: ARG001 - it is a key
    """What a source that was last ``changed`` then declares and imports, and how many characters it has."""
    text = _text(path)
    return {entry.name: entry.kind for entry in entries(text, "")}, tuple(header_imports(text)), len(text)


def _text(path: Path) -> str:
    try:
        return read_text(path, MOST_BYTES)
    except BadInput:
        return ""

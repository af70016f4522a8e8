"""What was proved in a project as one unified diff, which `git apply` takes; it looks for the repository only."""

import difflib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from prover.words.files import name_of

DIFF = b"diff --git "  # what one begins with
NO_NEWLINE = "\\ No newline at end of file\n"


def root_of(folder: Path) -> Path:
    """What paths in a diff start from: the git repository that the folder lies in, or the folder itself."""
    return next((place for place in (folder, *folder.parents) if (place / ".git").exists()), folder)


def patch_of(changes: Iterable[tuple[Path, str, str]], root: Path) -> str:
    """The diff of files (path, text before, text after), with paths from ``root``.

    A file is called as it is where links to it end, for git applies nothing through a link.
    """
    top = os.path.realpath(root)
    named = ((os.path.relpath(os.path.realpath(path), top), before, after) for path, before, after in changes)
    return "".join(line for name, before, after in named for line in _of_file(name, before, after))


def diff_of(path: Path, before: str, after: str) -> str:
    """The diff of one file, by its path from the working directory, or from the root where it does not lie below."""
    name = Path(os.path.relpath(path)) if path.is_absolute() and path.is_relative_to(Path.cwd()) else path
    return "".join(_of_file(name_of(name).lstrip("/"), before, after))


def _of_file(path: str, before: str, after: str) -> Iterator[str]:
    name = name_of(path)
    end = "\t" if " " in name else ""  # without it the name would end at the space
    changed = [*difflib.unified_diff(_lines(before), _lines(after), f"a/{name}{end}", f"b/{name}{end}", n=3)]
    if changed:
        yield f"{DIFF.decode()}a/{name} b/{name}\n"
    for line in changed:
        yield line if line.endswith("\n") else f"{line}\n{NO_NEWLINE}"


def _lines(text: str) -> list[str]:
    """Lines as git has them: only `\\n` ends one."""
    return [f"{line}\n" for line in text.split("\n")[:-1]] + ([last] if (last := text.rpartition("\n")[2]) else [])

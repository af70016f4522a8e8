"""The sources of a project's compiled modules: what stands where, what each imports, which are newer than compiled."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

from architect.project.sources import named
from prover.lean.search.source_folders import source_folders
from prover.text.header import header_imports, module_parts
from prover.words.errors import BadInput
from prover.words.files import name_of, read_text, resolved

SHOWN = 3  # names of modules


class SourceTexts:
    """Those of the modules of one project, where they are there; each is read once, when it is first asked for."""

    def __init__(self, project: Path) -> None:
        self.project, self._inside = project, resolved(project)
        self._folders = source_folders(project)
        self._known: dict[str, tuple[Path | None, list[str]]] = {}
        self.imported = cache(self._imported)
        self._imports = cache(self._named)

    def at(self, module: str, extent: Sequence[int]) -> tuple[str, str]:
        """Where a declaration of a module stands, and its text; what is not there is empty.

        ``extent`` is from a line and column to a line and column, as Lean counts them.
        """
        path, lines = self._read(module)
        first, column, last, end = extent
        if path is None or last > len(lines):
            return f"{module}, line {first}", ""
        own = [*lines[first - 1 : last - 1], lines[last - 1][:end]]
        return f"{path}:{first}", "\n".join([own[0][column:], *own[1:]])

    def _imported(self, module: str) -> frozenset[str]:
        """The project's modules that a module imports, directly or not, as the sources say it."""
        found: set[str] = set()
        todo = [module]
        while todo:
            new = self._imports(todo.pop()) - found
            found |= new
            todo += new
        return frozenset(found)

    def _named(self, module: str) -> frozenset[str]:
        """The modules that the source of one names, where it is there."""
        _, lines = self._read(module)
        return frozenset(named(module_parts(name)) for name in header_imports("\n".join(lines)))

    def path(self, module: str) -> Path | None:
        """The file of a module, which is in the project whatever the name says: one in `«»` may be a path."""
        *above, name = module_parts(module)
        paths = (folder.joinpath(*above, f"{name}.lean") for folder in self._folders)
        return next((path for path in paths if path.is_file() and resolved(path).is_relative_to(self._inside)), None)

    def _read(self, module: str) -> tuple[Path | None, list[str]]:
        if module not in self._known:
            self._known[module] = (None, [])
            if (path := self.path(module)) is not None:
                with suppress(BadInput):
                    self._known[module] = path, read_text(path, inside=self.project).split("\n")
        return self._known[module]


def outdated(sources: SourceTexts, files: Mapping[str, Path]) -> str:
    """What may be so where sources are newer than what was compiled of them; empty where none is.

    ``files`` are the compiled ones by module. When a file was written is all that is asked: it costs next to nothing,
    and of a checkout beside compiled files from elsewhere it says nothing for sure.
    """
    newer = [module for module, file in files.items() if _is_newer(sources.path(module), file)]
    if not newer:
        return ""
    shown = ", ".join([*newer[:SHOWN], *(["…"] if len(newer) > SHOWN else [])])
    counted = (
        f"what was compiled of {len(newer)} modules may be older than their sources"
        if len(newer) > 1
        else "what was compiled of 1 module may be older than its source"
    )
    return f"{name_of(sources.project)}: {counted} ({shown}), and is what is shown; `lake build` there knows"


def _is_newer(source: Path | None, compiled: Path) -> bool:
    try:
        return source is not None and source.stat().st_mtime_ns > compiled.stat().st_mtime_ns
    except OSError:
        return False

r"""Which file an `\input` or a package names, as TeX finds it; nothing outside the main file's project is read."""

from collections.abc import Iterable
from pathlib import Path

from prover.text.header import module_parts
from prover.words.files import name_of, resolved

_ENDINGS = (".tex", ".sty", ".cls")  # with which a name is the whole one
_PROJECT = ("lakefile.toml", "lakefile.lean", ".git")


def found_input(main: Path, name: str) -> Path:
    r"""The file that `\input{name}` means in a document whose main file this is.

    TeX looks from where it is run, for the name with `.tex` first: that is the main file's folder, or one above it
    where a chapter was given as the main file. Raises `FileNotFoundError` where there is none, and `PermissionError`
    where it lies outside the project.
    """
    bounds = resolved(bounds_of(main))
    return _first(_candidates(main, bounds, name), bounds)


def found_module(main: Path, module: str) -> Path:
    """The source of a Lean module that a file of the same project names: below its folder, or one above it.

    Raises as `found_input` does.
    """
    *above, last = module_parts(module)
    bounds, own = resolved(bounds_of(main)), resolved(main).parent
    folders = [folder for folder in (own, *own.parents) if folder.is_relative_to(bounds)]
    return _first([folder.joinpath(*above, f"{last}.lean") for folder in folders], bounds)


def _first(candidates: Iterable[Path], bounds: Path) -> Path:
    """The first that is there, within the bounds."""
    is_outside = False
    for candidate in candidates:
        try:
            if not candidate.exists():
                continue
        except (OSError, ValueError):
            continue
        if resolved(candidate).is_relative_to(bounds):
            return candidate
        is_outside = True
    if is_outside:
        raise PermissionError(f"it lies outside {name_of(bounds)}")
    raise FileNotFoundError("no such file")


def _candidates(main: Path, bounds: Path, name: str) -> list[Path]:
    names = [name] if name.endswith(_ENDINGS) else [f"{name}.tex", name]
    above = [folder for folder in resolved(main).parent.parents if folder.is_relative_to(bounds)]
    return [folder / name for folder in (main.parent, *above) for name in names]


def bounds_of(main: Path) -> Path:
    """The folder of the Lake project or repository that holds the file; without one, its own folder."""
    folder = resolved(main).parent
    return next(filter(is_project, (folder, *folder.parents)), folder)


def is_project(folder: Path) -> bool:
    """Whether a folder is a Lake project's or a repository's."""
    return any((folder / mark).exists() for mark in _PROJECT)

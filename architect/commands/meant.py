"""Whether `architect prove` means files, each by itself, or parts of a Lake project, and which project that is."""

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from architect.commands.named_files import STANDARD_INPUT, of_project
from architect.commands.settings_options import resolved
from prover.words.errors import BadInput
from prover.words.files import is_folder


def is_of_project(names: Sequence[str], options: argparse.Namespace) -> bool:
    """Whether what is named is to be proved as parts of one: all of it, modules of it, or several files in it."""
    if not names or options.write or options.patch is not None:
        return True
    if len(names) == 1:
        name = names[0]
        return options.project is not None and not name.endswith(".lean") and not _is_there(name)
    return options.project is not None or (all(map(_lies_in_one, names)) and not _is_embedded(options))


def project_of(names: Sequence[str], options: argparse.Namespace) -> Path:
    """The Lake project that is meant: the one that was named, or else the one that the first file lies in."""
    from prover.lean.toolchains.project import project_around

    if options.project is not None:
        return Path(options.project)
    if (folder := next((f for name in names if (f := project_around(Path(name)))), None)) is None:
        if names:
            option = "--write" if options.write else "--patch"
            raise BadInput(
                f"{option}: it is for a Lake project, and {names[0]} is in none: --in-place and --diff are for files"
            )
        raise BadInput("say what to prove: FILE.lean, a folder, - for standard input, or a Lake project: --project DIR")
    return folder


def check_folders(names: Sequence[str], options: argparse.Namespace) -> None:
    """Raise `BadInput` for a folder in a Lake project, where files are proved together."""
    from prover.lean.toolchains.project import is_project, project_around

    for folder in filter(is_folder, map(Path, names)):
        project = folder if is_project(folder) else project_around(folder)
        if project is not None and not _is_embedded(options):
            why = f"it lies in the Lake project {project}: `{of_project(project)}` proves what is open there"
            raise BadInput(f"{folder}: {why} (--lean embedded: each file by itself)")


def _is_there(name: str) -> bool:
    return name == STANDARD_INPUT or os.path.lexists(name)


def _lies_in_one(name: str) -> bool:
    from prover.lean.toolchains.project import project_around

    return name != STANDARD_INPUT and not is_folder(Path(name)) and project_around(Path(name)) is not None


def _is_embedded(options: argparse.Namespace) -> bool:
    from prover.words.settings import EMBEDDED

    return resolved(options).settings.lean.live == EMBEDDED

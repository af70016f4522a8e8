"""What the files of an installed package hold, by what its installer wrote down; they are not read for it."""

import csv
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, PackagePath, distribution
from pathlib import Path

RECORD = "RECORD"  # of each file size and digest, written after all of them (PyPA: Recording installed projects)
Recorded = Mapping[Path, PackagePath]


def contents(package: str, files: Iterable[Path]) -> list[tuple[str, ...]]:
    """For each file its name, and the digest that was recorded when ``package`` was installed.

    For one that the record does not have, or that has a later time than it, size and time stand for what it holds.
    """
    recorded, since = _recorded(package)
    return [(file.name, *_content(file, recorded.get(file), since)) for file in files]


def _recorded(package: str) -> tuple[Recorded, int]:
    """What was recorded, and when, in nanoseconds."""
    try:
        files = {Path(str(file.locate())): file for file in distribution(package).files or ()}
        return files, next(path for path in files if path.name == RECORD).stat().st_mtime_ns
    except (PackageNotFoundError, StopIteration, OSError, ValueError, TypeError, csv.Error):  # a damaged record, too
        return {}, 0


def _content(file: Path, recorded: PackagePath | None, since: int) -> tuple[str, ...]:
    now = file.stat()
    if recorded is not None and recorded.hash and recorded.size == now.st_size and now.st_mtime_ns <= since:
        return recorded.hash.mode, recorded.hash.value
    return str(now.st_size), str(now.st_mtime_ns)

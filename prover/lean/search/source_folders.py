"""Where a package's modules begin: its folder, and each `srcDir` of its lakefile, which is read and not run."""

import re
from itertools import permutations
from pathlib import Path

from prover.lean.toolchains.project import LAKEFILES
from prover.words.errors import BadInput
from prover.words.files import read_text

SOURCE_FOLDER = re.compile(r"""\bsrcDir\s*:?=\s*["']([^"'\n]+)["']""")


def source_folders(package: Path) -> tuple[Path, ...]:
    """The folder itself, and those that are there of what its lakefile calls one, a library's below the package's too.

    A folder that does not lie in the package's own is left out.
    """
    named = dict.fromkeys(name for lakefile in LAKEFILES for name in SOURCE_FOLDER.findall(_text(package / lakefile)))
    places = [*(package / name for name in named), *(package / one / other for one, other in permutations(named, 2))]
    found = {(own := package.resolve()): package}
    for place in places:
        if place.is_dir() and place.resolve().is_relative_to(own):
            found.setdefault(place.resolve(), place)
    return tuple(found.values())


def _text(path: Path) -> str:
    try:
        return read_text(path)
    except BadInput:
        return ""

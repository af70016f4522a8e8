"""The options that a lakefile sets for a file (`leanOptions`), asked of `lake setup-file`; it builds nothing.

Lake answers with JSON: `options` in it since Lean 4.22, `setupOptions` before. Where it does not answer (a file of no
library, imports that are not built), the file is read with Lean's own options, and what it lacks Lean says.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from prover.lean.toolchains.project import run
from prover.words.errors import ToolchainMissing
from prover.words.shown import from_json

NOT_BUILDING = ("--no-build", "--no-cache")
KEYS = ("options", "setupOptions")


def lakefile_options(lake: Path, folder: Path, file: Path, seconds: float) -> tuple[str, ...]:
    """Words for Lean (`-Dname=value`) that the project in `folder` has for `file`; Lake has so many seconds."""
    try:
        return options_in(run([str(lake), "setup-file", str(file), *NOT_BUILDING], folder, seconds))
    except ToolchainMissing:
        return ()


def options_in(answer: str) -> tuple[str, ...]:
    """The options in an answer of Lake's: its last line that is an object."""
    for line in reversed(answer.splitlines()):
        try:
            found = from_json(line)
        except ValueError:
            continue
        if isinstance(found, dict):
            named = [found[key] for key in KEYS if isinstance(found.get(key), dict)]
            return tuple(_words(named[0])) if named else ()
    return ()


def _words(options: Mapping[str, Any]) -> list[str]:
    """Numbers, texts and truth values; Lean has options of no other kind."""
    told = {name: str(value).lower() if isinstance(value, bool) else value for name, value in options.items()}
    return [f"-D{name}={value}" for name, value in told.items() if isinstance(value, str | int)]

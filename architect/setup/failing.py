"""A failure in one line: what was tried, what was said, and what to do, by `failures.toml`; it tries nothing itself."""

import functools
import re
import tomllib
from collections.abc import Sequence
from importlib.resources import files

from prover.words.errors import SetupFailed

MOST_SAID = 300  # characters of what a program or a server said


def failed(tried: str, said: str, otherwise: str = "") -> SetupFailed:
    """The error to raise; ``otherwise`` is what to do where nothing is known of what was ``said``."""
    return SetupFailed(in_words(tried, said, otherwise))


def in_words(tried: str, said: str, otherwise: str = "") -> str:
    """What `failed` says."""
    advice = next((do for pattern, do in _known() if pattern.search(said)), otherwise)
    return f"{tried}: {said[:MOST_SAID]}" + (f"; {advice}" if advice else "")


@functools.cache
def _known() -> Sequence[tuple[re.Pattern[str], str]]:
    table = tomllib.loads((files("architect.setup") / "failures.toml").read_text("utf-8"))
    return [(re.compile(row["said"]), row["do"]) for row in table["failure"]]

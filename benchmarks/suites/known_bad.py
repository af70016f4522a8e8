"""Which statements are known to be bad, by the sha256 of their text: a mended statement is not marked any more."""

import tomllib
from functools import cache
from importlib.resources import files

from prover.words.digest import sha256


def why_bad(text: str) -> str:
    """Why this very text is known to be a bad statement, with the source; empty where nothing is known."""
    return _reasons().get(sha256(text), "")


@cache
def _reasons() -> dict[str, str]:
    entries = tomllib.loads((files("benchmarks.suites") / "known_bad.toml").read_text(encoding="utf-8"))["statement"]
    return {key: f"{e['reason']} ({e['source']})" for e in entries for key in e["sha256"]}

"""Which statements are known to be bad, by the sha256 of their text: a mended statement is not marked any more."""

import tomllib
from functools import cache
from hashlib import sha256
from importlib.resources import files


def statement_hash(text: str) -> str:
    """The sha256 (hexadecimal) of a statement's text in UTF-8."""
    return sha256(text.encode()).hexdigest()


def why_bad(text: str) -> str:
    """Why this very text is known to be a bad statement, with the source; empty where nothing is known."""
    return _reasons().get(statement_hash(text), "")


@cache
def _reasons() -> dict[str, str]:
    entries = tomllib.loads((files("benchmarks.suites") / "known_bad.toml").read_text(encoding="utf-8"))["statement"]
    return {key: f"{e['reason']} ({e['source']})" for e in entries for key in e["sha256"]}

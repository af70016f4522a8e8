"""How one server wants to be talked to: what is known of it beforehand (servers.toml); no refusal is read here."""

import tomllib
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from pydantic import TypeAdapter

from prover.words.dialects import Dialect, Quirk

QUIRKS = TypeAdapter(tuple[Quirk, ...])


@cache
def servers() -> Mapping[str, Any]:
    """All of `servers.toml`."""
    return tomllib.loads((files("prover.llm") / "servers.toml").read_text(encoding="utf-8"))


def dialect_of(base_url: str, model: str, own: Iterable[Quirk] = ()) -> Dialect:
    """How to talk to a model at first: what we know of it, and over that the user's ``own`` quirks."""
    host, name = (urlsplit(base_url).hostname or "").lower(), model.lower()
    found: dict[str, Any] = {}
    for quirk in (*QUIRKS.validate_python(servers()["known"]), *own):
        if _fits(host, quirk.host) and _fits(name, quirk.model):
            found |= quirk.then.model_dump(exclude_unset=True)
    return Dialect.model_validate(found)


def _fits(name: str, patterns: tuple[str, ...]) -> bool:
    return not patterns or any(fnmatchcase(name, pattern.lower()) for pattern in patterns)

"""Proofs of nodes, by content, shared by all runs and processes: one file for each key, written whole; no Lean here.

What is found is only a proposal: it is checked again where it is to stand.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from prover.words.files import read_bytes
from prover.words.folders import cache_folder, keep
from prover.words.shown import from_json

SCHEMA = 1


@dataclass(frozen=True)
class StoredProof:
    """``fills`` as they were accepted; ``names`` is what the things that they may name (by key) were called then.

    ``used`` has the keys of the lemmas that the proof really leans on; ``method`` found it, and is empty where nobody
    said.
    """

    fills: tuple[str, ...]
    names: Mapping[str, str]
    used: frozenset[str] = frozenset()
    method: str = ""

    def as_json(self) -> dict[str, Any]:
        known = {"method": self.method} if self.method else {}
        return {"fills": self.fills, "names": dict(self.names), "used": sorted(self.used), **known}

    @staticmethod
    def from_json(found: Mapping[str, Any]) -> "StoredProof":
        """Raises `ValueError` or `TypeError` for what is none: also where it does not say what the proof leans on."""
        return _STORED.validate_python({"used": None, **found})


_STORED = TypeAdapter(StoredProof)


def proofs_folder() -> Path:
    """Where proofs are kept for all runs."""
    return cache_folder() / "proofs"


class ProofCache:
    """``folder`` may be shared; a file that is damaged is as if it were not there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> StoredProof | None:
        try:
            found = from_json(read_bytes(self._path(key)))
            return StoredProof.from_json(found) if found["schema"] == SCHEMA else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, key: str, proof: StoredProof) -> None:
        """Keep a proof. A folder that takes none loses it, and that is all: the journal has it too."""
        text = json.dumps({"schema": SCHEMA, **proof.as_json()}, ensure_ascii=False)
        keep(self._path(key), text)

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"

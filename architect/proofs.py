"""Proofs of nodes, by content, shared by all runs and processes: one file for each key, written whole; no Lean here.

What is found is only a proposal: it is checked again where it is to stand.
"""

import contextlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class StoredProof:
    """``fills`` as they were accepted; ``names`` is what the things that they may name (by key) were called then.

    ``used`` has the keys of the lemmas that the proof really leans on.
    """

    fills: tuple[str, ...]
    names: Mapping[str, str]
    used: frozenset[str] = frozenset()

    def as_json(self) -> dict[str, Any]:
        return {"fills": self.fills, "names": dict(self.names), "used": sorted(self.used)}

    @staticmethod
    def from_json(found: Mapping[str, Any]) -> "StoredProof":
        """Raises `ValueError`, `KeyError` or `TypeError` for what is none."""
        fills, names, used = found["fills"], dict(found["names"]), found["used"]
        if not all(isinstance(text, str) for text in [*fills, *names, *names.values(), *used]):
            raise ValueError("not a stored proof")
        return StoredProof(tuple(fills), names, frozenset(used))


class ProofCache:
    """``folder`` may be shared; a file that is damaged is as if it were not there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> StoredProof | None:
        try:
            return StoredProof.from_json(json.loads(self._path(key).read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, key: str, proof: StoredProof) -> None:
        """Keep a proof. A disk that is full loses it, and that is all: the journal has it too."""
        text = json.dumps({"schema": 1, **proof.as_json()}, ensure_ascii=False)
        path = self._path(key)
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8") as scratch:
                scratch.write(text)
                scratch.flush()
                os.fsync(scratch.fileno())
            Path(scratch.name).replace(path)

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"

"""What a confined process may use (rules.toml), and the words that tell it so; it starts nothing."""

import sys
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict

# Python itself and our own code, for the launcher and the kernel process.
OWN = (sys.base_prefix, sys.executable, sys.prefix + "/pyvenv.cfg", str(Path(__file__).parents[2]))


FROZEN = ConfigDict(frozen=True, extra="forbid")


class _Ceilings(BaseModel):
    model_config = FROZEN

    worker_cpu_seconds: int
    file_mb: int
    tasks: int


class _Calls(BaseModel):
    model_config = FROZEN

    refused: tuple[str, ...]
    numbered: Mapping[str, int]


class _Confinement(BaseModel):
    model_config = FROZEN

    readable: tuple[str, ...]
    writable: tuple[str, ...]
    bounds: _Ceilings
    calls: _Calls


RULES = _Confinement.model_validate(tomllib.loads(Path(__file__).with_name("rules.toml").read_text(encoding="utf-8")))


def words(layers: Iterable[str], readable: Iterable[str], writable: Iterable[str], cpu_seconds: int) -> list[str]:
    """What `confine` is told."""
    return [
        *(f"layer={layer}" for layer in layers),
        *(f"read={path}" for path in readable),
        *(f"write={path}" for path in writable),
        f"cpu={cpu_seconds}",
        f"file={RULES.bounds.file_mb << 20}",
        f"refuse={','.join(RULES.calls.refused)}",
        f"number={','.join(map(str, RULES.calls.numbered.values()))}",
    ]

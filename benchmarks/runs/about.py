"""`run.json` of a run of a suite: what was asked, and where it ran; written from these models and read by them.

A newer version may have written more than they name, an older one less. Fields stand in the order of the file.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="allow")

    def as_json(self) -> dict[str, Any]:
        """As the file has it: what was not said is left out, though reading it gave it a default."""
        return self.model_dump(mode="json", exclude_unset=True)


class LimitsUsed(_Part):
    turns: int | None = None
    tokens: int | None = None
    seconds: float | None


class ModelUsed(_Part):
    name: str | None = None


class RolesUsed(_Part):
    planner: ModelUsed | None = None
    prover: tuple[ModelUsed, ...] = ()
    refiner: ModelUsed | None = None


class SettingsUsed(_Part):
    """`Settings` (prover/words/settings.py) at the time of the run; figures read models, prices and the limit."""

    model: ModelUsed
    prover: Mapping[str, Any] = {}
    lean: Mapping[str, Any] = {}
    time: Mapping[str, Any] = {}
    planner: Mapping[str, Any] = {}
    limits: LimitsUsed
    prices: Mapping[str, Any] = {}
    roles: RolesUsed = RolesUsed()

    @property
    def model_names(self) -> tuple[str, ...]:
        """The models that were asked, each once."""
        roles = self.roles
        own = (roles.planner, *(roles.prover or (None,)), roles.refiner or roles.planner)
        return tuple(dict.fromkeys(n for part in own if (n := (part and part.name) or self.model.name) is not None))

    @property
    def priced(self) -> bool:
        """Whether the price of all that was asked is known."""
        return all(name in self.prices for name in self.model_names)


class LeanUsed(_Part):
    toolchain: str
    version: str
    key: str = ""


class StatementsUsed(_Part):
    """How many, and a digest of their ids and texts."""

    count: int
    sha256: str


class AskedInFull(_Part):
    """All that the figures depend on: two commands with the same work on the same folder."""

    suite: str
    split: str | None
    filter: str | None
    samples: int
    fill_answers: bool
    include_bad: bool = False
    seed: int
    statements: StatementsUsed
    lean: LeanUsed
    settings: SettingsUsed


class MachineUsed(_Part):
    platform: str = ""
    processor: str
    cores: int | float
    memory_mb: int


class CommitUsed(_Part):
    """``changed`` says that the files were not quite those of the commit."""

    sha: str
    changed: bool


class Provenance(_Part):
    """The code, by its versions and its commit where there is one, and the machine."""

    versions: Mapping[str, str]
    commit: CommitUsed | None
    machine: MachineUsed


class About(_Part):
    """All of `run.json` but its schema. ``sources`` says where each setting that is no default came from."""

    asked: AskedInFull
    versions: Mapping[str, str] = {}
    commit: CommitUsed | None = None
    machine: MachineUsed
    sources: Mapping[str, str] = {}

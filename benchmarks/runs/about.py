"""`run.json` of a run of a suite: what was asked, and where it ran, as far as reports read it; there is more in it."""

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="allow")


class LimitsUsed(_Part):
    seconds: float | None


class ModelUsed(_Part):
    name: str | None


class SettingsUsed(_Part):
    limits: LimitsUsed
    model: ModelUsed


class LeanUsed(_Part):
    version: str
    toolchain: str


class StatementsUsed(_Part):
    """How many, and a digest of their ids and texts."""

    count: int
    sha256: str


class AskedInFull(_Part):
    """All that the figures depend on: two commands with the same work on the same folder."""

    suite: str
    split: str | None
    filter: str | None
    statements: StatementsUsed
    samples: int
    seed: int
    fill_answers: bool
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
    """All of `run.json`."""

    asked: AskedInFull
    machine: MachineUsed

"""The record of what a run was asked, and where it ran, as far as reports read it; there is more in it."""

from pydantic import BaseModel


class Limits(BaseModel):
    seconds: float | None


class ModelName(BaseModel):
    name: str | None


class RunSettings(BaseModel):
    limits: Limits
    model: ModelName


class LeanUsed(BaseModel):
    version: str
    toolchain: str


class Statements(BaseModel):
    count: int
    sha256: str


class Asked(BaseModel):
    suite: str
    split: str | None
    filter: str | None
    statements: Statements
    samples: int
    seed: int
    fill_answers: bool
    lean: LeanUsed
    settings: RunSettings


class Machine(BaseModel):
    processor: str
    cores: float
    memory_mb: int


class About(BaseModel):
    """`run.json` of a folder of `architect bench`."""

    asked: Asked
    machine: Machine

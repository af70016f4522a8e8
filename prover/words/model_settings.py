"""The settings of models: of the one that all ask, and of those that have a role of their own; nothing is read here."""

import json
from collections.abc import Collection, Sequence
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SerializerFunctionWrapHandler, field_validator, model_serializer

from prover.words.dialects import Quirk


class Section(BaseModel):
    """A table of `architect.toml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def address(url: str) -> str:
    """`url`, if it is one. Raises `ValueError`."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.port == 0 or not url.isprintable():
        raise ValueError("not an address like https://host:port/v1")
    return url


class ModelSettings(Section):
    """Which model, where it is, and how to talk to it."""

    name: str | None = None
    base_url: str = "https://api.openai.com/v1"
    key_variable: str = Field(default="OPENAI_API_KEY", min_length=1)
    tools: Literal["auto", "native", "fenced"] = "auto"
    window: int = Field(default=65_536, ge=1_024)
    reply_tokens: int = Field(default=16_384, ge=64)
    temperature: float | None = Field(default=None, ge=0, le=2)
    concurrency: int = Field(default=16, ge=1)
    per_minute: int | None = Field(default=None, ge=1)
    silence_seconds: float = Field(default=300.0, gt=0, allow_inf_nan=False)
    outage_seconds: float = Field(default=600.0, ge=0, allow_inf_nan=False)
    think_aloud: bool = False
    quirks: tuple[Quirk, ...] = ()
    extra: dict[str, Any] = {}

    @field_validator("base_url")
    @classmethod
    def _is_anaddress(cls, url: str) -> str:
        return address(url)

    @field_validator("extra")
    @classmethod
    def _is_json(cls, extra: dict[str, Any]) -> dict[str, Any]:
        try:
            json.dumps(extra, allow_nan=False)
        except TypeError as error:
            raise ValueError(str(error)) from error
        return extra


class RoleLimits(Section):
    """The most that one role may take of a run; time is that of the run."""

    turns: int | None = Field(default=None, gt=0)
    tokens: int | None = Field(default=None, gt=0)
    cost: float | None = Field(default=None, gt=0, allow_inf_nan=False)


class RoleSettings(ModelSettings):
    """The model of one role: what is not said is as in `[model]`; its ``mode`` is that of a prover."""

    mode: Literal["tools", "whole-proof"] | None = None
    limits: RoleLimits = RoleLimits()

    @model_serializer(mode="wrap")
    def _what_it_says(self, serialized: SerializerFunctionWrapHandler) -> dict[str, Any]:
        found: dict[str, Any] = serialized(self)
        return {name: value for name, value in found.items() if name in self.model_fields_set}


class RolesSettings(Section):
    """Who plans, who proves (one after another, the cheapest first), and who refines: by default who plans."""

    planner: RoleSettings | None = None
    prover: tuple[RoleSettings, ...] = ()
    refiner: RoleSettings | None = None

    @field_validator("prover", mode="before")
    @classmethod
    def _one_is_a_list(cls, tables: object) -> object:
        return (tables,) if isinstance(tables, dict) else tables

    def without(self, keys: Collection[str]) -> "RolesSettings":
        """The same where these keys are as in `[model]`."""
        kept = self.model_dump()
        for table in (kept["planner"] or {}, *kept["prover"], kept["refiner"] or {}):
            for key in keys:
                table.pop(key, None)
        return RolesSettings.model_validate(kept)

    @property
    def all(self) -> tuple[RoleSettings, ...]:
        """Those that are there."""
        return tuple(role for role in (self.planner, *self.prover, self.refiner) if role is not None)


def tables_of(tables: object, names: Sequence[str]) -> list[dict[str, Any]]:
    """The tables of a role for models of these names, with what stands there already of each, or of the only one."""
    there = [table for table in (tables if isinstance(tables, list) else [tables]) if isinstance(table, dict)]
    own = {table.get("name"): table for table in there}
    alone = there[0] if len(there) == len(names) == 1 else {}
    return [own.get(name, alone) | {"name": name} for name in names]

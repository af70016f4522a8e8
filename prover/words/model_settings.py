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

    name: str | None = Field(default=None, description="its name at the server; left out: no model is asked")
    base_url: str = Field(default="https://api.openai.com/v1", description="an OpenAI-compatible server")
    key_variable: str = Field(
        default="OPENAI_API_KEY", min_length=1, description="the environment variable with the server's key"
    )
    tools: Literal["auto", "native", "fenced"] = Field(
        default="auto", description="how it calls tools: as the protocol has it, told of them in words, or as found out"
    )
    window: int = Field(default=65_536, ge=1_024, description="tokens of a conversation")
    reply_tokens: int = Field(default=16_384, ge=64, description="tokens of a reply, reasoning included")
    temperature: float | None = Field(default=None, ge=0, le=2, description="left out: the server's own")
    concurrency: int = Field(default=16, ge=1, description="requests at once")
    per_minute: int | None = Field(default=None, ge=1, description="requests started in a minute; left out: no limit")
    silence_seconds: float = Field(
        default=300.0, gt=0, allow_inf_nan=False, description="seconds without a byte, after which a call is given up"
    )
    outage_seconds: float = Field(
        default=600.0,
        ge=0,
        allow_inf_nan=False,
        description="seconds for which a server that is away is asked again; 0: it is asked once",
    )
    think_aloud: bool = Field(default=False, description="send reasoning back in the next turn")
    quirks: tuple[Quirk, ...] = Field(
        default=(), description="how servers want to be talked to (docs/model-servers.md)"
    )
    extra: dict[str, Any] = Field(default={}, description="goes into each request as it is")

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

    turns: int | None = Field(default=None, gt=0, description="calls to its models; left out: those of the run")
    tokens: int | None = Field(default=None, gt=0, description="tokens in and out; left out: those of the run")
    cost: float | None = Field(
        default=None, gt=0, allow_inf_nan=False, description="US dollars; left out: those of the run"
    )


class RoleSettings(ModelSettings):
    """The model of one role: what is not said is as in `[model]`; its ``mode`` is that of a prover."""

    mode: Literal["tools", "whole-proof"] | None = Field(
        default=None, description="how it proves; left out: as [prover] says"
    )
    limits: RoleLimits = Field(default=RoleLimits(), description="the most that it may take of a run")

    @model_serializer(mode="wrap")
    def _what_it_says(self, serialized: SerializerFunctionWrapHandler) -> dict[str, Any]:
        found: dict[str, Any] = serialized(self)
        return {name: value for name, value in found.items() if name in self.model_fields_set}


class RolesSettings(Section):
    """Who plans, who proves (one after another, the cheapest first), and who refines: by default who plans."""

    planner: RoleSettings | None = Field(default=None, description="the model that plans; left out: that of [model]")
    prover: tuple[RoleSettings, ...] = Field(
        default=(),
        description="the models that prove, one after another, the cheapest first; left out: that of [model]",
    )
    refiner: RoleSettings | None = Field(
        default=None, description="the model that changes blueprints when nodes fail; left out: who plans"
    )

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

"""The tables of `architect.toml` but those of models: what each key means and may say; nothing is read here.

The descriptions are what the reference of settings and a new `architect.toml` say of each key.
"""

from typing import Literal

from pydantic import Field

from prover.words.budget import Limits
from prover.words.kept_paths import KeptPath
from prover.words.model_settings import Section

MOST_SAMPLES = 1_024
MOST_PROOFS = 16  # in words


class ProverSettings(Section):
    """How one statement is worked on; all but ``search_seconds`` is about the model."""

    search_seconds: float = Field(
        default=20.0,
        ge=0,
        allow_inf_nan=False,
        description="seconds of theory exploration, and of best-first search, at most; 0: neither",
    )
    mode: Literal["tools", "whole-proof"] = Field(
        default="tools", description="how a model proves: it calls tools, or writes a whole proof in one answer"
    )
    turns: int = Field(default=32, ge=1, description="turns of one attempt at most")
    samples: int = Field(
        default=1, ge=1, le=MOST_SAMPLES, description="attempts at each theorem; the first proof ends them"
    )
    at_once: int | None = Field(default=None, ge=1, description="of the samples, so many at a time; left out: 1")
    later_temperature: float = Field(
        default=1.0, ge=0, le=2, description="temperature of the samples behind the first, at least"
    )
    distill: bool = Field(
        default=False, description="when all samples failed, one more attempt goes on from what they found"
    )
    corrections: int = Field(default=2, ge=0, description="corrections of a whole proof from Lean's errors, at most")
    template: KeptPath | None = Field(
        default=None,
        description="prompts that replace ours: a folder, or `goedel-v2`, `deepseek-v2`, `kimina`",
    )
    remote_search: tuple[Literal["loogle", "leansearch"], ...] = Field(
        default=(), description="services on the net that the tool `search` asks too: `loogle`, `leansearch`"
    )
    negation: bool = Field(
        default=True, description="try to disprove the lemmas of a blueprint that the model does not prove"
    )


class PlannerSettings(Section):
    """How a blueprint is planned when a statement is not proved as it is."""

    rounds: int = Field(default=16, ge=0, description="refinements of a blueprint at most; 0: no planning")
    drafts: int = Field(default=1, ge=1, le=16, description="blueprints that a model drafts; the best is taken")
    nodes: int = Field(
        default=64, ge=1, description="lemmas and definitions that a planner's blueprint may have, the target aside"
    )
    informal: int = Field(
        default=0,
        ge=0,
        le=MOST_PROOFS,
        description="proofs in words that a model writes before it plans; the best seeds the blueprint",
    )
    wanted: int = Field(
        default=8,
        ge=0,
        description="lemmas that a model wanted when it gave up, and that are tried without a plan; 0: none",
    )


class HandbookSettings(Section):
    """What models are told of earlier runs (docs/handbook.md)."""

    use: bool = Field(default=True, description="models are told of the behaviours in the handbook")
    learn: bool = Field(default=False, description="draw behaviours from runs")
    tokens: int = Field(
        default=300, ge=1, le=100_000, description="tokens that are told at each theorem, lemma or plan, at most"
    )
    folder: KeptPath | None = Field(default=None, description="where it lies; left out: with the user's runs")


class LimitSettings(Limits):
    """The most that one run may spend."""

    turns: int | None = Field(default=200, gt=0, description="calls to models in one run")
    tokens: int | None = Field(default=2_000_000, gt=0, description="tokens in and out in one run")
    seconds: float | None = Field(default=300.0, gt=0, allow_inf_nan=False, description="seconds of one run")
    cost: float | None = Field(
        default=None, gt=0, allow_inf_nan=False, description="US dollars of one run; left out: no limit"
    )

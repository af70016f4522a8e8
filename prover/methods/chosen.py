"""The ladder that the settings ask for: which methods stand on it, in which order, and for how long; it runs none."""

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field

from prover.lean.search.premises import Index
from prover.llm.roles import Models
from prover.methods.best_first import BySearch
from prover.methods.by_completion import ByCompletion
from prover.methods.by_exploration import ByExploration
from prover.methods.by_instances import ByInstances
from prover.methods.by_model import ByModel
from prover.methods.ladder import Method, Rung
from prover.methods.portfolio import ByPortfolio
from prover.methods.recalling import Recall
from prover.methods.refutation import BySmallCases
from prover.methods.scripts import Portfolio
from prover.theory.lemma import Shelf
from prover.words.sections import ProverSettings
from prover.words.templates import Prompts

# What is tried at a theorem to refute it: what takes a moment, and all there is.
SMALL_CASES, REFUTATION = "small cases", "refutation"
BY_MODEL = "model"  # the first prover; each dearer one has a rung of its own above it


class RungTime(BaseModel):
    """Methods that begin at once, and the ``seconds`` in which they have nearly all of their successes.

    They are tried ``before_planning``, or beside it; ``kept`` is the part of the time that those before leave them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    methods: tuple[str, ...] = Field(min_length=1)
    seconds: float = Field(gt=0, allow_inf_nan=False)
    before_planning: bool = False
    kept: float = Field(default=0.0, ge=0, lt=1)


class Times(BaseModel):
    """`prover/tactics/times.toml`: the rungs in the order in which they are tried.

    One that stands there again goes on where it was.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    rung: tuple[RungTime, ...] = Field(min_length=1)


@functools.cache
def load_times() -> Times:
    return Times.model_validate(tomllib.loads((files("prover") / "tactics" / "times.toml").read_text("utf-8")))


def rungs_of(made: Mapping[str, Method], *, before_planning: bool) -> list[Rung]:
    """The rungs of one part of the table in its order, of those methods that are ``made``."""
    rows = [row for row in load_times().rung if row.before_planning is before_planning and {*row.methods} & made.keys()]
    found = []
    for row in rows:
        found.append(Rung(tuple(made[m] for m in row.methods if m in made), row.seconds, row.kept))
        if BY_MODEL in row.methods:
            dearer = (method for name, method in made.items() if name.startswith(f"{BY_MODEL} "))
            found += [Rung((method,), row.seconds, row.kept) for method in dearer]
    return found


@dataclass(frozen=True)
class LookUp:
    """Where something that may help is looked up: declarations in an ``index``, behaviours in a ``handbook``."""

    index: Index | None
    handbook: Recall = field(default_factory=Recall)


def made_for(
    settings: ProverSettings,
    portfolio: Portfolio,
    look_up: LookUp,
    models: Models,
    prompts: Prompts,
    shelf: Shelf,
) -> dict[str, Method]:
    """The methods that there is what they need for, by their names in the table; a name that it has not nobody tries.

    On the ``shelf`` is put what exploration proves.
    """
    index = look_up.index
    refutation = BySmallCases()
    made: dict[str, Method] = {
        "portfolio": ByPortfolio(portfolio, index),
        SMALL_CASES: BySmallCases(thorough=False, decided=refutation.decided),
        REFUTATION: refutation,
        "completion": ByCompletion(),
    }
    if portfolio.instances:
        made["instances"] = ByInstances(finish=portfolio.instances)
    if settings.search_seconds > 0:
        made["exploration"] = ByExploration(portfolio.closer, settings.search_seconds, shelf)
    if index is not None and settings.search_seconds > 0:
        made["search"] = BySearch(portfolio, index, settings.search_seconds)
    for number, prover in enumerate(models.provers):
        whole = settings.mode == "whole-proof" if prover.whole_proof is None else prover.whole_proof
        made[f"{BY_MODEL} {number + 1}" if number else BY_MODEL] = ByModel(
            prover.model,
            prompts.fitting(prover.model.card.name) if whole else prompts,
            index,
            settings.turns,
            settings.samples,
            settings.at_once or 1,
            settings.corrections if whole else None,
            settings.remote_search,
            share=1 / (len(models.provers) - number),
            later_temperature=settings.later_temperature,
            distill=settings.distill,
            handbook=look_up.handbook,
        )
    return made

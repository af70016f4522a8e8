"""The ladder that the settings ask for: which methods stand on it, and in which order; it runs none."""

from prover.lean.search.premises import Index
from prover.llm.model import Model
from prover.methods.best_first import BySearch
from prover.methods.by_model import ByModel
from prover.methods.ladder import Method
from prover.methods.portfolio import ByPortfolio
from prover.methods.scripts import Portfolio
from prover.words.settings import ProverSettings
from prover.words.templates import Prompts


def methods_for(
    settings: ProverSettings, portfolio: Portfolio, index: Index | None, model: Model | None, prompts: Prompts
) -> list[Method]:
    """Cheapest first: the portfolio, a search where there is an index, and the model if there is one."""
    methods: list[Method] = [ByPortfolio(portfolio)]
    if index is not None and settings.search_seconds > 0:
        methods.append(BySearch(portfolio, index, settings.search_seconds))
    if model is not None:
        corrections = settings.corrections if settings.mode == "whole-proof" else None
        at_once = settings.at_once or settings.samples
        methods.append(ByModel(model, prompts, index, settings.turns, settings.samples, at_once, corrections))
    return methods

"""The rungs of the ladder: portfolio, best-first search, and a model with tools or with whole proofs."""

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass

from prover.lean.search.premises import Index
from prover.llm.model import Model
from prover.methods.best_first import BestFirst
from prover.methods.by_model import ByModel
from prover.methods.ladder import Method, Task
from prover.methods.portfolio import Search as PortfolioSearch
from prover.methods.scripts import Portfolio
from prover.words.outcome import Blame, Diagnosis, Outcome, Proved, Unproved
from prover.words.settings import ProverSettings
from prover.words.templates import Prompts

MAX_REFUSALS = 8  # so many in a row have a reason that another script will not change


@dataclass(frozen=True)
class ByPortfolio:
    """Tactic scripts from a data file."""

    portfolio: Portfolio

    async def run(self, task: Task) -> Outcome:
        search = PortfolioSearch(task.pool, self.portfolio, task.obligation)
        try:
            return await _first_certified(search.candidates(), task, lambda: search.goals)
        finally:
            task.attempts += search.attempts


@dataclass(frozen=True)
class BySearch:
    """Best-first search with declarations that resemble the goal, for at most ``seconds``."""

    portfolio: Portfolio
    index: Index
    seconds: float

    async def run(self, task: Task) -> Outcome:
        search = BestFirst(task.pool, self.portfolio, self.index, task.obligation, self.seconds)
        try:
            return await _first_certified(search.candidates(), task, lambda: search.goals)
        finally:
            task.attempts += search.attempts


async def _first_certified(
    candidates: AsyncGenerator[tuple[str, ...], None], task: Task, goals: Callable[[], tuple[str, ...]]
) -> Outcome:
    refusals = 0
    async with aclosing(candidates):
        async for candidate in candidates:
            if await task.judge.proof(candidate) is None:
                return Proved(candidate)
            if (refusals := refusals + 1) == MAX_REFUSALS:
                return Unproved(Diagnosis(Blame.UNKNOWN, "the gate refuses whatever Lean accepts here"), goals())
    return Unproved(Diagnosis(Blame.UNKNOWN, "no script that was tried closes it"), goals())


def methods_for(
    settings: ProverSettings, portfolio: Portfolio, index: Index | None, model: Model | None, prompts: Prompts
) -> list[Method]:
    """The ladder that the settings ask for: those that need no model, and the model if there is one."""
    methods: list[Method] = [ByPortfolio(portfolio)]
    if index is not None and settings.search_seconds > 0:
        methods.append(BySearch(portfolio, index, settings.search_seconds))
    if model is not None:
        corrections = settings.corrections if settings.mode == "whole-proof" else None
        at_once = settings.at_once or settings.samples
        methods.append(ByModel(model, prompts, index, settings.turns, settings.samples, at_once, corrections))
    return methods

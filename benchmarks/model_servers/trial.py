"""One mode of a server tried, with the real client, loop, planner, Lean and gate.

Only the methods that need no model are left out: they would prove it.

A trial is at one theorem, or at the plan for one. What it ended in is said in a word, and what it cost is beside it.
"""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from architect.blueprint.graph import Blueprint
from architect.blueprint.proofs import ProofCache
from architect.campaign.workers import LeanWorkers
from architect.planning.by_model import ModelPlanner, PlanningModels
from architect.planning.draft import drafted
from architect.planning.planner import Situation
from prover.gate.gatekeeper import Gatekeeper
from prover.lean.live.pool import Pool
from prover.lean.toolchains.toolchain import Toolchain
from prover.llm.configured import configured_models
from prover.llm.model import Model
from prover.methods.by_model import ByModel
from prover.methods.ladder import Task, climb
from prover.text.place import Place
from prover.text.problem import parse_problem
from prover.words.budget import Budget, Limits, Spent
from prover.words.errors import ContextFull, LimitReached, ModelFailed
from prover.words.model_settings import ModelSettings
from prover.words.outcome import Broken, OutOfBudget, Proved
from prover.words.settings import Resolved, Settings
from prover.words.templates import Prompts

End = Literal["proved", "planned", "not proved", "refused", "unavailable", "out of budget"]
TrialWay = Literal["tools", "fenced", "whole-proof", "plan"]

LIMITS = Limits(turns=60, seconds=60.0, tokens=2_000_000)
MODEL = ModelSettings(name="m", outage_seconds=10.0, silence_seconds=5.0)
TURNS = 24
CORRECTIONS = 2


@dataclass(frozen=True)
class Ended:
    """How a trial ended, in which ``words``, in how many seconds; what it ``spent``, and was ``told`` on the way."""

    end: End
    words: str
    spent: Spent
    seconds: float
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class TrialBench:
    """What trials have in common: Leans that are warm, and the most that one may take."""

    pool: Pool
    toolchain: Toolchain
    limits: Limits = LIMITS
    model: ModelSettings = MODEL

    async def tried(self, url: str, way: TrialWay, text: str) -> Ended:
        """What comes of the server at ``url``, at the one theorem that is open in ``text``."""
        tools: Literal["auto", "fenced"] = "fenced" if way == "fenced" else "auto"
        model = self.model.model_copy(update={"base_url": url, "tools": tools})
        told: list[str] = []
        budget, began = Budget(self.limits), time.monotonic()
        try:
            resolved = Resolved(Settings(model=model), {})
            async with configured_models(resolved, Prompts(), tell=told.append) as opened:
                assert opened.planner is not None
                end, words = await self._ended(opened.planner.model, way, text, budget)
        except (ModelFailed, LimitReached) as failure:
            end, words = _of_failure(failure), str(failure)
        return Ended(end, words, budget.spent, time.monotonic() - began, tuple(told))

    async def _ended(self, model: Model, way: TrialWay, text: str, budget: Budget) -> tuple[End, str]:
        problem = parse_problem(text, Path("Trial.lean"))
        [target] = problem.targets()
        place = Place(problem, target, {})
        if way == "plan":
            workers = LeanWorkers(self.pool, [], [], ProofCache(Path("nowhere")), budget)
            found = await drafted(
                ModelPlanner(PlanningModels(model, model), Prompts(), {}), workers, Situation(place, budget)
            )
            return ("planned", "") if isinstance(found, Blueprint) else ("not proved", str(found))
        corrections = CORRECTIONS if way == "whole-proof" else None
        method = ByModel(model, Prompts(), None, TURNS, corrections=corrections)
        judge = Gatekeeper(self.toolchain, place)
        outcome = await climb([method], Task(self.pool, place.bare, judge, budget))
        match outcome:
            case Proved():
                assert outcome in judge.certificates, "it is called proved and nothing certified it"
                return "proved", ""
            case Broken(words):
                return "refused" if "refused" in words else "unavailable", words
            case OutOfBudget(what, _, diagnosis):
                return "out of budget", f"{what}: {diagnosis.words if diagnosis else ''}"
        return "not proved", getattr(getattr(outcome, "diagnosis", None), "words", "")


def _of_failure(failure: ModelFailed | LimitReached) -> End:
    if isinstance(failure, LimitReached):
        return "out of budget"
    return "refused" if "refused" in str(failure) or isinstance(failure, ContextFull) else "unavailable"

"""One theorem with a model, as the code that is found plays it: the other half of tokens.py, run in each checkout.

python -P tokens_played.py URL < FILE.lean

The model tries the theorem as it is, plans it, and tries each node of its plan. It may import only what the checkouts
that are compared have in common, and no more of ours.
"""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import architect.campaign.workers as campaigning
import architect.planning.by_model as planning
from architect.blueprint.context import obligation_for
from architect.blueprint.graph import Blueprint
from architect.blueprint.proofs import ProofCache
from architect.campaign.workers import LeanWorkers
from architect.planning.draft import drafted
from architect.planning.planner import Situation
from prover.lean.live.pool import Pool
from prover.lean.toolchains.embedded import embedded_toolchain
from prover.llm.model import Card
from prover.llm.openai_client import Endpoint, OpenAIModel
from prover.methods.by_model import ByModel
from prover.methods.ladder import Task, climb
from prover.text.place import Place
from prover.text.problem import parse_problem
from prover.words.budget import Budget, Limits
from prover.words.obligation import Obligation
from prover.words.outcome import Proved
from prover.words.templates import Prompts

SECONDS = 300.0
TURNS = 24


async def main(url: str, text: str) -> None:
    problem = parse_problem(text, Path("Theorem.lean"))
    [target] = problem.targets()
    place, budget, prompts = Place(problem, target, {}), Budget(Limits(seconds=SECONDS)), Prompts()
    async with Pool(embedded_toolchain()) as pool, OpenAIModel(Card("m"), Endpoint(url, "k")) as model:

        async def tried(obligation: Obligation) -> bool:
            judge: Any = vars(campaigning)["Acceptance"](pool, obligation, place, {})  # it has had several homes
            outcome = await climb([ByModel(model, prompts, None, TURNS)], Task(pool, obligation, judge, budget))
            return isinstance(outcome, Proved)

        proved: dict[str, bool] = {}
        await tried(place.bare)
        workers = LeanWorkers(pool, [], [], ProofCache(Path("nowhere")), budget)
        asked: Any = model  # by the code from before there were roles
        if hasattr(planning, "PlanningModels"):
            asked = planning.PlanningModels(model, model)
        drawn = await drafted(planning.ModelPlanner(asked, prompts, {}), workers, Situation(place, budget))
        if isinstance(drawn, Blueprint):
            proved = {node.name: await tried(obligation_for(place, drawn, node)) for node in drawn.nodes}
    print(json.dumps(proved))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.stdin.read()))

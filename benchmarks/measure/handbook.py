"""The tokens that a played model takes for three harder theorems, with and without a handbook.

    python -m benchmarks.measure.handbook

The model is the competent one: what it tries first is wrong, then it is right. It is told of nothing; it makes no use
of what it is told, which is what a handbook costs at most; and what it is told spares it the wrong try, which is what
may be saved: how often a real model is spared one, this cannot say. There are no methods that need no model, and no
index. A token is put down for four characters of messages and tools, and 50 for each reply.
"""

import asyncio
import json
import tomllib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from importlib.resources import files
from pathlib import Path

from architect.blueprint.context import obligation_for
from architect.blueprint.graph import Blueprint
from architect.blueprint.proofs import ProofCache
from architect.campaign.acceptance import Acceptance
from architect.campaign.workers import LeanWorkers
from architect.planning.by_model import ModelPlanner, PlanningModels
from architect.planning.draft import drafted
from architect.planning.looking import Outlook
from architect.planning.planner import Situation
from benchmarks.model_servers.competent import answer, read
from benchmarks.model_servers.problems import Theorem, hard_problems
from prover.lean.live.pool import Pool
from prover.lean.toolchains.embedded import embedded_toolchain
from prover.llm.model import Assistant, Card, Reply, Request, System, ToolCall, User
from prover.methods.by_model import ByModel
from prover.methods.ladder import Task, climb
from prover.methods.recalling import Recall
from prover.text.place import Place
from prover.text.problem import parse_problem
from prover.words.behaviour import Behaviour
from prover.words.budget import Budget, Limits, Spent
from prover.words.obligation import Obligation
from prover.words.outcome import Proved
from prover.words.sections import HandbookSettings
from prover.words.templates import Prompts

TOLD = "From a handbook of earlier work"  # as a model reads it
SECONDS, TURNS = 300.0, 24
REPLY = 50  # tokens
COLUMNS = ("without", "with it, of no use", "with it, a wrong try spared")


@dataclass
class PlayedReader:
    """The competent model; where it ``heeds`` what it is told from a handbook, its first try is not wrong."""

    heeds: bool
    spent: list[int] = field(default_factory=list)
    card: Card = field(default_factory=lambda: Card("m"))

    async def reply(self, request: Request) -> Reply:
        roles = {System: "system", User: "user", Assistant: "assistant"}
        messages = [{"role": roles.get(type(each), "tool"), "content": each.text} for each in request.messages]
        asked = read({"messages": messages, "tools": [{"name": tool.name} for tool in request.tools]})
        if self.heeds and TOLD in asked.text:
            asked = replace(asked, turns=max(asked.turns, 1))
        said = answer(asked)
        calls = tuple(ToolCall(f"c{n}", name, json.dumps(given)) for n, (name, given) in enumerate(said.calls))
        written = json.dumps([asdict(each) for each in (*request.messages, *request.tools)], ensure_ascii=False)
        spent = Spent(calls=1, tokens_in=len(written) // 4, tokens_out=REPLY)
        self.spent.append(spent.tokens)
        return Reply(Assistant(said.text, calls), spent=spent)


@dataclass(frozen=True)
class HandbookTaken:
    """What a theorem took: the tokens of each call, and whether all of its plan was ``proved``."""

    calls: tuple[int, ...]
    proved: bool


def handbook() -> list[Behaviour]:
    """The behaviours of the measurement."""
    found = tomllib.loads((files(__package__) / "handbook.toml").read_text(encoding="utf-8"))
    return [Behaviour(**row) for row in found["behaviour"]]


async def played(pool: Pool, theorem: Theorem, recall: Recall, *, heeds: bool) -> HandbookTaken:
    """What it takes to try a theorem as it is, to plan it, and to try each node of the plan."""
    problem = parse_problem(theorem.file, Path("Theorem.lean"))
    place, budget = Place(problem, problem.targets()[0], {}), Budget(Limits(seconds=SECONDS))
    model, prompts = PlayedReader(heeds), Prompts()

    async def tried(obligation: Obligation) -> bool:
        judge = Acceptance(pool, obligation, place, {})
        method = ByModel(model, prompts, None, TURNS, handbook=recall)
        return isinstance(await climb([method], Task(pool, obligation, judge, budget)), Proved)

    async def told(place: Place) -> str:
        return (await recall.told(place.bare.statement)).text

    await tried(place.bare)
    workers = LeanWorkers(pool, [], [], ProofCache(Path("nowhere")), budget)
    planner = ModelPlanner(PlanningModels(model, model), prompts, {}, outlook=Outlook(told=told))
    drawn = await drafted(planner, workers, Situation(place, budget))
    proved = False
    if isinstance(drawn, Blueprint):
        proved = all([await tried(obligation_for(place, drawn, node)) for node in drawn.nodes])
    return HandbookTaken(tuple(model.spent), proved)


async def side_by_side() -> dict[str, list[HandbookTaken]]:
    """Each theorem in the three ways."""
    full = Recall(handbook(), HandbookSettings().tokens)
    ways = ((Recall(), False), (full, False), (full, True))
    async with Pool(embedded_toolchain()) as pool:
        return {
            name: [await played(pool, theorem, recall, heeds=heeds) for recall, heeds in ways]
            for name, theorem in hard_problems().items()
        }


def table(found: dict[str, list[HandbookTaken]]) -> str:
    """Calls and tokens of each theorem and of all, and the ratio to those without a handbook."""
    lines = [f"| calls, tokens | {' | '.join(COLUMNS)} |", f"| --- |{' --- |' * len(COLUMNS)}"]
    whole = {"all": [*map(_together, zip(*found.values(), strict=True))]}
    for name, row in (found | whole).items():
        lines.append(f"| {name} | {' | '.join(_cell(each, row[0]) for each in row)} |")
    return "\n".join(lines)


def _together(column: Sequence[HandbookTaken]) -> HandbookTaken:
    return HandbookTaken(tuple(tokens for each in column for tokens in each.calls), all(each.proved for each in column))


def _cell(taken: HandbookTaken, without: HandbookTaken) -> str:
    ratio = f" ({sum(taken.calls) / sum(without.calls):.2f})" if taken is not without else ""
    return f"{len(taken.calls)}, {sum(taken.calls):,}{ratio}{'' if taken.proved else ', not proved'}"


if __name__ == "__main__":
    print(table(asyncio.run(side_by_side())))

"""The ways in which servers and models misbehave: what a good client can mend is proved, the rest ends in one line."""

from typing import Any

import pytest

from benchmarks.model_servers.__main__ import theorem_for
from benchmarks.model_servers.expected import ModeTrial, all_trials, trial_of
from benchmarks.model_servers.problems import theorems
from benchmarks.model_servers.refusing import refusing
from benchmarks.model_servers.server import ModelServer, model_server
from benchmarks.model_servers.trial import TrialBench
from prover.agent.tools.submit import SubmittedProof
from prover.agent.tools.tool import Arguments, Toolbox
from prover.lean.live.pool import Pool, PoolLimits
from prover.lean.toolchains.toolchain import Toolchain
from prover.llm.asking import PaidModel, Retries
from prover.llm.configured import configured_models
from prover.llm.model import ChatMessage, System, ToolResult, User
from prover.words.budget import Budget, Limits
from prover.words.model_settings import ModelSettings
from prover.words.outcome import Outcome
from prover.words.settings import Resolved, Settings
from prover.words.templates import Prompts

QUICK = Retries(first_wait=0.001, longest_wait=0.001)
LEMMA = theorems()["turned_append"]
LAST_LINE = LEMMA.proof.splitlines()[-1].strip()
MOST_TURNS = 12
# Of which the rest is found out with Lean, or takes seconds.
SLOW = {"endless", "keeps_alive", "gone", "always_429", "always_500", "some_429", "many_calls"}
LONG = {name for name in refusing() if name.startswith("long_") and name != "long_reply"}  # which the loop mends
WORDS = [t for t in all_trials() if t.way in ("tools", "fenced") and t.mode not in SLOW | LONG and t.ends == "proved"]
REFUSED = [t for t in all_trials() if t.way == "tools" and t.ends in ("refused", "unavailable") and t.mode not in SLOW]


class Submits:
    """What a model submits, as it comes out of its call; all of it is refused."""

    name = "submit_proof"
    arguments: type[Arguments] = SubmittedProof

    def __init__(self) -> None:
        self.heard: list[str] = []

    async def run(self, arguments: Any) -> str | Outcome:
        self.heard.append(arguments.proof)
        return "no"


async def heard_from(server: ModelServer, trial: ModeTrial) -> tuple[list[str], Budget]:
    """What a model submits in some turns; it ends with what is right."""
    fenced = "fenced" if trial.way == "fenced" else "auto"
    settings = ModelSettings.model_validate({"name": "m", "base_url": server.url(trial.mode), "tools": fenced})
    submits, prompts, budget = Submits(), Prompts(), Budget(Limits())
    tools = Toolbox([submits], prompts)
    file = f"Prove `{LEMMA.name}`.\n{LEMMA.file}"
    async with configured_models(Resolved(Settings(model=settings), {}), prompts) as models:
        assert models.planner is not None
        paid = PaidModel(models.planner.model, budget, QUICK)
        messages: list[ChatMessage] = [System("You prove theorems."), User(file)]
        for _ in range(MOST_TURNS):
            said = (await paid.ask(tuple(messages), tools.specs)).message
            messages.append(said)
            for call in said.calls:
                await tools.run(call)
                messages.append(ToolResult(call, "no"))
            if not said.calls:
                messages.append(User("Call a tool."))
            if LAST_LINE in f"{said.text}{submits.heard}":
                break
        return [*submits.heard, said.text], budget


@pytest.mark.parametrize("trial", WORDS, ids=lambda trial: trial.name)
async def test_a_right_proof_arrives_whatever_the_server_wants_and_however_it_is_written(trial: ModeTrial) -> None:
    async with model_server() as server:
        heard, budget = await heard_from(server, trial)
    assert any(LAST_LINE in text for text in heard)
    counted = sum(map(sum, server.counted[trial.mode]))
    assert budget.spent.guessed > 0 or budget.spent.tokens == counted


@pytest.mark.parametrize("trial", REFUSED, ids=lambda trial: trial.name)
async def test_what_no_client_mends_is_one_line_after_a_call_at_most(trial: ModeTrial) -> None:
    async with model_server() as server:
        with pytest.raises(Exception, match=r"^the model m at [^\n]+$") as caught:
            await heard_from(server, trial)
    assert len(server.requests.get(trial.mode, [])) <= 2
    assert type(caught.value).__name__ in ("ModelRefused", "ModelUnavailable")


async def test_trials_end_as_they_should_with_the_real_lean_and_gate(toolchain: Toolchain) -> None:
    names = [
        "no_tools",
        "drops_tools",
        "long_openai",
        "long_litellm",
        "plan_doubtful",
        "whole-proof:helpers",
        "endless",
    ]
    trials = [trial_of(name) for name in names]
    ends = {}
    async with Pool(toolchain, PoolLimits(size=1)) as pool, model_server() as server:
        bench = TrialBench(pool, toolchain)
        for trial in trials:
            ends[trial.name] = (await bench.tried(server.url(trial.mode), trial.way, theorem_for(trial).file)).end
    assert ends == {trial.name: trial.ends for trial in trials}

"""What a model guesses is tried from both sides: the negations of lemmas that resist, and the lemmas that it wants."""

from pathlib import Path
from typing import Any

import pytest

from tests.architect.commands.test_cli_model import FAR, GIVES_UP, SETTINGS, Run, architect
from tests.architect.commands.test_cli_planning import ENDS, LEMMA
from tests.prover.llm.chat_server import Answer, chat_server, says

# False, and no small case shows it: the predicate of what three divides does.
STEPS = "(p : Nat → Prop) (zero : p 0) (step : ∀ n, p n → p (n + 3)) : p 1000"
FALSE = {"name": "steps", "kind": "lemma", "lean": f"theorem steps {STEPS}", "idea": "SURELY by steps"}
DRAFTS = says("", ("propose_blueprint", {"nodes": [FALSE], "target_uses": ["steps"]}))
REFUTES = "intro h\nexact absurd (h (fun n => n % 3 = 0) rfl (by intro n hn; omega)) (by decide)"
EDITS = [
    {"op": "remove", "name": "steps"},
    {"op": "add", "node": LEMMA},
    {"op": "rewire", "name": "far", "uses": ["evens"]},
]


class Player:
    """A model that has no idea of what is false or far, and answers each request by what stands in it."""

    def __init__(self) -> None:
        self.negations: list[dict[str, Any]] = []
        self.refined: list[dict[str, Any]] = []

    async def __call__(self, answer: Answer) -> None:
        first = answer.request["messages"][1]["content"]
        tools = {tool["function"]["name"] for tool in answer.request["tools"]}
        scene = GIVES_UP
        if "edit_blueprint" in tools:
            self.refined.append(answer.request)
            is_known = "## steps (lemma, disproved)" in first
            edits = ("edit_blueprint", {"edits": EDITS}) if is_known else ("give_up_planning", {"reason": "no idea"})
            scene = says("", edits)
        elif "propose_blueprint" in tools:
            scene = DRAFTS
        elif "¬ ∀" in first:
            self.negations.append(answer.request)
            scene = says("", ("submit_proof", {"proof": REFUTES}))
        elif "evens" in first and "Prove `far`" in first:
            scene = ENDS
        await scene(answer)


async def conjectured(tmp_path: Path, more: str = "", run: Path | None = None) -> tuple[Run, Player]:
    settings = SETTINGS.replace("rounds = 0", "rounds = 3").replace("[prover]", f"[prover]\n{more}")
    (tmp_path / "architect.toml").write_text(settings)
    player = Player()
    asked = ("resume", run) if run is not None else ("prove", FAR)
    async with chat_server(otherwise=player) as server:
        given = ("--config", tmp_path / "architect.toml", "--base-url", server.url, "--json")
        return await architect(*asked, *given), player


@pytest.mark.long
async def test_a_false_lemma_is_disproved_in_a_fresh_conversation_and_the_blueprint_is_changed(tmp_path: Path) -> None:
    run, player = await conjectured(tmp_path)
    assert run.code == 0, run.out + run.err
    [asked] = player.negations
    told = "\n".join(message["content"] for message in asked["messages"])
    assert f"theorem claim : ¬ ∀ {STEPS.replace(' : p 1000', ', p 1000')} := by" in told
    for word in ("steps", "SURELY", "no idea", "in vain", "type_of%", "evens"):
        assert word not in told
    [refined] = player.refined
    assert REFUTES.splitlines()[1] in "\n".join(message["content"] for message in refined["messages"])
    [theorem] = run.object["theorems"]
    assert theorem["inserted"].startswith(LEMMA["lean"])
    tried = [attempt["method"] for attempt in theorem["attempts"]]
    assert tried.count("model: scene, of the negation") == 1


@pytest.mark.long
async def test_without_it_the_false_lemma_is_not_found_out(tmp_path: Path) -> None:
    run, player = await conjectured(tmp_path, "negation = false")
    assert (run.code, player.negations) == (1, [])
    assert run.object["theorems"][0]["status"] == "not proved"

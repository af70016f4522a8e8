"""What a model guesses is tried from both sides: the negations of lemmas that resist, and the lemmas that it wants."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.architect.commands.test_cli_model import FAR, GIVES_UP, SETTINGS, Run, architect
from tests.architect.commands.test_cli_planning import ENDS, LEMMA, planned
from tests.prover.llm.chat_server import Answer, chat_server, says

# False, and no small case shows it: the predicate of what three divides does.
STEPS = "(p : Nat → Prop) (zero : p 0) (step : ∀ n, p n → p (n + 3)) : p 1000"
FALSE = {"name": "steps", "kind": "lemma", "lean": f"theorem steps {STEPS}", "idea": "SURELY by steps"}
DRAFTS = says("", ("propose_blueprint", {"nodes": [FALSE], "target_uses": ["steps"]}))
REFUTES = "intro h\nexact absurd (h (fun n => n % 3 = 0) rfl (by intro n hn; omega)) (by decide)"
EDITS: list[dict[str, Any]] = [
    {"op": "remove", "name": "steps"},
    {"op": "add", "node": LEMMA},
    {"op": "rewire", "name": "far", "uses": ["evens"]},
]
NO_PLAN = ("give_up_planning", {"reason": "no idea"})


class Player:
    """A model that has no idea of what is false or far, and answers each request by what stands in it.

    It ``refutes`` what is false, or not that either; ``edits`` are what it has for lemmas that are not disproved.
    """

    def __init__(self, *, refutes: bool = True, edits: Sequence[dict[str, Any]] = ()) -> None:
        self.refutes, self.edits = refutes, edits
        self.negations: list[dict[str, Any]] = []
        self.refined: list[dict[str, Any]] = []

    async def __call__(self, answer: Answer) -> None:
        first = answer.request["messages"][1]["content"]
        tools = {tool["function"]["name"] for tool in answer.request["tools"]}
        scene = GIVES_UP
        if "edit_blueprint" in tools:
            self.refined.append(answer.request)
            edits = EDITS if "## steps (lemma, disproved)" in first else self.edits if len(self.refined) == 1 else []
            scene = says("", ("edit_blueprint", {"edits": edits}) if edits else NO_PLAN)
        elif "propose_blueprint" in tools:
            scene = DRAFTS
        elif "¬ ∀" in first:
            self.negations.append(answer.request)
            scene = says("", ("submit_proof", {"proof": REFUTES})) if self.refutes else GIVES_UP
        elif "evens" in first and "Prove `far`" in first:
            scene = ENDS
        await scene(answer)


async def conjectured(tmp_path: Path, player: Player, *asked: object, more: str = "") -> Run:
    settings = SETTINGS.replace("rounds = 0", "rounds = 3").replace("[prover]", f"[prover]\n{more}")
    (tmp_path / "architect.toml").write_text(settings)
    async with chat_server(otherwise=player) as server:
        given = ("--config", tmp_path / "architect.toml", "--base-url", server.url, "--json")
        return await architect(*(asked or ("prove", FAR)), *given)


@pytest.mark.long
async def test_a_false_lemma_is_disproved_in_a_fresh_conversation_and_the_blueprint_is_changed(tmp_path: Path) -> None:
    run = await conjectured(tmp_path, player := Player())
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
    run = await conjectured(tmp_path, player := Player(), more="negation = false")
    assert (run.code, player.negations) == (1, [])
    assert run.object["theorems"][0]["status"] == "not proved"


@pytest.mark.long
async def test_a_run_that_goes_on_does_not_ask_for_the_negation_again(tmp_path: Path) -> None:
    first = await conjectured(tmp_path, asked := Player(refutes=False))
    assert (first.code, len(asked.negations)) == (1, 1)
    edits: list[dict[str, Any]] = [EDITS[1], {"op": "rewire", "name": "steps", "uses": ["evens"]}]
    again = await conjectured(tmp_path, player := Player(edits=edits), "resume", Path(first.object["run"]).name)
    assert (again.code, player.negations) == (1, [])
    [theorem] = again.object["theorems"]
    states = {node["name"]: node["state"] for node in theorem["blueprint"]["graph"]["nodes"]}
    assert (states["steps"], states["evens"]) == ("stuck", "proved")


FALSE_TOO = "theorem no (n : Nat) : n = n + n"  # as small cases show
WANTS = says("", ("give_up", {"reason": "no idea", "diagnosis": "TOO_HARD", "lemmas": [FALSE_TOO, LEMMA["lean"]]}))


async def test_a_lemma_that_a_prover_wanted_is_proved_and_used_and_no_planner_is_asked(tmp_path: Path) -> None:
    run, requests = await planned(tmp_path, [], begins=WANTS)
    assert run.code == 0, run.out + run.err
    assert len(requests) == 2
    assert not any("propose_blueprint" in str(request["tools"]) for request in requests)
    [theorem] = run.object["theorems"]
    assert [node["name"] for node in theorem["blueprint"]["graph"]["nodes"]] == ["far", "evens"]
    assert theorem["inserted"].startswith(LEMMA["lean"])
    assert "theorem no" not in run.object["text"]
    assert theorem["blueprint"]["rounds"] == 0


@pytest.mark.long
async def test_with_none_allowed_it_takes_a_plan_that_uses_its_name(tmp_path: Path) -> None:
    uses = says("", ("propose_blueprint", {"nodes": [], "target_uses": ["evens"]}))
    run, requests = await planned(tmp_path, [uses], begins=WANTS, more="rounds = 3\nwanted = 0")
    assert run.code == 0, run.out + run.err
    assert f"wanted, ready-made: {LEMMA['lean']}" in requests[1]["messages"][1]["content"]
    assert run.object["theorems"][0]["inserted"].startswith(LEMMA["lean"])

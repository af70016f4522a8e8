"""Several attempts of a model behind a local server: how they differ, and one more that goes on from them."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.architect.commands.test_cli_model import FAR, GIVES_UP, SETTINGS, Run, architect
from tests.prover.llm.chat_server import Answer, Scene, chat_server, says

EVENS = """theorem evens (p : Nat → Prop) (zero : p 0) (step : ∀ n, p n → p (n + 2)) (k : Nat) : p (2 * k) := by
  induction k with
  | zero => exact zero
  | succ k ih => exact step _ ih"""
PROOF = """have evens : ∀ k, p (2 * k) := by
  intro k
  induction k with
  | zero => exact zero
  | succ k ih => exact step _ ih
exact evens 500"""
PROVES = says("", ("submit_proof", {"proof": PROOF}))
# Lean finds three errors in the first, and one in the second.
FIRST, SECOND = "have one : p 1 := by exact zero\nhave two : p 2 := by exact zero\nexact one", "apply step"
DEAD_END = "Taking `step` five hundred times by hand never ends."


async def prove(tmp_path: Path, scene: Scene, *arguments: object) -> tuple[Run, list[dict[str, Any]]]:
    """A run with such a model, of a theorem that nothing proves without one; nothing is planned."""
    (tmp_path / "architect.toml").write_text(SETTINGS)
    async with chat_server(otherwise=scene) as server:
        given = ("--config", tmp_path / "architect.toml", "--base-url", server.url, "--json", *arguments)
        return await architect("prove", FAR, *given), server.requests


async def knows_another_way(answer: Answer) -> None:
    """Proves it where it is warm, and asked for another route."""
    asked = json.dumps(answer.request)
    await (PROVES if answer.request.get("temperature") == 1.0 and "another way" in asked else GIVES_UP)(answer)


async def test_a_second_sample_is_asked_for_another_route_at_a_higher_temperature_once_the_first_has_failed(
    tmp_path: Path,
) -> None:
    alone, [only] = await prove(tmp_path, knows_another_way)
    assert alone.code == 1, alone.out
    run, [first, second] = await prove(tmp_path, knows_another_way, "--samples", 2)
    assert run.code == 0, run.out
    assert first == only
    assert "temperature" not in first
    told = second["messages"][1]["content"]
    assert told.startswith(first["messages"][1]["content"].partition("What was tried")[0])
    assert "induction, on a statement that is generalised first" in told
    assert "- model: scene, in 0 checks" in told


def learns(choice: str) -> Scene:
    """A model that proves a lemma and submits what is wrong, twice, and knows more when it hears what that came to."""

    async def scene(answer: Answer) -> None:
        messages = answer.request["messages"]
        asked = messages[-1]["content"] if len(messages) == 1 else messages[1]["content"]
        if "which ways are dead ends" in asked:
            await says(DEAD_END)(answer)
        elif "Which is nearer" in asked:
            await says(choice)(answer)
        elif DEAD_END in asked and EVENS in asked and "- model: scene" in asked:
            await PROVES(answer)
        elif len(messages) > 2:
            await GIVES_UP(answer)
        else:
            wrong = SECOND if "another way" in asked else FIRST
            await says("", ("lean_check", {"text": EVENS}), ("submit_proof", {"proof": wrong}))(answer)

    return scene


@pytest.mark.parametrize(
    ("choice", "start"),
    [
        ("A has a case of its own.\nnearer: A", FIRST),
        pytest.param("Both look fine to me.", SECOND, marks=pytest.mark.long),
    ],
    ids=["chosen by the model", "chosen by Lean"],
)
async def test_distilled_attempts_start_a_third_that_hears_what_lean_accepted_and_the_dead_ends(
    tmp_path: Path, choice: str, start: str
) -> None:
    run, requests = await prove(tmp_path, learns(choice), "--samples", 2, "--distill")
    assert run.code == 0, run.out
    *_, summed_up, compared, last = requests
    assert len(requests) == 7
    assert "tools" not in summed_up
    assert "Lean finds 3 errors" in summed_up["messages"][0]["content"]
    assert FIRST in compared["messages"][0]["content"].partition("Attempt B.")[0]
    told = last["messages"][1]["content"]
    assert start in told.partition("The best proof so far")[2]
    assert "another way" not in told
    assert run.object["spent"]["calls"] == 7
    assert sum(attempt["spent"]["calls"] for attempt in run.object["theorems"][0]["attempts"]) == 7


@pytest.mark.long
async def test_without_distilling_the_same_model_fails_and_what_was_distilled_is_replayed(tmp_path: Path) -> None:
    cassette = tmp_path / "c.jsonl"
    await prove(tmp_path, learns("nearer: A"), "--samples", 2, "--distill", "--record", cassette)
    given = ("--config", tmp_path / "architect.toml", "--replay", cassette, "--json", "--samples", 2)
    without = await architect("prove", FAR, *given)
    assert (without.code, without.object["spent"]["calls"]) == (1, 4)
    again = await architect("prove", FAR, *given, "--distill")
    assert (again.code, again.object["spent"]["calls"]) == (0, 7)

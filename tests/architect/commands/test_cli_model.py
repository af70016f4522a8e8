"""The command line with a model behind a local server: what is asked, what it cost, what is said when it fails."""

import asyncio
import json
import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from architect.views.costs import spent_as_text
from prover.words.budget import Spent
from tests.conftest import PATIENCE, wait_until_gone
from tests.prover.llm.chat_server import Scene, chat_server, is_silent, refuses, says

ROOT = Path(__file__).parents[3]
# No method without a model proves this one.
FILE = ROOT / "benchmarks" / "suites" / "data" / "embedded" / "list_reverse_accumulator.lean"
FAR = Path(__file__).with_name("far.lean")  # nor any of these, with planning
CASSETTE = ROOT / "tests" / "cassettes" / "list_reverse_accumulator.jsonl"
PROOF = """have h : ∀ (xs acc : List α), revOnto xs acc = rev xs ++ acc := by
  intro xs
  induction xs with
  | nil => intro acc; rfl
  | cons x xs ih => intro acc; simp [revOnto, rev, ih]
simp [h]"""
PROVES = says("", ("submit_proof", {"proof": PROOF}))
EXPLORES = says("", ("lean_check", {"text": "#check revOnto"}))
GIVES_UP = says("", ("give_up", {"reason": "no idea", "diagnosis": "TOO_HARD", "lemmas": ["p = q"]}))
SETTINGS = """
[model]
name = "scene"
[prover]
search_seconds = 0
[planner]
rounds = 0
[prices."scene"]
input = 1.0
output = 10.0
"""


@dataclass
class Run:
    code: int
    out: str
    err: str

    @property
    def object(self) -> Any:
        return json.loads(self.out)


async def start(*arguments: object, **environment: str) -> asyncio.subprocess.Process:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("OPENAI_")}
    words = [sys.executable, "-m", "architect.cli", *map(str, arguments)]
    pipe = asyncio.subprocess.PIPE
    return await asyncio.create_subprocess_exec(*words, stdout=pipe, stderr=pipe, env=kept | environment)


async def architect(*arguments: object, **environment: str) -> Run:
    process = await start(*arguments, **environment)
    out, err = await asyncio.wait_for(process.communicate(), PATIENCE)
    return Run(process.returncode or 0, out.decode(), err.decode())


async def prove(tmp_path: Path, scenes: list[Scene], *arguments: object) -> tuple[Run, list[dict[str, Any]]]:
    (tmp_path / "architect.toml").write_text(SETTINGS)
    async with chat_server(scenes) as server:
        given = ("--config", tmp_path / "architect.toml", "--base-url", server.url, *arguments)
        return await architect("prove", FILE, *given), server.requests


async def test_a_model_proves_what_the_cheap_methods_do_not_and_its_cost_is_said(tmp_path: Path) -> None:
    run, requests = await prove(tmp_path, [EXPLORES, PROVES])
    assert run.code == 0, run.err
    assert "model: scene with scene in " in run.out
    assert "cost: 2 calls to the model (0 failed)" in run.out
    assert "40 out" in run.out
    assert "axioms: " in run.out
    assert len(requests) == 2


@pytest.mark.parametrize(
    ("spent", "priced", "money"),
    [
        (Spent(calls=1, tokens_in=5), False, "no price known"),
        (Spent(calls=1, tokens_in=5), True, "$0.0000"),  # of a model that costs nothing
        (Spent(calls=1, failed=1), False, "$0.0000"),
        (Spent(calls=1, tokens_in=5, cost=0.25), False, "$0.2500"),  # as the server says
    ],
)
def test_a_price_is_called_unknown_only_of_what_may_have_cost_something(spent: Spent, priced: bool, money: str) -> None:
    assert spent_as_text(spent, priced).endswith(f", {money}")


@pytest.mark.long
async def test_json_has_the_cost_of_every_attempt_and_of_the_run(tmp_path: Path) -> None:
    run, _ = await prove(tmp_path, [refuses(503), PROVES], "--json")
    spent = run.object["spent"]
    assert (spent["calls"], spent["failed"], spent["tokens_out"]) == (2, 1, 20)
    assert spent["cost"] == pytest.approx((spent["tokens_in"] + 10 * 20) / 1e6)
    *cheap, model = run.object["theorems"][0]["attempts"]
    assert model["spent"] == spent
    assert all(attempt["spent"]["calls"] == 0 for attempt in cheap)


async def test_a_failure_leaves_a_diagnosis(tmp_path: Path) -> None:
    run, _ = await prove(tmp_path, [GIVES_UP], "--json")
    assert run.code == 1
    [theorem] = run.object["theorems"]
    assert (theorem["status"], theorem["blame"], theorem["lemmas"]) == ("not proved", "TOO_HARD", ["p = q"])


@pytest.mark.long
@pytest.mark.parametrize(
    ("limit", "value", "what"),
    [("--max-turns", 3, "turns"), ("--max-tokens", 60_000, "tokens"), ("--max-cost", 0.05, "cost")],
)
async def test_each_limit_of_the_command_line_holds(tmp_path: Path, limit: str, value: float, what: str) -> None:
    run, requests = await prove(tmp_path, [EXPLORES] * 60, "--json", limit, value)
    assert run.code == 1
    [theorem] = run.object["theorems"]
    assert theorem["status"] == "out of budget"
    assert f"{value:g} {what} was reached" in theorem["diagnosis"]
    spent = run.object["spent"]
    used = {"turns": spent["calls"], "tokens": spent["tokens_in"] + spent["tokens_out"], "cost": spent["cost"]}
    assert 0 < used[what] <= value
    assert len(requests) == spent["calls"]


@pytest.mark.long
async def test_a_wrong_key_is_one_line_and_exit_code_3(tmp_path: Path) -> None:
    run, requests = await prove(tmp_path, [refuses(401, "Incorrect API key")])
    assert run.code == 3
    assert "refused with 401 (check the key): " in run.out
    assert len(requests) == 1


async def test_the_model_is_not_asked_for_what_the_portfolio_proves(tmp_path: Path) -> None:
    (tmp_path / "easy.lean").write_text("theorem t : 1 + 1 = 2 := by sorry\n")
    async with chat_server() as server:
        given = ("--model", "scene", "--base-url", server.url, "--informal", 2)
        run = await architect("prove", tmp_path / "easy.lean", *given)
    assert run.code == 0
    assert server.requests == []
    assert "cost:" not in run.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--model", "m"], "needs a key: set OPENAI_API_KEY"),
        (["--model", "m", "--base-url", "http://127.0.0.1:1", "--max-cost", "1"], "the price of m is not known"),
        (["--max-turns", "0"], "limits.turns (command line)"),
        (["--mode", "guess"], "prover.mode (command line)"),
        (["--config", "none.toml"], "none.toml: no such file"),
        (["--model", "m", "--replay", "none.jsonl"], "none.jsonl: no such file"),
        (["--template", "none"], "no such folder of prompt templates"),
    ],
)
async def test_settings_that_cannot_be_are_bad_input(arguments: list[str], words: str) -> None:
    run = await architect("prove", FILE, *arguments)
    assert run.code == 2
    assert words in run.err
    assert run.err.count("\n") == 1


async def test_a_recorded_conversation_of_three_turns_is_replayed_with_the_real_lean() -> None:
    settings = CASSETTE.with_name("architect.toml")
    run = await architect("prove", FILE, "--config", settings, "--replay", CASSETTE, "--json")
    assert run.code == 0, run.out + run.err  # where a request was not recorded, the diagnosis says what is new in it
    [theorem] = run.object["theorems"]
    assert theorem["certificate"]["axioms"] == ["propext"]
    assert theorem["attempts"][-1]["spent"]["calls"] == 3


@pytest.mark.long
async def test_what_is_recorded_can_be_replayed(tmp_path: Path) -> None:
    cassette = tmp_path / "c.jsonl"
    run, _ = await prove(tmp_path, [EXPLORES, PROVES], "--record", cassette)
    assert run.code == 0
    again = await architect("prove", FILE, "--config", tmp_path / "architect.toml", "--replay", cassette)
    assert again.code == 0
    assert "2 calls" in again.out


@pytest.mark.long
async def test_a_model_without_tool_calls_is_recorded_and_replayed_too(tmp_path: Path) -> None:
    cassette, settings = tmp_path / "c.jsonl", tmp_path / "fenced.toml"
    settings.write_text(SETTINGS.replace("[model]", '[model]\ntools = "fenced"'))
    async with chat_server([says(f"So:\n```submit_proof\n{PROOF}\n```")]) as server:
        run = await architect("prove", FILE, "--config", settings, "--base-url", server.url, "--record", cassette)
    assert run.code == 0, run.out
    again = await architect("prove", FILE, "--config", settings, "--replay", cassette)
    assert again.code == 0, again.out


async def test_a_key_that_cannot_be_one_is_bad_input_and_is_not_shown() -> None:
    run = await architect("prove", FILE, "--model", "m", OPENAI_API_KEY="sk-SECRET\nmore")
    assert run.code == 2
    assert "no key has" in run.err
    assert "SECRET" not in run.err + run.out


@pytest.mark.long
async def test_a_whole_proof_model_is_served_with_the_users_template(tmp_path: Path) -> None:
    (tmp_path / "whole_proof.md").write_text("GO $file")
    whole = FILE.read_text().replace("  sorry", "".join(f"  {line}\n" for line in PROOF.splitlines()))
    scenes = [says(f"```lean4\n{whole}\n```")]
    run, [asked] = await prove(tmp_path, scenes, "--mode", "whole-proof", "--template", tmp_path)
    assert run.code == 0, run.out
    assert asked["messages"][0]["content"].startswith("GO /-! Reversing")


async def test_an_interrupted_run_leaves_no_process_and_cuts_the_server_off(tmp_path: Path) -> None:
    (tmp_path / "architect.toml").write_text(SETTINGS)
    async with chat_server([is_silent]) as server:
        given = ("--config", tmp_path / "architect.toml", "--base-url", server.url)
        process = await start("prove", FILE, *given)
        async with asyncio.timeout(PATIENCE):
            await server.asked.wait()
            process.send_signal(signal.SIGINT)
            _, err = await process.communicate()
            await server.client_left.wait()
    assert process.returncode == 130
    assert "interrupted" in err.decode()
    wait_until_gone(process.pid)


async def test_config_show_says_where_each_value_came_from(tmp_path: Path) -> None:
    (tmp_path / "architect.toml").write_text(SETTINGS)
    run = await architect("config", "show", "--config", tmp_path / "architect.toml", "--max-turns", 7)
    assert run.code == 0
    lines = {line.split(" ")[0]: line for line in run.out.splitlines()}
    assert lines["model.name"].endswith(f"scene   ({tmp_path / 'architect.toml'})")
    assert lines["limits.turns"].endswith("7   (command line)")
    assert lines["limits.seconds"].endswith("300.0   (default)")


HALF = "\\ud800"  # as JSON says half a character; no file can hold it
GIVES_UP_IN_HALVES = says(
    "I have \ud800 no idea",
    ("give_up", f'{{"reason": "no {HALF} idea", "diagnosis": "TOO_HARD", "lemmas": ["p {HALF} = q"]}}'),
    reasoning="hm \udfff",
)


@pytest.mark.long
@pytest.mark.parametrize("tools", ["native", "fenced"])
async def test_half_a_character_from_a_model_is_replaced_and_loses_nothing(tmp_path: Path, tools: str) -> None:
    block = f'```give_up\n{{"reason": "no {HALF} idea", "diagnosis": "TOO_HARD", "lemmas": ["p {HALF} = q"]}}\n```'
    gives_up = GIVES_UP_IN_HALVES if tools == "native" else says(f"\ud800\n{block}")
    plan = {"name": "a\ud800", "kind": "lemma", "lean": "theorem a\ud800 : True", "informal": "\udc00"}
    proposes = f"```propose_blueprint\n{json.dumps({'nodes': [plan], 'target_uses': []})}\n```"
    scene = says("", ("propose_blueprint", {"nodes": [plan], "target_uses": []}))
    plans = scene if tools == "native" else says(proposes)
    settings = SETTINGS.replace("rounds = 0", "rounds = 1").replace("[model]", f'[model]\ntools = "{tools}"')
    (tmp_path / "architect.toml").write_text(settings)
    cassette, state = tmp_path / "c.jsonl", {"XDG_STATE_HOME": str(tmp_path)}
    given = ("--config", tmp_path / "architect.toml", "--json")
    async with chat_server([gives_up, plans, plans, plans, plans]) as server:
        run = await architect("prove", FAR, *given, "--base-url", server.url, "--record", cassette, **state)
    assert run.code == 1, run.err
    assert run.err == ""
    [theorem] = run.object["theorems"]
    assert "no � idea" in theorem["diagnosis"]
    assert (await architect("runs", **state)).out.count("0/1 proved") == 1
    again = await architect("prove", FAR, *given, "--replay", cassette, **state)
    assert again.object["theorems"][0]["diagnosis"] == theorem["diagnosis"]


@pytest.mark.long
async def test_half_a_character_in_a_proof_and_in_a_blueprint_is_replaced(tmp_path: Path) -> None:
    run, requests = await prove(tmp_path, [says("", ("submit_proof", f'{{"proof": "rfl {HALF}"}}')), PROVES])
    assert run.code == 0, run.err
    assert "\N{REPLACEMENT CHARACTER}" in requests[1]["messages"][-1]["content"]
    (tmp_path / "problem.lean").write_text("theorem t : True := sorry\n")
    nodes = f'[{{"name": "t", "kind": "target", "informal": "{HALF}", "uses": ["a"]}}, {{"name": "a", "kind": "lemma", '
    nodes += f'"lean": "theorem a : 1 = 1", "informal": "{HALF}"}}]'
    (tmp_path / "b.json").write_text(f'{{"schema": 1, "nodes": {nodes}}}')
    found = await architect("blueprint", "prove", tmp_path / "b.json", "--json", XDG_STATE_HOME=str(tmp_path))
    assert found.code == 0, found.err


@pytest.mark.long
@pytest.mark.parametrize(
    ("prices", "scene", "said"),
    [
        ('[prices."scene"]\ninput = 0\noutput = 0\n', GIVES_UP, "$0.0000"),
        ("", GIVES_UP, "no price known"),
        ("", refuses(400), "$0.0000"),
    ],
    ids=["a price of nothing", "no price", "nothing to pay for"],
)
async def test_a_cost_of_nothing_is_not_an_unknown_one(tmp_path: Path, prices: str, scene: Scene, said: str) -> None:
    settings = tmp_path / "prices.toml"
    settings.write_text(SETTINGS.partition('[prices."scene"]')[0] + prices)
    async with chat_server([scene]) as server:
        run = await architect("prove", FILE, "--config", settings, "--base-url", server.url)
    [cost] = [line for line in run.out.splitlines() if line.startswith("cost: ")]
    assert cost.endswith(f", {said}")


async def test_the_doctor_says_what_a_server_can_do_and_shows_no_key(tmp_path: Path) -> None:
    (tmp_path / "architect.toml").write_text(SETTINGS)
    scenes = [
        refuses(400, "unknown parameter: stream_options (of sk-secret)"),
        says("", ("give_sum", {"sum": 5})),
        says("5"),
        says("5"),
    ]
    async with chat_server(scenes) as server:
        asked = ("doctor", "--model", "scene", "--base-url", server.url, "--config", tmp_path / "architect.toml")
        can = await architect(*asked, OPENAI_API_KEY="sk-secret")
        cannot = await architect(*asked)
        away = await architect("doctor", "--model", "scene", "--base-url", "http://127.0.0.1:9/v1")
        without_key = await architect("doctor", "--model", "scene", "--base-url", "https://models.invalid/v1")
    assert (can.code, cannot.code, away.code, without_key.code) == (0, 1, 3, 2), can.err + cannot.err
    lines = dict(line.split(": ", 1) for line in can.out.splitlines())
    assert lines["tools"] == "called as the protocol has it"
    assert lines["asked otherwise than others"] == "count = False"
    assert lines["price"] == "$1 in and $10 out for a million tokens"
    assert lines["key"] == "the one in OPENAI_API_KEY"
    assert "tools: it called none, but said: 5" in cannot.out
    assert "sk-secret" not in can.out + can.err
    assert len(away.err.splitlines()) == len(without_key.err.splitlines()) == 1

"""One model for each role, each behind a server of its own: who is asked what, and what each of them cost."""

import json
from pathlib import Path

import pytest

from tests.architect.commands.test_cli_model import FAR, FILE, GIVES_UP, PROVES, SETTINGS, architect
from tests.architect.commands.test_cli_planning import ENDS, FALSE, LEMMA
from tests.prover.llm.chat_server import Answer, chat_server, says

ROLES = """
[roles.planner]
name = "plans"
base_url = "{planner}"
[[roles.prover]]
name = "cheap"
base_url = "{cheap}"
limits = {{ turns = 2 }}
[[roles.prover]]
name = "dear"
base_url = "{dear}"
key_variable = "DEAR_KEY"
[roles.refiner]
name = "refines"
base_url = "{refiner}"
[prices.cheap]
input = 1.0
output = 2.0
[prices.dear]
input = 10.0
output = 20.0
"""
DRAFTS = says("", ("propose_blueprint", {"nodes": [FALSE], "target_uses": ["no"]}))
EDITS = [
    {"op": "remove", "name": "no"},
    {"op": "add", "node": LEMMA},
    {"op": "rewire", "name": "far", "uses": ["evens"]},
]


def settings(tmp_path: Path, planner: str, cheap: str, dear: str, refiner: str, rounds: int = 3) -> Path:
    path, usual = tmp_path / "architect.toml", SETTINGS.replace("rounds = 0", f"rounds = {rounds}")
    path.write_text(usual + ROLES.format(planner=planner, cheap=cheap, dear=dear, refiner=refiner))
    return path


async def ends_with_the_lemma(answer: Answer) -> None:
    """Proves the theorem where it may use the lemma."""
    await (ENDS if "evens" in json.dumps(answer.request) else GIVES_UP)(answer)


async def test_each_role_asks_its_own_server_and_what_they_cost_sums_to_the_whole(tmp_path: Path) -> None:
    edits = says("", ("edit_blueprint", {"edits": EDITS}))
    async with (
        chat_server([DRAFTS]) as planner,
        chat_server(otherwise=GIVES_UP) as cheap,
        chat_server(otherwise=ends_with_the_lemma) as dear,
        chat_server([edits]) as refiner,
    ):
        path = settings(tmp_path, planner.url, cheap.url, dear.url, refiner.url)
        run = await architect("prove", FAR, "--json", "--config", path, DEAR_KEY="sk-dear", OPENAI_API_KEY="sk-all")
    assert run.code == 0, run.out + run.err
    assert [request["model"] for request in planner.requests] == ["plans"]
    assert [request["model"] for request in refiner.requests] == ["refines"]
    assert {request["model"] for request in dear.requests} == {"dear"}
    assert 1 <= len(cheap.requests) <= 2  # of the role's limit; the others go on
    assert {*dear.keys} == {"Bearer sk-dear"}
    assert {*planner.keys, *cheap.keys, *refiner.keys} == {"Bearer sk-all"}
    spent = run.object["spent"]
    roles = spent.pop("roles")
    assert {*roles} == {"planner", "prover 1", "prover 2", "refiner"}
    for name in ("calls", "tokens_in", "tokens_out", "cost"):
        assert sum(role[name] for role in roles.values()) == pytest.approx(spent[name])
    assert roles["prover 2"]["cost"] > 0 == roles["planner"]["cost"]


async def test_a_dearer_prover_is_asked_only_for_what_the_cheaper_one_left(tmp_path: Path) -> None:
    async with chat_server([PROVES]) as cheap, chat_server() as dear, chat_server() as others:
        path = settings(tmp_path, others.url, cheap.url, dear.url, others.url, rounds=0)
        run = await architect("prove", FILE, "--config", path)
    assert run.code == 0, run.out + run.err
    assert (len(cheap.requests), dear.requests, others.requests) == (1, [], [])
    assert "\n  prover 1: 1 call, " in run.out


async def test_a_recording_is_of_one_model(tmp_path: Path) -> None:
    nowhere = "http://127.0.0.1:9/v1"
    path = settings(tmp_path, nowhere, nowhere, nowhere, nowhere)
    run = await architect("prove", FILE, "--config", path, "--record", tmp_path / "r.jsonl")
    assert (run.code, "one model for all roles" in run.err) == (2, True)

"""`prove`, `resume` and `runs` over the protocol: a budget that must be given, progress, and an end when asked."""

import asyncio
import math
from pathlib import Path
from typing import Any

import pytest
from mcp.shared.exceptions import MCPError
from mcp_types import INVALID_PARAMS

from architect.mcp.calls import in_words
from architect.mcp.leans import ServerLeans
from architect.mcp.root import Root
from architect.mcp.run_tools import RunTools, as_served
from prover.words.errors import BadInput, LeanFailed
from prover.words.settings import Settings
from tests.architect.mcp.clients import HARD, answer, by_hand, over_http, refusal, workers
from tests.architect.mcp.conftest import OneByOne, SharedServer
from tests.conftest import PATIENCE, wait_until_gone

EASY = "theorem t (a b : Nat) : a + b = b + a := by\n  sorry\n"
FALSE = "theorem f (a b : Nat) : a + 1 = b := by\n  sorry\n"


async def test_a_run_is_told_of_as_it_goes_on_and_its_proof_is_certified_and_kept(
    client: OneByOne,
) -> None:
    told: list[tuple[float, float | None, str | None]] = []

    async def on_progress(progress: float, total: float | None, message: str | None) -> None:
        told.append((progress, total, message))

    called = await client.call_tool("prove", {"text": EASY, "seconds": 60}, progress_callback=on_progress)
    found: Any = called.structured_content
    [theorem] = found["theorems"]
    run = found["run"]
    assert (found["proved"], theorem["status"], theorem["why"]) == (True, "proved", "")
    assert theorem["certificate"].startswith("certified, axioms: ")
    assert theorem["proof"] == EASY.replace("sorry\n", theorem["fills"][0])
    assert [total for _, total, _ in told] == [60.0] * len(told)
    assert [progress for progress, _, _ in told] == sorted({progress for progress, _, _ in told})
    assert {f"run {run}", "to be proved: t", "t: proved"} <= {message for _, _, message in told}

    [listed, *_] = (await answer(client, "runs"))["runs"]
    assert (listed["run"], listed["state"], listed["proved"], listed["theorems"]) == (run, "ended", 1, 1)
    shown = await answer(client, "runs", run=run)
    assert [(each["theorem"], each["status"]) for each in shown["theorems"]] == [("t", "proved")]
    assert (await answer(client, "resume", run=run, seconds=60))["proved"]

    address = f"architect://runs/{run}"
    assert await client.read(f"{address}/result") == EASY.replace("sorry", theorem["fills"][0])
    assert run in await client.read("architect://runs")
    assert '"theorem": "t"' in await client.read(f"{address}/certificates")
    assert await client.read(f"{address}/blueprints") == '{\n "judged": "as recorded",\n "blueprints": {}\n}'
    assert "bad input: nowhere: no such run" in await client.read("architect://runs/nowhere/result")
    assert "File name too long" in await refusal(client, "runs", run="x" * 300)


@pytest.mark.long
async def test_what_is_false_is_said_to_be_and_nothing_is_written_beside_it(client: OneByOne, place: Path) -> None:
    (place / "f.lean").write_text(FALSE)
    found = await answer(client, "prove", path=f"{place.name}/f.lean", theorem="f", seconds=30)
    [theorem] = found["theorems"]
    assert (found["proved"], theorem["status"]) == (False, "disproved")
    assert "type_of% @_root_.f" in theorem["proof"]
    assert theorem["counterexample"]
    assert found["run"] in found["next"]
    assert not (place / "text.lean").exists()
    assert (place / "f.lean").read_text() == FALSE


async def test_a_budget_must_be_given_and_no_more_of_it_than_the_server_allows(client: OneByOne) -> None:
    assert await refusal(client, "prove", text=EASY) == "bad input: prove: seconds: it is missing"
    asked: list[tuple[dict[str, float], str]] = [
        ({"seconds": 61}, "seconds: 61: a number above 0, and at most 60, which this server allows (--max-seconds)"),
        ({"seconds": 0}, "seconds: 0: a number above 0, and at most 60"),
        ({"seconds": 1, "tokens": 101}, "tokens: 101: a number above 0, and at most 100"),
        ({"seconds": 1, "tokens": 10**40}, "0: a number above 0, and at most 100"),
        ({"seconds": 1, "cost": -1}, "cost: -1: a number above 0"),
    ]
    for budget, words in asked:
        assert words in await refusal(client, "prove", text=EASY, **budget)
        assert words in await refusal(client, "resume", run="some", **budget)
    assert await refusal(client, "prove", text=EASY, seconds=1, max_cost=1) == (
        "bad input: prove: max_cost: no such argument; it takes seconds, text, path, theorem, tokens, cost"
    )
    assert "there is no `sorry` in it" in await refusal(client, "prove", text="theorem t : True := trivial", seconds=1)
    assert "not the name of a run" in await refusal(client, "resume", run="../x", seconds=1)
    assert "outside" in await refusal(client, "prove", path="/etc/hosts.lean", seconds=1)


def test_a_run_that_is_gone_on_with_spends_no_more_and_is_no_freer_than_the_server_allows() -> None:
    freer = Settings.model_validate(
        {"limits": {"turns": 5, "tokens": 10**7, "cost": None}, "lean": {"sandbox": "off", "jobs": 3}}
    )
    server = Settings.model_validate({"limits": {"tokens": 100, "cost": 2}, "lean": {"sandbox": "require"}})
    found = as_served(freer, server)
    assert (found.limits.turns, found.limits.tokens, found.limits.cost) == (5, 100, 2)
    assert (found.lean.sandbox, found.lean.jobs) == ("require", 3)


async def test_no_limit_is_without_end(tmp_path: Path) -> None:
    root, settings = Root(tmp_path), Settings()
    tools = RunTools(root, ServerLeans(root, settings, None), settings, 60)
    with pytest.raises(BadInput, match="cost: inf: a number above 0"):
        await tools.prove(1, text=EASY, cost=math.inf)


async def test_a_text_is_never_taken_for_the_path_of_a_file(client: OneByOne, tmp_path: Path) -> None:
    secret = tmp_path / "hidden.lean"
    secret.write_text("theorem secret : 1 = 1 := by sorry\n")
    calls: list[tuple[str, dict[str, Any]]] = [
        ("prove", {"seconds": 5}),
        ("verify", {"against_text": EASY}),
        ("check", {}),
    ]
    for tool, more in calls:
        called = await client.call_tool(tool, {"text": str(secret), **more})
        assert "secret" not in str(called)


async def test_each_prompt_names_what_it_was_given(client: OneByOne) -> None:
    names = await client.prompts()
    assert names == ["plan", "prove", "refine"]
    for name in names:
        given = (
            {"run": "that-run", "theorem": "my_theorem"}
            if name == "refine"
            else {"path": "a.lean", "theorem": "my_theorem"}
        )
        [message] = (await client.get_prompt(name, given)).messages
        words = str(getattr(message.content, "text", ""))
        assert all(value in words for value in given.values())


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_what_is_wrong_with_a_prompt_is_said_in_a_line(shared: SharedServer, mode: str) -> None:
    for name, given, words in (
        ("plot\x1b\n", {}, r"plot\u001b\n: there is none; there are plan, prove, refine"),
        ("plan", {}, "plan: path: it is missing; theorem: it is missing"),
        ("refine", {"path": "a"}, "refine: path: no such argument; it takes run, theorem"),
    ):
        async with over_http(shared, mode=mode) as client:
            with pytest.raises(MCPError) as refused:
                await client.get_prompt(name, given)
        assert (refused.value.code, refused.value.message) == (INVALID_PARAMS, f"bad input: {words}")


async def test_a_cancelled_run_leaves_no_lean_and_can_be_gone_on_with() -> None:
    async with by_hand("--jobs", "1") as client:
        arguments = {"text": HARD, "seconds": 200}
        number = await client.send("tools/call", name="prove", arguments=arguments, _meta={"progressToken": "here"})
        await client.hear(lambda message: "portfolio" in str(message.get("params", {}).get("message")))
        leans = workers(client.process.pid)
        assert leans
        await client.send("notifications/cancelled", is_request=False, requestId=number)
        for pid in leans:
            wait_until_gone(pid)
        async with asyncio.timeout(PATIENCE):  # its Leans go first, and then what else it holds
            while (run := (await client.call("runs"))["runs"][0])["state"] == "running":
                pass
        assert (run["state"], run["proved"]) == ("interrupted", 0)
        assert workers(client.process.pid) == set()


def test_a_bug_is_told_as_one_with_its_traceback_on_the_disk_and_a_failure_as_a_failure() -> None:
    assert in_words(LeanFailed("no Lean")) == "failed: no Lean"
    assert in_words(FileNotFoundError(2, "gone", "x")) == "failed: the system refused: x: gone"
    said = in_words(KeyError("x"))
    assert said.startswith("a bug in this program: KeyError: 'x' (the traceback, for a report: ")
    assert said.endswith("; it says nothing of the mathematics")
    path = Path(said.partition("report: ")[2].partition(")")[0])
    assert "KeyError" in path.read_text()

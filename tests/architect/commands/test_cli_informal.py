"""Informal proofs as a user meets them: written, graded, the best one heard by planner and provers; and resumed."""

import asyncio
import json
import signal
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.architect.commands.test_cli_model import FAR, GIVES_UP, SETTINGS, Run, architect, start
from tests.architect.commands.test_cli_planning import ENDS, PLANS
from tests.conftest import PATIENCE
from tests.prover.llm.chat_server import Answer, Scene, chat_server, is_silent, says

GOOD, BAD = "Show it for every even number, by induction on half of it.", "It is well known for a thousand."
NO_PLAN = says("", ("give_up_planning", {"reason": "nobody told me how"}))
Requests = Sequence[dict[str, Any]]


def words(request: dict[str, Any]) -> str:
    return "\n".join(str(message["content"]) for message in request["messages"])


def kind(request: dict[str, Any]) -> str:
    """What a request asks for."""
    if "tools" in request:
        return "plan" if "propose_blueprint" in json.dumps(request["tools"]) else "prove"
    return "grade" if words(request).startswith("Grade") else "write"


def playing(good: int, plans: Scene | None = None) -> Scene:
    """A model that has a plan only where it hears the good proof, which it grades so, and proves only by that plan."""

    async def scene(answer: Answer) -> None:
        told = words(answer.request)
        match kind(answer.request):
            case "write":
                await says(GOOD if "You are number 2" in told else BAD)(answer)
            case "grade":
                await says(f"Hm.\nGRADE: {good if GOOD in told else 3}")(answer)
            case "plan":
                await (plans or (PLANS if GOOD in told else NO_PLAN))(answer)
            case _:
                await (ENDS if "evens" in told else GIVES_UP)(answer)

    return scene


async def informally(tmp_path: Path, good: int, *arguments: object) -> tuple[Run, Requests]:
    (tmp_path / "architect.toml").write_text(SETTINGS.replace("rounds = 0", "rounds = 3"))
    async with chat_server(otherwise=playing(good)) as server:
        given = ("--config", tmp_path / "architect.toml", "--base-url", server.url, *arguments)
        return await architect("prove", FAR, "--json", *given), server.requests


def of(requests: Requests, wanted: str) -> list[str]:
    return [words(request) for request in requests if kind(request) == wanted]


async def test_the_better_informal_proof_is_what_is_planned_and_proved_with(tmp_path: Path) -> None:
    hint = tmp_path / "hint.txt"
    hint.write_text("A user's word.")
    run, requests = await informally(tmp_path, 9, "--informal", 2, "--proof-hint", hint)
    assert run.code == 0, run.out + run.err
    assert [len(of(requests, what)) for what in ("write", "grade", "plan")] == [2, 2, 1]
    [plan], prover = of(requests, "plan"), of(requests, "prove")[-1]
    for told in (plan, prover):
        assert GOOD in told
        assert BAD not in told
        assert told.index("A user's word.") < told.index("that a model wrote") < told.index(GOOD)
    assert all("A user's word." not in asked for asked in of(requests, "grade"))
    assert run.object["spent"]["calls"] == len(requests)
    [kept] = [event for event in events_of(run) if event["event"] == "informal"]
    assert ([proof["text"] for proof in kept["proofs"]], kept["chosen"]) == ([BAD, GOOD], 1)
    shown = await architect("runs", "show", Path(run.object["run"]).name)
    assert "informal proofs graded 3, 9 of 10: number 2 is used" in shown.out


def events_of(run: Run) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (Path(run.object["run"]) / "journal.jsonl").read_text().splitlines()]


@pytest.mark.long
async def test_without_a_good_one_the_planner_is_asked_as_without_the_option_and_that_is_said(tmp_path: Path) -> None:
    run, requests = await informally(tmp_path, 7, "--informal", 2)
    bare, others = await informally(tmp_path, 7)
    assert (run.code, bare.code) == (1, 1)
    [theorem] = run.object["theorems"]
    informal = theorem["blueprint"]["informal"]
    assert ([proof["grade"] for proof in informal["proofs"]], informal["chosen"]) == ([3, 7], None)
    assert of(requests, "plan")[0] == of(others, "plan")[0]
    assert [*map(kind, others)] == ["prove", "plan"]


@pytest.mark.long
async def test_a_run_that_was_stopped_goes_on_with_its_informal_proof_and_asks_for_none_again(tmp_path: Path) -> None:
    (tmp_path / "architect.toml").write_text(SETTINGS.replace("rounds = 0", "rounds = 3"))
    given = ("--config", tmp_path / "architect.toml")
    planning = asyncio.Event()

    async def waits(answer: Answer) -> None:
        planning.set()
        await is_silent(answer)

    async with chat_server(otherwise=playing(9, waits)) as server:
        process = await start("prove", FAR, *given, "--base-url", server.url, "--informal", 2)
        async with asyncio.timeout(PATIENCE):
            await planning.wait()
            process.send_signal(signal.SIGINT)
            _, err = await process.communicate()
    name = err.decode().split("architect resume ")[1].split("`")[0]
    async with chat_server(otherwise=playing(9)) as server:
        run = await architect("resume", name, "--base-url", server.url, "--json")
    assert run.code == 0, run.out + run.err
    assert (of(server.requests, "write"), of(server.requests, "grade")) == ([], [])
    assert GOOD in of(server.requests, "plan")[0]


@pytest.mark.long
async def test_a_model_that_cannot_be_asked_for_one_loses_no_theorem(tmp_path: Path) -> None:
    (tmp_path / "architect.toml").write_text(SETTINGS.replace("rounds = 0", "rounds = 3"))

    async def scene(answer: Answer) -> None:
        asked = kind(answer.request)
        proves = ENDS if "evens" in words(answer.request) else GIVES_UP
        await (says("") if asked == "write" else PLANS if asked == "plan" else proves)(answer)

    async with chat_server(otherwise=scene) as server:
        given = ("--config", tmp_path / "architect.toml", "--base-url", server.url, "--informal", 1)
        run = await architect("prove", FAR, *given)
    assert run.code == 0, run.out + run.err
    assert "graded 0 (nothing was written) of 10: none has 8" in run.err

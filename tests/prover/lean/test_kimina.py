"""A Kimina Lean Server behind the same pool, played by a local server: the real one is not here, nor its Lean."""

import asyncio
import json
from dataclasses import replace
from itertools import dropwhile
from pathlib import Path
from typing import Any

import pytest

from prover.gate.examine import examine
from prover.lean.live.pool import Pool, PoolLimits, Session
from prover.lean.sandbox.policy import Sandbox
from prover.lean.toolchains.toolchain import KiminaServer, Toolchain
from prover.text.problem import parse_problem
from prover.words.errors import BadInput, LeanFailed, LeanTimedOut, PoolBusy
from prover.words.times import TimeLimits
from prover.words.verdict import Died, Position, Unanswered
from tests.conftest import PATIENCE
from tests.prover.lean.asking import verdict_on
from tests.prover.llm.chat_server import Answer, ChatServer, Scene, breaks_a_chunk, chat_server, hangs_up, shows, waits

ONE = PoolLimits(size=1)
TRUE, FALSE = "theorem t : True := trivial", "theorem t : False :=\n  wrong"


def told(code: str) -> dict[str, Any]:
    """What the server's REPL says of a text: it takes the imports away, and what is `wrong` is an error."""
    body = [*dropwhile(lambda line: not line.strip() or line.startswith("import "), code.splitlines())]
    messages, sorries = [], []
    for number, line in enumerate(body, 1):
        place = {"line": number, "column": line.find("wrong")}
        if "wrong" in line:
            messages.append({"severity": "error", "pos": place, "data": "it is wrong"})
        if line == "#check Prop":
            messages.append({"severity": "info", "pos": {"line": number, "column": 0}, "data": "Prop : Type"})
        if "sorry" in line:
            at, end = ({"line": number, "column": line.find("sorry") + more} for more in (0, 5))
            sorries.append({"pos": at, "endPos": end, "goal": "⊢ True", "proofState": 0})
    return {"env": 1, "messages": messages, "sorries": sorries}


def says(response: Any = None, error: str | None = None, name: str | None = None) -> Scene:
    """Whatever was asked, this is the answer; without a ``response`` and an ``error`` it judges the text."""

    async def scene(answer: Answer) -> None:
        [code] = answer.request["codes"]
        found = told(code["proof"]) if response is None and error is None else response
        result = {"custom_id": name or code["custom_id"], "error": error, "response": found}
        await answer.head(kind="application/json")
        await answer.write(
            json.dumps({"results": [{key: value for key, value in result.items() if value is not None}]})
        )

    return scene


JUDGES = says()


def at_what_is_odd(scene: Scene) -> Scene:
    """It judges all texts but those that say `odd`."""

    async def either(answer: Answer) -> None:
        await (scene if "odd" in answer.request["codes"][0]["proof"] else JUDGES)(answer)

    return either


def at(server: ChatServer, times: TimeLimits | None = None, key: str | None = None) -> Toolchain:
    live = KiminaServer(server.url.removesuffix("/v1"), key)
    program, sandbox = ("exec", "/nowhere/lean"), Sandbox("off")
    return Toolchain("project", "4", "k", program, (), None, sandbox=sandbox, live=live, times=times or TimeLimits())


def proofs(server: ChatServer) -> list[str]:
    return [request["codes"][0]["proof"] for request in server.requests]


async def asked(server: ChatServer, times: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while len(server.requests) < times:
            server.asked.clear()
            await server.asked.wait()


async def death_by(lean: Session, text: str) -> str:
    answer = await lean.check(text, PATIENCE)
    assert isinstance(answer, Died), answer
    return answer.why


async def test_a_text_is_judged_behind_its_header_and_positions_count_from_its_start() -> None:
    async with chat_server(otherwise=JUDGES) as server, Pool(at(server), ONE) as pool:
        async with pool.session("import Mathlib\n\nopen Nat\n") as lean:
            assert (await verdict_on(lean, TRUE)).accepted
            verdict = await verdict_on(lean, FALSE)
        assert (verdict.accepted, verdict.errors[0].start) == (False, Position(2, 2))
        assert len(verdict.messages) == 1
        assert all(proof.startswith("import Mathlib\n") for proof in proofs(server))


async def test_a_header_without_imports_has_one_for_the_server_would_judge_on_top_of_what_it_judged_first() -> None:
    async with chat_server(otherwise=JUDGES) as server, Pool(at(server), ONE) as pool:
        for header in ("", "open Nat", "-- a word before\nimport Mathlib"):
            async with pool.session(header) as lean:
                assert (await verdict_on(lean, TRUE)).accepted
        assert {proof.splitlines()[0] for proof in proofs(server)} == {"import Init", "import Mathlib"}


async def test_what_is_wrong_with_the_header_is_in_each_verdict() -> None:
    async with (
        chat_server(otherwise=JUDGES) as server,
        Pool(at(server), ONE) as pool,
        pool.session("open wrong") as lean,
    ):
        verdict = await verdict_on(lean, TRUE)
        assert not verdict.accepted
        assert verdict.errors[0].text.startswith("(in the header, ")


async def test_options_are_set_behind_the_imports_and_what_lean_has_against_them_is_passed_over() -> None:
    async with chat_server(otherwise=JUDGES) as server:
        with_options = at(server).with_options(("-Dweak.wrong=1", "-DmaxRecDepth=7"))
        async with Pool(with_options, ONE) as pool, pool.session("import Mathlib\nopen Nat") as lean:
            assert (await verdict_on(lean, TRUE)).accepted
        lines = proofs(server)[-1].splitlines()
        wanted = ["import Mathlib", "set_option wrong 1", "set_option maxRecDepth 7", "open Nat", "#check Prop"]
        assert [line for line in lines if line in wanted] == wanted


async def test_goals_are_told_at_a_sorry_and_elsewhere_it_says_that_it_cannot_tell() -> None:
    async with chat_server(otherwise=JUDGES) as server, Pool(at(server), ONE) as pool, pool.session() as lean:
        assert await lean.goals_at("theorem t : True := by\n  sorry", Position(2, 2)) == ("⊢ True",)
        assert isinstance(await lean.goals_at("theorem t : True := by\n  sorry", Position(1, 0)), Unanswered)


async def test_the_server_has_the_seconds_of_a_check_in_whole_ones_and_those_of_a_start_for_the_header() -> None:
    async with chat_server(otherwise=JUDGES) as server, Pool(at(server, key="secret"), ONE) as pool:
        async with pool.session() as lean:
            await verdict_on(lean, TRUE, 2.5)
        assert [request["timeout"] for request in server.requests] == [TimeLimits().start, 3]
        assert {*server.keys} == {"Bearer secret"}


@pytest.mark.parametrize(
    ("scene", "why"),
    [
        (says(error="Lean REPL command timed out in 300.0 seconds"), "no answer from Lean within 300 s"),
        (says(error="Lean process broken pipe"), "Lean process broken pipe"),
        (says({}), "Lean says nothing at all"),
        (says({"env": 1}), "Lean says nothing at all"),
        (says({"message": "Unknown environment."}), "Unknown environment."),
        (says({"env": 1, "messages": [{"severity": "fatal"}]}), "messages.0"),
        (says([]), "results.0.response"),
        (says(told("#check Prop"), error="and an error"), "and an error"),
        (says(name="another"), "an answer to another text"),
        (shows("<p>who are you?</p>"), "no JSON"),
        (shows('{"results": []}'), "an answer to another text"),
        (shows("[" * 100_000), "no JSON"),
        (shows("one line was longer than 64 KiB", 500), "HTTP 500"),
        (shows("x" * (65 * 2**20)), "more than 67108864 bytes"),
        (breaks_a_chunk, "the connection broke"),
        (hangs_up, "the connection broke"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_what_is_no_verdict_is_never_taken_for_a_clean_one(scene: Scene, why: str) -> None:
    async with (
        chat_server(otherwise=at_what_is_odd(scene)) as server,
        Pool(at(server), ONE) as pool,
        pool.session() as lean,
    ):
        assert why in await death_by(lean, f"{TRUE} -- odd")
        assert (await verdict_on(lean, TRUE)).accepted


async def test_a_check_whose_header_was_not_there_any_more_goes_on_when_it_is_read_again() -> None:
    late = says(error="Lean REPL header command timed out in 5 seconds")
    async with chat_server([JUDGES, late, JUDGES, JUDGES]) as server, Pool(at(server), ONE) as pool:
        async with pool.session() as lean:
            assert (await verdict_on(lean, TRUE)).accepted
        assert server.requests[2]["timeout"] == TimeLimits().start


@pytest.mark.parametrize(
    ("scene", "kind", "why"),
    [
        (shows("no key", 401), LeanFailed, "refuses: HTTP 401"),
        (shows("No available REPLs", 429), PoolBusy, "no process"),
    ],
    ids=["refused", "busy"],
)
async def test_a_server_that_takes_no_text_is_raised_for_no_text_is_to_blame(
    scene: Scene, kind: type[LeanFailed], why: str
) -> None:
    async with chat_server(otherwise=scene) as server, Pool(at(server), ONE) as pool, pool.session() as lean:
        with pytest.raises(kind, match=why):
            await lean.check(TRUE)
        assert pool.processes == 0


async def test_a_server_that_is_not_there_or_is_silent_is_raised() -> None:
    async with chat_server() as server:
        pass
    async with Pool(at(server), ONE) as pool, pool.session() as lean:
        with pytest.raises(LeanFailed, match="cannot be reached"):
            await lean.check(TRUE)
    quick = TimeLimits(start=0.1)
    async with chat_server(otherwise=waits) as server, Pool(at(server, quick), ONE) as pool, pool.session() as lean:
        with pytest.raises(LeanTimedOut, match="reading the header"):
            await lean.check(TRUE)


async def test_cancelling_a_check_closes_its_connection_by_which_the_server_knows() -> None:
    scenes = [JUDGES, waits, JUDGES, JUDGES]
    async with chat_server(scenes) as server, Pool(at(server), ONE) as pool, pool.session() as lean:
        task = asyncio.create_task(lean.check(TRUE))
        await asked(server, times=2)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        async with asyncio.timeout(PATIENCE):
            await server.client_left.wait()
        assert (await verdict_on(lean, TRUE)).accepted


async def test_closing_the_pool_ends_a_request_that_is_under_way(caplog: pytest.LogCaptureFixture) -> None:
    async def use(pool: Pool) -> None:
        async with pool.session() as lean:
            await lean.check(TRUE)

    async with chat_server([JUDGES, waits]) as server:
        async with Pool(at(server), ONE) as pool:
            task = asyncio.create_task(use(pool))
            await asked(server, times=2)
        with pytest.raises(LeanFailed):
            await task
        assert pool.processes == 0
    assert caplog.text == ""


async def test_a_module_file_is_not_asked_about_there(toolchain: Toolchain) -> None:
    problem = parse_problem("module\ntheorem t : True := sorry", Path("Problem.lean"))
    with pytest.raises(BadInput, match="a Kimina server reads no header but `import` lines"):
        await examine(replace(toolchain, live=KiminaServer("http://localhost:1", None)), problem, problem.targets())

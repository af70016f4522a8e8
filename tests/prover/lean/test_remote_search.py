"""Loogle and LeanSearch, played by a local server: what they find comes in, and what they break is "could not look"."""

import json
import re
import socket
from typing import get_args

import pytest

from prover.agent.tools.search import Query, Search
from prover.lean.search.premises import Premise
from prover.lean.search.remote import MOST_BYTES, Service, Unseen, ask, services
from prover.words.obligation import Obligation
from prover.words.sections import ProverSettings
from tests.conftest import PATIENCE, UNTIL_IT_IS_ENOUGH
from tests.prover.llm.chat_server import ChatServer, Scene, breaks_a_chunk, chat_server, hangs_up, shows, waits
from tests.prover.methods.at_once import AtOnce, pool_of

LOOGLE, LEANSEARCH = services()["loogle"], services()["leansearch"]
HIT = {"name": "Nat.add_comm", "type": " (n m : ℕ) :\n  n + m = m + n", "module": "Init", "doc": None}
RECORD = {
    "result": {"name": ["Nat", "add_comm"], "type": "∀ (n m : ℕ), n + m = m + n", "kind": "theorem"},
    "distance": 1,
}


def at(server: ChatServer, service: Service, seconds: float = PATIENCE) -> Service:
    return service.model_copy(update={"url": server.url, "seconds": seconds})


async def answer(scene: Scene, service: Service = LOOGLE) -> list[Premise] | Unseen:
    async with chat_server(otherwise=scene, greeting=scene) as server:
        return await ask(at(server, service), "a + b\n = b + a", 2)


async def test_what_loogle_finds_has_its_signature_in_one_line() -> None:
    scene = shows(json.dumps({"header": "", "count": 3, "hits": [HIT] * 3}))
    async with chat_server(greeting=scene) as server:
        found = await ask(at(server, LOOGLE), "a + b\n = b + a", 2)
    assert found == [Premise("Nat.add_comm", "Nat.add_comm (n m : ℕ) : n + m = m + n")] * 2
    assert server.greetings == ["GET /v1?q=a+%2B+b+%3D+b+%2B+a"]


async def test_what_leansearch_finds_has_its_name_put_together() -> None:
    async with chat_server([shows(json.dumps([[RECORD]]))]) as server:
        found = await ask(at(server, LEANSEARCH), "commutative", 2)
    assert found == [Premise("Nat.add_comm", "Nat.add_comm : ∀ (n m : ℕ), n + m = m + n")]
    assert server.requests == [{"query": ["commutative"], "num_results": 2}]


@pytest.mark.parametrize(("service", "page"), [(LOOGLE, '{"hits": []}'), (LEANSEARCH, "[[]]")])
async def test_that_one_looked_and_found_nothing_is_no_failure(service: Service, page: str) -> None:
    assert await answer(shows(page), service) == []


@pytest.mark.parametrize(
    ("scene", "why"),
    [
        (shows("down for maintenance", 500), "HTTP 500"),
        (shows("", 302), "HTTP 302"),
        (shows("<html>"), "no JSON"),
        (shows("[" * 100_000), "no JSON"),
        (shows('{"error": "unknown identifier \\u0060foo\\u0060\\u001b[2J"}'), r"unknown identifier `foo`\\u001b\[2J"),
        (shows('{"error": 3}'), "'error' is no text"),
        (shows("{}"), "there is no 'hits'"),
        (shows('{"hits": {"0": 1}}'), "no list"),
        (shows('{"hits": [{"name": "a"}]}'), "there is no 'type'"),
        (shows('{"hits": [{"name": {"a": 1}, "type": "b"}]}'), "'name' is no text"),
        (shows(" " * (MOST_BYTES + 1)), "more than 4194304 bytes"),
        (hangs_up, "."),
        (breaks_a_chunk, "."),
    ],
)
async def test_an_answer_that_is_none_is_that_it_could_not_look(scene: Scene, why: str) -> None:
    found = await answer(scene)
    assert isinstance(found, Unseen)
    assert re.search(why, found.why), found.why


async def test_one_that_does_not_answer_in_time_could_not_look_and_is_not_awaited_any_more() -> None:
    async with chat_server(greeting=waits) as server:
        for seconds in UNTIL_IT_IS_ENOUGH:
            assert await ask(at(server, LOOGLE, seconds), "x", 1) == Unseen(f"no answer within {seconds:g} s")
            if server.greetings:  # it had been asked
                break
        await server.client_left.wait()


async def test_one_that_is_not_there_could_not_look() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        service = LOOGLE.model_copy(update={"url": f"http://127.0.0.1:{nobody.getsockname()[1]}/json"})
        found = await ask(service, "x", 1)
    assert isinstance(found, Unseen)


async def test_the_tool_says_who_found_what_and_who_could_not_look() -> None:
    loogle, leansearch = shows(json.dumps({"hits": [HIT]})), shows("busy", 503)
    async with chat_server([leansearch], greeting=loogle) as server:
        obligation = Obligation("t", "", ("theorem t : True := ", ""), 0)
        tool = Search(pool_of(AtOnce("")), obligation, None, [at(server, LOOGLE), at(server, LEANSEARCH)])
        told = (await tool.run(Query(query="add_comm"))).splitlines()
    assert told[0] == "Nothing found for 'add_comm'."
    assert told[2:] == [
        "Loogle found these, of a Mathlib that may be another than the file's:",
        "Nat.add_comm (n m : ℕ) : n + m = m + n",
        "(LeanSearch could not look: HTTP 503.)",
    ]


def test_the_settings_name_the_services_that_there_are() -> None:
    [names, _] = get_args(ProverSettings.model_fields["remote_search"].annotation)
    assert {*get_args(names)} == services().keys()
    assert ProverSettings().remote_search == ()

"""A server that will not answer is found out at once, before any other work; one that might is left alone."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from prover.llm.model import Card
from prover.llm.openai_client import NO_KEY, Endpoint, OpenAIModel
from prover.words.errors import ModelRefused, ModelUnavailable
from tests.architect.commands.test_cli_model import FILE, PROVES, SETTINGS, architect
from tests.conftest import PATIENCE
from tests.prover.llm.chat_server import (
    Answer,
    Scene,
    chat_server,
    hangs_up,
    has_no_such_page,
    is_silent,
    refuses,
    says,
    shows,
    waits,
)

LOGIN = shows("<!doctype html>\n<html><head><title>Sign\x1b[2J in</title></head><body>Who are you?</body></html>")
BAD_GATEWAY = shows("<html><head><title>502 Bad Gateway</title></head></html>", 502)


async def lists(answer: Answer) -> None:
    await answer.head(200, "application/json")
    await answer.write('{"object": "list", "data": [{"id": "m", "object": "model"}]}')


def in_turn(*scenes: Scene) -> Scene:
    rest = iter(scenes)

    async def scene(answer: Answer) -> None:
        await next(rest)(answer)

    return scene


@asynccontextmanager
async def greeted(greeting: Scene, key: str = NO_KEY, silence_seconds: float = PATIENCE) -> AsyncIterator[list[str]]:
    async with (
        chat_server(greeting=greeting) as server,
        OpenAIModel(Card("m"), Endpoint(server.url, key, silence_seconds=silence_seconds)) as model,
    ):
        await model.greet()
        yield server.greetings


@pytest.mark.parametrize(
    ("greeting", "error", "words"),
    [
        (refuses(401, "Incorrect API key"), ModelRefused, "refused with 401 (check the key)"),
        (refuses(403, "no"), ModelRefused, "refused with 403"),
        (LOGIN, ModelRefused, "answers with a web page (Sign\\u001b[2J in): check the address"),
        (shows("<html>not here</html>", 404), ModelRefused, "a web page; check the address"),
        (BAD_GATEWAY, ModelUnavailable, "answered 502: a web page (502 Bad Gateway)"),
        (waits, ModelUnavailable, "was silent for 0.5 s"),
        (is_silent, ModelUnavailable, "was silent for 0.5 s"),
    ],
)
async def test_what_will_not_answer_is_said_in_one_line(greeting: Scene, error: type[Exception], words: str) -> None:
    with pytest.raises(error) as said:
        async with greeted(greeting, silence_seconds=0.5 if "silent" in words else PATIENCE):
            pass
    assert words in str(said.value)
    assert len(str(said.value).splitlines()) == 1


async def test_a_place_where_nobody_listens_is_said_in_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}/v1"
    async with OpenAIModel(Card("m"), Endpoint(url, NO_KEY)) as model:
        with pytest.raises(ModelUnavailable, match=r"cannot be reached: .*is the server running"):
            await model.greet()


@pytest.mark.parametrize(
    "greeting",
    [
        has_no_such_page,
        hangs_up,
        lists,
        refuses(500, "CUDA error"),
        refuses(429, "too many requests"),
        says("hello"),
        in_turn(refuses(403, "this key may not list models"), refuses(400, "messages are missing")),
        in_turn(LOGIN, refuses(422, "model: field required")),
    ],
    ids=["404", "hangs up", "a list", "500", "429", "answers", "a key with few rights", "pages but for the chat"],
)
async def test_what_may_yet_answer_is_left_alone(greeting: Scene) -> None:
    async with greeted(greeting) as asked:
        assert asked[0] == "GET /v1/models"


async def test_a_wrong_key_is_found_where_anybody_sees_the_list() -> None:
    with pytest.raises(ModelRefused, match="refused with 401"):
        async with greeted(in_turn(lists, refuses(401, "no such key")), key="wrong"):
            pass


async def test_nothing_is_asked_of_the_model_by_way_of_a_greeting() -> None:
    async with chat_server(greeting=lists) as server, OpenAIModel(Card("m"), Endpoint(server.url, "right")) as model:
        await model.greet()
    assert (server.requests, server.greetings) == ([], ["GET /v1/models", "POST /v1/chat/completions"])


@pytest.mark.long
async def test_a_web_page_in_the_place_of_a_reply_is_not_asked_for_again(tmp_path: Path) -> None:
    (tmp_path / "architect.toml").write_text(SETTINGS)
    async with chat_server([shows("<html></html>")]) as server:
        given = ("--config", tmp_path / "architect.toml", "--base-url", server.url)
        run = await architect("prove", FILE, *given)
    assert run.code == 3
    assert "answers with a web page" in run.out
    assert len(server.requests) == 1


@pytest.mark.parametrize("greeting", [LOGIN, refuses(401, "Incorrect API key"), waits], ids=["page", "key", "silence"])
async def test_the_command_line_says_it_before_any_other_work(tmp_path: Path, greeting: Scene) -> None:
    (tmp_path / "architect.toml").write_text(SETTINGS.replace("[model]", "[model]\nsilence_seconds = 1"))
    async with chat_server([PROVES], greeting=greeting) as server:
        given = ("--config", tmp_path / "architect.toml", "--base-url", server.url)
        run = await architect("prove", FILE, *given)
    assert (run.code, run.out, server.requests) == (3, "", [])
    assert run.err.count("\n") == 1


@pytest.mark.parametrize("option", ["--record", "--replay"])
async def test_a_recording_without_a_model_is_bad_input(tmp_path: Path, option: str) -> None:
    run = await architect("prove", FILE, option, tmp_path / "c.jsonl")
    assert (run.code, run.out) == (2, "")
    assert run.err == f"architect: {option} wants a model, and none is named: add --model, or `name` under [model]\n"

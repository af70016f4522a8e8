"""What one small call shows of a server, each kind of it played by a local one."""

import json

import pytest

from prover.llm.abilities import Abilities, abilities
from prover.llm.model import Card
from prover.llm.openai_client import Endpoint, OpenAIModel
from prover.words.budget import Budget, Limits
from prover.words.errors import ModelUnavailable
from prover.words.templates import Prompts
from tests.prover.llm.chat_server import Answer, Scene, chat_server, hangs_up, has_no_such_page, refuses, says

NATIVE = says("", ("give_sum", {"sum": 5}), reasoning="2 and 3 are 5")
IN_WORDS = says("```give_sum\n5\n```")


def lists(**entry: object) -> Scene:
    async def scene(answer: Answer) -> None:
        await answer.head(200, "application/json")
        await answer.write(json.dumps({"object": "list", "data": [{"id": "m"} | entry]}))

    return scene


async def seen(*scenes: Scene, greeting: Scene = has_no_such_page, tools: str = "auto") -> tuple[Abilities, int]:
    async with (
        chat_server(scenes, greeting=greeting) as server,
        OpenAIModel(Card("m", outage_seconds=0), Endpoint(server.url, "k")) as model,
    ):
        return await abilities(model, Budget(Limits()), Prompts(), tools), len(server.requests)


async def test_one_call_shows_a_server_that_does_all() -> None:
    found, calls = await seen(NATIVE, greeting=lists(max_model_len=8_192))
    assert (found.called, found.window, calls) == ("native", 8_192, 1)
    [reply] = found.replies
    assert (reply.message.reasoning, reply.spent.guessed) == ("2 and 3 are 5", 0)


async def test_a_second_call_shows_that_tools_are_called_in_words_only() -> None:
    found, calls = await seen(says("It is 5."), IN_WORDS)
    assert (found.called, found.window, calls) == ("fenced", None, 2)


async def test_what_a_server_refuses_is_learnt_and_its_tools_are_asked_for_in_words() -> None:
    found, calls = await seen(
        refuses(400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."),
        refuses(400, "m does not support tools"),
        IN_WORDS,
    )
    assert (found.called, found.dialect.reply_limit, found.dialect.tools) == (
        "fenced",
        "max_completion_tokens",
        "fenced",
    )
    assert calls == 3


async def test_a_call_that_stands_in_the_text_is_told_from_one_that_the_server_has_read() -> None:
    found, calls = await seen(says('<tool_call>{"name": "give_sum", "arguments": {"sum": 5}}</tool_call>'))
    assert (found.called, calls) == ("written", 1)


async def test_a_model_that_calls_nothing_in_any_way_calls_none() -> None:
    found, calls = await seen(says("It is 5."), says("It is 5 still."))
    assert (found.called, calls) == (None, 2)


@pytest.mark.parametrize("tools", ["native", "fenced"])
async def test_where_one_way_is_asked_for_the_other_is_not_tried(tools: str) -> None:
    found, calls = await seen(says("It is 5."), tools=tools)
    assert (found.called, calls) == (None, 1)


@pytest.mark.parametrize(
    ("entry", "window"),
    [
        ({"context_length": 32_768}, 32_768),
        ({"meta": {"n_ctx": 4_096, "n_ctx_train": 8_192}}, 4_096),
        ({"id": "another name", "context_window": 2_048}, 2_048),
        ({"max_model_len": "many"}, None),
        ({"max_model_len": -1}, None),
    ],
)
async def test_the_window_is_read_wherever_servers_say_it(entry: dict[str, object], window: int | None) -> None:
    found, _ = await seen(NATIVE, greeting=lists(**entry))
    assert found.window == window


async def test_a_server_that_is_away_is_not_waited_for() -> None:
    with pytest.raises(ModelUnavailable):
        await seen(hangs_up)

"""The real `openai` client against a local server that speaks its protocol, and misbehaves when told to."""

import asyncio
import json
from typing import Any

import pytest

from prover.llm.asking import PaidModel, Retries
from prover.llm.model import Assistant, Card, Reply, Request, System, ToolCall, ToolResult, ToolSpec, User
from prover.llm.openai_client import Endpoint, OpenAIModel
from prover.words.budget import Budget, Limits, Price
from prover.words.dialects import Dialect
from prover.words.errors import ContextFull, LimitReached, ModelRefused, ModelUnavailable
from tests.conftest import PATIENCE, UNTIL_IT_IS_ENOUGH
from tests.prover.llm.chat_server import (
    Answer,
    Scene,
    breaks_a_chunk,
    breaks_off,
    chat_server,
    fails_in_the_stream,
    hangs_up,
    has_no_choices,
    is_no_json,
    is_silent,
    refuses,
    says,
)

TOOL = ToolSpec("look", "Look.", {"type": "object", "properties": {"at": {"type": "string"}}})
QUICK = Retries(first_wait=0.01)
PRICE = Price(input=1.0, cached_input=0.5, output=10.0)


def request(*messages: Any) -> Request:
    return Request(messages or (User("hello"),), (TOOL,), reply_tokens=100)


async def reply_to(*scenes: Scene, asked: Request | None = None, **endpoint: Any) -> tuple[Reply, list[dict[str, Any]]]:
    async with (
        chat_server(scenes) as server,
        OpenAIModel(Card("m", price=PRICE), Endpoint(server.url, "secret", **endpoint)) as model,
    ):
        return await model.reply(asked or request()), server.requests


async def asked_with_retries(*scenes: Scene, limits: Limits | None = None) -> tuple[Reply, Budget]:
    budget = Budget(limits or Limits())
    async with chat_server(scenes) as server, OpenAIModel(Card("m"), Endpoint(server.url, "k")) as model:
        return await PaidModel(model, budget, QUICK).ask((User("hello"),), (TOOL,)), budget


async def test_text_reasoning_calls_and_usage_are_put_together_from_the_stream() -> None:
    reply, [sent] = await reply_to(says("ab∀cd", ("look", {"at": "x"}), ("look", {"at": "y"}), reasoning="hm"))
    assert reply.message.text == "ab∀cd"
    assert reply.message.reasoning == "hm"
    assert reply.message.calls == (ToolCall("id-0", "look", '{"at": "x"}'), ToolCall("id-1", "look", '{"at": "y"}'))
    assert not reply.truncated
    assert (reply.spent.calls, reply.spent.failed, reply.spent.tokens_out) == (1, 0, 20)
    assert sent["model"] == "m"
    assert sent["max_tokens"] == 100
    assert sent["tools"][0]["function"]["name"] == "look"


async def test_cached_tokens_are_counted_apart_and_cost_less() -> None:
    async def scene(answer: Answer) -> None:
        await answer.head()
        await answer.delta(finish="stop")
        await answer.usage(1_000_000, 0, prompt_tokens_details={"cached_tokens": 400_000})
        await answer.done()

    reply, _ = await reply_to(scene)
    assert (reply.spent.tokens_in, reply.spent.cached) == (1_000_000, 400_000)
    assert reply.spent.cost == pytest.approx(0.6 + 0.2)


async def test_what_the_server_says_it_cost_goes_before_the_price_table() -> None:
    async def scene(answer: Answer) -> None:
        await answer.head()
        await answer.delta(content="x", finish="stop")
        await answer.usage(10, 1, cost=0.25)
        await answer.done()

    reply, _ = await reply_to(scene)
    assert reply.spent.cost == 0.25


async def test_a_reply_that_was_cut_off_says_so() -> None:
    reply, _ = await reply_to(says("half", finish="length"))
    assert reply.truncated


async def test_a_conversation_is_sent_as_the_protocol_wants_it() -> None:
    call = ToolCall("id-7", "look", "{broken")
    turn = Assistant("I look", (call,), reasoning="secretly")
    asked = request(System("s"), User("u"), turn, ToolResult(call, "seen"))
    _, [sent] = await reply_to(says("ok"), asked=asked)
    roles = [m["role"] for m in sent["messages"]]
    assert roles == ["system", "user", "assistant", "tool"]
    assert sent["messages"][3] == {"role": "tool", "tool_call_id": "id-7", "content": "seen"}
    # A server would fall over arguments that are no JSON, though it was a model that wrote them.
    assert sent["messages"][2]["tool_calls"][0]["function"]["arguments"] == "{}"
    assert "secretly" not in str(sent)


async def test_reasoning_goes_back_only_where_it_is_wanted() -> None:
    asked = request(User("u"), Assistant("a", reasoning="secretly"))
    _, [sent] = await reply_to(says("ok"), asked=asked, dialect=Dialect(thoughts="returned"))
    assert sent["messages"][1]["reasoning_content"] == "secretly"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422])
async def test_a_refusal_is_one_clear_line_and_is_not_repeated(status: int) -> None:
    async with (
        chat_server([refuses(status, "bad\nkey")]) as server,
        OpenAIModel(Card("m"), Endpoint(server.url, "k")) as model,
    ):
        budget = Budget(Limits())
        with pytest.raises(ModelRefused, match=f"refused with {status}") as caught:
            await PaidModel(model, budget).ask((User("hello"),))
    assert "\n" not in str(caught.value)
    assert len(server.requests) == 1
    assert (budget.spent.calls, budget.spent.failed, budget.spent.tokens) == (1, 1, 0)


async def test_no_quota_is_not_worth_waiting_for() -> None:
    with pytest.raises(ModelRefused):
        await asked_with_retries(refuses(429, "pay first", code="insufficient_quota"))


async def test_a_conversation_that_is_too_long_is_told_apart() -> None:
    with pytest.raises(ContextFull):
        await reply_to(refuses(400, "This model's maximum context length is 10 tokens"))


@pytest.mark.parametrize("status", [408, 409, 429, 500, 503])
async def test_a_server_that_is_busy_is_asked_again(status: int) -> None:
    reply, budget = await asked_with_retries(refuses(status), refuses(status), says("here"))
    assert reply.message.text == "here"
    assert (budget.spent.calls, budget.spent.failed) == (3, 2)


@pytest.mark.parametrize(
    "scene", [hangs_up, breaks_off, breaks_a_chunk, has_no_choices, is_no_json, fails_in_the_stream]
)
async def test_a_reply_that_breaks_is_asked_for_again_and_counted(scene: Scene) -> None:
    reply, budget = await asked_with_retries(scene, says("here"))
    assert reply.message.text == "here"
    assert (budget.spent.calls, budget.spent.failed) == (2, 1)


async def test_a_server_that_falls_silent_is_given_up_after_the_time_it_has() -> None:
    with pytest.raises(ModelUnavailable, match="was silent") as caught:
        await reply_to(is_silent, silence_seconds=0.2)
    assert caught.value.billed


async def test_a_server_that_cannot_be_reached_is_one_line() -> None:
    async with OpenAIModel(Card("m"), Endpoint("http://127.0.0.1:1/v1", "k")) as model:
        with pytest.raises(ModelUnavailable, match="cannot be reached") as caught:
            await model.reply(request())
    assert "\n" not in str(caught.value)
    assert not caught.value.billed


async def test_how_long_the_server_asks_us_to_wait_is_heard() -> None:
    with pytest.raises(ModelUnavailable) as caught:
        await reply_to(refuses(429, retry_after="0.4"))
    assert caught.value.wait_seconds == 0.4


async def test_a_wait_longer_than_the_budget_is_not_begun() -> None:
    async with asyncio.timeout(PATIENCE):
        with pytest.raises(ModelUnavailable, match="429"):
            await asked_with_retries(refuses(429, retry_after="1000000"), limits=Limits(seconds=100_000))


async def test_tries_that_may_have_been_paid_come_to_an_end() -> None:
    with pytest.raises(ModelUnavailable, match="before it was whole"):
        await asked_with_retries(*[breaks_off] * QUICK.tries)


async def test_time_that_is_over_cuts_the_server_off() -> None:
    async with chat_server(otherwise=is_silent) as server, OpenAIModel(Card("m"), Endpoint(server.url, "k")) as model:
        for seconds in UNTIL_IT_IS_ENOUGH:
            budget = Budget(Limits(seconds=seconds))
            with pytest.raises(LimitReached) as caught:
                await PaidModel(model, budget).ask((User("hello"),))
            assert caught.value.what == "seconds"
            if server.requests:
                break
        async with asyncio.timeout(PATIENCE):
            await server.client_left.wait()
    assert budget.spent.tokens > 0, "a call that was cut off may have cost something"


async def test_no_more_requests_at_once_than_the_setting_allows() -> None:
    async with (
        chat_server(otherwise=says("ok")) as server,
        OpenAIModel(Card("m"), Endpoint(server.url, "k", concurrency=3)) as model,
    ):
        await asyncio.gather(*(model.reply(request()) for _ in range(20)))
    assert 1 <= server.most_at_once <= 3
    assert len(server.requests) == 20


async def test_no_more_requests_a_minute_than_the_setting_allows() -> None:
    async with (
        chat_server(otherwise=says("ok")) as server,
        OpenAIModel(Card("m"), Endpoint(server.url, "k", per_minute=5)) as model,
    ):
        calls = [asyncio.create_task(model.reply(request())) for _ in range(8)]
        answered = asyncio.as_completed(calls, timeout=PATIENCE)
        for _ in range(5):
            await next(answered)
        for call in calls:
            call.cancel()
        await asyncio.gather(*calls, return_exceptions=True)
    assert len(server.requests) == 5


async def test_the_key_goes_into_the_header_and_into_no_message() -> None:
    async with chat_server([refuses(401)]) as server, OpenAIModel(Card("m"), Endpoint(server.url, "s3cret")) as model:
        with pytest.raises(ModelRefused) as caught:
            await model.reply(request())
    assert server.keys == ["Bearer s3cret"]
    assert "s3cret" not in str(caught.value)
    assert "s3cret" not in repr(Endpoint(server.url, "s3cret"))


MALFORMED: list[Any] = [
    5, None, [1], "x", {"choices": {}}, {"choices": "x"}, {"choices": [None]}, {"choices": [{"delta": "x"}]},
    {"choices": [{"delta": []}]}, {"choices": [{"delta": {"content": ["a"]}}]},
    {"choices": [{"delta": {"tool_calls": {}}}]}, {"choices": [{"delta": {"tool_calls": [None, "x"]}}]},
    {"choices": [{"delta": {"tool_calls": [{"index": [], "id": 7, "function": "x"}]}}]},
    {"choices": [{"delta": {"tool_calls": [{"function": {"name": {}, "arguments": 5}}]}}]},
    {"usage": "x"}, {"usage": []}, {"usage": {"prompt_tokens": 10**400, "cost": "much"}},
    {"usage": {"prompt_tokens": 5, "prompt_tokens_details": "x"}},
]  # fmt: skip


@pytest.mark.parametrize("piece", MALFORMED, ids=lambda piece: str(piece)[:60])
async def test_a_piece_of_the_wrong_type_is_as_if_it_were_not_there(piece: Any) -> None:
    async def scene(answer: Answer) -> None:
        await answer.head()
        await answer.write(f"data: {json.dumps(piece)}\n\n")
        await answer.delta(content="whole", finish="stop")
        await answer.done()

    reply, _ = await asked_with_retries(scene, says("again"))
    assert reply.message.text in ("whole", "again")
    again = request(User("u"), reply.message, *[ToolResult(call, "r") for call in reply.message.calls])
    await reply_to(says("ok"), asked=again)


async def test_a_number_that_python_will_not_read_is_no_bug_of_ours() -> None:
    async def endless(answer: Answer) -> None:
        await answer.head()
        await answer.write(f'data: {{"choices": [], "usage": {{"prompt_tokens": {"9" * 10_000}}}}}\n\n')

    reply, budget = await asked_with_retries(endless, says("here"))
    assert reply.message.text == "here"
    assert (budget.spent.calls, budget.spent.failed) == (2, 1)


async def test_json_without_end_and_half_characters_do_no_harm() -> None:
    async def deep(answer: Answer) -> None:
        await answer.head()
        await answer.write(f"data: {'[' * 100_000}\n\n")

    async def half(answer: Answer) -> None:
        await answer.head()
        function = {"name": "look", "arguments": "[" * 3_000 + "\ud800"}
        await answer.delta(content="\ud800", tool_calls=[{"index": 0, "id": "\ud800", "function": function}])
        await answer.delta(finish="tool_calls")
        await answer.done()

    reply, _ = await asked_with_retries(deep, half)
    [call] = reply.message.calls
    again, _ = await reply_to(says("ok"), asked=request(User("u"), reply.message, ToolResult(call, "r")))
    assert again.message.text == "ok"


@pytest.mark.parametrize("usage", [None, {"prompt_tokens": 10}, {"prompt_tokens": "100", "completion_tokens": "50"}])
async def test_what_a_server_does_not_count_is_counted_by_the_byte(usage: Any) -> None:
    async def scene(answer: Answer) -> None:
        await answer.head()
        await answer.delta(content="x" * 5_000, finish="stop")
        if usage:
            await answer.chunk({"choices": [], "usage": usage})
        await answer.done()

    reply, _ = await reply_to(scene, asked=request(User("y" * 20_000)))
    assert reply.spent.tokens_in == {None: 20_000, 10: 10, "100": 100}[usage and usage["prompt_tokens"]]
    assert reply.spent.tokens_out == (50 if usage and "completion_tokens" in usage else 5_000)


async def test_a_key_that_the_server_repeats_is_not_shown() -> None:
    with pytest.raises(ModelRefused) as caught:
        await reply_to(refuses(401, "Incorrect API key provided: secret"))
    assert "secret" not in str(caught.value)
    assert "***" in str(caught.value)


async def test_dates_with_and_without_a_zone_are_no_bug() -> None:
    reply, _ = await asked_with_retries(
        refuses(429, retry_after="Wed, 21 Oct 2026 07:28:00 -0000", date="Wed, 21 Oct 2026 07:28:00 GMT"), says("here")
    )
    assert reply.message.text == "here"


async def test_calls_that_came_without_an_id_get_one_that_no_other_call_of_the_conversation_has() -> None:
    def wants_other_ids(scene: Scene) -> Scene:
        async def strict(answer: Answer) -> None:
            ids = [call["id"] for message in answer.request["messages"] for call in message.get("tool_calls", ())]
            results = [m["tool_call_id"] for m in answer.request["messages"] if m["role"] == "tool"]
            fits = len(ids) == len({*ids}) and ids == results and all(len(id) == 9 and id.isalnum() for id in ids)
            await (scene if fits else refuses(400, f"repeated, unanswered or odd ids: {ids}"))(answer)

        return strict

    def calls(*ids: str) -> Scene:
        async def scene(answer: Answer) -> None:
            await answer.head()
            for index, id in enumerate(ids):
                function = {"name": "look", "arguments": '{"at": "x"}'}
                await answer.delta(tool_calls=[{"index": index, "id": id, "type": "function", "function": function}])
            await answer.delta(finish="tool_calls")
            await answer.done()

        return scene

    written = '<tool_call>{"name": "look", "arguments": {"at": "x"}}</tool_call>\n```look\nx\n```'
    scenes = [calls("", ""), says(written), calls("call00005", ""), says("done")]
    said: tuple[Any, ...] = (User("hello"),)
    async with (
        chat_server(map(wants_other_ids, scenes)) as server,
        OpenAIModel(Card("m"), Endpoint(server.url, "k")) as model,
    ):
        paid = PaidModel(model, Budget(Limits()), QUICK)
        while (reply := await paid.ask(said, (TOOL,))).message.calls:
            said += (reply.message, *(ToolResult(call, "seen") for call in reply.message.calls))
    ids = [call.id for message in said if isinstance(message, Assistant) for call in message.calls]
    assert ids == ["call00001", "call00002", "call00003", "call00004", "call00005", "call00006"]
    assert reply.message.text == "done"

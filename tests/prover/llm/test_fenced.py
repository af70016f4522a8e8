"""Tools as fenced blocks: what is read out of a reply, for any reply."""

import json

from hypothesis import given
from hypothesis import strategies as st

from prover.llm.fenced import Block, FencedTools, blocks, calls_in, fenced
from prover.llm.model import Assistant, Request, System, ToolCall, ToolResult, ToolSpec, User
from prover.llm.scripted import Scripted
from prover.words.templates import Prompts

CHECK = ToolSpec("check", "Check.", {"properties": {"text": {}, "line": {}}})
GIVE_UP = ToolSpec("give_up", "Stop.", {"properties": {"reason": {}, "lemmas": {}}})
TOOLS = (CHECK, GIVE_UP)
LINES = st.lists(st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"]), max_size=20), max_size=6)
FENCES = st.sampled_from(["```", "````", "~~~", "```check", "``` check", "`", "```json", "    ```", " ```"])


@given(st.lists(LINES.map("\n".join) | FENCES, max_size=12).map("\n".join))
def test_any_reply_can_be_read(text: str) -> None:
    for call in calls_in(text, TOOLS):
        assert call.name in ("check", "give_up")
        assert isinstance(json.loads(call.arguments), dict)


@given(LINES.map("\n".join), LINES.map("\n".join))
def test_a_block_is_read_as_it_was_written(before: str, body: str) -> None:
    text = "\n".join(line for line in before.split("\n") if "`" not in line and "~" not in line)
    assert list(blocks(f"{text}\n{fenced('check', body)}")) == [Block("check", body)]


@given(st.lists(LINES.map("\n".join), max_size=4))
def test_calls_come_in_order_and_whole(bodies: list[str]) -> None:
    wanted = [body for body in bodies if not body.lstrip().startswith("{")]
    text = "\nand then\n".join(fenced("check", body) for body in wanted)
    assert [json.loads(call.arguments)["text"] for call in calls_in(text, TOOLS)] == wanted


def test_other_arguments_stand_behind_the_name() -> None:
    [call] = calls_in("```check line=3\na\nb\n```", TOOLS)
    assert json.loads(call.arguments) == {"text": "a\nb", "line": "3"}


def test_a_json_object_with_the_tools_own_arguments_is_all_of_them() -> None:
    [call] = calls_in('```give_up\n{"reason": "r", "lemmas": ["a"]}\n```', TOOLS)
    assert json.loads(call.arguments) == {"reason": "r", "lemmas": ["a"]}
    [call] = calls_in('```check\n{"other": 1}\n```', TOOLS)
    assert json.loads(call.arguments) == {"text": '{"other": 1}'}


def test_a_block_that_is_not_closed_calls_nothing() -> None:
    assert calls_in("```check\nhalf a", TOOLS) == ()


def test_blocks_of_another_kind_call_nothing() -> None:
    assert calls_in("```lean4\nexample : True := trivial\n```", TOOLS) == ()


async def test_a_model_is_told_of_its_tools_and_their_results_in_words() -> None:
    inner = Scripted([Assistant("I check\n```check\nx\n```")])
    call = ToolCall("1", "check", "{}")
    turns = (System("S"), User("U"), Assistant("A", (call, call)), ToolResult(call, "one"), ToolResult(call, "two"))
    reply = await FencedTools(inner, Prompts()).reply(Request(turns, TOOLS))
    assert reply.message.calls[0].name == "check"
    [asked] = inner.requests
    assert asked.tools == ()
    assert [type(m).__name__ for m in asked.messages] == ["System", "User", "Assistant", "User"]
    system, *_, last = asked.messages
    assert isinstance(system, System)
    assert "```check line=…" in system.text
    assert isinstance(last, User)
    assert last.text == "Result of check:\none\nResult of check:\ntwo"

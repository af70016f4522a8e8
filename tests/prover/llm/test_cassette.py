"""Recording and replaying: the same conversation gives the same replies, any other fails and says how it differs."""

from dataclasses import replace
from pathlib import Path

import pytest

from prover.llm.cassette import Replayer, recording
from prover.llm.model import Assistant, Reply, Request, ToolCall, ToolResult, ToolSpec, User
from prover.llm.scripted import Scripted
from prover.words.budget import Spent
from prover.words.errors import BadInput, ModelRefused, ModelUnavailable

TOOL = ToolSpec("look", "Look.", {"type": "object"})
CALL = ToolCall("1", "look", '{"at": "∀"}')
FIRST = Request((User("one"),), (TOOL,))
SECOND = Request((User("one"), Assistant("", (CALL,), "thinking"), ToolResult(CALL, "seen")), (TOOL,))
LINES = "a line\u2028that Python would cut\x85in three"
REPLIES = [
    Reply(Assistant("", (CALL,), "thinking"), spent=Spent(1, 0, 5, 1, 2, 0.5, 0.25)),
    Reply(Assistant(LINES), truncated=True),
]


async def recorded(path: Path) -> None:
    with recording(Scripted(REPLIES), path) as model:
        assert [await model.reply(FIRST), await model.reply(SECOND)] == REPLIES


async def test_a_recording_answers_as_the_model_did(tmp_path: Path) -> None:
    await recorded(tmp_path / "c.jsonl")
    model = Replayer(tmp_path / "c.jsonl")
    # How long a reply may be depends on the budget, and reasoning is not always sent back: neither makes it another.
    assert await model.reply(replace(FIRST, reply_tokens=7)) == REPLIES[0]
    bare = (User("one"), Assistant("", (CALL,)), ToolResult(CALL, "seen"))
    assert await model.reply(replace(SECOND, messages=bare)) == REPLIES[1]


async def test_an_unknown_request_fails_and_shows_the_nearest(tmp_path: Path) -> None:
    await recorded(tmp_path / "c.jsonl")
    with pytest.raises(ModelRefused, match="not recorded") as caught:
        await Replayer(tmp_path / "c.jsonl").reply(Request((User("ome"),), (TOOL,)))
    assert "number 1" in str(caught.value)
    assert "- User: one | + User: ome" in str(caught.value)
    assert "\n" not in str(caught.value)


async def test_a_request_is_answered_as_often_as_it_was_recorded(tmp_path: Path) -> None:
    await recorded(tmp_path / "c.jsonl")
    model = Replayer(tmp_path / "c.jsonl")
    await model.reply(FIRST)
    with pytest.raises(ModelRefused, match="more often"):
        await model.reply(FIRST)


async def test_what_was_answered_is_on_the_disk_at_once_and_failures_are_not_recorded(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    with recording(Scripted([REPLIES[0], ModelUnavailable("busy")]), path) as model:
        await model.reply(FIRST)
        assert path.read_text().count("\n") == 1
        with pytest.raises(ModelUnavailable):
            await model.reply(SECOND)
    assert path.read_text().count("\n") == 1


@pytest.mark.parametrize(
    "text",
    [
        "no json",
        "[]",
        '{"schema": 2}',
        '{"schema": 1, "request": {}}',
        "\xff",
        '{"schema": 1, "request": {"messages": [5]}, "reply": {}}',
        "[" * 100_000,
    ],
)
def test_what_is_no_recording_is_bad_input(tmp_path: Path, text: str) -> None:
    (tmp_path / "c.jsonl").write_bytes(text.encode("latin-1"))
    with pytest.raises(BadInput) as caught:
        Replayer(tmp_path / "c.jsonl")
    assert "\n" not in str(caught.value)


def test_a_recording_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "c.jsonl").write_text("precious")
    with pytest.raises(BadInput, match="cannot record there"), recording(Scripted([]), tmp_path / "c.jsonl"):
        pass
    with pytest.raises(BadInput, match="no such file"):
        Replayer(tmp_path / "none.jsonl")


async def test_the_key_is_not_recorded_whoever_says_it_and_the_recording_still_answers(tmp_path: Path) -> None:
    key, path = "sk-0123456789", tmp_path / "c.jsonl"
    call = ToolCall("1", "look", f'{{"at": "{key}"}}')
    first = Reply(Assistant(f"I know {key}", (call,), f"it is {key}"))
    messages = (User("one"), first.message, ToolResult(call, f"seen {key}"))
    with recording(Scripted([first, REPLIES[1]]), path, key) as model:
        assert await model.reply(FIRST) == first
        await model.reply(Request(messages, (TOOL,)))
    assert key not in path.read_text()
    replayed = Replayer(path)
    hidden = (await replayed.reply(FIRST)).message
    assert (hidden.text, hidden.reasoning) == ("I know [the key]", "it is [the key]")
    seen = ToolResult(hidden.calls[0], "seen [the key]")
    assert await replayed.reply(Request((User("one"), hidden, seen), (TOOL,))) == REPLIES[1]


async def test_a_recording_in_which_calls_have_other_ids_answers_all_the_same(tmp_path: Path) -> None:
    await recorded(tmp_path / "c.jsonl")
    model, other = Replayer(tmp_path / "c.jsonl"), replace(CALL, id="call00001")
    asked = (User("one"), Assistant("", (other,)), ToolResult(other, "seen"))
    assert await model.reply(replace(SECOND, messages=asked)) == REPLIES[1]
    with pytest.raises(ModelRefused, match="not recorded"):
        await model.reply(replace(SECOND, messages=(*asked[:2], ToolResult(other, "seen otherwise"))))

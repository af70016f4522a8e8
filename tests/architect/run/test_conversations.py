"""What is said with a model is on the disk as it is said: each message once, in bounded lines, through no link."""

import asyncio
from pathlib import Path

import pytest

from architect.run.conversations import (
    CONVERSATIONS,
    FULL,
    LONGEST_SAID,
    MOST_BYTES,
    MOST_READ,
    Conversations,
    TalkTurn,
    conversing,
    turns_in,
)
from prover.agent.loop import MOST_CALLS
from prover.llm.asking import PaidModel
from prover.llm.model import Assistant, ChatMessage, Reply, System, ToolCall, ToolResult, User
from prover.llm.scripted import Scripted
from prover.llm.transcript import Transcript
from prover.words.budget import Budget, Limits, Spent
from prover.words.errors import BadInput, ContextFull, ModelRefused

CALL = ToolCall("1", "lean_check", "{}")
CALLS = Assistant("", (CALL,))


def turns(folder: Path) -> list[TalkTurn]:
    damaged: list[str] = []
    found = [*turns_in(folder, damaged.append).news()[0]]
    assert damaged == []
    return found


async def test_each_message_is_told_once_also_where_it_was_asked_in_vain_or_the_window_was_full() -> None:
    told: list[ChatMessage] = []

    async def tell(message: ChatMessage, spent: Spent | None) -> None:
        told.append(message)

    model = Scripted([ContextFull("no"), CALLS, ModelRefused("no"), Assistant("Done.")])
    paid = PaidModel(model, Budget(Limits()), transcript=Transcript("c", tell))
    opening = (System("Be brief."), User("Prove it."))
    with pytest.raises(ContextFull):
        await paid.ask(opening)
    await paid.ask(opening)
    shortened = (System("Be brief."), User("(older turns are left out)"), CALLS, ToolResult(CALL, "no"))
    with pytest.raises(ModelRefused):
        await paid.ask(shortened)
    await paid.ask((*shortened, User("Say what blocks you.")))
    assert told == [*opening, CALLS, ToolResult(CALL, "no"), User("Say what blocks you."), Assistant("Done.")]


async def test_a_run_that_goes_on_writes_behind_what_is_there_and_drops_a_torn_line(tmp_path: Path) -> None:
    for number in range(2):
        async with conversing(tmp_path) as conversations:
            transcript = conversations.of("M").at("t", "node")(f"model: {number}")
            await transcript.asked((User("Prove it."),))
            assert len(turns(tmp_path)) == 2 * number + 1  # it is there before the answer
            await transcript.answered(Reply(CALLS, spent=Spent(calls=1, tokens_in=3)))
        with (tmp_path / CONVERSATIONS).open("ab") as file:
            file.write(b'{"event": "turn", "torn')
    found = turns(tmp_path)
    assert [(turn.method, turn.role) for turn in found] == [
        (f"model: {number}", role) for number in range(2) for role in ("user", "assistant")
    ]
    assert len({turn.conversation for turn in found}) == 2
    assert (found[1].module, found[1].theorem, found[1].node) == ("M", "t", "node")
    assert found[1].spent == Spent(calls=1, tokens_in=3)
    assert found[1].calls[0].name == "lean_check"


async def test_a_line_is_bounded_whatever_is_said(tmp_path: Path) -> None:
    long = "\ud800x" * 10**5
    async with conversing(tmp_path) as conversations:
        transcript = conversations.at("t")("m")
        await transcript.asked((ToolResult(ToolCall("1", long, long), long),))
        await transcript.answered(Reply(Assistant(long, (ToolCall("1", long, long),) * 50, long)))
    for line in (tmp_path / CONVERSATIONS).read_text().splitlines():
        assert len(line) < (2 * MOST_CALLS + 4) * LONGEST_SAID
    assert len(turns(tmp_path)[1].calls) == MOST_CALLS
    assert "characters left out" in turns(tmp_path)[0].text


async def test_a_file_that_is_full_says_so_in_a_line_and_grows_no_more(tmp_path: Path) -> None:
    path = tmp_path / CONVERSATIONS
    there = TalkTurn(conversation="c", theorem="t", method="m", role="user", text="x" * (MOST_BYTES - 2_000))
    path.write_text(f'{{"event": "journal", "schema": 1}}\n{there.model_dump_json()}\n')
    async with conversing(tmp_path) as conversations:
        transcript = conversations.at("t")("m")
        for _ in range(3):
            await transcript.asked((User("y" * 3_000),))
            await transcript.answered(Reply(Assistant("")))
    assert [turn.text for turn in turns(tmp_path)[1:]] == [FULL]


async def test_what_many_say_at_once_passes_the_bound_of_the_file_by_one_line_and_is_read(tmp_path: Path) -> None:
    path = tmp_path / CONVERSATIONS
    there = TalkTurn(conversation="c", theorem="t", method="m", role="user", text="x" * (MOST_BYTES - 10**6))
    path.write_text(f'{{"event": "journal", "schema": 1}}\n{there.model_dump_json()}\n')
    calls = tuple(ToolCall("1", '"' * LONGEST_SAID, '"' * LONGEST_SAID) for _ in range(MOST_CALLS))

    async def say(conversations: Conversations) -> None:
        await conversations.at("t")("m").answered(Reply(Assistant("", calls)))

    async with conversing(tmp_path) as conversations, asyncio.TaskGroup() as group:
        for _ in range(20):
            group.create_task(say(conversations))
    lines = path.read_bytes().splitlines(keepends=True)
    assert sum(map(len, lines[:-1])) <= MOST_BYTES < sum(map(len, lines[:-1])) + len(lines[-2])
    assert [turn.text for turn in turns(tmp_path)][-1] == FULL
    async with conversing(tmp_path) as conversations:
        await say(conversations)
    assert path.stat().st_size <= MOST_READ


def test_of_a_file_that_is_larger_than_any_that_is_written_the_beginning_is_read(tmp_path: Path) -> None:
    path = tmp_path / CONVERSATIONS
    said = TalkTurn(
        conversation="c", theorem="t", method="m", role="user", text="x" * (MOST_READ // 2)
    ).model_dump_json()
    path.write_text(f'{{"event": "journal", "schema": 1}}\n{said}\n{said}\n{said}\n')
    assert len(turns(tmp_path)) == 1


async def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / CONVERSATIONS).symlink_to(tmp_path.parent / "elsewhere")
    with pytest.raises(BadInput, match=rf"{CONVERSATIONS}: cannot be written: Too many levels of symbolic links"):
        async with conversing(tmp_path):
            pass
    assert not (tmp_path.parent / "elsewhere").exists()

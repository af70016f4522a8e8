"""The journal: what was written is there whatever happens next, and what is no journal is refused in a line."""

import asyncio
import json
import os
import resource
import threading
from pathlib import Path
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, Field, TypeAdapter

from architect.run.journal import SCHEMA, Journal, read_journal
from prover.words.errors import BadInput
from tests.slow_disk import Syncs


class Said(BaseModel):
    event: Literal["said"] = "said"
    time: float = 0.0
    name: str | int | float | None


class Listed(BaseModel):
    event: Literal["listed"] = "listed"
    names: tuple[str, ...]


EVENTS: TypeAdapter[Said | Listed] = TypeAdapter(Annotated[Said | Listed, Field(discriminator="event")])


async def write(path: Path, *names: str) -> None:
    async with Journal[Said](path) as journal:
        for name in names:
            await journal.write(Said(name=name))


def names(path: Path) -> list[object]:
    return [event.name for event in read_journal(path, EVENTS) if isinstance(event, Said)]


async def test_events_are_read_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    async with Journal[Said | Listed](path) as journal:
        for name in ("∀ x\n\u2028y", 1.5, None):
            await journal.write(Said(name=name))
        await journal.write(Listed(names=("x",)))
    first, second, _, fourth = read_journal(path, EVENTS)
    assert names(path) == ["∀ x\n\u2028y", 1.5, None]
    assert fourth == Listed(names=("x",))
    assert isinstance(first, Said)
    assert isinstance(second, Said)
    assert 0 < first.time <= second.time
    assert all("time" in json.loads(line) for line in path.read_bytes().splitlines())


async def test_an_event_is_on_the_disk_when_write_returns(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    async with Journal[Said](path) as journal:
        for name in "abc":
            await journal.write(Said(name=name))
            assert names(path)[-1] == name


async def test_reopening_goes_on_where_it_ended(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    await write(path, "a", "b")
    await write(path, "c")
    assert names(path) == ["a", "b", "c"]
    assert path.read_text().count('"schema"') == 1


async def test_a_torn_last_line_is_left_out_and_dropped_when_it_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    await write(path, "a", "b")
    whole = path.read_bytes()
    begin_of_b = whole[:-1].rfind(b"\n") + 1
    for cut in range(begin_of_b, len(whole)):
        path.write_bytes(whole[:cut])
        assert names(path) == ["a"]
        await write(path, "c")
        assert names(path) == ["a", "c"]


async def test_a_journal_torn_in_its_first_line_is_one_with_no_events(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    for text in (b"", b'{"event": "jour'):
        path.write_bytes(text)
        assert read_journal(path, EVENTS) == []
        await write(path, "a")
        assert names(path) == ["a"]
        path.unlink()


async def test_another_schema_is_refused_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    await write(path, "a")
    path.write_text(path.read_text().replace(f'"schema": {SCHEMA}', '"schema": 99'))
    with pytest.raises(BadInput) as caught:
        read_journal(path, EVENTS)
    assert str(caught.value) == f"{path}: a journal of schema 99; this version reads {SCHEMA}"


@pytest.mark.parametrize("line", ["no json", "[1]", "{}", '"event"', "3", "[" * 100_000, "", "\ufeff{}"])
async def test_a_line_that_is_no_event_is_refused_with_its_number(tmp_path: Path, line: str) -> None:
    path = tmp_path / "journal"
    await write(path, "a")
    path.write_text(f"{path.read_text()}{line}\n")
    with pytest.raises(BadInput, match=r"journal:3: not an event of a journal$"):
        read_journal(path, EVENTS)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"event": "said", "target": "t"}', "a said event of t that makes no sense: said.name: it is missing"),
        ('{"event": "sung", "name": "a"}', "a sung event that makes no sense: the object: Input tag 'sung'"),
        ('{"event": ["a\\n"], "name": "a"}', "event that makes no sense: "),
        ('{"event": "listed", "names": [1]}', "a listed event that makes no sense: listed.names.0: no text: 1"),
    ],
)
async def test_a_damaged_event_is_refused_with_file_line_event_and_fault(tmp_path: Path, line: str, words: str) -> None:
    path = tmp_path / "journal"
    await write(path, "a")
    path.write_text(f"{path.read_text()}{line}\n")
    with pytest.raises(BadInput) as caught:
        read_journal(path, EVENTS)
    assert str(caught.value).startswith(f"{path}:3: ")
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_journal_that_is_not_there_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="the journal cannot be read: No such file"):
        read_journal(tmp_path / "none", EVENTS)


async def test_events_of_one_moment_share_a_sync(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    syncs, path = Syncs(monkeypatch), tmp_path / "journal"
    async with Journal[Said](path) as journal:
        syncs.threads.clear()
        async with asyncio.TaskGroup() as group:
            for n in range(100):
                group.create_task(journal.write(Said(name=n)))
        assert len(syncs.threads) == 1
        await journal.write(Said(name=100))
        assert len(syncs.threads) == 2
    assert names(path) == [*range(101)]


async def test_the_loop_turns_while_the_disk_is_slow_and_what_comes_meanwhile_shares_the_next_sync(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    syncs, path = Syncs(monkeypatch), tmp_path / "journal"
    async with Journal[Said](path) as journal:
        syncs.close()
        writing = [asyncio.ensure_future(journal.write(Said(name=0)))]
        await syncs.asked.wait()  # the loop turns, or this would never end
        writing += [asyncio.ensure_future(journal.write(Said(name=n))) for n in (1, 2, 3)]
        await asyncio.sleep(0)
        writing.append(asyncio.ensure_future(journal.write(Said(name=4))))
        await asyncio.sleep(0)
        assert not any(task.done() for task in writing)
        syncs.open.set()
        await asyncio.gather(*writing)
    assert len(syncs.threads) == 2
    assert threading.get_ident() not in syncs.threads
    assert names(path) == [*range(5)]


async def test_the_loop_turns_while_a_long_journal_is_read_to_go_on_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "journal"
    await write(path, "a")
    loop, asked, on, read = asyncio.get_running_loop(), asyncio.Event(), threading.Event(), os.read

    def slow(descriptor: int, most: int) -> bytes:
        loop.call_soon_threadsafe(asked.set)
        on.wait()
        return read(descriptor, most)

    with monkeypatch.context() as disk:
        disk.setattr(os, "read", slow)
        writing = asyncio.ensure_future(write(path, "b"))
        await asked.wait()  # the loop turns, or this would never end
        assert not writing.done()
        on.set()
        await writing
    assert names(path) == ["a", "b"]


async def test_a_journal_that_is_left_in_a_hurry_has_all_that_was_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its owner is cancelled, and cancelled again while it waits for the disk."""
    syncs, path = Syncs(monkeypatch), tmp_path / "journal"
    at_work = asyncio.Event()

    async def hold() -> None:
        async with Journal[Said](path) as journal, asyncio.TaskGroup() as group:
            syncs.close()
            group.create_task(journal.write(Said(name=0)))
            await syncs.asked.wait()
            for n in (1, 2):
                group.create_task(journal.write(Said(name=n)))
            await asyncio.sleep(0)
            at_work.set()

    holder = asyncio.ensure_future(hold())
    await at_work.wait()
    holder.cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    threading.Timer(0, syncs.open.set).start()
    holder.cancel()
    with pytest.raises(asyncio.CancelledError):
        await holder
    assert names(path) == [0, 1, 2]


async def test_a_disk_that_is_full_is_an_error_to_everybody_who_wrote(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    async with Journal[Said](path) as journal:
        await journal.write(Said(name="a"))
        try:
            resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 10, hard))
            found = await asyncio.gather(*(journal.write(Said(name=name)) for name in "bc"), return_exceptions=True)
            assert [type(error) for error in found] == [OSError, OSError]
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert names(path) == ["a"]
        await journal.write(Said(name="room again"))
    assert names(path) == ["a", "room again"]
    await write(path, "d")
    assert names(path) == ["a", "room again", "d"]


def open_files() -> list[str]:
    return [str(path.readlink()) for path in Path("/proc/self/fd").iterdir() if path.is_symlink() and path.exists()]


async def test_a_journal_that_cannot_begin_leaves_no_file_open(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (10, hard))
        with pytest.raises(OSError, match="File too large"):
            await Journal[Said](tmp_path / "journal").__aenter__()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert str(tmp_path / "journal") not in open_files()


async def test_a_writer_that_is_cancelled_still_writes_and_keeps_nobody_else_from_it(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    async with Journal[Said](path) as journal:
        one, other = (asyncio.ensure_future(journal.write(Said(name=name))) for name in "ab")
        await asyncio.sleep(0)
        one.cancel()
        await other
    assert names(path) == ["a", "b"]
    assert json.loads(path.read_text().splitlines()[0])["event"] == "journal"

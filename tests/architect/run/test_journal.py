"""The journal: what was written is there whatever happens next, and what is no journal is refused in a line."""

import asyncio
import json
import os
import resource
from pathlib import Path

import pytest

from architect.run.journal import SCHEMA, Journal, read_journal
from prover.words.errors import BadInput


async def write(path: Path, *names: str) -> None:
    async with Journal(path) as journal:
        for name in names:
            await journal.write("said", name=name)


def names(path: Path) -> list[str]:
    return [event["name"] for event in read_journal(path)]


async def test_events_are_read_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    async with Journal(path) as journal:
        await journal.write("a", words="∀ x\n\u2028y", number=1.5, nothing=None)
        await journal.write("b", event_of=["x"])
    a, b = read_journal(path)
    assert (a["event"], a["words"], a["number"], a["nothing"]) == ("a", "∀ x\n\u2028y", 1.5, None)
    assert (b["event"], b["event_of"]) == ("b", ["x"])
    assert a["time"] <= b["time"]


async def test_an_event_is_on_the_disk_when_write_returns(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    async with Journal(path) as journal:
        for name in "abc":
            await journal.write("said", name=name)
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
        assert read_journal(path) == []
        await write(path, "a")
        assert names(path) == ["a"]
        path.unlink()


async def test_another_schema_is_refused_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    await write(path, "a")
    path.write_text(path.read_text().replace(f'"schema": {SCHEMA}', '"schema": 99'))
    with pytest.raises(BadInput) as caught:
        read_journal(path)
    assert str(caught.value) == f"{path}: a journal of schema 99; this version reads {SCHEMA}"


@pytest.mark.parametrize("line", ["no json", "[1]", "{}", '"event"', "3", "[" * 100_000, "", "\ufeff{}"])
async def test_a_line_that_is_no_event_is_refused_with_its_number(tmp_path: Path, line: str) -> None:
    path = tmp_path / "journal"
    await write(path, "a")
    path.write_text(f"{path.read_text()}{line}\n")
    with pytest.raises(BadInput, match=r"journal:3: not an event of a journal$"):
        read_journal(path)


def test_a_journal_that_is_not_there_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="the journal cannot be read: No such file"):
        read_journal(tmp_path / "none")


async def test_events_of_one_moment_share_a_sync(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    path = tmp_path / "journal"
    async with Journal(path) as journal:
        synced.clear()
        async with asyncio.TaskGroup() as group:
            for n in range(100):
                group.create_task(journal.write("said", name=n))
        assert len(synced) == 1
        await journal.write("said", name=100)
        assert len(synced) == 2
    assert [event["name"] for event in read_journal(path)] == [*range(101)]


async def test_a_disk_that_is_full_is_an_error_to_everybody_who_wrote(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    journal = Journal(path)
    await journal.__aenter__()
    await journal.write("said", name="a")
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 10, hard))
        found = await asyncio.gather(*(journal.write("said", name=name) for name in "bc"), return_exceptions=True)
        assert [type(error) for error in found] == [OSError, OSError]
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert names(path) == ["a"]
    await journal.write("said", name="room again")
    await journal.__aexit__(None, None, None)
    assert names(path) == ["a", "room again"]
    await write(path, "d")
    assert names(path) == ["a", "room again", "d"]


async def test_a_writer_that_is_cancelled_still_writes_and_keeps_nobody_else_from_it(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    async with Journal(path) as journal:
        one, other = (asyncio.ensure_future(journal.write("said", name=name)) for name in "ab")
        await asyncio.sleep(0)
        one.cancel()
        await other
    assert names(path) == ["a", "b"]
    assert json.loads(path.read_text().splitlines()[0])["event"] == "journal"

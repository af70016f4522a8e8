"""A journal that grows under whoever looks at it: what is new is read, and all of one that is another."""

import os
from pathlib import Path

import pytest

from architect.run.growing import COMPARED, GrowingJournal
from prover.words.errors import BadInput
from tests.architect.run.test_journal import EVENTS, Listed, Said

FIRST = b'{"event": "journal", "schema": 1}\n'


def said(name: str) -> bytes:
    return b'{"event": "said", "name": "%s"}\n' % name.encode()


def journal(path: Path) -> GrowingJournal[Said | Listed]:
    return GrowingJournal(path, EVENTS)


def names(journal: GrowingJournal[Said | Listed]) -> tuple[list[object], bool]:
    """What is new, and whether it is all that there is."""
    events, is_all = journal.news()
    return [event.name for event in events if isinstance(event, Said)], is_all


def append(path: Path, written: bytes) -> None:
    with path.open("ab") as file:
        file.write(written)


def test_each_look_finds_what_was_written_since_the_last(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    looks = journal(path)
    assert names(looks) == ([], True)
    path.write_bytes(b"")
    assert names(looks) == ([], True)
    append(path, FIRST + said("a"))
    assert names(looks) == (["a"], True)
    assert names(looks) == ([], False)
    append(path, said("b") + said("c"))
    assert names(looks) == (["b", "c"], False)


def test_a_line_that_is_torn_is_found_once_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    path.write_bytes(FIRST[:10])
    looks = journal(path)
    assert names(looks) == ([], True)
    append(path, FIRST[10:] + said("a") + said("b")[:5])
    assert names(looks) == (["a"], True)
    append(path, said("b")[5:12])
    assert names(looks) == ([], False)
    append(path, said("b")[12:] + said("c"))
    assert names(looks) == (["b", "c"], False)


def test_what_was_read_is_not_read_again(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    path.write_bytes(FIRST + said("a") + said("b" * COMPARED))
    looks = journal(path)
    looks.news()
    with path.open("r+b") as file:
        file.write(b"no journal")
    append(path, said("c"))
    assert names(looks) == (["c"], False)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(FIRST + said("a"), id="shorter"),
        pytest.param(FIRST + said("a") + said("x"), id="as long"),
        pytest.param(FIRST + said("a") + said("x") + said("y"), id="longer"),
        pytest.param(FIRST, id="nothing in it"),
        pytest.param(FIRST + said("a") + b'{"event": "sa', id="torn"),
    ],
)
@pytest.mark.parametrize("is_moved", [True, False], ids=["moved there", "written over"])
def test_all_of_another_journal_is_read(tmp_path: Path, other: bytes, is_moved: bool) -> None:
    path, beside = tmp_path / "journal", tmp_path / "other"
    path.write_bytes(FIRST + said("a") + said("b"))
    os.utime(path, ns=(0, 0))  # that it is written to again is seen however fast that is
    looks, whole = journal(path), journal(beside)
    looks.news()
    beside.write_bytes(other)
    expected = names(whole)
    if is_moved:
        beside.replace(path)
    else:
        path.write_bytes(other)
    assert names(looks) == expected
    append(path, b"" if not other.endswith(b"\n") else said("z"))
    assert names(looks) == (["z"] if other.endswith(b"\n") else [], False)


def test_one_that_was_written_to_and_has_not_grown_is_read_anew_though_it_ends_as_before(tmp_path: Path) -> None:
    path, last = tmp_path / "journal", "b" * COMPARED
    path.write_bytes(FIRST + said("a") + said(last))
    os.utime(path, ns=(0, 0))
    looks = journal(path)
    looks.news()
    with path.open("r+b") as file:
        file.write(FIRST + said("x"))
    assert names(looks) == (["x", last], True)


def test_one_that_was_taken_away_and_is_there_again_is_read_from_its_beginning(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    path.write_bytes(FIRST + said("a"))
    looks = journal(path)
    looks.news()
    path.unlink()
    assert names(looks) == ([], True)
    path.write_bytes(FIRST + said("a"))
    assert names(looks) == (["a"], True)


def test_a_damaged_line_is_refused_with_its_number_until_it_is_mended(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    path.write_bytes(FIRST + said("a"))
    looks = journal(path)
    looks.news()
    append(path, said("b") + b"not an event\n")
    for _ in range(2):
        with pytest.raises(BadInput, match="journal:4: not an event of a journal"):
            looks.news()
    path.write_bytes(FIRST + said("a") + said("b") + said("c"))
    assert names(looks)[0][-2:] == ["b", "c"]


def test_damaged_lines_are_left_out_and_each_said_once_and_what_is_behind_the_bound_is_not_read(tmp_path: Path) -> None:
    damaged: list[str] = []
    (path := tmp_path / "journal").write_bytes(FIRST + b"nothing\n" + said("a"))
    most = len(FIRST) + 300
    looks = GrowingJournal(path, EVENTS, damaged.append, most)
    assert names(looks) == (["a"], True)
    append(path, b"{}\n" + said("b"))
    assert names(looks) == (["b"], False)
    assert [line.partition(": ")[0] for line in damaged] == [f"{path}:2", f"{path}:4"]
    assert not looks.is_cut
    append(path, said("c") * most)
    new, is_all = names(looks)
    assert (set(new), is_all, looks.is_cut) == ({"c"}, False, True)
    assert len(path.read_bytes()[:most].splitlines()) - 1 == 5 + len(new)
    append(path, said("d"))
    assert names(looks) == ([], False)

"""A handbook's folder is a stranger's until checked: what is no behaviour is passed over, and who writes is alone."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from architect.handbook.folder import (
    LONGEST_FILE,
    MOST_KEPT,
    Handbook,
    add_new,
    file_of,
    read_handbook,
    take_in,
)
from architect.handbook.form import as_text, read_form
from prover.words.behaviour import Behaviour
from prover.words.errors import BadInput

ONE = Behaviour("one", "goal `a ∣ b`", "Pull out the first term.", "t, run r", "somebody")
TEXT = "when: goal `a ∣ b`\nfrom: t, run r\nby: somebody\n\nPull out the first term.\n"


def another(name: str, word: str) -> Behaviour:
    return Behaviour(name, f"the goal has {word}", f"Try {word} of {word}.")


def test_a_text_is_read_as_it_was_written() -> None:
    assert as_text(ONE) == TEXT
    assert read_form("one", TEXT) == ONE
    assert read_form("one", "\ufeff" + TEXT.replace("\n", "\r\n")) == ONE


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "no line `when: …`"),
        ("when: x", "nothing behind the first empty line"),
        ("when: x\nwhen: y\n\ndo", "line 2: a second `when:`"),
        ("when: x\nwho: y\n\ndo", "line 2: not one of `when: …`"),
        ("Just words.\n\ndo", "line 1: not one of"),
        (f"when: {'x' * 301}\n\ndo", "`when:` has over 300 characters"),
        (f"when: x\n\n{'x' * 1501}", "what to do has over 1500 characters"),
    ],
)
def test_what_is_wrong_with_a_text_is_said_in_a_line(text: str, fault: str) -> None:
    with pytest.raises(BadInput) as wrong:
        read_form("one", text)
    assert str(wrong.value).startswith(fault)


@pytest.mark.parametrize("name", ["", "a/b", "../a", ".a", "a.b", "-a", "a--b", "a_b", "ü", "a\n", "a" * 65])
def test_what_is_no_name_leads_to_no_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput, match="no name of a behaviour"):
        file_of(tmp_path, name)


def test_what_cannot_be_seen_is_written_out() -> None:
    found = read_form("one", "when: a\x1b[2J\u202e\n\ndo\x07 it")
    assert (found.when, found.do) == ("a\\u001b[2J\\u202e", "do\\u0007 it")


HOSTILE: dict[str, tuple[Callable[[Path], object], str]] = {
    "huge": (lambda path: path.write_text(TEXT + "x" * LONGEST_FILE), "larger than 8192 bytes"),
    "sparse": (lambda path: os.truncate(os.open(path, os.O_RDWR | os.O_CREAT), 2**40), "larger than 8192 bytes"),
    "binary": (lambda path: path.write_bytes(b"when: \xff\x00"), "not UTF-8 (byte 6)"),
    "a link out": (lambda path: path.symlink_to(path.parents[1] / "secret"), "leads out of"),
    "a circle": (lambda path: path.symlink_to(path), "Too many levels"),
    "a pipe": (os.mkfifo, "a pipe, not a file"),
    "a folder": (Path.mkdir, "a folder, not a file"),
    "no form": (lambda path: path.write_text("hello"), "line 1: not one of"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_passed_over_in_one_line_and_the_others_are_read(tmp_path: Path, kind: str) -> None:
    (tmp_path / "secret").write_text(TEXT)
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / "one.md").write_text(TEXT)
    make, why = HOSTILE[kind]
    make(folder / "bad.md")
    found = read_handbook(folder)
    assert found.behaviours == (ONE,)
    [line] = found.passed_over
    assert line.startswith(f"{folder / 'bad.md'}: ")
    assert why in line
    assert found.warning == f"passed over in the handbook: {line}"


def test_of_ten_thousand_files_the_first_are_read_and_that_is_said(tmp_path: Path) -> None:
    for number in range(10_000):
        (tmp_path / f"b{number:05}.md").touch()
    (tmp_path / "a.md").write_text(TEXT)
    (tmp_path / ".hidden.md").touch()
    (tmp_path / "notes.txt").touch()
    found = read_handbook(tmp_path)
    assert [behaviour.name for behaviour in found.behaviours] == ["a"]
    assert len(found.passed_over) == MOST_KEPT
    assert "all files behind the first 1000" in found.passed_over[-1]
    assert found.warning.endswith(f"(and {MOST_KEPT - 1} more)")
    assert add_new(tmp_path / "none", []) == []


def test_a_handbook_that_is_not_there_is_empty_and_a_file_in_its_place_is_bad_input(tmp_path: Path) -> None:
    assert read_handbook(tmp_path / "none") == Handbook(tmp_path / "none")
    (tmp_path / "file").touch()
    with pytest.raises(BadInput, match="the handbook cannot be read: Not a directory"):
        read_handbook(tmp_path / "file")


def test_what_is_known_by_its_name_or_nearly_by_its_words_is_not_kept_again(tmp_path: Path) -> None:
    twin = Behaviour("two", ONE.when, ONE.do + " Now.")
    done = add_new(tmp_path, [ONE, twin, another("one", "sums"), another("three", "lists")])
    assert [put.why for put in done] == ["", "it says the same as one", "there is one by this name", ""]
    assert [behaviour.name for behaviour in read_handbook(tmp_path).behaviours] == ["one", "three"]
    assert (tmp_path / "one.md").read_text() == TEXT


def test_who_learn_at_the_same_time_lose_nothing_and_a_name_is_taken_once(tmp_path: Path) -> None:
    def learn(number: int) -> list[str]:
        done = add_new(tmp_path, [another(f"own-{number}", f"word{chr(97 + number) * 3}"), another("shared", "shared")])
        return [put.name for put in done if not put.why]

    with ThreadPoolExecutor(8) as threads:
        kept = [name for names in threads.map(learn, range(8)) for name in names]
    assert sorted(kept) == sorted([*(f"own-{n}" for n in range(8)), "shared"])
    assert {behaviour.name for behaviour in read_handbook(tmp_path).behaviours} == set(kept)


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / "one.md").symlink_to(tmp_path / "secret")
    [put] = take_in(folder, [ONE], replace=True)
    assert put.why == "a link is there by this name, and stays"
    assert add_new(folder, [ONE])[0].why == "there is one by this name"
    assert (tmp_path / "secret").read_text() == "secret"


def test_a_full_handbook_takes_no_more(tmp_path: Path) -> None:
    for number in range(MOST_KEPT):
        (tmp_path / f"b{number}.md").write_text(TEXT.replace("first", f"first{number}"))
    [put] = add_new(tmp_path, [another("new", "lists")])
    assert put.why == "the handbook is full: 1000 behaviours"
    assert take_in(tmp_path, [another("new", "lists")], replace=False) == [put]

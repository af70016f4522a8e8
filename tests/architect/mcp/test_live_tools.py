"""`check`, `goal_at` and `search` over the protocol: places, files of the root only, and errors that say what to do."""

import asyncio
from pathlib import Path

import pytest

from tests.architect.mcp.clients import answer, over_http, refusal
from tests.architect.mcp.conftest import OneByOne, SharedServer

WRONG = "import Init\ntheorem t : 1 = 2 := by\n  rfl\n\ntheorem u : 1 = 1 := by\n  sorry\n"


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_lean_is_asked_over_the_protocol_of_this_year_and_of_the_last(shared: SharedServer, mode: str) -> None:
    async with over_http(shared, mode=mode) as client:
        found = await answer(client, "check", text=WRONG)
        goal = await answer(client, "goal_at", text=WRONG, line=3, column=2)
    assert (found["accepted"], found["errors"], found["sorries"]) == (False, 1, 1)
    assert [(m["line"], m["column"], m["severity"]) for m in found["messages"]] == [(3, 2, "error"), (5, 8, "warning")]
    assert [(g["line"], g["goals"]) for g in found["goals"]] == [(3, ["⊢ 1 = 2"]), (6, ["⊢ 1 = 1"])]
    assert goal == {"line": 3, "column": 2, "goals": ["⊢ 1 = 2"], "why": ""}


async def test_only_files_below_the_root_are_read_whatever_links_say(
    client: OneByOne, shared: SharedServer, place: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside.lean"
    outside.write_text("theorem secret : True := trivial\n")
    (place / "link.lean").symlink_to(outside)
    (place / "here.lean").write_text("theorem t : True := trivial\n")
    (place / "within.lean").symlink_to("here.lean")
    here = place.name
    assert (await answer(client, "check", path=f"{here}/within.lean"))["accepted"]
    assert (await answer(client, "check", path=str(place / "here.lean")))["accepted"]
    for path in (f"{here}/link.lean", "../outside.lean", str(outside), "/dev/zero"):
        for tool, more in (("check", {}), ("goal_at", {"line": 1, "column": 0}), ("search", {"query": "a"})):
            said = await refusal(client, tool, path=path, **more)
            assert said.startswith(f"bad input: {path}: outside {shared.root}")
    assert "no such file" in await refusal(client, "check", path="nowhere.lean")
    assert "a folder, not a file" in await refusal(client, "check", path=".")
    assert (await refusal(client, "sorries", path="x" * 300)).startswith("bad input: ")
    assert "no NUL" in await refusal(client, "check", path="a\0b")


async def test_what_is_wrong_with_a_call_is_said_in_a_line(client: OneByOne) -> None:
    said = [
        await refusal(client, "check"),
        await refusal(client, "check", text="a", path="a.lean"),
        await refusal(client, "check", text=7),
        await refusal(client, "goal_at", text="a"),
        await refusal(client, "goal_at", text="a", line=2, column=0),
        await refusal(client, "check", text="a", seconds=61),
        await refusal(client, "search", query=" "),
        await refusal(client, "search", query="a", most=31),
        await refusal(client, "search", query="a", most="\x1b\n"),
        await refusal(client, "plot"),
    ]
    assert [line.removeprefix("bad input: ") for line in said] == [
        "give one of text or path, and not both",
        "give one of text or path, and not both",
        "check: text: no text: 7",
        "goal_at: line: it is missing; column: it is missing",
        "line 2: the text has 1 line, the first of which is 1",
        "seconds: 61: above 0, and at most 60, which this server allows",
        "query: say what to look for: a name, part of a type, or words",
        "most: 31: 1 to 30",
        r"search: most: no whole number: \u001b\n",
        "plot: there is none; there are check, goal_at, search, sorries, blueprint_check, blueprint_show, verify, "
        "runs, prove, resume",
    ]


@pytest.mark.long  # the list of them is made first
async def test_declarations_are_found_by_name(client: OneByOne) -> None:
    [found] = (await answer(client, "search", query="Nat.add_comm", text=WRONG, most=1))["found"]
    assert found == {"name": "Nat.add_comm", "signature": "Nat.add_comm (n m : Nat) : n + m = m + n", "module": ""}


async def test_many_calls_at_once_are_all_answered(client: OneByOne) -> None:
    texts = [f"theorem t : {n} + 0 = {n} := by\n  rfl\n" for n in range(8)]
    found = await asyncio.gather(*(answer(client, "check", text=text, path=None) for text in texts))
    assert [each["accepted"] for each in found] == [True] * 8

"""Live Lean asked from Python: places are in the text that was given, goals are Lean's, and no process stays."""

import asyncio
import math
from pathlib import Path

import pytest

from architect.api.live import GoalsAt, OpenLean, check, live
from prover.words.errors import BadInput
from prover.words.settings import LeanSettings, Settings
from prover.words.verdict import Position

ONE = Settings(lean=LeanSettings(jobs=1))
AND = """-- first
import Init
theorem both (p q : Prop) (hp : p) (hq : q) : p ∧ q := by
  constructor
  exact hp
  exact hp

theorem open_one : 1 = 1 := by sorry
theorem open_two : 2 = 2 := sorry
"""


async def test_a_check_has_places_in_the_whole_text_and_the_goals_at_each_error_and_each_sorry() -> None:
    async with live(None, ONE) as lean:
        found = await lean.check(AND, goals=True)
    assert not found.accepted
    assert [(error.start, error.text.split()[0]) for error in found.errors] == [(Position(6, 2), "Type")]
    assert found.sorries == (Position(8, 31), Position(9, 28))
    assert [(each.place, each.goals[0].splitlines()[-1]) for each in found.goals] == [
        (Position(6, 2), "⊢ q"),
        (Position(8, 31), "⊢ 1 = 1"),
        (Position(9, 28), "⊢ 2 = 2"),
    ]


async def test_what_is_wrong_with_an_import_stands_where_the_import_is() -> None:
    async with live(None, ONE) as lean:
        [error] = (await lean.check("\nimport Init\n\nimport Nowhere\n")).errors
        same_line = await lean.check("import Init theorem t : 1 = 2 := rfl")
    assert "Nowhere" in error.text
    assert not error.text.startswith("(")
    assert {error.start for error in same_line.errors} == {Position(1, 20), Position(1, 33)}


async def test_goals_are_those_that_an_editor_shows_at_a_place() -> None:
    async def at(lean: OpenLean, line: int, column: int) -> list[str]:
        return [goal.splitlines()[-1] for goal in (await lean.goals(AND, line, column)).goals]

    async with live(None, ONE) as lean:
        assert await at(lean, 4, 2) == ["⊢ p ∧ q"]
        assert await at(lean, 4, 13) == ["⊢ p", "⊢ q"]
        assert await at(lean, 5, 10) == ["⊢ q"]
        text = "theorem t : True := by\n  trivial\n"
        assert await lean.goals(text, 2, 9) == GoalsAt(Position(2, 9))
        assert (await lean.goals(text, 1, 3)).why == "no tactic stands at this place"
        assert (await lean.goals(AND, 2, 3)).why == "this place is in the header"
        with pytest.raises(BadInput, match="line 4: the text has 3 lines"):
            await lean.goals(text, 4, 0)
        with pytest.raises(BadInput, match="column 10: line 2 has the columns 0 to 9"):
            await lean.goals(text, 2, 10)


async def test_what_no_lean_can_be_asked_is_bad_input_and_starts_none() -> None:
    async with live(None, ONE) as lean:
        for seconds in (0, -1, math.nan, math.inf, 10**400):
            with pytest.raises(BadInput, match="a number above 0 is needed"):
                await lean.check("", seconds=seconds)
            with pytest.raises(BadInput, match="a number above 0 is needed"):
                await lean.goals("", 1, 0, seconds=seconds)
        for ask in (lean.check("-- \ud800"), lean.goals("-- \ud800", 1, 0)):
            with pytest.raises(BadInput, match="half a character"):
                await ask
        with pytest.raises(BadInput, match="at least 1"):
            await lean.search("Nat", most=0)
        with pytest.raises(TypeError, match="a text is a `str`"):
            await lean.check(Path("a.lean"))  # type: ignore[arg-type]
        assert lean.processes == 0


async def test_a_text_that_lean_does_not_survive_in_time_is_an_answer() -> None:
    endless = "theorem t : (List.range 9999999).length = 1 := by decide +kernel"
    async with live(None, ONE) as lean:
        found = await lean.check(endless, seconds=0.2)
        assert not found.accepted
        assert (await lean.check("example : True := trivial")).accepted
    assert "no answer from Lean within 0.2 s" in found.died


async def test_several_callers_share_no_more_leans_than_there_may_be_and_none_is_there_before_the_first() -> None:
    texts = [f"example : {n} = {n} := rfl" for n in range(6)]
    async with live(None, ONE) as lean:
        assert lean.processes == 0
        found = await asyncio.gather(*(lean.check(text) for text in texts))
        assert lean.processes == 1
    assert all(each.accepted for each in found)
    assert lean.processes == 0


async def test_what_is_searched_is_found_by_name_and_by_shape() -> None:
    async with live(None, ONE) as lean:
        assert (await lean.search("Nat.add_comm", most=1))[0].name == "Nat.add_comm"
        assert "Nat.mul_comm" in [each.name for each in await lean.search("x * y = y * x", text="import Init\n")]
        assert await lean.search("zzzqqq") == []


async def test_a_file_is_checked_at_once_and_one_that_is_not_there_is_bad_input(tmp_path: Path) -> None:
    file = tmp_path / "a.lean"
    file.write_text("theorem t : 1 = 1 := rfl\n")
    assert (await check(file, settings=ONE)).accepted
    assert not (await check("theorem t : 1 = 2 := rfl", settings=ONE)).accepted
    with pytest.raises(BadInput, match="no such file"):
        await check(tmp_path / "b.lean", settings=ONE)

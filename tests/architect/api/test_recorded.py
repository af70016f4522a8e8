"""Runs read from Python: as they were recorded, whoever's they are, and never with anybody's code."""

from dataclasses import replace
from pathlib import Path

import pytest

import architect
from prover.lean.toolchains.toolchain import Toolchain
from tests.architect.run.test_drawn import drawn, of_a_project, proved, run_with

JOURNALS = Path(__file__).parents[2] / "journals" / "runs"


async def test_a_run_that_was_planned_has_its_blueprints_with_the_states_of_their_nodes(toolchain: Toolchain) -> None:
    run = await architect.load_run(run_with(drawn("A.first"), proved("A.first", "step", "exact id", toolchain)))
    assert (run.state, run.file, run.text, run.theorem) == ("interrupted", Path("/three.lean"), "", None)
    assert [event.event for event in run.events] == ["blueprint", "node"]
    [found] = run.blueprints.values()
    assert (found.theorem, dict(found.states)) == ("A.first", {"step": "proved", "A.first": "open"})
    assert str(run).splitlines()[0] == f"{run.name}: interrupted, as recorded"


async def test_a_strangers_run_moves_no_cursor_when_it_is_printed(toolchain: Toolchain) -> None:
    run = await architect.load_run(run_with(drawn("A.first"), proved("A.first", "step", "exact id", toolchain)))
    strange = replace(run, name="a\x1b[2J", results=(replace(run.results[0], theorem="x\ny: proved\x07"),))
    assert str(strange).splitlines() == [
        "a\\u001b[2J: interrupted, as recorded",
        f"  x\\ny: proved\\u0007: {run.results[0].status}",
    ]


async def test_a_run_at_a_project_has_each_module_and_of_a_strangers_no_code_is_run(tmp_path: Path) -> None:
    folder = of_a_project(tmp_path).rename(tmp_path / "strange")
    run = await architect.load_run(folder)
    assert [(row.module, row.theorem) for row in run.results if row.nodes] == [("One", "A.first"), ("Two", "A.first")]
    assert [*run.blueprints] == ["One:A.first", "Two:A.first"]
    with pytest.raises(architect.BadInput, match="a run at a whole project"):
        await architect.resume(folder)


async def test_of_another_leans_run_it_is_said_that_nothing_is_known_of_its_nodes() -> None:
    [found] = (await architect.load_run(JOURNALS / "planned_in_vain")).blueprints.values()
    assert "it is of another Lean than the one here" in found.remark


async def test_what_is_no_run_or_damaged_is_bad_input(tmp_path: Path) -> None:
    with pytest.raises(architect.BadInput, match="no such run"):
        await architect.load_run("nothing")
    (tmp_path / "run.json").write_text("{}")
    with pytest.raises(architect.BadInput, match="not a run of this version"):
        await architect.load_run(tmp_path)

"""Folders of `architect bench` that the version before wrote: reported as recorded, judged again, and gone on with."""

import json
from pathlib import Path
from typing import Any

import pytest

from prover.lean.toolchains.toolchain import Toolchain
from tests.benchmarks.runs.test_runner import bench
from tests.journals.kept import HERE, copied, events_of, of

SETTINGS = "[prover]\nsearch_seconds = 0\n[planner]\nrounds = 0\n[limits]\nseconds = 20\n"
NAMES = "dvd_through_product list_filter_idempotent list_reverse_accumulator logic_iff_assoc".split()
LEFT = ["nat_mul_collect", "option_or_some"]  # of the one that was killed


@pytest.fixture
def folder(request: pytest.FixtureRequest, tmp_path: Path, toolchain: Toolchain) -> Path:
    return copied(f"benches/{request.param}", tmp_path / "run", toolchain.key)


def goes_on(folder: Path, *names: str) -> Any:
    """The command that the folder was begun with, once more."""
    (folder.parent / "architect.toml").write_text(SETTINGS)
    asked = ("embedded", "--filter", f"^({'|'.join(names)})$")
    return bench(*asked, "--workers", "1", "--config", folder.parent / "architect.toml", "--out", folder)


@pytest.mark.parametrize("folder", sorted(path.name for path in (HERE / "benches").iterdir()), indirect=True)
def test_a_report_has_what_was_recorded_and_the_gate_stands_by_it(folder: Path) -> None:
    tries = of("try", events_of(folder))
    run = bench("report", folder, "--recheck", "--format", "json")
    assert run.returncode == 0, run.stdout
    found = json.loads(run.stdout)
    solved = sum(event["status"] == "proved" for event in tries)
    [track] = found["tracks"]
    assert (track["solved"], found["rechecked"]) == (solved, {"recorded": solved, "refused": []})


@pytest.mark.parametrize("folder", ["killed_while_it_paid"], indirect=True)
def test_money_that_was_put_aside_when_it_was_killed_counts_as_spent(folder: Path) -> None:
    assert [event["aside"] for event in of("begun", events_of(folder))] == [1.0, 1.0]
    assert json.loads(bench("report", folder, "--format", "json").stdout)["lost"] == 1.0


@pytest.mark.parametrize("folder", ["finished"], indirect=True)
def test_a_finished_run_tries_nothing_again(folder: Path) -> None:
    before = events_of(folder)
    run = goes_on(folder, *NAMES)
    assert run.returncode == 0, run.stderr
    assert "4 of 4 tries made, 3 solved (3 of them before, as recorded)" in run.stdout
    added = events_of(folder)[len(before) :]
    assert [event["event"] for event in added] == ["started", "ended"]


@pytest.mark.parametrize("folder", ["killed"], indirect=True)
def test_a_run_that_was_killed_goes_on_with_what_is_left(folder: Path) -> None:
    before = (folder / "journal.jsonl").read_bytes()
    run = goes_on(folder, *NAMES, *LEFT)
    assert run.returncode == 0, run.stderr
    assert "6 of 6 tries made, 5 solved (3 of them before, as recorded)" in run.stdout
    assert (folder / "journal.jsonl").read_bytes().startswith(before)
    events = events_of(folder)
    assert [event["id"] for event in of("try", events)] == [*NAMES, *LEFT]
    assert sorted(path.stem for path in (folder / "proved").iterdir()) == sorted({*NAMES, *LEFT} - {NAMES[2]})

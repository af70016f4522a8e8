"""Run folders of the version before: read as they were recorded, gone on with, and nothing proved a second time."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from prover.lean.toolchains.toolchain import Toolchain
from tests.architect.commands.test_cli import architect
from tests.journals.kept import HERE, copied, events_of, of

Copy = Callable[[str], Path]


@dataclass(frozen=True)
class Kept:
    """What one of the folders recorded: how far the run came, and how many of its theorems were settled how."""

    state: str
    theorems: int
    proved: int = 0
    disproved: int = 0


KEPT = {
    "finished": Kept("ended", 2, proved=2),
    "disproved": Kept("ended", 2, proved=1, disproved=1),
    "killed_after_cheap": Kept("interrupted", 2, proved=1),
    "killed_after_direct": Kept("interrupted", 1),
    "killed_in_a_campaign": Kept("interrupted", 1),
    "planned_in_vain": Kept("ended", 1),
}


@pytest.fixture
def copy(own_home: Path, toolchain: Toolchain) -> Copy:
    """Puts one of the folders where this test's own runs are."""
    return lambda name: copied(f"runs/{name}", own_home / "state" / "architect" / "runs" / name, toolchain.key)


def resumed(folder: Path, torn: str = "") -> tuple[int, dict[str, Any]]:
    """The exit code, and what is said of the run; what was in its journal is there still, and comes first.

    ``torn`` is a line at its end that was not written to the end.
    """
    journal = folder / "journal.jsonl"
    before = journal.read_bytes()
    journal.write_bytes(before + torn.encode())
    run = architect("resume", folder.name, "--json")
    assert run.stderr == ""
    assert journal.read_bytes().startswith(before)
    return run.returncode, json.loads(run.stdout)


def test_there_is_a_claim_for_each_folder() -> None:
    assert {path.name for path in (HERE / "runs").iterdir()} == KEPT.keys()


@pytest.mark.parametrize(("options", "judged"), [((), "as recorded"), (("--recheck",), "by the gate")])
def test_a_listing_has_what_was_recorded_and_the_gate_stands_by_it(
    copy: Copy, options: tuple[str, ...], judged: str
) -> None:
    for name in KEPT:
        copy(name)
    run = architect("runs", "--json", *options)
    found = {row["run"]: row for row in json.loads(run.stdout)}
    assert run.returncode == 0
    assert found.keys() == KEPT.keys()
    for name, row in found.items():
        assert Kept(row["state"], row["theorems"], row["proved"], row["disproved"]) == KEPT[name], name
        assert (row["refused"], row["judged"]) == (0, judged), name


@pytest.mark.parametrize("name", ["finished", "disproved"])
def test_what_was_settled_is_certified_again_and_nothing_is_tried(copy: Copy, name: str) -> None:
    folder = copy(name)
    before, written = events_of(folder), (folder / "result.lean").read_text()
    code, found = resumed(folder)
    assert code == (0 if KEPT[name].disproved == 0 else 1)
    assert [(theorem["name"], theorem["certificate"]["theorem"]) for theorem in found["theorems"]] == [
        (event["target"], event["certificate"]["theorem"]) for event in of("settled", before)
    ]
    assert found["text"] == (folder / "result.lean").read_text() == written
    assert events_of(folder) == before


def test_a_theorem_is_not_tried_again_by_methods_that_came_to_their_end(copy: Copy) -> None:
    folder = copy("killed_after_cheap")
    before = events_of(folder)
    code, found = resumed(folder)
    assert code == 0
    added = events_of(folder)[len(before) :]
    assert {event["event"] for event in added} == {"blueprint", "node", "settled"}
    assert [event["target"] for event in of("settled", added)] == ["reverse_reverse"]
    [cheap] = of("cheap", before)
    methods = [attempt["method"] for attempt in found["theorems"][1]["attempts"]]
    tried = [attempt["method"] for attempt in cheap["attempts"]]
    assert methods[: len(tried)] == tried


@pytest.mark.long
def test_a_theorem_that_is_not_proved_as_it_is_is_planned_at_once(copy: Copy) -> None:
    folder = copy("killed_after_direct")
    before = events_of(folder)
    code, _ = resumed(folder)
    assert code == 0
    assert [event["event"] for event in events_of(folder)[len(before) :]] == ["blueprint", "node", "node", "settled"]


@pytest.mark.parametrize(
    "torn", ["", pytest.param('{"event": "node", "time": 17957158', marks=pytest.mark.long)], ids=["whole", "torn"]
)
def test_a_campaign_goes_on_with_its_blueprint_and_proves_only_what_was_open(copy: Copy, torn: str) -> None:
    folder = copy("killed_in_a_campaign")
    before = events_of(folder)
    code, _ = resumed(folder, torn)
    assert code == 0
    added = events_of(folder)[len(before) :]
    known = {event["statement"] for event in of("node", before)}
    proved = [event["statement"] for event in of("node", added)]
    [blueprint] = of("blueprint", [*before, *added])
    assert len(known) == 4
    assert len(proved) == len({*proved} - known) == len(blueprint["blueprint"]["nodes"]) - len(known)
    assert [event["event"] for event in added if event["event"] != "node"] == ["settled"]


def test_what_was_planned_in_vain_is_gone_on_with_and_nothing_of_it_is_proved_again(copy: Copy) -> None:
    folder = copy("planned_in_vain")
    before = events_of(folder)
    shown = architect("blueprint", "show", folder.name).stdout
    assert shown.count(" (lemma, proved)") == 7
    assert "wrong (lemma, disproved)" in shown
    resumed(folder)
    added = events_of(folder)[len(before) :]
    assert of("settled", added)
    proved = {event["statement"] for event in of("node", before) if event["status"] == "proved"}
    assert len(proved) == 7
    assert proved.isdisjoint(event["statement"] for event in of("node", added))

"""The folder of a run while tries are kept: the loop turns, and whoever is cancelled loses no try that is finished."""

import asyncio
import json
import threading
from pathlib import Path

import pytest

from architect.blueprint.graph import Blueprint, Kind, Node
from architect.campaign.ending import Ending
from architect.cli import main
from architect.run.result import Planned, Report, Result
from architect.run.store import read_events
from benchmarks.runs.events import BENCH_EVENTS, KeptProof, SessionEnded, Try, TryBegun
from benchmarks.runs.folder import Folder
from benchmarks.runs.solve import recorded
from prover.text.problem import parse_problem
from prover.words.budget import Spent
from prover.words.outcome import Blame, Diagnosis, Unproved
from tests.benchmarks.runs.runs import NOWHERE
from tests.slow_disk import Syncs

ENDED = SessionEnded(seconds=1.0, cpu_seconds=1.0)


def proved(id: str) -> Try:
    proof = KeptProof(text=f"theorem {id} : True := trivial\n", certificates=({"theorem": id},))
    return Try(id=id, sample=1, status="proved", seconds=1.0, method="portfolio: told", proof=proof)


def kept(path: Path) -> list[str]:
    """The ids of the tries in the journal, each of which has its files."""
    ids = [event.id for event in read_events(path, BENCH_EVENTS) if isinstance(event, Try)]
    for id in ids:
        assert (path / "certificates" / f"{id}.json").exists()
        assert (path / "proved" / f"{id}.lean").read_text() == f"theorem {id} : True := trivial\n"
    return ids


async def test_the_loop_turns_while_the_files_of_a_try_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    syncs = Syncs(monkeypatch)
    async with Folder(tmp_path / "run") as folder:
        syncs.close()
        keeping = asyncio.ensure_future(folder.write(proved("a")))
        await syncs.asked.wait()  # the loop turns, or this would never end
        assert (keeping.done(), kept(tmp_path / "run")) == (False, [])
        syncs.open.set()
        await keeping
        assert kept(tmp_path / "run") == ["a"]
    assert threading.get_ident() not in syncs.threads


async def test_a_try_whose_keeping_is_cancelled_is_kept_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    syncs = Syncs(monkeypatch)
    async with Folder(tmp_path / "run") as folder:
        syncs.close()
        keeping = [asyncio.ensure_future(folder.write(proved(id))) for id in "ab"]
        await syncs.asked.wait()
        for task in keeping:
            task.cancel()
        await asyncio.wait(keeping)
        assert [task.cancelled() for task in keeping] == [True, True]
        assert kept(tmp_path / "run") == []
        syncs.open.set()
    assert kept(tmp_path / "run") == ["a", "b"]


async def test_a_folder_that_is_left_in_a_hurry_has_each_try_and_its_end_behind_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its owner is cancelled, again while it writes down its end, and again while it waits for the disk."""
    syncs, path, at_work = Syncs(monkeypatch), tmp_path / "run", asyncio.Event()

    async def hold() -> None:
        async with Folder(path) as folder:
            await folder.write(TryBegun(id="a", sample=1, aside=1.0))
            syncs.close()
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(folder.write(proved("a")))
                    await syncs.asked.wait()
                    at_work.set()
            finally:
                await folder.write(ENDED)

    holder = asyncio.ensure_future(hold())
    await at_work.wait()
    for _ in range(3):
        holder.cancel()
        for _ in range(5):  # as far as it comes
            await asyncio.sleep(0)
    assert not holder.done()
    syncs.open.set()
    with pytest.raises(asyncio.CancelledError):
        await holder
    assert kept(path) == ["a"]
    assert [event.event for event in read_events(path, BENCH_EVENTS)] == ["begun", "try", "ended"]
    async with Folder(path):
        pass  # nobody has it any more


async def test_the_last_blueprint_of_a_try_is_kept_whatever_came_of_it_as_blueprint_show_reads_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lemma = Node(name="step", kind=Kind.LEMMA, lean="theorem step : 1 = 1")
    drawn = Blueprint(nodes=(lemma, Node(name="t", kind=Kind.TARGET, uses=("step",))))
    planned = Planned(Ending("gave up", "no idea"), drawn, {"step": "proved", "t": "open"}, 0)
    problem = parse_problem("theorem t : 2 = 1 := sorry\n", Path("t.lean"))
    failed = Result("t", Unproved(Diagnosis(Blame.UNKNOWN, "no idea")))
    report = Report(problem, NOWHERE, (failed,), problem.text, 1.0, Spent(), {"t": planned})
    async with Folder(tmp_path / "run") as folder:
        await folder.write(recorded("a/b", 2, report, 1.0))
    kept = tmp_path / "run" / "drawn-2" / "a%2Fb.json"
    assert [node["state"] for node in json.loads(kept.read_text())["nodes"]] == ["proved", "open"]
    assert "step : 1 = 1" not in (tmp_path / "run" / "journal.jsonl").read_text()
    assert main(["blueprint", "show", str(kept)]) == 0
    assert capsys.readouterr().out == "t (target, open)\n└── step (lemma, open)\n"

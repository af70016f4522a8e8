"""Proofs put into a project's own files: built, taken back if Lake refuses them, and never over anybody's work.

This `lake` only looks for a text that it refuses; a build by the real Lean is in `test_proving.py`.
"""

import asyncio
import os
import select
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from architect.project.building import Builder
from architect.project.edits import Edits
from architect.project.events import FileWriting, ProjectEvent, TakenBack
from architect.project.folder import FileAsked
from architect.project.hands import Hands
from architect.project.order import asked_files, files_on, open_below
from architect.project.result import FileResult
from architect.project.sources import project_sources
from architect.run.result import Report, Result
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.budget import Spent
from prover.words.outcome import Proved
from tests.architect.fakes import CERTIFICATE
from tests.architect.project.stand_in import FILES, write_project
from tests.conftest import PATIENCE
from tests.prover.lean.projects import script

FILLS = {"Small.Base": "rfl", "Small.Use": "simp", "Small.Other": "(by rfl)"}


class Events(list[ProjectEvent]):
    """A record in memory."""

    async def write(self, event: ProjectEvent) -> None:
        self.append(event)


class Work:
    """The files of the small project, and the hands that write to them; a run of before left ``events``."""

    def __init__(self, small: Path, toolchain: Toolchain, events: Sequence[ProjectEvent] = ()) -> None:
        self.sources = project_sources(small, PATIENCE)
        self.files = {file.module: file for file in asked_files(self.sources, ())[0]}
        self.events = Events(events)
        self.builds = 0
        edits, builder = Edits(self.events, events), Builder(small, (), PATIENCE)
        self.hands = Hands([*self.files.values()], edits, builder, self.count, self.events, accepting=False)
        self.toolchain = toolchain

    def count(self) -> None:
        self.builds += 1

    def result(self, module: str, fill: str = "") -> FileResult:
        """All that is open in the file is proved, and was judged by what is proved so above it."""
        problem, file = self.sources.files[module].problem, self.files[module]
        [target] = problem.targets()
        fills = dict.fromkeys(target.holes, fill or FILLS[module])
        proved = Result(target.name, Proved(tuple(fills.values())), CERTIFICATE, fills)
        report = Report(problem, self.toolchain, (proved,), problem.splice(fills), 0.0, Spent())
        return FileResult(file, problem, report, above={name: self.result(name).proofs for name in file.after})


@pytest.fixture
def lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts a `lake` on the PATH that fails for a module with a text in it."""
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")

    def put(refused: str) -> None:
        look = f'for m in $words; do grep "{refused}" src/$(echo ${{m#+}} | tr . /).lean && exit 1; done'
        script(tmp_path / "bin" / "lake", f'shift; words="$*"\n{look}\nexit 0')

    return put


@pytest.fixture
def small(tmp_path: Path, lake: Callable[[str], None]) -> Path:
    lake("nothing")
    return write_project(tmp_path / "project")


def given(small: Path) -> dict[str, str]:
    return {name: (small / "src" / f"{name}.lean").read_bytes().decode() for name in FILES}


@pytest.fixture
def work(small: Path, toolchain: Toolchain) -> Work:
    return Work(small, toolchain)


def test_a_file_comes_after_those_that_it_imports_through_others(work: Work, small: Path) -> None:
    assert work.files["Small.Use"].after == ("Small.Base",)
    assert work.files["Small.Use"].imports == ("Small.Between",)
    (small / "src" / "Small" / "Between.lean").write_text("import Small.Use\n")


def test_what_is_open_below_a_file_and_is_not_asked_for_is_said(work: Work) -> None:
    [use] = asked_files(work.sources, ["Small.Use"])[0]
    assert open_below(work.sources, [*work.files.values()]) == []
    assert open_below(work.sources, [use]) == [
        "Small.Use: what leans on what is open in Small.Base is not proved: name that too"
    ]


def test_files_that_import_each_other_in_a_circle_are_said_and_keep_no_other_back(small: Path) -> None:
    (small / "src" / "Small" / "Between.lean").write_text("import Small.Use\n")
    files, circular = asked_files(project_sources(small, PATIENCE), ())
    assert {file.module for file in files} == {"Small.Base", "Small.Other"}
    assert circular == [f"{small}/src/Small/Use.lean: its imports lead back to it"]


async def test_what_is_written_is_built_and_nothing_else_of_the_files_changes(work: Work, small: Path) -> None:
    results = []
    for module in ("Small.Base", "Small.Use", "Small.Other"):
        assert await work.hands.imports_built(work.files[module]) == ""
        results.append(await work.hands.put(work.result(module), PATIENCE))
    assert await work.hands.settled(results) == results == [work.result(result.file.module) for result in results]
    filled = {name: text.replace("sorry", FILLS.get(name.replace("/", "."), "")) for name, text in FILES.items()}
    assert given(small) == filled
    assert work.builds == 3  # the first, what the second imports, and all in the end


async def test_what_lake_refuses_in_the_end_is_taken_back_with_what_imports_it(
    work: Work, small: Path, lake: Callable[[str], None]
) -> None:
    results = [await work.hands.put(work.result(module), PATIENCE) for module in FILLS]
    lake("rfl -- here")
    base, use, other = await work.hands.settled(results)
    assert base.refused == "rfl -- here"
    assert use.refused == "it imports Small.Base, which was taken back"
    assert (base.proved, use.proved, other.refused) == (False, False, "")
    assert given(small) == {**FILES, "Small/Other": FILES["Small/Other"].replace("sorry", "(by rfl)")}
    assert [event.module for event in work.events if isinstance(event, TakenBack)] == ["Small.Base", "Small.Use"]


async def test_what_others_import_is_built_and_taken_back_before_they_are_tried(
    work: Work, small: Path, lake: Callable[[str], None]
) -> None:
    lake("rfl -- here")
    result = await work.hands.put(work.result("Small.Base"), PATIENCE)
    assert result.refused == "rfl -- here"
    assert given(small) == FILES
    assert await work.hands.imports_built(work.files["Small.Use"]) == ""


async def test_of_a_later_text_that_lake_refuses_the_one_that_built_comes_back_and_what_rests_on_it_stands(
    work: Work, small: Path, lake: Callable[[str], None]
) -> None:
    await work.hands.put(work.result("Small.Base"), PATIENCE)
    use = await work.hands.put(work.result("Small.Use"), PATIENCE)
    lake("no rfl")
    base = await work.hands.put(work.result("Small.Base", "(no rfl)"), PATIENCE)
    assert (base.refused, base.proofs) == ("", work.result("Small.Base").proofs)
    assert base.why.startswith("what was proved since is taken back, for `lake build` refuses it: ")
    assert await work.hands.settled([base, use]) == [base, use]
    assert given(small)["Small/Base"] == FILES["Small/Base"].replace("sorry", "rfl")
    assert "sorry" not in given(small)["Small/Use"]


async def test_what_was_judged_by_a_proof_that_is_there_no_more_is_taken_back_though_all_builds(
    work: Work, small: Path, lake: Callable[[str], None]
) -> None:
    base, use = [await work.hands.put(work.result(module), PATIENCE) for module in ("Small.Base", "Small.Use")]
    lake("rfl")
    base = await work.hands.put(work.result("Small.Base", "(by rfl)"), PATIENCE)
    assert base.refused  # with the first text too, by now
    lake("nothing")
    _, use = await work.hands.settled([base, use])
    assert use.refused == "it imports Small.Base, which was taken back"
    assert given(small) == FILES


async def test_a_run_that_is_ended_while_proofs_are_out_for_a_trial_has_them_in_the_files_again(
    small: Path, toolchain: Toolchain, tmp_path: Path
) -> None:
    """`Small` builds with no proof; the build by which that is found out says so, and does not end."""
    os.mkfifo(gate := small / "gate")
    trial = "grep -q rfl src/Small/Base.lean && exit 1; echo > gate; exec sleep 600"
    script(tmp_path / "bin" / "lake", f'case "$* " in *"+Small "*) {trial};; esac')
    work = Work(small, toolchain)
    work.hands.built = files_on(work.sources, [*work.files.values()])
    results = [await work.hands.put(work.result(module), PATIENCE) for module in FILLS]
    written = given(small)
    settling = asyncio.create_task(work.hands.settled(results))
    reading = os.open(gate, os.O_RDONLY | os.O_NONBLOCK)
    assert (await asyncio.to_thread(select.select, [reading], [], [], PATIENCE))[0], "nothing was tried"
    os.close(reading)
    assert given(small) == FILES
    settling.cancel()
    with pytest.raises(asyncio.CancelledError):
        await settling
    assert given(small) == written


async def test_what_was_built_before_and_imports_what_is_written_is_built_and_takes_back_what_breaks_it(
    small: Path, toolchain: Toolchain, tmp_path: Path
) -> None:
    """`Small` stands on all, and builds with each proof but the one of `Small.Other`."""
    script(
        tmp_path / "bin" / "lake",
        'echo "$*" >> words\ncase "$* " in *"+Small "*) ! grep "by rfl" src/Small/Other.lean;; esac',
    )
    work = Work(small, toolchain)
    work.hands.built = files_on(work.sources, [*work.files.values()])
    results = [await work.hands.put(work.result(module), PATIENCE) for module in FILLS]
    base, use, other = await work.hands.settled(results)
    assert (base.refused, use.refused) == ("", "")
    assert other.refused.startswith("in Small, which imports it: ")
    assert given(small) == {
        **FILES,
        "Small/Base": FILES["Small/Base"].replace("sorry", "rfl"),
        "Small/Use": FILES["Small/Use"].replace("sorry", "simp"),
    }
    together = next(line for line in (small / "words").read_text().splitlines() if "+Small.Use" in line)
    assert together == "build +Small.Base +Small.Other +Small.Use +Small.Between +Small"


async def test_a_module_that_did_not_build_before_takes_nothing_back(
    small: Path, toolchain: Toolchain, tmp_path: Path
) -> None:
    script(tmp_path / "bin" / "lake", 'case "$* " in *"+Small "*) exit 1;; esac')
    work = Work(small, toolchain)
    work.hands.built = files_on(work.sources, [*work.files.values()])
    results = [await work.hands.put(work.result(module), PATIENCE) for module in FILLS]
    assert await work.hands.settled(results) == results
    assert "sorry" not in given(small)["Small/Base"]


async def test_what_the_time_is_too_short_to_build_is_written_and_built_in_the_end(
    work: Work, small: Path, tmp_path: Path
) -> None:
    script(tmp_path / "bin" / "lake", "exec sleep 600")
    result = await work.hands.put(work.result("Small.Base"), 0.1)
    assert (result.refused, work.builds) == ("", 1)
    assert "sorry" not in given(small)["Small/Base"]
    script(tmp_path / "bin" / "lake", "exit 0")
    assert await work.hands.settled([result]) == [result]
    assert work.builds == 2


async def test_what_somebody_else_wrote_is_left_as_it_is(work: Work, small: Path) -> None:
    path = small / "src" / "Small" / "Other.lean"
    path.write_text(mine := path.read_text() + "\n-- mine\n")
    nothing = replace(work.result("Small.Other"), report=None)
    assert await work.hands.put(nothing, PATIENCE) == nothing  # there is nothing to write, so nothing is in the way
    result = await work.hands.put(work.result("Small.Other"), PATIENCE)
    assert result.unwritten.endswith("it was changed since the run began, and is left as it is")
    assert path.read_text() == mine
    path.unlink()
    assert "No such file" in (await work.hands.put(work.result("Small.Other"), PATIENCE)).unwritten
    assert not path.exists()


async def test_a_read_only_file_is_left_as_it_is(work: Work, small: Path) -> None:
    path = small / "src" / "Small" / "Other.lean"
    path.chmod(0o444)
    before = path.read_text()
    result = await work.hands.put(work.result("Small.Other"), PATIENCE)
    assert result.unwritten.endswith("read-only, and is left as it is")
    assert path.read_text() == before


async def test_what_a_run_wrote_before_it_was_killed_is_its_own(work: Work, small: Path, toolchain: Toolchain) -> None:
    await work.hands.put(work.result("Small.Other"), PATIENCE)
    assert [type(event) for event in work.events] == [FileWriting]
    path = small / "src" / "Small" / "Other.lean"
    text, given_text = path.read_text(), FILES["Small/Other"]
    later = Edits(Events(), work.events)
    other: FileAsked = work.files["Small.Other"]
    assert (await later.write(other, given_text), path.read_text()) == ("", given_text)
    assert (await later.write(other, text), path.read_text()) == ("", text)
    assert await Edits(Events(), ()).write(other, given_text) != ""


async def test_a_write_that_has_begun_is_over_when_its_cancellation_is(work: Work, small: Path) -> None:
    go_on, recorded, loop = threading.Event(), asyncio.Event(), asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(1))

    class Slow(Events):
        async def write(self, event: ProjectEvent) -> None:
            loop.run_in_executor(None, go_on.wait, PATIENCE)  # the write is in line behind it
            recorded.set()

    task = asyncio.create_task(Edits(Slow(), ()).write(work.files["Small.Other"], "mine"))
    await recorded.wait()
    loop.call_soon(task.cancel)
    loop.call_soon(loop.call_soon, go_on.set)
    with pytest.raises(asyncio.CancelledError):
        await task
    assert given(small)["Small/Other"] == "mine"


async def test_a_build_that_does_not_end_is_ended_and_said(small: Path, tmp_path: Path) -> None:
    from tests.prover.lean.projects import script

    script(tmp_path / "bin" / "lake", "echo building; exec sleep 600")
    assert await Builder(small, (), 0.2).build(["Small"]) == "`lake build` did not end within 0.2 s"
    script(tmp_path / "bin" / "lake", '[ -z "$SECRET" ] || exit 1')
    with pytest.MonkeyPatch.context() as change:
        change.setenv("SECRET", "key")
        assert await Builder(small, {"SECRET"}).build(["Small"]) == ""
        assert await Builder(small, ()).build(["Small"]) == "it ended with status 1"

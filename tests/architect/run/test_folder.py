"""Run folders: what a run was asked is there again, one process at a time works on it, and damage is said in a line."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from architect.campaign.events import WholeRefused
from architect.project.recorded import files_of
from architect.run.folder import Manifest, Run, all_runs, find_folder, find_run, new_folder, new_run
from prover.text.problem import Problem, parse_problem
from prover.words.digest import sha256
from prover.words.errors import BadInput
from prover.words.folders import runs_folder
from prover.words.settings import Settings

PROBLEM = parse_problem("theorem t : 1 = 1 := by\r\n  sorry -- ∀\r\n", Path("my problem.lean"))
HOLDER = """
import sys
from pathlib import Path
from architect.campaign.events import WholeRefused
from architect.run.folder import find_run
with find_run(sys.argv[1]).held():
    print("held", flush=True)
    sys.stdin.read()
"""

ASKER = """
import sys
from architect.campaign.events import WholeRefused
from architect.run.folder import find_run
run = find_run(sys.argv[1])
print("asking", flush=True)
while True:
    run.is_held
"""


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    return tmp_path


def manifest(problem: Problem = PROBLEM, started: float = 0.0) -> Manifest:
    return Manifest(
        file=problem.path, sha256=sha256(problem.text), theorem="t", project=None, settings=Settings(), hint="∀",
        blueprint="", started=started,
    )  # fmt: skip


def begun(started: float = 0.0) -> Run:
    return new_run(PROBLEM, manifest(started=started))


def test_a_state_folder_that_would_move_with_the_working_folder_is_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "here")
    assert runs_folder() == Path.home() / ".local" / "state" / "architect" / "runs"


def test_a_run_is_found_again_as_it_was(state: Path) -> None:
    run = begun()
    assert run.folder.parent == runs_folder() == state / "architect" / "runs"
    assert run.name.endswith("-my_problem")
    assert find_run(run.name) == find_run(run.name[:15]) == find_run(str(run.folder)) == run
    assert run.problem() == PROBLEM
    assert run.events() == ()


def test_runs_of_one_second_have_different_names_and_are_listed_in_order() -> None:
    second = begun(100_000.0)
    first, third = begun(), begun(100_000.0)
    assert len({first.name, second.name, third.name}) == 3
    assert list(all_runs()) == [first, second, third]


def test_a_beginning_that_fits_several_runs_is_refused() -> None:
    begun(), begun()
    with pytest.raises(BadInput, match=r"^19: 2 runs begin like that; `architect runs` lists them$"):
        find_run("19")


@pytest.mark.parametrize("name", ["none", "../..", "20", ""])
def test_a_run_that_is_not_there_is_refused(name: str) -> None:
    begun()
    with pytest.raises(BadInput, match=r"no such run; `architect runs` lists them|a run has a name"):
        find_run(name)


async def test_the_events_are_those_of_the_journal(state: Path) -> None:
    run = begun()
    async with run.recording() as journal:
        await journal.write(WholeRefused(target="t", step="kernel", reason="no"))
    [event] = run.events()
    assert event == WholeRefused(target="t", step="kernel", reason="no", time=event.time)


def test_a_run_that_was_killed_in_its_first_event_has_none() -> None:
    run = begun()
    for torn in ("", '{"event": "journ'):
        run.journal.write_text(torn)
        assert list(run.events()) == []


def test_a_problem_that_was_changed_is_refused() -> None:
    run = begun()
    (run.folder / "problem.lean").write_text("theorem t : 1 = 1 := by sorry")
    with pytest.raises(BadInput, match="it is not what the run began with; start a new one"):
        run.problem()
    (run.folder / "problem.lean").unlink()
    with pytest.raises(BadInput, match="no such file"):
        run.problem()


@pytest.mark.parametrize("name", ["run.json", "journal.jsonl", "problem.lean"])
def test_a_run_whose_files_lead_out_of_its_folder_is_not_read(tmp_path: Path, name: str) -> None:
    folder = begun().folder
    (folder / "journal.jsonl").write_text('{"event": "journal", "time": 1.0, "schema": 1}\n')
    (folder / name).symlink_to((folder / name).rename(tmp_path / "elsewhere"))
    with pytest.raises(BadInput, match=f"{name}: .*cannot be read: it leads out of .*, and is not followed"):
        files_of(find_run(folder.name))


@pytest.mark.parametrize("damage", ["", "{", "[]", "{}", '{"schema": 99}'])
def test_a_damaged_run_is_refused_in_one_line_and_hides_no_other(damage: str) -> None:
    damaged, sound = begun(), begun(100_000.0)
    (damaged.folder / "run.json").write_text(damage)
    with pytest.raises(BadInput, match="not a run of this version: ") as caught:
        find_run(damaged.name)
    assert "\n" not in str(caught.value)
    assert list(all_runs()) == [str(caught.value), sound]


def test_a_folder_that_is_no_run_is_said_to_be_none() -> None:
    (runs_folder() / "something").mkdir(parents=True)
    [said] = all_runs()
    assert isinstance(said, str)
    assert said.endswith("something: it is no run, for there is no run.json in it")


def test_no_folder_can_be_made_where_a_file_is(state: Path) -> None:
    (state / "architect").write_text("")
    with pytest.raises(BadInput, match=r"cannot be written: .*; no run folder can be made: set XDG_STATE_HOME"):
        begun()


def test_one_process_at_a_time_holds_a_run_until_it_ends() -> None:
    run = begun()
    assert not run.is_held
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, run.name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        assert run.is_held
        with pytest.raises(BadInput, match=f"process {holder.pid} is working on this run"), run.held():
            pass
        holder.kill()
    assert not run.is_held
    with run.held():
        assert run.is_held


def test_the_result_is_kept_beside_the_problem() -> None:
    run = begun()
    run.keep("theorem t : 1 = 1 := by rfl -- ∀\r\n")
    assert (run.folder / "result.lean").read_bytes().decode() == "theorem t : 1 = 1 := by rfl -- ∀\r\n"


def test_a_run_is_discarded_only_while_nothing_is_recorded_in_it() -> None:
    begun().discard_if_new()
    assert list(all_runs()) == []
    run = begun()
    run.keep("theorem t : 1 = 1 := by rfl\n")
    run.discard_if_new()
    assert list(all_runs()) == [run]


def test_asking_whether_a_run_is_held_stands_in_nobodys_way() -> None:
    """A process that asks all the time, and another that takes the run a hundred times meanwhile."""
    run = begun()
    asker = subprocess.Popen([sys.executable, "-c", ASKER, run.name], stdout=subprocess.PIPE, text=True)
    with asker:
        assert asker.stdout is not None
        assert asker.stdout.readline() == "asking\n"
        for _ in range(100):
            with run.held():
                pass
        asker.kill()


def test_a_run_from_elsewhere_does_not_choose_where_a_key_goes_nor_what_holds_lean_nor_what_is_written(
    tmp_path: Path,
) -> None:
    asked = Settings.model_validate(
        {
            "model": {"name": "m", "base_url": "http://127.0.0.1:1/v1", "key_variable": "A_KEY"},
            "lean": {"sandbox": "off", "live": "repl:rm -r all"},
            "handbook": {"learn": True, "folder": "/home/you/elsewhere"},
            "roles": {"prover": {"name": "p", "base_url": "http://127.0.0.1:1/v1", "key_variable": "A_KEY"}},
        }
    )
    ours = new_run(PROBLEM, manifest().model_copy(update={"settings": asked, "out": tmp_path / "o.lean"}))
    assert ours.as_ours() == ours
    theirs = Run(tmp_path / "of a stranger", ours.manifest).as_ours().manifest
    assert theirs.out is None
    elsewhere = theirs.settings
    assert (elsewhere.model.name, elsewhere.lean.sandbox, elsewhere.lean.live) == ("m", "auto", "worker")
    assert elsewhere.model.base_url == Settings().model.base_url
    assert elsewhere.handbook == Settings().handbook
    assert elsewhere.model.key_variable == Settings().model.key_variable
    assert elsewhere.models[1] == Settings().model.model_copy(update={"name": "p"})
    with pytest.raises(BadInput, match="a run from elsewhere at a Lake project"):
        Run(tmp_path / "other", ours.manifest.model_copy(update={"project": tmp_path})).as_ours()


@pytest.mark.parametrize("what", ["pipe", "folder"])
def test_what_is_no_file_is_no_lock_and_keeps_nobody_waiting(what: str) -> None:
    run = begun()
    path = run.folder / "lock"
    os.mkfifo(path) if what == "pipe" else path.mkdir()
    assert not run.is_held
    with pytest.raises((BadInput, OSError)), run.held():
        pass


@pytest.mark.parametrize("name", ["nosuch.tex", "nosuch.json", "folder/nosuch"])
def test_a_name_that_can_be_no_runs_is_that_of_a_file_that_is_not_there(own_home: Path, name: str) -> None:
    begun()
    with pytest.raises(BadInput, match=f"^{name}: no such file$"):
        find_folder(name)


def test_a_run_has_its_name_wherever_one_stands_and_a_link_to_it_stays_a_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = begun().folder
    (link := tmp_path / "link").symlink_to(folder)
    monkeypatch.chdir(folder)
    assert find_folder(".") == find_run("../" + folder.name).folder == folder
    monkeypatch.chdir(tmp_path)
    assert find_folder("link") == link


def test_of_a_run_that_cannot_be_written_down_no_folder_stays() -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))  # as a full disk is
    try:
        with pytest.raises(BadInput, match="cannot be written"):
            begun()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert [*runs_folder().iterdir()] == []


def test_a_run_that_is_interrupted_while_it_is_made_is_never_there() -> None:
    def fill(folder: Path) -> None:
        (folder / "problem.lean").write_text("")
        assert list(all_runs()) == []
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        new_folder("t", 0.0, fill)
    assert [*runs_folder().iterdir()] == []


def test_a_name_that_something_else_has_is_left_to_it() -> None:
    run = begun()
    (taken := run.folder.with_name(f"{run.name}-2")).write_text("")
    assert begun().name == f"{run.name}-3"
    assert taken.read_text() == ""

"""Runs to choose from, one at length, and runs removed: only what was asked for, and only what is a run and at rest."""

import json
import os
import pty
import select
import shutil
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from architect.cli import main
from architect.run.folder import called, find_run
from architect.views.costs import spent_as_text
from architect.views.runs import age, money, shortest_names
from prover.words.budget import Spent
from prover.words.errors import BadInput
from prover.words.removing import REMOVED, remove_whole
from tests.architect.run.test_folder import HOLDER
from tests.conftest import PATIENCE

KEPT = Path(__file__).parents[2] / "journals" / "runs"


@pytest.fixture
def runs(own_home: Path) -> Path:
    """Where this test's own runs are."""
    folder = own_home / "state" / "architect" / "runs"
    folder.mkdir(parents=True)
    return folder


def put(runs: Path, kept: str, name: str, started: float = 1e9) -> Path:
    """One of the folders of before under another name, and with another beginning."""
    folder = runs / name
    shutil.copytree(KEPT / kept, folder)
    asked = json.loads((folder / "run.json").read_text())
    (folder / "run.json").write_text(json.dumps({**asked, "started": started}))
    return folder


@contextmanager
def worked_on(name: str) -> Iterator[None]:
    """Another process holds the run."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        yield
        other.kill()


def answered(
    answer: str, *words: str, columns: int = 60, meanwhile: Callable[[], object] = lambda: None
) -> tuple[int, str]:
    """The exit code and all that a command says on a terminal of so many columns.

    Where it asks, something happens ``meanwhile``, and then it is answered this way.
    """
    terminal, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, columns))
    command = [sys.executable, "-m", "architect.cli", *words]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        said, is_asked = b"", False
        try:
            while select.select([terminal], [], [], PATIENCE)[0]:
                said += os.read(terminal, 4096)
                if not is_asked and b"(y or n)" in said:
                    is_asked = True
                    meanwhile()
                    os.write(terminal, f"{answer}\n".encode())
        except OSError:  # the end of what a terminal has to say
            pass
        finally:
            os.close(terminal)
    return process.returncode, said.decode().replace("\r\n", "\n")


def test_the_newest_run_is_listed_first_with_problem_state_age_and_cost(
    runs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(runs, "finished", "20010909-014640-two", 1e9)
    put(runs, "killed_after_cheap", "20330518-033320-after", 2e9)
    put(runs, "planned_in_vain", "20260101-000000-mul_comm", 1.5e9)
    assert main(["runs"]) == 0
    heading, *rows = capsys.readouterr().out.splitlines()
    assert heading.split() == ["run", "as", "recorded", "age", "cost", "problem"]
    assert [row.split()[0] for row in rows] == ["20330518-033320", "20260101-000000", "20010909-014640"]
    assert [row.split("  ")[1].strip() for row in rows] == ["stopped 1/2", "0/1 proved", "2/2 proved"]
    assert rows[1].endswith("-  mul_comm.lean: mul_comm")
    assert main(["runs", "--json"]) == 0
    newest, *_ = json.loads(capsys.readouterr().out)
    assert (newest["started"], newest["theorem"], newest["spent"]["calls"]) == (2e9, None, 0)


def test_what_models_took_is_in_the_listing(runs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = put(runs, "finished", "20010909-014640-two")
    lines = [json.loads(line) for line in (folder / "journal.jsonl").read_text().splitlines()]
    lines[-1]["spent"] = {"calls": 3, "tokens_in": 10, "cost": 0.25}
    (folder / "journal.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    main(["runs"])
    assert "  $0.250  two.lean" in capsys.readouterr().out
    main(["runs", "show", "2"])
    assert "cost        $0.250, 3 calls, 10 tokens in, 0 out" in capsys.readouterr().out


def test_on_a_terminal_of_sixty_columns_no_line_is_longer(runs: Path) -> None:
    for second in range(3):
        put(runs, "planned_in_vain", f"20010909-01464{second}-a_problem_with_a_long_name")
    code, said = answered("", "runs")
    assert code == 0
    lines = said.splitlines()
    assert len(lines) == 4
    assert max(map(len, lines)) == 60, "what is longer is cut"
    assert lines[1].endswith("…")


def test_a_name_is_cut_to_what_still_means_that_run_alone(runs: Path) -> None:
    names = ["20010909-014640-a", "20010909-014640-a-2", "20010909-014640-b", "20010909-014641-a", "other"]
    for name in names:
        put(runs, "finished", name)
    short = shortest_names(names)
    assert short["20010909-014641-a"] == "20010909-014641"
    assert {name: find_run(words).name for name, words in short.items()} == {name: name for name in names}


def test_a_run_is_shown_with_what_was_asked_what_came_of_it_and_where_it_lies(
    runs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = put(runs, "disproved", "20010909-014640-half_false")
    assert main(["runs", "show", "2001"]) == 0
    shown = capsys.readouterr().out
    for words in (
        "theorem     each with a `sorry`\n", "limits      30 s\n", f"folder      {folder}\n", "  result.lean\n",
        "right: proved in 0.6 s\n  by portfolio: at once\n", "wrong: disproved in 1.8 s\n",
    ):  # fmt: skip
        assert words in shown
    assert "next: " not in shown
    assert main(["runs", "show", "2001", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(r["theorem"], r["status"]) for r in found["results"]] == [("right", "proved"), ("wrong", "disproved")]
    assert "result.lean" in found["files"]


def test_a_run_that_was_stopped_says_how_it_goes_on_and_how_its_graph_is_shown(
    runs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(runs, "killed_in_a_campaign", "20010909-014640-mul_comm")
    main(["runs", "show", "2"])
    shown = capsys.readouterr().out
    assert "mul_comm: not ended in 4.6 s\n  blueprint of 8 nodes, 0 refinements:\n" in shown
    assert "  architect blueprint show 20010909-014640-mul_comm --theorem mul_comm\n" in shown
    assert shown.endswith("\nnext: architect resume 20010909-014640-mul_comm\n")


def test_a_damaged_run_is_shown_as_that(runs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = put(runs, "finished", "damaged")
    (folder / "problem.lean").write_text("theorem t : True := by sorry")
    assert main(["runs", "show", "damaged"]) == 0
    assert "state       damaged: " in capsys.readouterr().out


def test_a_run_that_lies_elsewhere_is_named_by_its_folder_in_what_to_do_next(
    runs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(runs, "killed_in_a_campaign", "here")
    (tmp_path / "else where").mkdir()
    folder = put(tmp_path / "else where", "killed_in_a_campaign", "there")
    assert (called(runs / "here"), called(folder)) == ("here", f"'{folder}'")
    main(["runs", "show", str(folder)])
    shown = capsys.readouterr().out
    assert f"  architect blueprint show '{folder}' --theorem mul_comm\n" in shown
    assert shown.endswith(f"\nnext: architect resume '{folder}'\n")
    _, seen = answered("", "runs", "show", str(folder))
    assert f"  architect blueprint show '{folder}' --theorem mul_comm\n" in seen  # whole also where it is wider


def test_a_damaged_run_takes_no_long_line_of_the_listing(runs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (put(runs, "finished", "damaged") / "problem.lean").write_text("theorem t : True := by sorry")
    assert main(["runs"]) == 0
    [_, line] = capsys.readouterr().out.splitlines()
    assert "damaged" in line
    assert len(line) < 160


def test_nothing_is_removed_unless_the_user_says_so(runs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(runs, "finished", "one")
    assert main(["runs", "rm", "one"]) == 2
    assert (
        "with the proofs in them: nobody can be asked here, so nothing was removed: say --yes"
        in capsys.readouterr().err
    )
    assert main(["runs", "rm", "one", "--dry-run"]) == 0
    assert main(["runs", "prune", "--older-than", "0d", "--dry-run"]) == 0
    assert capsys.readouterr().out == "one\none\n"
    code, said = answered("n", "runs", "rm", "one")
    assert (code, (runs / "one").is_dir()) == (1, True)
    assert "nothing was removed" in said
    code, _ = answered("y", "runs", "rm", "one")
    assert (code, [*runs.iterdir()]) == (0, [])


def test_from_within_its_folder_a_run_is_shown_and_removed(
    runs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = put(runs, "finished", "one")
    monkeypatch.chdir(folder)
    assert main(["runs", "show", "."]) == 0
    assert "one" in capsys.readouterr().out
    assert main(["view", "."]) == 0
    assert capsys.readouterr().out == "written: one.html\n"
    assert main(["runs", "rm", ".", "--yes"]) == 0
    assert not folder.exists()


def test_only_old_runs_at_rest_are_pruned_and_those_with_a_proof_stay_if_asked(runs: Path) -> None:
    put(runs, "finished", "proved")
    put(runs, "planned_in_vain", "in_vain")
    put(runs, "planned_in_vain", "new", 4e9)
    put(runs, "killed_after_direct", "running")
    with worked_on("running"):
        assert main(["runs", "prune", "--older-than", "0d", "--unproved", "--yes"]) == 0
        assert {path.name for path in runs.iterdir()} == {"proved", "new", "running"}
        assert main(["runs", "prune", "--older-than", "0d", "--yes"]) == 0
        assert {path.name for path in runs.iterdir()} == {"new", "running"}
        assert main(["runs", "rm", "running", "new", "--yes"]) == 2
        assert {path.name for path in runs.iterdir()} == {"running"}


def test_what_a_run_comes_to_while_the_question_stands_is_not_pruned(runs: Path) -> None:
    old, gone_on, proved = (put(runs, "planned_in_vain", name) for name in ("old", "gone_on", "proved"))

    def meanwhile() -> None:
        journal = gone_on / "journal.jsonl"
        *_, last = journal.read_text().splitlines()
        with journal.open("a") as file:
            file.write(json.dumps(json.loads(last) | {"time": 4e9}) + "\n")
        shutil.copytree(KEPT / "finished", proved, dirs_exist_ok=True)

    code, said = answered("y", "runs", "prune", "--older-than", "0d", "--unproved", meanwhile=meanwhile)
    assert (code, old.exists(), gone_on.exists(), proved.exists()) == (2, False, True, True)
    assert said.count("something has happened in it meanwhile: it stays") == 2


def test_a_damaged_run_is_not_pruned_and_goes_by_its_name(runs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (put(runs, "finished", "damaged") / "journal.jsonl").write_text("no JSON\n")
    for sound in (True, False):  # an old one had to stay, whether others went or not
        if sound:
            put(runs, "finished", "sound")
        assert main(["runs", "prune", "--older-than", "0d", "--yes"]) == 2
        assert "left: " in capsys.readouterr().err
        assert not (runs / "sound").exists()
    assert main(["runs", "prune", "--older-than", "9000w", "--yes"]) == 0
    assert (runs / "damaged").is_dir()
    assert main(["runs", "rm", "damaged", "--yes"]) == 0
    assert not (runs / "damaged").exists()


def test_what_is_no_run_is_said_to_be_none_and_is_no_run_that_had_to_stay(
    runs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (runs / "notes").mkdir()
    assert main(["runs", "prune", "--older-than", "0d", "--yes"]) == 0
    assert capsys.readouterr().err == f"left: {runs / 'notes'}: it is no run, for there is no run.json in it\n"


def test_the_name_of_a_run_is_one_line_wherever_it_is_said(runs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(runs, "finished", "one\nother")
    for words in (["rm", "one", "--dry-run"], ["prune", "--older-than", "0d", "--dry-run"]):
        assert main(["runs", *words]) == 0
        assert capsys.readouterr().out == "one\\nother\n"
    assert main(["runs"]) == 0
    assert [line[:10] for line in capsys.readouterr().out.splitlines()] == ["run       ", "one\\nother"]


def test_what_is_no_run_and_what_lies_elsewhere_stays(
    runs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = put(tmp_path, "finished", "elsewhere")
    (runs / "linked").symlink_to(elsewhere)
    (runs / "notes").mkdir()
    (runs / "notes" / "thoughts.txt").write_text("mine")
    for name, why in (
        ("linked", "it is a link"), ("notes", "it is no run"), (str(elsewhere), "it is not among the runs"),
        ("", "an empty word names nothing"), ("gone", "no such run"),
    ):  # fmt: skip
        assert main(["runs", "rm", name, "--yes"]) == 2
        assert why in capsys.readouterr().err
    main(["runs", "prune", "--older-than", "0d", "--yes"])
    assert {path.name for path in runs.iterdir()} == {"linked", "notes"}
    assert (elsewhere / "journal.jsonl").exists()


def test_a_link_inside_a_run_goes_and_what_it_leads_to_stays(runs: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "proof.lean").write_text("mine")
    (put(runs, "finished", "one") / "linked").symlink_to(mine)
    assert main(["runs", "rm", "one", "--yes"]) == 0
    assert (mine / "proof.lean").read_text() == "mine"


def test_what_a_killed_removal_left_is_no_run_and_goes_with_the_next(
    runs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(runs, "finished", f"{REMOVED}7")
    put(runs, "finished", "one")
    main(["runs", "--json"])
    assert [row["run"] for row in json.loads(capsys.readouterr().out)] == ["one"]
    main(["runs", "rm", "one", "--yes"])
    assert [*runs.iterdir()] == []


def test_a_run_that_cannot_be_removed_whole_is_said_with_its_rest_and_is_in_no_other_ones_way(runs: Path) -> None:
    (locked := put(runs, "finished", "one") / "locked").mkdir()
    (locked / "in_it").touch()
    locked.chmod(0o555)
    put(runs, "finished", "two")
    # root without its power over permissions is as anybody else
    as_anybody = ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override"] if os.geteuid() == 0 else []
    command = [*as_anybody, sys.executable, "-m", "architect.cli", "runs", "rm", "--yes"]
    one, two = (
        subprocess.run([*command, name], capture_output=True, text=True, check=False) for name in ("one", "two")
    )
    [rest] = runs.iterdir()
    assert rest.name.startswith(REMOVED)
    assert (rest / "locked" / "in_it").exists()
    assert one.returncode == 2
    why = f"{runs / 'one'}: cannot be removed whole: Permission denied: what is left of it is {rest}"
    assert one.stderr == f"architect: {why}\n"
    assert (two.returncode, two.stderr) == (0, "")
    (rest / "locked").chmod(0o755)


def test_what_cannot_be_removed_is_said_in_a_line(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be removed: No such file"):
        remove_whole(tmp_path / "gone")


def test_an_age_is_in_its_largest_unit() -> None:
    ages = [age(seconds) for seconds in (-1, 0, 59.9, 60, 7_199, 86_400, 400 * 86_400)]
    assert ages == ["0 s", "0 s", "59 s", "1 min", "1 h", "1 d", "1 y"]


@pytest.mark.parametrize("text", ["30", "d", "-1d", "1.5d", "30 d", "٣d"])
def test_what_is_no_age_is_refused_in_words(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["runs", "prune", f"--older-than={text}"]) == 2
    assert "not an age like 30d, 12h or 2w" in capsys.readouterr().err


def test_money_whose_price_is_not_known_is_not_called_nothing() -> None:
    spent = [Spent(), Spent(calls=1, tokens_in=5), Spent(cost=0.0123), Spent(cost=12.5)]
    assert [money(each) for each in spent] == ["-", "?", "$0.012", "$12.50"]
    assert [money(each, priced=True) for each in spent] == ["-", "$0.000", "$0.012", "$12.50"]


def test_money_of_which_a_part_is_known_or_that_is_hardly_any_is_not_called_all_or_nothing() -> None:
    roles = {"planner": Spent(calls=1, tokens_in=5), "prover": Spent(calls=1, tokens_in=5, cost=0.02)}
    partly = Spent(calls=2, tokens_in=10, cost=0.02, roles=roles)
    little, failed = Spent(calls=1, tokens_in=5, cost=3e-6), Spent(calls=6, failed=6)
    assert [money(each) for each in (partly, little, failed)] == ["$0.020+", "<$0.001", "$0.000"]
    assert spent_as_text(partly, priced=False).splitlines()[0].endswith(", $0.0200 and what has no known price")
    assert spent_as_text(little, priced=True).endswith(", under $0.0001")

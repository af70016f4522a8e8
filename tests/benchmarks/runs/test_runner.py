"""Runs: what a user gets on the command line, what is in the folder, and what survives an end at any moment."""

import asyncio
import fcntl
import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import termios
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.runs.reading import read_run
from benchmarks.runs.runner import MOST_BROKEN
from benchmarks.runs.solve import Architect
from benchmarks.suites.statement import Statement
from prover.lean.live.pool import Pool, PoolLimits
from prover.lean.toolchains.toolchain import Toolchain
from prover.llm.roles import Models
from prover.words.errors import BadInput
from prover.words.settings import resolve
from prover.words.templates import Prompts
from tests.benchmarks.runs.runs import NOWHERE, Told, lines, session
from tests.conftest import PATIENCE, children
from tests.prover.llm.chat_server import chat_server, is_silent, says

ROOT = Path(__file__).parents[3]
EASY = ("bool_de_morgan", "logic_and_swap")
GIVES_UP = says("", ("give_up", {"reason": "no idea", "diagnosis": "TOO_HARD", "lemmas": []}))
WITH_A_MODEL = """
[model]
name = "scene"
[prover]
search_seconds = 0
[planner]
rounds = 0
"""


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "architect.cli", "bench", *map(str, arguments)]


def bench(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(*arguments), capture_output=True, text=True, check=False, timeout=PATIENCE)


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    """Two easy statements of the embedded suite, and one that the embedded Lean has not the library for."""
    folder = tmp_path / "suite"
    folder.mkdir()
    for name in EASY:
        (folder / f"{name}.lean").write_bytes(
            (ROOT / "benchmarks" / "suites" / "data" / "embedded" / f"{name}.lean").read_bytes()
        )
    (folder / "elsewhere.lean").write_text("import Mathlib\ntheorem t : True := by sorry\n")
    return folder


def test_a_run_leaves_proofs_originals_certificates_and_a_report(suite: Path, tmp_path: Path) -> None:
    out = tmp_path / "run"
    run = bench(suite, "--out", out, "--timeout", "60", "--workers", "2")
    assert run.returncode == 0, run.stderr
    assert "3 of 3 tries made, 2 solved" in run.stdout
    assert "bad input: 1 try, such as elsewhere.lean: it imports Mathlib" in run.stdout
    assert run.stderr == ""
    proved = {path.name for path in (out / "proved").iterdir()}
    assert proved == {f"{name}.lean" for name in EASY}
    for name in EASY:
        assert (out / "problems" / f"{name}.lean").read_bytes() == (suite / f"{name}.lean").read_bytes()
        assert "sorry" not in (out / "proved" / f"{name}.lean").read_text()
        certificate = json.loads((out / "certificates" / f"{name}.json").read_text())
        assert set(certificate["theorems"][0]["axioms"]) <= {"propext", "Classical.choice", "Quot.sound"}
    about = json.loads((out / "run.json").read_text())
    assert about["asked"]["settings"]["limits"]["seconds"] == 60
    assert {"versions", "commit", "machine"} <= about.keys()
    records = {record.id: record for record in read_run(out).records}
    assert records["elsewhere"].status == "bad input"
    assert "imports Mathlib" in records["elsewhere"].reason
    assert records["logic_and_swap"].method.startswith("portfolio")

    again = bench(suite, "--out", out, "--timeout", "60")
    assert "3 of 3 tries made, 2 solved" in again.stdout
    assert len(read_run(out).records) == 3, "a finished run makes no try again"

    other = bench(suite, "--out", out, "--timeout", "61")
    assert other.returncode == 2
    assert "settings.limits.seconds = 60.0, this command has 61.0" in other.stderr
    assert other.stderr.count("\n") == 1

    report = bench("report", out)
    assert report.returncode == 0, report.stderr
    assert "| pass@1 | 66.7 % | 20.8 to 93.9 % | Wilson |" in report.stdout


async def test_ctrl_c_ends_a_run_cleanly_and_the_same_command_goes_on(tmp_path: Path) -> None:
    """The second statement is with a model then, which has an answer for the next session only."""
    suite, out = tmp_path / "suite", tmp_path / "run"
    suite.mkdir()
    for name, copied in {"a_easy": "logic_and_swap", "b_hard": "list_reverse_accumulator"}.items():
        (suite / f"{name}.lean").write_bytes(
            (ROOT / "benchmarks" / "suites" / "data" / "embedded" / f"{copied}.lean").read_bytes()
        )
    (tmp_path / "architect.toml").write_text(WITH_A_MODEL)
    terminal, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 120))
    async with chat_server([is_silent, GIVES_UP]) as server:
        given = ("--config", tmp_path / "architect.toml", "--base-url", server.url)
        words = (suite, "--out", out, "--workers", "1", *given)
        try:
            pipe = asyncio.subprocess.PIPE
            run = await asyncio.create_subprocess_exec(*command(*words), stdout=pipe, stderr=theirs)
            os.close(theirs)
            shown = await asyncio.to_thread(read_until, terminal, b"1/2")
            await asyncio.wait_for(server.asked.wait(), PATIENCE)
            run.send_signal(signal.SIGINT)
            shown += await asyncio.to_thread(read_until, terminal, b"interrupted")
            printed, _ = await asyncio.wait_for(run.communicate(), PATIENCE)
        finally:
            os.close(terminal)
        assert (run.returncode, printed) == (130, b"")
        assert re.search(rb"solved 1, failed 0, \$0.00", shown)
        assert f"{out}: the same command goes on from here" in shown.decode()
        assert [record.id for record in read_run(out).records] == ["a_easy"]
        again = await asyncio.to_thread(bench, *words)
    assert again.returncode == 0, again.stderr
    assert [record.id for record in read_run(out).records] == ["a_easy", "b_hard"]


def read_until(terminal: int, words: bytes) -> bytes:
    """What a terminal shows, up to some words."""
    shown = b""
    while words not in shown:
        ready, _, _ = select.select([terminal], [], [], PATIENCE)
        assert ready, f"{words!r} never came: {shown!r}"
        try:
            shown += os.read(terminal, 4096)
        except OSError as error:
            raise AssertionError(f"it ended without {words!r}: {shown!r}") from error
    return shown


async def test_a_second_process_on_the_same_folder_is_refused_in_one_line(tmp_path: Path) -> None:
    suite, out = lines(tmp_path / "s.jsonl", "a"), tmp_path / "run"
    await session(out, suite, Told({}))
    with (out / "lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(BadInput, match=rf"process {os.getpid()} is working on this run: .*--out$"):
            await session(out, suite, Told({}))


async def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path) -> None:
    out = tmp_path / "mine"
    out.mkdir()
    (out / "thesis.tex").write_text("x")
    with pytest.raises(BadInput, match=r"there is thesis\.tex in it and no run\.json"):
        await session(out, lines(tmp_path / "s.jsonl", "a"), Told({}))
    assert [path.name for path in out.iterdir()] == ["thesis.tex"]


async def test_a_suite_whose_statements_changed_is_another_run(tmp_path: Path) -> None:
    suite, out = lines(tmp_path / "s.jsonl", "a", "b"), tmp_path / "run"
    await session(out, suite, Told({}))
    with pytest.raises(BadInput, match=r"statements.count = 2, this command has 3"):
        await session(out, lines(suite, "a", "b", "c"), Told({}))


async def test_a_run_that_a_bug_ended_goes_on_where_it_stopped(tmp_path: Path) -> None:
    suite, out = lines(tmp_path / "s.jsonl", *"abcd"), tmp_path / "run"

    def stumble(id: str) -> None:
        if id == "c":
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await session(out, suite, Told({"a": ["proved"]}, before=stumble))
    solver = Told({})
    ended = await session(out, suite, solver)
    assert solver.asked == [("c", 1), ("d", 1)]
    assert (ended.left, ended.solved) == (0, 1)


async def test_a_torn_last_line_of_the_journal_costs_one_try(tmp_path: Path) -> None:
    suite, out = lines(tmp_path / "s.jsonl", *"abc"), tmp_path / "run"
    await session(out, suite, Told({"a": ["proved"]}))
    journal = out / "journal.jsonl"
    *whole, last_try, _ended = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join(whole) + last_try[:40])
    solver = Told({})
    ended = await session(out, suite, solver)
    assert solver.asked == [("c", 1)]
    assert (ended.left, ended.solved) == (0, 1)


@pytest.mark.long
def test_sigkill_at_random_moments_loses_no_finished_try_and_repeats_none() -> None:
    from benchmarks.measure import bench as measured

    assert measured.KILLS == 100
    command = [sys.executable, "-m", "benchmarks.measure.bench", "kills", "3"]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert run.returncode == 0, run.stderr
    assert "| statements made twice, statements lost | 0, 0 |" in run.stdout


async def test_samples_are_independent_tries_and_each_keeps_its_proof(tmp_path: Path) -> None:
    suite, out = lines(tmp_path / "s.jsonl", "a", "b"), tmp_path / "run"
    solver = Told({"a": ["not proved", "proved", "proved"], "b": ["proved", "not proved", "not proved"]})
    await session(out, suite, solver, samples=3)
    assert solver.asked == [("a", 1), ("b", 1), ("a", 2), ("b", 2), ("a", 3), ("b", 3)]
    kept = sorted(str(path.relative_to(out)) for path in out.glob("proved*/*"))
    assert kept == ["proved-2/a.lean", "proved-3/a.lean", "proved/b.lean"]


async def test_a_try_that_could_not_be_made_is_made_again_by_the_next_session(tmp_path: Path) -> None:
    suite, out = lines(tmp_path / "s.jsonl", "a", "b"), tmp_path / "run"
    first = await session(out, suite, Told({"a": ["broken"]}))
    assert (first.broken, first.left) == (1, 1)
    solver = Told({"a": ["proved"]})
    second = await session(out, suite, solver)
    assert solver.asked == [("a", 1)]
    assert (second.broken, second.left, second.solved) == (0, 0, 1)


async def test_a_machine_on_which_everything_breaks_ends_the_run(tmp_path: Path) -> None:
    names = [f"s{number:02}" for number in range(MOST_BROKEN + 20)]
    solver = Told({name: ["broken"] for name in names})
    ended = await session(tmp_path / "run", lines(tmp_path / "s.jsonl", *names), solver)
    assert len(solver.asked) == MOST_BROKEN
    assert "in a row could not be made" in ended.stopped


PRICED = {"model.name": "gpt-5", "limits.cost": 1.0}


async def test_a_budget_is_never_passed_and_gives_each_try_its_whole_limit(tmp_path: Path) -> None:
    suite, out = lines(tmp_path / "s.jsonl", *"abcdefgh"), tmp_path / "run"
    settings = resolve(None, PRICED)
    solver = Told({}, cost=0.75)
    ended = await session(out, suite, solver, workers=8, budget=3.0, settings=settings)
    # Three at once put 1.0 aside each; of what they leave (0.75) none can start. The fourth needs 1.0 of 0.75.
    assert ended.spent.cost == pytest.approx(2.25)
    assert len(solver.asked) == 3
    assert (ended.left, ended.stopped) == (5, "the budget of the run does not reach for another try")
    more = await session(out, suite, solver, workers=8, budget=100.0, settings=settings)
    assert (more.left, more.stopped) == (0, "")
    assert more.spent.cost == pytest.approx(6.0)


async def test_money_of_a_try_that_was_lost_counts_as_spent(tmp_path: Path) -> None:
    suite, out = lines(tmp_path / "s.jsonl", *"ab"), tmp_path / "run"
    settings = resolve(None, PRICED)

    def stumble(id: str) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await session(out, suite, Told({}, before=stumble), budget=1.5, settings=settings)
    ended = await session(out, suite, Told({}), budget=1.5, settings=settings)
    assert (ended.left, ended.spent.cost) == (2, 1.0)


def test_bad_input_is_one_line_with_exit_code_2(suite: Path, tmp_path: Path) -> None:
    faults: list[list[str | Path]] = [
        ["no_such_suite"],
        [suite, "--filter", "("],
        [suite, "--filter", "nothing_is_called_so"],
        [suite, "--split", "none"],
        ["report", tmp_path],
        ["simulate", tmp_path, "--workers", "2"],
    ]
    for arguments in faults:
        out: list[str | Path] = [] if arguments[0] in ("report", "simulate") else ["--out", tmp_path / "run"]
        run = bench(*arguments, *out)
        assert run.returncode == 2, run
        assert run.stdout == ""
        assert run.stderr.startswith("architect: ")
        assert run.stderr.count("\n") == 1
    assert not (tmp_path / "run" / "run.json").exists()


async def test_the_tries_of_a_process_share_its_leans(toolchain: Toolchain) -> None:
    text, found = "theorem t{n} (a b : Nat) : a + b + {n} = b + (a + {n}) := by sorry\n", []
    async with Pool(toolchain, PoolLimits(size=1)) as pool:
        architect = Architect(pool, resolve(None, {"planner.rounds": 0}).settings, Models(), Prompts())
        for n in range(2):
            record = await architect.solve(Statement(f"t{n}", text.format(n=n), f"t{n}", "all"), 1)
            assert record.solved
            found.append(children(os.getpid()))
    assert len(found[0]) == 1
    assert found[0] == found[1]


async def test_a_try_that_lean_broke_in_counts_with_all_that_it_may_have_cost(tmp_path: Path) -> None:
    nothing_to_run = replace(NOWHERE, program=("/nonexistent/lean",))
    settings = resolve(None, PRICED).settings
    async with Pool(nothing_to_run) as pool:
        architect = Architect(pool, settings, Models(), Prompts())
        record = await architect.solve(Statement("t", "theorem t : True := by sorry\n", "t", "all"), 1)
    assert (record.status, record.spent.cost) == ("broken", 1.0)


async def test_what_cannot_be_read_is_said_and_recorded_and_all_else_is_tried(tmp_path: Path) -> None:
    suite = lines(tmp_path / "s.jsonl", "a", "b")
    suite.write_text(suite.read_text() + '{"id": "c"}\n')
    solver = Told({"a": ["proved"]}, cost=1.0)
    settings = resolve(None, {"model.name": "m", "limits.cost": 1.0})
    ended = await session(tmp_path / "run", suite, solver, samples=2, budget=5.0, settings=settings)
    assert solver.asked == [("a", 1), ("b", 1), ("a", 2), ("b", 2)]
    assert (ended.left, ended.solved, ended.spent.cost, ended.stopped) == (0, 2, 4.0, "")
    assert ended.unread == (f"line 3: {suite}:3: no field text or formal_statement",)
    [first, second] = [r for (id, _), r in read_run(tmp_path / "run").tries().items() if id == "line 3"]
    assert (first.status, first.reason) == ("bad input", f"{suite}:3: no field text or formal_statement")
    assert second.sample == 2


async def test_a_statement_that_is_false_says_by_which_values(toolchain: Toolchain) -> None:
    text = "theorem t (a b : Nat) : a + b = a := by sorry\n"
    async with Pool(toolchain) as pool:
        architect = Architect(pool, resolve(None, {"planner.rounds": 0}).settings, Models(), Prompts())
        record = await architect.solve(Statement("t", text, "t", "all"), 1)
    assert (record.status, record.reason[:16]) == ("disproved", "counterexample: ")

"""A run as it goes: on a terminal of any width a tree with no stale line, elsewhere a line for each event."""

import asyncio
import io
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from architect.blueprint.graph import Blueprint
from architect.campaign.campaign import Campaign
from architect.campaign.means import Means
from architect.campaign.seats import Seats
from architect.planning.planner import State
from architect.planning.scripted import ScriptedPlanner
from architect.run.result import Result
from architect.views.live import Live, LiveProject
from prover.methods.at_work import AtWork
from prover.words.budget import Budget, Limits, Spent
from prover.words.outcome import Broken
from tests.architect.bench import Events, blueprint, lemma, place_of, target
from tests.architect.fakes import STUCK, FakeWorkers, Sight
from tests.architect.views.screen import Screen
from tests.conftest import PATIENCE

PLACE = place_of("theorem t : True := by\n  sorry\n")
SEATS, OFTEN = 4, 5
NOTHING = Spent()
WARNING = "warning: P.lean:1:1: what t supposes contradicts itself: it says nothing, and that in a line of some length"
CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")


def of(count: int) -> Blueprint:
    """The target with so many lemmas below it, each of which uses two others."""
    names = ["t", *(f"n{i}_which_has_a_long_name" for i in range(1, count + 1))]
    uses = [[names[j] for j in (2 * i + 1, 2 * i + 2) if j <= count] for i in range(count + 1)]
    return blueprint(target(*uses[0]), *(lemma(names[i], f": {i} = {i}", *uses[i]) for i in range(1, count + 1)))


async def run(live: Live, count: int, look: Callable[[int], None], spent: Spent = NOTHING) -> None:
    """A campaign with such a blueprint; it is looked ``at`` whenever a node is settled."""
    settled = 0

    async def outcome(sight: Sight) -> State:
        nonlocal settled
        await asyncio.sleep(0)
        settled += 1
        look(settled)
        return STUCK if settled == 5 else sight.proved(*sight.lemmas.values())

    budget = Budget(Limits(seconds=900, cost=1.0, tokens=100_000), spent=spent)
    means = Means(FakeWorkers(outcome), ScriptedPlanner([of(count)]), Seats(SEATS), budget, rounds=0, nodes=count)
    live.begun(["t"], budget)
    campaign = Campaign(PLACE, means, Events(), live.state)
    await campaign.run()


@pytest.mark.parametrize(("columns", "height"), [(120, 40), (75, 24), (60, 24), (40, 24), (20, 8)])
async def test_what_is_drawn_fits_and_leaves_no_stale_line(columns: int, height: int) -> None:
    with Screen(columns, height) as screen, Live(screen.stream, 0) as live:

        def look(settled: int) -> None:
            if settled % OFTEN:
                return
            live.draw()
            lines = screen.look()
            assert sum("gone" in line for line in lines) == 1
            rows = [line for line in lines if not line.startswith("… ")]
            assert len(rows) == len(set(rows)) or columns < 40  # where names are cut to the same
            assert screen.gone == []

        live.step("reading P.lean with Lean")
        live.draw()
        await run(live, 100, look)
        live.close()
        assert screen.look() == [""]
        assert screen.gone == []


async def test_of_300_nodes_those_at_work_are_shown_and_the_others_are_counted() -> None:
    with Screen(60, 24) as screen, Live(screen.stream, 0) as live:
        seen: dict[int, list[str]] = {}

        def look(settled: int) -> None:
            if settled == 100:
                live.draw()
                seen[settled] = screen.look()

        await run(live, 300, look, Spent(calls=1, tokens_in=900, tokens_out=100, cost=0.25))
    lines = seen[100]
    assert 0 < len([line for line in lines if re.search(r"(a fake method|beginning), \d+ s$", line)]) <= SEATS
    assert lines[0].startswith("t: open")
    counted = [re.findall(r"(\d+) (\w+)", line) for line in lines if line.startswith("… ")]
    counts = {state: sum(int(n) for found in counted for n, s in found if s == state) for state in ("proved", "open")}
    assert 0 < counts["proved"] <= 99
    assert counts["open"] > 150
    assert "1 stuck" in " ".join(lines[-4:])
    assert "more at this rate" in " ".join(lines[-4:])
    assert lines[-2].endswith("; $0.2500, $0.7500 left")
    assert lines[-1] == "1000 tokens, 99000 left; 1 call"


async def test_until_some_are_settled_nothing_is_said_of_how_long_the_others_take() -> None:
    with Screen(120, 24) as screen, Live(screen.stream, 0) as live:

        def look(settled: int) -> None:
            live.draw()
            if settled < 3:
                assert "at this rate" not in " ".join(screen.look())

        await run(live, 10, look)


def test_methods_are_shown_from_the_moment_they_begin_and_a_warning_stays() -> None:
    with Screen(60, 24) as screen, Live(screen.stream, 0) as live:
        at_work = AtWork(lambda: live.at_work("t", at_work))
        live.begun(["t", "u"], Budget(Limits(seconds=900)))
        live.step(WARNING)
        with at_work.named("portfolio"), at_work.named("refutation: small cases"):
            live.draw()
            lines = screen.look()
        assert "".join(lines[:2]).replace(" ", "") == WARNING.replace(" ", "")
        assert lines[2:] == [
            "2 theorems: 2 open",
            "t: portfolio, refutation: small cases, 0 s",
            "0 s gone, 15 min 0 s left",
        ]
        live.close()
        assert screen.look() == lines[:2]


@pytest.mark.parametrize(("value", "styles"), [("", {"0", "1;33"}), ("1", {"0", "1"})])
def test_no_color_is_obeyed(monkeypatch: pytest.MonkeyPatch, value: str, styles: set[str]) -> None:
    monkeypatch.setenv("NO_COLOR", value)
    with Screen(60, 24) as screen, Live(screen.stream, 0) as live:
        at_work = AtWork(lambda: live.at_work("t", at_work))
        with at_work.named("portfolio"):
            live.draw()
            screen.look()
    assert screen.styles == styles


def test_a_run_on_a_terminal_leaves_nothing_there_and_its_report_where_that_goes(own_home: Path) -> None:
    (own_home / "P.lean").write_text("theorem t (a b : Nat) : a + b + 0 = a + b := by\n  sorry\n")
    command = [sys.executable, "-m", "architect.cli", "prove", "P.lean"]
    with Screen(40, 12) as screen, subprocess.Popen(command, stdout=subprocess.PIPE, stderr=screen.stream) as run:
        assert screen.follow() == [""]
        said, _ = run.communicate(timeout=PATIENCE)
    assert screen.gone == []
    assert {"1;33"} <= screen.styles
    assert said.startswith(b"t: proved")


STOPPABLE = """
import sys
from architect.views.live import Live, LiveProject
with Live(sys.stderr, 0) as live:
    live.step("reading P.lean")
    live.draw()
    print("drawn", flush=True)
    sys.stdin.readline()
    print("gone on", flush=True)
    sys.stdin.readline()
"""


def test_a_run_that_is_stopped_by_ctrl_z_leaves_the_terminal_as_it_was_and_is_drawn_again_when_it_goes_on() -> None:
    with (
        Screen(60, 24) as screen,
        subprocess.Popen(
            [sys.executable, "-c", STOPPABLE],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=screen.stream, text=True, process_group=0,
        ) as run,
    ):  # fmt: skip
        assert run.stdin is not None
        assert run.stdout is not None
        for _ in range(2):  # it can be stopped again
            assert run.stdout.readline() in ("drawn\n", "gone on\n")
            assert [line.partition(",")[0] for line in screen.look()] == ["reading P.lean"]
            assert not screen.has_cursor
            run.send_signal(signal.SIGTSTP)
            _, status = os.waitpid(run.pid, os.WUNTRACED)
            assert os.WIFSTOPPED(status)
            assert (screen.look(), screen.has_cursor) == ([""], True)
            run.send_signal(signal.SIGCONT)
            run.stdin.write("\n")
            run.stdin.flush()
        assert run.wait(PATIENCE) == 0
        assert (screen.look(), screen.has_cursor) == ([""], True)


SHELL = """
import fcntl, os, signal, subprocess, sys, termios
fcntl.ioctl(2, termios.TIOCSCTTY, 0)
signal.signal(signal.SIGTTOU, signal.SIG_IGN)
pipe = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
with subprocess.Popen([sys.executable, "-c", sys.argv[1]], process_group=0, **pipe) as job:
    os.tcsetpgrp(2, job.pid)
    for asked in sys.stdin:
        if asked == "stop\\n":
            job.send_signal(signal.SIGTSTP)
            os.waitpid(job.pid, os.WUNTRACED)
            os.tcsetpgrp(2, os.getpgrp())
        elif asked == "bg\\n":
            job.send_signal(signal.SIGCONT)
        elif asked == "fg\\n":
            os.tcsetpgrp(2, job.pid)
        else:
            job.stdin.write(asked)
            job.stdin.flush()
            job.stdout.readline()
        print("done", flush=True)
    job.send_signal(signal.SIGCONT)  # which may be stopped
"""
JOB = """
import sys
from architect.views.live import Live
with Live(sys.stderr, 0) as live:
    for asked in sys.stdin:
        if asked == "say\\n":
            live.line("a line")
        live.step("reading P.lean")
        live.draw()
        print("drawn", flush=True)
"""


def test_a_run_that_goes_on_in_the_background_leaves_the_terminal_to_the_shell() -> None:
    with (
        Screen(60, 24) as screen,
        subprocess.Popen(
            [sys.executable, "-c", SHELL, JOB],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=screen.stream, text=True, start_new_session=True,
        ) as shell,
    ):  # fmt: skip

        def seen(*asked: str) -> tuple[list[str], bool]:
            assert shell.stdin is not None
            assert shell.stdout is not None
            for each in asked:
                shell.stdin.write(f"{each}\n")
                shell.stdin.flush()
                assert shell.stdout.readline() == "done\n"
            return [line.partition(",")[0] for line in screen.look()], screen.has_cursor

        assert seen("draw") == (["reading P.lean"], False)
        assert seen("stop") == ([""], True)
        screen.stream.write("$ bg\n$ ")
        assert seen("bg", "draw", "draw") == (["$ bg", "$"], True)
        screen.stream.write("ls\n")
        assert seen("say") == (["$ bg", "$ ls", "a line"], True)
        assert seen("fg", "draw", "draw") == (["$ bg", "$ ls", "a line", "reading P.lean"], False)
        assert seen("stop") == (["$ bg", "$ ls", "a line"], True)


async def test_of_a_project_each_file_at_work_is_shown_with_its_theorems_and_the_others_are_counted() -> None:
    with Screen(60, 12) as screen, LiveProject(screen.stream, 0) as live:
        heard = live.heard
        files = {"Base": ["a", "b"], "Use": ["c"], **{f"Other{i}": [f"o{i}"] for i in range(9)}}
        heard.begun(files, Budget(Limits(seconds=900)))
        heard.turns([*files])
        base, use = heard.of("Base"), heard.of("Use")
        heard.at_work("Base")
        heard.at_work("Use")
        heard.of("Other0")  # of which somebody asks, and which is not at work
        base.settled(Result("a", Broken("Lean left")))
        use.tell("reading Use.lean with Lean")
        at_work = AtWork(lambda: base.at_work("b", at_work))
        with at_work.named("portfolio"):
            live.draw()
            assert screen.look() == [
                "12 theorems in 11 files: 12 open",
                "Base: 0 of 2 proved",
                "├ a: open",
                "└ b: portfolio, 0 s",
                "Use: reading Use.lean with Lean, 0 s",
                "└ c: open",
                "Other0: 0 of 1 proved",
                "└ o0: open",
                "… 8 open",
                "0 of 11 files had their turn",
                "0 s gone, 15 min 0 s left",
            ]
        for module in [*files][:4]:
            heard.settled(module, "not all of it is proved")
        live.draw()
        assert screen.look()[-2] == "4 of 11 files had their turn; about 0 s more at this rate"
        assert screen.look()[1:6] == [
            "reading the project, 0 s",  # nothing is at work
            "Base: 0 of 2 proved",
            "├ a: open",
            "└ b: open",
            "Use: 0 of 1 proved",
        ]
        heard.at_work("Use")
        use.tell("judged again")
        live.draw()
        assert "Use: judged again, 0 s" in screen.look()
        heard.settled("Use", "proved")
        live.draw()
        assert "Use: 0 of 1 proved" in screen.look()
    assert screen.gone == []


async def events(live: Live) -> None:
    """A few of each kind."""
    live.step("reading P.lean")
    live.begun(["t"], Budget(Limits()))
    live.step("trying t")
    at_work = AtWork(lambda: live.at_work("t", at_work))
    with at_work.named("portfolio"):
        pass
    live.step(WARNING)
    await run(live, 5, lambda _: live.draw())
    live.settled(Result("t", Broken("Lean left")))


IN_LINES = {
    "trying t",
    "t: portfolio",
    WARNING,
    "t: a blueprint of 6 nodes",
    *(f"t: n{i}_which_has_a_long_name: {'stuck' if i == 2 else 'proved'}, 0 s" for i in range(1, 6)),
    "t: broken, 0 s",
}


@pytest.mark.parametrize("forced", ["", "FORCE_COLOR", "TTY_COMPATIBLE"])
async def test_what_is_no_terminal_has_a_line_for_each_event_and_no_control(
    monkeypatch: pytest.MonkeyPatch, forced: str
) -> None:
    if forced:
        monkeypatch.setenv(forced, "1")
    stream = io.StringIO()
    with Live(stream) as live:
        await events(live)
    said = stream.getvalue()
    assert not CONTROLS.search(said)
    assert len(said.splitlines()) == len(IN_LINES)
    assert {*IN_LINES} - {*said.splitlines()} == {*[line for line in IN_LINES if "proved" in line]} - {
        *said.splitlines()
    }


async def test_a_dumb_terminal_has_lines_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    with Screen(200, 24) as screen:
        with Live(screen.stream) as live:
            await events(live)
        assert {*screen.look()} == IN_LINES
        assert screen.styles == set()

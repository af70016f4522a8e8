"""The community REPL behind the same pool, played by a script: neither the real one nor any of its Leans is here."""

import asyncio
import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from prover.lean.live.pool import Pool, PoolLimits, Session
from prover.lean.live.repl import MOST
from prover.lean.sandbox.policy import Sandbox
from prover.lean.toolchains.toolchain import ReplCommand, Toolchain
from prover.words.errors import LeanCrashed, LeanGarbled, LeanTimedOut
from prover.words.times import TimeLimits
from prover.words.verdict import Died, Position, Severity, Unanswered
from tests.conftest import PATIENCE, children
from tests.prover.lean.asking import verdict_on

ODD = "misbehave"  # a text at which the script does what its scenario says
ONE = PoolLimits(size=1)


def fake(scenario: str = "well", log: str = os.devnull, mode: str = "off") -> Toolchain:
    live = ReplCommand((sys.executable, str(Path(__file__).with_name("fake_repl.py")), scenario, log))
    sandbox = Sandbox("off") if mode == "off" else Sandbox.here("auto")
    return Toolchain("embedded", "fake", "fake", ("exec", "/nowhere/lean"), (), None, sandbox=sandbox, live=live)


def requests(log: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.read_text().splitlines() if line != "started"]


async def death_by(lean: Session, text: str, seconds: float = PATIENCE) -> str:
    answer = await lean.check(text, seconds)
    assert isinstance(answer, Died), answer
    return answer.why


# what is asked and answered


async def test_a_header_is_elaborated_once_and_each_text_begins_behind_it(tmp_path: Path) -> None:
    log = tmp_path / "log"
    async with Pool(fake(log=str(log)), ONE) as pool:
        for text in ("theorem one : True := trivial", "theorem two : True := trivial"):
            async with pool.session("import Lean\nopen Nat\n") as lean:
                assert (await verdict_on(lean, text)).accepted
    imports, _, opens, *texts = requests(log)
    assert imports == {"cmd": "import Lean"}
    assert opens == {"cmd": "\nopen Nat\n", "env": 1}
    assert [text["env"] for text in texts] == [2, 2]
    assert log.read_text().count("started") == 1


async def test_an_error_is_no_acceptance_and_a_sorry_is_a_warning_at_its_place() -> None:
    async with Pool(fake(), ONE) as pool, pool.session() as lean:
        verdict = await verdict_on(lean, "theorem «𝔸» : False := sorry")
        assert verdict.accepted
        assert [(m.severity, m.start) for m in verdict.messages] == [(Severity.WARNING, Position(1, 23))]
        assert not (await verdict_on(lean, "theorem t : False := wrong")).accepted


async def test_what_is_wrong_with_the_header_is_in_each_verdict() -> None:
    async with Pool(fake(), ONE) as pool, pool.session("open wrong") as lean:
        for _ in range(2):
            verdict = await verdict_on(lean, "theorem t : True := trivial")
            assert (verdict.accepted, verdict.errors[0].text) == (False, "(in the header, 1:5) it is wrong")


async def test_options_are_set_behind_the_imports_and_what_lean_has_against_them_is_passed_over(tmp_path: Path) -> None:
    log = tmp_path / "log"
    words = ("-Dpp.unicode.fun=true", "-Dweak.wrong=1", "-Dmathlib.name=a b")
    lean_with_options = fake(log=str(log)).with_options(words)
    async with (
        Pool(lean_with_options, ONE) as pool,
        pool.session("import Lean\nset_option pp.unicode.fun false") as lean,
    ):
        assert (await verdict_on(lean, "theorem t : True := trivial")).accepted
    _, options, opens, _ = requests(log)
    lines = options["cmd"].splitlines()
    assert lines[1:] == ["set_option pp.unicode.fun true", "set_option wrong 1", 'set_option mathlib.name "a b"']
    assert opens["cmd"].strip() == "set_option pp.unicode.fun false"


async def test_axioms_are_told_as_by_any_live_lean() -> None:
    async with Pool(fake(), ONE) as pool, pool.session() as lean:
        assert (await verdict_on(lean, "theorem t : True := trivial", axioms=("t",))).axioms == {"t": frozenset()}


async def test_the_goals_at_an_error_are_those_before_its_tactic() -> None:
    async with Pool(fake(), ONE) as pool, pool.session() as lean:
        verdict = await verdict_on(lean, "theorem t : False := by\n  exact wrong", goals=True)
        left, right = verdict.goals[0]
        assert left.startswith("case left\n")
        assert left.endswith("⊢ n = 0 ∧\n    n = 0")
        assert right == "case right\nn : Nat\n⊢ n = 1"


async def test_goals_are_told_at_tactics_and_sorries_and_elsewhere_it_says_that_it_cannot_tell() -> None:
    async with Pool(fake(), ONE) as pool, pool.session() as lean:
        text = "theorem t : True := by\n  sorry\n  exact wrong"
        assert await lean.goals_at(text, Position(2, 3)) == ("⊢ True",)
        at_line = await lean.goals_at(text, Position(3, 0))
        assert isinstance(at_line, tuple)
        assert len(at_line) == 2
        assert isinstance(await lean.goals_at(text, Position(1, 0)), Unanswered)


async def test_a_repl_runs_in_the_sandbox_too() -> None:
    async with Pool(fake(mode="auto"), ONE) as pool, pool.session() as lean:
        assert (await verdict_on(lean, "theorem t : True := trivial")).accepted


# what it does not survive


@pytest.mark.parametrize(
    ("scenario", "why"),
    [
        ("dies_with_last_words", "ended with signal 6: Stack overflow detected. Aborting."),
        ("ends", "ended with status 0"),
        ("breaks_off_in_the_middle", "ended with status 1"),
        ("leaves_a_child_and_exits", "ended with status 3"),
        ("takes_all_memory", "Lean took more than 100 MiB of memory and was killed"),
        ("writes_garbage", "no JSON"),
        ("writes_without_an_end", "more than 67108864 bytes"),
        ("nests_too_deep", "no JSON"),
        ("answers_with_a_list", "no object"),
        ("answers_nothing_of_the_environment", "an answer to another question"),
        ("answers_for_a_later_environment", "an answer to another question"),
        ("puts_a_number_for_a_text", "messages.0.data"),
        ("refuses", "Unknown environment."),
    ],
)
async def test_what_is_no_answer_is_a_death_and_ends_the_process(scenario: str, why: str) -> None:
    async with Pool(fake(scenario), PoolLimits(size=1, memory_mb=100)) as pool, pool.session() as lean:
        assert why in await death_by(lean, ODD)
        assert pool.processes == 0
        assert (await verdict_on(lean, "theorem t : True := trivial")).accepted


async def test_a_repl_that_answers_twice_is_believed_neither_time() -> None:
    async with Pool(fake("answers_twice"), ONE) as pool, pool.session() as lean:
        assert "answered twice" in await death_by(lean, ODD)


async def test_a_word_too_much_is_never_taken_for_the_answer_to_what_is_asked_next() -> None:
    async with Pool(fake("talks_when_it_is_not_asked"), ONE) as pool, pool.session() as lean:
        await lean.check(ODD)
        assert not (await verdict_on(lean, "theorem t : False := wrong")).accepted


async def test_an_answer_that_comes_too_late_is_dropped() -> None:
    async with Pool(fake("answers_for_an_earlier_environment_first"), ONE) as pool, pool.session() as lean:
        assert not (await verdict_on(lean, f"wrong {ODD}")).accepted


async def test_a_crash_is_tried_once_more_and_silence_never(tmp_path: Path) -> None:
    for scenario, starts in (("dies_with_last_words", 2), ("never_answers", 1)):
        log = tmp_path / scenario
        async with Pool(fake(scenario, str(log)), ONE) as pool, pool.session() as lean:
            await death_by(lean, ODD, 0.1 if scenario == "never_answers" else PATIENCE)
            assert pool.processes == 0
        assert log.read_text().count("started") == starts


async def test_cancelling_a_check_kills_the_repl_and_the_next_has_another() -> None:
    async with Pool(fake("never_answers"), ONE) as pool, pool.session() as lean:
        await verdict_on(lean, "theorem t : True := trivial")
        before = children(os.getpid())
        task = asyncio.create_task(lean.check(ODD))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert (await verdict_on(lean, "theorem t : True := trivial")).accepted
        assert not before & children(os.getpid())


async def test_300_kilobytes_on_standard_error_do_not_hang_a_check() -> None:
    async with Pool(fake("floods_standard_error"), ONE) as pool, pool.session() as lean:
        assert (await verdict_on(lean, ODD, PATIENCE)).accepted


async def test_one_line_of_8_megabytes_is_read() -> None:
    async with Pool(fake("writes_one_line_of_8_MB"), ONE) as pool, pool.session() as lean:
        assert len((await verdict_on(lean, ODD, PATIENCE)).messages[0].text) == 8_000_000


async def test_a_repl_that_keeps_too_many_environments_is_replaced(tmp_path: Path) -> None:
    log = tmp_path / "log"
    async with Pool(fake(log=str(log)), ONE) as pool, pool.session() as lean:
        for n in range(MOST):
            assert (await verdict_on(lean, f"theorem t{n} : True := trivial")).accepted
    assert log.read_text().count("started") == 2
    assert max(request["env"] for request in requests(log) if "env" in request) == 2


# one that does not start


async def test_a_header_that_the_repl_refuses_is_raised_for_no_text_is_to_blame() -> None:
    async with Pool(fake(), ONE) as pool, pool.session("import no_such_module") as lean:
        with pytest.raises(LeanGarbled, match="unknown module prefix"):
            await lean.check("theorem t : True := trivial")
        assert pool.processes == 0


async def test_a_repl_that_is_not_there_or_never_speaks_is_raised() -> None:
    nowhere = replace(fake(), live=ReplCommand(("/nowhere/repl",)))
    async with Pool(nowhere, ONE) as pool, pool.session() as lean:
        with pytest.raises(LeanCrashed, match="nowhere"):
            await lean.check("theorem t : True := trivial")
    silent = replace(fake("is_silent_from_the_start"), times=TimeLimits(start=0.1))
    async with Pool(silent, ONE) as pool, pool.session() as lean:
        with pytest.raises(LeanTimedOut, match="reading the header"):
            await lean.check("theorem t : True := trivial")


async def test_random_cancels_among_many_requests_cross_no_answers_and_leave_nothing_behind() -> None:
    async def one(pool: Pool, n: int) -> bool:
        async with pool.session("import A" if n % 3 else "import B") as lean:
            text = f"theorem t{n} : True := " + ("wrong" if n % 2 else "trivial")
            return (await verdict_on(lean, text)).accepted is (n % 2 == 0)

    async with Pool(fake(), PoolLimits(size=2)) as pool:
        tasks = [asyncio.create_task(one(pool, n)) for n in range(60)]
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in tasks[::7]:
            task.cancel()
        found = await asyncio.gather(*tasks, return_exceptions=True)
        assert {result for result in found if not isinstance(result, asyncio.CancelledError)} == {True}
        assert pool.processes <= 2
    assert children(os.getpid()) == set()

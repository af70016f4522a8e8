"""Runs begun from Python: what they tell, what they come to, and that nothing of them stays, whoever ends them."""

import asyncio
import signal
import threading
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import architect
from architect.api.events import MethodsAtWork, StepTold, Unread
from architect.api.sharing import shared_pool
from architect.api.threads import in_thread
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.folders import runs_folder
from prover.words.settings import Settings
from tests.conftest import PATIENCE
from tests.prover.llm.chat_server import chat_server, says

EASY = "theorem t (a b : Nat) : a + b = b + a := by sorry"
FALSE = "theorem f (a b : Nat) : a + 1 = b := sorry"
# No script of the portfolio finds this one, and trying them all takes longer than anyone here waits.
HARD = "theorem hard (f : Nat → Nat) (h : ∀ n, f (f n) < f (n + 1)) : ∀ n, f n = n := by\n  sorry\n"
ONE = Settings.model_validate({"lean": {"jobs": 1}, "planner": {"rounds": 0}})


async def test_two_texts_at_once_have_each_its_report_and_one_leaves_nothing_of_the_other() -> None:
    proved, false = await asyncio.gather(architect.prove(EASY, settings=ONE), architect.prove(FALSE, settings=ONE))
    [result] = proved.results
    assert (proved.proved, result.status, result.theorem) == (True, "proved", "t")
    assert result.proof == EASY.replace("sorry", result.fills[0])
    assert result.certificate is not None
    assert str(proved).startswith("t: proved in ")
    assert "files: original sha256 " in proved.details()
    assert proved.as_json()["status"] == "proved"
    assert (false["f"].disproved, sorted(false["f"].counterexample)) == (True, ["a", "b"])
    assert false["f"].disproof.startswith(false["f"].certificate.statement)  # type: ignore[union-attr]
    assert proved.run != false.run
    assert ([*proved], "t" in proved, "f" in proved) == ([result], True, False)


async def test_a_run_tells_what_it_does_and_touches_no_signal(tmp_path: Path) -> None:
    file = tmp_path / "two für.lean"  # which a shell would have in quotes
    file.write_text(f"{EASY}\n\ntheorem u : 1 = 1 := sorry\n")
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)]
    kinds = []
    async with architect.proving(str(file), theorem="u", settings=ONE) as work:
        async for event in work:
            kinds.append(event.kind)
            if event.kind == "started":
                assert event.theorems == ("u",)
                assert before == [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)]
        report = await work.report()
    assert [kinds[0], kinds[-1]] == ["step", "settled"]
    assert kinds.count("started") == 1
    assert report.text == f"{EASY}\n\ntheorem u : 1 = 1 := {report['u'].fills[0]}\n"
    recorded = await architect.load_run(work.run)
    assert (recorded.state, recorded.file, recorded.text) == ("ended", file, report.text)
    assert [row.status for row in recorded.results] == ["proved"]


async def test_a_run_that_is_cancelled_leaves_no_process_and_goes_on_when_it_is_resumed() -> None:
    at_work = asyncio.Event()
    runs: list[str] = []

    async def until_cancelled() -> None:
        async with architect.proving(HARD, settings=ONE) as work:
            runs.append(work.run)
            async for event in work:
                if event.kind == "methods":
                    at_work.set()

    task = asyncio.create_task(until_cancelled())
    await asyncio.wait_for(at_work.wait(), PATIENCE)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    # `no_orphans` looks at the processes.
    assert (await architect.load_run(runs[0])).state == "interrupted"
    report = await architect.resume(runs[0], limits=architect.Limits(seconds=0.05))
    assert (report.run, report.results[0].status, report.broken) == (runs[0], "out of budget", False)


async def test_who_waits_for_a_report_in_vain_ends_no_work() -> None:
    async with architect.proving(EASY, settings=ONE) as work:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(work.report(), 0.001)
        assert (await work.report()).proved
        assert (await work.report()).proved


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("theorem t : True := trivial", "text.lean: there is no `sorry` in it"),
        ("theorem t : 1 = := by sorry", "text.lean:1:15: Lean does not accept the file as it is"),
        ("no/such.lean", "no/such.lean: no such file"),
        (Path("theorem t : 1 = 1 := sorry"), "no such file"),
        ("theorem t : \ud800 = 1 := sorry", "text.lean:1:12: half a character"),
    ],
)
async def test_what_cannot_be_proved_is_bad_input_and_leaves_no_run(source: str | Path, words: str) -> None:
    with pytest.raises(architect.BadInput) as refused:
        await architect.prove(source, settings=ONE)
    assert words in str(refused.value)
    assert not runs_folder().exists() or [*runs_folder().iterdir()] == []


@pytest.mark.parametrize("function", [architect.prove, architect.plan, architect.check, partial(architect.verify, "")])
async def test_a_line_that_ends_as_files_of_lean_do_is_a_path_and_any_other_str_a_text(
    function: Callable[..., Awaitable[object]],
) -> None:
    for source in ("no such.lean", "-- x.lean", Path("no such")):
        with pytest.raises(architect.BadInput, match="no such file"):
            await function(source)
    with pytest.raises(architect.BadInput, match="lean:1:3: half a character"):
        await function("-- \ud800 no/such.lean\n")
    with pytest.raises(TypeError, match="a source is the path of a file"):
        await function(None)
    for project in ("a\0b", "\ud800", "x" * 300):
        with pytest.raises(architect.BadInput, match=r"it is no path|the name is too long"):
            await function(EASY, project=project)
    with pytest.raises(TypeError, match="settings: a `Settings` or a `str` or a `Path` is wanted, and no dict"):
        await function(EASY, settings={"lean": {"jobs": 1}})


@pytest.mark.parametrize(("name", "given"), [("limits", {"seconds": 1}), ("model", Path("m"))])
async def test_what_is_given_in_place_of_limits_or_a_model_is_said_to_be_none(name: str, given: object) -> None:
    wrong: dict[str, Any] = {name: given}
    for function in (architect.prove, architect.plan):
        with pytest.raises(TypeError, match=f"{name}: a `.*` is wanted, and no {type(given).__name__}"):
            await function(EASY, **wrong)


async def test_what_ended_the_work_is_raised_also_where_nobody_asks_for_the_report() -> None:
    with pytest.raises(architect.BadInput):
        async with architect.proving("theorem t : 1 = := by sorry", settings=ONE) as work:
            await asyncio.wait([work._task])


async def test_a_block_that_is_left_at_once_ends_its_run_and_lets_it_go() -> None:
    async with architect.proving(HARD, settings=ONE) as work:
        pass
    with pytest.raises(RuntimeError, match="ended when its block was left"):
        await work.report()
    assert (await architect.load_run(work.run)).state == "interrupted"


async def test_who_is_cancelled_while_a_thread_works_leaves_behind_it() -> None:
    begun, may_end, ended = asyncio.Event(), threading.Event(), list[bool]()
    loop = asyncio.get_running_loop()

    def call() -> None:
        loop.call_soon_threadsafe(begun.set)
        ended.append(may_end.wait(PATIENCE))

    task = asyncio.create_task(in_thread(call))
    await asyncio.wait_for(begun.wait(), PATIENCE)
    task.cancel()
    await asyncio.sleep(0)
    task.cancel()
    assert (task.done(), ended) == (False, [])
    may_end.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert ended == [True]


async def test_a_run_is_no_ones_else_while_a_block_has_it() -> None:
    async with architect.proving(HARD, settings=ONE) as work:
        with pytest.raises(architect.BadInput, match="is working on this run"):
            await architect.resume(work.run)


async def test_a_model_and_limits_go_before_the_settings_and_a_limit_is_no_failure() -> None:
    with pytest.raises(architect.BadInput, match="the model nobody needs a key"):
        await architect.prove(EASY, model="nobody", settings=ONE)
    for name in ("", " ", "a\nb", "\ud800"):
        with pytest.raises(architect.BadInput, match="a name is needed"):
            await architect.prove(EASY, model=name, settings=ONE)
    report = await architect.prove(HARD, limits=architect.Limits(seconds=0.05), settings=ONE)
    assert (report.proved, report["hard"].status) == (False, "out of budget")


async def test_settings_may_be_a_file(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("[limits]\nseconds = 0.05\n")
    assert (await architect.prove(HARD, settings=file))["hard"].status == "out of budget"
    file.write_text("[limits]\nsecond = 1\n")
    with pytest.raises(architect.BadInput, match="there is no such setting"):
        await architect.prove(HARD, settings=file)


async def test_runs_of_a_loop_share_their_leans_and_the_last_ends_them(toolchain: Toolchain) -> None:
    async with shared_pool(toolchain, 1) as first:
        async with shared_pool(toolchain, 1) as second, second.session() as lean:
            await lean.check("")
            assert (first.processes, second.processes) == (1, 1)
        assert first.processes == 1
    async with shared_pool(toolchain, 1) as another:
        assert another.processes == 0


async def test_events_that_nobody_reads_are_bounded_and_newer_ones_of_a_kind_take_their_place() -> None:
    unread = Unread(most=2)
    for event in (StepTold("a"), StepTold("b"), MethodsAtWork("t", ("x",)), MethodsAtWork("t", ())):
        unread.put(event)
    unread.close()
    assert [await unread.next(), await unread.next(), await unread.next()] == [
        StepTold("b"),
        MethodsAtWork("t", ()),
        None,
    ]
    assert unread.missed == 1


async def test_a_proof_is_verified_against_what_it_should_prove() -> None:
    found = await architect.verify(EASY.replace("sorry", "omega"), EASY)
    assert (found.certified, [judged.theorem for judged in found.judged]) == (True, ["t"])
    refused = await architect.verify(EASY, EASY)
    assert (refused.status, refused.certified) == ("not proved", False)
    assert str(refused).startswith("t: ")


async def test_a_plan_is_a_blueprint_and_of_what_has_none_the_theorem_alone() -> None:
    drawn = await architect.plan("theorem t (a : Nat) : a = a := sorry", settings=ONE)
    assert ([node.name for node in drawn.nodes], str(drawn)) == (["t"], "t (target, open)")
    assert drawn.remark
    with pytest.raises(architect.BadInput, match="say which of t, u"):
        await architect.plan("theorem t : 1 = 1 := sorry\ntheorem u : 2 = 2 := sorry", settings=ONE)
    assert not runs_folder().exists()


async def test_a_model_that_is_named_plans_and_what_that_took_is_said() -> None:
    lemma = {"name": "no", "kind": "lemma", "lean": "theorem no : 1 = 1", "informal": "", "idea": "", "uses": []}
    async with chat_server([says("", ("propose_blueprint", {"nodes": [lemma], "target_uses": ["no"]}))]) as server:
        settings = Settings.model_validate({"lean": {"jobs": 1}, "model": {"base_url": server.url, "tools": "native"}})
        drawn = await architect.plan(HARD, model="scene", settings=settings)
    assert [(node.name, node.uses) for node in drawn.nodes] == [("no", ()), ("hard", ("no",))]
    assert (drawn.spent.calls, drawn.remark) == (1, "")
    assert "<title>hard: " in drawn.svg()

"""The pool of live Leans against the real Lean, and against a fake one for what the real one does not do on demand."""

import asyncio
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from prover.lean.live.pool import Pool, PoolLimits, Session
from prover.lean.process import family
from prover.lean.sandbox.policy import Sandbox
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.errors import LeanCrashed, LeanFailed, PoolBusy
from prover.words.times import TimeLimits
from prover.words.verdict import Died, Position, Verdict
from tests.conftest import PATIENCE, alive, children, wait_until_gone
from tests.prover.lean.asking import verdict_on

TRUE = "theorem one : 1 + 1 = 2 := rfl"
# The kernel reduces this for minutes; heartbeats do not count there.
KERNEL_HOG = (
    "set_option maxRecDepth 100000000 in\n"
    "theorem hog : Nat.rec (motive := fun _ => Nat → Nat) (fun x => x) (fun _ f x => f (f x)) 60 0 = 0"
    " := by decide +kernel"
)

# This never ends either, and is at an end soon after it is told to.
ELABORATOR_HOG = (
    "set_option maxHeartbeats 0 in\n"
    "example (p : Nat → Nat → Prop) (h : ∀ a b, p a b → p b a) (k : p 1 2) : p 3 4 := by\n"
    "  repeat (have h1 := h _ _ k; have h2 := h _ _ h1)"
)

# The kernel counts up to n, and keeps what it saw.
MEMORY_HOG = "theorem hog : Nat.rec (motive := fun _ => Nat) 0 (fun _ x => x + 1) {n} = {n} := by decide +kernel"

STACK_HOG = (
    "set_option maxRecDepth 100000000 in\n"
    "theorem hog : Nat.rec (motive := fun _ => Nat → Nat) (fun x => x) (fun _ f x => Nat.add (f x) 1) 100000 0 = 100000"
    " := by decide +kernel"
)


def fake(scenario: str, log: str = os.devnull) -> Toolchain:
    program = ("exec", sys.executable, str(Path(__file__).with_name("fake_lean.py")), scenario, log)
    # In no sandbox: some scenarios do what it forbids, and it is the pool that must survive them.
    return Toolchain("embedded", "fake", "fake", program, (), None, sandbox=Sandbox("off"))


# verdicts


async def test_a_true_statement_is_accepted_and_a_false_one_is_not(toolchain: Toolchain) -> None:
    async with Pool(toolchain) as pool, pool.session() as lean:
        assert (await verdict_on(lean, TRUE)).accepted
        verdict = await verdict_on(lean, "theorem one : 1 + 1 = 3 := rfl")
        assert not verdict.accepted
        assert verdict.errors[0].start.line == 1


async def test_positions_count_code_points_from_the_start_of_the_text(toolchain: Toolchain) -> None:
    async with Pool(toolchain) as pool, pool.session("variable (p q : Prop)") as lean:
        verdict = await verdict_on(lean, "theorem «𝔸𝔸» : p := p\n\ntheorem t : p → p := fun h => 𝔸")
        assert verdict.errors[0].start == Position(1, 20)
        assert verdict.errors[-1].start == Position(3, 30)


async def test_the_goals_at_each_error_are_told_when_asked_for(toolchain: Toolchain) -> None:
    async with Pool(toolchain) as pool, pool.session() as lean:
        verdict = await verdict_on(lean, "theorem t (a b : Nat) : a + b = b + a := by\n  exact nothing", goals=True)
        assert verdict.goals == (("a b : Nat\n⊢ a + b = b + a",),)


async def test_axioms_are_told_when_asked_for(toolchain: Toolchain) -> None:
    text = "theorem a : True := True.intro\ntheorem b : 1 = 2 := sorry"
    async with Pool(toolchain) as pool, pool.session() as lean:
        verdict = await verdict_on(lean, text, axioms=("a", "b", "c"))
        assert verdict.axioms == {"a": frozenset(), "b": frozenset({"sorryAx"})}
        assert "sorry" in verdict.messages[0].text


async def test_a_text_that_swallows_the_question_about_axioms_gets_no_answer(toolchain: Toolchain) -> None:
    async with Pool(toolchain) as pool, pool.session() as lean:
        verdict = await verdict_on(lean, TRUE + "\n/- open", axioms=("one",))
        assert "one" not in verdict.axioms
        assert not verdict.accepted


async def test_the_same_text_twice_gets_the_same_verdict(toolchain: Toolchain) -> None:
    async with Pool(toolchain) as pool, pool.session() as lean:
        first, second = [await verdict_on(lean, "theorem t : 1 = 2 := rfl") for _ in range(2)]
        assert (first.accepted, first.messages) == (second.accepted, second.messages)


async def test_an_import_in_the_text_is_an_error_and_harms_no_later_check(toolchain: Toolchain) -> None:
    async with Pool(toolchain) as pool, pool.session() as lean:
        assert not (await verdict_on(lean, "import Nowhere\n" + TRUE)).accepted
        assert (await verdict_on(lean, TRUE)).accepted


async def test_an_error_in_the_header_is_said_to_be_there(toolchain: Toolchain) -> None:
    async with Pool(toolchain) as pool, pool.session("open Nowhere\n") as lean:
        verdict = await verdict_on(lean, TRUE)
        assert not verdict.accepted
        assert "in the header, 1:" in verdict.errors[0].text


# invariant 1: every worker in one state, never more than size


async def test_many_more_requests_than_workers_and_threads_all_get_their_own_answer(toolchain: Toolchain) -> None:
    most = 0

    async def one(pool: Pool, n: int) -> bool:
        nonlocal most
        async with pool.session() as lean:
            verdict = await verdict_on(lean, f"theorem t : {n} + 1 = {n + n % 2} := rfl")
            most = max(most, pool.processes)
            return verdict.accepted is (n + 1 == n + n % 2)

    async with Pool(toolchain, PoolLimits(size=2)) as pool:
        assert all(await asyncio.gather(*(one(pool, n) for n in range(120))))
    assert most == 2


async def test_a_worker_of_another_header_makes_room_and_the_bound_holds(toolchain: Toolchain) -> None:
    async with Pool(toolchain, PoolLimits(size=1)) as pool:
        for header in ("universe u", "universe v", "universe u"):
            async with pool.session(header) as lean:
                assert (await verdict_on(lean, TRUE)).accepted
                assert pool.processes == 1


async def test_a_worker_is_kept_for_its_header(toolchain: Toolchain) -> None:
    async with Pool(toolchain, PoolLimits(size=1)) as pool:
        pids = []
        for _ in range(3):
            async with pool.session() as lean:
                await verdict_on(lean, TRUE)
            pids.append(children(os.getpid()))
        assert pids[0] == pids[1] == pids[2]


# invariant 2: an answer counts only for the version it was asked for


async def test_an_answer_for_another_version_is_dropped() -> None:
    async with Pool(fake("answers_for_another_version")) as pool, pool.session() as lean:
        assert [m.text for m in (await verdict_on(lean, TRUE)).messages] == ["right"]


# invariants 3 and 4: cancellation and time-outs reach Lean and free the worker


async def test_cancelling_a_running_check_stops_lean_and_keeps_the_worker(toolchain: Toolchain) -> None:
    async with Pool(toolchain, PoolLimits(size=1, grace_seconds=PATIENCE)) as pool:
        async with pool.session() as lean:
            await verdict_on(lean, TRUE)
            [pid] = children(os.getpid())
            task = asyncio.create_task(verdict_on(lean, ELABORATOR_HOG))
            await until_busy(pid)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        async with pool.session() as lean:
            assert (await verdict_on(lean, TRUE)).accepted
        assert children(os.getpid()) == {pid}


async def test_cancelling_a_queued_request_leaks_no_worker(toolchain: Toolchain) -> None:
    async def use(pool: Pool) -> bool:
        async with pool.session() as lean:
            return (await verdict_on(lean, TRUE)).accepted

    async with Pool(toolchain, PoolLimits(size=1)) as pool:
        async with pool.session() as lean:
            await verdict_on(lean, TRUE)
            queued = [asyncio.create_task(use(pool)) for _ in range(20)]
            await asyncio.sleep(0)
            for task in queued[::2]:
                task.cancel()
        results = await asyncio.gather(*queued, return_exceptions=True)
        assert results[1::2] == [True] * 10
        assert all(isinstance(r, asyncio.CancelledError) for r in results[::2])
        assert await use(pool)


async def test_a_kernel_check_that_ignores_heartbeats_is_stopped_at_the_deadline(toolchain: Toolchain) -> None:
    async with Pool(toolchain, PoolLimits(size=1)) as pool, pool.session() as lean:
        assert "no answer from Lean within 0.5 s" in await death_by(lean, KERNEL_HOG, 0.5)
        assert (await verdict_on(lean, TRUE)).accepted


async def test_cancelling_while_lean_starts_leaves_nothing_behind(
    toolchain: Toolchain, caplog: pytest.LogCaptureFixture
) -> None:
    async def use(pool: Pool) -> None:
        async with pool.session() as lean:
            await verdict_on(lean, TRUE)

    for steps in range(1, 12):
        async with Pool(toolchain, PoolLimits(size=1)) as pool:
            task = asyncio.create_task(use(pool))
            for _ in range(steps):
                await asyncio.sleep(0)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        assert children(os.getpid()) == set()
    assert caplog.text == ""


async def test_closing_a_pool_while_a_lean_starts_ends_it_too(toolchain: Toolchain) -> None:
    async def use(pool: Pool) -> None:
        async with pool.session() as lean:
            await verdict_on(lean, TRUE)

    for steps in range(1, 12):
        async with Pool(toolchain, PoolLimits(size=1)) as pool:
            task = asyncio.create_task(use(pool))
            for _ in range(steps):
                await asyncio.sleep(0)
        with pytest.raises((LeanFailed, RuntimeError)):
            await task
        assert children(os.getpid()) == set()


async def test_a_session_serves_one_check_at_a_time_and_none_when_it_is_over(toolchain: Toolchain) -> None:
    async with Pool(toolchain, PoolLimits(size=1)) as pool:
        async with pool.session() as lean:
            verdicts = await asyncio.gather(*(verdict_on(lean, f"theorem t : {n} = 1 := rfl") for n in range(4)))
            assert [v.accepted for v in verdicts] == [False, True, False, False]
        with pytest.raises(RuntimeError, match="over"):
            await verdict_on(lean, TRUE)


async def test_what_lends_for_each_check_holds_no_lean_between_two(toolchain: Toolchain) -> None:
    async with Pool(toolchain, PoolLimits(size=1)) as pool, asyncio.timeout(PATIENCE):
        lean = pool.lending("")
        assert (await verdict_on(lean, TRUE)).accepted
        async with pool.session() as other:
            assert (await verdict_on(other, TRUE)).accepted
        assert (await verdict_on(lean, TRUE)).accepted
        assert pool.processes == 1


async def test_half_a_character_is_an_error_message_like_any_other(toolchain: Toolchain) -> None:
    async with Pool(toolchain, PoolLimits(size=1)) as pool, pool.session() as lean:
        verdict = await verdict_on(lean, "theorem t : True :=\n  \ud800")
        assert (verdict.accepted, verdict.errors[0].start) == (False, Position(2, 2))


async def test_a_silent_worker_is_killed_after_the_grace(toolchain: Toolchain) -> None:
    async with Pool(fake("never_answers"), PoolLimits(size=1)) as pool, pool.session() as lean:
        assert "no answer from Lean within 0.1 s" in await death_by(lean, TRUE, 0.1)
        assert pool.processes == 0


async def test_a_stopped_worker_is_killed_and_replaced(toolchain: Toolchain) -> None:
    async with Pool(toolchain, PoolLimits(size=1)) as pool, pool.session() as lean:
        await verdict_on(lean, TRUE)
        [pid] = children(os.getpid())
        for one in family(pid, every_thread=False):
            os.kill(one, signal.SIGSTOP)
        assert "no answer from Lean within 0.2 s" in await death_by(lean, TRUE, 0.2)
        assert not alive(pid)
        assert (await verdict_on(lean, TRUE)).accepted


# invariant 5: standard error is drained, chunks have no line limit, but a byte cap


async def test_a_child_of_lean_that_holds_its_pipes_hides_no_crash() -> None:
    async with Pool(fake("leaves_a_child_and_exits"), PoolLimits(size=1)) as pool, pool.session() as lean:
        assert "ended with status 3" in await death_by(lean, TRUE, PATIENCE)


async def test_half_a_character_in_a_message_is_replaced() -> None:
    async with Pool(fake("publishes_half_a_character")) as pool, pool.session() as lean:
        assert [m.text for m in (await verdict_on(lean, TRUE)).messages] == ["a \N{REPLACEMENT CHARACTER} b"]


async def test_300_kilobytes_on_standard_error_do_not_hang_a_check() -> None:
    async with Pool(fake("floods_standard_error")) as pool, pool.session() as lean:
        assert (await verdict_on(lean, TRUE, PATIENCE)).accepted


async def test_one_line_of_8_megabytes_is_read() -> None:
    async with Pool(fake("writes_one_line_of_8_MB")) as pool, pool.session() as lean:
        assert len((await verdict_on(lean, TRUE, PATIENCE)).messages[0].text) == 8_000_000


@pytest.mark.parametrize(
    "scenario",
    [
        "writes_garbage",
        "announces_a_terabyte",
        "announces_a_number_of_5000_digits",
        "publishes_nothing",
        "publishes_a_list",
        "nests_too_deep",
        "answers_with_an_error",
    ],
)
async def test_what_is_not_the_protocol_is_a_death_and_ends_the_worker(scenario: str) -> None:
    async with Pool(fake(scenario), PoolLimits(size=1)) as pool, pool.session() as lean:
        await death_by(lean, TRUE, PATIENCE)
        assert pool.processes == 0


# invariant 6: a crash is retried once on a new worker, a time-out never


async def test_a_worker_killed_in_mid_check_is_replaced_and_the_check_goes_on(toolchain: Toolchain) -> None:
    async with Pool(toolchain, PoolLimits(size=1)) as pool, pool.session() as lean:
        await verdict_on(lean, TRUE)
        [pid] = children(os.getpid())
        os.kill(pid, signal.SIGSTOP)  # so that the check is surely under way when it is killed
        task = asyncio.create_task(verdict_on(lean, TRUE))
        await asyncio.sleep(0)
        os.kill(pid, signal.SIGKILL)
        assert (await task).accepted
        assert children(os.getpid()) != {pid}


async def test_a_worker_killed_while_idle_costs_nothing_but_a_start(toolchain: Toolchain) -> None:
    async with Pool(toolchain, PoolLimits(size=1)) as pool:
        async with pool.session() as lean:
            await verdict_on(lean, TRUE)
        [pid] = children(os.getpid())
        os.kill(pid, signal.SIGKILL)
        wait_until_gone(pid)
        async with pool.session() as lean:
            assert (await verdict_on(lean, TRUE)).accepted


async def test_a_stack_overflow_is_a_death_and_the_next_check_answers(toolchain: Toolchain) -> None:
    shallow = replace(toolchain, program=(*toolchain.program, "-s1024"))  # threads with stacks of 1 MiB
    async with Pool(shallow, PoolLimits(size=1)) as pool, pool.session() as lean:
        assert "Stack overflow" in await death_by(lean, STACK_HOG, PATIENCE)
        assert (await verdict_on(lean, TRUE)).accepted


async def test_a_lean_that_cannot_start_is_raised_for_no_text_is_to_blame_and_gives_its_permit_back() -> None:
    broken = Toolchain("embedded", "broken", "broken", ("exec", "/nowhere/lean"), (), None)
    async with Pool(broken, PoolLimits(size=1)) as pool:
        for _ in range(2):
            with pytest.raises(LeanCrashed, match="nowhere"):
                async with asyncio.timeout(PATIENCE), pool.session() as lean:
                    await lean.check(TRUE)


# invariant 7: no orphans


async def test_closing_the_pool_ends_every_process_also_busy_ones(toolchain: Toolchain) -> None:
    async def hog(pool: Pool) -> None:
        async with pool.session() as lean:
            await verdict_on(lean, KERNEL_HOG)

    async with Pool(toolchain, PoolLimits(size=2)) as pool:
        async with pool.session() as lean:
            await verdict_on(lean, TRUE)
            [pid] = children(os.getpid())
        task = asyncio.create_task(hog(pool))
        await until_busy(pid)
    assert pool.processes == 0
    with pytest.raises(LeanFailed):
        await task


def test_no_lean_outlives_a_parent_that_was_killed(toolchain: Toolchain) -> None:
    script = f"""
import asyncio, os
from prover.lean.toolchains.embedded import embedded_toolchain
from prover.lean.live.pool import Pool
from tests.conftest import children
async def main():
    async with Pool(embedded_toolchain()) as pool, pool.session() as lean:
        await lean.check({TRUE!r})
        print(*children(os.getpid()), flush=True)
        await lean.check({KERNEL_HOG!r})
asyncio.run(main())
"""
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        [pid] = map(int, parent.stdout.readline().split())
        assert alive(pid)
        parent.kill()
    wait_until_gone(pid)


# invariants 8 and 9: memory is the process's own


async def test_a_check_that_takes_too_much_memory_is_killed_and_not_tried_again(toolchain: Toolchain) -> None:
    async with Pool(toolchain, PoolLimits(size=1, memory_mb=150)) as pool, pool.session() as lean:
        assert "more than 150 MiB of memory" in await death_by(lean, MEMORY_HOG.format(n=30_000_000), PATIENCE)
        assert (await verdict_on(lean, TRUE)).accepted


async def test_a_worker_that_grew_too_much_is_replaced(toolchain: Toolchain) -> None:
    async with Pool(toolchain, PoolLimits(size=1, growth_mb=20)) as pool:
        async with pool.session() as lean:
            await verdict_on(lean, TRUE)
            [small] = children(os.getpid())
        async with pool.session() as lean:
            assert (await verdict_on(lean, MEMORY_HOG.format(n=20_000))).accepted
        async with pool.session() as lean:
            await verdict_on(lean, TRUE)
            assert children(os.getpid()) != {small}


async def test_two_workers_that_grew_alike_are_not_replaced_at_once(toolchain: Toolchain) -> None:
    limits = PoolLimits(
        size=2, growth_mb=52
    )  # what the text takes is less than this, and more than three quarters of it

    async def grow(pool: Pool, k: int) -> None:
        async with pool.session() as lean:
            await verdict_on(lean, TRUE)
            started.append(None)
            if len(started) == 2:
                both.set()
            await both.wait()
            assert (await verdict_on(lean, MEMORY_HOG.format(n=20_000 + k), PATIENCE)).accepted

    async with Pool(toolchain, limits) as pool:
        started: list[None] = []
        both = asyncio.Event()
        await asyncio.gather(grow(pool, 0), grow(pool, 1))
        assert pool.processes == 1


# one pool for several borrowers


async def test_a_borrower_with_no_lean_comes_before_a_second_one_of_who_has_one(toolchain: Toolchain) -> None:
    served: list[str] = []

    async def one(pool: Pool, name: str) -> None:
        async with pool.session() as lean:
            served.append(name)
            await verdict_on(lean, TRUE)

    async with Pool(toolchain, PoolLimits(size=2)) as pool:
        greedy, late = pool.share(), pool.share()
        many = [asyncio.create_task(one(greedy, "greedy")) for _ in range(6)]
        await asyncio.sleep(0)
        await asyncio.gather(*many, one(late, "late"))
    assert served == ["greedy", "greedy", "late", *["greedy"] * 4]


async def test_borrowers_share_the_lean_of_a_header_and_one_that_is_cancelled_harms_no_other(
    toolchain: Toolchain,
) -> None:
    async with Pool(toolchain, PoolLimits(size=1, grace_seconds=PATIENCE)) as pool:
        pids = []
        for n in range(2):
            async with pool.share().session() as lean:
                await verdict_on(lean, TRUE)
                [pid] = children(os.getpid())
                pids.append(pid)
                if n == 0:
                    task = asyncio.create_task(lean.check(ELABORATOR_HOG))
                    await until_busy(pid)
                    task.cancel()
                    await asyncio.wait([task])
                    assert task.cancelled()
        assert pids[0] == pids[1]


async def test_the_same_text_asked_by_two_at_once_is_checked_once(toolchain: Toolchain) -> None:
    async def one(share: Pool, text: str) -> Verdict:
        async with share.session() as lean:
            return await verdict_on(lean, text)

    async with Pool(toolchain, PoolLimits(size=2)) as pool:
        await asyncio.gather(one(pool, TRUE), one(pool, f"{TRUE} "))  # both Leans are there
        texts = [f"{TRUE}\n\n#check one"] * 2
        first, second = await asyncio.gather(*(one(pool.share(), text) for text in texts))
        assert first.accepted
        assert first.seconds == second.seconds  # to the last bit


async def test_who_waits_for_what_another_asks_keeps_no_lean_from_a_third(toolchain: Toolchain) -> None:
    have_theirs = asyncio.Barrier(3)

    async def same(share: Pool) -> None:
        async with share.session() as lean:
            await have_theirs.wait()
            await lean.check(KERNEL_HOG, PATIENCE)

    async with Pool(toolchain, PoolLimits(size=2)) as pool:
        tasks = [asyncio.create_task(same(pool.share())) for _ in range(2)]
        await have_theirs.wait()
        async with pool.share().session() as third:
            assert (await verdict_on(third, TRUE)).accepted
        assert not any(task.done() for task in tasks)
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)


async def test_two_headers_on_two_leans_stay_where_they_are_as_long_as_both_are_wanted(toolchain: Toolchain) -> None:
    leans: set[int] = set()

    async def one(share: Pool, header: str) -> None:
        for _ in range(4):
            async with share.session(header) as lean:
                await verdict_on(lean, TRUE)
                leans.update(children(os.getpid()))

    async with Pool(toolchain, PoolLimits(size=2)) as pool:
        await asyncio.gather(*(one(pool.share(), f"-- {n % 2}\n") for n in range(4)))
    assert len(leans) <= 3  # when nobody wants the one header any more, the other may have both


# invariant 10: the queue is bounded and rejects early


async def test_a_full_queue_refuses_at_once(toolchain: Toolchain) -> None:
    async with Pool(toolchain, PoolLimits(size=1, queue=0)) as pool:
        with pytest.raises(PoolBusy, match="at most 0"):
            async with pool.session():
                pass


async def test_a_text_is_read_once_for_all_goals_asked_of_it_and_again_behind_another(tmp_path: Path) -> None:
    log = tmp_path / "log"
    async with Pool(fake("notes_each_text", str(log)), PoolLimits(size=1)) as pool, pool.session() as lean:
        for _ in range(3):
            assert await lean.goals_at(TRUE, Position(1, 0)) == ("⊢ True",)
        assert log.read_text() == "started\ntext\n"
        await verdict_on(lean, f"{TRUE}\n")
        await lean.goals_at(TRUE, Position(1, 0))
        assert log.read_text() == "started\ntext\ntext\ntext\n"


# what Lean does not survive is a value


@pytest.mark.parametrize(
    ("scenario", "seconds", "why"),
    [
        ("dies_with_last_words", PATIENCE, "ended with signal 6: Stack overflow detected. Aborting."),
        ("never_answers", 0.1, "no answer from Lean within 0.1 s"),
        ("takes_all_memory", PATIENCE, "Lean took more than 100 MiB of memory and was killed"),
        ("writes_garbage", PATIENCE, "Lean wrote what is not its protocol"),
    ],
    ids=["crash", "timeout", "memory", "garbage"],
)
async def test_how_lean_died_of_a_text_is_what_whoever_asked_is_told(scenario: str, seconds: float, why: str) -> None:
    async with Pool(fake(scenario), PoolLimits(size=1, memory_mb=100)) as pool, pool.session() as lean:
        assert why in await death_by(lean, TRUE, seconds)
        assert pool.processes == 0
        goals = await lean.goals_at(TRUE, Position(1, 0), seconds)
        assert isinstance(goals, Died)
        assert why in goals.why


async def test_a_text_that_kills_lean_is_tried_twice_and_one_that_takes_too_long_once(tmp_path: Path) -> None:
    for scenario, starts in (("dies_with_last_words", 2), ("never_answers", 1)):
        log = tmp_path / scenario
        async with Pool(fake(scenario, str(log)), PoolLimits(size=1)) as pool, pool.session() as lean:
            await death_by(lean, TRUE, 0.1 if scenario == "never_answers" else PATIENCE)
        assert log.read_text() == "started\n" * starts


async def test_without_a_word_on_it_a_check_takes_as_long_as_the_toolchain_allows() -> None:
    quick = replace(fake("never_answers"), times=TimeLimits(check=0.125))
    async with Pool(quick, PoolLimits(size=1)) as pool, pool.session() as lean:
        assert "within 0.125 s" in await death_by(lean, TRUE)


# chaos


async def test_random_cancels_and_kills_among_many_requests_leave_nothing_behind(toolchain: Toolchain) -> None:
    """Every third request is cancelled, and a worker is killed now and then; the others get the right verdicts."""

    async def one(pool: Pool, n: int) -> bool | Died:
        async with pool.session() as lean:
            if n % 10 == 5:
                os.kill(max(children(os.getpid())), signal.SIGKILL)
            answer = await lean.check(f"theorem t : {n} * 2 = {2 * n + n % 2} := rfl", PATIENCE)
            return answer if isinstance(answer, Died) else answer.accepted is (n % 2 == 0)

    async with Pool(toolchain, PoolLimits(size=2)) as pool:
        tasks = [asyncio.create_task(one(pool, n)) for n in range(90)]
        await asyncio.wait(tasks[:10], return_when=asyncio.FIRST_COMPLETED)
        for task in tasks[::3]:
            task.cancel()
        for n, result in enumerate(await asyncio.gather(*tasks, return_exceptions=True)):
            assert (
                result is True
                or (n % 3 == 0 and isinstance(result, asyncio.CancelledError))
                or isinstance(result, Died | LeanCrashed)
            ), (n, result)
        assert pool.processes <= 2
        assert await one(pool, 2) is True


async def death_by(lean: Session, text: str, seconds: float | None = None) -> str:
    """Why Lean died of a text, which is one line."""
    answer = await lean.check(text, seconds)
    assert isinstance(answer, Died)
    assert len(answer.why.splitlines()) == 1
    return answer.why


async def until_busy(pid: int) -> None:
    """Wait until a process computes, or one that it started (bubblewrap starts Lean): CPU time moves on."""

    def ticks() -> int:
        stats = (Path(f"/proc/{one}/stat").read_text() for one in family(pid, every_thread=False))
        fields = [stat.rpartition(")")[2].split() for stat in stats]
        return sum(int(of[11]) + int(of[12]) for of in fields)

    start = ticks()
    # The kernel tells nobody when a process computes: this is the one place that has to look again and again.
    while ticks() < start + 5:  # noqa: ASYNC110
        await asyncio.sleep(0)

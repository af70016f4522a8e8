"""The pool of live Leans, against the real Lean: what it says of a text, how many there are, and who gets which."""

import asyncio
import os
from pathlib import Path

import pytest

from prover.lean.live.pool import Pool, PoolLimits
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.errors import PoolBusy
from prover.words.verdict import Position, Verdict
from tests.conftest import PATIENCE, children
from tests.prover.lean.asking import verdict_on
from tests.prover.lean.lively import ELABORATOR_HOG, KERNEL_HOG, TRUE, fake, until_busy

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


# a session


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

"""A node at work: what Lean does not live to accept is not accepted, what a refuter was cut off at did not stand it."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from architect.blueprint.keys import Keys
from architect.blueprint.proofs import ProofCache, StoredProof
from architect.campaign.node_work import Work
from architect.campaign.workers import Acceptance, LeanWorkers
from prover.methods.ladder import NOT_TRIED, Task
from prover.words.budget import Budget, Limits
from prover.words.outcome import Outcome
from prover.words.verdict import Died, Verdict
from tests.architect.bench import blueprint, lemma, place_of, target
from tests.prover.methods.at_once import AtOnce, pool_of

PLACE = place_of("theorem t (n : Nat) : n = n := by\n  sorry\n")


class Late(AtOnce):
    async def check(
        self, text: str, seconds: float = 0, goals: bool = False, axioms: Sequence[str] = ()
    ) -> Verdict | Died:
        return Died("checking: no answer from Lean within 60 s")


async def test_a_proof_that_lean_does_not_survive_is_refused() -> None:
    judge = Acceptance(pool_of(Late("")), PLACE.bare, PLACE, {})
    assert await judge.proof(("rfl",)) is not None
    assert await judge.disproof(("rfl",)) is not None


class Never(AtOnce):
    """It answers nothing; ``asked`` says that it was asked, ``left`` that nobody waits for it any more."""

    def __init__(self) -> None:
        super().__init__("")
        self.asked, self.left = asyncio.Event(), asyncio.Event()

    async def check(
        self, text: str, seconds: float = 0, goals: bool = False, axioms: Sequence[str] = ()
    ) -> Verdict | Died:
        self.asked.set()
        try:
            await asyncio.Event().wait()
        finally:
            self.left.set()
        raise AssertionError("nobody sets that event")


async def test_a_proof_of_before_that_is_being_checked_when_the_work_is_ended_leaves_nothing_at_work(
    tmp_path: Path,
) -> None:
    made, lean = blueprint(target("lemma_"), lemma("lemma_", ": True")), Never()
    workers = LeanWorkers(pool_of(lean), (), (), ProofCache(tmp_path), Budget(Limits()))
    node, keys = made.by_name["lemma_"], Keys(workers.toolchain_key, PLACE, made)
    workers.proofs.put(keys.statement(node), StoredProof(("trivial",), {}))
    before = asyncio.all_tasks()
    settling = asyncio.create_task(workers.settle(PLACE, made, keys, node, Work()))
    await lean.asked.wait()
    settling.cancel()
    await asyncio.wait([settling])
    assert lean.left.is_set()
    assert asyncio.all_tasks() == before


class Refuter:
    """It has nothing against a statement, and says so at once or, where ``slow``, never; it counts its ``runs``."""

    def __init__(self, *, slow: bool) -> None:
        self.slow, self.runs, self.began = slow, 0, asyncio.Event()

    async def run(self, task: Task) -> Outcome:
        self.runs += 1
        self.began.set()
        if self.slow:
            await asyncio.Event().wait()
        return NOT_TRIED


@pytest.mark.parametrize(("slow", "runs"), [(True, 2), (False, 1)])
async def test_only_what_a_refuter_came_to_its_end_with_is_not_given_to_it_again(
    tmp_path: Path, slow: bool, runs: int
) -> None:
    made, refuter = blueprint(target("lemma_"), lemma("lemma_", ": True")), Refuter(slow=slow)
    workers = LeanWorkers(pool_of(Never()), (), (refuter,), ProofCache(tmp_path), Budget(Limits()))
    node, keys = made.by_name["lemma_"], Keys(workers.toolchain_key, PLACE, made)
    for _ in range(2):
        refuter.began.clear()
        work = Work()
        settling = asyncio.create_task(workers.settle(PLACE, made, keys, node, work))
        if slow:
            await refuter.began.wait()
            work.unwanted.set_result(None)
        assert (await settling).status == "stuck"
    assert refuter.runs == runs

"""A node at work: what Lean does not live to accept is not accepted, what a refuter was cut off at did not stand it."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from architect.blueprint.graph import Blueprint
from architect.blueprint.keys import Keys
from architect.blueprint.proofs import ProofCache, StoredProof
from architect.campaign.acceptance import Acceptance
from architect.campaign.node_work import Work
from architect.campaign.workers import LeanWorkers
from prover.methods.ladder import NOT_TRIED, Task
from prover.words.budget import Budget, Limits
from prover.words.errors import LeanFailed
from prover.words.obligation import Obligation
from prover.words.outcome import Blame, Diagnosis, Outcome, Proved, Unproved
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


LONG = "have h : 1 = 1 := rfl\n  trivial"


class Shortening(AtOnce):
    """It accepts all but what was made shorter, when the judge asks for that: then it fails, or never answers."""

    def __init__(self, fails: bool) -> None:
        super().__init__("")
        self.fails, self.asked = fails, asyncio.Event()

    async def check(
        self, text: str, seconds: float = 0, goals: bool = False, axioms: Sequence[str] = ()
    ) -> Verdict | Died:
        if "have" not in text and not seconds:
            self.asked.set()
            if self.fails:
                raise LeanFailed("no Lean starts")
            await asyncio.Event().wait()
        return Verdict(True, (), 0.0, (), {name: frozenset() for name in axioms})


class Finds:
    """A method that finds the long proof."""

    async def run(self, task: Task) -> Outcome | Died:
        assert await task.judge.proof((LONG,)) is None
        return Proved((LONG,))


def finding(lean: Shortening, folder: Path) -> tuple[LeanWorkers, Blueprint, Keys]:
    made = blueprint(target("lemma_"), lemma("lemma_", ": True"))
    budget = Budget(Limits(seconds=100))
    workers = LeanWorkers(pool_of(lean), (Finds(),), (), ProofCache(folder), budget)
    return workers, made, Keys(workers.toolchain_key, PLACE, made)


async def test_a_proof_of_a_node_is_not_lost_by_a_lean_that_fails_at_its_shorter_form(tmp_path: Path) -> None:
    workers, made, keys = finding(Shortening(fails=True), tmp_path)
    state = await workers.settle(PLACE, made, keys, made.by_name["lemma_"], Work("lemma_"))
    assert state.proof is not None
    assert state.proof.fills == (LONG,)


async def test_nothing_goes_on_with_a_shorter_form_when_the_work_is_ended(tmp_path: Path) -> None:
    lean = Shortening(fails=False)
    workers, made, keys = finding(lean, tmp_path)
    before = asyncio.all_tasks()
    work = asyncio.create_task(workers.settle(PLACE, made, keys, made.by_name["lemma_"], Work("lemma_")))
    await lean.asked.wait()
    work.cancel()
    await asyncio.wait([work])
    assert asyncio.all_tasks() <= {*before, work}


class NeverEnds:
    """A method that goes on until its time is over."""

    async def run(self, task: Task) -> Outcome | Died:
        await asyncio.Event().wait()
        raise AssertionError("nobody sets it")


@pytest.mark.parametrize("last", [False, True])
async def test_a_node_whose_part_of_the_time_was_too_little_says_so_unless_it_had_all(
    last: bool, tmp_path: Path
) -> None:
    made = blueprint(target("lemma_"), lemma("lemma_", ": True"))
    budget = Budget(Limits(seconds=0.1))
    workers = LeanWorkers(pool_of(AtOnce("")), (NeverEnds(),), (), ProofCache(tmp_path), budget)
    keys, work = Keys(workers.toolchain_key, PLACE, made), Work("lemma_", last=last)
    state = await workers.settle(PLACE, made, keys, made.by_name["lemma_"], work)
    assert state.status == "stuck"
    assert work.cut_off is not last


class Listens:
    """A method that keeps what it was given."""

    def __init__(self) -> None:
        self.heard: list[Obligation] = []

    async def run(self, task: Task) -> Outcome | Died:
        self.heard.append(task.obligation)
        return Unproved(Diagnosis(Blame.UNKNOWN, ""))


async def test_a_prover_is_told_what_its_lemma_says_the_users_hint_and_what_is_proved_by_now(tmp_path: Path) -> None:
    method = Listens()
    one, two = lemma("one", ": True"), lemma("two", ": True")
    node = lemma("lemma_", ": True", "one", "two").model_copy(update={"informal": "it is so"})
    made = blueprint(target("lemma_"), node, one, two)
    workers, *_ = finding(Shortening(fails=True), tmp_path)
    workers = replace(workers, methods=(method,), hint="by looking", sketch=lambda: "by luck")
    work = Work("lemma_")
    work.begin(["one", "another"])
    await workers.settle(PLACE, made, Keys(workers.toolchain_key, PLACE, made), node, work)
    [heard] = method.heard
    assert (heard.informal, heard.hint, heard.hint_of) == ("it is so", "by looking", PLACE.name)
    assert heard.sketch == "by luck"
    assert heard.proved == {PLACE.full("one")}

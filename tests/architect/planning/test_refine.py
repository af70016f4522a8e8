"""Refinements on the real Lean: what changes nothing, or what may not be changed, is refused with the reason."""

from pathlib import Path

import pytest

from architect.blueprint.graph import Blueprint, Kind, Node
from architect.blueprint.keys import Keys
from architect.blueprint.proofs import ProofCache
from architect.campaign.workers import LeanWorkers
from architect.planning.draft import NOTHING_NEW, REPAIRS, SEEN_BEFORE
from architect.planning.edits import Add, Remove, Restate, Rewire
from architect.planning.planner import GiveUp, NoBlueprint, Proposal, Situation
from architect.planning.refine import refined, summary
from architect.planning.scripted import ScriptedPlanner
from prover.lean.live.pool import Pool, PoolLimits
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.budget import Budget
from prover.words.budget import Limits as Allowed
from tests.architect.bench import blueprint, definition, lemma, target
from tests.architect.naturals import COMM, HELPED, SUCC_ADD, TARGET, ZERO_ADD

FIRST = blueprint(target("comm"), COMM)
HELP = (Add(node=ZERO_ADD), Add(node=SUCC_ADD), Rewire(name="comm", uses=("zero_add", "succ_add")))


async def refine(
    toolchain: Toolchain, folder: Path, script: ScriptedPlanner, *earlier: Blueprint
) -> Blueprint | NoBlueprint:
    """What becomes of `FIRST`, when these blueprints were before it."""
    budget = Budget(Allowed())
    async with Pool(toolchain, PoolLimits(size=1)) as pool:
        workers = LeanWorkers(pool, [], [], ProofCache(folder), budget)
        meanings = [Keys(workers.toolchain_key, TARGET, each).meaning for each in (*earlier, FIRST)]
        return await refined(script, workers, Situation(TARGET, budget, FIRST), meanings)


async def test_edits_and_a_whole_rewrite_come_to_the_same(toolchain: Toolchain, tmp_path: Path) -> None:
    rewrite = blueprint(target("comm"), HELPED, ZERO_ADD, SUCC_ADD)
    answers: list[Proposal] = [HELP, rewrite]
    for answer in answers:
        found = await refine(toolchain, tmp_path, ScriptedPlanner([answer]))
        assert isinstance(found, Blueprint)
        assert found.by_name == rewrite.by_name


@pytest.mark.parametrize(
    ("edits", "fault"),
    [
        (
            [
                Add(node=Node(name="new", kind=Kind.LEMMA, lean=COMM.lean.replace("comm", "new"), idea="as before")),
                Rewire(name="t", uses=("new",)),
                Remove(name="comm"),
            ],
            NOTHING_NEW,
        ),
        ([Restate(name="comm", lean=f"{COMM.lean} -- it is so", idea="try again")], NOTHING_NEW),
        (
            [Restate(name="comm", lean="theorem comm (x y z : N) : add (add x y) z = add z (add y x)")],
            "comm: it restates the target; state something that is easier to prove",
        ),
        ([Restate(name="t", lean="theorem t : 1 = 1")], "restate t: the target is the user's, and stays as it is"),
        ([Remove(name="t")], "remove t: the target is the user's, and stays as it is"),
        ([Remove(name="nobody")], "remove nobody: no such node"),
        ([Add(node=COMM)], "add comm: there is one already"),
    ],
    ids=["renames", "only words", "restates the target", "changes the target", "removes the target", "removes nothing",
         "adds what is there"],
)  # fmt: skip
async def test_edits_that_lead_nowhere_are_refused(
    toolchain: Toolchain, tmp_path: Path, edits: Proposal, fault: str
) -> None:
    script = ScriptedPlanner([edits])
    assert await refine(toolchain, tmp_path, script) == GiveUp("the script is over")
    assert script.faults == [(fault,)]


async def test_what_was_there_in_an_earlier_round_is_refused(toolchain: Toolchain, tmp_path: Path) -> None:
    renamed = Node(name="other", kind=Kind.LEMMA, lean=ZERO_ADD.lean.replace("zero_add", "other"))
    script = ScriptedPlanner([blueprint(target("comm", "other"), COMM, renamed)])
    earlier = blueprint(target("comm", "zero_add"), COMM, ZERO_ADD)
    assert await refine(toolchain, tmp_path, script, earlier) == GiveUp("the script is over")
    assert script.faults == [(SEEN_BEFORE,)]


async def test_a_refiner_that_never_answers_well_is_not_asked_for_ever(toolchain: Toolchain, tmp_path: Path) -> None:
    script = ScriptedPlanner([FIRST] * 50)
    found = await refine(toolchain, tmp_path, script)
    assert found == GiveUp(f"{REPAIRS} answers in a row have faults; the last: {NOTHING_NEW}")
    assert len(script.heard) == REPAIRS


async def test_faults_are_said_and_the_next_answer_may_be_right(toolchain: Toolchain, tmp_path: Path) -> None:
    broken = [Restate(name="comm", lean="theorem comm : add = 1")]
    script = ScriptedPlanner([broken, HELP])
    assert isinstance(await refine(toolchain, tmp_path, script), Blueprint)
    [[fault]] = script.faults
    assert fault.startswith("comm: ")


def test_a_round_is_summed_up_in_a_line() -> None:
    before = blueprint(target("a", "b"), lemma("a", ": 1 = 1"), lemma("b", ": 2 = 2"))
    after = blueprint(target("a", "D"), lemma("a", ": 1 = 1"), definition("D", ": Nat := 1"))
    assert summary(before, after) == "added D; removed b; changed t"

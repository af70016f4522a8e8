"""Campaigns on the real Lean with planners and refiners that misbehave: nothing false gets through, nothing is lost."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from architect.blueprint.graph import Kind, Node
from architect.blueprint.keys import Keys
from architect.blueprint.proofs import ProofCache
from architect.campaign.campaign import Campaign
from architect.campaign.ending import Ending
from architect.campaign.events import NodeSettled, WholeRefused
from architect.campaign.means import Means
from architect.campaign.seats import Seats
from architect.campaign.workers import LeanWorkers
from architect.planning.draft import REPAIRS, SEEN_BEFORE
from architect.planning.edits import Add, Remove, Restate, Rewire
from architect.planning.planner import Planner, Proposal, Situation
from architect.planning.scripted import PlannerLine
from architect.planning.scripted import ScriptedPlanner as Script
from prover.lean.live.pool import Pool, PoolLimits
from prover.lean.toolchains.toolchain import Toolchain
from prover.methods.ladder import Method, Task
from prover.methods.portfolio import ByPortfolio
from prover.methods.refutation import BySmallCases
from prover.methods.scripts import Portfolio, Tier
from prover.text.place import Place
from prover.words.budget import Budget
from prover.words.budget import Limits as Allowed
from prover.words.outcome import Blame, Diagnosis, Outcome, Proved, Unproved
from tests.architect.bench import Events, blueprint, definition, lemma, place_of, target
from tests.architect.naturals import COMM, HELPED, PREAMBLE, SUCC_ADD, TARGET, ZERO_ADD
from tests.conftest import PATIENCE

FIRST = blueprint(target("comm"), COMM)  # in which `comm` is stuck
# What is proved here is proved by one of these.
SCRIPTS = (
    "simp [{known}]",
    "induction {x} <;> simp_all [{known}]",
    "induction {x} <;> simp [{known}] <;> simp_all [{known}]",
)
FEW = Portfolio(blanks={}, tier=(Tier(name="few", scripts=SCRIPTS, seconds=PATIENCE),))
ROUNDS = 4
SECONDS = 3000  # of one campaign, much more than any of these takes


@dataclass
class Run:
    ending: Ending
    campaign: Campaign
    events: Events

    @property
    def statuses(self) -> dict[str, str]:
        return {name: state.status for name, state in self.campaign.states.items()}

    def attempts(self, node: Node) -> int:
        """How often a statement was worked at."""
        key = Keys(self.campaign.means.workers.toolchain_key, self.campaign.place, blueprint(node)).statement(node)
        return sum(event.statement == key for event in self.events.of(NodeSettled))


async def run(
    toolchain: Toolchain,
    folder: Path,
    place: Place,
    planner: Planner | list[PlannerLine],
    methods: Sequence[Method] = (),
) -> Run:
    """A campaign with a few scripts, or with other methods."""
    if isinstance(planner, list):
        planner = Script(planner)
    events = Events()
    async with Pool(toolchain, PoolLimits(size=2)) as pool:
        budget = Budget(Allowed(seconds=SECONDS))
        workers = LeanWorkers(pool, methods or [ByPortfolio(FEW)], [BySmallCases()], ProofCache(folder), budget)
        campaign = Campaign(place, Means(workers, planner, Seats(2), budget, ROUNDS), events)
        ending = await campaign.run()
    assert asyncio.all_tasks() == {asyncio.current_task()}
    return Run(ending, campaign, events)


# false and unproved lemmas
async def test_a_false_lemma_is_disproved_and_the_refiner_called_with_its_disproof(
    toolchain: Toolchain, tmp_path: Path
) -> None:
    false = lemma("comm", "(m n : N) : add m n = add n n")

    def refine(situation: Situation) -> Proposal:
        assert situation.states["comm"].status == "disproved"
        assert situation.states["comm"].proof is not None
        assert "absurd" in situation.states["comm"].proof.fills[0]
        return [
            Restate(name="comm", lean=COMM.lean),
            Add(node=ZERO_ADD),
            Add(node=SUCC_ADD),
            Rewire(name="comm", uses=("zero_add", "succ_add")),
        ]

    found = await run(toolchain, tmp_path, TARGET, [blueprint(target("comm"), false), refine])
    assert found.ending.word == "certified"
    assert found.campaign.history == ["added zero_add, succ_add; changed comm"]


@pytest.mark.parametrize("false", [": False", ": ∀ m n : N, m = n", "(m n : N) : add m n = m"])
async def test_what_follows_from_a_false_lemma_is_never_certified(
    toolchain: Toolchain, tmp_path: Path, false: str
) -> None:
    found = await run(toolchain, tmp_path, TARGET, [blueprint(target("bad"), lemma("bad", false))])
    assert (found.ending.word, found.ending.certificate) == ("gave up", None)
    assert found.statuses["bad"] == "disproved"


async def test_what_follows_from_an_unproved_lemma_is_never_certified(toolchain: Toolchain, tmp_path: Path) -> None:
    found = await run(toolchain, tmp_path, TARGET, [FIRST])
    assert found.statuses == {"t": "proved", "comm": "stuck"}
    assert (found.ending.word, found.ending.certificate) == ("gave up", None)


# refiners
@pytest.mark.long
async def test_a_refiner_that_loops_is_told_and_ends(toolchain: Toolchain, tmp_path: Path) -> None:
    """It goes back and forth between two blueprints, for ever."""
    forth = (Add(node=ZERO_ADD), Rewire(name="comm", uses=("zero_add",)))
    back = (Remove(name="zero_add"),)

    def refine(situation: Situation) -> Proposal:
        assert situation.blueprint is not None
        return back if "zero_add" in situation.blueprint.by_name else forth

    script = Script([FIRST, *[refine] * 50])
    found = await run(toolchain, tmp_path, TARGET, script)
    assert found.ending.word == "gave up"
    assert found.ending.reason == f"{REPAIRS} answers in a row have faults; the last: {SEEN_BEFORE}"
    assert script.faults == [(SEEN_BEFORE,)] * (REPAIRS - 1)
    assert len(script.heard) == 1 + 1 + REPAIRS
    assert found.campaign.history == ["added zero_add; changed comm"]


@pytest.mark.long
async def test_a_refiner_that_deletes_proved_nodes_loses_nothing(toolchain: Toolchain, tmp_path: Path) -> None:
    """What was deleted comes back under another name, and is proved without a new attempt."""
    first = blueprint(target("comm"), COMM.model_copy(update={"uses": ("zero_add",)}), ZERO_ADD)
    deletes = (Remove(name="zero_add"), Add(node=SUCC_ADD), Rewire(name="comm", uses=("succ_add",)))
    again = lemma("nothing_on_the_left", "(k : N) : add N.zero k = k").model_copy(
        update={"lean": ZERO_ADD.lean.replace("zero_add", "nothing_on_the_left")}
    )
    brings_back = (Add(node=again), Rewire(name="comm", uses=("succ_add", again.name)))
    found = await run(toolchain, tmp_path, TARGET, [first, deletes, brings_back])
    assert found.ending.word == "certified"
    assert found.statuses == dict.fromkeys(("t", "comm", "succ_add", again.name), "proved")
    assert [found.attempts(node) for node in (ZERO_ADD, SUCC_ADD)] == [1, 1]
    assert found.ending.submission is not None
    assert "theorem nothing_on_the_left" in found.ending.submission.inserted


@pytest.mark.long
async def test_a_proof_is_found_again_in_the_next_run_whatever_the_node_is_called(
    toolchain: Toolchain, tmp_path: Path
) -> None:
    await run(toolchain, tmp_path, TARGET, [blueprint(target("comm"), HELPED, ZERO_ADD, SUCC_ADD)])
    others = [
        Node(name=f"other_{n}", kind=Kind.LEMMA, lean=node.lean.replace(node.name, f"other_{n}"))
        for n, node in enumerate((COMM, ZERO_ADD, SUCC_ADD))
    ]
    others[0] = others[0].model_copy(update={"uses": ("other_1", "other_2")})
    found = await run(toolchain, tmp_path, TARGET, [blueprint(target("other_0"), *others)])
    assert found.ending.word == "certified"
    methods = [attempt.method for event in found.events.of(NodeSettled) for attempt in event.attempts]
    assert len(methods) == 4
    assert all(method.startswith("cache of proofs: ") for method in methods)


# the whole
@dataclass(frozen=True)
class Told:
    """A method that proposes these proofs, each to every node."""

    proofs: Sequence[str]

    async def run(self, task: Task) -> Outcome:
        for proof in self.proofs:
            if await task.judge.proof((proof,)) is None:
                return Proved((proof,))
        return Unproved(Diagnosis(Blame.UNKNOWN, "no more ideas"))


async def test_a_blueprint_that_changes_what_the_target_says_is_refused_by_the_gate(
    toolchain: Toolchain, tmp_path: Path
) -> None:
    """In the user's file `x` is any number; below a definition of that name it is this one."""
    place = place_of(f"{PREAMBLE}theorem t (n : N) (h : x = N.zero) : add x n = n := by\n  sorry\n")
    small = lemma("small", "(n : N) : add x n = n", "x")
    made = blueprint(target("small"), small, definition("x", ": N := N.zero"))
    told = Told(["exact small n", "induction n <;> simp_all [add, x]", "subst h; induction n <;> simp_all [add]"])

    def refine(situation: Situation) -> Proposal:
        why = situation.states["t"].diagnosis
        assert why is not None
        assert why.words.startswith("the gate refuses the whole: kernel: ")
        return [Remove(name="x"), Remove(name="small")]

    found = await run(toolchain, tmp_path, place, [made, refine], [told])
    assert found.ending.word == "certified"
    assert len(found.events.of(WholeRefused)) == 1
    assert found.ending.submission is not None
    assert found.ending.submission.inserted == ""


@pytest.mark.long
async def test_the_result_is_the_user_s_file_with_what_the_proof_needs_and_nothing_else(
    toolchain: Toolchain, tmp_path: Path
) -> None:
    idle = lemma("idle", "(n : N) : add n N.zero = n")
    made = blueprint(target("comm", "idle"), HELPED, ZERO_ADD, SUCC_ADD, idle)
    found = await run(toolchain, tmp_path, TARGET, [made])
    assert found.ending.word == "certified"
    assert found.ending.submission is not None
    names = [line.split()[1] for line in found.ending.submission.inserted.splitlines() if line.startswith("theorem")]
    assert names == ["zero_add", "succ_add", "comm"]


async def test_a_false_target_is_disproved_with_a_certificate(toolchain: Toolchain, tmp_path: Path) -> None:
    place = place_of(f"{PREAMBLE}theorem t (a b : N) : add a b = a := by\n  sorry\n")
    found = await run(toolchain, tmp_path, place, [blueprint(target())])
    assert found.ending.word == "disproved"
    assert found.ending.certificate is not None
    assert found.ending.disproof

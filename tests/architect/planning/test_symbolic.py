"""The planner that needs no model: by induction and generalisation it finds the lemmas that a theorem takes."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from architect.blueprint.graph import Blueprint, Kind, Node
from architect.blueprint.proofs import ProofCache, StoredProof
from architect.campaign.campaign import Campaign
from architect.campaign.means import Means
from architect.campaign.seats import Seats
from architect.campaign.workers import LeanWorkers
from architect.planning.planner import GiveUp, Refuted, Situation, State
from architect.planning.symbolic import Symbolic
from prover.gate.certificate import Certificate
from prover.lean.live.pool import Pool, PoolLimits
from prover.lean.toolchains.toolchain import Toolchain
from prover.methods.portfolio import ByPortfolio
from prover.methods.refutation import BySmallCases
from prover.methods.scripts import load_portfolio
from prover.text.terms import Name
from prover.theory.lemma import Lemma
from prover.words.budget import Budget, Limits
from prover.words.errors import ToolchainMissing
from prover.words.verdict import Died, Severity, Verdict
from tests.architect.bench import Events, blueprint, lemma, place_of, target
from tests.architect.naturals import PREAMBLE, STATEMENTS, file
from tests.prover.methods.at_once import AtOnce, pool_of, said
from tests.sampling import sampled

SECONDS = 3000  # of one campaign: many times what it takes


async def inserted(toolchain: Toolchain, cache: Path, text: str) -> str:
    """What stands before the theorem in the end, and its proof."""
    async with Pool(toolchain, PoolLimits(size=2)) as pool:
        budget = Budget(Limits(seconds=SECONDS))
        methods = [ByPortfolio(load_portfolio("embedded"))]
        workers = LeanWorkers(pool, methods, [BySmallCases()], ProofCache(cache), budget)
        campaign = Campaign(place_of(text), Means(workers, Symbolic(pool), Seats(2), budget, 40), Events())
        ending = await campaign.run()
    assert (ending.word, ending.reason) == ("certified", "")
    assert isinstance(ending.certificate, Certificate)
    assert ending.submission is not None
    return ending.submission.inserted


@pytest.mark.parametrize("name", sampled(STATEMENTS, str))
async def test_it_finds_and_proves_by_itself(toolchain: Toolchain, tmp_path: Path, name: str) -> None:
    assert "sorry" not in await inserted(toolchain, tmp_path, file(name))


async def test_what_an_induction_leaves_over_becomes_a_lemma(toolchain: Toolchain) -> None:
    async with Pool(toolchain, PoolLimits(size=1)) as pool:
        drafted = await Symbolic(pool).draft(Situation(place_of(file("reverse_reverse")), Budget(Limits())))
    assert isinstance(drafted, Blueprint)
    lemmas = [node for node in drafted.nodes if node.kind is Kind.LEMMA]
    assert drafted.target.uses == tuple(node.name for node in lemmas)
    assert any("append" in node.lean and "reverse" in node.lean for node in lemmas)


EVEN_AND_ODD = """mutual
inductive Even : Nat → Prop where
  | zero : Even 0
  | succ (n : Nat) (h : Odd n) : Even (n + 1)
inductive Odd : Nat → Prop where
  | succ (n : Nat) (h : Even n) : Odd (n + 1)
end
"""


async def test_what_the_cases_of_one_property_leave_of_another_is_proved_with_it(toolchain: Toolchain) -> None:
    place = place_of(f"{EVEN_AND_ODD}theorem even_mod (n : Nat) (h : Even n) : n % 2 = 0 := by\n  sorry\n")
    async with Pool(toolchain, PoolLimits(size=1)) as pool:
        drafted = await Symbolic(pool).draft(Situation(place, Budget(Limits())))
    assert isinstance(drafted, Blueprint)
    [lemma] = [node for node in drafted.nodes if node.kind is Kind.LEMMA]
    assert "(h : Even n), n % 2 = 0) ∧" in lemma.lean
    assert "(h : Odd n), (n + 1) % 2 = 0)" in lemma.lean


SUMS = """def sums : List Nat → Nat → Nat → Nat × Nat
  | [], s, k => (s, k)
  | x :: xs, s, k => sums xs (s + x) (k + 1)

"""
FIB = """def fib : Nat → Nat
  | 0 => 0
  | 1 => 1
  | n + 2 => fib (n + 1) + fib n
def fast : Nat → Nat → Nat → Nat
  | 0, a, _ => a
  | n + 1, a, b => fast n b (a + b)

"""
TREES = """mutual
inductive T where
  | node (below : F)
inductive F where
  | none
  | more (first : T) (rest : F)
end
mutual
def T.turned : T → T
  | .node below => .node below.turned
def F.turned : F → F
  | .none => .none
  | .more first rest => .more first.turned rest.turned
end

"""
# With a part of the lemma that does it.
GUESSED = {
    "two accumulators": (f"{SUMS}theorem t (xs : List Nat) : sums xs 0 0 = (xs.sum, xs.length)", "sums xs x y ="),
    "a recurrence": (f"{FIB}theorem t (n : Nat) : fast n 0 1 = fib n", "fast n (fib x) (fib (x + 1)) ="),
    "two types": (f"{TREES}theorem t (x : T) : x.turned = x", "∧ (∀ (x : F), F.turned x = x)"),
    "in a namespace": (f"namespace A\n{TREES}theorem t (x : T) : x.turned = x", "∧ (∀ (x : A.F), A.F.turned x = x)"),
}


@pytest.mark.parametrize("kind", [pytest.param(k, marks=pytest.mark.long) if "recurrence" in k else k for k in GUESSED])
async def test_what_is_said_of_all_accumulators_or_types_leads_to_a_proof(
    toolchain: Toolchain, tmp_path: Path, kind: str
) -> None:
    text, lemma = GUESSED[kind]
    assert lemma in await inserted(toolchain, tmp_path, f"{text} := by\n  sorry\n")


async def test_what_exploration_has_proved_becomes_lemmas_that_the_theorem_uses(toolchain: Toolchain) -> None:
    place = place_of(file("reverse_reverse"))
    statement = "∀ {α : Type} (x y : L α), reverse (append x y) = append (reverse y) (reverse x)"
    first = Lemma("law_1", "∀ {α : Type} (x : L α), append x .nil = x", "simp", "simp", (), Name("x"), Name("x"))
    shelf = {place.name: [first, Lemma("law_2", statement, "simp", "simp", ("law_1",), Name("x"), Name("y"))]}
    async with Pool(toolchain, PoolLimits(size=1)) as pool:
        bare = Blueprint(nodes=(Node(name=place.name, kind=Kind.TARGET),))
        situation = Situation(place, Budget(Limits()), bare, {place.name: State("stuck")})
        refined = await Symbolic(pool, shelf=shelf).refine(situation)
    assert isinstance(refined, Blueprint)
    nil, both = (node for node in refined.order if node.kind is Kind.LEMMA)
    assert both.lean == f"theorem {both.name} : {statement}"
    assert both.uses == (nil.name,)
    assert refined.target.uses == (nil.name, both.name)


async def test_where_no_induction_is_possible_the_draft_is_the_bare_target(toolchain: Toolchain) -> None:
    place = place_of(f"{PREAMBLE}theorem t : add N.zero N.zero = N.zero := by\n  sorry\n")
    async with Pool(toolchain, PoolLimits(size=1)) as pool:
        drafted = await Symbolic(pool).draft(Situation(place, Budget(Limits())))
    assert isinstance(drafted, Blueprint)
    assert [node.kind for node in drafted.nodes] == [Kind.TARGET]


ONTO = """
def onto {α : Type} : L α → L α → L α
  | .nil, r => r
  | .cons a l, r => onto l (.cons a r)

theorem onto_nil {α : Type} (l : L α) : onto l .nil = reverse l := by
  sorry
"""


async def test_a_constant_in_the_place_of_an_accumulator_becomes_a_variable(toolchain: Toolchain) -> None:
    place = place_of(PREAMBLE + ONTO)
    async with Pool(toolchain, PoolLimits(size=1)) as pool:
        drafted = await Symbolic(pool).draft(Situation(place, Budget(Limits())))
    assert isinstance(drafted, Blueprint)
    lemmas = [node.lean.partition(" : ")[2] for node in drafted.nodes if node.kind is Kind.LEMMA]
    assert any("onto l y = append (reverse l) y" in lemma for lemma in lemmas)
    assert not any("append y (reverse l)" in lemma for lemma in lemmas)  # a small case is against it


OFF_AT_SEVEN = """inductive Tree where
  | leaf : Tree
  | node : Tree → Nat → Tree → Tree

def weight : Tree → Nat
  | .leaf => 0
  | .node l x r => weight l + weight r + if x < 7 then x else x + 1

def sum : Tree → Nat
  | .leaf => 0
  | .node l x r => sum l + x + sum r

theorem t (a : Tree) : weight a = sum a := by
  sorry
"""


async def test_the_case_that_refutes_what_an_induction_leaves_refutes_the_theorem_and_the_gate_agrees(
    toolchain: Toolchain, tmp_path: Path
) -> None:
    async with Pool(toolchain, PoolLimits(size=1)) as pool:
        budget = Budget(Limits(seconds=SECONDS))
        workers = LeanWorkers(pool, [], [], ProofCache(tmp_path), budget)
        campaign = Campaign(place_of(OFF_AT_SEVEN), Means(workers, Symbolic(pool), Seats(2), budget, 40), Events())
        ending = await campaign.run()
    assert ending.word == "disproved"
    assert ending.certificate is not None
    assert "leaf) 7 " in ending.disproof[0]
    assert [attempt.method for attempt in campaign.attempts if attempt.succeeded] == ["refutation: small cases"]


async def test_the_case_that_disproves_a_lemma_is_tried_on_the_theorem(toolchain: Toolchain) -> None:
    place = place_of(OFF_AT_SEVEN)
    false = lemma("false", "(x : Nat) : (if x < 7 then x else x + 1) = x")
    made = blueprint(false, target("false"))
    disproof = StoredProof(("intro h; refine absurd (@h 7) ?_; decide +kernel",), {})
    states = {"t": State(), "false": State("disproved", disproof)}
    async with Pool(toolchain, PoolLimits(size=1)) as pool:
        answer = await Symbolic(pool).refine(Situation(place, Budget(Limits()), made, states))
    assert isinstance(answer, Refuted)
    assert "leaf) 7 " in answer.fills[0]


class Dying(AtOnce):
    """It does not survive certain words; an induction leaves ``left``."""

    def __init__(self, left: str, deaths: dict[str, str]) -> None:
        super().__init__("m n : Nat\n⊢ m + n = n + m")
        self.left, self.deaths = left, deaths

    async def check(
        self, text: str, seconds: float = 0, goals: bool = False, axioms: Sequence[str] = ()
    ) -> Verdict | Died:
        for words, why in self.deaths.items():
            if words in text:
                return Died(why)
        if "induction" in text:
            return said(Severity.ERROR, f"unsolved goals\n{self.left}")
        return await super().check(text, seconds, goals, axioms)


class Recording(Dying):
    """It keeps what it was ``asked``."""

    def __init__(self, left: str) -> None:
        super().__init__(left, {})
        self.asked: list[str] = []

    async def check(
        self, text: str, seconds: float = 0, goals: bool = False, axioms: Sequence[str] = ()
    ) -> Verdict | Died:
        self.asked.append(text)
        return await super().check(text, seconds, goals, axioms)


TWO = place_of("theorem t (m n : Nat) : m + n = n + m := by\n  sorry\n")
LEFT = "m n : Nat\n⊢ f (m + n) (m + n) = g (m + n)"


async def test_lean_is_not_asked_what_is_supposed_where_nothing_is_said_of_a_variable() -> None:
    for left, asked in ((LEFT, False), (LEFT.replace("\n", "\nh : m ≤ n\n"), True)):
        lean = Recording(left)
        await Symbolic(pool_of(lean)).draft(Situation(TWO, Budget(Limits())))
        assert any("=> (m ≤ n)" in text for text in lean.asked) is asked
        assert not any("#check (Nat)" in text for text in lean.asked)


async def test_an_induction_that_lean_does_not_survive_is_one_way_less() -> None:
    lean = Dying(LEFT, {"induction m": "checking: no answer from Lean within 10 s"})
    drafted = await Symbolic(pool_of(lean)).draft(Situation(TWO, Budget(Limits())))
    assert isinstance(drafted, Blueprint)
    assert [node.kind for node in drafted.nodes] == [Kind.TARGET, Kind.LEMMA]


@pytest.mark.parametrize("words", ["induction", "trace_state", "#check"])
async def test_when_lean_survives_no_way_the_planner_gives_up_and_names_the_reason(words: str) -> None:
    planner = Symbolic(pool_of(Dying(LEFT, {words: "Lean took more than 4096 MiB of memory"})))
    drafted = await planner.draft(Situation(TWO, Budget(Limits())))
    assert isinstance(drafted, Blueprint)
    assert [node.kind for node in drafted.nodes] == [Kind.TARGET]
    refined = await planner.refine(Situation(TWO, Budget(Limits()), drafted, {"t": State("stuck")}))
    assert isinstance(refined, GiveUp)
    assert "4096 MiB" in refined.reason
    assert words != "induction" or "induction on m" in refined.reason


async def test_a_lean_that_is_not_there_is_no_reason_to_plan_otherwise() -> None:
    class Nowhere(AtOnce):
        async def check(
            self, text: str, seconds: float = 0, goals: bool = False, axioms: Sequence[str] = ()
        ) -> Verdict | Died:
            raise ToolchainMissing("none here")

    with pytest.raises(ToolchainMissing):
        await Symbolic(pool_of(Nowhere(""))).draft(Situation(TWO, Budget(Limits())))

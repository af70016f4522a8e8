"""The portfolio against the real Lean: what it finds, in which order, and what it does with scripts that misbehave."""

import asyncio
from collections.abc import Sequence
from contextlib import aclosing, nullcontext
from dataclasses import dataclass
from pathlib import Path

import pytest

from architect.run.asked import Assignment, Equipment
from architect.run.work import work
from prover.gate.gatekeeper import Gatekeeper
from prover.lean.live.pool import Pool, PoolLimits
from prover.lean.oneshot import check_fresh, survived
from prover.lean.search.premises import Premise
from prover.lean.toolchains.toolchain import Toolchain
from prover.methods.closer import FileNames
from prover.methods.ladder import Task, climb
from prover.methods.portfolio import ByPortfolio, PortfolioSearch
from prover.methods.schemas import KINDS, OF_THE_CHOSEN
from prover.methods.scripts import Portfolio, Tier, expand, load_portfolio
from prover.text.lexer import TokenKind, tokens
from prover.text.place import Place, obligation_of
from prover.text.problem import parse_problem, read_problem
from prover.words.budget import Budget
from prover.words.budget import Limits as BudgetLimits
from prover.words.outcome import Attempt, Outcome, OutOfBudget, Proved, Unproved
from prover.words.sections import LimitSettings, PlannerSettings
from prover.words.settings import Settings
from prover.words.verdict import Died
from tests.conftest import PATIENCE, UNTIL_IT_IS_ENOUGH
from tests.prover.lean.asking import verdict_on
from tests.prover.methods.agreeing import Agreeing
from tests.sampling import sampled

ROOT = Path(__file__).parents[3]
SECONDS = 3000.0  # of one run: many times what any takes that is here
# Statements of the embedded suite that take no model.
PROVED = """
    bool_de_morgan dvd_through_product dvd_value inductive_even_sum list_append_nil_both
    list_filter_all list_interleave_length list_member_value list_nonempty_length
    list_sum_of_doubles logic_and_swap logic_not_exists logic_or_true nat_add_rotate nat_fibonacci_sum
    nat_mul_collect nat_nonzero_successor nat_powers_of_two nat_product_value
    nat_sub_add_back nat_sum_of_odds nat_zero_terms option_map_value order_max_le_sum order_squeeze
    order_successor parity_consecutive tree_flatten_length
""".split()
# The kernel would be busy with this for longer than anyone lives.
ENDLESS = (
    "set_option maxRecDepth 100000000 in have h : Nat.rec (motive := fun _ => Nat → Nat) (fun x => x)"
    " (fun _ f x => f (f x)) 60 0 = 0 := by decide +kernel"
)


def scripts(*lines: str, seconds: float = PATIENCE) -> Portfolio:
    return Portfolio(blanks={}, tier=(Tier(name="test", scripts=lines, seconds=seconds),))


@dataclass(frozen=True)
class Climbed:
    """What a ladder came to with the gate as its judge."""

    outcome: Outcome
    attempts: Sequence[Attempt]
    refusals: Sequence[str]

    @property
    def fills(self) -> list[str]:
        assert isinstance(self.outcome, Proved), self.outcome
        return list(self.outcome.fills)


async def climbed(pool: Pool, place: Place, portfolio: Portfolio, seconds: float = SECONDS) -> Climbed:
    gate = Gatekeeper(pool.toolchain, place)
    task = Task(pool, place.bare, gate, Budget(BudgetLimits(seconds=seconds)))
    return Climbed(await climb([ByPortfolio(portfolio)], task), task.attempts, gate.refusals)


async def result_of(toolchain: Toolchain, text: str, portfolio: Portfolio, name: str | None = None) -> Climbed:
    problem = parse_problem(text, Path("P.lean"))
    [target] = problem.targets(name)
    async with Pool(toolchain, PoolLimits(size=1)) as pool:
        return await climbed(pool, Place(problem, target, {}), portfolio)


async def proof_of(toolchain: Toolchain, text: str, portfolio: Portfolio) -> list[str]:
    return (await result_of(toolchain, text, portfolio)).fills


async def test_the_cheapest_script_that_works_is_taken(toolchain: Toolchain) -> None:
    found = await proof_of(toolchain, "theorem t : 2 + 2 = 4 := sorry", scripts("contradiction", "rfl", "decide"))
    assert found == ["by rfl"]


async def test_a_script_fits_into_the_place_of_its_sorry(toolchain: Toolchain) -> None:
    text = (
        "theorem t (p q : Prop) (hp : p) (hq : q) : p ∧ q ∧ p := by\n"
        "  refine ⟨sorry, ?_⟩\n  constructor\n  · sorry\n  · sorry"
    )
    assert await proof_of(toolchain, text, scripts("assumption")) == ["(by assumption)", "assumption", "assumption"]


async def test_a_proof_may_rest_on_the_axioms_of_the_users_file(toolchain: Toolchain) -> None:
    text = (
        "namespace A\naxiom Point.{u} : Sort u\nprivate axiom only (p q : Point) : p = q\nend A\n"
        "theorem t (p q : A.Point) : p = q := by\n  sorry\naxiom below : False"
    )
    assert await proof_of(toolchain, text, scripts("exact (below).elim", "exact A.only p q")) == ["exact A.only p q"]


async def test_what_can_be_introduced_is_and_gets_names(toolchain: Toolchain) -> None:
    text = "theorem t : ∀ n : Nat, ∀ m : Nat, n = m → m = n := by\n  sorry"
    [tier] = scripts("exact {x}.symm").tier
    found = await proof_of(toolchain, text, Portfolio(blanks={}, tier=(tier,)))
    assert found == ["intro n m a\n  exact a.symm"]


async def test_definitions_and_theorems_above_are_known(toolchain: Toolchain) -> None:
    text = "def two := 2\ntheorem a : two = 2 := rfl\ntheorem b : two + 1 = 3 := sorry"
    assert await proof_of(toolchain, text, scripts("simp only [{known}]")) == ["by simp only [two, a]"]


class Resembling:
    """An index that knows two declarations, and what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def find(self, query: str, most: int, header: str | None = None) -> list[Premise] | Died:
        self.asked.append(query)
        return [Premise("Nat.not_there", ""), Premise("Nat.dvd_trans", "")][:most]


async def test_what_resembles_the_goals_conclusion_is_tried_after_all_that_names_nothing(toolchain: Toolchain) -> None:
    text = "theorem t : ∀ a b c : Nat, a ∣ b → b ∣ c → a ∣ c := by\n  sorry"
    tiers = tuple(
        Tier(name=script, scripts=(script,))
        for script in ("rfl", "simp [{premises}]", "apply {premise} <;> assumption")
    )
    problem, index = parse_problem(text, Path("P.lean")), Resembling()
    [target] = problem.targets()
    async with Pool(toolchain, PoolLimits(size=1)) as pool:
        obligation = obligation_of(problem, target, {})
        search = PortfolioSearch(pool, Portfolio(blanks={}, tier=tiers), obligation, index)
        async with aclosing(search.candidates()) as candidates:
            found = await anext(candidates)
    assert found == ("intro a b c a_1 a_2\n  apply Nat.dvd_trans <;> assumption",)
    assert index.asked == ["a ∣ c"]


async def test_a_script_that_lean_cannot_parse_spoils_no_other(toolchain: Toolchain) -> None:
    found = await proof_of(toolchain, "theorem t : 1 = 1 := sorry", scripts("no_such_tactic at all", "⟩", "rfl"))
    assert found == ["by rfl"]


async def test_a_script_that_never_ends_spoils_no_other(toolchain: Toolchain) -> None:
    for seconds in UNTIL_IT_IS_ENOUGH:
        result = await result_of(toolchain, "theorem t : 1 = 1 := sorry", scripts(ENDLESS, "rfl", seconds=seconds))
        if isinstance(result.outcome, Proved):
            break
    assert result.fills == ["by rfl"]


async def test_a_proof_by_an_open_theorem_is_no_proof(toolchain: Toolchain) -> None:
    text = "@[simp] theorem a (n : Nat) : n = 0 := sorry\ntheorem b : 3 = 0 := sorry"
    result = await result_of(toolchain, text, load_portfolio("embedded"), "b")
    assert isinstance(result.outcome, Unproved)


async def test_what_the_gate_refuses_is_written_down_and_the_search_goes_on(toolchain: Toolchain) -> None:
    cheat = "set_option debug.skipKernelTC true in decide +kernel"
    result = await result_of(toolchain, "theorem t : 2 + 2 = 4 := sorry", scripts(cheat, "rfl"))
    assert result.fills == ["by rfl"]
    [refusal] = result.refusals
    assert "debug.skipKernelTC" in refusal


async def test_a_search_counts_its_scripts_and_checks(toolchain: Toolchain) -> None:
    result = await result_of(toolchain, "theorem t : 1 = 2 := sorry", scripts("rfl", "simp", "assumption"))
    [attempt] = result.attempts
    assert (attempt.scripts, attempt.succeeded) == (3, False)
    assert isinstance(result.outcome, Unproved)
    assert "1 = 2" in result.outcome.goals[0]


async def test_the_time_limit_stops_lean_in_the_middle_of_a_check(toolchain: Toolchain) -> None:
    problem = parse_problem("theorem t : 1 = 2 := sorry", Path("P.lean"))
    [target] = problem.targets()
    async with Pool(toolchain, PoolLimits(size=1)) as pool:
        result = await climbed(pool, Place(problem, target, {}), scripts(ENDLESS), seconds=0.5)
        assert isinstance(result.outcome, OutOfBudget)
        async with pool.session() as lean:
            assert (await verdict_on(lean, "theorem u : 1 = 1 := rfl")).accepted


async def test_a_search_that_is_left_early_gives_its_lean_back(toolchain: Toolchain) -> None:
    problem = parse_problem("theorem t : 1 = 1 := sorry", Path("P.lean"))
    [target] = problem.targets()
    async with Pool(toolchain, PoolLimits(size=1)) as pool:
        candidates = PortfolioSearch(pool, scripts("rfl", "decide"), obligation_of(problem, target, {})).candidates()
        assert await anext(candidates) == ("by rfl",)
        await candidates.aclose()
        async with asyncio.timeout(PATIENCE), pool.session() as lean:
            assert (await verdict_on(lean, "theorem u : 1 = 1 := rfl")).accepted


async def test_what_was_tried_at_a_place_is_not_tried_there_again(toolchain: Toolchain) -> None:
    method = ByPortfolio(scripts("rfl", "decide", "simp"))
    counts = []
    async with Pool(toolchain, PoolLimits(size=1)) as pool:
        for text in ("1 = 2", "1 = 2", "1 = 3"):
            problem = parse_problem(f"theorem t : {text} := sorry", Path("P.lean"))
            task = Task(pool, Place(problem, problem.targets()[0], {}).bare, Agreeing(), Budget(BudgetLimits()))
            assert isinstance(await method.run(task), Unproved)
            counts.append(sum(attempt.scripts for attempt in task.attempts))
    assert counts == [3, 0, 3]
    assert not [kept for kept in method.in_vain if "theorem" in str(kept)]  # a digest of the file, for there are many


def test_blanks_are_filled_in_every_way_with_different_hypotheses() -> None:
    blanks = {"x": ("a", "b"), "y": ("a", "b"), "f": ("{g}",), "g": ("1", "2")}
    assert list(expand("{x} {y}", blanks)) == ["a b", "b a"]
    assert list(expand("{g1} {g2} {g1}", blanks)) == ["1 1 1", "1 2 1", "2 1 2", "2 2 2"]
    assert list(expand("{f}", blanks)) == ["1", "2"]
    assert list(expand("no blank", blanks)) == ["no blank"]
    assert list(expand("{x}", {"x": ()})) == []


async def test_every_script_of_the_embedded_portfolio_parses_and_names_what_exists(toolchain: Toolchain) -> None:
    portfolio = load_portfolio("embedded")
    kinds = dict.fromkeys((*KINDS, *OF_THE_CHOSEN, "call", "lemma"), ("a",))
    blanks = {**portfolio.blanks, **kinds, "x": ("a",), "y": ("b",), "z": ("c",)}
    blanks["residues"] = ("have p : 1 % 2 = 0 ∨ 1 % 2 = 1 := (by omega); rcases p with p | p",)
    blanks["joint"] = ("apply fun p q => (And.intro p q)",)
    blanks |= dict.fromkeys(("known", "functions", "predicates", "premise", "premises"), ("id",))
    lines = [s for tier in portfolio.tier for script in tier.scripts for s in expand(script, blanks, ())]
    closer = load_portfolio("embedded").closer.script(FileNames(("id",)))
    lines = [s.replace("{closer}", f"({closer})").replace("{fast}", f"({closer})") for s in lines]
    names = {token.text for line in lines for token in tokens(line) if token.kind is TokenKind.NAME}
    used = {name for name in names if name.startswith(("Nat.", "Classical."))}
    text = "\n".join(
        [
            *(f"#check @{name}" for name in sorted(used)),
            *(f"example : True := by first | trivial | ({s})" for s in lines),
        ]
    )
    verdict = survived(await check_fresh(toolchain, text, PATIENCE))
    assert [m.text for m in verdict.errors] == []


@pytest.mark.parametrize(
    "file",
    [
        *sampled(sorted((ROOT / "examples").glob("*.lean")), lambda file: file.stem),
        *sampled(
            [ROOT / "benchmarks" / "suites" / "data" / "embedded" / f"{name}.lean" for name in PROVED],
            lambda file: file.stem,
        ),
    ],
)
async def test_it_is_proved_without_a_model(toolchain: Toolchain, file: Path) -> None:
    problem = read_problem(file)
    settings = Settings(limits=LimitSettings(seconds=SECONDS), planner=PlannerSettings(rounds=0))
    asked = Assignment(problem, tuple(problem.targets()))
    async with Pool(toolchain) as pool:
        report = await work(asked, nullcontext(Equipment(pool, settings)))
    assert report.proved, [r.outcome for r in report.results]

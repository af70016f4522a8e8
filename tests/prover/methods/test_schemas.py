"""Which scripts a goal's shape chooses, what Lean says that a goal is about, and how short what is found becomes."""

from dataclasses import replace
from pathlib import Path

import pytest

from prover.lean.live.pool import Pool, PoolLimits
from prover.lean.live.site import Site
from prover.lean.toolchains.toolchain import Toolchain
from prover.methods.closer import Closer, CloserPart, FileNames
from prover.methods.portfolio import PortfolioSearch
from prover.methods.schemas import scripts_for
from prover.methods.scripts import Portfolio, Tier, load_portfolio
from prover.methods.surroundings import Inductive, Surroundings, surroundings
from prover.text.place import obligation_of
from prover.text.problem import parse_problem
from prover.words.obligation import SORRY, Obligation
from prover.words.verdict import Died

DATA = ("Nat", "Bool", "List", "Option")
EVEN = "inductive Even : Nat → Prop where\n  | zero : Even 0\n  | more (n : Nat) (h : Even n) : Even (n + 2)\n"
# One small statement of each kind, with the beginning of what is found.
PROVED = {
    "arithmetic": ("theorem t (a b : Nat) (h : a < b) : a + 1 ≤ b := by\n  sorry", "omega"),
    "polynomials": (
        "theorem t (a b : Nat) : (a + b) * (a + b) = a * a + 2 * (a * b) + b * b := by\n  sorry", "(simp_all"
    ),
    "a case split": ("theorem t (b : Bool) : (b && b) = b := by\n  sorry", "simp_all"),
    "an accumulator": (
        "def onto : List Nat → Nat → Nat\n  | [], n => n\n  | x :: xs, n => onto xs (x + n)\n"
        "theorem t (xs : List Nat) (n : Nat) : onto xs n = xs.sum + n := by\n  sorry",
        "",
    ),
    "an inductive proposition": (
        f"{EVEN}theorem t (m n : Nat) (hm : Even m) (hn : Even n) : Even (n + m) := by\n  sorry", "induction hm"
    ),
    "a witness": ("theorem t (n : Nat) : ∃ m, n + 1 < m ∧ m < n + 3 := by\n  sorry", ""),
    "an assumption about all": (
        "theorem t (f : Nat → Nat) (h : ∀ n, f (n + 1) = f n) (n : Nat) : f n = f 0 := by\n  sorry", "induction n"
    ),
    "functional induction": (
        "def last : List Nat → Nat\n  | [] => 0\n  | [x] => x\n  | _ :: y :: ys => last (y :: ys)\n"
        "theorem t (xs : List Nat) (h : ∀ x, x ∈ xs → x = 7) : last xs = 0 ∨ last xs = 7 := by\n  sorry",
        "fun_induction last xs",
    ),
    "claims about several types": (
        "mutual\ninductive E : Nat → Prop where\n  | zero : E 0\n  | more (n : Nat) (h : O n) : E (n + 1)\n"
        "inductive O : Nat → Prop where\n  | more (n : Nat) (h : E n) : O (n + 1)\nend\n"
        "theorem t : (∀ n, E n → n % 2 = 0) ∧ (∀ n, O n → n % 2 = 1) := by\n  sorry",
        "apply fun p1 p2",
    ),
    "remainders": ("theorem t (n : Nat) : n * (n + 1) % 2 = 0 := by\n  sorry", ""),
    "what is defined to be about all": (
        "inductive Either where\n  | left (a : Nat)\n  | right (b : Bool)\n"
        "theorem t : Function.Injective Either.left := by\n  sorry",
        "intro a₁ a₂ a",
    ),
    "the laws of a class": (
        "class M (α : Type) where\n  mul : α → α → α\n  one : α\n"
        "  assoc : ∀ a b c : α, mul (mul a b) c = mul a (mul b c)\n  one_mul : ∀ a : α, mul one a = a\n"
        "  same : ∀ a b : α, Decidable (a = b)\n"
        "def pow {α : Type} [M α] (a : α) : Nat → α\n  | 0 => M.one\n  | n + 1 => M.mul a (pow a n)\n"
        "theorem t {α : Type} [M α] (a : α) (m n : Nat) : pow a (m + n) = M.mul (pow a m) (pow a n) := by\n  sorry",
        "induction m",
    ),
    "the operations of an instance, beside a theorem that rewrites everything": (
        "class M (α : Type) where\n  mul : α → α → α\n  one : α\n  one_mul : ∀ a : α, mul one a = a\n"
        "def pow {α : Type} [M α] (a : α) : Nat → α\n  | 0 => M.one\n  | n + 1 => M.mul a (pow a n)\n"
        "theorem only {α : Type} [M α] (e : α) (h : ∀ a, M.mul a e = e) : e = M.mul M.one e := by\n  rw [M.one_mul]\n"
        "instance : M Nat := ⟨(· + ·), 0, Nat.zero_add⟩\n"
        "theorem t (a n : Nat) : pow a n = n * a := by\n  sorry",
        "induction n",
    ),
    "functions": ("theorem t (f : Bool → Bool) (h : ∀ b, f b = b) : f = fun b => b := by\n  sorry", "funext a"),
}  # fmt: skip


def obligation(text: str) -> Obligation:
    problem = parse_problem(text, Path("P.lean"))
    [target] = problem.targets("t")
    return obligation_of(problem, target, {})


async def around(toolchain: Toolchain, text: str) -> Surroundings:
    goal = obligation(text)
    async with Pool(toolchain, PoolLimits(size=1)) as pool, pool.session() as lean:
        found = await surroundings(lean, goal, 0, [SORRY] * goal.holes, DATA)
    assert not isinstance(found, Died)
    return found


def about(target: str, **types: str) -> Surroundings:
    site = Site(0, True, "", "", names=(*types,), types=types, target=target)
    return Surroundings(site, (), frozenset(DATA), (Inductive("Even", True, True, ("Even.zero",)),), ("f",))


def chosen(tier: Tier, goal: Surroundings) -> list[str]:
    return list(scripts_for(tier, Portfolio(blanks={}, tier=(tier,)), goal))


def tier(*scripts: str, shape: tuple[str, ...] = ("any",)) -> Tier:
    return Tier(name="test", scripts=scripts, shape=shape)


async def proof_of(toolchain: Toolchain, text: str, portfolio: Portfolio) -> str:
    async with Pool(toolchain, PoolLimits(size=1)) as pool:
        candidates = PortfolioSearch(pool, portfolio, obligation(text)).candidates()
        found = await anext(candidates)
        await candidates.aclose()
    assert isinstance(found, tuple)
    return found[0]


async def test_what_a_goal_is_about_is_seen_in_one_look(toolchain: Toolchain) -> None:
    seen = await around(
        toolchain,
        f"{EVEN}structure Point where\n  x : Nat\ndef Good (n : Nat) : Prop := n = n\ndef f (n : Nat) : Nat := n\n"
        "theorem t {α : Type} (xs : List α) (p : Point) : ∀ (n : Nat) (a : α), Even (n + 2) → (∀ m, m = n) → "
        "∃ k, f n = k ∧ Good k := by\n  sorry",
    )
    assert seen.site.is_tactic
    assert seen.shapes == {"any", "exists"}
    kinds = {name: set(kinds) for name, kinds in seen.kinds.items()}
    assert kinds["α"] == {"type"}
    assert kinds["xs"] == {"data", "list"}
    assert "data" in kinds["p"]
    assert kinds["n"] == {"data", "nat"}
    assert kinds["a"] == {"value"}
    assert [name for name in kinds if "inductive" in kinds[name]] == ["a_1"]
    assert [name for name in kinds if "forall" in kinds[name]] == ["a_2"]
    assert seen.indices("a_1") == ("HAdd.hAdd n 2",)
    assert seen.predicates == ("Good",)
    assert seen.names == FileNames(
        ("Good", "f"), ("Even", "Point"), ("Even.zero", "Even.more"), functions=("Good", "f"), operations=()
    )
    assert seen.others(["n"]) == ("xs", "p", "a")


@pytest.mark.parametrize("claim", ["(p : U) : p = U.one", "(p q : U) (h : q = p) : p = q", "{α : U → U} : α = id"])
async def test_what_would_rewrite_everything_is_not_among_the_rules(toolchain: Toolchain, claim: str) -> None:
    types = "inductive U where\n  | one\nnamespace N\n"
    kept = "theorem kept (p : U) : id p = U.one := by\n  cases p; rfl\n"
    theorem = f"theorem all {claim} := by\n  sorry\n"
    seen = await around(toolchain, f"{types}{kept}{theorem}theorem t : id U.one = U.one := by\n  sorry")
    assert seen.known == ("N.kept",)


async def test_a_place_where_a_term_stands_is_seen_too(toolchain: Toolchain) -> None:
    seen = await around(toolchain, "theorem t : ∀ n : Nat, n = n := sorry")
    assert (seen.site.is_tactic, seen.site.intro) == (False, "intro n")
    assert seen.shapes == {"any", "equation"}


def test_a_script_for_another_shape_is_not_tried() -> None:
    exists = tier("exact ⟨0, rfl⟩", shape=("exists",))
    assert chosen(exists, about("Exists fun n => Eq n 0")) == ["exact ⟨0, rfl⟩"]
    assert chosen(exists, about("Eq 0 0")) == []


def test_an_inductive_proposition_gets_its_induction() -> None:
    goal = about("Even n", n="Nat", m="Nat", h="Even n")
    assert chosen(tier("induction {inductive} <;> {closer}"), goal) == ["induction h <;> {closer}"]
    assert chosen(tier("induction {inductive} generalizing {others}"), goal) == ["induction h generalizing m"]
    assert chosen(tier("cases {list}"), goal) == []


def test_an_index_that_is_no_variable_can_be_generalised() -> None:
    line = tier("generalize hk : {index} = k at {inductive}; induction {inductive}")
    assert chosen(line, about("Eq n n", n="Nat", h="Even n")) == []
    both = chosen(line, about("Eq n n", n="Nat", h="Even (HAdd.hAdd n 2)"))
    assert both == ["generalize hk : HAdd.hAdd n 2 = k at h; induction h"]


def test_hypotheses_that_fill_one_script_are_different() -> None:
    goal = about("Eq m n", m="Nat", n="Nat")
    assert chosen(tier("{nat1} {nat2}"), goal) == ["m n", "n m"]


def test_remainders_are_those_by_the_numbers_of_the_goal() -> None:
    [script] = chosen(tier("{residues} <;> {fast}"), about("Eq (HMod.hMod n 2) 0", n="Nat"))
    assert script == "have p : n % 2 = 0 ∨ n % 2 = 1 := (by omega); rcases p with p | p <;> {fast}"


def test_what_cannot_be_read_of_a_goal_chooses_nothing() -> None:
    goal = about("⋯ ∣∣ {", h="(")
    assert goal.shapes == {"any"}
    assert chosen(tier("cases {data}", "cases {hypothesis}"), goal) == []


def test_each_part_of_the_closer_stands_within_its_own_heartbeats() -> None:
    parts = dict(load_portfolio("embedded").closer.parts(FileNames(("f",), ("P",), ("P.a",))))
    grind = [text for text in parts.values() if "grind" in text]
    assert grind
    assert all("set_option maxHeartbeats" in text for text in grind)
    assert all("maxSteps" in text for text in parts.values() if "simp_all" in text)


def test_the_fast_parts_are_some_of_the_parts_in_their_order() -> None:
    closer = load_portfolio("embedded").closer
    names = FileNames(("f",))
    fast, every = ([name for name, _ in closer.parts(names, fast=fast)] for fast in (True, False))
    assert [name for name in every if name in fast] == fast
    assert 0 < len(fast) < len(every)


async def test_a_part_that_hits_a_limit_of_lean_hides_no_other(toolchain: Toolchain) -> None:
    deep = CloserPart(name="deep", script="simp_all {lemmas}", lemmas=("{known}",), fast=True)
    portfolio = Portfolio(
        blanks={}, closer=Closer(part=(deep, CloserPart(name="it", script="omega"))), tier=(tier("{closer}"),)
    )
    text = (
        "def f : Nat → Nat\n  | 0 => 0\n  | n + 1 => f n + 1\ntheorem loop (n : Nat) : f n = f (n + 0) + 0 := rfl\n"
        "theorem t (a b : Nat) (h : a < b) : f a + a < f a + b := by\n  sorry"
    )
    assert await proof_of(toolchain, text, portfolio) == "omega"


async def test_only_the_lemmas_that_are_needed_are_named(toolchain: Toolchain) -> None:
    part = CloserPart(name="simp", script="simp_all {lemmas}", lemmas=("{known}", "Nat.mul_comm"))
    portfolio = Portfolio(blanks={}, closer=Closer(part=(part,)), tier=(tier("{closer}"),))
    text = "def two := 2\ndef one := 1\ntheorem t : two + 1 = 3 := by\n  sorry"
    assert await proof_of(toolchain, text, portfolio) == "simp_all [two]"


async def test_two_cases_that_need_different_parts_get_both(toolchain: Toolchain) -> None:
    parts = (CloserPart(name="a", script="exact a p"), CloserPart(name="b", script="exact b p"))
    portfolio = Portfolio(blanks={}, closer=Closer(part=parts), tier=(tier("rcases p with p | p <;> {closer}"),))
    text = "theorem t (P Q R : Prop) (a : P → R) (b : Q → R) (p : P ∨ Q) : R := by\n  sorry"
    assert await proof_of(toolchain, text, portfolio) == "rcases p with p | p <;> first | exact a p | exact b p"


@pytest.mark.parametrize(("text", "begins"), PROVED.values(), ids=PROVED.keys())
async def test_it_is_proved_by_a_short_script(toolchain: Toolchain, text: str, begins: str) -> None:
    found = await proof_of(toolchain, text, load_portfolio("embedded"))
    assert found.startswith(begins)
    assert len(found) < 400


def test_mathlibs_schemas_are_filled_with_the_numbers_of_a_goal() -> None:
    portfolio = load_portfolio("mathlib")
    goal = replace(about("LE.le x y", x="Real", y="Real"), values=frozenset(portfolio.values))
    scripts = {script for one in portfolio.tier for script in scripts_for(one, portfolio, goal)}
    assert {"nlinarith [sq_nonneg (x - y)]", "{closer}", "exact?"} <= scripts
    assert not any(script.startswith(("induction", "linear_combination")) for script in scripts)

"""Equations from laws, with the real Lean: hypotheses, classes, structures, axioms; and what is no such goal."""

import asyncio

import pytest

from prover.lean.live.pool import Pool, PoolLimits
from prover.lean.toolchains.toolchain import Toolchain
from prover.methods.by_completion import ByCompletion
from prover.methods.ladder import Task
from prover.words.budget import Budget, Limits
from prover.words.outcome import Proved, Unproved
from tests.architect.bench import place_of
from tests.conftest import PATIENCE
from tests.prover.methods.agreeing import Agreeing, tried

OP = "{M : Type} (op : M → M → M) (e : M)"
LEFT_RIGHT = "(l : ∀ x, op e x = x) (r : ∀ x, op x f = x)"
ASSOC = "(assoc : ∀ x y z, op (op x y) z = op x (op y z))"
GROUP = f"{OP} (inv : M → M) {ASSOC} (one : ∀ x, op e x = x) (left : ∀ x, op (inv x) x = e)"
CLASS = """class Group (G : Type) extends Mul G where
  one : G
  inv : G → G
  assoc : ∀ a b c : G, a * b * c = a * (b * c)
  one_mul : ∀ a : G, one * a = a
  inv_mul : ∀ a : G, inv a * a = one
"""
STRUCTURE = """structure Magma where
  carrier : Type
  op : carrier → carrier → carrier
  law : ∀ a b, op a (op a b) = b
"""
AXIOMS = """axiom P : Type
axiom plus : P → P → P
axiom zero : P
axiom zero_plus (a : P) : plus zero a = a
axiom plus_swap (a b : P) : plus a b = plus b a
"""
PROVED = {
    "the identity of a monoid": f"theorem t {OP} (f : M) {LEFT_RIGHT} : e = f := by\n  sorry",
    "an inverse from the left": f"theorem t {GROUP} (x : M) : op x (inv x) = e := by\n  sorry",
    "a goal with binders, and a premise": f"theorem t {GROUP} : ∀ x, op x x = x → x = e := by\n  sorry",
    "cancelling": f"theorem t {GROUP} (x y z : M) (h : op x y = op x z) : y = z := sorry",
    "fields of a class": (
        f"{CLASS}theorem t {{G : Type}} [Group G] (a : G) : a * Group.inv a = Group.one := by\n  sorry"
    ),
    "fields of a structure": (
        f"{STRUCTURE}theorem t (S : Magma) (a b c : S.carrier) (h : S.op a b = S.op a c) : b = c := by\n  sorry"
    ),
    "axioms of the file": f"{AXIOMS}theorem t (a : P) : plus a zero = a := by\n  sorry",
    "a theorem above": (
        "def turned : Bool → Bool\n  | true => false\n  | false => true\n"
        "theorem twice (b : Bool) : turned (turned b) = b := by cases b <;> rfl\n"
        "theorem t (a b : Bool) (h : turned a = turned b) : a = b := by\n  sorry"
    ),
    "two sorts": (
        "theorem t {A B : Type} [Mul A] [Mul B] (e : A) (u : B) (inv : B → B) (f : A → B)\n"
        "    (assoc : ∀ x y z : B, x * y * z = x * (y * z)) (one : ∀ x : A, e * x = x) (one' : ∀ x : B, u * x = x)\n"
        "    (left : ∀ x : B, inv x * x = u) (hom : ∀ x y, f (x * y) = f x * f y) : f e = u := by\n  sorry"
    ),
    "functions": (
        "theorem t {A B : Type} (f : A → B) (g h : B → A) (l : ∀ x, g (f x) = x) (r : ∀ x, f (h x) = x) : g = h := by\n"
        "  sorry"
    ),
    "what differs": f"theorem t {OP} (x y : M) (one : ∀ x, op e x = x) (h : op x y ≠ y) : x ≠ e := by\n  sorry",
    "a contradiction": f"theorem t {OP} (x : M) (one : ∀ {{x}}, op e x = x) (h : op e x ≠ x) : False := by\n  sorry",
}
NOT_PROVED = {
    "a false statement": f"theorem t {OP} {ASSOC} (x y : M) : op x y = op y x := by\n  sorry",
    "no laws": "theorem t (p q : Prop) (a b : Nat) (h : p → q) (k : a ≤ b) : a = b := by\n  sorry",
    "conditions": (
        "theorem t {A : Type} (f : A → A) (h : ∀ x y, f x = y → x = y → f y = x) (x : A) : f x = x := by\n  sorry"
    ),
    "functions as arguments": (
        "theorem t {A : Type} (f : (A → A) → A) (h : ∀ x, f (fun y => y) = x) (x y : A) : x = f (fun _ => y) := by\n"
        "  sorry"
    ),
}
NO_EQUATION = "theorem t (p q : Prop) (h : p → q) (k : p) : q := by\n  sorry"


METHOD = ByCompletion(seconds=PATIENCE)


@pytest.mark.parametrize("kind", PROVED)
async def test_what_laws_say_is_proved(toolchain: Toolchain, kind: str) -> None:
    outcome, _ = await tried(toolchain, METHOD, PROVED[kind])
    assert isinstance(outcome, Proved), outcome


@pytest.mark.parametrize("kind", NOT_PROVED)
async def test_what_they_do_not_say_is_not_proposed(toolchain: Toolchain, kind: str) -> None:
    outcome, _ = await tried(toolchain, METHOD, NOT_PROVED[kind])
    assert isinstance(outcome, Unproved)


async def test_a_statement_without_an_equation_costs_nothing(toolchain: Toolchain) -> None:
    assert (await tried(toolchain, METHOD, NO_EQUATION))[1] == 0


async def test_a_script_has_the_lemmas_that_it_uses_and_no_more(toolchain: Toolchain) -> None:
    text = PROVED["the identity of a monoid"].replace("(l :", "(same : ∀ x : M, x = x) (l :")
    outcome, _ = await tried(toolchain, METHOD, text)
    assert isinstance(outcome, Proved)
    assert outcome.fills == ("have law1 : f = e := by rw [← l f, r e]\n  exact law1.symm",)


async def test_what_ended_in_vain_is_not_begun_again(toolchain: Toolchain) -> None:
    method = ByCompletion(seconds=PATIENCE)
    assert (await tried(toolchain, method, NOT_PROVED["no laws"]))[1] > 0
    outcome, checks = await tried(toolchain, method, NOT_PROVED["no laws"])
    assert isinstance(outcome, Unproved)
    assert checks == 0


async def test_what_was_cut_off_while_it_waited_for_a_lean_is_begun_again(toolchain: Toolchain) -> None:
    method, text = ByCompletion(seconds=PATIENCE), PROVED["cancelling"]
    async with Pool(toolchain, PoolLimits(size=1)) as pool, pool.session():
        task = Task(pool, place_of(text).bare, Agreeing(), Budget(Limits()))
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0):
                await method.run(task)
    outcome, _ = await tried(toolchain, method, text)
    assert isinstance(outcome, Proved)

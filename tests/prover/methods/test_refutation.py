"""Refutation by small cases: false statements fall, true ones stand, and what it says has Lean's word."""

from pathlib import Path

import pytest

from prover.gate.gatekeeper import Gatekeeper
from prover.lean.live.pool import Pool, PoolLimits
from prover.lean.toolchains.toolchain import Toolchain
from prover.methods.ladder import Task
from prover.methods.refutation import BySmallCases
from prover.text.place import Place
from prover.text.problem import parse_problem
from prover.words.budget import Budget, Limits
from prover.words.obligation import Obligation
from prover.words.outcome import Disproved, Outcome
from prover.words.verdict import Died
from tests.prover.methods.agreeing import Agreeing, tried
from tests.sampling import sampled

PREAMBLE = """inductive N where
  | zero : N
  | succ : N → N

def add (m : N) : N → N
  | .zero => m
  | .succ n => .succ (add m n)

inductive Tree (α : Type) where
  | leaf : Tree α
  | node : Tree α → α → Tree α → Tree α

def mirror {α : Type} : Tree α → Tree α
  | .leaf => .leaf
  | .node l x r => .node (mirror r) x (mirror l)

def skew : Tree Nat → Nat
  | .leaf => 0
  | .node l x r => skew l + x - skew r

structure Point where
  x : Nat
  y : Nat

inductive Even : Nat → Prop where
  | zero : Even 0
  | add_two (n : Nat) (h : Even n) : Even (n + 2)

def halvings (n : Nat) : Nat := if h : n ≤ 1 then 0 else 1 + halvings (n / 2)
termination_by n
decreasing_by exact Nat.div_lt_self (by omega) (by omega)

"""

FALSE = {
    "a number": "(n : Nat) : n < 3",
    "two numbers": "(m n : Nat) : m + n = m",
    "under a hypothesis": "(m n : Nat) (h : m < n) : n < m + 2",
    "behind an arrow": ": ∀ n : Nat, 0 < n → n = 1",
    "a list": "(xs : List Nat) : xs.reverse = xs ++ [0]",
    "a list with different elements": "(xs : List Nat) : xs.reverse = xs",
    "any type of any universe": "(α : Type u) (xs : List α) : xs = []",
    "two values of a type of any universe": "{α : Type u} {β : Type v} (f : β → β) (x y : β) : f x = f y",
    "any type": "{α : Type} (xs ys : List α) : xs ++ ys = xs",
    "a truth value": "(a b : Bool) : (a && b) = a",
    "a proposition": "(p q : Prop) (h : p) : q",
    "own numbers": "(m n : N) : add m n = m",
    "an own type with a parameter": "(t : Tree Nat) : t = Tree.leaf",
    "no variable": ": 2 + 2 = 5",
    "a function": "(f : Nat → Nat) (h : f 0 = 0) (n : Nat) : f n = n",
    "an operation under laws": "{α : Type} (op : α → α → α) (assoc : ∀ x y z, op (op x y) z = op x (op y z)) "
    "(x y : α) : op x y = op y x",
    "a predicate": "(p : Nat → Prop) (h : p 0) (n : Nat) : p n",
    "a hypothesis that few values satisfy": "(n : Nat) (h : n * n = n + 6) (m : Nat) : m < n",
    "a pair": "(p : Nat × Bool) : p.1 = 0",
    "an own structure": "(p : Point) : p.x = p.y",
    "an inductive proposition": "(n : Nat) (h : Even n) : n = 0",
    "what exists": ": ∃ n : Nat, 2 * n = 7",
    "a number that is not small": "(n : Nat) : n * n < 7000",
    "three numbers that are not small": "(a b c : Nat) (h : a ^ 2 + b ^ 2 = c ^ 2) (ha : 0 < a) (hb : 0 < b) : c < 13",
    "numbers below one": "(a b : Fin 12) (h : a * b = 0) : a = 0 ∨ b = 0",
    "an own type by a value that is not among the smallest": "(t : Tree Nat) : skew (mirror t) = skew t",
    "numbers below one that are not the first": "(a : Fin 60) : a < 55",
    "by well-founded recursion": "(n : Nat) : halvings n < 2",
}
TRUE = {
    "numbers": "(m n : Nat) : m + n = n + m",
    "own numbers from the right": "(m : N) : add m N.zero = m",
    "an own type with a parameter, mirrored": "{α : Type} (t : Tree α) : mirror (mirror t) = t",
    "numbers that grow fast": "(n : Nat) : n < 2 ^ 2 ^ n",
    "what it has no value for": "(f : Nat → Nat) (h : f 0 = 1) : f 0 = 1",
}


async def outcome(toolchain: Toolchain, claim: str) -> Outcome | Died:
    problem = parse_problem(f"{PREAMBLE}theorem t {claim} := by\n  sorry\n", Path("P.lean"))
    [target] = problem.targets()
    async with Pool(toolchain, PoolLimits(size=1)) as pool:
        place = Place(problem, target, {})
        gate = Gatekeeper(toolchain, place)
        task = Task(pool, place.bare, gate, Budget(Limits()))
        found = await BySmallCases().run(task)
    assert len(task.attempts) == 1
    return found


@pytest.mark.parametrize("kind", sampled(FALSE, str))
async def test_a_false_statement_is_refuted_and_the_gate_agrees(toolchain: Toolchain, kind: str) -> None:
    found = await outcome(toolchain, FALSE[kind])
    assert isinstance(found, Disproved)
    assert found.fills[0].count("@h") == 1  # one case, not a list of them


@pytest.mark.parametrize("claim", TRUE.values(), ids=TRUE.keys())
async def test_a_true_statement_stands(toolchain: Toolchain, claim: str) -> None:
    found = await outcome(toolchain, claim)
    assert not isinstance(found, Disproved)


async def test_what_the_users_file_traces_is_no_case_that_refutes(toolchain: Toolchain) -> None:
    traces = 'theorem u : True := by\n  trace "case 99"\n  trace "tactic 99"\n  trivial\n'
    for claim in ("theorem t (n : Nat) : n < 3 := by\n  sorry", "theorem t (f : Nat → Nat) : f 0 = 0 := by\n  sorry"):
        found, _ = await tried(toolchain, BySmallCases(), traces + claim)
        assert isinstance(found, Disproved)


async def test_what_was_decided_in_vain_is_not_decided_again_and_a_disproof_that_was_refused_is_found_again(
    toolchain: Toolchain,
) -> None:
    problem = parse_problem(f"{PREAMBLE}theorem t (m n : Nat) : m + n = n + m := by\n  sorry\n", Path("P.lean"))
    false = parse_problem(f"{PREAMBLE}theorem t (m n : Nat) : m + n = m := by\n  sorry\n", Path("P.lean"))
    quick = BySmallCases(thorough=False)
    async with Pool(toolchain, PoolLimits(size=1)) as pool:
        true, wrong = (Place(each, each.targets()[0], {}).bare for each in (problem, false))
        for again in (False, True):
            task = Task(pool, true, Agreeing(), Budget(Limits()))
            assert not isinstance(await quick.run(task), Disproved)
            assert (task.attempts == []) is again
        for _ in range(2):
            assert isinstance(await quick.run(Task(pool, wrong, Agreeing(), Budget(Limits()))), Disproved)


async def test_what_is_not_thorough_decides_and_tries_no_tactics(toolchain: Toolchain) -> None:
    decided, not_decided = "(m n : Nat) : m + n = m", "(t : Tree Nat) : mirror t = Tree.leaf"
    for claim, thorough, refuted in ((decided, False, True), (not_decided, False, False), (not_decided, True, True)):
        problem = parse_problem(f"{PREAMBLE}theorem t {claim} := by\n  sorry\n", Path("P.lean"))
        async with Pool(toolchain, PoolLimits(size=1)) as pool:
            task = Task(pool, Place(problem, problem.targets()[0], {}).bare, Agreeing(), Budget(Limits()))
            outcome = await BySmallCases(thorough=thorough).run(task)
        assert isinstance(outcome, Disproved) is refuted


def test_a_disproof_names_no_lemma_that_is_still_to_be_proved() -> None:
    """They stand as axioms above a node of a blueprint; where the gate judges, none does."""
    lemma = Obligation("N.t", "", ("theorem t : f 1 = 1 := by\n  ", "\n"), 0, ("f", "h_1"), frozenset({"N.h_1"}))
    assert lemma.settled == lemma.negation().known == ("f",)
    assert lemma.known == ("f", "h_1")

"""First-order goals by instances, with the real Lean; and what does not fit, or does not follow."""

import pytest

from prover.lean.toolchains.toolchain import Toolchain
from prover.methods.by_instances import ByInstances
from prover.methods.scripts import load_portfolio
from prover.words.outcome import Proved, Unproved
from tests.conftest import PATIENCE
from tests.prover.methods.agreeing import tried

METHOD = ByInstances(load_portfolio("embedded").instances, PATIENCE)
SYMMETRIC, TRANSITIVE = "(s : ∀ x y, r x y → r y x)", "(tr : ∀ x y z, r x y → r y z → r x z)"
REL = "theorem t {A : Type} (r : A → A → Prop)"
PROVED = {
    "a strict order": f"{REL} (irr : ∀ x, ¬ r x x) {TRANSITIVE} : ∀ x y, r x y → ¬ r y x := by\n  sorry",
    "a witness of a hypothesis": f"{REL} {SYMMETRIC} {TRANSITIVE} (h : ∀ x, ∃ y, r x y) (a : A) : r a a := by\n  sorry",
    "two sorts": (
        "theorem t {A B : Type} (p : A → Prop) (q : B → Prop) (f : A → B) (h : ∀ x, p x → q (f x)) (k : ∃ x, p x) :\n"
        "    ∃ y, q y := by\n  sorry"
    ),
    "a witness for whom nothing is known": (
        "theorem t {A : Type} [Inhabited A] (p : A → Prop) : ∃ x, p x → ∀ y, p y := by\n  sorry"
    ),
    "quantifiers in another order": f"{REL} (h : ∃ x, ∀ y, r x y) : ∀ y, ∃ x, r x y := by\n  sorry",
    "implicit arguments": f"{REL} (h : ∀ {{x}}, ∃ y, r x y) (k : ∀ {{x y}}, ¬ r x y) (a : A) : False := by\n  sorry",
}
NOT_PROVED = {
    "what does not follow": f"{REL} {SYMMETRIC} {TRANSITIVE} (a : A) : r a a := by\n  sorry",
    "what needs more and more witnesses": f"{REL} {TRANSITIVE} (all : ∀ x, ∃ y, r x y) (a : A) : r a a := by\n  sorry",
    "numbers": "theorem t (f : Nat → Nat) (h : ∀ n, f n < f (n + 1)) (n : Nat) : n ≤ f n := by\n  sorry",
}


@pytest.mark.parametrize("kind", PROVED)
async def test_what_instances_show_is_proved(toolchain: Toolchain, kind: str) -> None:
    outcome, _ = await tried(toolchain, METHOD, PROVED[kind])
    assert isinstance(outcome, Proved), outcome


@pytest.mark.parametrize("kind", NOT_PROVED)
async def test_what_they_do_not_show_is_not_proposed(toolchain: Toolchain, kind: str) -> None:
    outcome, _ = await tried(toolchain, METHOD, NOT_PROVED[kind])
    assert isinstance(outcome, Unproved)


async def test_a_statement_without_a_quantifier_costs_nothing(toolchain: Toolchain) -> None:
    _, checks = await tried(toolchain, METHOD, "theorem t (p q : Prop) (h : p → q) (k : p) : q := by\n  sorry")
    assert checks == 0


async def test_only_the_instances_that_are_needed_are_shown(toolchain: Toolchain) -> None:
    text = "theorem t {A : Type} (f : A → A) (h : ∀ x, f (f x) = x) (a b c : A) : ∃ x, f x = a := by\n  sorry"
    outcome, _ = await tried(toolchain, METHOD, text)
    assert isinstance(outcome, Proved)
    assert outcome.fills[0].count("have ") == 1

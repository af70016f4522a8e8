"""Statements made from goals: brackets that say nothing are left out, and a used hypothesis gives a lemma."""

from pathlib import Path

import pytest

from architect.blueprint.graph import Blueprint, Kind
from architect.planning.generalising import equation, spared
from architect.planning.planner import Situation
from architect.planning.symbolic import Symbolic
from prover.lean.live.pool import Pool, PoolLimits
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.place import Place
from prover.text.problem import parse_problem
from prover.words.budget import Budget, Limits

SORT = """def put (x : Nat) : List Nat → List Nat
  | [] => [x]
  | y :: ys => if x ≤ y then x :: y :: ys else y :: put x ys

def sort : List Nat → List Nat
  | [] => []
  | x :: xs => put x (sort xs)

theorem sort_length (xs : List Nat) : (sort xs).length = xs.length := by
  sorry
"""


@pytest.mark.parametrize(
    ("text", "less"),
    [
        ("(x : N) : (f (g x)) = ((f x) + 1)", "(x : N) : f (g x) = f x + 1"),
        (
            "(a : N) : f ((g a) + (if a = 1 then 2 else 3)) = (h a)",
            "(a : N) : f (g a + (if a = 1 then 2 else 3)) = h a",
        ),
        ("(p : N → (N → N)) : ((p a) b) = c", "(p : N → (N → N)) : (p a) b = c"),
        ("(x : N) : (x ∈ (f x)) ∧ ((a + b) * c) = 2", "(x : N) : (x ∈ f x) ∧ ((a + b) * c) = 2"),
        ("(p : Prop) : (p ∧ q) = (fun x => x) q", "(p : Prop) : (p ∧ q) = (fun x => x) q"),
        ("(f : N → N) : (fun x => (f x)) = f", "(f : N → N) : (fun x => (f x)) = f"),
    ],
)
def test_only_brackets_that_change_nothing_are_left_out(text: str, less: str) -> None:
    assert spared(text) == less


RELATED = """inductive Star {α : Type} (r : α → α → Prop) : α → α → Prop where
  | refl (x : α) : Star r x x
  | step (x y z : α) (h : r x y) (rest : Star r y z) : Star r x z

theorem turned {α : Type} (r : α → α → Prop) (symm : ∀ x y, r x y → r y x) (x y : α) (h : Star r x y) : Star r y x := by
  sorry
"""
ORDERED = """inductive Up : List Nat → Prop where
  | nil : Up []
  | one (x : Nat) : Up [x]
  | more (x y : Nat) (l : List Nat) (h : x ≤ y) (rest : Up (y :: l)) : Up (x :: y :: l)

"""


async def lemmas_for(toolchain: Toolchain, text: str) -> list[str]:
    """What the first draft leaves to be shown."""
    problem = parse_problem(text, Path("P.lean"))
    place = Place(problem, problem.targets()[-1], {})
    async with Pool(toolchain, PoolLimits(size=1)) as pool:
        drafted = await Symbolic(pool).draft(Situation(place, Budget(Limits())))
    assert isinstance(drafted, Blueprint)
    return [node.lean for node in drafted.nodes if node.kind is Kind.LEMMA]


async def test_what_is_no_equation_keeps_what_it_supposes_and_no_more(toolchain: Toolchain) -> None:
    _, step = await lemmas_for(toolchain, RELATED)
    assert step == (
        "theorem turned_2 {α : Type} (r : α → (α → Prop)) (symm : ∀ (x y : α), (r x y → r y x)) (x_1 : α) (y_1 : α) "
        "(z : α) (h : r x_1 y_1) (rest_ih : Star r z y_1) : Star r z x_1"
    )


async def test_what_stands_in_a_supposition_too_is_generalised(toolchain: Toolchain) -> None:
    text = ORDERED + SORT.replace("(sort xs).length = xs.length", "Up (sort xs)")
    assert (await lemmas_for(toolchain, text))[-1] == (
        "theorem sort_length_2 (x : List Nat) (y : Nat) (ih1 : Up x) : Up (put y x)"
    )


async def test_an_induction_hypothesis_is_used_from_right_to_left_where_the_term_stands_in_a_sum(
    toolchain: Toolchain,
) -> None:
    assert await lemmas_for(toolchain, SORT) == [
        "theorem sort_length_1 (y : Nat) (x : List Nat) : List.length (put y x) = List.length x + 1"
    ]


def test_a_side_of_an_equation_that_would_be_read_otherwise_has_brackets() -> None:
    assert equation("f a == g b", "h (a == b)") == "(f a == g b) = h (a == b)"
    assert equation("if p then a else b", "a + b :: l") == "(if p then a else b) = a + b :: l"

"""Rewriting ends, keeps what terms come to, and its order says which side is the simpler."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prover.text.terms import Apply, Name, Term
from prover.theory.evaluation import Evaluator
from prover.theory.rewriting import Rewriting, size_of
from tests.prover.theory.theories import term, theory

VARIABLES = frozenset("xyz")
PRECEDENCE = {"add": 1, "mul": 2, "mirror": 3}
LEARNT = [
    ("add N.zero x", "x"),
    ("add (N.succ x) y", "N.succ (add x y)"),
    ("add x y", "add y x"),
    ("add (add x y) z", "add x (add y z)"),
    ("mul x (add y z)", "add (mul x y) (mul x z)"),
    ("mul (add y z) x", "add (mul y x) (mul z x)"),
    ("mul x y", "mul y x"),
]


def rewriting(*learnt: tuple[str, str]) -> Rewriting:
    found = Rewriting(PRECEDENCE)
    for name in ("add", "mul", "mirror"):
        found.define(theory().equations[name])
    for left, right in learnt:
        found.learn(term(left), term(right), VARIABLES)
    return found


def test_definitions_go_from_left_to_right() -> None:
    assert rewriting().normal(term("add x (N.succ N.zero)")) == term("N.succ x")


def test_what_is_proved_is_used_in_the_direction_that_simplifies() -> None:
    rules = rewriting()
    assert rules.oriented(term("x"), term("add N.zero x"), VARIABLES) == (term("add N.zero x"), term("x"))
    whole, parts = term("mul x (add y z)"), term("add (mul x y) (mul x z)")
    assert rules.oriented(whole, parts, VARIABLES) == rules.oriented(parts, whole, VARIABLES) == (whole, parts)


def test_a_permutation_is_taken_as_it_is_and_what_loses_variables_is_not() -> None:
    rules = rewriting()
    assert rules.oriented(term("add x y"), term("add y x"), VARIABLES) == (term("add x y"), term("add y x"))
    assert rules.oriented(term("mirror x"), term("mul y y"), VARIABLES) is None


def test_what_is_associative_and_commutative_has_one_form() -> None:
    rules = rewriting(*LEARNT)
    assert rules.regrouped >= {"add"}
    assert rules.normal(term("add z (add y x)")) == rules.normal(term("add (add x z) y"))


def test_what_nothing_rewrote_is_rewritten_by_what_is_learnt_since_and_not_by_what_is_forgotten() -> None:
    rules = rewriting()
    doubled, inner = term("N.succ (mirror (mirror x))"), term("mirror (mirror x)")
    assert rules.normal(doubled) == doubled
    rules.learn(inner, term("x"), VARIABLES)
    assert rules.normal(doubled) == term("N.succ x")
    assert not rules.follows_without(inner, term("x"))
    assert rules.normal(doubled) == term("N.succ x")
    rules.learn(term("mirror x"), term("x"), VARIABLES)
    assert rules.follows_without(inner, term("x"))
    assert rules.normal(term("mirror x")) == term("x")


def test_an_instance_of_what_is_known_follows_and_another_equation_does_not() -> None:
    rules = rewriting(*LEARNT)
    assert rules.normal(term("mul (add x y) z")) == rules.normal(term("add (mul z y) (mul x z)"))
    assert rules.normal(term("mul (add x y) z")) != rules.normal(term("add (mul z y) (mul x x)"))


def test_what_follows_from_later_ones_is_forgotten() -> None:
    rules = rewriting(
        ("add (N.succ N.zero) x", "N.succ x"), ("add N.zero x", "x"), ("add (N.succ x) y", "N.succ (add x y)")
    )
    assert rules.follows_without(term("add (N.succ N.zero) x"), term("N.succ x"))
    assert not rules.follows_without(term("add N.zero x"), term("x"))
    assert rules.normal(term("add N.zero y")) == term("y")


def test_it_ends_where_equations_of_a_file_do_not() -> None:
    rules = Rewriting({})
    rules.define(theory().equations["never"])
    assert size_of(rules.normal(term("never 0"))) > 1


def test_laws_of_the_library_are_known() -> None:
    rules = rewriting()
    assert rules.normal(term("HAdd.hAdd (HMul.hMul x 0) y")) == term("y")
    assert rules.normal(term("List.reverse (List.reverse x)")) == term("x")


def test_numbers_in_sums_are_added_and_definitions_go_down_by_them() -> None:
    rules = Rewriting({})
    rules.define(theory().equations["half"])
    assert rules.normal(term("half (HAdd.hAdd 1 (HAdd.hAdd x 2))")) == term("HAdd.hAdd (half (HAdd.hAdd x 1)) 1")
    assert rules.normal(term("half 5")) == term("2")


class Counted(dict[str, int]):
    """A precedence that counts how often it is asked."""

    asked = 0

    def get(self, *arguments: Any) -> Any:
        self.asked += 1
        return super().get(*arguments)


@pytest.mark.parametrize("depth", [4, 9])
def test_terms_are_compared_in_no_more_steps_than_they_have_pairs_of_parts(depth: int) -> None:
    precedence = Counted(f=1, g=1)
    one, other = ("f (" * depth + "x" + ")" * depth, "g (" * depth + "x" + ")" * depth)
    assert not Rewriting(precedence).greater(term(one), term(other), VARIABLES)
    assert precedence.asked <= 2 * (depth + 1) ** 2


def operated(depth: int) -> st.SearchStrategy[Term]:
    leaves: st.SearchStrategy[Term] = st.sampled_from([Name("x"), Name("y"), Name("N.zero")])
    both = st.sampled_from(["add", "mul"])
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.builds(lambda f, a, b: Apply(Name(f), (a, b)), both, inner, inner),
            st.builds(lambda a: Apply(Name("N.succ"), (a,)), inner),
        ),
        max_leaves=depth,
    )


ONE, TWO = ("N.succ", ("N.zero",)), ("N.succ", ("N.succ", ("N.zero",)))


@given(operated(5))
def test_property_rewriting_keeps_what_a_term_comes_to(any_term: Term) -> None:
    evaluator, given_values = Evaluator(theory()), {"x": ONE, "y": TWO}
    before, after = (evaluator.value(each, given_values) for each in (any_term, rewriting(*LEARNT).normal(any_term)))
    assert None in (before, after) or before == after


@given(operated(5), operated(5))
def test_property_of_two_terms_at_most_one_is_greater(one: Term, other: Term) -> None:
    rules = rewriting()
    assert not (rules.greater(one, other, VARIABLES) and rules.greater(other, one, VARIABLES))
    assert not rules.greater(one, one, VARIABLES)

"""Goals as Lean prints them."""

from prover.text.goal import conclusion, parse_goal


def test_hypotheses_are_read_in_order_with_those_that_have_no_name_apart() -> None:
    goal = parse_goal(
        "case succ\nα : Type\nn m : Nat\nh : n =\n    m\nx : Nat := 2\na✝¹ a✝ : n = m\n⊢ ∀ k : Nat, n = k"
    )
    assert goal.names == ("α", "n", "m", "h", "x")
    assert goal.unnamed == ("a", "a")
    assert goal.target == "∀ k : Nat, n = k"


def test_only_the_first_goal_counts() -> None:
    assert parse_goal("unsolved goals\np : Prop\n⊢ p\n\nq : Prop\n⊢ q").names == ("p",)
    assert parse_goal("unsolved goals\np : Prop\n⊢ p\n\nq : Prop\n⊢ q").target == "p"


def test_a_type_may_begin_on_the_line_after_the_names() -> None:
    goal = parse_goal("a0 a1 b✝ :\n  Nat\nh :\n  a0 =\n    a1\n⊢ a1 = a0")
    assert goal.types == {"a0": "Nat", "a1": "Nat", "b✝": "Nat", "h": "a0 = a1"}
    assert (goal.names, goal.unnamed) == (("a0", "a1", "h"), ("b",))


def test_a_conclusion_is_what_is_left_of_all_that_is_supposed() -> None:
    assert conclusion("∀ (n : Nat), (∀ m, m < n → p m) → ∀ k, q k → r n k") == "r n k"
    assert conclusion("∃ x, p x → q x") == "∃ x, p x → q x"
    assert conclusion("n = k") == "n = k"

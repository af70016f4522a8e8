"""A statement joined with its counterpart for the others of a `mutual` block; whether they are true is not said."""

from architect.planning.joining import joined
from prover.methods.recursors import Recursors

TREES = Recursors(("T.rec", "F.rec"), ("T α", "F α"), 1, 3, is_proposition=False)
NESTED = Recursors(("R.rec", "R.rec_1"), ("R α", "List (R α)"), 1, 3, is_proposition=False)
PATHS = Recursors(("Red.rec", "Blue.rec"), ("Red r a", "Blue r a"), 1, 3, is_proposition=True)


def test_of_types_the_other_functions_of_their_blocks_say_the_same() -> None:
    blocks = [["T.size", "F.size"], ["T.turned", "F.turned"]]
    own = "{β : Type} (t : T β) : T.size (T.turned t) = T.size t"
    assert joined(own, {}, [TREES], blocks) == [
        "{β : Type} : (∀ (t : T β), T.size (T.turned t) = T.size t) ∧ (∀ (t : F β), F.size (F.turned t) = F.size t)"
    ]


def test_of_a_type_within_a_list_the_other_function_is_about_lists() -> None:
    assert joined("(r : R Nat) : size r = 1", {}, [NESTED], [["size", "sizes"]]) == [
        ": (∀ (r : R Nat), size r = 1) ∧ (∀ (r : List (R Nat)), sizes r = 1)"
    ]


def test_of_properties_it_is_what_a_case_leaves_to_be_shown() -> None:
    own = "(r : Nat → Prop) (n : Nat) (m : Nat) (h : Red r n) : n < m"
    left = "(r : Nat → Prop) (k : Nat) (g : Blue r k) (m : Nat) : k + 1 < m"
    assert joined(own, {"h": [left]}, [PATHS], []) == [
        "(r : Nat → Prop) : (∀ (n : Nat) (h : Red r n) (m : Nat), n < m) ∧ "
        "(∀ (k : Nat) (g : Blue r k) (m : Nat), k + 1 < m)"
    ]


def test_a_property_of_something_else_than_a_variable_is_not_joined() -> None:
    left = "(k : Nat) (g : Blue r (k + 1)) : k = 0"
    assert joined("(n : Nat) (h : Red r n) : n = 0", {"h": [left]}, [PATHS], []) == []


def test_functions_that_are_defined_together_are_joined_for_one_variable() -> None:
    own, left = "(n : Nat) (h : ev n = true) : p n = 1", "(n_1 : Nat) (h : od n_1 = true) : od n_1 = p n_1"
    assert joined(own, {"n": [left]}, [], [["ev", "od"]]) == []
    own = "(n : Nat) (m : Nat) : ev (n + m) = true"
    assert joined(own, {"n": ["(k : Nat) (m : Nat) : od (k + m) = true"]}, [], [["ev", "od"]]) == [
        "(n : Nat) : (∀ (m : Nat), ev (n + m) = true) ∧ (∀ (m : Nat), od (n + m) = true)"
    ]


def test_what_is_joined_already_is_not_joined_again() -> None:
    own = "(t : T Nat) : T.size t = 1 ∧ T.size t = 2"
    assert joined(own, {}, [TREES], [["T.size", "F.size"]]) == []

"""Terms come to what Lean's equations say; a claim is true, false, or it cannot be told; nothing is an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prover.text.terms import Apply, Arrow, Lambda, Literal, Name, Term
from prover.theory.data import LARGEST_SIZE, TRUTH, Value
from prover.theory.evaluation import FUEL, Evaluator
from prover.theory.signature import Signature, read_equation
from tests.prover.theory.theories import term, theory


def number(n: int) -> Value:
    return ("N.zero",) if n == 0 else ("N.succ", number(n - 1))


TWO, THREE = "(N.succ (N.succ N.zero))", "(N.succ (N.succ (N.succ N.zero)))"
VALUES = {
    "2 and an own function": (f"mul {TWO} {THREE}", number(6)),
    "own functions of numbers": ("half 7", 3),
    "a constructor that stands alone": ("List.map f (List.cons 1 List.nil)", None),
    "subtraction stops at zero": ("HSub.hSub 2 5", 0),
    "division by zero": ("HDiv.hDiv 2 0", 0),
    "a choice takes one way only": ("down 9", 3),
    "a decision": ("Decidable.decide (LT.lt 1 2)", ("Bool.true",)),
    "a function applied later": ("(fun x y => HAdd.hAdd x y) 1 2", 3),
    "a part of a pair": ("Prod.snd (Prod.mk 1 2)", 2),
    "a function with no equations": ("unknown 1", None),
    "a function without end": ("never 0", None),
    "a power beyond all use": ("HPow.hPow 99 99", None),
    "what is ill typed": ("HAdd.hAdd N.zero 1", None),
    "a number that is called": ("half 1 2", None),
    "a condition that an earlier equation is about": ("guarded 3", 7),
}
CLAIMS = {
    f"Eq (add {TWO} N.zero) {TWO}": True,
    f"Eq (add {TWO} N.zero) {THREE}": False,
    "Ne 1 2": True,
    "Or (Eq (unknown 1) 2) (LE.le 1 1)": True,
    "And (Eq (unknown 1) 2) (LT.lt 1 1)": False,
    "And (Eq (unknown 1) 2) (LE.le 1 1)": None,
    "Not (Eq (unknown 1) 2)": None,
    "Eq (unknown 1) 2 → LE.le 1 1": True,
    "GT.gt 1 2 → Eq (unknown 1) 2": True,
    "LE.le 1 2 → LT.lt 2 2": False,
    "Iff (LE.le 1 2) (Dvd.dvd 2 4)": True,
    "Dvd.dvd 0 3": False,
    "Eq (fun x => x) (fun x => x)": None,
    "Exists (fun x => Eq x 1)": None,
    "True": True,
    "False": False,
}


@pytest.mark.parametrize("kind", VALUES)
def test_a_term_comes_to_what_the_equations_say_or_to_nothing(kind: str) -> None:
    text, value = VALUES[kind]
    assert Evaluator(theory()).value(term(text), {}) == value


def decided(evaluator: Evaluator, claim: Term, assignment: dict[str, Value] | None = None) -> bool | None:
    value = evaluator.value(Apply(Name("Decidable.decide"), (claim,)), assignment or {})
    return None if value is None else value == TRUTH[True]


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_claim_is_true_or_false_or_cannot_be_told(claim: str) -> None:
    assert decided(Evaluator(theory()), term(claim)) is CLAIMS[claim]


def test_variables_have_the_values_that_they_are_given() -> None:
    evaluator = Evaluator(theory())
    assert decided(evaluator, term("LT.lt x y"), {"x": 1, "y": 2}) is True
    assert decided(evaluator, term("LT.lt x y"), {"x": 2, "y": 2}) is False
    assert evaluator.value(term("f 3"), {"f": lambda x: x + 1}) == 4


def test_fuel_is_for_each_question_anew() -> None:
    evaluator = Evaluator(theory(), fuel=60)
    assert evaluator.value(term("never 0"), {}) is None
    assert evaluator.value(term("half 20"), {}) == 10


def doubling() -> Signature:
    """A tree both of whose halves are one value, so that it has 2^n parts after n steps."""
    found = theory()
    found.equations["full"] = [
        equation
        for text in ("Eq (full 0) T.leaf", "∀ (n : Nat), Eq (full (Nat.succ n)) (twice (full n))")
        if (equation := read_equation(term(text))) is not None
    ]
    twice = read_equation(term("∀ (t : T Nat), Eq (twice t) (T.node t 0 t)"))
    assert twice is not None
    found.equations["twice"] = [twice]
    return found


def parts(value: Value) -> int:
    """As many as there are when it is walked through as a tree, which is all that Python does with a tuple."""
    return sum(map(parts, value)) if isinstance(value, tuple) else 1


def test_what_is_huge_as_a_tree_cannot_be_told_however_few_steps_made_it() -> None:
    evaluator = Evaluator(doubling())
    sizes = [None if (value := evaluator.applied("full", (n,))) is None else parts(value) for n in range(18)]
    assert sizes[:5] == [1, 4, 10, 22, 46]
    assert None in sizes
    assert all(size is None or size <= LARGEST_SIZE for size in sizes)
    assert evaluator.applied("full", (60,)) is None


def test_a_large_number_cannot_be_told_also_where_the_text_has_it() -> None:
    evaluator = Evaluator(theory())
    assert evaluator.value(Literal(10**400), {}) is None
    assert evaluator.value(term("HPow.hPow 2 (HPow.hPow 2 (HPow.hPow 2 20))"), {}) is None
    assert evaluator.value(term("HMul.hMul (HPow.hPow 10 9) (HPow.hPow 10 9)"), {}) is None


def test_functions_that_call_no_name_use_fuel_too() -> None:
    calls = 0

    def counted(value: Value) -> Value:
        nonlocal calls
        calls += 1
        return value

    twice = "(fun f x => f (f x))"
    text = f"{twice} ({twice} ({twice} ({twice} ({twice} ({twice} ({twice} ({twice} ({twice} f)))))))) 0"
    many = f"({twice} ({twice}) ({twice}) f) 0"
    evaluator = Evaluator(theory(), fuel=100)
    assert evaluator.value(term(text), {"f": counted}) is None
    assert calls <= 100
    assert Evaluator(theory()).value(term(many), {"f": counted}) == 0


def test_a_function_of_many_equations_uses_more_fuel() -> None:
    found = theory()
    found.equations["down"] *= FUEL
    evaluator = Evaluator(found)
    evaluator.applied("down", (9,))
    few = Evaluator(theory())
    few.applied("down", (9,))
    assert evaluator.steps > 100 * few.steps


NAMES = ["add", "mul", "half", "N.zero", "List.cons", "List.nil", "x", "ite", "HAdd.hAdd", "Eq", "Nat.succ", "Bool.not"]
TERMS: st.SearchStrategy[Term] = st.recursive(
    st.sampled_from([*map(Name, NAMES), Literal(0), Literal(3)]),
    lambda inner: st.one_of(
        st.builds(
            lambda head, parts: Apply(Name(head), tuple(parts)), st.sampled_from(NAMES), st.lists(inner, min_size=1)
        ),
        st.builds(lambda body: Lambda(("x",), body), inner),
        st.builds(Arrow, inner, inner),
    ),
    max_leaves=12,
)


@given(TERMS)
def test_property_no_term_is_an_error(any_term: Term) -> None:
    evaluator = Evaluator(theory(), fuel=200)
    assert decided(evaluator, any_term, {"x": 1}) in (True, False, None)
    evaluator.value(any_term, {"x": 1})


@given(st.integers(0, 6), st.integers(0, 6))
def test_property_own_sums_and_products_are_those_of_numbers(m: int, n: int) -> None:
    evaluator = Evaluator(theory())
    assert evaluator.applied("add", (number(m), number(n))) == number(m + n)
    assert evaluator.applied("mul", (number(m), number(n))) == number(m * n)

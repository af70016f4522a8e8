"""Equations under a condition: what is found, that it is what people would state, and that nothing idle is said."""

import pytest

from prover.theory.conjectures import Conjectures, Open
from prover.theory.inference import stated
from prover.theory.language import Language, language_of
from prover.theory.signature import FunctionType, Signature, function_type, read_equation
from tests.prover.theory.theories import term

FUNCTIONS = {
    "member": "Nat → List Nat → Bool",
    "without": "Nat → List Nat → List Nat",
    "size": "List Nat → Nat",
    "first": "Nat → List Nat → List Nat",
    "even": "Nat → Bool",
}
EQUATIONS = """∀ (n : Nat), Eq (member n List.nil) Bool.false
∀ (n m : Nat) (x : List Nat), Eq (member n (List.cons m x)) (Bool.or (Decidable.decide (Eq n m)) (member n x))
∀ (n : Nat), Eq (without n List.nil) List.nil
∀ (n m : Nat) (x : List Nat), Eq (without n (List.cons m x)) (ite (Eq n m) (without n x) (List.cons m (without n x)))
Eq (size List.nil) 0
∀ (n : Nat) (x : List Nat), Eq (size (List.cons n x)) (HAdd.hAdd (size x) 1)
∀ (x : List Nat), Eq (first 0 x) List.nil
∀ (n : Nat), Eq (first (Nat.succ n) List.nil) List.nil
∀ (n m : Nat) (x : List Nat), Eq (first (Nat.succ n) (List.cons m x)) (List.cons m (first n x))
Eq (even 0) Bool.true
∀ (n : Nat), Eq (even (Nat.succ n)) (Bool.not (even n))"""


def lists(statement: str, *names: str) -> Signature:
    """A file with these functions, and a theorem."""
    found = Signature(own=names)
    for name in names:
        type_ = function_type(term(FUNCTIONS[name]))
        assert isinstance(type_, FunctionType)
        found.functions[name] = type_
    for line in EQUATIONS.splitlines():
        equation = read_equation(term(line))
        assert equation is not None
        if equation.head in names:
            found.equations.setdefault(equation.head, []).append(equation)
    found.statement = term(statement)
    return found


async def said(statement: str, *names: str) -> list[str]:
    """What is conjectured under a condition, as Lean reads it."""
    signature = lists(statement, *names)
    language, conjectures = language_of(signature), Conjectures(language_of(signature), signature, lambda: True)
    await conjectures.grow()
    return [text(each, language) for each in await conjectures.choose(500) if each.claim is not None]


def text(each: Open, language: Language) -> str:
    found = stated(each.left, each.right, language.variables, language.types, each.claim)
    assert found is not None
    return found.text


WITHOUT = "∀ (a : Nat) (e : List Nat), Eq (without a (without a e)) (without a e)"
FIRST = "∀ (a : Nat) (e : List Nat), Eq (size (first a e)) (size e)"


async def test_what_holds_where_a_function_is_false_is_said() -> None:
    found = await said(WITHOUT, "member", "without")
    assert "∀ (n1 : Nat) (x1 : List Nat), member n1 x1 = Bool.false → without n1 x1 = x1" in found


async def test_how_two_numbers_compare_is_supposed() -> None:
    found = await said(FIRST, "size", "first")
    assert "∀ (n1 : Nat) (x1 : List Nat), size x1 ≤ n1 → first n1 x1 = x1" in found
    assert "∀ (n1 : Nat) (x1 : List Nat), n1 ≤ size x1 → size (first n1 x1) = n1" in found


async def test_that_two_numbers_differ_is_supposed() -> None:
    found = await said(WITHOUT, "member", "without")
    assert [each for each in found if each.endswith("→ member n1 (without m1 x1) = member n1 x1")] == [
        "∀ (n1 m1 : Nat) (x1 : List Nat), m1 ≠ n1 → member n1 (without m1 x1) = member n1 x1"
    ]


async def test_what_is_true_without_it_is_not_said_under_a_condition() -> None:
    found = await said(WITHOUT, "member", "without")
    assert not any(each.endswith("without n1 (without n1 x1) = without n1 x1") for each in found)


async def test_what_a_condition_itself_says_is_not_said() -> None:
    found = await said(WITHOUT, "member", "without")
    assert found
    assert not any("→ member n1 x1 =" in each for each in found)


@pytest.mark.parametrize("functions", [("size",), ("even",)])
async def test_where_nothing_holds_in_some_cases_only_nothing_is_said(functions: tuple[str, ...]) -> None:
    assert await said("∀ (e : List Nat), Eq e e", *functions) == []


async def test_what_was_proved_in_general_is_not_tried_for_one_value() -> None:
    signature = lists(WITHOUT, "member", "without")
    conjectures = Conjectures(language_of(signature), signature, lambda: True)
    await conjectures.grow()
    conditional = [each for each in await conjectures.choose(500) if each.claim is not None]
    general = next(each for each in conditional if each.left == term("without n1 x1"))
    one = Open(term("without 7 x1"), term("x1"), 9.0, claim=term("Eq (member 7 x1) Bool.false"))
    conjectures._open.append(one)
    conjectures.learn(general)
    assert one not in await conjectures.choose(500)


async def test_a_function_that_the_goal_does_not_name_may_be_supposed_true() -> None:
    assert "member" in language_of(lists(WITHOUT, "member", "without")).functions
    assert "even" in language_of(lists(WITHOUT, "even", "without")).functions
    assert "size" not in language_of(lists(WITHOUT, "size", "without")).functions

"""What is conjectured: true in small cases, typed, no instance of what is known, and never more than the bound."""

import itertools
from typing import Any

import pytest

from prover.text.terms import show_term
from prover.theory.conjectures import Conjectures
from prover.theory.data import LARGEST_SIZE, Unknown
from prover.theory.enumeration import PAUSE, Enumeration, cases_for
from prover.theory.evaluation import FUEL, Evaluator
from prover.theory.inference import stated
from prover.theory.language import language_of
from prover.theory.shown import shown
from prover.theory.signature import DefiningEquation, FunctionType, Signature, read_equation
from prover.theory.values import Values
from tests.prover.theory.theories import term, theory

ADDITION = "∀ (m n : N), Eq (add m n) (add n m)"


async def conjectured(statement: str, sizes: int = 1) -> list[str]:
    signature = theory(statement)
    found = Conjectures(language_of(signature), signature, lambda: True)
    for _ in range(sizes):
        await found.grow()
    return [f"{show_term(each.left)} = {show_term(each.right)}" for each in await found.choose(200)]


async def test_what_holds_in_small_cases_is_conjectured_the_simple_first() -> None:
    found = await conjectured(ADDITION)
    assert {"add N.zero x = x", "add x y = add y x", "add (N.succ x) y = N.succ (add x y)"} <= {*found}
    assert found.index("add N.zero x = x") < found.index("add (add x y) z = add x (add y z)") + 20
    assert "add x x = x" not in found


async def test_only_functions_near_the_goal_are_spoken_of() -> None:
    assert not any("mul" in each or "mirror" in each for each in await conjectured(ADDITION))
    assert any("mirror (mirror" in each for each in await conjectured("∀ {α : Type} (t : T α), Eq (mirror t) t"))


async def test_what_follows_from_what_was_learnt_is_not_chosen_again() -> None:
    signature = theory(ADDITION)
    found = Conjectures(language_of(signature), signature, lambda: True)
    await found.grow()
    zero = next(each for each in await found.choose(99) if each.left == term("add N.zero x"))
    found.learn(zero)
    left = await found.choose(99)
    assert zero not in left
    assert not any("add N.zero" in show_term(each.left) for each in left)


async def test_what_failed_is_chosen_once_more_before_anything_is_learnt_and_then_deeply() -> None:
    signature = theory(ADDITION)
    found = Conjectures(language_of(signature), signature, lambda: True)
    await found.grow()
    [first, *_] = await found.choose(1)
    assert first not in await found.choose(999, deep=True)
    found.failed(first, found.learnt, deep=False)
    first.half_tried = True
    assert first in await found.choose(999)
    assert first not in await found.choose(999, deep=True)
    found.failed(first, found.learnt, deep=False)
    first.half_tried = False
    assert first not in await found.choose(999)
    assert first in await found.choose(999, deep=True)


async def test_what_somebody_is_at_work_on_is_not_chosen_and_fails_with_what_was_known_when_it_was() -> None:
    signature = theory(ADDITION)
    found = Conjectures(language_of(signature), signature, lambda: True)
    await found.grow()
    [first, second], known = await found.choose(2), found.learnt
    assert {first, second}.isdisjoint(await found.choose(999, without=[first, second]))
    found.learn(second)
    found.failed(first, known, deep=False)
    assert first in await found.choose(999)


async def test_it_stops_when_there_is_no_time() -> None:
    signature = theory(ADDITION)
    found = Conjectures(language_of(signature), signature, lambda: False)
    assert not await found.grow()
    assert await found.choose(9) == []


async def test_no_law_is_said_either_when_there_is_no_time() -> None:
    signature, time = theory(ADDITION), [False]
    found = Conjectures(language_of(signature), signature, lambda: time[0])
    assert not await found.grow()
    time[0] = True
    assert await found.choose(200) == []


async def test_what_was_cut_off_goes_on_where_it_was() -> None:
    signature, asked, is_short = theory(ADDITION), itertools.count(1), [True]
    found = Conjectures(language_of(signature), signature, lambda: not is_short[0] or next(asked) % 7 > 0)
    runs = 1
    while not await found.grow():
        runs += 1
    is_short[0] = False
    chosen = [f"{show_term(each.left)} = {show_term(each.right)}" for each in await found.choose(200)]
    assert runs > 3
    assert chosen == await conjectured(ADDITION)


SLOW = """∀ (m n : Nat), Eq (slow m n) (outer m n 10)
∀ (m n : Nat), Eq (outer m n 0) 0
∀ (m n i : Nat), Eq (outer m n (Nat.succ i)) (HAdd.hAdd (inner m n i 60) (outer m n i))
∀ (m n i : Nat), Eq (inner m n i 0) 0
∀ (m n i j : Nat), Eq (inner m n i (Nat.succ j)) (inner m n i j)"""


class Counted(dict[str, list[DefiningEquation]]):
    """Equations that count how often they are asked for, which is less than once a step of the evaluator."""

    asked = 0

    def get(self, *arguments: Any) -> Any:
        self.asked += 1
        return super().get(*arguments)


async def test_time_is_looked_at_by_what_was_evaluated_also_for_the_laws() -> None:
    equations = [each for line in SLOW.splitlines() if (each := read_equation(term(line))) is not None]
    counted = Counted({name: [e for e in equations if e.head == name] for name in ("slow", "outer", "inner")})
    type_ = FunctionType((), (), (term("Nat"), term("Nat")), term("Nat"))
    claim = term("∀ (m n : Nat), Eq (slow m n) (slow n m)")
    signature = Signature(functions={"slow": type_}, own=("slow",), equations=counted, statement=claim)
    language, looks = language_of(signature), [0]
    counted.asked = 0

    def has_time() -> bool:
        looks.append(counted.asked)
        return counted.asked < 5 * FUEL

    found = Conjectures(language, signature, has_time)
    assert counted.asked == 0
    assert not await found.grow()
    assert counted.asked >= 5 * FUEL
    assert max(after - before for before, after in itertools.pairwise(looks)) <= PAUSE + 2 * FUEL


def test_between_pauses_of_the_enumeration_no_more_is_evaluated_than_the_bound_and_one_value() -> None:
    signature = theory("∀ (m n : N), Eq (mul m n) (mul n m)")
    language = language_of(signature)
    evaluator = Evaluator(signature)
    cases = cases_for(language.variables, Values(signature))
    terms = Enumeration(language.symbols, language.variables, evaluator, cases)
    gaps, last = [], 0
    for size in range(1, 6):
        for each in terms.of_size(size):
            if each is None:
                gaps.append(evaluator.steps - last)
                last = evaluator.steps
    assert len(gaps) > 3
    assert max(*gaps, evaluator.steps - last) <= PAUSE + FUEL


@pytest.mark.parametrize("most", [0, 1, 40])
def test_no_more_terms_are_looked_at_than_the_bound(most: int) -> None:
    signature = theory(ADDITION)
    language = language_of(signature)
    cases = cases_for(language.variables, Values(signature))
    terms = Enumeration(language.symbols, language.variables, Evaluator(signature), cases, most)
    for size in range(1, 6):
        list(terms.of_size(size))
    assert terms.looked_at <= most


def test_values_are_small_and_a_type_without_them_is_unknown() -> None:
    signature = theory()
    signature.types["Void"] = ("Void.more",)
    signature.functions["Void.more"] = signature.functions["N.succ"].__class__((), (), (term("Void"),), term("Void"))
    values = Values(signature)
    assert len(str(values.value(term("T Nat")))) < 2_000
    for text in ("Void", "Vector Nat 3", "Type → Unheard Nat"):
        with pytest.raises(Unknown):
            values.value(term(text))


@pytest.mark.parametrize("wide", [5, 9, 30])
def test_a_type_whose_values_are_soon_large_has_smaller_ones(wide: int) -> None:
    signature = theory()
    signature.types["W"] = ("W.stop", "W.more")
    parts = (*[term("W")] * wide, term("List Nat"), term("List Nat"))
    signature.functions |= {"W.stop": FunctionType((), (), (), term("W"))}
    signature.functions |= {"W.more": FunctionType((), (), parts, term("W"))}
    found = [case["w"] for case in cases_for({"w": term("W")}, Values(signature), 40)]
    assert len({*found}) > 1
    assert all(each.size <= LARGEST_SIZE for each in found)


def test_a_statement_has_the_most_general_types() -> None:
    language = language_of(theory("∀ (t : T Nat), Eq (mirror t) t"))
    said = stated(term("mirror (mirror u)"), term("u"), ["u"], language.types)
    assert said is not None
    assert said.text == "∀ {T1 : Type} (u : T T1), mirror (mirror u) = u"
    assert said.names == ("T1", "u")
    assert stated(term("mirror u"), term("half u"), ["u"], language.types) is None
    assert stated(term("unheard u"), term("u"), ["u"], language.types) is None


@pytest.mark.parametrize(
    "text",
    ["x * (y + z)", "x * y + z", "(x + y) + z", "x - (y - z)", "xs ++ (ys ++ zs)", "f (x + 1) (g y)", "x ^ (y + 1)"],
)
def test_terms_are_shown_as_people_write_them(text: str) -> None:
    signs = {"x * (y + z)": "HMul.hMul x (HAdd.hAdd y z)", "x * y + z": "HAdd.hAdd (HMul.hMul x y) z"}
    signs |= {"(x + y) + z": "HAdd.hAdd (HAdd.hAdd x y) z", "x - (y - z)": "HSub.hSub x (HSub.hSub y z)"}
    signs |= {
        "xs ++ (ys ++ zs)": "HAppend.hAppend xs (HAppend.hAppend ys zs)",
        "x ^ (y + 1)": "HPow.hPow x (HAdd.hAdd y 1)",
    }
    signs |= {"f (x + 1) (g y)": "f (HAdd.hAdd x 1) (g y)"}
    assert shown(term(signs[text])) == text.replace("(x + y) + z", "x + y + z")

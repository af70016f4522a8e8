"""Completion: what it finds of groups and lattices, that it follows, and that it ends."""

from itertools import permutations, product

import pytest

from prover.laws.completion import CompletionBounds
from prover.laws.trees import Variable, variables
from tests.prover.laws.algebra import ASSOCIATIVE, GROUP, LEFT_ONE, Table, completed, tree, value

COMMUTES = "m(x,y)=m(y,x)"
ABSORB = ("m(x,j(x,y))=x", "j(x,m(x,y))=x")
PROVED = [
    (GROUP, "m(a,e)=a"),
    (GROUP, "m(a,i(a))=e"),
    (GROUP, "i(i(a))=a"),
    (GROUP, "i(m(a,b))=m(i(b),i(a))"),
    ((*GROUP, "m(a,b)=m(a,c)"), "b=c"),
    ((ASSOCIATIVE, LEFT_ONE, "m(x,e)=x", "m(x,x)=e"), "m(a,b)=m(b,a)"),
    ((LEFT_ONE, "m(x,c)=x"), "e=c"),
    (ABSORB, "m(a,a)=a"),
    ((ASSOCIATIVE, COMMUTES), "m(m(a,b),m(c,a))=m(a,m(a,m(c,b)))"),
    ((*ABSORB, COMMUTES, "j(x,y)=j(y,x)", "m(a,b)=a"), "j(a,b)=b"),
    (("i(i(i(x)))=x", "i(i(i(i(i(x)))))=x"), "i(a)=a"),
]
THREE = range(3)
SYMMETRIES = [*permutations(THREE)]


def composed(p: int, q: int) -> int:
    return SYMMETRIES.index(tuple(SYMMETRIES[p][SYMMETRIES[q][i]] for i in THREE))


def inverse(p: int) -> int:
    return next(q for q in range(len(SYMMETRIES)) if composed(p, q) == 0)


NOT_COMMUTATIVE: Table = {"e": 0, "a": 1, "b": 2, "c": 3, "m": composed, "i": inverse}


@pytest.mark.parametrize(("laws", "goal"), PROVED)
def test_what_follows_is_found_and_its_steps_lead_from_side_to_side(laws: tuple[str, ...], goal: str) -> None:
    completion = completed(laws, goal)
    assert completion.proof is not None
    now, end = map(tree, goal.split("="))
    for step in completion.proof:
        now = step.after(now)
    assert now == end


def test_every_equation_that_is_found_holds_in_every_group() -> None:
    completion = completed(GROUP, "m(a,b)=m(b,a)")
    assert completion.proof is None
    for equation in completion.equations:
        names = [*{**variables(equation.left), **variables(equation.right)}]
        for chosen in product(range(len(SYMMETRIES)), repeat=len(names)):
            values: dict[Variable, int] = dict(zip(names, chosen, strict=True))
            sides = (value(side, NOT_COMMUTATIVE, values) for side in (equation.left, equation.right))
            assert len({*sides}) == 1


def test_the_laws_of_groups_have_a_complete_set_of_ten_rules() -> None:
    # Knuth and Bendix (1970), example 1.
    assert len(completed(GROUP, "a=b").equations) == 10


def test_each_equation_is_what_its_steps_lead_to() -> None:
    for equation in completed(GROUP, "a=b").equations:
        now = equation.left
        for step in equation.steps:
            now = step.after(now)
        assert equation.given or now == equation.right


def test_it_ends_at_its_bounds() -> None:
    endless = ("m(m(x,y),z)=m(y,m(z,j(x,y)))", "m(x,j(y,z))=j(z,m(y,x))")
    bounds = CompletionBounds(equations=20, waiting=200, size=40)
    completion = completed(endless, "a=b", bounds)
    assert completion.proof is None
    assert len(completion.equations) <= bounds.equations

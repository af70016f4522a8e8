"""First-order terms: what matches and unifies becomes one term, the order is total and monotone, none is left out."""

from hypothesis import given
from hypothesis import strategies as st

from prover.laws.index import Patterns
from prover.laws.order import greater
from prover.laws.trees import Compound, Tree, Variable, instance, match, places, replaced_at, substituted, unify
from tests.prover.laws.algebra import SYMBOLS, tree

CONSTANTS = [Compound(SYMBOLS[name]) for name in "eabc"]
VARIABLES: list[Tree] = [Variable(i, "G") for i in range(3)]


def grown(parts: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    one = st.builds(lambda x: Compound(SYMBOLS["i"], (x,)), parts)
    two = st.builds(lambda f, x, y: Compound(SYMBOLS[f], (x, y)), st.sampled_from("mj"), parts, parts)
    return one | two


GROUND: st.SearchStrategy[Tree] = st.recursive(st.sampled_from(CONSTANTS), grown, max_leaves=6)
TERMS: st.SearchStrategy[Tree] = st.recursive(st.sampled_from([*CONSTANTS[:2], *VARIABLES]), grown, max_leaves=6)


@given(GROUND, GROUND)
def test_of_two_ground_terms_one_is_greater(a: Tree, b: Tree) -> None:
    assert [greater(a, b), greater(b, a), a == b].count(True) == 1


@given(TERMS, TERMS, TERMS)
def test_what_is_greater_stays_so_inside_a_term_and_for_all_values(a: Tree, b: Tree, c: Tree) -> None:
    if greater(a, b):
        assert greater(Compound(SYMBOLS["m"], (c, a)), Compound(SYMBOLS["m"], (c, b)))
        values = dict.fromkeys([v for v in VARIABLES if isinstance(v, Variable)], c)
        assert greater(instance(a, values), instance(b, values))


@given(TERMS)
def test_a_term_is_greater_than_its_parts(term: Tree) -> None:
    assert all(greater(term, part) for path, part in places(term) if path)


@given(TERMS, TERMS)
def test_what_unifies_becomes_one_term(a: Tree, b: Tree) -> None:
    values: dict[Variable, Tree] = {}
    if unify(a, b, values):
        assert substituted(a, values) == substituted(b, values)
    else:
        assert a != b


@given(TERMS, GROUND)
def test_an_instance_matches_and_the_index_finds_it(pattern: Tree, value: Tree) -> None:
    one = instance(pattern, dict.fromkeys([v for v in VARIABLES if isinstance(v, Variable)], value))
    values: dict[Variable, Tree] = {}
    assert match(pattern, one, values)
    assert instance(pattern, values) == one
    index = Patterns[str]()
    index.add(pattern, "it")
    assert index.more_general(one) == ["it"]
    index.remove(pattern, "it")
    assert index.more_general(one) == []


def test_variables_of_different_sorts_do_not_unify() -> None:
    assert not unify(Variable(0, "G"), Variable(0, "H"), {})
    assert not match(Variable(0, "H"), CONSTANTS[0], {})


def test_a_part_is_replaced_where_it_stands() -> None:
    assert replaced_at(tree("m(i(x),y)"), (0, 0), tree("a")) == tree("m(i(a),y)")

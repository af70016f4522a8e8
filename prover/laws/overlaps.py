"""Critical pairs: where two equations rewrite one term in two ways, what comes of it is a new equation; no search."""

from collections.abc import Iterator

from prover.laws.equations import Equation, Rewrite, apart, reverse
from prover.laws.order import greater
from prover.laws.trees import Compound, Substitution, Tree, Variable, places, replaced_at, substituted, unify

Chain = tuple[Tree, Tree, tuple[Rewrite, ...]]  # two terms, and the way from one to the other


def critical_pairs(outer: Equation, above: bool, inner: Equation, below: bool) -> Iterator[Chain]:
    """Where a side of the one stands inside a side of the other: ``above`` and ``below`` say which, as `side` does."""
    whole, result = outer.side(above)
    old, new = (apart(tree) for tree in inner.side(below))
    for path, part in places(whole):
        if isinstance(old, Compound) and part.symbol is not old.symbol:
            continue
        if not path and outer is inner and above == below:
            continue
        values: dict[Variable, Tree] = {}
        if not unify(part, old, values):
            continue
        peak, first = substituted(whole, values), substituted(result, values)
        small = substituted(new, values)
        if greater(first, peak) or greater(small, substituted(old, values)):
            continue
        second = replaced_at(peak, path, small)
        if first != second:
            up = Rewrite((), outer, above, _solved(outer, values, moved=False))
            down = Rewrite(path, inner, below, _solved(inner, values, moved=True))
            yield first, second, (*reverse([up]), down)


def _solved(equation: Equation, values: Substitution, *, moved: bool) -> Substitution:
    """What the variables of an equation stand for in the end."""
    return {v: substituted(apart(v) if moved else v, values) for v in equation.variables}

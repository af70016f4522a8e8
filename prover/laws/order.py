"""The Knuth–Bendix order: which of two terms is simpler, whatever its variables stand for.

Source: D. E. Knuth and P. B. Bendix, Simple Word Problems in Universal Algebras (1970).
"""

from prover.laws.trees import Compound, Tree, Variable, variables


def greater(a: Tree, b: Tree) -> bool:
    """Whether a is greater than b for all values of their variables. Of two ground terms one is, if they differ."""
    if a is b or isinstance(a, Variable) or a.weight < b.weight:
        return False
    if a.ground:
        if not (isinstance(b, Compound) and b.ground):
            return False
    else:
        there = variables(a)
        if any(times > there.get(variable, 0) for variable, times in variables(b).items()):
            return False
    if a.weight > b.weight or isinstance(b, Variable):
        return True
    if a.symbol is not b.symbol:
        return a.symbol.rank > b.symbol.rank
    for one, other in zip(a.arguments, b.arguments, strict=True):
        if one != other:
            return greater(one, other)
    return False

"""Operations known to be associative and commutative: equations that only rearrange their arguments say nothing more.

Source: A. Martin and T. Nipkow, Ordered Rewriting and Confluence (1990): with x(yz) = y(xz) such a symbol is complete.
"""

from collections import Counter
from collections.abc import Hashable

from prover.laws.equations import Equation
from prover.laws.trees import Compound, Symbol, Tree, Variable, variables

LARGEST_KEPT = 5  # symbols in one side of the laws themselves


class Rearranging:
    """Learns from each equation whether it is one of the two laws of an operation."""

    def __init__(self) -> None:
        self._associative: set[Symbol] = set()
        self._commutative: set[Symbol] = set()

    def learn(self, equation: Equation) -> None:
        for left, right in ((equation.left, equation.right), (equation.right, equation.left)):
            match left, right:
                case Compound(symbol=f, arguments=(Variable(), Variable()) as xy), Compound(symbol=g, arguments=yx):
                    if f is g and yx == (xy[1], xy[0]) and len(variables(left)) == len(xy):
                        self._commutative.add(f)
                case (
                    Compound(symbol=f, arguments=(Compound(symbol=g, arguments=(Variable(), Variable()) as xy), z)),
                    Compound(symbol=h, arguments=(x, Compound(symbol=i, arguments=yz))),
                ):
                    if f is g is h is i and (*xy, z) == (x, *yz) and len(variables(left)) == len((x, *yz)):
                        self._associative.add(f)

    def says_nothing(self, left: Tree, right: Tree) -> bool:
        """Whether the sides are the same but for the order of arguments, and the equation no law of that."""
        known = self._associative & self._commutative
        if not known or left.size != right.size:
            return False
        if left.size <= LARGEST_KEPT and len(variables(left)) == (left.size + 1) // 2:
            return False
        return _arranged(left, known) == _arranged(right, known)


def _arranged(tree: Tree, known: set[Symbol]) -> Hashable:
    """The same for two trees that differ in the order of such arguments only."""
    if isinstance(tree, Variable):
        return tree
    if tree.symbol not in known:
        return (tree.symbol, tuple(_arranged(argument, known) for argument in tree.arguments))
    parts: list[Tree] = [tree]
    found: Counter[Hashable] = Counter()
    while parts:
        part = parts.pop()
        if isinstance(part, Compound) and part.symbol is tree.symbol:
            parts += part.arguments
        else:
            found[_arranged(part, known)] += 1
    return (tree.symbol, frozenset(found.items()))

"""Equations used from left to right, or where that makes a term smaller: normal forms, and how they were reached.

Source: L. Bachmair, N. Dershowitz and D. A. Plaisted, Completion Without Failure (1989).
"""

from prover.laws.equations import Equation, Rewrite
from prover.laws.index import Patterns
from prover.laws.order import greater
from prover.laws.trees import Compound, Tree, Variable, instance, match, variables

Normal = tuple[Tree, tuple[Rewrite, ...]]
MOST_REWRITES = 500  # of one term


class Rules:
    """The equations at work. Each side that may be the greater one is a pattern."""

    def __init__(self) -> None:
        self._sides: Patterns[tuple[Equation, bool]] = Patterns()
        self._normal: dict[Tree, Normal] = {}
        self.equations: dict[Equation, tuple[bool, ...]] = {}  # and which of their sides may be the greater one

    def add(self, equation: Equation) -> None:
        sides = directions(equation)
        self.equations[equation] = sides
        for backwards in sides:
            self._sides.add(equation.side(backwards)[0], (equation, backwards))
        self._normal.clear()

    def remove(self, equation: Equation) -> None:
        for backwards in self.equations.pop(equation):
            self._sides.remove(equation.side(backwards)[0], (equation, backwards))
        self._normal.clear()

    def normal(self, tree: Tree) -> Normal:
        """The simplest term that rewriting leads to, and the steps on the way."""
        if isinstance(tree, Variable):
            return tree, ()
        if (known := self._normal.get(tree)) is not None:
            return known
        found = self._computed(tree)
        self._normal[tree] = found
        return found

    def _computed(self, tree: Compound) -> Normal:
        steps: list[Rewrite] = []
        now: Tree = tree
        while isinstance(now, Compound):
            parts = [self.normal(argument) for argument in now.arguments]
            steps += [step.below(i) for i, (_, way) in enumerate(parts) for step in way]
            now = Compound(now.symbol, tuple(part for part, _ in parts)) if any(way for _, way in parts) else now
            if (step := self._at_root(now)) is None or len(steps) > MOST_REWRITES:
                break
            steps.append(step)
            now = step.after(now)
        return now, tuple(steps)

    def _at_root(self, tree: Tree) -> Rewrite | None:
        for equation, backwards in self._sides.more_general(tree):
            old, new = equation.side(backwards)
            values: dict[Variable, Tree] = {}
            if not match(old, tree, values):
                continue
            sure = len(self.equations[equation]) == 1
            if sure or (variables(new).keys() <= values.keys() and greater(tree, instance(new, values))):
                return Rewrite((), equation, backwards, values)
        return None

    def subsumes(self, left: Tree, right: Tree) -> bool:
        """Whether an equation says the same of all their values."""
        for equation, backwards in self._sides.more_general(left) + self._sides.more_general(right):
            old, new = equation.side(backwards)
            for a, b in ((left, right), (right, left)):
                values: dict[Variable, Tree] = {}
                if match(old, a, values) and match(new, b, values):
                    return True
        return False


def directions(equation: Equation) -> tuple[bool, ...]:
    """From which sides it may be used: from the greater one, and from both where neither is."""
    if greater(equation.left, equation.right):
        return (False,)
    return (True,) if greater(equation.right, equation.left) else (False, True)

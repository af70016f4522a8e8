"""Unfailing completion: from laws to their consequences, until both sides of a goal have one normal form.

Within stated bounds, and in small turns, for it may take long. Source: L. Bachmair, N. Dershowitz and D. A. Plaisted,
Completion Without Failure (1989); A. Martin and T. Nipkow, Ordered Rewriting and Confluence (1990), for AC symbols.
"""

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count, product

from prover.laws.associative import Rearranging
from prover.laws.equations import Equation, Rewrite, renumbered, reverse
from prover.laws.order import greater
from prover.laws.overlaps import critical_pairs
from prover.laws.rules import Rules
from prover.laws.trees import Tree, match, places

OLDEST_EVERY = 6  # so that none waits for ever


@dataclass(frozen=True)
class CompletionBounds:
    """``equations`` at work, ``waiting`` for their turn, and the ``size`` of one: symbols of both sides."""

    equations: int = 600
    waiting: int = 40_000
    size: int = 40


class Completion:
    """``for _ in completion.turns(): …`` until it ends; then ``proof`` is the chain between the sides, or None."""

    def __init__(
        self, laws: Sequence[Equation], left: Tree, right: Tree, bounds: CompletionBounds = CompletionBounds()
    ) -> None:
        self._left, self._right, self._bounds = left, right, bounds
        self._rules = Rules()
        self._waiting: list[tuple[int, int, Equation]] = []
        self._oldest: dict[int, Equation] = {}
        self._numbers = count()
        self._seen: set[tuple[Tree, Tree]] = set()
        self._ac = Rearranging()
        self.proof: tuple[Rewrite, ...] | None = None
        for law in laws:
            self._wait(law, 0)

    @property
    def equations(self) -> list[Equation]:
        """What is at work now."""
        return [*self._rules.equations]

    def turns(self) -> Iterator[None]:
        """Work on; ends with a proof, when nothing is left to do, or at a bound."""
        while self.proof is None and (equation := self._next()) is not None:
            yield
            if (new := self._simplified(equation)) is None:
                continue
            if len(self._rules.equations) >= self._bounds.equations:
                return
            self._rules.add(new)
            self._ac.learn(new)
            self._look_at_goal()
            if self.proof is None:
                self._simplify_others(new)
                yield from self._overlap(new)

    def _next(self) -> Equation | None:
        """The smallest that waits, now and then the oldest."""
        if not self._oldest:
            return None
        number = next(self._numbers)
        if number % OLDEST_EVERY == 0:
            oldest = next(iter(self._oldest))
            return self._oldest.pop(oldest)
        while True:
            _, number, equation = heapq.heappop(self._waiting)
            if self._oldest.pop(number, None) is not None:
                return equation

    def _wait(self, equation: Equation, weight: int) -> None:
        number = next(self._numbers)
        self._oldest[number] = equation
        heapq.heappush(self._waiting, (weight, number, equation))

    def _simplified(self, equation: Equation) -> Equation | None:
        """The equation between the normal forms of its sides, the greater one first; None where it says nothing new."""
        (left, down), (right, up) = self._rules.normal(equation.left), self._rules.normal(equation.right)
        if left == right or self._rules.subsumes(left, right) or self._ac.says_nothing(left, right):
            return None
        if not down and not up and not greater(right, left):
            return equation
        use = Rewrite((), equation, False, {v: v for v in equation.variables})
        steps = (*reverse(down), use, *up)
        if greater(right, left):
            left, right, steps = right, left, reverse(steps)
        return renumbered(left, right, steps)

    def _look_at_goal(self) -> None:
        (left, down), (right, up) = self._rules.normal(self._left), self._rules.normal(self._right)
        if left == right:
            self.proof = (*down, *reverse(up))

    def _simplify_others(self, new: Equation) -> None:
        """Those that it rewrites wait for their turn again, as what they then say."""
        if len(self._rules.equations[new]) > 1:
            return
        for other in [*self._rules.equations]:
            if other is not new:
                parts = (part for tree in (other.left, other.right) for _, part in places(tree))
                if any(match(new.left, part, {}) for part in parts):
                    self._rules.remove(other)
                    self._wait(other, 0)

    def _overlap(self, new: Equation) -> Iterator[None]:
        """Have what follows from the new equation and each of the others wait."""
        sides = self._rules.equations[new]
        for other, others in [*self._rules.equations.items()]:
            yield
            for a, b in product(sides, others):
                for left, right, steps in chain(
                    critical_pairs(new, a, other, b), critical_pairs(other, b, new, a) if other is not new else ()
                ):
                    self._consider(left, right, steps)

    def _consider(self, left: Tree, right: Tree, steps: Sequence[Rewrite]) -> None:
        (a, down), (b, up) = self._rules.normal(left), self._rules.normal(right)
        if a == b or a.size + b.size > self._bounds.size or len(self._oldest) >= self._bounds.waiting:
            return
        way = (*reverse(down), *steps, *up)
        found = renumbered(b, a, reverse(way)) if greater(b, a) else renumbered(a, b, way)
        said = (found.left, found.right)
        if said not in self._seen and not self._ac.says_nothing(a, b):
            self._seen.add(said)
            self._wait(found, 2 * max(a.size, b.size) + min(a.size, b.size))

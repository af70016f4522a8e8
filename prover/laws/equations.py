"""Equations that hold for all values of their variables, and why: a chain of steps, each an instance of another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from prover.laws.trees import Compound, Path, Substitution, Tree, Variable, instance, replaced_at, variables

APART = 1_000_000  # added to the numbers of variables that are to be different from all others


@dataclass(frozen=True, eq=False)
class Equation:
    """A law is ``given``, as Lean reads it, for its ``bound`` variables; else ``steps`` lead from left to right."""

    left: Tree
    right: Tree
    steps: "tuple[Rewrite, ...]" = field(default=(), repr=False)
    given: str = ""
    bound: tuple[Variable, ...] = ()

    @property
    def variables(self) -> tuple[Variable, ...]:
        """Those of its sides, in the order in which they stand there."""
        return tuple({**variables(self.left), **variables(self.right)})

    def side(self, backwards: bool) -> tuple[Tree, Tree]:
        """What a step replaces, and by what."""
        return (self.right, self.left) if backwards else (self.left, self.right)


@dataclass(frozen=True, eq=False)
class Rewrite:
    """At a place of a term an instance of one side of an equation is replaced by the other."""

    path: Path
    equation: Equation
    backwards: bool
    values: Substitution

    def after(self, before: Tree) -> Tree:
        return replaced_at(before, self.path, instance(self.equation.side(self.backwards)[1], self.values))

    def below(self, *path: int) -> "Rewrite":
        """The same in a term whose part at ``path`` is that of before."""
        return Rewrite((*path, *self.path), self.equation, self.backwards, self.values)


def reverse(steps: Iterable[Rewrite]) -> tuple[Rewrite, ...]:
    """The way back."""
    return tuple(Rewrite(step.path, step.equation, not step.backwards, step.values) for step in reversed([*steps]))


def with_values(steps: Iterable[Rewrite], values: Substitution) -> tuple[Rewrite, ...]:
    """The same steps in terms whose variables have values."""
    return tuple(
        Rewrite(
            step.path, step.equation, step.backwards, {v: instance(tree, values) for v, tree in step.values.items()}
        )
        for step in steps
    )


def renumbered(left: Tree, right: Tree, steps: Sequence[Rewrite]) -> Equation:
    """The equation with its variables numbered from zero; those of the steps alone come last."""
    trees = [left, right, *(tree for step in steps for tree in step.values.values())]
    order = dict.fromkeys(variable for tree in trees for variable in variables(tree))
    new: dict[Variable, Tree] = {v: Variable(i, v.sort) for i, v in enumerate(order)}
    return Equation(instance(left, new), instance(right, new), with_values(steps, new))


def apart(tree: Tree) -> Tree:
    """The tree with other variables than any equation has."""
    if isinstance(tree, Variable):
        return Variable(tree.number + APART, tree.sort)
    return tree if tree.ground else Compound(tree.symbol, tuple(map(apart, tree.arguments)))

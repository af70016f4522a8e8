"""First-order terms with sorts: variables, symbols and their arguments; substitution, matching and unification."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Self


@dataclass(frozen=True, eq=False)
class Symbol:
    """A function or a constant, equal to itself only.

    ``shown`` is how Lean reads it, ``sort`` the type of what it gives. ``rank`` and ``weight`` are for the order; one
    function from each sort to itself may weigh nothing, if no symbol of that sort has a higher rank.
    """

    shown: str
    sort: str
    rank: tuple[int, ...]
    weight: int = 1


class Variable:
    """It stands for every term of its ``sort``. There is one of each number and sort."""

    __slots__ = ("number", "sort")
    _made: ClassVar[dict[tuple[int, str], Self]] = {}
    size: ClassVar[int] = 1
    weight: ClassVar[int] = 1
    ground: ClassVar[bool] = False
    number: int
    sort: str

    def __new__(cls, number: int, sort: str) -> Self:
        if (made := cls._made.get((number, sort))) is None:
            made = super().__new__(cls)
            made.number, made.sort = number, sort
            cls._made[number, sort] = made
        return made

    def __repr__(self) -> str:
        return f"?{self.number}"


class Compound:
    """A symbol with its arguments; a constant has none. Not to be changed once it is made."""

    __slots__ = ("_hash", "_variables", "arguments", "ground", "size", "sort", "symbol", "weight")
    size: int
    weight: int
    ground: bool

    def __init__(self, symbol: Symbol, arguments: "tuple[Tree, ...]" = ()) -> None:
        self.symbol, self.arguments, self.sort = symbol, arguments, symbol.sort
        size, weight, ground = 1, symbol.weight, True
        for argument in arguments:
            size += argument.size
            weight += argument.weight
            ground = ground and argument.ground
        self.size, self.weight, self.ground = size, weight, ground
        self._hash = hash((symbol, arguments))
        self._variables: dict[Variable, int] | None = None

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Compound) or self._hash != other._hash:
            return False
        return self.symbol is other.symbol and self.arguments == other.arguments

    def __repr__(self) -> str:
        return f"{self.symbol.shown}({', '.join(map(repr, self.arguments))})"

    @property
    def variables(self) -> "dict[Variable, int]":
        """The variables in the order in which they stand there, and how often each does."""
        if self._variables is None:
            self._variables = {}
            for argument in self.arguments:
                for variable, times in variables(argument).items():
                    self._variables[variable] = self._variables.get(variable, 0) + times
        return self._variables


Tree = Variable | Compound
Substitution = Mapping[Variable, Tree]
Path = tuple[int, ...]  # which argument, and which of its arguments


def variables(tree: Tree) -> dict[Variable, int]:
    """The variables in the order in which they stand there, and how often each does; not to be changed."""
    return {tree: 1} if isinstance(tree, Variable) else tree.variables


def places(tree: Tree, path: Path = ()) -> Iterator[tuple[Path, Compound]]:
    """Each part that is no variable, and where it stands; the whole first."""
    if isinstance(tree, Compound):
        yield path, tree
        for i, argument in enumerate(tree.arguments):
            yield from places(argument, (*path, i))


def replaced_at(tree: Tree, path: Path, new: Tree) -> Tree:
    """The tree with ``new`` at a place of it."""
    if not path:
        return new
    assert isinstance(tree, Compound)
    i, *rest = path
    changed = replaced_at(tree.arguments[i], tuple(rest), new)
    return Compound(tree.symbol, (*tree.arguments[:i], changed, *tree.arguments[i + 1 :]))


def replaced_all(tree: Tree, old: Tree, new: Tree) -> Tree:
    """The tree with ``new`` wherever ``old`` stands."""
    if tree == old:
        return new
    if isinstance(tree, Variable):
        return tree
    return Compound(tree.symbol, tuple(replaced_all(argument, old, new) for argument in tree.arguments))


def substituted(tree: Tree, values: Substitution) -> Tree:
    """The tree with its variables replaced, those in the values too; ``values`` may go through several steps."""
    if isinstance(tree, Variable):
        return substituted(values[tree], values) if tree in values else tree
    if tree.ground:
        return tree
    return Compound(tree.symbol, tuple(substituted(argument, values) for argument in tree.arguments))


def instance(tree: Tree, values: Substitution) -> Tree:
    """The tree with its variables replaced at once: variables in the values are not looked up again."""
    if isinstance(tree, Variable):
        return values.get(tree, tree)
    if tree.ground:
        return tree
    return Compound(tree.symbol, tuple(instance(argument, values) for argument in tree.arguments))


def match(pattern: Tree, tree: Tree, values: dict[Variable, Tree]) -> bool:
    """Whether values for the pattern's variables make it the tree; they are added to ``values``."""
    if isinstance(pattern, Variable):
        if pattern in values:
            return values[pattern] == tree
        if pattern.sort != tree.sort:
            return False
        values[pattern] = tree
        return True
    if isinstance(tree, Variable) or pattern.symbol is not tree.symbol or pattern.size > tree.size:
        return False
    if len(pattern.arguments) != len(tree.arguments):
        return False
    for part, other in zip(pattern.arguments, tree.arguments, strict=True):  # noqa: SIM110 - twice as fast
        if not match(part, other, values):
            return False
    return True


def unify(first: Tree, second: Tree, values: dict[Variable, Tree]) -> bool:
    """Whether values for the variables make both one tree; `substituted` reads what is added to ``values``."""
    todo = [(first, second)]
    while todo:
        a, b = (_looked_up(tree, values) for tree in todo.pop())
        if a == b:
            continue
        if isinstance(b, Variable) and not isinstance(a, Variable):
            a, b = b, a
        if isinstance(a, Variable):
            if a.sort != b.sort or _occurs(a, b, values):
                return False
            values[a] = b
        elif isinstance(b, Variable) or a.symbol is not b.symbol or len(a.arguments) != len(b.arguments):
            return False
        else:
            todo += zip(a.arguments, b.arguments, strict=True)
    return True


def _looked_up(tree: Tree, values: Substitution) -> Tree:
    while isinstance(tree, Variable) and tree in values:
        tree = values[tree]
    return tree


def _occurs(variable: Variable, tree: Tree, values: Substitution) -> bool:
    tree = _looked_up(tree, values)
    if isinstance(tree, Variable):
        return tree == variable
    return not tree.ground and any(_occurs(variable, argument, values) for argument in tree.arguments)

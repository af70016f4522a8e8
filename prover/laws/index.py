"""A discrimination tree: of many patterns it finds those that may match a term, by their symbols alone.

Source: W. McCune, Experiments with Discrimination-Tree Indexing and Path Indexing for Term Retrieval (1992).
"""

from typing import Any, Generic, TypeVar

from prover.laws.trees import Compound, Symbol, Tree, Variable

T = TypeVar("T")
ANY, ENDS = "*", "."  # what stands for every variable, and for the end of a pattern


class Patterns(Generic[T]):
    """What was put under patterns; a pattern is read from left to right, and all variables are alike."""

    def __init__(self) -> None:
        self._root: dict[Any, Any] = {}

    def add(self, pattern: Tree, value: T) -> None:
        node = self._root
        for key in _keys(pattern):
            node = node.setdefault(key, {})
        node.setdefault(ENDS, []).append(value)

    def remove(self, pattern: Tree, value: T) -> None:
        """Take out what was added. Raises `KeyError` or `ValueError` where it was not."""
        node = self._root
        for key in _keys(pattern):
            node = node[key]
        node[ENDS].remove(value)

    def more_general(self, tree: Tree) -> list[T]:
        """What stands under patterns that may match the tree."""
        found: list[T] = []
        todo: list[tuple[dict[Any, Any], tuple[Tree, ...]]] = [(self._root, (tree,))]
        while todo:
            node, left = todo.pop()
            if not left:
                found += node.get(ENDS, ())
                continue
            first, *rest = left
            if (after := node.get(ANY)) is not None:
                todo.append((after, tuple(rest)))
            if isinstance(first, Compound) and (after := node.get(first.symbol)) is not None:
                todo.append((after, (*first.arguments, *rest)))
        return found


def _keys(pattern: Tree) -> list[Symbol | str]:
    if isinstance(pattern, Variable):
        return [ANY]
    return [pattern.symbol, *(key for argument in pattern.arguments for key in _keys(argument))]

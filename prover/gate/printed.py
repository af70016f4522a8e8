"""A term as the kernel prints it, taken apart by its brackets, with what is supposed around each part; no Lean."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from prover.gate.certificate import UNIVERSES

Subterm = str | tuple["Subterm", ...]
PIECE = re.compile(r"[()\[\]{},]|[^\s()\[\]{},]+")


@dataclass(frozen=True)
class Within:
    """A part of a term, and what is supposed where it stands: the types of hypotheses around it, parts themselves."""

    part: tuple[Subterm, ...]
    supposed: tuple[Subterm, ...]


class Printed:
    """One printed term. What is read wrong, as in a text with brackets in it, is no part that anybody asks for."""

    def __init__(self, text: str) -> None:
        self.text = UNIVERSES.sub("", text)
        self._whole, self._bound = _taken_apart(self.text)

    def is_clear(self, part: Subterm) -> bool:
        """Whether each name in a part is bound once at most in the whole, so that it is the same one everywhere."""
        return all(self._bound[name] < 2 for name in _names(part))

    def parts(self) -> Iterator[Within]:
        """All parts that are more than a name."""
        todo = [Within(self._whole, ())]
        while todo:
            each = todo.pop()
            items, supposed = each.part, each.supposed
            if len(items) == 1 and isinstance(items[0], tuple):
                todo.append(Within(items[0], supposed))
                continue
            yield each
            for i, item in enumerate(items):
                if isinstance(item, tuple):
                    todo.append(Within(item, supposed))
                elif item in ("->", ",", "=>"):  # what follows is a part, under one more supposition
                    before = items[i - 1] if i else ""
                    more = (_type_of(before),) if item != "=>" else ()
                    todo.append(Within(items[i + 1 :], (*supposed, *more)))
                    break


def _type_of(part: Subterm) -> Subterm:
    """What is supposed by a binder `(h : p)`, or by `p` itself."""
    return part[2:] if part[1:2] == (":",) else part


def _taken_apart(text: str) -> tuple[tuple[Subterm, ...], Counter[str]]:
    """The term, and how often it binds each name."""
    opened: list[list[Subterm]] = [[]]
    bound: Counter[str] = Counter()
    pieces = PIECE.findall(text)
    bound.update(name for word, name in pairwise(pieces) if word in ("let", "have"))
    for piece in pieces:
        if piece in "([{":
            opened.append([])
        elif piece in ")]}" and len(opened) > 1:
            part = tuple(opened.pop())
            if part[1:2] == (":",):
                bound.update(_names(part[0]))
            opened[-1].append(part)
        else:
            opened[-1].append(piece)
    return tuple(opened[0]), bound


def _names(part: Subterm) -> Iterator[str]:
    todo = [part]
    while todo:
        if isinstance(each := todo.pop(), str):
            yield each
        else:
            todo += each

"""Types of compiled constants without what a user of them does not see: names of variables, order of what is implicit.

Two constants of one shape take the same explicit arguments in the same order, and give the same.
"""

import ctypes
import re
from collections.abc import Iterable
from pathlib import Path

from prover.lean.kernel.lean import Lean
from prover.lean.kernel.modules import Constant, Range, World, read_module
from prover.lean.kernel.objects import Obj
from prover.lean.kernel.terms import Terms

Shape = tuple[object, ...]
BOUND, SORT, CONSTANT, APPLIED, LAMBDA, FORALL, LET, LITERAL, DATA, PROJECTION = (0, 3, 4, 5, 6, 7, 8, 9, 10, 11)
EXPLICIT = 0


class Library:
    """The constants of compiled files, by name."""

    def __init__(self, shared: Path, folders: Iterable[Path]) -> None:
        self._lean = Lean(str(shared))
        self._terms = Terms(self._lean)
        self.constants: World = {}
        self.modules: dict[str, str] = {}  # constant → module
        self._ranges: dict[str, dict[str, Range]] = {}  # module → constant → where it stands in the source
        for folder in folders:
            for path in sorted(folder.rglob("*.olean")):
                name = ".".join(path.relative_to(folder).with_suffix("").parts)
                module = read_module(self._terms, str(path))
                self.constants |= module.constants
                self.modules |= dict.fromkeys(module.constants, name)
                self._ranges[name] = module.ranges

    def read(self, path: Path) -> World:
        """The constants of another file."""
        return read_module(self._terms, str(path)).constants

    def theorems(self, module: str, source: str) -> set[str]:
        """The theorems that a module states for its users: no private ones, and none that Lean makes by itself."""
        lines = source.splitlines()
        return {
            name
            for name, (first, *_) in self._ranges[module].items()
            if name in self.constants
            and self.constants[name].kind == "theorem"
            and "_private" not in name
            and re.search(r"\btheorem\b", " ".join(lines[first - 1 : first + 1]))
        }

    def shape(self, constant: Constant) -> Shape:
        return _Shaper(self._lean).shape(constant.type)


class _Shaper:
    """The shape of one type: variables and universes are numbered in the order in which the shape comes to them."""

    def __init__(self, lean: Lean) -> None:
        self._lean = lean
        self._binders: list[tuple[int, Obj]] = []  # of the constant itself: how it is written, and its type
        self._numbers: dict[int, int] = {}  # binder → number
        self._types: list[Shape] = []  # of the implicit arguments that were come to
        self._universes: dict[str, int] = {}

    def shape(self, e: Obj) -> Shape:
        while self._tag(e) == FORALL:
            self._binders.append((ctypes.c_uint8.from_address(e + 40).value, self._lean.field(e, 1)))
            e = self._lean.field(e, 2)
        explicit = [
            (self._number(i), self._term(kind, i, i))
            for i, (written, kind) in enumerate(self._binders)
            if written == EXPLICIT
        ]
        stated = self._term(e, len(self._binders), len(self._binders))
        unseen = [i for i in range(len(self._binders)) if i not in self._numbers]
        rest = sorted(repr(self._term(self._binders[i][1], i, i)) for i in unseen)
        return (*explicit, stated, *self._types, *rest)

    def _number(self, binder: int) -> int:
        if binder not in self._numbers:
            self._numbers[binder] = len(self._numbers)
            written, kind = self._binders[binder]
            if written != EXPLICIT:
                self._types.append(self._term(kind, binder, binder))
        return self._numbers[binder]

    def _term(self, e: Obj, depth: int, outside: int) -> Shape:
        """The shape of a term below `depth` binders, of which `outside` are the constant's own."""
        field, tag = self._lean.field, self._tag(e)
        if tag == BOUND:
            level = depth - 1 - self._lean.number(field(e, 0))
            return ("argument", self._number(level)) if level < outside else ("bound", depth - level)
        if tag == SORT:
            return ("sort", self._level(field(e, 0)))
        if tag == CONSTANT:
            levels = tuple(self._level(level) for level in self._lean.elements(field(e, 1)))
            return ("constant", self._lean.name(field(e, 0)), levels)
        if tag == APPLIED:
            return ("applied", self._term(field(e, 0), depth, outside), self._term(field(e, 1), depth, outside))
        if tag in (LAMBDA, FORALL):
            return (tag, self._term(field(e, 1), depth, outside), self._term(field(e, 2), depth + 1, outside))
        if tag == LET:
            parts = [self._term(field(e, i), depth, outside) for i in (1, 2)]
            return ("let", *parts, self._term(field(e, 3), depth + 1, outside))
        if tag == LITERAL:
            literal = field(e, 0)
            text = self._tag(literal) == 1
            return ("literal", self._lean.string(field(literal, 0)) if text else field(literal, 0))
        if tag == DATA:
            return self._term(field(e, 1), depth, outside)
        assert tag == PROJECTION, tag
        return ("projection", self._lean.name(field(e, 0)), field(e, 1), self._term(field(e, 2), depth, outside))

    def _level(self, level: Obj) -> frozenset[tuple[object, int]]:
        """A universe as the largest of some: what each is (a parameter, 0, or an `imax`) and how far above it."""
        if level & 1:
            return frozenset({("zero", 0)})
        tag, field = self._tag(level), self._lean.field
        if tag == 4:
            return frozenset({(self._universes.setdefault(self._lean.name(field(level, 0)), len(self._universes)), 0)})
        if tag == 1:
            return frozenset((what, above + 1) for what, above in self._level(field(level, 0)))
        parts = [self._level(field(level, i)) for i in (0, 1)]
        if tag == 2:
            return parts[0] | parts[1]
        return frozenset({(("imax", *parts), 0)})

    def _tag(self, obj: Obj) -> int:
        return self._lean.tag(obj)

"""Universe parameters without their names: in what order a constant speaks of them, and when two levels are the same.

Whether a file says `universe u v` or `universe v u`, and what it calls them, changes no meaning. So the parameters of
a constant are put into the order in which they are first met in what it says, and two constants that say the same meet
theirs in the same order. That order is a guess to start from: `statement.py` holds the constants to it, term by term.
"""

from collections.abc import Iterator, Mapping, Sequence

from prover.lean.kernel.lean import Lean
from prover.lean.kernel.modules import Constant, World
from prover.lean.kernel.objects import Obj, Refused

# Tags of `Level`, and of those kinds of `Expr` that hold levels or other expressions, with these others' fields.
ZERO, SUCC, MAX, IMAX, PARAM = range(5)
BOUND, SORT, CONST, APP, LAMBDA, FORALL, LET, NOTE, PROJ = 0, 3, 4, 5, 6, 7, 8, 10, 11
PARTS = {APP: (0, 1), LAMBDA: (1, 2), FORALL: (1, 2), LET: (1, 2, 3), NOTE: (1,), PROJ: (2,)}

Base = str | tuple["Maximum", "Maximum"]  # a parameter (or "", which is zero), or the two sides of an `imax`
Maximum = frozenset[tuple[Base, int]]  # the greatest of these, to each of which a number is added

NOTHING: Maximum = frozenset({("", 0)})


def maximum(lean: Lean, level: Obj, names: Mapping[str, str]) -> Maximum:
    """What a level is, with its parameters called as in `names`; two of the same `maximum` are equal as numbers."""
    kind = _kind(lean, level)
    if kind == ZERO:
        return NOTHING
    if kind == PARAM:
        name = lean.name(lean.field(level, 0))
        return frozenset({(names.get(name, name), 0)})
    first = maximum(lean, lean.field(level, 0), names)
    if kind == SUCC:
        return frozenset((base, more + 1) for base, more in first)
    second = maximum(lean, lean.field(level, 1), names)
    if kind == IMAX and not any(more for _, more in second):
        # Zero if the second is, which an outcome of at least one is not.
        return second if second == NOTHING else frozenset({((first, second), 0)})
    greatest: dict[Base, int] = {}
    for base, more in first | second:
        greatest[base] = max(more, greatest.get(base, 0))
    if greatest.get("", -1) <= max((more for base, more in greatest.items() if base), default=-1):
        greatest.pop("", None)
    return frozenset(greatest.items())


def is_zero(lean: Lean, level: Obj, given: Sequence[Mapping[str, Obj]]) -> bool:
    """Whether a level is 0, its parameters as the first of ``given``, those in these as in the next; no others are."""
    kind = _kind(lean, level)
    if kind == PARAM:
        found = given[0].get(lean.name(lean.field(level, 0))) if given else None
        return found is not None and is_zero(lean, found, given[1:])
    if kind in (MAX, IMAX):
        return all(is_zero(lean, lean.field(level, i), given) for i in ((0, 1) if kind == MAX else (1,)))
    return kind == ZERO


def _kind(lean: Lean, level: Obj) -> int:
    return ZERO if level & 1 else lean.tag(level)  # to Lean a constructor without fields is a scalar


class Universes:
    """The constants of one file, some of which have universe parameters."""

    def __init__(self, lean: Lean, world: World) -> None:
        self._lean, self._world = lean, world
        self._orders: dict[str, tuple[int, ...]] = {}

    def order(self, key: str) -> tuple[int, ...]:
        """The places of the parameters of the constant `key`, in the order in which they are met in what it says.

        First those that stand by themselves (`Type u`), then those met only in a `max`, then those met nowhere.
        """
        if key not in self._orders:
            as_declared = tuple(range(len(self._world[key].level_params)))
            self._orders[key] = as_declared  # only an unchecked constant can lead back to itself
            if len(as_declared) > 1:
                self._orders[key] = self._found(self._world[key])
        return self._orders[key]

    def _found(self, constant: Constant) -> tuple[int, ...]:
        lean, count = self._lean, len(constant.level_params)
        if constant.kind in ("constructor", "recursor"):
            [kin, *_] = self._kin(constant)
            of_type = self.order(kin.key)
            more = count - len(of_type)  # a recursor may have one in front that its type has not
            return (*range(more), *(i + more for i in of_type))
        places = {name: i for i, name in enumerate(constant.level_params)}
        alone: dict[int, None] = {}
        within: dict[int, None] = {}
        for level in self._levels(self._said(constant)):
            while _kind(lean, level) == SUCC:
                level = lean.field(level, 0)
            met = alone if _kind(lean, level) == PARAM else within
            met |= dict.fromkeys(places[name] for name in self._parameters(level) if name in places)
            if len(alone) == count:
                break
        return tuple(alone | within | dict.fromkeys(range(count)))

    def _said(self, constant: Constant) -> list[Obj]:
        """The expressions that give a constant its meaning; an inductive type means its constructors."""
        if constant.kind in ("definition", "opaque"):
            return [constant.type, constant.value]
        if constant.kind != "inductive":
            return [constant.type]
        kin = self._kin(constant)
        made = [c for t in kin for c in self._named(self._lean.field(self._lean.field(t.info, 0), 4))]
        return [c.type for c in (*kin, *made)]

    def _kin(self, constant: Constant) -> list[Constant]:
        """The inductive types that were declared with this one, or those whose constructor or recursor it is."""
        value = self._lean.field(constant.info, 0)
        if constant.kind == "constructor":
            return [self._constant(self._lean.field(value, 1))]
        return self._named(self._lean.field(value, 3 if constant.kind == "inductive" else 1))

    def _named(self, names: Obj) -> list[Constant]:
        return [self._constant(name) for name in self._lean.elements(names)]

    def _constant(self, name: Obj) -> Constant:
        key = self._lean.name(name)
        if key not in self._world:
            raise Refused(f"{key}: used, and defined nowhere")
        return self._world[key]

    def _levels(self, expressions: list[Obj]) -> Iterator[Obj]:
        """All levels in the order of the text; those at which a constant of the file is used in that constant's."""
        lean = self._lean
        todo = expressions[::-1]
        seen: set[Obj] = set()
        while todo:
            e = todo.pop()
            tag = lean.tag(e)
            if e in seen:
                continue
            seen.add(e)
            if tag == SORT:
                yield lean.field(e, 0)
            elif tag == CONST:
                yield from self.arguments(e)
            else:
                todo += [lean.field(e, i) for i in reversed(PARTS.get(tag, ()))]

    def arguments(self, constant: Obj) -> list[Obj]:
        """The levels at which a `Const` expression uses its constant, in the order of that constant's `order`."""
        levels = list(self._lean.elements(self._lean.field(constant, 1)))
        key = self._lean.name(self._lean.field(constant, 0))
        if len(levels) < 2 or key not in self._world or len(self._world[key].level_params) != len(levels):
            return levels
        return [levels[i] for i in self.order(key)]

    def _parameters(self, level: Obj) -> Iterator[str]:
        todo = [level]
        while todo:
            part = todo.pop()
            kind = _kind(self._lean, part)
            if kind == PARAM:
                yield self._lean.name(self._lean.field(part, 0))
            elif kind in (SUCC, MAX, IMAX):
                todo += [self._lean.field(part, i) for i in ((0,) if kind == SUCC else (1, 0))]

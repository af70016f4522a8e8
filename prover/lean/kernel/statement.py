"""Whether two compiled files state the same theorem: the kernel's equality, but for names that are nobody's choice.

Lean names a `match` (`t.match_1`) or a proof inside a term (`t._proof_1`) after the declaration that needed it first,
so that a lemma put before the theorem takes the name over. Such a constant may differ in its name, and in nothing else.
Two proofs of the same proposition are one to the kernel: a proof inside a definition may be another theorem of the same
type, and one that the official file leaves open there may be any.
And what universe parameters are called, and in what order a constant takes them, changes no meaning: for each constant
there must be one way to pair its parameters in the two files under which both say the same (`universes.py`).
"""

from collections import deque
from collections.abc import Mapping
from functools import partial

from prover.lean.kernel.lean import Lean
from prover.lean.kernel.library import Library
from prover.lean.kernel.modules import Constant, Module
from prover.lean.kernel.objects import Obj, Refused
from prover.lean.kernel.proofs import is_proof
from prover.lean.kernel.shown import in_one_line, instead_of
from prover.lean.kernel.universes import APP, CONST, PARTS, PROJ, SORT, Universes, maximum

# Of the kinds that are made with an inductive type, the fields that hold no expression: numbers, and names.
NUMBERS = {"inductive": (1, 2, 5), "constructor": (2, 3, 4), "recursor": (2, 3, 4, 5)}
NAMES = {"inductive": (3, 4), "constructor": (), "recursor": (1,)}
PRINTED = 10_000  # nodes of an expression: one with shared parts may be far larger in print than in memory

Pairs = set[tuple[str, str]]  # a constant of the official file, and the one in its place in the result


class _Differ(Exception):
    """What the result has, and what the official file has in its place, in words."""


class Correspondence:
    """Two compiled files, `given` (the official one) and `made` (the result), on one library that knows neither."""

    def __init__(self, lean: Lean, given: Module, made: Module, library: Library) -> None:
        self._lean, self._given, self._made, self._library = lean, given, made, library
        self._old, self._new = Universes(lean, given.constants), Universes(lean, made.constants)

    def same(self, key: str) -> bool:
        """Whether `require_same` holds."""
        try:
            self.require_same(key)
        except Refused:
            return False
        return True

    def require_same(self, theorem: str) -> None:
        """The statement, and all that it reaches in the official file, values included, is in the result unchanged.

        A theorem on the way counts with its type, for its proof adds nothing to what is said. Raises `Refused`.
        """
        todo = deque([(theorem, theorem)])
        seen: Pairs = set()
        while todo:
            pair = todo.popleft()
            if pair in seen:
                continue
            seen.add(pair)
            key = pair[0]
            old, new = self._given.constants.get(key), self._made.constants.get(pair[1])
            if old is None:
                if self._library.find(key) is None:
                    raise Refused(f"{key}: used, and defined nowhere")
                continue
            uses = f"{key}: the statement of {theorem} uses it, and the result"
            if new is None:
                raise Refused(f"{uses} lacks it")
            try:
                todo += sorted(self._below(old, new))
            except _Differ as found:
                told = f"{key}: the result states something else" if key == theorem else f"{uses} changed it"
                raise Refused(f"{told}: {found}") from None

    def _below(self, old: Constant, new: Constant) -> Pairs:
        """What must be the same for these two to be; raises `_Differ` if they are not."""
        names = old.in_type if old.kind == "theorem" else old.in_all
        if old.agrees_with(new) and not any(map(self._reordered, names)):
            return {(n, n) for n in names}
        if (old.kind, old.unchecked) != (new.kind, new.unchecked):
            raise _Differ(f"a constant of kind {_kind(new)} instead of one of kind {_kind(old)}")
        if len(old.level_params) != len(new.level_params):
            raise _Differ(f"universes {_list(new.level_params)} instead of {_list(old.level_params)}")
        renamed = self._renamed(old, new)
        found = self._paired(old.type, new.type, renamed)
        if old.kind in ("definition", "opaque"):
            return found | self._paired(old.value, new.value, renamed)
        if old.kind not in ("theorem", "axiom"):
            found |= self._paired_kin(old, new, renamed)
        return found

    def _renamed(self, old: Constant, new: Constant) -> dict[str, str]:
        """The universe parameters of the result's constant, each with the one in its place in the official."""
        places = zip(self._new.order(new.key), self._old.order(old.key), strict=True)
        return {new.level_params[i]: old.level_params[j] for i, j in places}

    def _reordered(self, key: str) -> bool:
        """Whether the constant `key` of both files takes its universe parameters in another order in the result."""
        if key not in self._given.constants or key not in self._made.constants:
            return False
        return self._old.order(key) != self._new.order(key)

    def _paired_kin(self, old: Constant, new: Constant, renamed: Mapping[str, str]) -> Pairs:
        """What is left of an inductive type, a constructor or a recursor when their types are the same."""
        lean, kind = self._lean, old.kind
        a, b = (lean.field(c.info, 0) for c in (old, new))
        same = (
            old.key == new.key
            and kind in NUMBERS
            and all(lean.field(a, i) == lean.field(b, i) for i in NUMBERS[kind])
            and all(_names(lean, lean.field(a, i)) == _names(lean, lean.field(b, i)) for i in NAMES[kind])
        )
        rules = [list(lean.elements(lean.field(v, 6))) if kind == "recursor" else [] for v in (a, b)]
        if not same or len(rules[0]) != len(rules[1]):
            raise _Differ(f"another {kind} instead of the official one")
        found = {(n, n) for n in old.in_all - old.in_type}
        for x, y in zip(*rules, strict=True):
            found |= self._paired(lean.field(x, 2), lean.field(y, 2), renamed)
        return found

    def _paired(self, old: Obj, new: Obj, renamed: Mapping[str, str]) -> Pairs:
        """The constants of two expressions that are the same but for these, and for the names of universes."""
        lean, found = self._lean, Pairs()
        called_alike = all(a == b for a, b in renamed.items())
        todo = [(old, new, (old, new))]  # with what to show if these differ: of an application, all of it
        seen = set[tuple[Obj, Obj]]()
        while todo:
            a, b, shown = todo.pop()
            if (a, b) in seen:
                continue
            seen.add((a, b))
            tag = lean.tag(a)
            if called_alike and lean.same_expression(a, b) and not any(map(self._reordered, names := lean.used(a))):
                found |= {(n, n) for n in names}
            elif self._is_open_proof(a, b):
                continue  # of what, its place says; and which proof it is makes no difference
            elif tag != lean.tag(b):
                raise self._differ(*shown)
            elif tag == CONST and self._same_constant(a, b, renamed):
                found.add((lean.name(lean.field(a, 0)), lean.name(lean.field(b, 0))))
            elif tag in PARTS and (tag != PROJ or self._same_field(a, b)):
                if tag == PROJ:
                    found.add((lean.name(lean.field(a, 0)),) * 2)
                for i in reversed(PARTS[tag]):
                    x, y = lean.field(a, i), lean.field(b, i)
                    todo.append((x, y, shown if tag == APP and i == 0 else (x, y)))
            elif tag == SORT and self._same_levels([lean.field(a, 0)], [lean.field(b, 0)], renamed):
                continue
            elif tag in (CONST, SORT) or not lean.same_expression(a, b):
                raise self._differ(*shown)
        return found

    def _differ(self, old: Obj, new: Obj) -> _Differ:
        return _Differ(instead_of(printed(self._lean, new), printed(self._lean, old)))

    def _same_constant(self, a: Obj, b: Obj, renamed: Mapping[str, str]) -> bool:
        """Whether both have one name, or are theorems, or have names that Lean made up; and at the same universes."""
        old, new = (self._lean.name(self._lean.field(e, 0)) for e in (a, b))
        if old != new and not any(is_so(old, self._given) and is_so(new, self._made) for is_so in (_proved, _made_up)):
            return False
        return self._same_levels(self._old.arguments(a), self._new.arguments(b), renamed)

    def _same_levels(self, old: list[Obj], new: list[Obj], renamed: Mapping[str, str]) -> bool:
        if len(old) != len(new):
            return False
        return all(maximum(self._lean, a, {}) == maximum(self._lean, b, renamed) for a, b in zip(old, new, strict=True))

    def _is_open_proof(self, old: Obj, new: Obj) -> bool:
        """Whether the official file leaves a proof open where the result has ``new``."""
        if "sorryAx" not in self._lean.used(old):
            return False
        places = ((old, self._given), (new, self._made))
        return any(is_proof(self._lean, e, partial(self._find, module)) for e, module in places)

    def _find(self, module: Module, key: str) -> Constant | None:
        return module.constants.get(key) or self._library.find(key)

    def _same_field(self, a: Obj, b: Obj) -> bool:
        name, field = self._lean.name, self._lean.field
        return name(field(a, 0)) == name(field(b, 0)) and field(a, 1) == field(b, 1)


def _proved(key: str, module: Module) -> bool:
    """Whether a constant of the file is a theorem: of two that state the same, it makes no difference which it is."""
    return key in module.constants and module.constants[key].kind == "theorem"


def _made_up(key: str, module: Module) -> bool:
    """Whether a constant is a definition that stands nowhere in the source: it is its value, and no more than that.

    Two `opaque` constants of the same value are not the same to the kernel, so that their names matter.
    """
    return key in module.constants and module.constants[key].kind == "definition" and key not in module.ranges


def _names(lean: Lean, names: Obj) -> list[str]:
    return [lean.name(n) for n in lean.elements(names)]


def _kind(constant: Constant) -> str:
    return f"unchecked {constant.kind}" if constant.unchecked else constant.kind


def _list(names: list[str]) -> str:
    return f"`{', '.join(names)}`" if names else "none"


def printed(lean: Lean, expression: Obj) -> str:
    """An expression as the kernel prints it, implicit parts shown, in one line; empty where that is too long."""
    count, todo = 0, [expression]
    while todo and count <= PRINTED:  # what is shared counts each time, as it is printed each time
        part = todo.pop()
        count += 1
        todo += [lean.field(part, i) for i in PARTS.get(lean.tag(part), ())]
    return "" if todo else in_one_line(lean.printed(expression))

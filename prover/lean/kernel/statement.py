"""Whether two compiled files state the same theorem: the kernel's equality, but for names that Lean makes up itself.

Lean names a `match` (`t.match_1`) or a proof inside a term (`t._proof_1`) after the declaration that needed it first,
so that a lemma put before the theorem takes the name over. Such a constant may differ in its name, and in nothing else.
"""

import re
from collections import deque

from prover.lean.kernel.library import Library
from prover.lean.kernel.modules import Constant, Module
from prover.lean.kernel.objects import Lean, Obj, Refused

# Tags of `Expr`, and which fields of each kind are expressions.
CONST, APP, PROJ = 4, 5, 11
PARTS = {APP: (0, 1), 6: (1, 2), 7: (1, 2), 8: (1, 2, 3), 10: (1,), PROJ: (2,)}
SHOWN = 60  # characters of a subterm in a message
PRINTED = 10_000  # nodes of an expression: one with shared parts may be far larger in print than in memory
# How the kernel prints universes, and what Lean puts behind a name of its own so that no other is the same.
UNIVERSES = re.compile(r"\.\{[^{}]*\}")
HYGIENE = re.compile(r"\._@\.[\w.«»]*\b_hyg\.\d+")

Pairs = set[tuple[str, str]]  # a constant of the official file, and the one in its place in the result


class _Differ(Exception):
    """What the result has, and what the official file has in its place, each in words."""

    def __init__(self, new: str, old: str) -> None:
        super().__init__(f"{new} instead of {old}")


class Statements:
    """Two compiled files, `given` (the official one) and `made` (the result), on one library that knows neither."""

    def __init__(self, lean: Lean, given: Module, made: Module, library: Library) -> None:
        self._lean, self._given, self._made, self._library = lean, given, made, library

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
        if old.agrees_with(new):
            return {(n, n) for n in (old.in_type if old.kind == "theorem" else old.in_all)}
        if (old.kind, old.unchecked) != (new.kind, new.unchecked):
            raise _Differ(f"a constant of kind {_kind(new)}", f"one of kind {_kind(old)}")
        if old.level_params != new.level_params:
            raise _Differ(f"universes {_list(new.level_params)}", _list(old.level_params))
        found = self._paired(old.type, new.type)
        if old.kind not in ("theorem", "definition"):
            raise _Differ(f"another {old.kind}", "the official one")
        return found | (self._paired(old.value, new.value) if old.kind == "definition" else set())

    def _paired(self, old: Obj, new: Obj) -> Pairs:
        """The constants of two expressions that are the same but for these."""
        lean, found = self._lean, Pairs()
        todo = [(old, new, (old, new))]  # with what to show if these differ: of an application, all of it
        seen = set[tuple[Obj, Obj]]()
        while todo:
            a, b, shown = todo.pop()
            if (a, b) in seen:
                continue
            seen.add((a, b))
            tag = lean.tag(a)
            if lean.same_expression(a, b):
                found |= {(n, n) for n in lean.used(a)}
            elif tag != lean.tag(b):
                raise _Differ(*(shortened(lean, e) for e in reversed(shown)))
            elif tag == CONST and self._both_made_up(a, b):
                found.add((lean.name(lean.field(a, 0)), lean.name(lean.field(b, 0))))
            elif tag in PARTS and (tag != PROJ or self._same_field(a, b)):
                for i in reversed(PARTS[tag]):
                    x, y = lean.field(a, i), lean.field(b, i)
                    todo.append((x, y, shown if tag == APP and i == 0 else (x, y)))
            else:
                raise _Differ(*(shortened(lean, e) for e in reversed(shown)))
        return found

    def _both_made_up(self, a: Obj, b: Obj) -> bool:
        """Whether both name, at the same universes, constants of the files that stand nowhere in their sources."""
        lean = self._lean
        keys = (lean.name(lean.field(a, 0)), self._given), (lean.name(lean.field(b, 0)), self._made)
        if not all(key in module.constants and key not in module.ranges for key, module in keys):
            return False
        levels = [list(lean.elements(lean.field(e, 1))) for e in (a, b)]
        return len(levels[0]) == len(levels[1]) and all(map(lean.same_level, *levels))

    def _same_field(self, a: Obj, b: Obj) -> bool:
        name, field = self._lean.name, self._lean.field
        return name(field(a, 0)) == name(field(b, 0)) and field(a, 1) == field(b, 1)


def _kind(constant: Constant) -> str:
    return f"unchecked {constant.kind}" if constant.unchecked else constant.kind


def _list(names: list[str]) -> str:
    return f"`{', '.join(names)}`" if names else "none"


def shortened(lean: Lean, expression: Obj) -> str:
    """An expression in few words of one line, without its universes."""
    text = UNIVERSES.sub("", printed(lean, expression)) or "(a large term)"
    return f"`{text}`" if len(text) <= SHOWN else f"`{text[:SHOWN]}…`"


def printed(lean: Lean, expression: Obj) -> str:
    """An expression as the kernel prints it, implicit parts shown, in one line; empty where that is too long."""
    count, todo = 0, [expression]
    while todo and count <= PRINTED:  # what is shared counts each time, as it is printed each time
        part = todo.pop()
        count += 1
        todo += [lean.field(part, i) for i in PARTS.get(lean.tag(part), ())]
    return "" if todo else HYGIENE.sub("✝", " ".join(lean.printed(expression).split()))

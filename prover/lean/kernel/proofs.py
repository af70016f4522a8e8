"""Whether an expression is a proof, by how the type of the constant at its head ends; it infers no more.

To the kernel two proofs of one proposition are the same, so that where the official file leaves a proof open, the
result may have any, and of what, its place says. A `sorry` need not be all of it: `id p sorry`, say, is what comes of
tactics. Where either of the two at a place is a proof, the other is: their places have the same type.
"""

from collections.abc import Callable, Mapping, Sequence

from prover.lean.kernel.lean import Lean
from prover.lean.kernel.modules import Constant
from prover.lean.kernel.objects import Obj
from prover.lean.kernel.universes import (
    APP,
    BOUND,
    CONST,
    FORALL,
    LAMBDA,
    LET,
    NOTE,
    NOTHING,
    SORT,
    is_zero,
    maximum,
)

# Which field goes on to what an application, a function, a `let` or a note comes down to: a value, whatever it binds,
ENDS = {APP: 0, LAMBDA: 2, LET: 3, NOTE: 1}
# and a type, of which a variable must be found among what binds it: what computes, a `let` or a function, is no end.
ENDS_OF_TYPES = {APP: 0, NOTE: 1}

Lookup = Callable[[str], Constant | None]


def is_proof(lean: Lean, e: Obj, find: Lookup) -> bool:
    """Whether `e` is a proof; one whose head is no constant is not recognised."""
    head = _end(lean, e, ENDS)
    if lean.tag(head) != CONST:
        return False
    constant = find(lean.name(lean.field(head, 0)))
    return constant is not None and proves(lean, constant, list(lean.elements(lean.field(head, 1))), find)


def is_answer(lean: Lean, head: Obj) -> bool:
    """Whether a constant is a `sorry` that is no proof: of propositions alone its level is 0."""
    if lean.name(lean.field(head, 0)) != "sorryAx":
        return False
    return [maximum(lean, level, {}) for level in lean.elements(lean.field(head, 1))] != [NOTHING]


def _end(lean: Lean, e: Obj, ends: Mapping[int, int]) -> Obj:
    while (tag := lean.tag(e)) in ends:
        e = lean.field(e, ends[tag])
    return e


def proves(lean: Lean, constant: Constant, levels: Sequence[Obj], find: Lookup) -> bool:
    """Whether what the constant gives at these levels, to whatever arguments, has a type that is a proposition.

    That is so if the type at the end of its own does: `a ∧ b`, or `motive x` where `motive` leads to `Sort 0`.
    """
    given = dict(zip(constant.level_params, levels, strict=False))
    binders, end = _telescope(lean, constant.type)
    head = _end(lean, end, ENDS_OF_TYPES)
    if lean.tag(head) == BOUND:
        place = lean.number(lean.field(head, 0))
        return place < len(binders) and _leads_to_prop(lean, binders[-1 - place], given)
    if lean.tag(head) != CONST or (found := find(lean.name(lean.field(head, 0)))) is None:
        return False
    own = dict(zip(found.level_params, lean.elements(lean.field(head, 1)), strict=False))
    return _leads_to_prop(lean, found.type, own, given)


def _leads_to_prop(lean: Lean, type_: Obj, *given: Mapping[str, Obj]) -> bool:
    """Whether a type ends in `Sort 0`, its level parameters as ``given`` (and those in these as in the next)."""
    end = _telescope(lean, type_)[1]
    return lean.tag(end) == SORT and is_zero(lean, lean.field(end, 0), given)


def _telescope(lean: Lean, type_: Obj) -> tuple[list[Obj], Obj]:
    """The types of what a function takes, the outermost first, and what it gives."""
    binders: list[Obj] = []
    while (tag := lean.tag(type_)) in (FORALL, NOTE):
        if tag == FORALL:
            binders.append(lean.field(type_, 1))
        type_ = lean.field(type_, 2 if tag == FORALL else 1)
    return binders, type_

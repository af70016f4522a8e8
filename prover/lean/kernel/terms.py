"""Universes, expressions and constants by Lean's own constructors; what is the same is made once; it checks nothing.

What is made here is never freed and its references are not counted, as with the objects of a compiled file.
"""

import ctypes

from prover.lean.kernel.lean import Lean, Ptr
from prover.lean.kernel.objects import LARGEST, Obj

TERM, LEVEL = "expression", "level"
FLAG = ctypes.c_uint8
DIGITS = 8_192  # bits of a number that goes to Lean as digits; a longer one goes in halves


class Terms:
    """The terms made so far in this process."""

    def __init__(self, lean: Lean) -> None:
        self.lean = lean
        self._known: dict[tuple[str, int, tuple[Obj, ...], bytes], Obj] = {}
        self._strings: dict[bytes, Obj] = {}
        self._depths: dict[Obj, int] = {}
        make = lean.function
        self._makers = {
            (LEVEL, 1): make("lean_level_mk_succ", Ptr),
            (LEVEL, 2): make("lean_level_mk_max", Ptr, Ptr),
            (LEVEL, 3): make("lean_level_mk_imax", Ptr, Ptr),
            (LEVEL, 4): make("lean_level_mk_param", Ptr),
            (TERM, 0): make("lean_expr_mk_bvar", Ptr),
            (TERM, 3): make("lean_expr_mk_sort", Ptr),
            (TERM, 4): make("lean_expr_mk_const", Ptr, Ptr),
            (TERM, 5): make("lean_expr_mk_app", Ptr, Ptr),
            (TERM, 6): make("lean_expr_mk_lambda", Ptr, Ptr, Ptr, FLAG),
            (TERM, 7): make("lean_expr_mk_forall", Ptr, Ptr, Ptr, FLAG),
            (TERM, 8): make("lean_expr_mk_let", Ptr, Ptr, Ptr, Ptr, FLAG),
            (TERM, 9): make("lean_expr_mk_lit", Ptr),
            (TERM, 11): make("lean_expr_mk_proj", Ptr, Ptr, Ptr),
        }
        self._from_bytes = make("lean_mk_string_from_bytes", ctypes.c_char_p, ctypes.c_size_t)
        self._from_digits = make("lean_cstr_to_nat", ctypes.c_char_p)
        self._shifted = make("lean_nat_shiftl", Ptr, Ptr)
        self._sum = make("lean_nat_big_add", Ptr, Ptr)

    def made(self, kind: str, tag: int, parts: tuple[Obj, ...], flags: bytes) -> Obj:
        """The object of a constructor: of an expression or a universe by Lean's function, of what else by its layout.

        ``flags`` are the bytes behind the fields, those left out that Lean finds out by itself.
        """
        key = kind, tag, parts, flags
        made = self._known.get(key)
        if made is None:
            maker = self._makers.get((kind, tag))
            made = Obj(maker(*parts, *flags)) if maker else self.lean.construct(tag, parts, flags)
            self._known[key] = self.lean.uncounted(made)
            depths = self._depths
            depths[made] = 1 + max((depths.get(part, 0) for part in parts), default=0)
        return made

    def depth(self, made: Obj) -> int:
        """How many objects made here stand inside each other in this one."""
        return self._depths[made]

    def string(self, text: bytes) -> Obj:
        """A `String` of UTF-8."""
        if text not in self._strings:
            self._strings[text] = self.lean.uncounted(Obj(self._from_bytes(text, len(text))))
        return self._strings[text]

    def number(self, number: int) -> Obj:
        """A `Nat`."""
        if number < LARGEST:
            return Obj(number << 1 | 1)
        if number.bit_length() <= DIGITS:
            return self.lean.uncounted(Obj(self._from_digits(str(number).encode())))
        half = number.bit_length() // 2
        high = Obj(self._shifted(self.number(number >> half), half << 1 | 1))
        return self.lean.uncounted(Obj(self._sum(high, self.number(number & (1 << half) - 1))))

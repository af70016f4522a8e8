"""The layout of Lean's objects: what stands where in one; it calls nothing of Lean.

That of Lean 4.35 (`lean.h`): a header of rc:int32, size:uint16, other:uint8, tag:uint8, then the fields; an odd pointer
is a scalar. Only objects that Lean or this process made are read, never the bytes of a file (`olean.py`).
"""

import ctypes
import struct
from collections.abc import Iterator, Sequence
from typing import NewType

Obj = NewType("Obj", int)  # the address of a Lean object, or a scalar
NIL = Obj(1)  # the empty list, none, the anonymous name
LARGEST = 2**63  # the numbers below it are kept in a word
CLOSURE = 245  # the tag of a function object
KINDS = ("axiom", "definition", "theorem", "opaque", "quotient", "inductive", "constructor", "recursor")


class Refused(Exception):
    """The answer is no, for a reason of one line."""


class Objects:
    """How to read an object, and how to hold it."""

    @staticmethod
    def tag(obj: Obj) -> int:
        return ctypes.c_uint8.from_address(obj + 7).value

    @staticmethod
    def field(obj: Obj, i: int) -> Obj:
        return Obj(ctypes.c_uint64.from_address(obj + 8 + 8 * i).value)

    @staticmethod
    def number(obj: Obj) -> int:
        if obj & 1 == 0:
            raise Refused("a number in a compiled file is larger than any that Lean writes there")
        return obj >> 1

    @staticmethod
    def items(array: Obj) -> list[Obj]:
        count = ctypes.c_uint64.from_address(array + 8).value
        return list(map(Obj, (ctypes.c_uint64 * count).from_address(array + 24)))

    @staticmethod
    def string(obj: Obj) -> str:
        length = ctypes.c_uint64.from_address(obj + 8).value
        return ctypes.string_at(obj + 32, length - 1).decode()

    def elements(self, linked: Obj) -> Iterator[Obj]:
        """The elements of a Lean `List`."""
        while linked != NIL:
            yield self.field(linked, 0)
            linked = self.field(linked, 1)

    def tree_keys(self, node: Obj) -> Iterator[Obj]:
        """The keys of a `TreeMap`: inner nodes are (size, key, value, left, right)."""
        if node & 1 == 0:
            yield from self.tree_keys(self.field(node, 3))
            yield self.field(node, 1)
            yield from self.tree_keys(self.field(node, 4))

    @staticmethod
    def keep(obj: Obj) -> Obj:
        """One more reference for a call that takes one (persistent objects need none, and may be read-only)."""
        if obj & 1 == 0 and (count := ctypes.c_int32.from_address(obj)).value:
            count.value += 1 if count.value > 0 else -1
        return obj

    @staticmethod
    def uncounted(obj: Obj) -> Obj:
        """The same, whose references are no longer counted: it is shared from now on, and stays."""
        if obj & 1 == 0:
            ctypes.c_int32.from_address(obj).value = 0
        return obj


def constructor(tag: int, fields: Sequence[Obj], scalars: bytes = b"") -> bytes:
    """An object of a constructor, with bytes behind its fields."""
    size = 8 + 8 * len(fields) + (len(scalars) + 7 & ~7)
    head = struct.pack(f"<iHBB{len(fields)}Q", 1, size, len(fields), tag, *fields)
    return (head + scalars).ljust(size, bytes(1))


def closure(code: int, arity: int, first: Obj) -> bytes:
    """A function object: the function at the address `code`, of `arity` arguments, applied to the first of them."""
    return struct.pack("<iHBBQHHxxxxQ", 1, 32, 0, CLOSURE, code, arity, 1, first)

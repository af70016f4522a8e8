"""What closed terms come to: numbers, what constructors make, and functions; small, so that it is soon compared.

Values share their parts, so that a few steps make what is huge when it is walked through as a tree, as Python does to
compare and to hash it. How large that is each value knows from its parts, and what is too large is never made.
"""

from collections.abc import Mapping
from typing import Any

# A natural number, a tuple of a constructor's name and its arguments, or a function of one value.
Value = Any
Valuation = Mapping[str, Value]
TRUTH = {True: ("Bool.true",), False: ("Bool.false",)}
LARGEST_NUMBER = 10**9
LARGEST_SIZE = 400  # constructors, numbers and functions, as often as they occur


class Unknown(Exception):
    """It cannot be told what this comes to."""


class Made(tuple[Value, ...]):
    """What a constructor makes; ``size`` is how many constructors, numbers and functions occur in it."""

    size: int


def made(constructor: str, *arguments: Value) -> Value:
    """What a constructor makes of its arguments. Raises `Unknown` where that is too large."""
    found = Made((constructor, *arguments))
    found.size = 1 + sum(map(_size, arguments))
    if found.size > LARGEST_SIZE:
        raise Unknown
    return found


def bounded(value: Value) -> Value:
    """The value. Raises `Unknown` for a number that is too large."""
    if type(value) is int and value > LARGEST_NUMBER:
        raise Unknown
    return value


def _size(value: Value) -> int:
    if isinstance(value, Made):
        return value.size
    return sum(map(_size, value)) if type(value) is tuple else 1

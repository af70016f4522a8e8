"""Compiled files spoiled on purpose: words that Lean caches beside a term forged, bytes flipped, cut and spliced.

Reads a file in the order in which Lean wrote it, object behind object; it runs no Lean.
"""

import random
import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

FIRST = 96  # bytes: the header
NAME, LEVEL, EXPRESSION = "name", "level", "expression"


@dataclass(frozen=True)
class Object:
    """An object at a byte of a file; ``size`` is in bytes."""

    at: int
    size: int
    tag: int
    fields: int


def objects(data: bytes) -> Iterator[Object]:
    """All objects of an honest compiled file."""
    at = FIRST
    while at < len(data):
        _, size, fields, tag = struct.unpack_from("<iHBB", data, at)
        if tag in (246, 248, 249):  # array, array of scalars, string: (size, capacity, …)
            (count,) = struct.unpack_from("<Q", data, at + 8)
            width = {246: 8, 248: fields, 249: 1}[tag]
            size = (32 if tag == 249 else 24) + -(-count * width // 8) * 8
        yield Object(at, size, tag, fields)
        at += size


# Which constructor objects have a word of cached facts behind their fields: (kind, tag, fields, size in bytes).
CACHED = frozenset(
    {(NAME, 1, 2, 32), (NAME, 2, 2, 32)}
    | {(LEVEL, 1, 1, 24), (LEVEL, 2, 2, 32), (LEVEL, 3, 2, 32), (LEVEL, 4, 1, 24)}
    | {(EXPRESSION, 0, 1, 24), (EXPRESSION, 3, 1, 24), (EXPRESSION, 4, 2, 32), (EXPRESSION, 5, 2, 32)}
    | {(EXPRESSION, tag, 3, 48) for tag in (6, 7)}
    | {(EXPRESSION, 8, 4, 56), (EXPRESSION, 9, 1, 24), (EXPRESSION, 10, 2, 32), (EXPRESSION, 11, 3, 40)}
)


def _bits(first: int, count: int) -> int:
    return (1 << count) - 1 << first


# What is kept in the word, as a mask; two kinds of object may have the same shape, and then both are forged.
WORDS: Mapping[str, tuple[str, int]] = {
    "the hash of a name": (NAME, _bits(0, 64)),
    "the hash of a universe": (LEVEL, _bits(0, 32)),
    "whether a universe has metavariables": (LEVEL, _bits(32, 1)),
    "whether a universe has parameters": (LEVEL, _bits(33, 1)),
    "the depth of a universe": (LEVEL, _bits(40, 24)),
    "the hash of an expression": (EXPRESSION, _bits(0, 32)),
    "the depth of an expression": (EXPRESSION, _bits(32, 8)),
    "whether an expression has free variables": (EXPRESSION, _bits(40, 1)),
    "whether an expression has metavariables": (EXPRESSION, _bits(41, 1)),
    "whether an expression has universe metavariables": (EXPRESSION, _bits(42, 1)),
    "whether an expression has universe parameters": (EXPRESSION, _bits(43, 1)),
    "the range of an expression's loose variables": (EXPRESSION, _bits(44, 20)),
}
OTHERS: Mapping[str, tuple[int, int]] = {  # tag of the object, byte of a word in it
    "the capacity of an array": (246, 16),
    "the capacity of a text": (249, 16),
    "the length of a text in characters": (249, 24),
    "the capacity of a number": (250, 8),
}


def forged(data: bytes, word: str, chosen: Callable[[], bool] = lambda: True) -> bytes:
    """The file with every cached word of a kind turned into its opposite, where ``chosen`` says so."""
    made = bytearray(data)
    for found in objects(data):
        if word in WORDS:
            kind, mask = WORDS[word]
            fits = (kind, found.tag, found.fields, found.size) in CACHED
            # An import has the shape of a bound variable, whose field is a number (odd) and no pointer.
            fits = fits and (found.tag > 0 or data[found.at + 8] & 1 == 1)
            at, width = found.at + 8 + 8 * found.fields, "<Q"
        else:
            tag, offset = OTHERS[word]
            fits, mask, at, width = found.tag == tag, 0xFFFF, found.at + offset, "<I"
        if fits and chosen():
            (old,) = struct.unpack_from(width, made, at)
            struct.pack_into(width, made, at, old ^ mask)
    return bytes(made)


def flipped(data: bytes, draw: random.Random) -> bytes:
    """One to eight bits changed, anywhere."""
    made = bytearray(data)
    for _ in range(draw.randint(1, 8)):
        made[draw.randrange(len(made))] ^= 1 << draw.randrange(8)
    return bytes(made)


def cut(data: bytes, draw: random.Random) -> bytes:
    """A piece left out, at the end or in the middle."""
    start = draw.randrange(len(data))
    end = draw.choice([len(data), start + draw.randrange(1, 257), start + 8 * draw.randrange(1, 33)])
    return data[:start] + data[end:]


def spliced(data: bytes, draw: random.Random) -> bytes:
    """One piece of the file put over another, or one pointer or scalar in place of another."""
    made = bytearray(data)
    size = draw.choice([1, 8, 8, 8, 16, 64, 512])
    step = draw.choice([1, 8, 8, 8])
    source, place = (draw.randrange((len(data) - size) // step) * step for _ in range(2))
    made[place : place + size] = data[source : source + size]
    return bytes(made)


def reflagged(data: bytes, draw: random.Random) -> bytes:
    """Cached words of one kind forged, in one object of eight."""
    return forged(data, draw.choice([*WORDS, *OTHERS]), lambda: draw.randrange(8) == 0)


SPOILED: Mapping[str, Callable[[bytes, random.Random], bytes]] = {
    "flipped": flipped,
    "cut": cut,
    "spliced": spliced,
    "cached words forged": reflagged,
}

"""The bytes of a compiled file (`.olean`) as data from a stranger: objects by their place, every step checked.

Code that ran while Lean read a text could have written them. Nothing here hands an address to Lean: what a file says is
read as numbers, texts and the places of further objects, and whoever wants Lean objects builds them (`rebuild.py`).
Lean writes an object behind all that it points to, so a pointer must lead to a place before the object that holds it:
then no walk leaves the file or goes round in a circle, whatever the bytes.

A file that begins with `module` is compiled into parts: what every file sees, what an editor shows, and all of it with
the proofs. They were written for places behind each other and share objects, so they are read as one.

Source: `src/runtime/compact.cpp` and `src/include/lean/lean.h` of Lean 4.35.
"""

# ruff: noqa: PTH123
# (`pathlib` would add a tenth to the start of a process that runs once for every theorem.)

import hashlib
import os
import stat
import struct
from typing import NewType

from prover.lean.kernel.objects import Refused

Word = NewType("Word", int)  # as it stands in the file: a pointer (even) or a scalar (odd)
ANONYMOUS = Word(1)  # the name with no part
MORE_PARTS = (".server", ".private")  # behind the name of the first part

# marker "olean", format, flags, version[33], commit[40], base address, root pointer
HEADER = struct.Struct("<5sBB33s40sQQ")
FIRST = HEADER.size // 8  # the word at which the first object begins
HANDED: dict[str, int] = {}  # files that came open from whoever asks, by their paths: there may be no other way to them
MOST_BYTES = 256 * 2**20  # of a file
MOST_BITS = 2**20  # of a number
MOST_BETWEEN = 2**16  # bytes from the end of a part to the place of the next
CONSTRUCTORS, ARRAY, STRING, BIG = 244, 246, 249, 250  # tags: of constructors all up to the first


def parts_of(path: str) -> list[str]:
    """The file at ``path`` and the further parts of it that are there; of what came open, those that did."""
    is_there = HANDED.__contains__ if path in HANDED else os.path.exists
    return [path, *(path + more for more in MORE_PARTS if is_there(path + more))]


class Olean:
    """One file in all its parts, read once: what is checked and hashed is what is used.

    ``base`` is the address that it was written for, ``roots`` has for each part the pointer to what it is and the word
    at which it ends, ``sha256`` is of all bytes, part behind part. Raises `Refused` when it is no whole file of the
    Lean whose commit is ``commit`` (None: of any).
    """

    def __init__(self, path: str, commit: bytes | None) -> None:
        self.path = path
        self.base = 0
        self.roots: list[tuple[Word, int]] = []
        digest, whole = hashlib.sha256(), bytearray()
        for part in parts_of(path):
            data = _content(part)
            digest.update(data)
            base, root = self._header(data, commit)
            self.base = self.base or base
            gap = base - self.base - len(whole)
            if not 0 <= gap < MOST_BETWEEN:
                raise self.damaged("its parts do not follow each other")
            whole += bytes(gap) + data
            self.roots.append((root, len(whole) >> 3))
        self.sha256 = digest.hexdigest()
        self.data = bytes(whole)
        self._words: memoryview[int] = memoryview(self.data).cast("Q")

    def _header(self, data: bytes, commit: bytes | None) -> tuple[int, Word]:
        """The address that a part was written for, and the pointer to its root."""
        if len(data) < HEADER.size or data[:5] != b"olean":
            raise Refused(f"{self.path}: not a compiled Lean file")
        _, _, _, version, found, base, root = HEADER.unpack_from(data)
        if commit is not None and found != commit:
            other = version.rstrip(bytes(1)).decode(errors="replace")
            raise Refused(f"{self.path}: compiled by another Lean ({other})")
        if len(data) % 8 or base % 8:
            raise self.damaged("it is cut short")
        return base, Word(root)

    def damaged(self, why: str) -> Refused:
        return Refused(f"{self.path}: it is cut short or damaged: {why}")

    def place(self, pointer: Word, before: int) -> int:
        """The word at which the object of a pointer begins, which must lie before the word ``before``."""
        offset = pointer - self.base
        if pointer & 7 or not FIRST * 8 <= offset < before * 8:
            raise self.damaged("a pointer does not lead to an object before it")
        return offset >> 3

    def tag(self, at: int) -> int:
        return self._words[at] >> 56

    def fields(self, at: int, before: int, count: int, scalars: int = 0) -> "memoryview[int]":
        """The ``count`` fields of the constructor object at ``at``, and behind them words with ``scalars`` bytes."""
        head, words = self._words[at], count + (scalars + 7 >> 3)
        if head >> 56 > CONSTRUCTORS or head & 0xFFFFFFFF or head >> 48 & 0xFF != count:
            raise self.damaged("an object is of another shape than its place asks for")
        if head >> 32 & 0xFFFF != 8 + 8 * words or at + 1 + words > before:
            raise self.damaged("an object is of another size than its place asks for")
        return self._words[at + 1 : at + 1 + words]

    def items(self, pointer: Word, before: int) -> tuple[list[Word], int]:
        """The items of an array, and the word at which it begins."""
        at = self.place(pointer, before)
        if self.tag(at) != ARRAY or at + 3 > before or self._words[at + 1] > before - at - 3:
            raise self.damaged("an array is not where one should be")
        return [Word(w) for w in self._words[at + 3 : at + 3 + self._words[at + 1]]], at

    def number(self, pointer: Word, before: int) -> int:
        """A `Nat`. One that Lean would keep in a word and that is written out in full reads as the same number."""
        if pointer & 1:
            return pointer >> 1
        at = self.place(pointer, before)
        # Behind the head: words that are there and that are used (32 bits each, the sign in the second), their place.
        if self.tag(at) != BIG or at + 3 > before:
            raise self.damaged("a number is not where one should be")
        count = self._words[at + 1] >> 32
        if (
            not 0 < count <= MOST_BITS // 64
            or at + 3 + count > before
            or self._words[at + 2] != self.base + 8 * at + 24
        ):
            raise self.damaged("a number is negative, longer than this check reads, or not whole")
        return int.from_bytes(self.data[8 * at + 24 : 8 * (at + 3 + count)], "little")

    def string(self, pointer: Word, before: int) -> bytes:
        """The UTF-8 of a `String`."""
        at = self.place(pointer, before)
        if self.tag(at) != STRING or at + 4 > before:
            raise self.damaged("a text is not where one should be")
        size, start = self._words[at + 1], 8 * at + 32
        if not 0 < size <= 8 * before - start or self.data[start + size - 1] != 0:
            raise self.damaged("a text is not whole")
        text = self.data[start : start + size - 1]
        try:
            text.decode()
        except UnicodeDecodeError:
            raise self.damaged("a text is not UTF-8") from None
        return text


def _opened(path: str) -> int:
    if path not in HANDED:
        return os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    os.lseek(HANDED[path], 0, os.SEEK_SET)
    return os.dup(HANDED[path])


def _content(path: str) -> bytes:
    try:
        handle = _opened(path)
        with open(handle, "rb") as file:
            about = os.fstat(handle)
            if not stat.S_ISREG(about.st_mode):
                raise Refused(f"{path}: not a file")
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Refused(f"{path}: {error.strerror}") from error
    if len(data) > MOST_BYTES:
        raise Refused(f"{path}: a compiled file of more than {MOST_BYTES >> 20} MiB is not read")
    return data

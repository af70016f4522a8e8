"""Constants of a compiled file built anew from its bytes; no word that the file keeps about a term is read.

Lean keeps beside each name, universe and expression what it once found out of it (hash, loose variables, whether it has
universe parameters …), and the kernel believes that. So every one of them is made again from its parts by Lean's own
constructors (`terms.py`), and what those words say in the file has no effect. Metadata means nothing to the kernel and
is left out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from prover.lean.kernel.objects import KINDS, NIL, Obj, Refused
from prover.lean.kernel.olean import ANONYMOUS, Olean, Word
from prover.lean.kernel.terms import TERM, Terms

DEEPEST = 100_000  # terms inside terms
LAST_VARIABLE = 2**20 - 3  # Lean counts loose bound variables in 20 bits


@dataclass(frozen=True)
class Shape:
    """A constructor: what its fields are, whether cached words of 8 bytes follow, and how large each flag may be."""

    fields: tuple[str, ...]
    cached: bool = False
    flags: tuple[int, ...] = ()
    number: bool = False  # four bytes of a number, not flags

    @property
    def scalars(self) -> int:
        return 8 * self.cached + len(self.flags) + 4 * self.number


METADATA = 10
EXPRESSION = {
    0: Shape(("index",), cached=True),
    3: Shape(("level",), cached=True),
    4: Shape(("name", "levels"), cached=True),
    5: Shape((TERM, TERM), cached=True),
    6: Shape(("name", TERM, TERM), cached=True, flags=(3,)),
    7: Shape(("name", TERM, TERM), cached=True, flags=(3,)),
    8: Shape(("name", TERM, TERM, TERM), cached=True, flags=(1,)),
    9: Shape(("literal",), cached=True),
    METADATA: Shape(("ignored", TERM), cached=True),
    11: Shape(("name", "index", TERM), cached=True),
}
LEVEL = {
    1: Shape(("level",), cached=True),
    2: Shape(("level", "level"), cached=True),
    3: Shape(("level", "level"), cached=True),
    4: Shape(("name",), cached=True),
}
# By what an object is to be: tag → shape. Free and meta variables are left out, for no constant has one.
SHAPES: Mapping[str, Mapping[int, Shape]] = {
    TERM: EXPRESSION,
    "level": LEVEL,
    "literal": {0: Shape(("number",)), 1: Shape(("string",))},
    "names": {1: Shape(("name", "names"))},
    "levels": {1: Shape(("level", "levels"))},
    "rules": {1: Shape(("rule", "rules"))},
    "rule": {0: Shape(("name", "number", TERM))},
    "hints": {2: Shape((), number=True)},
    "common": {0: Shape(("name", "names", TERM))},
    "constant": {tag: Shape((kind,)) for tag, kind in enumerate(KINDS)},
    "axiom": {0: Shape(("common",), flags=(1,))},
    "definition": {0: Shape(("common", TERM, "hints", "names"), flags=(2,))},
    "theorem": {0: Shape(("common", TERM, "names"))},
    "opaque": {0: Shape(("common", TERM, "names"), flags=(1,))},
    "quotient": {0: Shape(("common",), flags=(3,))},
    "inductive": {0: Shape(("common", "number", "number", "names", "names", "number"), flags=(1, 1, 1))},
    "constructor": {0: Shape(("common", "name", "number", "number", "number"), flags=(1,))},
    "recursor": {0: Shape(("common", "names", *["number"] * 4, "rules"), flags=(1, 1))},
}
# What stands for itself in a word: an empty list, the universe 0, `opaque` and `abbrev`.
SCALARS = {"names": {1}, "levels": {1}, "rules": {1}, "level": {1}, "hints": {1, 3}}
LEAVES = frozenset({"name", "index", "number", "string", "ignored"})


class NamesOf:
    """The names of one file, as texts. ``under`` is `names.name_under`, or takes note of what it is given too."""

    def __init__(self, file: Olean, under: Callable[[str, str | int], str]) -> None:
        self._file, self._under = file, under
        self._names: dict[int, str] = {}

    def name(self, pointer: Word, before: int) -> str:
        """The name of a pointer, as text."""
        parts: list[tuple[int, str | int]] = []
        while pointer != ANONYMOUS:
            at = self._file.place(pointer, before)
            if at in self._names:
                break
            tag = self._file.tag(at)
            prefix, last = (Word(word) for word in self._file.fields(at, before, 2, 8)[:2])
            if tag not in (1, 2):
                raise self._file.damaged("a name of an unknown kind")
            parts.append((at, self._file.string(last, at).decode() if tag == 1 else self._file.number(last, at)))
            pointer, before = prefix, at
        known = "" if pointer == ANONYMOUS else self._names[at]
        for at, part in reversed(parts):
            known = self._names[at] = self._under(known, part)
        return known


class Rebuilder:
    """The constants of one file, built when they are asked for; ``names`` are texts as `Lean.name` gives them."""

    def __init__(self, terms: Terms, file: Olean) -> None:
        self._terms, self._file = terms, file
        self.name = NamesOf(file, terms.lean.name_under).name
        self._built: dict[tuple[int, str], Obj] = {}

    def constant(self, pointer: Word, before: int) -> Obj:
        """The `ConstantInfo` of a pointer. Raises `Refused` for bytes that are none."""
        found: dict[tuple[int, str], tuple[Shape, memoryview[int]]] = {}
        todo = [("constant", pointer, before)]
        while todo:
            kind, word, holder = todo.pop()
            if kind in LEAVES or word in SCALARS.get(kind, ()):
                continue
            key = self._file.place(word, holder), kind
            if key in self._built or key in found:
                continue
            shape = self._shape(*key)
            words = self._file.fields(key[0], holder, len(shape.fields), shape.scalars)
            found[key] = shape, words
            todo += [(field, Word(part), key[0]) for field, part in zip(shape.fields, words, strict=False)]
        for key in sorted(found):  # what is pointed to lies before what points to it
            self._built[key] = self._made(*key, *found[key])
        return self._of("constant", pointer, before)

    def _shape(self, at: int, kind: str) -> Shape:
        shape = SHAPES[kind].get(self._file.tag(at))
        if shape is None:
            raise self._file.damaged(f"of the kind {kind}, it has one that Lean does not know")
        return shape

    def _made(self, at: int, kind: str, shape: Shape, words: "memoryview[int]") -> Obj:
        tag = self._file.tag(at)
        parts = [self._of(field, Word(word), at) for field, word in zip(shape.fields, words, strict=False)]
        if kind == TERM and tag == METADATA:
            return parts[1]
        flags = b""
        if shape.flags or shape.number:
            flags = words[len(parts) + shape.cached :].tobytes()[: len(shape.flags) or 4]
        if any(flag > most for flag, most in zip(flags, shape.flags, strict=False)):
            raise self._file.damaged(f"of the kind {kind}, a flag is out of range")
        made = self._terms.made(kind, tag, tuple(parts), flags)
        if self._terms.depth(made) > DEEPEST:
            raise Refused(f"{self._file.path}: it has terms inside terms {DEEPEST} times, more than this check reads")
        return made

    def _of(self, kind: str, word: Word, before: int) -> Obj:
        if kind not in LEAVES:
            return Obj(word) if word in SCALARS.get(kind, ()) else self._built[self._file.place(word, before), kind]
        if kind == "name":
            return self._terms.lean.name_object(self.name(word, before))
        if kind == "string":
            return self._terms.string(self._file.string(word, before))
        if kind == "ignored":
            return NIL
        number = self._file.number(word, before)
        if kind == "index" and number > LAST_VARIABLE:
            raise self._file.damaged("it has a variable of a number that no term has")
        return self._terms.number(number)

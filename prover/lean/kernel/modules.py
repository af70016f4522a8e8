"""Compiled files (`.olean`) as modules: imports, constants, declaration ranges; it judges nothing.

All of it is read from the bytes (`olean.py`), and a constant becomes a Lean object only when it is asked for, built
anew (`rebuild.py`) unless the bytes are those that a digest promised (`placing.py`).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import NamedTuple

from prover.lean.kernel.lean import Lean
from prover.lean.kernel.names import name_under
from prover.lean.kernel.objects import KINDS, Obj, Refused
from prover.lean.kernel.olean import MORE_PARTS, Olean, Word
from prover.lean.kernel.placing import placed
from prover.lean.kernel.rebuild import NamesOf, Rebuilder
from prover.lean.kernel.terms import Terms

IMPORT_FLAGS = 3  # importAll, isExported, isMeta

World = dict[str, "Constant"]
Range = tuple[int, int, int, int]  # first line, column, last line, column
Import = tuple[str, int]  # module name, flags (importAll, isExported, isMeta)


@dataclass(frozen=True, eq=False)
class Constant:
    """One `ConstantInfo`, and what the checks ask of it. ``build`` makes the object, or finds it."""

    lean: Lean
    key: str
    build: Callable[[], Obj]

    @cached_property
    def info(self) -> Obj:
        return self.build()

    @property
    def name(self) -> Obj:
        return self.lean.name_object(self.key)

    @property
    def kind(self) -> str:
        return KINDS[self.lean.tag(self.info)]

    @property
    def _val(self) -> Obj:
        return self.lean.field(self.info, 0)

    @property
    def _common(self) -> Obj:
        return self.lean.field(self._val, 0)

    @property
    def type(self) -> Obj:
        return self.lean.field(self._common, 2)

    @property
    def value(self) -> Obj:
        """The value of a definition, theorem or opaque constant."""
        return self.lean.field(self._val, 1)

    @property
    def level_params(self) -> list[str]:
        return [self.lean.name(n) for n in self.lean.elements(self.lean.field(self._common, 1))]

    def agrees_with(self, other: "Constant") -> bool:
        """The same in everything; of theorems, whose proofs nothing depends on, the same name, parameters and type."""
        if self.kind == other.kind == "theorem":
            named_alike = self.key == other.key and self.level_params == other.level_params
            return named_alike and self.lean.same_expression(self.type, other.type)
        return self.lean.equal(self.info, other.info)

    def shows(self, other: "Constant") -> bool:
        """Whether it is the other, or an axiom in its place for those who may not see the value."""
        if self.kind != "axiom" or other.kind not in ("definition", "theorem", "opaque"):
            return self.lean.equal(self.info, other.info)
        return self.level_params == other.level_params and self.lean.same_expression(self.type, other.type)

    @cached_property
    def unchecked(self) -> bool:
        return self.lean.unchecked(self.info)

    @cached_property
    def in_type(self) -> set[str]:
        """The constants that the type names."""
        return self.lean.used(self.type)

    @cached_property
    def in_all(self) -> set[str]:
        """The constants that anything of this one names: type, value, and its kin in an inductive type."""
        lean, val, kind = self.lean, self._val, self.kind
        if kind in ("definition", "theorem", "opaque"):
            return self.in_type | lean.used(self.value)
        if kind == "inductive":
            types = {lean.name(n) for n in lean.elements(lean.field(val, 3))}
            constructors = {lean.name(n) for n in lean.elements(lean.field(val, 4))}
            return self.in_type | types | constructors | {f"{t}.rec" for t in types}
        if kind == "constructor":
            return self.in_type | {lean.name(lean.field(val, 1))}
        if kind == "recursor":
            types = {lean.name(n) for n in lean.elements(lean.field(val, 1))}
            rules = [lean.used(lean.field(rule, 2)) for rule in lean.elements(lean.field(val, 6))]
            return self.in_type.union(types, *rules)
        return self.in_type


@dataclass(frozen=True, eq=False)
class Module:
    """One compiled file; ``sha256`` is of its bytes.

    ``is_module`` says that its source begins with `module`: then other files see of it only what is in ``shown``.
    """

    path: str
    sha256: str
    is_module: bool
    imports: list[Import]
    constants: World
    shown: list["Constant"]
    read_ranges: Callable[[], dict[str, Range]]

    @cached_property
    def ranges(self) -> dict[str, Range]:
        return self.read_ranges()


def import_array(lean: Lean, imports: Iterable[Import]) -> Obj:
    """The imports of a module as Lean has them."""
    return lean.array(
        lean.construct(0, (lean.name_object(name),), bytes(flags >> i & 1 for i in range(IMPORT_FLAGS)))
        for name, flags in imports
    )


def read_module(terms: Terms, path: str, known: str | None = None) -> Module:
    """Read one file; ``known`` is the digest of bytes that are no stranger's, whose objects are taken as they are.

    Raises `Refused` when it is not a whole compiled file of this Lean.
    """
    file = Olean(path, terms.lean.commit)
    return _Reader(terms, file, file.sha256 == known and placed(file.data, file.base)).module()


class _Data(NamedTuple):
    """The structure `ModuleData` that begins at the word ``at``; ``header`` says whether there is a `module` in it."""

    at: int
    imports: Word
    names: Word
    constants: Word
    entries: Word
    header: int


def _data(file: Olean, root: Word, end: int) -> _Data:
    """What a part ends with, the last that Lean writes."""
    at = file.place(root, end)
    # the fourth are names that only the compiler knows
    imports, names, constants, _, entries, header = map(Word, file.fields(at, end, 5, scalars=1))
    if at + 7 != end:
        raise file.damaged("it does not end with its root, the last that Lean writes")
    return _Data(at, imports, names, constants, entries, header & 0xFF)


def imports_of(path: str) -> list[Import]:
    """What a compiled file asks for, read without Lean. Raises `Refused` when it is no whole compiled file."""
    file = Olean(path, None)
    whole = _data(file, *file.roots[-1])
    return _imports(file, NamesOf(file, name_under).name, whole.imports, whole.at)


def _imports(file: Olean, name: Callable[[Word, int], str], array: Word, before: int) -> list[Import]:
    found = []
    words, at = file.items(array, before)
    for word in words:
        place = file.place(word, at)
        named, flags = file.fields(place, at, 1, scalars=IMPORT_FLAGS)
        found.append((name(Word(named), place), sum((flags >> 8 * i & 1) << i for i in range(IMPORT_FLAGS))))
    return found


class _Reader:
    """The parts of a file, by their fields; ``in_place``: the file lies in memory, and its objects are Lean's."""

    def __init__(self, terms: Terms, file: Olean, in_place: bool) -> None:
        self._lean, self._file, self._in_place = terms.lean, file, in_place
        self._rebuilder = Rebuilder(terms, file)

    def module(self) -> Module:
        file = self._file
        *others, whole = (_data(file, root, end) for root, end in file.roots)
        is_module = bool(whole.header)
        if len(others) != (len(MORE_PARTS) if is_module else 0):
            raise Refused(f"{file.path}: it is not in the parts in which Lean writes a file with its header")
        return Module(
            file.path,
            file.sha256,
            is_module,
            _imports(file, self._rebuilder.name, whole.imports, whole.at),
            self._constants(whole),
            [constant for part in others for constant in self._constants(part).values()],
            partial(self._ranges, [*others, whole]),
        )

    def _constants(self, part: _Data) -> World:
        (keys, keys_at), (infos, infos_at) = (self._file.items(w, part.at) for w in (part.names, part.constants))
        if len(keys) != len(infos):
            raise self._file.damaged("it has more names than constants, or fewer")
        found: World = {}
        for key_word, info in zip(keys, infos, strict=True):
            key = self._rebuilder.name(key_word, keys_at)
            if key in found:
                raise Refused(f"{self._file.path}: it lists {key} twice")
            found[key] = Constant(self._lean, key, partial(self._constant, key, info, infos_at))
        return found

    def _constant(self, key: str, word: Word, before: int) -> Obj:
        lean = self._lean
        built = Obj(word) if self._in_place else self._rebuilder.constant(word, before)
        own = lean.name(lean.field(lean.field(lean.field(built, 0), 0), 0))
        if own != key:
            raise Refused(f"{self._file.path}: it lists {own} as {key}")
        return built

    def _ranges(self, parts: Sequence[_Data]) -> dict[str, Range]:
        return dict(found for part in parts for found in self._ranges_in(part))

    def _ranges_in(self, part: _Data) -> list[tuple[str, Range]]:
        extensions, at = self._file.items(part.entries, part.at)
        for word in extensions:
            place = self._file.place(word, at)
            name, found = self._file.fields(place, at, 2)
            if self._rebuilder.name(Word(name), place) == "Lean.declRangeExt":
                entry_words, array = self._file.items(Word(found), place)
                return [self._range(entry, array) for entry in entry_words]
        return []

    def _range(self, entry: Word, before: int) -> tuple[str, Range]:
        """From (name, DeclarationRanges): the whole range is {pos, charUtf16, endPos, endCharUtf16}."""
        file = self._file
        at = file.place(entry, before)
        name, ranges = file.fields(at, before, 2)
        place = file.place(Word(ranges), at)
        whole = file.place(Word(file.fields(place, at, 2)[0]), place)
        first, _, last, _ = file.fields(whole, place, 4)
        numbers = []
        for position in (first, last):
            there = file.place(Word(position), whole)
            numbers += [file.number(Word(part), there) for part in file.fields(there, whole, 2)]
        return self._rebuilder.name(Word(name), at), (numbers[0], numbers[1], numbers[2], numbers[3])

"""Compiled files (`.olean`) as Lean wrote them: header, imports, constants, declaration ranges; it judges nothing.

A file that is missing, cut short, or of another Lean is refused before Lean maps it, for Lean itself would crash on it.
"""

# ruff: noqa: PTH123
# (`pathlib` would add a tenth to the start of a process that runs once for every theorem.)

import os
import struct
from dataclasses import dataclass
from functools import cached_property

from prover.lean.kernel.objects import KINDS, Lean, Obj, Refused

# marker "olean", format, flags, version[33], commit[40], base address, root pointer
HEADER = struct.Struct("<5sBB33s40sQQ")
ROOT_FIELDS, ROOT_SIZE = 5, 56  # ModuleData: imports, names, constants, further names, entries; isModule

World = dict[str, "Constant"]


@dataclass(frozen=True, eq=False)
class Constant:
    """One `ConstantInfo`: the name's and its own address, and what the checks ask of it."""

    lean: Lean
    key: str
    name: Obj
    info: Obj

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
    """One compiled file."""

    path: str
    imports: list[tuple[str, int]]  # module name, flags (importAll, isExported, isMeta)
    import_array: Obj  # the same as Lean has it
    constants: World
    ranges: dict[str, tuple[int, int, int, int]]  # name → first line, column, last line, column


def read_module(lean: Lean, path: str) -> Module:
    """Read one file. Raises `Refused` when it is not a whole compiled file of this Lean."""
    _check_header(lean, path)
    data = lean.module_data(path)
    if lean.tag(data) != 0 or lean.flag(data, ROOT_FIELDS, 0):
        raise Refused(f"{path}: a file with a `module` header, which this check cannot read yet")
    constants: World = {}
    for name, info in zip(lean.items(lean.field(data, 1)), lean.items(lean.field(data, 2)), strict=True):
        key = lean.name(name)
        own = lean.name(lean.field(lean.field(lean.field(info, 0), 0), 0))
        if own != key or key in constants:
            raise Refused(f"{path}: it lists {own} as {key}")
        constants[key] = Constant(lean, key, name, info)
    array = lean.field(data, 0)
    imports = [(lean.name(lean.field(i, 0)), _flags(lean, i)) for i in lean.items(array)]
    return Module(path, imports, array, constants, _ranges(lean, lean.field(data, 4)))


def _check_header(lean: Lean, path: str) -> None:
    try:
        with open(path, "rb") as file:
            start, size = file.read(HEADER.size), os.fstat(file.fileno()).st_size
    except OSError as error:
        raise Refused(f"{path}: {error.strerror}") from error
    if len(start) < HEADER.size or start[:5] != b"olean":
        raise Refused(f"{path}: not a compiled Lean file")
    _, _, _, version, commit, base, root = HEADER.unpack(start)
    if commit != lean.commit:
        raise Refused(f"{path}: compiled by another Lean ({version.rstrip(bytes(1)).decode(errors='replace')})")
    # The root is the last object that Lean writes.
    if root - base + ROOT_SIZE != size:
        raise Refused(f"{path}: it is cut short or damaged")


def _flags(lean: Lean, imported: Obj) -> int:
    return sum(lean.flag(imported, 1, i) << i for i in range(3))


def _ranges(lean: Lean, entries: Obj) -> dict[str, tuple[int, int, int, int]]:
    for extension in lean.items(entries):
        if lean.name(lean.field(extension, 0)) == "Lean.declRangeExt":
            return dict(_range(lean, entry) for entry in lean.items(lean.field(extension, 1)))
    return {}


def _range(lean: Lean, entry: Obj) -> tuple[str, tuple[int, int, int, int]]:
    """From (name, DeclarationRanges): the whole range is {pos, charUtf16, endPos, endCharUtf16}."""
    whole = lean.field(lean.field(entry, 1), 0)
    first, last = lean.field(whole, 0), lean.field(whole, 2)
    numbers = [lean.number(lean.field(place, i)) for place in (first, last) for i in (0, 1)]
    return lean.name(lean.field(entry, 0)), (numbers[0], numbers[1], numbers[2], numbers[3])

"""What a file imports, in the two ways it can be had: read whole from its files, or imported by Lean and trusted.

The checks (`checks.py`) are the same for both: they walk through the constants of the file itself, and stop at those of
the library, about which they ask here. A `ReadLibrary` is some hundred kB, and a walk goes on in it; an
`ImportedLibrary` may hold 300,000 constants, which are looked up in Lean's own table and never listed.
"""

# ruff: noqa: PTH110, PTH118
# (`pathlib` would add a tenth to the start of a process that runs once for every theorem.)

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

from prover.lean.kernel.modules import Constant, Import, World, import_array, read_module
from prover.lean.kernel.names import parts
from prover.lean.kernel.objects import Obj, Refused
from prover.lean.kernel.olean import parts_of
from prover.lean.kernel.terms import Terms

# The kernel computes with these by name: an expression may lean on them (a literal does) and not name them. They are
# what the initialisers of Lean 4.35's type checker, inductive types and quotients hold, and the types of those.
# `eagerReduce` only steers it, and `Lean.reduceBool` and `Lean.reduceNat` ran compiled code in earlier kernels.
KERNEL_NAMES = frozenset(
    {"Nat", "String", "Char", "List", "Bool", "Eq", "Eq.refl", "Quot", "Quot.mk", "Quot.lift", "Quot.ind"}
) | {
    f"Nat.{f}" for f in ("zero", "succ", "add", "sub", "mul", "pow", "gcd", "div", "mod", "beq", "ble")
} | {f"Nat.{f}" for f in ("land", "lor", "xor", "shiftLeft", "shiftRight")} | {
    "String.ofList", "Char.ofNat", "List.nil", "List.cons", "Bool.true", "Bool.false", "eagerReduce",
    "Lean.reduceBool", "Lean.reduceNat",
}  # fmt: skip


class Library(Protocol):
    """The constants that a file finds when it begins; ``files`` are the digests of what was read for it, by module."""

    files: dict[str, str]

    def compiled(self) -> list[str]:
        """The files and folders by which it would be another library if anything in them changed."""

    def find(self, key: str) -> Constant | None: ...

    def axioms(self, keys: Collection[str]) -> set[str]:
        """The axioms that these constants of the library rest on; `Refused` if they rest on something unchecked."""

    def sorries(self, keys: Collection[str]) -> set[str]:
        """The constants of the library that keep these from meaning something, because a `sorry` is in them."""

    def replayed(self, own: World, named: Collection[str]) -> tuple[Obj, World]:
        """The kernel's environment with the constants `own`, which name those `named` of the library.

        Also all constants that the kernel has checked for it, one by one; `Refused` if it does not accept one.
        """


def walk(start: Collection[str], world: World, through_proofs: bool = True) -> tuple[set[str], set[str]]:
    """From `start` through `world`: the constants of `world` reached, and those that they name and it does not hold.

    With ``through_proofs`` False a theorem counts with its type, for its proof adds nothing to what it means.
    """
    reached: set[str] = set()
    outside: set[str] = set()
    todo = list(start)
    while todo:
        key = todo.pop()
        if key in reached or key in outside:
            continue
        constant = world.get(key)
        if constant is None:
            outside.add(key)
            continue
        reached.add(key)
        todo += constant.in_all if through_proofs or constant.kind != "theorem" else constant.in_type
    return reached, outside


def is_open(constant: Constant) -> bool:
    """Whether a `sorry` stands in the type or the value."""
    return "sorryAx" in constant.in_all


def says_sorry(constant: Constant) -> bool:
    """Whether `sorry` stands in what a constant means (of a theorem its proof is no part of that)."""
    return "sorryAx" in (constant.in_type if constant.kind == "theorem" else constant.in_all)


class ReadLibrary:
    """All constants of the modules that a file imports, and of those they import; the kernel replays what is used.

    ``known`` are digests by module. A file with another one is read all the same: `files` tells whoever asked.
    """

    def __init__(self, terms: Terms, wanted: Sequence[Import], folders: list[str], known: Mapping[str, str]) -> None:
        self._lean, self._folders = terms.lean, folders
        self._world: World = {}
        self.files: dict[str, str] = {}
        todo = [name for name, _ in wanted]
        while todo:
            name = todo.pop()
            if name in self.files:
                continue
            module = read_module(terms, find_compiled(name, folders), known.get(name))
            self.files[name] = module.sha256
            for key, constant in module.constants.items():
                # Lean lets two modules hold the same theorem (it makes some on demand, in each module that needs them).
                first = self._world.setdefault(key, constant)
                if first is not constant and not first.agrees_with(constant):
                    raise Refused(f"{module.path}: it defines {key}, which another module defines otherwise")
            todo += [imported for imported, _ in module.imports]

    def compiled(self) -> list[str]:
        return files_of(self.files, self._folders)

    def find(self, key: str) -> Constant | None:
        return self._world.get(key)

    def _reached(self, keys: Collection[str], through_proofs: bool = True) -> set[str]:
        reached, outside = walk(keys, self._world, through_proofs)
        for key in sorted(outside):
            raise Refused(f"{key}: used, and defined nowhere")
        return reached

    def axioms(self, keys: Collection[str]) -> set[str]:
        reached = self._reached(keys)
        refuse_unchecked(self._world[n] for n in sorted(reached))
        return {n for n in reached if self._world[n].kind == "axiom"}

    def sorries(self, keys: Collection[str]) -> set[str]:
        return {n for n in self._reached(keys, through_proofs=False) if says_sorry(self._world[n])}

    def replayed(self, own: World, named: Collection[str]) -> tuple[Obj, World]:
        # What nothing of the file reaches cannot matter to it: the rest of the library stays out of the kernel.
        reached = self._reached({*named, *(KERNEL_NAMES & self._world.keys())})
        needed = {key: self._world[key] for key in reached} | own
        start = self._lean.kernel_part(self._lean.empty())
        return self._lean.replayed([(c.name, c.info) for c in needed.values()], start), needed


class ImportedLibrary:
    """The environment that Lean's own import makes, trusted as it is; the kernel replays the file's constants on it."""

    def __init__(self, terms: Terms, wanted: Sequence[Import], folders: list[str]) -> None:
        self._lean, self._folders = terms.lean, folders
        lean = terms.lean
        self.files: dict[str, str] = {}
        self._environment = lean.imported(import_array(lean, wanted), folders)
        self._kernel_part = lean.kernel_part(self._environment)
        self._found: dict[str, Constant | None] = {}
        self._notes: Obj | None = None
        quotient = self.find("Quot")
        # Lean takes quotients for granted as soon as anything is imported, and so would the kernel.
        if wanted and (quotient is None or quotient.kind != "quotient"):
            raise Refused("the imported library has no quotients, which the kernel takes for granted")

    def compiled(self) -> list[str]:
        return files_of(self._lean.imported_modules(self._environment), self._folders)

    def find(self, key: str) -> Constant | None:
        if key not in self._found:
            info = self._lean.find(self._kernel_part, self._lean.name_object(key))
            self._found[key] = None if info is None else Constant(self._lean, key, lambda: info)
        return self._found[key]

    def axioms(self, keys: Collection[str]) -> set[str]:
        return self._walked(keys, None)[0]

    def _walked(self, keys: Collection[str], notes: Obj | None) -> tuple[set[str], Obj]:
        # Only the constants that the file names are looked at here. The walk from them on is native.
        refuse_unchecked(c for key in sorted(keys) if (c := self.find(key)))
        return self._lean.axioms(self._environment, map(self._lean.name_object, keys), notes)

    def _overview(self, keys: Collection[str]) -> set[str]:
        """As `axioms`, to be asked about many things one after the other; of mutual types it may miss an axiom."""
        found, self._notes = self._walked(keys, self._notes)
        return found

    def sorries(self, keys: Collection[str]) -> set[str]:
        """Of the constants asked about, those from which a `sorry` can be reached, be it in a proof: none is proved."""
        if "sorryAx" not in self._overview(keys):
            return set()
        return {key for key in keys if key != "sorryAx" and "sorryAx" in self._overview([key])}

    def replayed(self, own: World, named: Collection[str]) -> tuple[Obj, World]:  # noqa: ARG002
        return self._lean.replayed([(c.name, c.info) for c in own.values()], self._kernel_part), own


def rests_on(key: str, own: World, library: Library) -> tuple[set[str], set[str]]:
    """The axioms of the file that a constant rests on, and what it names of the library."""
    reached, named = reach({key}, own, library)
    refuse_unchecked(own[n] for n in sorted(reached))
    return {n for n in reached if own[n].kind == "axiom"}, named


def reach(
    start: Collection[str], own: World, library: Library, through_proofs: bool = True
) -> tuple[set[str], set[str]]:
    """What of the file is reached from `start`, and what of the library is named on the way; nothing is missing."""
    reached, named = walk(start, own, through_proofs)
    for key in sorted(named):
        if library.find(key) is None:
            raise Refused(f"{key}: used, and defined nowhere")
    return reached, named


def refuse_unchecked(constants: Iterable[Constant]) -> None:
    """Raises `Refused` when one of `constants` is unsafe or partial."""
    for constant in constants:
        if constant.unchecked:
            raise Refused(f"it rests on {constant.key}, which is unsafe or partial")


def find_compiled(module: str, folders: list[str]) -> str:
    """The file that holds a module, whose name is as `name_key` has it. Raises `Refused` when no folder has it."""
    named = [part for part, _ in parts(module)]
    if any(part in ("", ".", "..") or "/" in part or "\0" in part for part in named):
        raise Refused(f"{module}: no file can hold a module of this name")
    relative = os.path.join(*named) + ".olean"
    for folder in folders:
        if os.path.exists(path := os.path.join(folder, relative)):
            return path
    raise Refused(f"the compiled file of the import {module} is in none of {', '.join(folders)}")


def files_of(modules: Iterable[str], folders: list[str]) -> list[str]:
    """All parts of the files that hold ``modules``, and the ``folders`` in which they are looked for.

    Raises `Refused` when a module is in none.
    """
    files = [find_compiled(module, folders) for module in modules]
    return [*folders, *(part for file in files for part in parts_of(file))]

"""What compiled files hold: constants, whose `sorry` these lean on, names declared and used; it judges nothing."""

from collections.abc import Mapping
from typing import Any

from prover.lean.kernel.imports import Imports, Libraries
from prover.lean.kernel.lean import Lean
from prover.lean.kernel.library import Library, find_compiled, is_open, reach, says_sorry
from prover.lean.kernel.modules import Constant, Module, World, read_module
from prover.lean.kernel.objects import Obj
from prover.lean.kernel.proofs import is_answer, proves
from prover.lean.kernel.statement import printed
from prover.lean.kernel.universes import CONST, PARTS


def describe(libraries: Libraries, compiled: str, imports: Imports) -> dict[str, Any]:
    """The constants of one compiled file: what they are, where they stand, and on whose `sorry` they lean."""
    module = read_module(libraries.terms, compiled)
    imported = libraries.imported(module.imports, imports)
    return {
        "imports": [name for name, _ in module.imports],
        "constants": [_described(libraries.lean, c, module, imported) for c in module.constants.values()],
    }


def declared(libraries: Libraries, modules: list[str], library: list[str]) -> dict[str, Any]:
    """The names that `modules`, and those that they import, declare in their sources; what Lean adds is left out."""
    found: set[str] = set()
    seen: set[str] = set()
    todo = list(modules)
    while todo:
        name = todo.pop()
        if name in seen:
            continue
        seen.add(name)
        module = read_module(libraries.terms, find_compiled(name, library))
        found |= {key for key in module.constants if module.ranges.get(key) and not _is_internal(key)}
        todo += [imported for imported, _ in module.imports]
    return {"names": sorted(found)}


def used(libraries: Libraries, files: list[dict[str, str]]) -> dict[str, Any]:
    """What each declaration of these modules names of what they declare, in its type and in all, and if it is open.

    What Lean made by itself on the way (a `match`, a proof in a term) counts with whoever names it.
    """
    read = {file["module"]: read_module(libraries.terms, file["compiled"]) for file in files}
    imports = sorted({name for module in read.values() for name, _ in module.imports})
    return {"declarations": uses_in(read), "imports": imports}


def found(libraries: Libraries, modules: list[str], names: list[str], library: list[str]) -> dict[str, Any]:
    """Those of the names that are there when these modules are imported."""
    imported = libraries.imported([(name, 0) for name in modules], {"how": "imported", "folders": library, "known": {}})
    return {"names": [name for name in names if imported.find(name) is not None]}


def uses_in(read: Mapping[str, Module]) -> list[dict[str, Any]]:
    """As `used`, of modules that were read, by their names."""
    of_all: dict[str, Module] = {}
    for module in read.values():
        for key in module.constants:
            of_all.setdefault(key, module)
    return [
        _uses(constant, name, module, of_all)
        for name, module in read.items()
        for key, constant in module.constants.items()
        if key in module.ranges
    ]


def _uses(constant: Constant, name: str, module: Module, of_all: Mapping[str, Module]) -> dict[str, Any]:
    stated, in_all = (_named(start, module, of_all) for start in (constant.in_type, constant.in_all))
    return {
        "name": constant.key,
        "module": name,
        "kind": constant.kind,
        "range": module.ranges[constant.key],
        "open": "sorryAx" in in_all,
        "stated": sorted(key for key, is_declared in stated.items() if is_declared),
        "used": sorted(key for key, is_declared in in_all.items() if is_declared),
    }


def _named(start: set[str], module: Module, of_all: Mapping[str, Module]) -> dict[str, bool]:
    """The constants that a module names, through those that no source declares, and whether one does.

    A name is first the module's own: another that this one does not import may hold it too.
    """
    seen: dict[str, bool] = {}
    todo = list(start)
    while todo:
        key = todo.pop()
        if key in seen:
            continue
        holder = module if key in module.constants else of_all.get(key)
        seen[key] = holder is not None and key in holder.ranges
        if holder is not None and not seen[key]:
            todo += holder.constants[key].in_all
    return seen


def _is_internal(key: str) -> bool:
    """Whether a name is Lean's own: part of its syntax, private, or made by a macro."""
    parts = key.split(".")
    return parts[0] in ("Lean", "_private") or any(part.startswith(("_", "stx_", "term_")) for part in parts)


def _described(lean: Lean, constant: Constant, module: Module, library: Library) -> dict[str, Any]:
    leans_on = _leant_on(constant, module.constants, library) if constant.key in module.ranges else set()
    return {
        "name": constant.key,
        "kind": constant.kind,
        "level_params": constant.level_params,
        "range": module.ranges.get(constant.key),
        "type": printed(lean, constant.type) if is_open(constant) else "",
        "open": is_open(constant),
        "answer": says_sorry(constant) and _leaves_an_answer(lean, constant, module.constants, library),
        "leans_on": sorted(leans_on),
    }


def _leant_on(constant: Constant, own: World, library: Library) -> set[str]:
    """The constants on whose `sorry` it leans; of what Lean made by itself nobody asks, and the library is large."""
    under, meant = _meaning(constant, own, library)
    return {n for n in under | {constant.key} if says_sorry(own[n])} | library.sorries(meant)


def _meaning(constant: Constant, own: World, library: Library) -> tuple[set[str], set[str]]:
    """All that it means reaches; a theorem counts with its type, for its proof adds nothing to the meaning."""
    start = constant.in_type if constant.kind == "theorem" else constant.in_all
    return reach(start, own, library, through_proofs=False)


def _leaves_an_answer(lean: Lean, constant: Constant, own: World, library: Library) -> bool:
    """Whether a `sorry` in what the constant means is no proof, nor part of one: a definition may be a proof itself."""
    todo = [constant.type]
    if constant.kind in ("definition", "opaque"):
        is_proof = proves(lean, constant, (), lambda key: own.get(key) or library.find(key))
        todo += [] if is_proof else [constant.value]
    seen: set[Obj] = set()
    while todo:
        e = todo.pop()
        if e in seen:
            continue
        seen.add(e)
        tag = lean.tag(e)
        if tag == CONST and is_answer(lean, e):
            return True
        todo += [lean.field(e, i) for i in PARTS.get(tag, ())]
    return False

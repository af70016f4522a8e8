"""What compiled files hold: constants, whose `sorry` these lean on, and names declared; it judges nothing."""

from typing import Any

from prover.lean.kernel.imports import Imports, Libraries
from prover.lean.kernel.library import Library, find_compiled, is_open, reach, says_sorry
from prover.lean.kernel.modules import Constant, Module, World, read_module


def describe(libraries: Libraries, compiled: str, imports: Imports) -> dict[str, Any]:
    """The constants of one compiled file: what they are, where they stand, and on whose `sorry` they lean."""
    module = read_module(libraries.terms, compiled)
    imported = libraries.imported(module.imports, imports)
    return {
        "imports": [name for name, _ in module.imports],
        "constants": [_described(c, module, imported) for c in module.constants.values()],
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


def _is_internal(key: str) -> bool:
    """Whether a name is Lean's own: part of its syntax, private, or made by a macro."""
    parts = key.split(".")
    return parts[0] in ("Lean", "_private") or any(part.startswith(("_", "stx_", "term_")) for part in parts)


def _described(constant: Constant, module: Module, library: Library) -> dict[str, Any]:
    own = module.constants
    under, meant = _meaning(constant, own, library)
    shaky = {n for n in under | {constant.key} if says_sorry(own[n], n == constant.key)}
    return {
        "name": constant.key,
        "kind": constant.kind,
        "level_params": constant.level_params,
        "range": module.ranges.get(constant.key),
        "open": is_open(constant),
        "leans_on": sorted(shaky | library.sorries(meant)),
    }


def _meaning(constant: Constant, own: World, library: Library) -> tuple[set[str], set[str]]:
    """All that the type reaches; a theorem in it counts with its type, for its proof adds nothing to the meaning."""
    return reach(constant.in_type, own, library, through_proofs=False)

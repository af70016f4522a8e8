"""What is asked of compiled files: is this theorem the official one, and does the kernel accept it; it fails closed.

Every function raises `Refused` with one line when the answer is no or cannot be had.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from prover.lean.kernel.imports import Imports, Libraries
from prover.lean.kernel.lean import Lean
from prover.lean.kernel.library import KERNEL_NAMES, Library, is_open, reach, rests_on
from prover.lean.kernel.modules import Constant, Module, read_module
from prover.lean.kernel.names import name_key
from prover.lean.kernel.objects import Refused
from prover.lean.kernel.statement import Correspondence, printed


def judge(
    libraries: Libraries,
    official: str,
    result: str,
    questions: Sequence[Mapping[str, Any]],
    imports: Imports,
    conditions: Mapping[str, Any],
) -> dict[str, Any]:
    """Of each of `questions` the judgement, or `{"refused": why}` (`Trial.theorem` says what is asked).

    What keeps the compiled file `result` from being judged at all is raised.
    """
    lean, terms = libraries.lean, libraries.terms
    given, made = read_module(terms, official), read_module(terms, result)
    if given.is_module != made.is_module:
        raise Refused("of the official file and the result only one begins with `module`")
    if given.imports != made.imports:
        raise Refused("the result does not import what the official file imports")
    _parts_agree(given, "the official file")
    _parts_agree(made, "the result")
    imported = libraries.imported(given.imports, imports)
    given, made = (_without_made_again(module, imported) for module in (given, made))
    _nothing_shadowed(made, imported)
    if own := sorted(KERNEL_NAMES & (made.constants.keys() | given.constants.keys())):
        # Whoever may define such a name otherwise than the kernel computes can prove `False`.
        raise Refused(f"{own[0]}: the kernel computes with this name, and the file defines it")
    trial = Trial(lean, given, made, imported, frozenset(conditions["axioms"]), conditions["additions"])
    if conditions["seen"] is not None:
        _nothing_left_out(given, conditions["seen"])
    read = {"how": imports["how"], "files": {"official": given.sha256, "result": made.sha256, **imported.files}}
    return {"judged": [_answered(trial, question, read) for question in questions]}


def _parts_agree(module: Module, where: str) -> None:
    """What other files see of one that begins with `module` is there, as they see it, or with its value left out."""
    for seen in module.shown:
        held = module.constants.get(seen.key)
        if held is None or not seen.shows(held):
            raise Refused(f"the parts of {where} do not say the same of {seen.key}")


def _answered(trial: "Trial", question: Mapping[str, Any], read: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return {**trial.theorem(**question), **read}
    except Refused as refusal:
        return {"refused": str(refusal)}


# A definition is asked about for the proofs inside it; all else in it must be what the official file has.
PROVED_IN = ("theorem", "definition")


@dataclass(frozen=True)
class Trial:
    """The compiled official file, `given`, and the result, `made`, on one library.

    A theorem may rest on ``axioms``, and on axioms that the official file declares itself, if they say the same in the
    result and are not called like one of ``axioms``. ``additions`` says that the result may hold further axioms and
    unchecked constants that its proof does not rest on.
    """

    lean: Lean
    given: Module
    made: Module
    imported: Library
    axioms: frozenset[str]
    additions: bool

    def theorem(self, target: str, places: Sequence[tuple[int, int] | None]) -> dict[str, Any]:
        """That the theorem `target` of the result is that of the official file, and proved; else raises `Refused`.

        Or that a definition is, but for the proofs that the official file leaves open in it, and that these are proved.
        ``places`` are where its `sorry` stands in the official source and what replaced it in the result's, where that
        is known.
        """
        given, made = self.given, self.made
        theorem = _asked_about(given, _full_name(given, name_key(target)), "the official file", PROVED_IN)
        _asked_about(made, theorem.key, "the result", (theorem.kind,))
        for module, place in zip((given, made), places, strict=True):
            if place is not None:
                _stands_at(theorem.key, module, place)
        correspondence = Correspondence(self.lean, given, made, self.imported)
        correspondence.require_same(theorem.key)
        if not self.additions:
            _nothing_new_unproved(correspondence, given, made)
        declared, named = rests_on(theorem.key, made.constants, self.imported)
        # An axiom that the file itself declares is the file's, whatever its name.
        of_user = {n for n in declared - {*self.axioms, "sorryAx"} if _is_axiom(given.constants.get(n))}
        used = declared | self.imported.axioms(named)
        if extra := sorted(used - of_user - (self.axioms - made.constants.keys())):
            raise Refused(f"{theorem.key} rests on {', '.join(extra)}")
        for axiom in sorted(of_user):
            correspondence.require_same(axiom)
        return {
            "constant": theorem.key,
            "type": printed(self.lean, theorem.type),
            "axioms": sorted(used),
            "replayed": self.replayed,
            "made": len(made.constants),
        }

    @cached_property
    def replayed(self) -> int:
        """How many constants the kernel accepted: it is asked about the whole file, once. Raises `Refused`."""
        return _kernel_accepts(self.lean, self.made, self.imported)


def _nothing_left_out(given: Module, seen: Sequence[Sequence[int]]) -> None:
    """In each theorem that is open to Lean whoever asks has seen a `sorry` too: else it would never be asked about."""
    for key, constant in given.constants.items():
        there = given.ranges.get(key)
        if there is None or constant.kind != "theorem" or not is_open(constant):
            continue
        if not any(there[:2] <= tuple(place) < there[2:] for place in seen):
            raise Refused(f"{key}: the official file leaves this theorem open, and it was not asked about")


def _without_made_again(module: Module, library: Library) -> Module:
    """Without the theorems that are the library's.

    Lean makes some on demand (`f.congr_simp`). What a file that begins with `module` made only for itself it makes
    again in the next one, which does not see it; where all is imported, as here, the first is meant.
    """
    own = {key: c for key, c in module.constants.items() if not _is_theorem_of(library, c)}
    return replace(module, constants=own)


def _is_theorem_of(library: Library, constant: Constant) -> bool:
    found = library.find(constant.key)
    return found is not None and found.kind == constant.kind == "theorem" and constant.agrees_with(found)


def _nothing_shadowed(made: Module, library: Library) -> None:
    if shadowed := sorted(key for key in made.constants if library.find(key)):
        raise Refused(f"the result defines {shadowed[0]}, which is the library's")


def _asked_about(module: Module, target: str, where: str, kinds: Sequence[str]) -> Constant:
    found = module.constants.get(target)
    if found is None:
        raise Refused(f"{target}: not in {where}")
    if found.kind not in kinds:
        raise Refused(f"{target}: a {kinds[0]} was asked for, and in {where} it is of kind {found.kind}")
    return found


def _stands_at(key: str, module: Module, place: tuple[int, int]) -> None:
    """The declaration called `key` is the one at `place`: a name alone could be another declaration's."""
    first_line, first_column, *last = module.ranges.get(key, (0, 0, 0, 0))
    if not (first_line, first_column) <= tuple(place) < tuple(last):
        raise Refused(f"{key}: to Lean the `sorry` at {place[0]}:{place[1]} is not in it")


def _full_name(module: Module, written: str) -> str:
    """The name Lean keeps for the one the user wrote: a `private` n of module M is `_private.M.0.n`."""
    private = [n for n in module.constants if n.startswith("_private.") and n.partition(".0.")[2] == written]
    names = private + [written] * (written in module.constants)
    if len(names) > 1:
        raise Refused(f"{written}: the official file has {len(names)} declarations of that name")
    return names[0] if names else written


def _is_axiom(constant: Constant | None) -> bool:
    return constant is not None and constant.kind == "axiom"


def _nothing_new_unproved(correspondence: Correspondence, given: Module, made: Module) -> None:
    for key, new in made.constants.items():
        if new.unchecked and key.removesuffix("._unsafe_rec") in made.constants.keys() - {key}:
            continue  # made by Lean for its compiler from a recursive definition; no checked constant can reach it
        if new.kind not in ("axiom", "opaque", "quotient") and not new.unchecked:
            continue
        if key not in given.constants or not correspondence.same(key):
            how = "unsafe or partial " if new.unchecked else ""
            raise Refused(f"{key}: the result adds this {how}{new.kind}")


def _kernel_accepts(lean: Lean, made: Module, library: Library) -> int:
    """The kernel makes of all constants exactly what the files say they are; returns how many it checked."""
    checked = {key for key, c in made.constants.items() if not c.unchecked}
    reached, named = reach(checked, made.constants, library)
    environment, constants = library.replayed({key: made.constants[key] for key in reached}, named)
    for key, constant in constants.items():
        found = lean.find(environment, constant.name)
        if found is None or not lean.equal(found, constant.info):
            raise Refused(f"{key}: what the kernel makes of it is not what the compiled file says")
    return len(constants)

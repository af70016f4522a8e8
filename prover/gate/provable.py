"""Which declarations of a file can be proved, by what Lean says of it; it tries nothing and runs no Lean.

A `sorry` in a theorem is a proof. In a definition or an instance it may be one too (a `Prop` field, `decreasing_by`),
which is proved there, or it is an answer, which is the user's to give. Whatever leans on a `sorry` in another
declaration waits for that one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from prover.lean.checker import DescribedConstant, Description
from prover.text.declarations import Declaration, mutual_blocks
from prover.text.problem import Problem

ANSWER = "is an answer to be filled in"
ENTANGLED = (
    "this `sorry` is one of several in definitions of a `mutual` block, which Lean has as one: it is not proved here"
)
PRIVATE = "_private."


@dataclass(frozen=True)
class Provable:
    """The ``problem`` with Lean's names for what has none, and what of it can be proved.

    Of the ``targets`` in their order, ``after`` has by name those that one waits for; ``others`` has, by the name of
    each declaration with a `sorry` that can not be proved, why.
    """

    problem: Problem
    targets: tuple[Declaration, ...]
    after: Mapping[str, tuple[str, ...]]
    others: Mapping[str, str]

    @property
    def asked(self) -> tuple[Declaration, ...]:
        """The targets, and the theorems that were asked for and can not be proved."""
        chosen = {target.start for target in self.targets}
        return tuple(
            d for d in self.problem.declarations if d.start in chosen or (d.is_proposition and d.name in self.others)
        )


def provable(problem: Problem, targets: Sequence[Declaration], found: Description) -> Provable:
    """Which of ``targets``, and of the definitions on whose `sorry` these lean, can be proved."""
    called: dict[str, list[DescribedConstant]] = {}
    for each in found.constants:
        called.setdefault(_written(each), []).append(each)
    named = ((d, _owner(problem, d, found, called.get(d.name, ()))) for d in problem.declarations if d.holes)
    owners = {d.start: constant for d, constant in named if constant is not None}
    problem = problem.named({start: _written(constant) for start, constant in owners.items()})
    open_ones = [d for d in problem.declarations if d.holes]
    by_constant = {owners[d.start].name: d for d in open_ones if d.start in owners}
    constants = {constant.name: constant for constant in found.constants}
    blocks = (tuple(d for d in block if d.holes) for block in mutual_blocks(problem.declarations))
    entangled = {d.start for block in blocks if len(block) > 1 for d in block if not d.is_proposition}
    after: dict[str, tuple[str, ...]] = {}
    others: dict[str, str] = {}
    for declaration in open_ones:
        constant = owners.get(declaration.start)
        unfit = unread(problem, declaration) if constant is None else ""
        if unfit or declaration.start in entangled:
            others[declaration.name] = unfit or ENTANGLED
            continue
        if why := _unfit(declaration, constant, constants):
            others[declaration.name] = why
            continue
        assert constant is not None
        leant_on = list(_leant_on(constant, by_constant))
        if why := next(filter(None, (_in_the_way(one, constants, others) for one in leant_on)), None):
            what = f"the statement of {declaration.name}" if declaration.is_proposition else declaration.name
            others[declaration.name] = f"{what} leans on {why}"
        after[declaration.name] = tuple(dict.fromkeys(d.name for _, d in leant_on if d is not None))
    return _asked_for(problem, targets, after, others)


def unread(problem: Problem, declaration: Declaration) -> str:
    """Why Lean does not read so far; empty where no word says so."""
    at = problem.exit_before(declaration)
    what = declaration.name or f"this {declaration.keyword}"
    return f"Lean stops at the `#exit` in line {at.line}, so {what} is not read" if at else ""


def _asked_for(
    problem: Problem, targets: Sequence[Declaration], after: Mapping[str, tuple[str, ...]], others: Mapping[str, str]
) -> Provable:
    """What can be proved of the targets and of what they wait for, and why the rest can not."""
    starts = {target.start for target in targets}
    wanted = {d.name for d in problem.declarations if d.start in starts and d.name not in others}
    while more := {name for target in wanted for name in after[target]} - wanted:
        wanted |= more
    chosen = tuple(d for d in problem.declarations if d.holes and d.name in wanted)
    asked = {d.name for d in problem.declarations if d.start in starts}
    return Provable(problem, chosen, after, {name: why for name, why in others.items() if name in asked})


def _owner(
    problem: Problem, declaration: Declaration, found: Description, called_so: Sequence[DescribedConstant]
) -> DescribedConstant | None:
    """The constant that Lean made there; of several (as `to_additive` makes them) the one of the declaration's name."""
    place = problem.position(declaration.holes[0].start)
    return next((c for c in called_so if c.covers(place)), None) or found.owner(place)


def _written(constant: DescribedConstant) -> str:
    """The name as the file has it: a `private` n of module M is `_private.M.0.n`."""
    hidden = constant.name.startswith(PRIVATE)
    return constant.name.partition(".0.")[2] if hidden else constant.name


def _unfit(
    declaration: Declaration, constant: DescribedConstant | None, constants: Mapping[str, DescribedConstant]
) -> str | None:
    """Why nothing in this declaration can be proved, whatever it leans on."""
    if declaration.is_proposition:
        if constant is None or constant.kind != "theorem":
            return "to Lean this `sorry` is not in the proof of a theorem"
        own_name = constant.name in constant.leans_on
        return (
            f"the statement of {declaration.name} leans on the `sorry` in {declaration.name} itself"
            if own_name
            else None
        )
    if constant is None or constant.kind not in ("theorem", "definition") or not declaration.may_hold_proofs:
        return "to Lean this `sorry` is in no theorem, definition or instance"
    # What `where` or `let rec` declares within it is part of it.
    parts = (name for name in constant.leans_on if f"{name}.".startswith(f"{constant.name}."))
    an_answer = any(constants[name].answer for name in parts)
    return f"this `sorry` in {declaration.name} {ANSWER}, not a proof" if an_answer else None


def _leant_on(
    constant: DescribedConstant, by_constant: Mapping[str, Declaration]
) -> Iterator[tuple[str, Declaration | None]]:
    """The constants on whose `sorry` one leans, each with the declaration that it is part of, if that is known."""
    for name in constant.leans_on:
        parts = name.split(".")
        within = (".".join(parts[:n]) for n in range(len(parts), 0, -1))
        declaration = next((by_constant[part] for part in within if part in by_constant), None)
        if declaration is None or by_constant.get(constant.name) is not declaration:
            yield name, declaration


def _in_the_way(
    leant_on: tuple[str, Declaration | None], constants: Mapping[str, DescribedConstant], others: Mapping[str, str]
) -> str | None:
    """Why what is leant on keeps it from being proved."""
    name, declaration = leant_on
    if (name in constants and constants[name].answer) or (
        declaration is not None and ANSWER in others.get(declaration.name, "")
    ):
        return f"the `sorry` in {name}: that {ANSWER}"
    if declaration is None or declaration.name in others:
        return f"the `sorry` in {name}, which is not proved here"
    return None

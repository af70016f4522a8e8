"""A statement joined with its counterpart about the other types or functions of a `mutual` block; text only, no Lean.

By itself neither has an induction that goes through, for each case of one leads to the other. The counterpart is the
same claim of the block's other functions, or what a step leaves to be shown. Which are well typed Lean says.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from architect.planning.generalising import is_claim
from prover.methods.recursors import Recursors
from prover.text.brackets import bare, pairs, split
from prover.text.tokens import replaced, words_of


@dataclass(frozen=True)
class Apart:
    """A statement taken apart: its binders as they stand, `(` or `{` first, by the name of each; and its claim."""

    binders: Mapping[str, tuple[str, str]]
    claim: str

    @property
    def fixed(self) -> dict[str, str]:
        """The binders of types, functions and relations, which both parts have in common."""
        named = self.binders.items()
        return {name: type_ for name, (b, type_) in named if b != "(" or ("→" in type_ and not is_claim(type_))}

    def renamed(self, old: str, new: str) -> "Apart":
        """With another name for a variable."""
        names = {old: new}
        binders = {names.get(n, n): (bracket, replaced(type_, names)) for n, (bracket, type_) in self.binders.items()}
        return Apart(binders, replaced(self.claim, names))

    def of(self, head: str) -> Iterator[str]:
        """The names of what is of a type with this head."""
        return (name for name, (_, type_) in self.binders.items() if bare(type_).split(" ")[0] == head)


def taken_apart(statement: str) -> Apart | None:
    """From its binders on, `(x : N) {α : Type} (y) : claim`; None where a binder has several names."""
    closing, binders, at = dict(pairs(statement)), dict[str, tuple[str, str]](), 0
    while at in closing:
        name, _, type_ = statement[at + 1 : closing[at]].partition(" : ")
        if len(name.split()) != 1:
            return None
        binders[name] = statement[at], type_
        at = closing[at] + 2
    return Apart(binders, statement[at:].removeprefix(": "))


def swapped(own: Apart, chosen: str, recursors: Recursors, blocks: Sequence[Sequence[str]]) -> list[Apart] | None:
    """The same claim of each of the types, for a variable of one; None where a function has no counterpart.

    ``blocks`` are the functions that are defined together, in the order of the types that they are about.
    """
    bracket, type_ = own.binders[chosen]
    here = recursors.heads.index(bare(type_).split(" ")[0])
    arguments = (split(text, " ")[1:] for text in (recursors.types[here], bare(type_)))
    parameters = dict(zip(*arguments, strict=False))
    found = []
    for there, other in enumerate(recursors.types):
        matching = [block for block in blocks if len(block) == len(recursors.types)]
        names = {block[here]: block[there] for block in matching}
        if not {*names} & {*words_of(own.claim)}:
            return None
        binders = {**own.binders, chosen: (bracket, replaced(other, parameters))}
        found.append(Apart(binders, replaced(own.claim, names)))
    return found


def for_all_types(parts: Sequence[Apart], chosen: Sequence[str], recursors: Recursors) -> str | None:
    """`∀ …` for each of the types, joined by `∧`; of each part what is ``chosen`` comes first.

    None where a property is of something else than different variables.
    """
    fixed = parts[0].fixed
    claims = []
    for part, name in zip(parts, chosen, strict=True):
        applied = split(bare(part.binders[name][1]), " ")
        arguments = applied[1 + recursors.parameters :] if recursors.is_proposition else []
        if len({*arguments}) < len(arguments) or any(a in fixed or a not in part.binders for a in arguments):
            return None
        claims.append(_quantified(part, (*arguments, name), fixed))
    return f"{_given(fixed, parts[0])} : {' ∧ '.join(f'({claim})' for claim in claims)}".strip()


def for_one_type(own: Apart, chosen: str, other: Apart, new: str) -> str:
    """Both for one variable, which is ``chosen`` of the one and ``new`` in the other."""
    fixed = {**own.fixed, chosen: own.binders[chosen][1]}
    claims = [_quantified(part, (), fixed) for part in (own, other.renamed(new, chosen))]
    return f"{_given(fixed, own)} : {' ∧ '.join(f'({claim})' for claim in claims)}"


def _given(fixed: Mapping[str, str], part: Apart) -> str:
    typed = ((name, "{}" if part.binders[name][0] == "{" else "()") for name in fixed)
    return " ".join(f"{signs[0]}{name} : {fixed[name]}{signs[1]}" for name, signs in typed)


def _quantified(part: Apart, first: Sequence[str], fixed: Mapping[str, str]) -> str:
    names = [*first, *(name for name in part.binders if name not in first and name not in fixed)]
    binders = " ".join(f"({name} : {type_})" if (type_ := part.binders[name][1]) else f"({name})" for name in names)
    return f"∀ {binders}, {part.claim}" if names else part.claim


def joined(
    own: str,
    left: Mapping[str, Sequence[str]],
    recursors: Sequence[Recursors],
    blocks: Sequence[Sequence[str]],
) -> list[str]:
    """All statements that join ``own`` with a counterpart; ``left`` is what a step on a variable leaves to be shown.

    ``blocks`` has the functions that are defined together.
    """
    apart = taken_apart(own)
    if apart is None or len(split(apart.claim, " ∧ ")) > 1:
        return []
    found: dict[str | None, None] = {}
    for each in recursors:
        for place, head in enumerate(each.heads):
            for name in apart.of(head):
                if not each.is_proposition and (parts := swapped(apart, name, each, blocks)) is not None:
                    found[for_all_types(parts, [name] * len(parts), each)] = None
                for other in filter(None, map(taken_apart, left.get(name, ()))):
                    found |= dict.fromkeys(_with_left(apart, name, other, each, place))
    refused = {head for each in recursors for head in each.heads}  # by Lean's induction
    for name, lemmas in left.items():
        if name not in apart.binders or name in apart.fixed or bare(apart.binders[name][1]).split(" ")[0] in refused:
            continue
        for other in filter(None, map(taken_apart, lemmas)):
            if not _is_about(other, apart, blocks):
                continue
            new = [n for n, b in other.binders.items() if n not in apart.binders and b == apart.binders[name]]
            found |= {for_one_type(apart, name, other, n): None for n in new[:1]}
    return [statement for statement in found if statement is not None]


def _with_left(own: Apart, chosen: str, other: Apart, recursors: Recursors, place: int) -> Iterator[str | None]:
    """Of two types: the statement and what a step on what is ``chosen`` leaves to be shown of the other one."""
    if len(recursors.types) != 2:
        return
    names = [name for name in other.of(recursors.heads[1 - place]) if other.binders[name] != own.binders.get(name)]
    for name in names[:1]:
        if not recursors.is_proposition and chosen not in other.binders:  # as `swapped` has it
            other, name = other.renamed(name, chosen), chosen
        parts, variables = ((own, other), (chosen, name)) if place == 0 else ((other, own), (name, chosen))
        fixed = {n: b for n, b in own.binders.items() if n in own.fixed}
        yield for_all_types([replace(part, binders={**fixed, **part.binders}) for part in parts], variables, recursors)


def _is_about(other: Apart, own: Apart, blocks: Sequence[Sequence[str]]) -> bool:
    """Whether it speaks of a function that is defined together with one of the statement."""
    words, before = {*words_of(other.claim)}, {*words_of(own.claim)}
    return any({*block} & before and {*block} & words for block in blocks if len(block) > 1)

"""Goals as Lean prints them, taken apart into hypotheses and target; words only, and only those that Lean printed."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, takewhile

from prover.text.brackets import split

TURNSTILE = "⊢ "
INACCESSIBLE = "✝"
INSTANCE = re.compile(r"inst(✝.*|_\d+)?")
SORTS = ("Type", "Sort", "Prop")


@dataclass(frozen=True)
class Goal:
    """``names`` are the hypotheses in order, without the dagger of those that a proof must name first.

    ``types`` has the type of each hypothesis under its name as printed, dagger and all.
    """

    names: tuple[str, ...]
    unnamed: tuple[str, ...]
    target: str
    types: Mapping[str, str] = field(default_factory=dict)


def parse_goal(text: str) -> Goal:
    """The first goal in `text` (what `$/lean/plainGoal` gives, or an error message that ends in goals).

    A hypothesis line is `a b : T` or `x : T := v`; a line that begins with white space goes on with the one before.
    """
    types: dict[str, str] = {}
    names: list[str] = []
    parts: list[str] = []
    hypotheses = takewhile(lambda line: not line.startswith(TURNSTILE), text.splitlines())
    for line in chain(hypotheses, [""]):
        if line.startswith(" "):
            parts.append(line.strip())
            continue
        types |= dict.fromkeys(names, " ".join(parts))
        names, parts = [], []
        left, colon, right = f"{line} ".partition(" : ")  # where it is long Lean breaks the line behind the colon
        if colon and not line.startswith("case "):
            names, parts = left.split(), [right.strip()] if right else []
    target = text.partition(TURNSTILE)[2].split("\n\n")[0]
    return Goal(
        names=tuple(n for n in types if INACCESSIBLE not in n),
        unnamed=tuple(n.partition(INACCESSIBLE)[0] for n in types if INACCESSIBLE in n),
        target=target,
        types=types,
    )


def conclusion(target: str) -> str:
    """What a target claims in the end, without what it is said of and what is supposed: `p n → q n` → `q n`."""
    while not target.startswith("∃"):
        parts = split(target, ", ", 1) if target.startswith("∀") else split(target, " → ")
        if len(parts) < 2:
            break
        target = parts[-1]
    return target


def is_sort(type_: str) -> bool:
    """Whether what has this type is a type or a proposition: `Type u`, and not `TypeName`."""
    return type_.strip().partition(" ")[0] in SORTS


def is_instance(name: str) -> bool:
    """Whether a hypothesis has the name that Lean gives to an instance without one."""
    return INSTANCE.fullmatch(name) is not None


def parse_goals(text: str) -> Iterator[Goal]:
    """All goals in `text`, which Lean separates by empty lines."""
    for part in text.split("\n\n"):
        if TURNSTILE in part:
            yield parse_goal(part)

"""Induction over several types at once, by the recursors that Lean makes of a `mutual` block; text only, no Lean.

Lean's `induction` refuses a type of such a block, and one that stands within a list in its own constructors. A recursor
has a motive for each type; what is claimed of all, joined by `∧`, says what the motives are.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from prover.text.brackets import pairs, split
from prover.text.declarations import Declaration, mutual_blocks
from prover.text.goal import is_sort

MOTIVE = re.compile(r"\{motive(?:_\d+)? : ")
VARIABLE = re.compile(r"[{(⦃][^(){}\[\]]*? : ")


@dataclass(frozen=True)
class Recursors:
    """One of the ``names`` for each of the ``types``, as Lean prints them; ``parameters`` and ``cases`` are numbers.

    The types that are declared come first, as they stand in the file; ``is_proposition`` says what they are.
    """

    names: tuple[str, ...]
    types: tuple[str, ...]
    parameters: int
    cases: int
    is_proposition: bool

    @property
    def heads(self) -> tuple[str, ...]:
        return tuple(type_.split(" ")[0] for type_ in self.types)

    @property
    def tactic(self) -> str:
        """Begins the proof of `(∀ x : A, …) ∧ (∀ y : B, …)`, one claim for each type in order; leaves all cases."""
        motives = [f"p{i}" for i in range(1, len(self.names) + 1)]
        cases = [f"c{i}" for i in range(1, self.cases + 1)]
        given = " ".join([*["_"] * self.parameters, *motives, *cases])
        *others, joined = [f"(@{name} {given})" for name in self.names]
        for each in reversed(others):
            joined = f"(And.intro {each} {joined})"
        return f"apply fun {' '.join((*motives, *cases))} => {joined}"


def questions(declared: Sequence[Declaration]) -> list[str]:
    """Commands that show the recursors of all inductive types of a file."""
    return [f"set_option pp.fullNames true in #check @{block[0]}.rec" for block in _blocks(declared)]


def recursors_in(declared: Sequence[Declaration], said: Sequence[str]) -> tuple[Recursors, ...]:
    """Those of several types at once, from what Lean ``said`` to the `questions`."""
    types = dict(text.removeprefix("@").split(" : ", 1) for text in said if ".rec : " in text)
    read = (read_recursors(block, types.get(f"{block[0]}.rec", "")) for block in _blocks(declared))
    return tuple(filter(None, read))


def _blocks(declared: Sequence[Declaration]) -> list[tuple[str, ...]]:
    """The inductive types that are declared together, or by themselves."""
    blocks = [tuple(d.name for d in block) for block in mutual_blocks(declared) if block[0].keyword == "inductive"]
    return [*blocks, *((d.name,) for d in declared if d.keyword == "inductive" and not d.mutual)]


def read_recursors(block: Sequence[str], type_: str) -> Recursors | None:
    """From the type of `@T.rec`, where `T` is the first of a block; None where there is but one motive."""
    text = " ".join(type_.split())
    closing = dict(pairs(text))
    # A parameter may be called so too; only what is claimed of values of a type is a motive.
    starts = (found.start() for found in MOTIVE.finditer(text))
    claimed = {at: split(text[at : closing[at]].partition(" : ")[2], " → ") for at in starts if at in closing}
    motives = [at for at, parts in claimed.items() if len(parts) > 1 and is_sort(parts[-1])]
    claims = [claimed[at] for at in motives]
    if len(motives) < max(len(block), 2):
        return None
    end = 0
    parameters = 0
    for first in sorted(closing):
        if end <= first < motives[0]:
            end = closing[first]
            parameters += 1 if text[first] == "[" else len(text[first + 1 : end].partition(" : ")[0].split())
    parts = split(text[closing[motives[-1]] + 1 :].lstrip(" →,"), " → ")
    cases = [part for part in parts[:-1] if not VARIABLE.match(part)]
    names = (*(f"{name}.rec" for name in block), *(f"{block[0]}.rec_{i}" for i in range(1, len(motives))))
    types = tuple(claim[-2] for claim in claims)
    return Recursors(names[: len(motives)], types, parameters, len(cases), claims[0][-1] == "Prop")

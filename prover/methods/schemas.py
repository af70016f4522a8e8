"""Which scripts of a tactics file are for a goal: by the shape of its target and the kinds of its names; no Lean."""

from collections.abc import Iterator, Sequence
from itertools import product

from prover.methods.scripts import BLANK, DIGITS, HYPOTHESES, Portfolio, Tier, expand
from prover.methods.surroundings import Surroundings

# Kinds of hypotheses: variables first, then what is assumed, by its head.
KINDS = (
    "data", "nat", "int", "bool", "list", "option", "value", "type", "function", "switch", "relation", "property",
    "hypothesis", "forall", "equation", "exists", "or", "and", "iff", "not", "order", "divides", "inductive",
    "definition",
)  # fmt: skip
OF_THE_CHOSEN = ("others", "index")


def scripts_for(tier: Tier, portfolio: Portfolio, around: Surroundings) -> Iterator[str]:
    """The tier's scripts for a goal, `{closer}` and `{fast}` still open; none where it is for another shape.

    They are made as they are asked for: with many hypotheses there are more than anyone will try.
    """
    if not around.shapes & {*tier.shape}:
        return
    blanks: dict[str, Sequence[str]] = {
        **portfolio.blanks,
        **dict.fromkeys(HYPOTHESES, around.site.names),
        **{kind: around.named(kind) for kind in KINDS},
        "known": _joined(around.known),
        "functions": _joined(around.functions),
        "predicates": _joined(around.predicates),
        "constructor": around.names.constructors,
        "call": around.calls,
        "lemma": around.lemmas,
        "premise": around.premises,
        "premises": _joined(around.premises),
        "joint": [each.tactic for each in around.recursors],
        "residues": [_residues(number, modulus) for modulus in around.moduli for number in around.named("nat")],
    }
    for line in tier.scripts:
        for script in _with_choices(line, blanks, around):
            yield from expand(script, blanks, {*HYPOTHESES, *KINDS, "residues"})


def _joined(names: Sequence[str], between: str = ", ") -> list[str]:
    return [between.join(names)] if names else []


def _with_choices(line: str, blanks: dict[str, Sequence[str]], around: Surroundings) -> Iterator[str]:
    """A script with what depends on its first choice filled, and that choice.

    These are `{others}` (all that an induction may generalise) and `{index}` (one of the chosen that is no variable).
    """
    named = BLANK.findall(line)
    asked = [name for name in OF_THE_CHOSEN if name in named]
    if not asked:
        yield line
        return
    first = next(name for name in named if name not in asked)
    for chosen in blanks[first.rstrip(DIGITS)]:
        found = {"others": _joined(around.others(chosen.split()), " "), "index": around.indices(chosen)}
        for values in product(*(found[name] for name in asked)):
            filled = line.replace(f"{{{first}}}", chosen)
            for name, value in zip(asked, values, strict=True):
                filled = filled.replace(f"{{{name}}}", value)
            yield filled


def _residues(number: str, modulus: int) -> str:
    """Begins a script: what a number may leave, case by case as `p`."""
    cases = " ∨ ".join(f"{number} % {modulus} = {rest}" for rest in range(modulus))
    names = " | ".join(["p"] * modulus)
    return f"have p : {cases} := (by omega); rcases p with {names}"

"""Accumulators: where a constant stands in the place of an argument, the same for all values; text only, no Lean.

`onto l nil = reverse l` says too little for an induction. What is so for every `r` in the place of `nil` is guessed:
that `r` is put to the other side by some function of two arguments, `onto l r = append (reverse l) r`. Several
accumulators change together, so all of them become variables at once. Which guess is well typed Lean says, and which is
true those who prove it.

Source: Aubin, Mechanizing structural induction (1979); Ireland and Bundy, Productive use of failure in inductive proof
(1996).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product

from architect.planning.generalising import FRESH, sides_of
from prover.text.brackets import bare, split
from prover.text.goal import Goal
from prover.text.tokens import words_of

OPERATIONS = ("++", "+", "*", "::")
# What an accumulator that begins as the constant does to a result: `{term}` and `{accumulator}`.
BEGUN = {
    "0": ("{term} + {accumulator}",),
    "1": ("{term} * {accumulator}",),
    "[]": ("List.reverse {accumulator} ++ {term}", "{term} ++ {accumulator}", "{accumulator} ++ {term}"),
}
MOST_RESULTS = 16  # ways to begin the parts of a pair
MOST_FUNCTIONS = 8  # of the file's own, the last ones


@dataclass(frozen=True)
class Guess:
    """What may be so for every value of an accumulator, and the law by which that gives the goal back, if it takes one.

    The ``law`` is about ``value``, which stands for ``term``. A ``whole`` guess says what several accumulators do.
    """

    general: Goal
    law: str = ""
    value: str = ""
    term: str = ""
    whole: bool = False


def guesses(goal: Goal, known: Sequence[str]) -> Iterator[Guess]:
    """All guesses for an equation; ``known`` are the functions that the file defines."""
    sides = sides_of(goal.target)
    fresh = [name for name in FRESH if name not in goal.types]
    if sides is None or len(fresh) < 2:
        return
    value, accumulator, *_ = fresh
    for applied, other in (sides, sides[::-1]):
        head, *arguments = split(applied, " ") or [""]
        if head not in known or len(arguments) < 2:
            continue
        yield from _together(goal, [head, *arguments], other, known)
        for place, constant in enumerate(arguments):
            if any(word in goal.types for word in words_of(constant)):
                continue
            general = " ".join((head, *arguments[:place], accumulator, *arguments[place + 1 :]))
            types = {**goal.types, accumulator: ""}
            term = f"({other})" if " " in other else other
            for claim, law in _ways(term, accumulator, constant, value, [f for f in known if f != head]):
                stated = replace(goal, target=f"{general} = {claim}", types=types)
                yield Guess(stated, law and f"{law} = {value}", value, other)


def _together(goal: Goal, applied: Sequence[str], other: str, known: Sequence[str]) -> Iterator[Guess]:
    """Guesses about all constants of a call at once, also those within a pair."""
    head, *arguments = applied
    begun = [[] if any(w in goal.types for w in words_of(word)) else split(bare(word), ", ") for word in arguments]
    constants = [constant for parts in begun for constant in parts]
    fresh = [name for name in FRESH if name not in goal.types][: len(constants)]
    if not 2 <= len(constants) <= len(fresh):
        return

    def stated(variables: Sequence[str], claim: str, types: Mapping[str, str]) -> Guess:
        names = iter(variables)
        words = [head]
        for parts, word in zip(begun, arguments, strict=True):
            taken = ", ".join(next(names) for _ in parts)
            words.append(f"({taken})" if len(parts) > 1 else taken or word)
        return Guess(replace(goal, target=f"{' '.join(words)} = {claim}", types=types), whole=True)

    for claim in _results(split(other, ", "), constants, fresh):
        yield stated(fresh, claim, {**goal.types, **dict.fromkeys(fresh, "")})
    function, *at = split(other, " ")
    if function in known and len(at) == 1 and goal.types.get(at[0]) == "Nat":
        # The constants are the first values of a recurrence, of which the accumulators are some in a row.
        shift, *_ = fresh
        values = [f"({function} {shift if i == 0 else f'({shift} + {i})'})" for i in range(len(constants))]
        yield stated(values, f"{function} ({at[0]} + {shift})", {shift: "Nat", **goal.types})


def _results(parts: Sequence[str], constants: Sequence[str], accumulators: Sequence[str]) -> Iterator[str]:
    """What comes of all accumulators: one each for the parts of a result, or all for the only one."""
    terms = [f"({part})" if " " in part else part for part in parts]
    if len(terms) == len(constants):
        for ways in islice(product(*(BEGUN.get(constant, ()) for constant in constants)), MOST_RESULTS):
            done = zip(ways, terms, accumulators, strict=True)
            yield f"({', '.join(way.format(term=term, accumulator=name) for way, term, name in done)})"
    elif len(terms) == 1 and len({*constants}) == 1:
        for way in BEGUN.get(constants[0], ()):
            term = terms[0]
            for name in accumulators:
                term = f"({way.format(term=term, accumulator=name)})"
            yield bare(term)


def _ways(
    term: str, accumulator: str, constant: str, value: str, functions: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Both together by a function, and what that makes of a value and the constant; of Lean's own that is known."""
    for function in functions[-MOST_FUNCTIONS:]:
        yield f"{function} {term} {accumulator}", f"{function} {value} {constant}"
        yield f"{function} {accumulator} {term}", f"{function} {constant} {value}"
    for sign in OPERATIONS:
        yield f"{term} {sign} {accumulator}", ""
        yield f"{accumulator} {sign} {term}", ""

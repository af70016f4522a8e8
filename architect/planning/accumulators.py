"""Accumulators: where a constant stands in the place of an argument, the same for all values; text only, no Lean.

`onto l nil = reverse l` says too little for an induction. What is so for every `r` in the place of `nil` is guessed:
that `r` is put to the other side by some function of two arguments, `onto l r = append (reverse l) r`. Which guess is
well typed Lean says, and which is true those who prove it.

Source: Aubin, Mechanizing structural induction (1979); Ireland and Bundy, Productive use of failure in inductive proof
(1996).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from architect.planning.generalising import FRESH, sides_of
from prover.text.brackets import split
from prover.text.goal import Goal
from prover.text.tokens import words_of

OPERATIONS = ("++", "+", "*", "::")
MOST_FUNCTIONS = 8  # of the file's own, the last ones


@dataclass(frozen=True)
class Guess:
    """What may be so for every value of an accumulator, and the law by which that gives the goal back, if it takes one.

    The ``law`` is about ``value``, which stands for ``term``.
    """

    general: Goal
    law: str = ""
    value: str = ""
    term: str = ""


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
        for place, constant in enumerate(arguments):
            if any(word in goal.types for word in words_of(constant)):
                continue
            general = " ".join((head, *arguments[:place], accumulator, *arguments[place + 1 :]))
            types = {**goal.types, accumulator: ""}
            term = f"({other})" if " " in other else other
            for claim, law in _ways(term, accumulator, constant, value, [f for f in known if f != head]):
                stated = replace(goal, target=f"{general} = {claim}", types=types)
                yield Guess(stated, law and f"{law} = {value}", value, other)


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

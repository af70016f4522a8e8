"""Equations under a condition: terms that differ, and agree wherever some claim about their variables is true; no Lean.

As Speculate does it (Braquehais and Runciman, Speculate: Discovering Conditional Equations and Inequalities about
Black-Box Functions by Reasoning from Test Results, 2017).
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from prover.text.terms import Apply, Literal, Name, Term, names_in
from prover.theory.data import Valuation, Value
from prover.theory.enumeration import PAUSE, Enumeration
from prover.theory.evaluation import Evaluator
from prover.theory.language import BOOL, Language
from prover.theory.rewriting import canonical, head_of, size_of
from prover.theory.shown import AT_MOST, DIFFERS
from prover.theory.signature import EQ
from prover.theory.values import NUMBER

T = TypeVar("T")

TRUTHS = Name("Bool.true"), Name("Bool.false")
LEAST_CASES = 4  # in which a claim is true and both sides have values
LARGEST, LARGEST_TRUTH, LARGEST_NUMBER = 5, 3, 2  # sizes of terms: sides, those that are true, those compared
MOST_CLAIMS, MOST_SIDES = 40, 150
SAID = 2  # equations with one left side


@dataclass(frozen=True)
class Conditional:
    """``left = right`` where the claim is true."""

    left: Term
    right: Term
    claim: Term


@dataclass(frozen=True)
class Valued:
    """A term, its variables, and its value in each case, None where that is not known."""

    term: Term
    variables: frozenset[str]
    values: tuple[Value | None, ...]


@dataclass(frozen=True)
class Supposed:
    """What may be supposed: its variables, and the cases in which it is true as bits."""

    term: Term
    variables: frozenset[str]
    bits: int


@dataclass(frozen=True)
class ConditionalEquations:
    """Finds equations under a condition among the terms of a language; ``cases`` are those in which they must hold."""

    language: Language
    evaluator: Evaluator
    cases: Sequence[Valuation]

    def found(self, terms: Enumeration) -> Iterator[Conditional | None]:
        """Those of a function of the language, the smaller left sides first; None where one may do something else."""
        claims: list[Supposed] = []
        for term in self._claims(terms):
            holds = yield from self._in_each_case(partial(self.evaluator.holds, term))
            bits = sum((each is True) << place for place, each in enumerate(holds))
            claims.append(Supposed(canonical(term), self._variables(term), bits))
        for type_ in terms.types if claims else ():
            smaller: list[Valued] = []
            for term in terms.kept(type_, LARGEST)[:MOST_SIDES]:
                values = yield from self._in_each_case(partial(self.evaluator.value, term))
                side = Valued(canonical(term), self._variables(term), values)
                if head_of(term) in self.language.functions and not _numeral(term):
                    yield from _under_claims(side, smaller, claims)
                smaller.append(side)

    def _in_each_case(self, known: Callable[[Valuation], T]) -> Generator[None, None, tuple[T, ...]]:
        """What is known in each case; None now and then, where one may do something else."""
        found: list[T] = []
        paused = self.evaluator.steps
        for case in self.cases:
            found.append(known(case))
            if self.evaluator.steps >= paused + PAUSE:
                paused = self.evaluator.steps
                yield None
        yield None
        return tuple(found)

    def _claims(self, terms: Enumeration) -> list[Term]:
        """That a function of variables is true, or is false; how two numbers compare."""
        own, variables = set(self.language.functions), set(self.language.variables)
        truths = [
            term
            for term in terms.kept(BOOL, LARGEST_TRUTH)
            if isinstance(term, Apply) and head_of(term) in own and {*names_in(term)} - variables <= own
        ]
        numbers = [
            t for t in terms.kept(NUMBER, LARGEST_NUMBER) if {*names_in(t)} - own <= variables and not _numeral(t)
        ]
        pairs = [(a, b) for a in numbers for b in numbers if not {*names_in(a)} & {*names_in(b)}]
        found: list[Term] = [Apply(Name(EQ), (term, truth)) for term in truths for truth in TRUTHS]
        found += [Apply(Name(DIFFERS), (a, b)) for a, b in pairs if size_of(a) == size_of(b) == 1 and str(a) < str(b)]
        return [*found, *(Apply(Name(AT_MOST), pair) for pair in pairs)][:MOST_CLAIMS]

    def _variables(self, term: Term) -> frozenset[str]:
        return frozenset({*names_in(term)} & self.language.variables.keys())


def _under_claims(left: Valued, smaller: Sequence[Valued], claims: Sequence[Supposed]) -> Iterator[Conditional]:
    """Equations with smaller terms, each under the claim under which it holds that is true most often."""
    fitting = [claim for claim in claims if claim.variables <= left.variables]
    said = 0
    for right in smaller if fitting else ():
        if said == SAID:
            return
        if not right.variables <= left.variables or size_of(right.term) >= size_of(left.term):
            continue
        alike, unlike = 0, 0
        for place, (one, other) in enumerate(zip(left.values, right.values, strict=True)):
            if one is not None and other is not None:
                alike, unlike = alike | (one == other) << place, unlike | (one != other) << place
        holds = [c for c in fitting if not c.bits & unlike and (c.bits & alike).bit_count() >= LEAST_CASES]
        holds = [claim for claim in holds if not is_idle(claim.term, left.term, right.term)]
        if holds and unlike:
            said += 1
            yield Conditional(left.term, right.term, max(holds, key=lambda c: c.bits.bit_count()).term)


def is_idle(claim: Term, left: Term, right: Term) -> bool:
    """Whether the claim gives a value to what the sides speak of: rewriting with the claim says as much."""
    match claim:
        case Apply(Name("Eq"), (part, _)):
            return _has(part, left) or _has(left, part) or _has(right, part)
    return False


def _has(term: Term, part: Term) -> bool:
    return term == part or (isinstance(term, Apply) and any(_has(each, part) for each in term.arguments))


def _numeral(term: Term) -> bool:
    """Whether it speaks of a number of its own: another says the same of all."""
    return isinstance(term, Literal) or (isinstance(term, Apply) and any(map(_numeral, term.arguments)))

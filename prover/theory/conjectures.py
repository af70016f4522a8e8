"""What is still to be proved, the simpler first: nothing that follows, nothing false in a small case; no Lean."""

import asyncio
import itertools
from collections import deque
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from prover.text.terms import Apply, Name, Term, names_in, show_term
from prover.theory.conditions import Conditional, ConditionalEquations, is_idle
from prover.theory.enumeration import PAUSE, Conjecture, Enumeration, cases_for
from prover.theory.evaluation import LIBRARY_CONSTRUCTORS, Evaluator
from prover.theory.language import Language
from prover.theory.operations import operation_laws
from prover.theory.rewriting import ADD, Rewriting, head_of, matches, size_of
from prover.theory.shown import DIFFERS
from prover.theory.signature import Signature
from prover.theory.values import Values, substituted

FIRST_SIZE, LAST_SIZE = 5, 8
CHECKED_CASES = 40  # more, and other ones, before Lean is asked
SUPPOSED_CASES = 64  # for what holds in some of them
SUPPOSES = 2.0  # so much simpler an equation that supposes nothing must be to come after one that does
MOST_CONDITIONAL = 24
MOST_OPEN = 1_500
MOST_TRIALS = 6
AGAIN = 1.0  # so much simpler another must be to be tried before one that failed, for each time that it did
AWAY = 1.0  # the same for one that names no function of the goal
PERMUTES = 2.0  # and for one that only permutes variables
LARGEST_STEP = 3
STEP = 2.0  # so much less one counts that goes on with a definition


@dataclass(eq=False)
class Open:
    """An equation to be proved, the simpler side on the right; ``seen`` is how much was known to what failed last.

    ``half_tried`` says that there are quick scripts which it was not tried with.
    """

    left: Term
    right: Term
    rank: float
    seen: int = -1
    seen_deep: int = -1
    trials: int = 0
    for_simp: bool = False  # it follows by our own rewriting, which sorts, and is to be proved all the same
    half_tried: bool = False
    claim: Term | None = None  # which it supposes


class Conjectures:
    """The open conjectures of a language; `grow` has it speak of larger terms, `learn` of what was proved.

    ``begun`` says that those of now were tried, and not all of them; ``learnt`` counts what is known.
    """

    def __init__(self, language: Language, signature: Signature, has_time: Callable[[], bool]) -> None:
        self._language, self._has_time = language, has_time
        self.variables = frozenset(language.variables)
        values, self._evaluator = Values(signature), Evaluator(signature)
        self._cases = cases_for(language.variables, values)
        self._more = cases_for(language.variables, values, CHECKED_CASES)
        self._terms = Enumeration(language.symbols, language.variables, self._evaluator, self._cases)
        self.rewriting = Rewriting(language.precedence())
        for name in language.functions:
            self.rewriting.define(signature.equations[name])
        self._open: list[Open] = []
        self._said: set[tuple[Term, ...]] = set()
        supposed = cases_for(language.variables, values, SUPPOSED_CASES)
        self._conditions = ConditionalEquations(language, self._evaluator, supposed)
        self._found, self._laws = self._spoken(), deque(operation_laws(language))
        self._paused_at = 0  # steps of the evaluator
        self.begun = False
        self._known: list[Open] = []
        self.learnt, self._supposing = 0, 0
        self._constructors = signature.constructors | set(LIBRARY_CONSTRUCTORS) | {ADD}

    async def grow(self) -> bool:
        """Speak of terms one larger, after the laws; False where the bound is reached, or time is over.

        What was cut off goes on where it was.
        """
        if len(self._open) >= MOST_OPEN or not await self._goes_on() or not await self._say_laws():
            return False
        for found in self._found:
            if isinstance(found, int):
                return True
            if isinstance(found, Conditional):
                self._suppose(found)
            elif found is not None and len(self._open) < MOST_OPEN:
                self._add(found)
            if not await self._goes_on():
                return False
        return False

    def _spoken(self) -> Iterator[Conjecture | Conditional | int | None]:
        """As `Enumeration.of_size` has it for one size after the other, and each size once its terms are over."""
        for size in range(1, LAST_SIZE + 1):
            yield from self._terms.of_size(size)
            if size == FIRST_SIZE:
                yield from self._conditions.found(self._terms)
            if size >= FIRST_SIZE:
                yield size

    async def _say_laws(self) -> bool:
        """Whether those laws of the language that hold are all said."""
        while self._laws:
            left, right, rank = self._laws[0]
            names = {*names_in(left), *names_in(right)}
            holds = await self._holds(left, right) if names & set(self._language.functions) else False
            if holds is None:
                return False
            self._laws.popleft()
            if holds:
                self._open.append(Open(left, right, rank))
                self._said.add((left, right))
        return True

    async def _goes_on(self) -> bool:
        """Give way to what else there is to do; whether there is time for more then."""
        self._paused_at = self._evaluator.steps
        await asyncio.sleep(0)
        return self._has_time()

    def learn(self, proved: Open) -> list[Open]:
        """Take a proved one for known; what it makes simp need comes to the front.

        Returns those known before that follow from the others now.
        """
        if proved in self._open:
            self._open.remove(proved)
        if proved.claim is not None:  # no rewriting of ours goes by it
            self.learnt += 1
            self._open = [each for each in self._open if not _instance(each, proved, self.variables)]
            return []
        before = self.rewriting.regrouped
        self.rewriting.learn(proved.left, proved.right, self.variables)
        for name in self.rewriting.regrouped - before:
            self._regroup(name)
        idle = [each for each in self._known if self.rewriting.follows_without(each.left, each.right)]
        self._known = [each for each in self._known if each not in idle]
        self.learnt += 1
        if not proved.for_simp:
            self._known.append(proved)
        return idle

    def _regroup(self, name: str) -> None:
        """What is associative and commutative is sorted by simp once it may exchange the first two of three."""
        type_ = next((symbol.result for symbol in self._language.symbols if symbol.name == name), None)
        x, y, z, *_ = [*(Name(n) for n, t in self._language.variables.items() if t == type_), None, None, None]
        if x and y and z:
            left, right = (Apply(Name(name), (a, Apply(Name(name), (b, z)))) for a, b in ((x, y), (y, x)))
            self._open.append(Open(left, right, 0.0, for_simp=True))

    def _add(self, found: Conjecture) -> None:
        left, right = self.rewriting.normal(found.left), self.rewriting.normal(found.right)
        if left == right or (sides := self.rewriting.oriented(left, right, self.variables)) is None:
            return
        left, right = self._renamed(*sides)
        names = {*names_in(left), *names_in(right)}
        if (left, right) in self._said or not names & set(self._language.functions) or not names & self.variables:
            return
        self._said.add((left, right))
        self._open.append(Open(left, right, self._rank(left, right)))

    def _suppose(self, found: Conditional) -> None:
        """Open to be tried, where it is not said by definitions; those that suppose least come first."""
        if self._supposing == MOST_CONDITIONAL or self.rewriting.normal(found.left) != found.left:
            return
        left, right, claim = self._renamed(found.left, found.right, found.claim)
        if isinstance(claim, Apply) and claim.head == Name(DIFFERS):
            claim = Apply(claim.head, tuple(sorted(claim.arguments, key=show_term)))
        if (left, right, claim) not in self._said:
            self._said.add((left, right, claim))
            self._supposing += 1
            self._open.append(Open(left, right, self._rank(left, right) + SUPPOSES, claim=claim))

    def _rank(self, left: Term, right: Term) -> float:
        """The small and general first, and what is about the goal's own functions."""
        names = [*names_in(left), *names_in(right)]
        different = len({*names} & self.variables)
        constants = len(names) - sum(name in self.variables or name in self._language.functions for name in names)
        rank = size_of(left) + size_of(right) - different / 2 + constants / 2
        permutes = not self.rewriting.greater(left, right, self.variables)
        away = 0.0 if self._language.goals & {*names} else AWAY
        return rank + away + PERMUTES * permutes - STEP * self._is_step(left)

    def _is_step(self, left: Term) -> bool:
        """Whether it says what a function does at one constructor, as its own equations do at others."""
        if not isinstance(left, Apply) or head_of(left) not in self._language.functions:
            return False
        made = [part for part in left.arguments if isinstance(part, Apply) or head_of(part) not in self.variables]
        return len(made) == 1 and head_of(made[0]) in self._constructors and size_of(made[0]) <= LARGEST_STEP

    def _renamed(self, *terms: Term) -> tuple[Term, ...]:
        """With the first variables of each type, in the order in which they stand."""
        given: dict[str, Term] = {}
        left_over = {
            t: [n for n, o in self._language.variables.items() if o == t] for t in self._language.variables.values()
        }
        for name in itertools.chain(*map(names_in, terms)):
            if name in self.variables and name not in given:
                given[name] = Name(left_over[self._language.variables[name]].pop(0))
        return tuple(substituted(each, given) for each in terms)

    async def choose(self, many: int, *, deep: bool = False, without: Collection[Open] = ()) -> list[Open]:
        """At most so many that should be tried now, given what is known; those that follow from it are dropped.

        What failed once is tried again, with more scripts, also where nothing more is known.
        """
        chosen: list[Open] = []
        for each in sorted(self._open, key=lambda each: each.rank + (0 if deep else AGAIN) * each.trials):
            if not self._is_due(each, deep) or each in without:
                continue
            if len(chosen) == many or not await self._goes_on():
                break
            if await self._still_open(each) and not any(
                _instance(each, other, self.variables) for other in (*without, *chosen)
            ):
                chosen.append(each)
        return chosen

    def _is_due(self, each: Open, deep: bool) -> bool:
        """Whether a try has something new to it; all that is quick is tried before what is deep."""
        if deep:
            return each.seen_deep < 0 and each.trials > 0 and not each.half_tried
        return each.trials < MOST_TRIALS and (each.seen < self.learnt or each.half_tried)

    def is_overtaken(self, proved: Open) -> bool:
        """Whether what was learnt since it was chosen makes it another one, or none; then it stays open as that."""
        before = proved.left, proved.right
        return proved not in self._open or not self._brought_up_to_date(proved) or (proved.left, proved.right) != before

    def failed(self, tried: Open, known: int, *, deep: bool) -> None:
        """Nothing proved it where so much was ``known``."""
        tried.trials += 1
        if deep:
            tried.seen_deep = known
        else:
            tried.seen = max(tried.seen, known)

    def _brought_up_to_date(self, each: Open) -> bool:
        """Bring it to the form that it has by now; where it follows it is dropped, and that is False."""
        if each.for_simp:
            return True
        left, right = self.rewriting.normal(each.left), self.rewriting.normal(each.right)
        sides = None if left == right else self.rewriting.oriented(left, right, self.variables)
        claim = None if each.claim is None else self.rewriting.normal(each.claim)
        if sides is None or (claim is not None and is_idle(claim, *sides)):
            self._open.remove(each)
            return False
        (each.left, each.right), each.claim = sides, claim
        return True

    async def _still_open(self, each: Open) -> bool:
        """Whether it is open in the form that it has by now; where it is false in another case, it is dropped."""
        if not self._brought_up_to_date(each):
            return False
        tried = each.trials > 0 or each.for_simp
        holds = True if tried else await self._holds(each.left, each.right, each.claim)
        if holds is False:
            self._open.remove(each)
        return bool(holds)

    async def _holds(self, left: Term, right: Term, claim: Term | None = None) -> bool | None:
        """Whether no case in which the claim is true says otherwise, and one says so; None where time is over."""
        known = False
        for case in self._more:
            if self._evaluator.steps >= self._paused_at + PAUSE and not await self._goes_on():
                return None
            if claim is not None and self._evaluator.holds(claim, case) is not True:
                continue
            first, second = self._evaluator.value(left, case), self._evaluator.value(right, case)
            if first is not None and second is not None:
                if first != second:
                    return False
                known = True
        return known


def _instance(one: Open, other: Open, variables: frozenset[str]) -> bool:
    found: dict[str, Term] = {}
    pairs = [(other.left, one.left), (other.right, one.right)]
    if other.claim is not None:
        if one.claim is None:
            return False
        pairs.append((other.claim, one.claim))
    return all(matches(*pair, variables, found) for pair in pairs)

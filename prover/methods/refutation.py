"""Refuting a statement by a small case: closed values for its variables, and Lean to say that it fails there.

It is quick, and made for statements that somebody guessed. What it finds is a proof of the negation, for the judge.
"""

import asyncio
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import prod

from prover.lean.live.pool import Session
from prover.lean.live.site import INTROS
from prover.methods.ladder import Task
from prover.methods.small_case import CLAIM, OPEN, learnt_from
from prover.methods.small_values import ARROW, Cases, CaseValues, Choice, Learnt, load_cases, smallest
from prover.text.brackets import split
from prover.text.goal import TURNSTILE, is_instance, is_sort, parse_goal
from prover.text.tokens import replaced, words_of
from prover.words.obligation import SORRY, Obligation
from prover.words.outcome import Attempt, Blame, Diagnosis, Disproved, Outcome, Unproved
from prover.words.stopwatch import Stopwatch
from prover.words.verdict import Died

METHOD = "refutation: small cases"
DECIDE = "decide +kernel"
WITHIN = "set_option maxHeartbeats {0} in "  # the kernel's too
NO_LISTS: Mapping[int, Sequence[str]] = {}
NOTHING_LEARNT: Learnt = {}
CASE, TACTIC = "case ", "tactic "  # what Lean traces, with a number behind it
SOUGHT = 200  # cases among which the one is that Lean decided to be false
WIDE = 200  # cases up to which further values are taken
FIXED = 24  # choices of what no list can range over: types, propositions, predicates
NOTHING = Unproved(Diagnosis(Blame.UNKNOWN, "no small case refutes it"))


@dataclass(frozen=True)
class BySmallCases:
    """The method; a statement whose variables have types that it does not know it leaves alone.

    One that is not ``thorough`` has Lean decide all cases together, which takes a moment, and tries none by tactics.
    What was so ``decided`` in vain is not decided again.
    """

    cases: Cases = field(default_factory=load_cases)
    thorough: bool = True
    decided: set[Obligation] = field(default_factory=set)

    async def run(self, task: Task) -> Outcome | Died:
        again = task.obligation in self.decided
        if not task.obligation.is_proposition or (again and not self.thorough):
            return NOTHING
        watch, refuter = Stopwatch(), _Refuter(task.obligation, self.cases, self.thorough)
        found: tuple[str, ...] | Died = ()
        try:
            with task.at_work.named(METHOD):
                async with task.pool.session(task.obligation.header) as lean:
                    found = await refuter.find(lean, again=again)
            if found == () and not refuter.died:
                self.decided.add(task.obligation)
        finally:
            succeeded = not isinstance(found, Died) and found != ()
            task.attempts.append(Attempt(METHOD, refuter.tried, refuter.checks, watch.seconds, succeeded))
        if isinstance(found, Died):
            return found
        return Disproved(found) if found and await task.judge.disproof(found) is None else NOTHING


async def case_against(lean: Session, obligation: Obligation, *, thorough: bool = True) -> Learnt | None:
    """The values of a small case that refutes a statement, as far as Lean says; the gate is not asked.

    What is not ``thorough`` has Lean decide it for all small values at once, and no more. Raises as `check` does.
    """
    found = await (refuter := _Refuter(obligation, load_cases(), thorough)).find(lean)
    return None if isinstance(found, Died) or not found else learnt_from(found[0], refuter.variables)


async def disproof_by(lean: Session, obligation: Obligation, learnt: Learnt) -> tuple[tuple[str, ...], Attempt]:
    """Fills of the negation by values that were learnt, and what can be made around them, and what that took.

    None where they do not refute it, as far as Lean says. It takes a moment. Raises as `check` does.
    """
    watch, refuter = Stopwatch(), _Refuter(obligation, load_cases(), thorough=False, learnt=learnt)
    found = await refuter.find(lean)
    fills = () if isinstance(found, Died) else found
    return fills, Attempt(METHOD, refuter.tried, refuter.checks, watch.seconds, fills != ())


async def variables_of(lean: Session, obligation: Obligation) -> Mapping[str, str]:
    """What a statement is about, in order: name → type; nothing where Lean died of it. Raises as `check` does."""
    variables = await _Refuter(obligation, load_cases(), thorough=False).look(lean)
    return {} if isinstance(variables, Died) else variables


class _Refuter:
    """One statement under the cases, first those of values that were ``learnt``; it counts what it does."""

    def __init__(self, obligation: Obligation, cases: Cases, thorough: bool, learnt: Learnt = NOTHING_LEARNT) -> None:
        self._obligation, self._cases, self._thorough = obligation, cases.wider if learnt else cases, thorough
        self._known = ", ".join(obligation.settled)
        self._values = CaseValues(self._cases, obligation.context, learnt)
        self._wider = CaseValues(self._cases.wider, obligation.context, learnt)
        self._checks, self.tried, self.died = 0, 0, False
        self._used: list[int] = []
        self.variables: Mapping[str, str] = {}

    @property
    def checks(self) -> int:
        return self._checks + self._values.checks + self._wider.checks

    async def find(self, lean: Session, *, again: bool = False) -> tuple[str, ...] | Died:
        """Fills of the negation, none where no case works; ``again``: it was decided before, which refuted nothing."""
        if isinstance(variables := await self.look(lean), Died):
            return variables
        script = None if again else await self._together(variables)
        if script is None and self._thorough:
            script = await self._far(variables)
        if script is None and self._thorough:
            cases = await self._chosen(variables, self._cases.most)
            script = await self._one_by_one([case.values for case in cases])
        return (f"intro h; {script}",) if script else ()

    async def _together(self, variables: Mapping[str, str]) -> str | None:
        """Lean decides the statement for all values at once; then the first case is sought by which it is false."""
        fixed = await self._chosen(variables, FIXED, fixed=True)
        most = self._cases.together // len(fixed)
        ways = [(choice.values, await self._lists(variables, choice.values, most)) for choice in fixed]
        self.tried += sum(prod(map(len, lists.values())) for _, lists in ways)
        number = await self._first([_decided(*way) for way in ways])
        if number is None:
            return None
        values, lists = ways[number]
        choices = [Choice()]
        for place, value in enumerate(values):
            found = lists.get(place, [value])
            choices = smallest((c for choice in choices for c in choice.longer(found, lambda p, _: p)), SOUGHT)
        steps = [_decided(choice.values) for choice in choices]
        number = await self._first(steps)
        return _decided(values, lists) if number is None else steps[number]

    async def _far(self, variables: Mapping[str, str]) -> str | None:
        """As `_together`, for numbers as far as the number of cases allows; a function that grows fast stops early."""
        numbers = {place: self._cases.numbers(type_) for place, type_ in enumerate(variables.values())}
        if not any(numbers.values()):
            return None
        [fixed] = await self._chosen(variables, 1, fixed=True)
        values, lists = [*fixed.values], await self._lists(variables, fixed.values, self._cases.together, numbers)
        self.tried += prod(map(len, lists.values()))
        for place in [*lists]:  # the first case, one variable after the other
            found = lists.pop(place)
            cases = [[*values[:place], value, *values[place + 1 :]] for value in found]
            within = WITHIN.format(self._cases.heartbeats // len(cases))
            if (number := await self._first([f"{within}({_decided(case, lists)})" for case in cases])) is None:
                return None
            values = cases[number]
        return _decided(values)

    async def _lists(
        self,
        variables: Mapping[str, str],
        values: Sequence[str],
        most: int,
        numbers: Mapping[int, Sequence[str]] = NO_LISTS,
    ) -> dict[int, list[str]]:
        """The values over which each variable that is open shall range, by its place; so many cases at most."""
        lists: dict[int, list[str]] = {}
        further: dict[int, list[str]] = {}
        given = {name: value for name, value in zip(variables, values, strict=True) if value != OPEN}
        for place, type_ in enumerate(variables.values()):
            closed = replaced(type_, given)
            # Lean itself goes through all truth values.
            if values[place] == OPEN and closed != "Bool" and (found := await self._values.of(self._lean, closed)):
                lists[place] = [*numbers.get(place, ())] or found[: self._most(closed)]
                if not numbers.get(place) and ARROW not in closed:
                    further[place] = [v for v in await self._wider.of(self._lean, closed) if v not in lists[place]]
        size = prod(map(len, lists.values()))
        while size <= WIDE and any(further.values()):
            place = next(filter(further.get, further))
            if (size := size // len(lists[place]) * (len(lists[place]) + 1)) <= WIDE:
                lists[place].append(further[place].pop(0))
            further[place] = further.pop(place)  # the others have their turn
        while prod(map(len, lists.values())) > most:
            max(lists.values(), key=len).pop()
        return lists

    async def _one_by_one(self, cases: Sequence[Sequence[str]]) -> str | None:
        """Each case by tactics, the hypotheses first; the quick tactics on many, all of them on a few."""
        for finish in self._cases.finish:
            wanted = [tactic for tactic in finish.tactics if self._known or "{known}" not in tactic]
            tactics = [tactic.replace("{known}", self._known) for tactic in wanted]
            traced = " | ".join(f'({tactic}; trace "{TACTIC}{i}")' for i, tactic in enumerate(tactics))
            # Without `clear h` a simplifier would use `h` itself, and may not come to an end.
            steps = [f"refine absurd ({_given(case)}) ?_ <;> clear h" for case in cases[: finish.cases]]
            self.tried += len(steps)
            number = await self._first([f"{step} <;> first | {traced}" for step in steps])
            used = [tactics[i] for i in sorted({*self._used}) if i < len(tactics)]
            if number is not None and used:
                finish_it = used[0] if len(used) == 1 else f"first | {' | '.join(used)}"
                return f"{steps[number]} <;> {finish_it}"
        return None

    async def _first(self, scripts: Sequence[str]) -> int | None:
        """The number of the first script that refutes the statement, for which Lean is asked once."""
        self._used = []
        if not scripts:
            return None
        negation = self._obligation.negation()
        self._checks += 1
        tried = " | ".join(f'(({script}); trace "{CASE}{i}")' for i, script in enumerate(scripts))
        fill = f"intro h; first | {tried}"
        text, begin = negation.text([fill]), len(negation.pieces[0])
        verdict = await self._lean.check(text, self._cases.seconds, axioms=(negation.name,))
        self.died |= isinstance(verdict, Died)
        if isinstance(verdict, Died) or not verdict.accepted:
            return None
        if not verdict.axioms.get(negation.name, {SORRY}) <= negation.allowed:
            return None
        said = [message.text for message in verdict.within(text, begin, begin + len(fill)).messages]
        self._used = [*_numbers(said, TACTIC)]
        return next((number for number in _numbers(said, CASE) if number < len(scripts)), None)

    async def look(self, lean: Session) -> Mapping[str, str] | Died:
        """What the statement is about, in order: name → type, hypotheses and instances among them."""
        self._lean = lean
        sorries = [SORRY] * (self._obligation.holes - 1)
        for hole in (f"({INTROS}; fail)", f"(by {INTROS}; fail)"):
            self._checks += 1
            verdict = await self._lean.check(self._obligation.text([hole, *sorries]), self._cases.seconds)
            if isinstance(verdict, Died):
                return verdict
            if goal := next((error.text for error in verdict.errors if TURNSTILE in error.text), None):
                self.variables = parse_goal(goal).types
                break
        return self.variables

    async def _chosen(self, variables: Mapping[str, str], most: int, fixed: bool = False) -> list[Choice]:
        """The first choices of values, or of those alone that no list can range over; what has none stays open."""
        choices = [Choice()]
        for number, (name, type_) in enumerate(variables.items()):
            words = {*words_of(type_)}
            named = [(i, earlier) for i, earlier in enumerate([*variables][:number]) if earlier in words]
            longer: list[Choice] = []
            for choice in choices:
                given = {earlier: choice.values[i] for i, earlier in named if choice.values[i] != OPEN}
                closed = replaced(type_, given) if given else type_
                found = [OPEN]
                if (instance := is_instance(name)) or not fixed or _is_no_data(closed):
                    found = await self._values.of(self._lean, closed) or (["inferInstance"] if instance else [OPEN])
                longer += choice.longer(found[: self._most(closed)], lambda place, _: place)
            choices = smallest(longer, most)
            await asyncio.sleep(0)
        return choices

    def _most(self, type_: str) -> int:
        return self._cases.functions if ARROW in type_ else self._cases.each


def _is_no_data(type_: str) -> bool:
    """Whether what has this type is a type, a proposition or a predicate."""
    return is_sort(split(type_, ARROW)[-1])


def _given(values: Sequence[str]) -> str:
    return " ".join((CLAIM, *values))


def _decided(values: Sequence[str], lists: Mapping[int, Sequence[str]] = NO_LISTS) -> str:
    return f"refine absurd ({_applied(values, lists)}) ?_; {DECIDE}"


def _applied(values: Sequence[str], lists: Mapping[int, Sequence[str]]) -> str:
    """The statement for values, and for all of the ``lists`` (by the place of their variable) where it is open."""
    needed = max((place + 1 for place, value in enumerate(values) if value != OPEN or place in lists), default=0)
    names = [f"x{place}" if value == OPEN else value for place, value in enumerate(values[:needed])]
    binders = [
        f"x{place} (_ : x{place} ∈ [{', '.join(lists[place])}])" if place in lists else f"x{place}"
        for place, value in enumerate(values[:needed])
        if value == OPEN
    ]
    return f"fun {' '.join(binders)} => {_given(names)}" if binders else _given(names)


def _numbers(said: Sequence[str], word: str) -> Iterator[int]:
    """The numbers that Lean traced behind a word."""
    return (int(found) for text in said for found in re.findall(rf"^{word}(\d+)$", text, re.MULTILINE))

"""First-order goals by instances: negate the goal, take hypotheses apart, instantiate those that hold for all values.

The terms are those that there are: variables, witnesses, then functions of them (Herbrand's theorem, in bounded
rounds). `grind` sees to what is left. What is found is only a proposal.
"""

import re
import time
from collections.abc import AsyncGenerator, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, islice, product, takewhile, zip_longest
from typing import ClassVar

from prover.lean.live.pool import Pool, Session
from prover.lean.live.site import Site
from prover.methods.ladder import Task
from prover.methods.minimise import SECONDS, TO_SHORTEN, last_of
from prover.methods.plain_goal import PlainGoal, plain_goal
from prover.methods.proposing import OneFill, Proposing
from prover.text.terms import Apply, Arrow, Forall, Lambda, Name, Term, names_in, show_term
from prover.words.obligation import SORRY, Obligation
from prover.words.stopwatch import Clock
from prover.words.verdict import Died

METHOD = "laws: instances"
QUANTIFIED = re.compile(r"[∀∃]")  # without one in the statement there is nothing to instantiate
PUSHED = "Classical.not_forall, not_exists, Classical.not_imp, not_and, not_or, Classical.not_not, ne_eq"
PUSH = f"try simp only [{PUSHED}] at "
ROUNDS = 7  # of taking apart or instantiating
INSTANCES = 40  # in one round
TERMS = 8  # of one type
CHECKS = 16  # to find out what is enough


@dataclass(frozen=True)
class ByInstances(Proposing):
    """Instances for at most ``seconds``; ``finish`` is the tactic that sees to what is left."""

    name: ClassVar[str] = METHOD
    finish: str
    seconds: float = 3.0

    def proposals(self, task: Task) -> "InstanceSearch":
        return InstanceSearch(task.pool, task.obligation, self.seconds, self.finish, task.prolonged)


class InstanceSearch(OneFill):
    """Instances at work."""

    method = METHOD

    def __init__(
        self,
        pool: Pool,
        obligation: Obligation,
        seconds: float,
        finish: str,
        prolonged: Callable[[float], float] = lambda seconds: seconds,
        clock: Clock = time.monotonic,
    ) -> None:
        super().__init__(pool, obligation, clock)
        self._seconds, self._finish, self._prolonged = seconds, finish, prolonged
        self._numbers = count(1)
        self._done: set[str] = set()

    @property
    def _may_help(self) -> bool:
        return QUANTIFIED.search(self._obligation.statement) is not None

    async def _fill(self) -> str | Died | None:
        async with self._pool.session(self._obligation.header) as lean:
            return await self._fill_with(lean)

    async def _fill_with(self, lean: Session) -> str | Died | None:
        site = await self._look(lean)
        if isinstance(site, Died):
            return site
        no = self._fresh({*site.names}, "no")
        start = [*([site.intro] if site.intro else []), "apply Classical.byContradiction", f"intro {no}"]
        units = [f"{PUSH}{no}"]
        for number in range(ROUNDS):
            self._checks += 1
            attempt = [*start, *units, *([f"try ({self._finish})"] if number else [])]
            goal = await plain_goal(lean, self._obligation, site, attempt, lean.times.step)
            if isinstance(goal, Died):
                return goal if number == 0 else None
            if goal is None:
                return await self._shortened(lean, site, start, units)
            if self._watch.seconds > self._seconds or (number == 0 and not self._fits(goal)):
                return None
            new = [*self._apart(goal)] or [*self._instances(goal, deep=number > 1)]
            if not new:
                return None
            units += new
        return None

    def _fits(self, goal: PlainGoal) -> bool:
        """Whether something is said of all values, or of some, of a type of which nothing else is known."""
        sorts = {name for name, type_ in goal.hypotheses.items() if "Type" in names_in(type_)} | self._obligation.own
        return any(
            (isinstance(type_, Forall) and {*names_in(type_)} & sorts) or "Exists" in names_in(type_)
            for type_ in goal.hypotheses.values()
        ) and bool(sorts)

    def _apart(self, goal: PlainGoal) -> Iterator[str]:
        """Steps that take all witnesses and parts out of the hypotheses."""
        taken = {*goal.hypotheses}
        for name, type_ in goal.hypotheses.items():
            match type_:
                case Apply(Name("Exists" | "And")):
                    yield f"obtain {self._pattern(type_, taken)} := {name}"

    def _pattern(self, type_: Term, taken: set[str]) -> str:
        match type_:
            case Apply(Name("Exists"), (Lambda(names, body),)):
                rest: Term = Apply(Name("Exists"), (Lambda(names[1:], body),)) if names[1:] else body
                return f"⟨{self._fresh(taken, 'c')}, {self._pattern(rest, taken)}⟩"
            case Apply(Name("And"), (left, right)):
                return f"⟨{self._pattern(left, taken)}, {self._pattern(right, taken)}⟩"
        return self._fresh(taken, "d")

    def _instances(self, goal: PlainGoal, *, deep: bool) -> Iterator[str]:
        """Instances of hypotheses that there were none of yet, of each in turn, each pushed towards its atoms."""
        terms, taken = _terms(goal.hypotheses, goal.nameless, deep=deep), {*goal.hypotheses}
        each = [_instances_of(name, type_, terms) for name, type_ in goal.hypotheses.items()]
        in_turn = (found for row in zip_longest(*each) for found in row if found is not None)
        for instance in islice((found for found in in_turn if found not in self._done), INSTANCES):
            self._done.add(instance)
            new = self._fresh(taken, "d")
            yield f"have {new} := {instance}"
            yield f"{PUSH}{new}"

    async def _shortened(self, lean: Session, site: Site, start: Sequence[str], units: list[str]) -> str | None:
        """The fill with as few of the units as there is time to find to be enough; None where it fails."""

        def filled(units: Sequence[str], *end: str) -> str:
            return site.places("by\n" + "\n".join([*start, *units, *end]))[0]

        end = [] if await self._closes(lean, filled(units)) else [self._finish]
        if end and not await self._closes(lean, filled(units, *end)):
            return None
        fewer = self._fewer(lean, units, lambda units: filled(units, *end))
        seconds = self._prolonged(SECONDS / TO_SHORTEN) * TO_SHORTEN
        return filled(await last_of(fewer, units, min(SECONDS, seconds)), *end)

    async def _fewer(
        self, lean: Session, units: list[str], filled: Callable[[Sequence[str]], str]
    ) -> AsyncGenerator[list[str], None]:
        """Ever fewer of the units that are enough, in a bounded number of checks."""
        left, size = CHECKS, len(units)
        while size > 1 and left > 0:
            size = (size + 1) // 2
            for first in range((len(units) - 1) // size * size, -1, -size):
                if left == 0:
                    break
                left -= 1
                fewer = units[:first] + units[first + size :]
                if await self._closes(lean, filled(fewer)):
                    yield (units := fewer)

    async def _closes(self, lean: Session, fill: str) -> bool:
        self._checks += 1
        self._scripts += 1
        name = self._obligation.name
        verdict = await lean.check(self._obligation.text([fill]), lean.times.step, axioms=(name,))
        if isinstance(verdict, Died):
            return False
        return verdict.accepted and verdict.axioms.get(name, {SORRY}) <= self._obligation.allowed

    def _fresh(self, taken: set[str], letter: str) -> str:
        name = next(name for i in self._numbers if (name := f"{letter}{i}") not in taken)
        taken.add(name)
        return name


def _instances_of(name: str, type_: Term, terms: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """What a hypothesis says of some terms, for as many of its first variables as there are terms for."""
    if isinstance(type_, Forall):
        known = [terms.get("" if binder.type is None else show_term(binder.type), ()) for binder in type_.binders]
        given = [*takewhile(bool, known)]
        explicit = all(binder.bracket == "(" for binder in type_.binders[: len(given)])
        for values in product(*given) if given else ():
            yield f"{name if explicit else f'@{name}'} {' '.join(values)}"


def _terms(hypotheses: Mapping[str, Term], nameless: Sequence[Term], *, deep: bool) -> dict[str, list[str]]:
    """Terms by their type: what there is, and where it is to be ``deep`` functions of that."""
    found: dict[str, list[str]] = {}
    for name, type_ in hypotheses.items():
        found.setdefault(show_term(type_), []).append(name)
    for type_ in nameless:
        match type_:
            case Apply(Name("Inhabited"), (sort,)) if show_term(sort) not in found:
                found[show_term(sort)] = [f"(default : {show_term(sort)})"]
    if deep:
        plain = {sort: [*terms] for sort, terms in found.items()}
        for name, type_ in hypotheses.items():
            domains, result = [], type_
            while isinstance(result, Arrow):
                domains.append(show_term(result.domain))
                result = result.codomain
            if domains and show_term(result) in plain:
                for values in islice(product(*(plain.get(domain, []) for domain in domains)), TERMS):
                    found[show_term(result)].append(f"({name} {' '.join(values)})")
    return {sort: terms[:TERMS] for sort, terms in found.items()}

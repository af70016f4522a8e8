"""Goals that are equations, from laws that hold for all values: completion, and its proof as a Lean script.

The laws are hypotheses, fields of classes and structures, axioms and theorems of the file. What it finds is only a
proposal; where there is no law, or the goal is no equation, it ends after a look.
"""

import asyncio
import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from prover.laws.completion import Completion, CompletionBounds
from prover.laws.equations import Equation
from prover.laws.given import laws_of, local_laws, sorts_in
from prover.laws.reading import ALIKE, Law, LawReader
from prover.laws.script import NoScript, Script
from prover.laws.trees import Compound, places
from prover.lean.live.pool import Pool, Session
from prover.lean.live.site import Site
from prover.methods.ladder import Task
from prover.methods.plain_goal import PlainGoal, fields_of, plain_goal, types_of
from prover.methods.proposing import OneFill, Proposing
from prover.text.terms import Apply, Name, Term, fresh, names_in
from prover.words.obligation import Obligation
from prover.words.outcome import Blame, Diagnosis, Outcome, Unproved
from prover.words.stopwatch import Clock, Stopwatch
from prover.words.verdict import Died

METHOD = "laws: completion"
SIGNS = re.compile(r"(?<![:<>!=])=(?![>=])|≠|\bFalse\b")  # without one there is nothing to be shown here
POINT, NO = "x", "no"  # an argument for functions that are to be equal, and what is to be refuted
LOGIC = {
    "Eq",
    "Ne",
    "Not",
    "And",
    "Or",
    "Iff",
    "Exists",
    "False",
    "True",
    "Type",
    "Sort",
    *ALIKE,
}  # nothing to be asked
LARGEST = 100  # symbols in both sides of a law, or of the goal
NOTHING = Unproved(Diagnosis(Blame.UNKNOWN, "no laws that it follows from were found"))
KNOWN = 30  # axioms and theorems of the file that are looked at, the last ones


@dataclass(frozen=True)
class ByCompletion(Proposing):
    """Completion for at most ``seconds``, within ``bounds``; where it ``ended`` in vain it is not begun again."""

    name: ClassVar[str] = METHOD
    seconds: float = 2.0
    bounds: CompletionBounds = field(default_factory=CompletionBounds)
    ended: set[Obligation] = field(default_factory=set)

    async def run(self, task: Task) -> Outcome | Died:
        if task.obligation in self.ended:
            return NOTHING
        found = await super().run(task)
        if isinstance(found, Unproved):
            self.ended.add(task.obligation)
        return found

    def proposals(self, task: Task) -> "CompletionSearch":
        return CompletionSearch(task.pool, task.obligation, self.seconds, self.bounds)


@dataclass(frozen=True)
class _ToShow:
    """What is to be shown from which laws: one of the ``questions``, a chain between two terms, ends the goal."""

    steps: tuple[str, ...]
    laws: tuple[Equation, ...]
    questions: tuple[tuple[str, Law], ...]
    taken: frozenset[str]
    constants: tuple[Compound, ...]


class CompletionSearch(OneFill):
    """Completion at work."""

    method = METHOD

    def __init__(
        self,
        pool: Pool,
        obligation: Obligation,
        seconds: float,
        bounds: CompletionBounds,
        clock: Clock = time.monotonic,
    ) -> None:
        super().__init__(pool, obligation, clock)
        self._seconds, self._bounds, self._clock = seconds, bounds, clock

    @property
    def _may_help(self) -> bool:
        return SIGNS.search(self._obligation.statement) is not None

    async def _fill(self) -> str | Died | None:
        async with self._pool.session(self._obligation.header) as lean:
            site = await self._look(lean)
            if isinstance(site, Died):
                return site
            posed = await self._posed(lean, site)
            if posed is None or isinstance(posed, Died):
                return posed
        script = await self._script(posed)  # no Lean is held meanwhile
        if script is None:
            return None
        async with self._pool.session(self._obligation.header) as lean:
            return await self._checked(lean, site, [*posed.steps, *script])

    async def _posed(self, lean: Session, site: Site) -> _ToShow | Died | None:
        seconds, taken = lean.times.step, {*site.names}
        point, no = (fresh(name, taken) for name in (POINT, NO))
        intro = [site.intro] if site.intro else []
        self._checks += 1
        goal = await plain_goal(
            lean, self._obligation, site, [*intro, f"try intro {no}", f"try funext {point}"], seconds
        )
        if goal is None or isinstance(goal, Died):
            return goal
        known = await self._constants(lean, goal, seconds)
        if isinstance(known, Died):
            return known
        reader = LawReader(goal.hypotheses, known)
        laws = [*local_laws(reader, goal.hypotheses)]
        sorts = sorts_in(goal.hypotheses)
        equations = [law.equation(given) for given, law in laws if not law.differs]
        for name, type_ in known.items():
            equations += laws_of(reader, name, type_, goal.hypotheses, sorts)
        target = reader.law(goal.target)
        questions = [("", target)] if target is not None and not target.differs else []
        if goal.target == Name("False"):
            questions = [(given, law) for given, law in laws if law.differs and not law.bound]
        equations = [law for law in equations if law.left.size + law.right.size <= LARGEST]
        questions = [(given, law) for given, law in questions if law.left.size + law.right.size <= LARGEST]
        if not questions or not equations:
            return None
        more = [f"intro {no}"] * (no in goal.hypotheses) + [f"funext {point}"] * (point in goal.hypotheses)
        sides = [(law.left, law.right) for law in equations] + [(law.left, law.right) for _, law in questions]
        every = [part for pair in sides for tree in pair for _, part in places(tree)]
        constants = [*dict.fromkeys(part for part in every if not part.arguments)]
        names = {name for part in every for name in part.symbol.shown.split()} | {*goal.hypotheses} | {*known}
        return _ToShow((*intro, *more), tuple(equations), tuple(questions), frozenset(names), tuple(constants))

    async def _constants(self, lean: Session, goal: PlainGoal, seconds: float) -> Mapping[str, Term] | Died:
        """The types of the constants that may matter: those that the goal names, and those that may state laws."""
        terms = (goal.target, *goal.hypotheses.values(), *goal.nameless)
        familiar = {*goal.hypotheses, *LOGIC}
        heads = [*dict.fromkeys(name for term in terms for name in names_in(term) if name not in familiar)]
        typed = [head for term in (*goal.hypotheses.values(), *goal.nameless) for head in _head(term) if head in heads]
        self._checks += bool(typed)
        fields = await fields_of(lean, self._obligation, dict.fromkeys(typed), seconds)
        if isinstance(fields, Died):
            return fields
        above = [*self._obligation.own, *self._obligation.known[-KNOWN:]]
        asked = [*dict.fromkeys([*(name for of in fields.values() for name in of), *above, *heads])]
        if not asked:
            return {}
        self._checks += 1
        return await types_of(lean, self._obligation, asked, seconds)

    async def _script(self, posed: _ToShow) -> list[str] | None:
        """Lean's steps, where completion finds a proof in time; it gives way between its turns."""
        searching = Stopwatch(self._clock)  # what it waits for Lean before is not search
        for given, law in posed.questions:
            completion = Completion(posed.laws, law.left, law.right, self._bounds)
            for _ in completion.turns():
                await asyncio.sleep(0)
                if searching.seconds > self._seconds:
                    return None
            if completion.proof is not None:
                try:
                    lines = Script(posed.taken, posed.constants).proof(law.left, law.right, completion.proof, given)
                except NoScript:
                    return None
                return lines
        return None

    async def _checked(self, lean: Session, site: Site, steps: Iterable[str]) -> str | Died | None:
        """The fill that the steps make, if Lean accepts it."""
        self._checks += 1
        self._scripts += 1
        [fill, *_] = site.places("by\n" + "\n".join(steps))
        name = self._obligation.name
        verdict = await lean.check(self._obligation.text([fill]), lean.times.step, axioms=(name,))
        if isinstance(verdict, Died):
            return None
        axioms = verdict.axioms.get(name)
        return fill if verdict.accepted and axioms is not None and axioms <= self._obligation.allowed else None


def _head(term: Term) -> Iterable[str]:
    match term:
        case Name(name) | Apply(Name(name)):
            yield name

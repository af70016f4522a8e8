"""Refuting a statement by a small case: closed values for its variables, and Lean to say that it fails there.

It is quick, and made for statements that somebody guessed. What it finds is a proof of the negation, for the judge.
"""

import asyncio
import functools
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from prover.lean.live.pool import Session
from prover.methods.ladder import Task
from prover.text.brackets import pairs, split
from prover.text.goal import TURNSTILE, parse_goal
from prover.text.tokens import replaced, words_of
from prover.words.obligation import SORRY, Obligation
from prover.words.outcome import Attempt, Blame, Diagnosis, Disproved, Outcome, Unproved
from prover.words.stopwatch import Stopwatch
from prover.words.verdict import Died

METHOD = "refutation: small cases"
CLAIM = "?_"  # left to tactics
DEPTH = 3  # constructors inside constructors
MANY = 3  # variables that get all their values; further ones get two
LONGEST = 2_000  # characters of a value; a case that takes more to write is no small one
NOTHING = Unproved(Diagnosis(Blame.UNKNOWN, "no small case refutes it"))


class Cases(BaseModel):
    """`prover/tactics/refutation.toml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    most: int
    each: int
    seconds: float
    finish: tuple[str, ...]
    values: Mapping[str, tuple[str, ...]]


@functools.cache
def load_cases() -> Cases:
    return Cases.model_validate(tomllib.loads((files("prover") / "tactics" / "refutation.toml").read_text("utf-8")))


@dataclass(frozen=True)
class BySmallCases:
    """The method; a statement whose variables have types that it does not know it leaves alone."""

    cases: Cases = field(default_factory=load_cases)

    async def run(self, task: Task) -> Outcome | Died:
        watch, refuter = Stopwatch(), _Refuter(task.obligation, self.cases)
        found: tuple[str, ...] | Died = ()
        try:
            async with task.pool.session(task.obligation.header) as lean:
                found = await refuter.find(lean)
        finally:
            succeeded = not isinstance(found, Died) and found != ()
            task.attempts.append(Attempt(METHOD, refuter.tried, refuter.checks, watch.seconds, succeeded))
        if isinstance(found, Died):
            return found
        return Disproved(found) if found and await task.judge.disproof(found) is None else NOTHING


@dataclass(frozen=True, order=True)
class Choice:
    """A value for each of some variables; the smaller the ``size`` the sooner it is tried, then by the ``places``.

    A place is that of a value in the list of those that its variable may have.
    """

    size: int = 0
    places: tuple[int, ...] = ()
    values: tuple[str, ...] = ()

    def longer(self, found: Sequence[str], size: Callable[[int, str], int]) -> "Iterator[Choice]":
        """With a value for one more variable, for each of those `found`."""
        for place, value in enumerate(found):
            yield Choice(self.size + size(place, value), (*self.places, place), (*self.values, value))


def _smallest(choices: Iterable[Choice], most: int) -> list[Choice]:
    """The first so many. One more variable adds the same to the least of each, so the others never come to be first."""
    return sorted(choices)[:most]


@dataclass(frozen=True)
class Constructor:
    """A constructor with the names of its type's parameters and the types of its ``fields``."""

    name: str
    parameters: tuple[str, ...]
    fields: tuple[str, ...]


class _Refuter:
    """One statement under the cases; it counts what it does."""

    def __init__(self, obligation: Obligation, cases: Cases) -> None:
        self._obligation, self._cases = obligation, cases
        self._known = ", ".join(obligation.known)
        self._constructors: dict[str, tuple[Constructor, ...]] = {}
        self._found: dict[tuple[str, int], list[str]] = {}  # values by type and depth
        self.tried = self.checks = 0

    async def find(self, lean: Session) -> tuple[str, ...] | Died:
        """Fills of the negation, none where no case works. Values that are too much for Lean refute nothing.

        All cases go to Lean at once; only when one of them works it is asked which.
        """
        self._lean = lean
        variables = await self._variables()
        if isinstance(variables, Died):
            return variables
        cases = await self._chosen(variables)
        # Without `clear h` a simplifier would use `h` itself, and may not come to an end.
        steps = [f"refine absurd (@h {' '.join(case.values)}) ?_ <;> clear h" for case in cases]
        self.tried = len(steps)
        finish = f"<;> first | {' | '.join(self._tactics())}"
        if steps and await self._refutes(f"first | {' | '.join(f'({step} {finish})' for step in steps)}"):
            for step in steps:
                for close in (*(f"<;> {tactic}" for tactic in self._tactics()), finish):
                    if await self._refutes(f"{step} {close}"):
                        return (f"intro h; {step} {close}",)
        return ()

    async def _refutes(self, script: str) -> bool:
        negation = self._obligation.negation()
        self.checks += 1
        text = negation.text([f"intro h; {script}"])
        verdict = await self._lean.check(text, self._cases.seconds, axioms=(negation.name,))
        if isinstance(verdict, Died):
            return False
        return verdict.accepted and verdict.axioms.get(negation.name, {SORRY}) <= negation.allowed

    async def _variables(self) -> Mapping[str, str] | Died:
        """What the statement is about, in order: name → type, hypotheses and instances among them."""
        sorries = [SORRY] * (self._obligation.holes - 1)
        for hole in ("(intros; fail)", "(by intros; fail)"):
            self.checks += 1
            verdict = await self._lean.check(self._obligation.text([hole, *sorries]), self._cases.seconds)
            if isinstance(verdict, Died):
                return verdict
            if goal := next((error.text for error in verdict.errors if TURNSTILE in error.text), None):
                return parse_goal(goal).types
        return {}

    async def _chosen(self, variables: Mapping[str, str]) -> list[Choice]:
        """The first choices of values; what has no values is taken for a claim, and left to tactics."""
        choices = [Choice()]
        for number, (name, type_) in enumerate(variables.items()):
            most = self._cases.each if number < MANY else 2
            words = {*words_of(type_)}
            named = [(i, earlier) for i, earlier in enumerate([*variables][:number]) if earlier in words]
            longer: list[Choice] = []
            for choice in choices:
                closed = replaced(type_, {earlier: choice.values[i] for i, earlier in named}) if named else type_
                found = ["inferInstance"] if name.startswith("inst") else await self._values(closed, DEPTH) or [CLAIM]
                longer += choice.longer(found[:most], lambda place, _: place)
            choices = _smallest(longer, self._cases.most)
            await asyncio.sleep(0)
        return choices

    async def _values(self, type_: str, depth: int) -> list[str]:
        """Closed terms of a type, the smallest first; none where the type is not known."""
        if (type_, depth) not in self._found:
            await asyncio.sleep(0)
            made = await self._made(type_, depth)
            self._found[type_, depth] = [value for value in made if len(value) <= LONGEST]
        return self._found[type_, depth]

    async def _made(self, type_: str, depth: int) -> list[str]:
        head, *arguments = _applied(type_) or [""]
        if not head or depth == 0:
            return []
        if head in self._cases.values:
            blanks = [await self._values(argument, depth - 1) for argument in arguments]
            if not all(blanks) and arguments and head not in ("Fin", "Type", "Sort"):
                return []
            ab = {letter: values[0] for letter, values in zip("ab", blanks, strict=False) if values}
            ab |= {f"{letter}2": values[:2][-1] for letter, values in zip("ab", blanks, strict=False) if values}
            return list(dict.fromkeys(text.format(**ab) for text in self._cases.values[head]))
        found: list[str] = []
        for constructor in await self._constructors_of(head):
            given = dict(zip(constructor.parameters, arguments, strict=False))
            choices = [Choice()]
            for type_of_field in constructor.fields:
                values = (await self._values(replaced(type_of_field, given), depth - 1))[:2]
                longer = (more for choice in choices for more in choice.longer(values, lambda _, value: len(value)))
                choices = _smallest(longer, self._cases.each)
            found += [f"({' '.join((constructor.name, *choice.values))})" for choice in choices]
        return sorted(found, key=len)[: self._cases.each]

    async def _constructors_of(self, head: str) -> "tuple[Constructor, ...]":
        """The constructors of an inductive type with the types of their fields, as Lean prints them; none else."""
        if head not in self._constructors:
            self.checks += 1
            text = f"{self._obligation.context}\nset_option pp.funBinderTypes true in\n#print {head}\n"
            verdict = await self._lean.check(text, self._cases.seconds)
            messages = () if isinstance(verdict, Died) else verdict.messages
            said = [message.text for message in messages if message.text.startswith("inductive ")]
            lines = said[0].partition("constructors:")[2].splitlines() if said else []
            found = []
            for line in lines:
                name, colon, type_ = line.strip().partition(" : ")
                parts = [part.strip() for part in split(type_, "→")]
                implicit = [part.strip("{}").partition(" : ")[0] for part in parts if part.startswith("{")]
                fields = parts[len(implicit) : -1]
                if colon and not any(" : " in field for field in fields):
                    found.append(Constructor(name, tuple(implicit), tuple(fields)))
            self._constructors[head] = tuple(found)
        return self._constructors[head]

    def _tactics(self) -> list[str]:
        wanted = [tactic for tactic in self._cases.finish if self._known or "{known}" not in tactic]
        return [tactic.replace("{known}", self._known) for tactic in wanted]


def _applied(type_: str) -> list[str]:
    """Head and arguments of a type; nothing for what is no application, like an arrow or a product."""
    type_ = _bare(type_)
    parts = split(type_, " ")
    return parts if all(part[0] in "(" or part.replace(".", "").replace("_", "").isalnum() for part in parts) else []


def _bare(text: str) -> str:
    """A text without the round brackets around all of it."""
    text = text.strip()
    closed = dict(pairs(text))
    start, end = 0, len(text) - 1
    while start < end and text[start] == "(" and closed.get(start) == end:
        start, end = start + 1, end - 1
        while text[start].isspace():
            start += 1
        while text[end].isspace():
            end -= 1
    return text[start : end + 1]

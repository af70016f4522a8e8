"""Refuting a statement by a small case: closed values for its variables, and Lean to say that it fails there.

It is quick, and made for statements that somebody guessed. What it finds is a proof of the negation, for the judge.
"""

import functools
import time
import tomllib
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import product

from pydantic import BaseModel, ConfigDict

from prover.errors import LeanCrashed, LeanOutgrown, LeanTimedOut
from prover.goal import TURNSTILE, parse_goal
from prover.ladder import Task
from prover.lean.pool import Session
from prover.lexer import replaced
from prover.obligation import SORRY, Attempt, Blame, Diagnosis, Disproved, Obligation, Outcome, Unproved

METHOD = "refutation: small cases"
CLAIM = "?_"  # left to tactics
DEPTH = 3  # constructors inside constructors
MANY = 3  # variables that get all their values; further ones get two
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

    async def run(self, task: Task) -> Outcome:
        began, tried, checks = time.monotonic(), 0, 0
        found: tuple[str, ...] | None = None
        try:
            async with task.pool.session(task.obligation.header) as lean:
                refuter = _Refuter(lean, task.obligation, self.cases)
                try:
                    found = await refuter.find()
                finally:
                    tried, checks = refuter.tried, refuter.checks
        except (LeanTimedOut, LeanCrashed, LeanOutgrown):
            found = None  # values that are too much for Lean refute nothing
        task.attempts.append(Attempt(METHOD, tried, checks, time.monotonic() - began, found is not None))
        return Disproved(found) if found and await task.judge.disproof(found) is None else NOTHING


@dataclass(frozen=True)
class Constructor:
    """A constructor with the names of its type's parameters and the types of its ``fields``."""

    name: str
    parameters: tuple[str, ...]
    fields: tuple[str, ...]


class _Refuter:
    """One statement under the cases; it counts what it does."""

    def __init__(self, lean: Session, obligation: Obligation, cases: Cases) -> None:
        self._lean, self._obligation, self._cases = lean, obligation, cases
        self._known = ", ".join(obligation.known)
        self._constructors: dict[str, tuple[Constructor, ...]] = {}
        self.tried = self.checks = 0

    async def find(self) -> tuple[str, ...] | None:
        """Fills of the negation. All cases go to Lean at once; only when one of them works it is asked which."""
        cases = [chosen async for chosen in self._chosen(list((await self._variables()).items()), {})]
        cases.sort(key=lambda case: case[0])
        # Without `clear h` a simplifier would use `h` itself, and may not come to an end.
        steps = [f"refine absurd (@h {' '.join(values)}) ?_ <;> clear h" for _, values in cases[: self._cases.most]]
        self.tried = len(steps)
        finish = f"<;> first | {' | '.join(self._tactics())}"
        if steps and await self._refutes(f"first | {' | '.join(f'({step} {finish})' for step in steps)}"):
            for step in steps:
                for close in (*(f"<;> {tactic}" for tactic in self._tactics()), finish):
                    if await self._refutes(f"{step} {close}"):
                        return (f"intro h; {step} {close}",)
        return None

    async def _refutes(self, script: str) -> bool:
        negation = self._obligation.negation()
        self.checks += 1
        text = negation.text([f"intro h; {script}"])
        verdict = await self._lean.check(text, self._cases.seconds, axioms=(negation.name,))
        return verdict.accepted and verdict.axioms.get(negation.name, {SORRY}) <= negation.allowed

    async def _variables(self) -> Mapping[str, str]:
        """What the statement is about, in order: name → type, hypotheses and instances among them."""
        sorries = [SORRY] * (self._obligation.holes - 1)
        for hole in ("(intros; fail)", "(by intros; fail)"):
            self.checks += 1
            verdict = await self._lean.check(self._obligation.text([hole, *sorries]), self._cases.seconds)
            if goal := next((error.text for error in verdict.errors if TURNSTILE in error.text), None):
                return parse_goal(goal).types
        return {}

    async def _chosen(
        self, variables: Sequence[tuple[str, str]], values: dict[str, str]
    ) -> AsyncIterator[tuple[int, tuple[str, ...]]]:
        """Every choice of values with its size; what has no values is taken for a claim, and left to tactics."""
        if not variables:
            yield 0, tuple(values.values())
            return
        (name, type_), *others = variables
        if name.startswith("inst"):
            found: list[str] = ["inferInstance"]
        else:
            found = await self._values(replaced(type_, values), DEPTH) or [CLAIM]
        for size, value in enumerate(found[: self._cases.each if len(values) < MANY else 2]):
            async for rest, chosen in self._chosen(others, {**values, name: value}):
                yield size + rest, chosen

    async def _values(self, type_: str, depth: int) -> list[str]:
        """Closed terms of a type, the smallest first; none where the type is not known."""
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
            parts = [(await self._values(replaced(field, given), depth - 1))[:2] for field in constructor.fields]
            found += [f"({' '.join((constructor.name, *part))})" for part in product(*parts)]
        return sorted(found, key=len)[: self._cases.each]

    async def _constructors_of(self, head: str) -> "tuple[Constructor, ...]":
        """The constructors of an inductive type with the types of their fields, as Lean prints them; none else."""
        if head not in self._constructors:
            self.checks += 1
            text = f"{self._obligation.context}\nset_option pp.funBinderTypes true in\n#print {head}\n"
            verdict = await self._lean.check(text, self._cases.seconds)
            said = [message.text for message in verdict.messages if message.text.startswith("inductive ")]
            lines = said[0].partition("constructors:")[2].splitlines() if said else []
            found = []
            for line in lines:
                name, colon, type_ = line.strip().partition(" : ")
                parts = [part.strip() for part in _split(type_, "→")]
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
    parts = _split(type_, " ")
    return parts if all(part[0] in "(" or part.replace(".", "").replace("_", "").isalnum() for part in parts) else []


def _bare(text: str) -> str:
    text = text.strip()
    while text.startswith("(") and text.endswith(")") and len(_split(text, " ")) == 1:
        text = text[1:-1].strip()
    return text


def _split(text: str, separator: str) -> list[str]:
    """The parts of a text outside of all brackets."""
    parts, depth = [""], 0
    for character in text:
        depth += (character in "([{") - (character in ")]}")
        if depth == 0 and character == separator:
            parts.append("")
        else:
            parts[-1] += character
    return [part for part in parts if part.strip()]

"""Closed values of a type, the smallest first: those of the data file, constructors and functions; Lean names the
constructors, and nothing is refuted here.
"""

import asyncio
import functools
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from prover.lean.live.pool import Session
from prover.text.brackets import bare, split
from prover.text.goal import SORTS
from prover.text.tokens import replaced
from prover.words.verdict import Died

DEPTH = 3  # constructors inside constructors
LONGEST = 2_000  # characters of a value; a case that takes more to write is no small one
PROPOSITION = re.compile(r"(inductive|structure|class) [^\n]*: (.* → )?Prop\n")
RELATIONS = (" = ", " ≠ ", " ≤ ", " < ", " ∣ ", " ∈ ")
NUMERAL = re.compile(r"[1-9][0-9]{0,3}")
ARROW, TIMES = " → ", " × "
FIN = "Fin"  # its parameter is no type, and has no values
MORE = 4  # times as many values of a type


Learnt = Mapping[str, Sequence[str]]  # values that refuted something else, by type


class Finish(BaseModel):
    """What is tried on each goal of so many ``cases``, one tactic after the other."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cases: int
    tactics: tuple[str, ...]


class Cases(BaseModel):
    """`prover/tactics/refutation.toml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    seconds: float
    each: int
    fields: int
    functions: int
    together: int
    most: int
    far: int
    heartbeats: int
    finish: tuple[Finish, ...]
    values: Mapping[str, tuple[str, ...]]
    number: Mapping[str, tuple[str, ...]]

    @property
    def wider(self) -> "Cases":
        """The same with more values of the file's own types."""
        return self.model_copy(update={"each": MORE * self.each, "fields": self.fields + 1})

    def numbers(self, type_: str) -> list[str]:
        """The values of a type of numbers, none of another."""
        below = _below(type_)
        if below is not None:
            return [str(i) for i in range(min(below, self.far))]
        return [text.format(i=i) for i in range(self.far) for text in self.number.get(type_, ())]


@functools.cache
def load_cases() -> Cases:
    return Cases.model_validate(tomllib.loads((files("prover") / "tactics" / "refutation.toml").read_text("utf-8")))


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


def smallest(choices: Iterable[Choice], most: int) -> list[Choice]:
    """The first so many. One more variable adds the same to the least of each, so the others never come to be first."""
    return sorted(choices)[:most]


@dataclass(frozen=True)
class Constructor:
    """A constructor with the names of its type's parameters and the types of its ``fields``."""

    name: str
    parameters: tuple[str, ...]
    fields: tuple[str, ...]


class CaseValues:
    """The values of types that stand in a ``context``, first what was ``learnt``; it counts its ``checks``."""

    def __init__(self, cases: Cases, context: str, learnt: Learnt) -> None:
        self._cases, self._context, self._learnt = cases, context, learnt
        self._constructors: dict[str, tuple[Constructor, ...]] = {}
        self._found: dict[tuple[str, int], list[str]] = {}  # values by type and depth
        self.checks = 0

    async def of(self, lean: Session, type_: str, depth: int = DEPTH) -> list[str]:
        """Closed terms of a type, the smallest first; none where the type is not known."""
        if (type_, depth) not in self._found:
            await asyncio.sleep(0)
            made = await self._made(lean, bare(type_), depth) if depth > 0 else []
            if self._learnt and depth > 0:
                made = [*await self._of_learnt(lean, bare(type_), depth), *made]
            self._found[type_, depth] = [value for value in dict.fromkeys(made) if len(value) <= LONGEST]
        return self._found[type_, depth]

    async def _of_learnt(self, lean: Session, type_: str, depth: int) -> list[str]:
        """What was learnt of a type, and constructors around what was learnt of others."""
        head, *arguments = applied(type_) or [""]
        is_listed = type_ in self._cases.values or _below(type_) is not None
        around = [] if is_listed or not head else await self._constructed(lean, head, arguments, depth)
        return [*self._learnt.get(type_, ()), *around]

    async def _made(self, lean: Session, type_: str, depth: int) -> list[str]:
        if _below(type_) is not None:
            return self._cases.numbers(type_)
        given = self._cases.values.get(type_, ())
        if given and not any("{a}" in text for text in given):
            return list(given)
        arrows = split(type_, ARROW)
        if len(arrows) > 1:
            return await self._functions(lean, arrows[:-1], arrows[-1], depth)
        factors = split(type_, TIMES, most=1)
        head, *arguments = ["×", *factors] if len(factors) > 1 else applied(type_) or [""]
        if not head or head[0] == "(":
            return []
        if head in SORTS and arguments:  # of a universe that has a name
            return list(self._cases.values.get(f"{head} u", ()))
        if head in self._cases.values:
            return await self._filled(lean, self._cases.values[head], [] if head == FIN else arguments, depth)
        return await self._constructed(lean, head, arguments, depth)

    async def _filled(self, lean: Session, texts: Sequence[str], arguments: Sequence[str], depth: int) -> list[str]:
        """The texts with values of a type's parameters in their blanks; without any, those that have no blanks."""
        ab: dict[str, str] = {}
        for letter, argument in zip("ab", arguments, strict=False):
            if values := await self.of(lean, argument, depth - 1):
                ab |= {letter: values[0], f"{letter}2": values[:2][-1]}
        blanks = ("a", "b", "a2", "b2")
        return [text.format(**ab) for text in texts if all(f"{{{b}}}" not in text or b in ab for b in blanks)]

    async def _functions(self, lean: Session, domains: Sequence[str], codomain: str, depth: int) -> list[str]:
        """Those that give an argument back, those that always give the same, and for two arguments their equality."""
        names = [f"x{i}" for i in range(len(domains))]
        bodies = [n for n, type_ in zip(names, domains, strict=True) if bare(type_) == bare(codomain)]
        if bare(codomain) == "Prop" and len(domains) > 1 and bare(domains[0]) == bare(domains[1]):
            bodies += ["x0 = x1", "x0 ≠ x1"]
        elif bare(codomain) == "Prop":
            bodies += [f"x0 = {value}" for value in (await self.of(lean, domains[0], depth - 1))[:2]]
        bodies += (await self.of(lean, codomain, depth - 1))[:3]
        if bare(domains[0]) == "Bool":
            two = (await self.of(lean, codomain, depth - 1))[:2]
            bodies += [f"bif x0 then {first} else {second}" for first in two for second in two if first != second]
        return [f"(fun {' '.join(names)} => {body})" for body in bodies]

    async def _constructed(self, lean: Session, head: str, arguments: Sequence[str], depth: int) -> list[str]:
        found: list[str] = []
        for constructor in await self._constructors_of(lean, head):
            given = dict(zip(constructor.parameters, arguments, strict=False))
            choices = [Choice()]
            for type_of_field in constructor.fields:
                values = await self._of_field(lean, replaced(type_of_field, given), depth - 1)
                longer = (more for choice in choices for more in choice.longer(values, lambda _, value: len(value)))
                choices = smallest(longer, self._cases.each)
            found += [f"({' '.join((constructor.name, *choice.values))})" for choice in choices]
        return sorted(found, key=len)[: self._cases.each]

    async def _of_field(self, lean: Session, type_: str, depth: int) -> list[str]:
        """A few values; of a law, that it can be decided."""
        if type_.startswith("∀") or any(sign in type_ for sign in RELATIONS):
            return ["(by decide)"]
        most = len(self._cases.values.get(type_, ())) if ARROW in type_ else self._cases.fields
        return (await self.of(lean, type_, depth))[:most]

    async def _constructors_of(self, lean: Session, head: str) -> tuple[Constructor, ...]:
        """The constructors of an inductive type with the types of their fields, as Lean prints them; none else."""
        if head not in self._constructors:
            self.checks += 1
            text = f"{self._context}\nset_option pp.funBinderTypes true in\n#print {head}\n"
            verdict = await lean.check(text, self._cases.seconds)
            messages = () if isinstance(verdict, Died) else verdict.messages
            self._constructors[head] = tuple(_constructors(messages[-1].text)) if messages else ()
        return self._constructors[head]


def _constructors(printed: str) -> Iterator[Constructor]:
    """Those of a type of data as `#print` shows them, without those of which a field depends on another."""
    if PROPOSITION.match(printed):
        return
    if printed.startswith("inductive "):
        for line in printed.partition("constructors:")[2].splitlines():
            name, colon, type_ = line.strip().partition(" : ")
            parts = [part.strip() for part in split(type_, ARROW)]
            implicit = [part.strip("{}").partition(" : ")[0] for part in parts if part.startswith("{")]
            fields = parts[len(implicit) : -1]
            if colon and not any(" : " in field for field in fields):
                yield Constructor(name, tuple(implicit), tuple(fields))
    elif printed.startswith(("structure ", "class ")):
        name, *binders = split(split(printed.partition("constructor:")[2], " : ")[0].strip(), " ")
        bound = [tuple(binder[1:-1].partition(" : ")[::2]) for binder in binders]
        implicit = [names for binder, (names, _) in zip(binders, bound, strict=True) if binder[0] in "{["]
        fields = [
            type_
            for binder, (names, type_) in zip(binders, bound, strict=True)
            if binder[0] == "("
            for _ in names.split()
        ]
        yield Constructor(name, tuple(" ".join(implicit).split()), tuple(fields))


def _below(type_: str) -> int | None:
    """Of the numbers below a given one, that one; None for other types."""
    head, *arguments = applied(type_) or [""]
    return int(arguments[0]) if head == FIN and len(arguments) == 1 and NUMERAL.fullmatch(arguments[0]) else None


def applied(type_: str) -> list[str]:
    """Head and arguments of a type; nothing for what is no application, like an arrow or a product."""
    type_ = bare(type_)
    parts = split(type_, " ")
    return parts if all(part[0] in "(" or part.replace(".", "").replace("_", "").isalnum() for part in parts) else []

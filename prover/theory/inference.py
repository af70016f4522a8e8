"""The most general types of the variables of an equation, and the statement that says them; no Lean."""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from prover.text.terms import Apply, Arrow, Literal, Name, Term, fresh, names_in, show_term
from prover.theory.shown import AT_MOST, shown
from prover.theory.signature import EQ, FunctionType
from prover.theory.values import NUMBER, substituted


@dataclass(frozen=True)
class Stated:
    """`∀ …, left = right`; ``names`` are to be introduced for its binders, ``variables`` those of them for values."""

    text: str
    names: tuple[str, ...]
    variables: tuple[str, ...]


def stated(
    left: Term,
    right: Term,
    variables: Iterable[str],
    types: Mapping[str, FunctionType],
    condition: Term | None = None,
) -> Stated | None:
    """The equation, under a condition, with the most general types of its variables; None where it has no types."""
    typing = Typing(types, frozenset(variables))
    if not typing.equal(left, right) or not (condition is None or _is_typed(condition, typing)):
        return None
    supposed = () if condition is None else (condition,)
    known = [name for name in dict.fromkeys(_names(left, right, *supposed)) if name in typing.variables]
    binders = typing.binders(known)
    names = ["_" if each.startswith("[") else each[1:].split()[0] for each in binders]
    names += [fresh("h", {*types, *typing.variables})] * len(supposed)
    claim = " → ".join(shown(each) for each in (*supposed, Apply(Name(EQ), (left, right))))
    return Stated(f"∀ {' '.join(_grouped(binders))}, {claim}" if binders else claim, tuple(names), tuple(known))


def _is_typed(claim: Term, typing: "Typing") -> bool:
    """Whether both sides of an equation or the like have one type."""
    match claim:
        case Apply(Name(relation), (one, other)):
            return typing.equal(one, other) and (relation != AT_MOST or typing.equal(one, Literal(0)))
    return False


def _grouped(binders: Iterable[str]) -> list[str]:
    """Neighbours of one type in one pair of brackets."""
    found: list[str] = []
    for binder in binders:
        name, colon, type_ = binder.partition(" : ")
        if colon and found and found[-1].endswith(f" : {type_}") and found[-1][0] == name[0]:
            found[-1] = found[-1].removesuffix(f" : {type_}") + f" {name[1:]} : {type_}"
        else:
            found.append(binder)
    return found


def _names(*terms: Term) -> Iterator[str]:
    for term in terms:
        yield from names_in(term)


class Typing:
    """Types of variables, found by unification (Milner, A Theory of Type Polymorphism in Programming, 1978)."""

    def __init__(self, types: Mapping[str, FunctionType], variables: frozenset[str]) -> None:
        self._types, self.variables = types, variables
        self._of: dict[str, Term] = {}
        self._solved: dict[str, Term] = {}
        self._constraints: list[Term] = []
        self._made = 0

    def equal(self, left: Term, right: Term) -> bool:
        """Whether both have one type."""
        first, second = self._type(left), self._type(right)
        return first is not None and second is not None and self._unify(first, second)

    def binders(self, names: Iterable[str]) -> list[str]:
        """Type variables, what is asked of them, and those of the names that are variables."""
        known = {name: self._resolved(self._of[name]) for name in names if name in self._of}
        asked = [self._resolved(each) for each in self._constraints]
        unknown = dict.fromkeys(n for t in (*known.values(), *asked) for n in names_in(t) if n.startswith("?"))
        taken = {name for type_ in (*known.values(), *asked) for name in names_in(type_)} | {*names}
        free = (name for n in itertools.count() if (name := f"T{n or ''}") not in taken)
        letters: dict[str, Term] = {name: Name(next(free)) for name in unknown}
        found = [f"{{{show_term(letter)} : Type}}" for letter in letters.values()]
        open_ = [each for each in asked if any(name in letters for name in names_in(each))]
        found += dict.fromkeys(f"[{show_term(substituted(each, letters))}]" for each in open_)
        return found + [f"({name} : {show_term(substituted(type_, letters))})" for name, type_ in known.items()]

    def _type(self, term: Term) -> Term | None:
        match term:
            case Literal(_):
                return NUMBER
            case Name(text) if text in self.variables:
                return self._of.setdefault(text, self._new())
            case Name(text):
                return self._applied(text, ())
            case Apply(Name(text), arguments):
                return self._applied(text, arguments)
        return None

    def _applied(self, name: str, arguments: tuple[Term, ...]) -> Term | None:
        if name in self.variables:
            function, rest = self._type(Name(name)), list(arguments)
        else:
            if (type_ := self._types.get(name)) is None:
                return None
            given = {each: self._new() for each in type_.variables}
            self._constraints += [substituted(each, given) for each in type_.constraints]
            function = substituted(type_.result, given)
            for each in reversed(type_.arguments):
                function = Arrow(substituted(each, given), function)
            rest = list(arguments)
        for argument in rest:
            if (inner := self._type(argument)) is None or function is None:
                return None
            result = self._new()
            if not self._unify(function, Arrow(inner, result)):
                return None
            function = result
        return function

    def _new(self) -> Term:
        self._made += 1
        return Name(f"?{self._made}")

    def _resolved(self, type_: Term) -> Term:
        match type_:
            case Name(text) if text in self._solved:
                return self._resolved(self._solved[text])
            case Apply(head, arguments):
                return Apply(head, tuple(map(self._resolved, arguments)))
            case Arrow(domain, codomain):
                return Arrow(self._resolved(domain), self._resolved(codomain))
        return type_

    def _unify(self, one: Term, other: Term) -> bool:
        one, other = self._resolved(one), self._resolved(other)
        match one, other:
            case _ if one == other:
                return True
            case Name(text), _ if text.startswith("?"):
                if text in set(names_in(other)):
                    return False
                self._solved[text] = other
                return True
            case _, Name(text) if text.startswith("?"):
                return self._unify(other, one)
            case Apply(head, mine), Apply(as_head, theirs):
                return head == as_head and len(mine) == len(theirs) and all(map(self._unify, mine, theirs))
            case Arrow(a, b), Arrow(c, d):
                return self._unify(a, c) and self._unify(b, d)
        return False

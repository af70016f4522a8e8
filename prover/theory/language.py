"""What lemmas for a goal may be about: functions near to it, variables of their types, and terms as Lean reads them."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from prover.text.terms import Apply, Arrow, Forall, Lambda, Literal, Name, Term, fresh, names_in, parse_term, show_term
from prover.theory.enumeration import TypedFunction
from prover.theory.lemma import EXPAND, REGROUP
from prover.theory.rewriting import ADD, APPEND, MUL, head_of
from prover.theory.signature import DefiningEquation, FunctionType, Signature, function_type
from prover.theory.values import NUMBER, substituted

ANY = Name("α")  # elements of any type
POWER = "HPow.hPow"
# Types of what has another in Lean, or is not asked for.
TYPES = {
    ADD: "Nat → Nat → Nat", MUL: "Nat → Nat → Nat", POWER: "Nat → Nat → Nat", "HSub.hSub": "Nat → Nat → Nat",
    "Max.max": "Nat → Nat → Nat", "Min.min": "Nat → Nat → Nat", "Nat.succ": "Nat → Nat", "0": "Nat", "1": "Nat",
    APPEND: "{α : Type} → List α → List α → List α", "List.nil": "{α : Type} → List α",
    "List.cons": "{α : Type} → α → List α → List α", "Option.none": "{α : Type} → Option α",
    "Option.some": "{α : Type} → α → Option α", "Prod.mk": "{α : Type} → {β : Type} → α → β → Prod α β",
    "Bool.true": "Bool", "Bool.false": "Bool", "Bool.and": "Bool → Bool → Bool", "Bool.or": "Bool → Bool → Bool",
    "Bool.not": "Bool → Bool",
}  # fmt: skip
# What comes with a type that is spoken of.
WITH_TYPE = {
    "Nat": ("0", "1", "Nat.succ"), "List": ("List.nil", "List.cons"), "Option": ("Option.none", "Option.some"),
    "Prod": ("Prod.mk",), "Bool": ("Bool.true", "Bool.false"),
}  # fmt: skip
# What no term is built from: it chooses, or its type is of no use here.
LEFT_OUT = ("ite", "dite", "Decidable.decide", "OfNat.ofNat", "BEq.beq", "bne", "List.append", "id")
LIBRARY_RECURSION = {
    APPEND: frozenset({0}), ADD: frozenset({1}), MUL: frozenset({1}), POWER: frozenset({1}),
    "List.length": frozenset({0}), "List.reverse": frozenset({0}), "List.map": frozenset({1}),
    "List.sum": frozenset({0}), "List.filter": frozenset({1}), "List.foldr": frozenset({2}),
    "List.foldl": frozenset({2}),
}  # fmt: skip
LETTERS = {"→": "fgh", "Nat": "nmk", "Bool": "bcd", "α": "aec"}
OTHERS = "xyz", "uvw", "pqr", "stl"
MANY_VARIABLES = {"→": 1, "Bool": 1, "α": 2}
VARIABLES = 3
MOST_TYPES = 6
BOOL = Name("Bool")
MOST_PREDICATES = 2  # that are not near to the goal


@dataclass(frozen=True)
class Language:
    """``symbols`` to build terms from, ``variables`` with the types that they have there.

    ``functions`` are the own ones in question, in order; ``goals`` those of them that the statement names.
    """

    symbols: tuple[TypedFunction, ...]
    variables: Mapping[str, Term]
    types: Mapping[str, FunctionType]
    functions: tuple[str, ...]
    goals: frozenset[str]
    data: frozenset[str]  # types on whose values induction goes
    recursion: Mapping[str, frozenset[int]]  # function → the arguments that its equations take apart
    carrying: frozenset[str]  # functions that call themselves with something else in another argument

    def precedence(self) -> dict[str, int]:
        """The later a function is defined the higher it stands; constructors stand lowest."""
        library = [ADD, MUL, POWER, APPEND, *sorted(symbol.name for symbol in self.symbols)]
        found = {name: place for place, name in enumerate(library, 1) if name in (ADD, MUL, POWER, APPEND)}
        found |= {name: len(found) + 1 for name in library if name not in found and name in self._library}
        return found | {name: 100 + place for place, name in enumerate(self.functions)}

    @property
    def _library(self) -> frozenset[str]:
        plain = {name for names in WITH_TYPE.values() for name in names}
        return frozenset(s.name for s in self.symbols if s.name.partition(".")[0] in WITH_TYPE) - plain

    @property
    def arithmetic(self) -> Sequence[str] | None:
        """What omega needs of simp, None where no numbers are spoken of."""
        if not any(NUMBER in (*symbol.arguments, symbol.result) for symbol in self.symbols):
            return None
        return EXPAND if any(symbol.name in (MUL, POWER) for symbol in self.symbols) else REGROUP

    def inductive(self, type_: Term) -> bool:
        head = type_.head if isinstance(type_, Apply) else type_
        return isinstance(head, Name) and head.text in self.data

    def taken_apart(self, *terms: Term) -> list[str]:
        """The variables that a function in the terms takes apart, the most often so first; induction goes on them."""
        found: Counter[str] = Counter()
        for term in terms:
            self._count(term, self.variables, found)
        return [name for name, _ in found.most_common() if self.inductive(self.variables[name])]

    def taken_apart_in(self, statement: Term | None, names: Sequence[str]) -> list[str]:
        """The same for a statement's own variables; all the ``names`` where none is found to be."""
        found: Counter[str] = Counter()
        while isinstance(statement, Forall | Arrow):
            if isinstance(statement, Arrow):
                self._count(statement.domain, names, found)
            statement = statement.body if isinstance(statement, Forall) else statement.codomain
        if statement is not None:
            self._count(statement, names, found)
        return [name for name, count in found.most_common() if count] or [*names]

    def calls(self, *terms: Term) -> Iterator[Term]:
        """Where an own function that takes arguments apart stands before different variables."""
        for term in terms:
            if isinstance(term, Apply):
                plain = {each.text for each in term.arguments if isinstance(each, Name)} & self.variables.keys()
                name = head_of(term)
                if name in self.functions and self.recursion[name] and len(plain) == len(term.arguments):
                    yield term
                yield from self.calls(*term.arguments)

    def _count(self, term: Term, variables: Container[str], found: Counter[str]) -> None:
        if isinstance(term, Apply):
            for place, part in enumerate(term.arguments):
                if isinstance(part, Name) and part.text in variables:
                    found[part.text] += place in self.recursion.get(head_of(term), ())
                self._count(part, variables, found)


def language_of(signature: Signature, taken: Iterable[str] = ()) -> Language:
    """The language of an obligation's statement; ``taken`` are names that no variable may have."""
    named = set() if signature.statement is None else set(names_in(signature.statement))
    functions = _near(signature, named)
    spoken = named | {name for f in functions for e in signature.equations[f] for name in names_in(e.right)}
    types = _types_of(signature, functions, spoken)
    element = _element(signature, types)
    symbols = [s for name, type_ in types.items() if (s := _symbol(name, type_, element)) is not None]
    data = frozenset({*signature.types, "Nat", "List", "Option"})
    variables = _variables({t for s in symbols for t in (*s.arguments, s.result)}, {*taken, *types, *spoken})
    goals = frozenset(named & set(functions))
    recursion = {**LIBRARY_RECURSION, **{name: _places(signature.equations[name]) for name in functions}}
    carrying = frozenset(name for name in functions if any(map(_carries, signature.equations[name])))
    return Language(tuple(symbols), variables, types, functions, goals, data, recursion, carrying)


def _places(equations: Iterable[DefiningEquation]) -> frozenset[int]:
    """Where a pattern is no variable."""
    return frozenset(
        place
        for equation in equations
        for place, pattern in enumerate(equation.patterns)
        if not (isinstance(pattern, Name) and pattern.text in equation.variables)
    )


def _carries(equation: DefiningEquation) -> bool:
    """Whether a call of itself has something made up where the pattern is a variable."""
    plain = {place for place, each in enumerate(equation.patterns) if isinstance(each, Name)}
    return any(
        isinstance(call.arguments[place], Apply)
        for call in _calls(equation.right, equation.head)
        for place in plain
        if place < len(call.arguments)
    )


def _calls(term: Term, name: str) -> Iterator[Apply]:
    match term:
        case Apply(_, arguments):
            if head_of(term) == name:
                yield term
            for part in arguments:
                yield from _calls(part, name)
        case Lambda(_, body):
            yield from _calls(body, name)


def _near(signature: Signature, named: set[str]) -> tuple[str, ...]:
    """The own functions that the statement speaks of, or that those are defined by; all where it has none."""
    own = [name for name in signature.own if name in signature.functions and signature.equations.get(name)]
    near = {name for name in own if name in named}
    while True:
        more = {n for f in near for e in signature.equations[f] for n in names_in(e.right)} & set(own) - near
        if not more:
            break
        near |= more
    near |= set(_predicates(signature, own, near)) if near else set()
    return tuple(name for name in own if name in near) if near else tuple(own)


def _predicates(signature: Signature, own: Sequence[str], near: set[str]) -> list[str]:
    """What may be supposed: other own functions of type `Bool`, about the types of those near, that call no others."""
    types = [signature.functions[name] for name in near]
    spoken = {show_term(each) for type_ in types for each in (*type_.arguments, type_.result)}
    found = []
    for name in own:
        type_, called = signature.functions[name], {n for e in signature.equations[name] for n in names_in(e.right)}
        about = {show_term(each) for each in type_.arguments}
        if name not in near and type_.result == BOOL and about and about <= spoken and called & {*own} <= near | {name}:
            found.append(name)
    return found[:MOST_PREDICATES]


def _types_of(signature: Signature, functions: tuple[str, ...], spoken: set[str]) -> dict[str, FunctionType]:
    """Own functions, what they and the statement name of the library, and constructors of the types in all these."""
    found = {name: signature.functions[name] for name in functions}
    for name in sorted(spoken - set(LEFT_OUT) - set(found) - signature.constructors - set(signature.own)):
        if name in TYPES:
            found |= _built_in(name)
        elif name in signature.functions and "." in name and ".match_" not in name and name not in signature.fields:
            found[name] = _of_numbers(signature.functions[name])
    makes_lists = any(head_of(signature.functions[name].result) == "List" for name in functions)
    if "List.append" in spoken or makes_lists:
        found |= _built_in(APPEND)
    heads = {n for t in found.values() for part in (*t.arguments, t.result) for n in names_in(part)}
    for head in sorted(heads):
        for name in WITH_TYPE.get(head, ()):
            found |= _built_in(name)
        for name in signature.types.get(head, ()):
            found[name] = signature.functions[name]
    return found


def _built_in(name: str) -> dict[str, FunctionType]:
    type_ = function_type(parse_term(TYPES[name]))
    return {} if type_ is None else {name: type_}


def _of_numbers(type_: FunctionType) -> FunctionType:
    """What the library has for every type with some structure is spoken of for numbers only."""
    if not type_.constraints:
        return type_
    given: dict[str, Term] = dict.fromkeys(type_.variables, NUMBER)
    arguments = tuple(substituted(each, given) for each in type_.arguments)
    return FunctionType((), (), arguments, substituted(type_.result, given))


def _element(signature: Signature, types: Mapping[str, FunctionType]) -> Term:
    """The type that is put for all type variables: that of which the statement or a function has lists or the like."""
    binders = signature.statement.binders if isinstance(signature.statement, Forall) else ()
    spoken = [binder.type for binder in binders if binder.type is not None]
    for type_ in types.values():
        spoken += [*type_.arguments, type_.result]
    closed = {"Nat", "Bool", *signature.types}
    for part in spoken:
        if isinstance(part, Apply):
            for inner in part.arguments:
                if isinstance(inner, Name) and inner.text in closed:
                    return inner
    return ANY


def _symbol(name: str, type_: FunctionType, element: Term) -> TypedFunction | None:
    given = dict.fromkeys(type_.variables, element)
    parts = [substituted(each, given) for each in (*type_.arguments, type_.result)]
    if any(isinstance(each, Forall | Literal) for each in parts) or isinstance(parts[-1], Arrow):
        return None
    return TypedFunction(name, tuple(parts[:-1]), parts[-1])


def _variables(types: set[Term], taken: set[str]) -> dict[str, Term]:
    """Some variables for each type, two or three where induction goes on it."""
    found: dict[str, Term] = {}
    others = iter(OTHERS)
    for type_ in sorted(types, key=lambda each: (len(show_term(each)), show_term(each)))[:MOST_TYPES]:
        kind = "→" if isinstance(type_, Arrow) else show_term(type_)
        letters = LETTERS.get(kind) or next(others, "")
        names = [fresh(letter, {*taken, *found}) for letter in letters][: MANY_VARIABLES.get(kind, VARIABLES)]
        found |= dict.fromkeys(names, type_)
    return found

"""From terms as Lean prints them (`PLAIN`) to first-order terms with sorts; what is none of these is None, not guessed.

Lean does not print the types of a symbol at a place: they are inferred from the signatures of the names.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count

from prover.laws.equations import Equation
from prover.laws.trees import Compound, Symbol, Tree, Variable, substituted, unify
from prover.text import terms

ARROW = "→"
TYPE = "Type"
# Of these both arguments and the result have one type here; Lean can do more.
ALIKE = {f"H{name}.h{name}" for name in ("Add", "Mul", "Sub", "Div", "Mod", "And", "Or", "Xor", "Append")}
Built = tuple[Callable[[], Tree], Tree]  # what makes the term once all types are known, and its type


class _NoLaw(Exception):
    """It is no equation between first-order terms, or its types are not known."""


@dataclass(frozen=True)
class Law:
    """`∀ variables, left = right`; ``differs`` where it says `≠`."""

    left: Tree
    right: Tree
    bound: tuple[Variable, ...] = ()
    differs: bool = False

    def equation(self, given: str) -> Equation:
        return Equation(self.left, self.right, given=given, bound=self.bound)


class LawReader:
    """Reads what is said with these names: ``local`` ones, each with its type, and those of the file and the library.

    Of two laws that it reads the same symbol is the same.
    """

    def __init__(self, local: Mapping[str, terms.Term], known: Mapping[str, terms.Term]) -> None:
        self._types = {**known, **local}
        self._local = set(local)
        self._light = {name for type_ in self._types.values() for name in _undoing(type_)}
        self._numbers = count()
        self._symbols: dict[tuple[object, ...], Symbol] = {}
        self._lightest: set[str] = set()  # sorts that have a function that weighs nothing
        self._heads: dict[tuple[str, int], Symbol] = {}

    def law(self, term: terms.Term) -> Law | None:
        """The law that a term states, with its variables numbered; None where it states none."""
        bound: dict[str, tuple[Variable, Tree]] = {}
        try:
            while isinstance(term, terms.Forall):
                for binder in term.binders:
                    type_ = self._meta() if binder.type is None else self._type(binder.type, {})
                    bound[binder.name] = (Variable(next(self._numbers), ""), type_)
                term = term.body
            match term:
                case terms.Apply(terms.Name("Eq" | "Ne" as relation), (left, right)):
                    return self._equation(left, right, bound, differs=relation == "Ne")
        except (_NoLaw, RecursionError):
            pass
        return None

    def _equation(
        self, left: terms.Term, right: terms.Term, bound: dict[str, tuple[Variable, Tree]], *, differs: bool
    ) -> Law:
        types: dict[Variable, Tree] = {}
        (one, its), (other, others) = (self._built(side, bound, types) for side in (left, right))
        self._same(its, others, types)
        variables = tuple(Variable(v.number, self._sort(type_, types)) for v, type_ in bound.values())
        return Law(one(), other(), variables, differs)

    def _built(
        self, term: terms.Term, bound: Mapping[str, tuple[Variable, Tree]], types: dict[Variable, Tree]
    ) -> Built:
        match term:
            case terms.Name(name) if name in bound:
                variable, type_ = bound[name]
                return (lambda: Variable(variable.number, self._sort(type_, types))), type_
            case terms.Name(name):
                return self._applied(name, (), bound, types)
            case terms.Literal(value):
                type_ = self._meta()
                return (lambda: Compound(self._symbol(str(value), (), self._sort(type_, types)))), type_
            case terms.Apply(terms.Name(name), arguments) if name not in bound:
                return self._applied(name, arguments, bound, types)
        raise _NoLaw

    def _applied(
        self,
        name: str,
        arguments: tuple[terms.Term, ...],
        bound: Mapping[str, tuple[Variable, Tree]],
        types: dict[Variable, Tree],
    ) -> Built:
        if name not in self._types and name not in ALIKE:
            raise _NoLaw
        built: list[Built] = []
        head = name
        if name in ALIKE and len(arguments) == 2:
            built = [self._built(argument, bound, types) for argument in arguments]
            self._same(built[0][1], built[1][1], types)
            result = built[0][1]
        else:
            metas: dict[str, Tree] = {}
            rest = self._types[name]
            for argument in arguments:
                domain, dependent, rest = self._next_argument(rest, metas)
                if dependent and isinstance(argument, terms.Name) and argument.text in self._local and not built:
                    head = f"{head} {argument.text}"  # the operation of one structure is a symbol of its own
                else:
                    built.append(self._built(argument, bound, types))
                    self._same(domain, built[-1][1], types)
                if dependent:
                    metas[dependent] = self._type(argument, {})
            result = self._type(self._without_implicit(rest, metas), metas)

        def make() -> Tree:
            made = tuple(make_argument() for make_argument, _ in built)
            sorts = tuple(self._sort(type_, types) for _, type_ in built)
            return Compound(self._symbol(head, sorts, self._sort(result, types)), made)

        return make, result

    def _next_argument(self, type_: terms.Term, metas: dict[str, Tree]) -> tuple[Tree, str, terms.Term]:
        """The type of the next explicit argument, the name that what follows has for it, and what follows."""
        match self._without_implicit(type_, metas):
            case terms.Arrow(domain, codomain):
                return self._type(domain, metas), "", codomain
            case terms.Forall((first, *others), body) if first.type is not None:
                rest = terms.Forall(tuple(others), body) if others else body
                return self._type(first.type, metas), first.name, rest
        raise _NoLaw

    def _without_implicit(self, type_: terms.Term, metas: dict[str, Tree]) -> terms.Term:
        """What is left behind the binders that Lean fills in; they get a type to be found out."""
        while isinstance(type_, terms.Forall) and type_.binders[0].bracket != "(":
            first, *others = type_.binders
            metas[first.name] = self._meta()
            type_ = terms.Forall(tuple(others), type_.body) if others else type_.body
        return type_

    def _type(self, term: terms.Term, metas: Mapping[str, Tree]) -> Tree:
        """A type as a tree, with what its names stand for."""
        match term:
            case terms.Name(name):
                return metas[name] if name in metas else Compound(self._head(name, 0))
            case terms.Literal(value):
                return Compound(self._head(str(value), 0))
            case terms.Apply(terms.Name(name), arguments):
                return Compound(self._head(name, len(arguments)), tuple(self._type(a, metas) for a in arguments))
            case terms.Arrow(domain, codomain):
                return Compound(self._head(ARROW, 2), (self._type(domain, metas), self._type(codomain, metas)))
        raise _NoLaw

    def _same(self, one: Tree, other: Tree, types: dict[Variable, Tree]) -> None:
        if not unify(one, other, types):
            raise _NoLaw

    def _sort(self, type_: Tree, types: Mapping[Variable, Tree]) -> str:
        return "".join(self._shown(substituted(type_, types)))

    def _shown(self, type_: Tree) -> Iterator[str]:
        """A type as Lean reads it."""
        if isinstance(type_, Variable):
            raise _NoLaw
        if not type_.arguments:
            yield type_.symbol.shown
            return
        parts = ["".join(self._shown(argument)) for argument in type_.arguments]
        inside = [f"({part})" if " " in part else part for part in parts]
        yield f" {ARROW} ".join(inside) if type_.symbol.shown == ARROW else " ".join([type_.symbol.shown, *inside])

    def _meta(self) -> Tree:
        return Variable(next(self._numbers), TYPE)

    def _head(self, name: str, arity: int) -> Symbol:
        return self._heads.setdefault((name, arity), Symbol(name, TYPE, ()))

    def _symbol(self, name: str, sorts: tuple[str, ...], result: str) -> Symbol:
        """The symbol for a name at these types: what is read first weighs least, and constants less than functions."""
        key = (name, sorts, result)
        if key not in self._symbols:
            shown = name if sorts or name in self._local else f"({name})" if " " in name else f"({name} : {result})"
            light = sorts == (result,) and name.split()[0] in self._light and result not in self._lightest
            if light:
                self._lightest.add(result)
            rank = (int(light), len(sorts), len(self._symbols))
            self._symbols[key] = Symbol(shown, result, rank, weight=int(not light))
        return self._symbols[key]


def _undoing(type_: terms.Term) -> Iterator[str]:
    """The function i of a law like `op (i x) x = e` or `op x (i x) = e`: where it weighs nothing completion ends."""
    while isinstance(type_, terms.Forall):
        type_ = type_.body
    match type_:
        case terms.Apply(terms.Name("Eq"), (terms.Apply(terms.Name(), (*_, left, right)), _)):
            for one, other in ((left, right), (right, left)):
                match one:
                    case terms.Apply(terms.Name(name), (*_, inner)) if inner == other and isinstance(other, terms.Name):
                        yield name

"""Terms over a file's functions, the smaller first, one for each behaviour: what behaves alike is conjectured equal.

As QuickSpec does it (Claessen, Smallbone and Hughes, QuickSpec: Guessing Formal Specifications using Testing, 2010):
of terms that have the same value in all cases only the first is used to build more. No Lean.
"""

import itertools
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from prover.text.terms import Apply, Literal, Name, Term
from prover.theory.data import Valuation, Value
from prover.theory.evaluation import Evaluator
from prover.theory.rewriting import canonical
from prover.theory.values import Values

CASES = 16
MEMBERS = 4  # of a kind that others are compared with: the first may be said in the less useful way
PAUSE = 2_000  # steps of the evaluator between two pauses
BIGGEST = 10**6  # a number beyond says that a term grows too fast to be of use


@dataclass(frozen=True)
class TypedFunction:
    """A function or a constant to build terms from, with the types that it has here."""

    name: str
    arguments: tuple[Term, ...]
    result: Term


@dataclass(frozen=True)
class Conjecture:
    """Two terms with the same value in all cases; ``variables`` are those of the enumeration."""

    left: Term
    right: Term


@dataclass
class Enumeration:
    """All terms over some symbols and variables; `of_size` gives what it finds at one size, each size once, in order.

    ``most`` bounds the terms that it looks at in all.
    """

    symbols: Sequence[TypedFunction]
    variables: Mapping[str, Term]
    evaluator: Evaluator
    cases: Sequence[Valuation]
    most: int = 20_000
    looked_at: int = 0
    _paused_at: int = 0  # steps of the evaluator
    _by_size: dict[tuple[int, Term], list[tuple[Term, tuple[Value, ...]]]] = field(default_factory=dict)
    _alike: dict[tuple[Term, tuple[Value, ...]], list[Term]] = field(default_factory=dict)

    def of_size(self, size: int) -> Iterator[Conjecture | None]:
        """What the terms of a size are conjectured equal to; None where the caller may do something else.

        That is after at most `PAUSE` steps of the evaluator, and the last value's.
        """
        if size == 1:
            for name, type_ in self.variables.items():
                self._keep(Name(name), type_, 1, tuple(case[name] for case in self.cases))
        for symbol in self.symbols:
            if not symbol.arguments:
                yield from self._consider(symbol, (), size) if size == 1 and self.looked_at < self.most else ()
                continue
            for sizes in _sums(size - 1, len(symbol.arguments)):
                pools = [self._by_size.get(key, []) for key in zip(sizes, symbol.arguments, strict=True)]
                for chosen in itertools.product(*pools):
                    if self.looked_at >= self.most:
                        return
                    yield from self._consider(symbol, chosen, size)

    def kept(self, type_: Term, most: int) -> list[Term]:
        """The terms of a type up to a size that others are built from, the smaller first."""
        return [term for size in range(1, most + 1) for term, _ in self._by_size.get((size, type_), [])]

    @property
    def types(self) -> list[Term]:
        """The types of what is built from."""
        return list(dict.fromkeys(type_ for _, type_ in self._by_size))

    def _consider(
        self, symbol: TypedFunction, chosen: Sequence[tuple[Term, tuple[Value, ...]]], size: int
    ) -> Iterator[Conjecture | None]:
        self.looked_at += 1
        values = yield from self._values(symbol.name, [each for _, each in chosen])
        if values is None:
            return
        term = _applied(symbol.name, tuple(each for each, _ in chosen))
        for other in self._keep(term, symbol.result, size, values):
            yield Conjecture(canonical(term), canonical(other))

    def _values(
        self, name: str, columns: Sequence[tuple[Value, ...]]
    ) -> Generator[None, None, tuple[Value, ...] | None]:
        """What it comes to in each case; None where that is not known, or of no use."""
        if name.isdigit():
            return (int(name),) * len(self.cases)
        found: list[Value] = []
        for arguments in zip(*columns, strict=True) if columns else [()] * len(self.cases):
            if self.evaluator.steps >= self._paused_at + PAUSE:
                self._paused_at = self.evaluator.steps
                yield None
            value = self.evaluator.applied(name, arguments)
            if value is None or callable(value) or (type(value) is int and value > BIGGEST):
                return None
            found.append(value)
        return tuple(found)

    def _keep(self, term: Term, type_: Term, size: int, values: tuple[Value, ...]) -> tuple[Term, ...]:
        """The terms before it with these values; where there are none, it is kept to build others from."""
        alike = self._alike.setdefault((type_, values), [])
        found = tuple(alike)
        if not alike:
            self._by_size.setdefault((size, type_), []).append((term, values))
        if len(alike) < MEMBERS:
            alike.append(term)
        return found


def _applied(name: str, arguments: tuple[Term, ...]) -> Term:
    head: Term = Literal(int(name)) if name.isdigit() else Name(name)
    return Apply(head, arguments) if arguments else head


def _sums(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    """So many positive numbers that add up to the total, in every order."""
    if parts == 1:
        if total >= 1:
            yield (total,)
        return
    for first in range(1, total - parts + 2):
        yield from ((first, *rest) for rest in _sums(total - first, parts - 1))


def cases_for(variables: Mapping[str, Term], values: Values, many: int = CASES) -> list[Valuation]:
    """So many assignments of small values. Raises `Unknown` where a type has none."""
    return [{name: values.value(type_) for name, type_ in variables.items()} for _ in range(many)]

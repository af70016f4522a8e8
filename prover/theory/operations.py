"""Laws that are worth a try for the operations of a language, however large they are; none is said to hold."""

import itertools
from collections.abc import Iterator

from prover.text.terms import Apply, Name, Term
from prover.theory.enumeration import TypedFunction
from prover.theory.language import Language

LEAST_VARIABLES = 3
MOST_OPERATIONS = 5
LAW_RANK = 4.0
DISTRIBUTES = 2.0  # so much simpler another must be to be tried before a law that distributes


def operation_laws(language: Language) -> Iterator[tuple[Term, Term, float]]:
    """Pairs of sides, each with its rank: commutative, associative, distributive."""
    operations = [each for each in language.symbols if each.arguments == (each.result, each.result)]
    for type_ in dict.fromkeys(each.result for each in operations):
        alike = [each for each in operations if each.result == type_]
        variables = [Name(name) for name, its in language.variables.items() if its == type_]
        if len(variables) < LEAST_VARIABLES or len(alike) > MOST_OPERATIONS:
            continue
        x, y, z = variables[:LEAST_VARIABLES]
        for f in alike:
            yield _operated(f, x, y), _operated(f, y, x), LAW_RANK
            yield _operated(f, _operated(f, x, y), z), _operated(f, x, _operated(f, y, z)), LAW_RANK
        for f, g, h in itertools.product(alike, repeat=3):
            if f != g:
                left, right = _operated(f, x, _operated(g, y, z)), _operated(f, _operated(g, y, z), x)
                yield left, _operated(h, _operated(f, x, y), _operated(f, x, z)), LAW_RANK + DISTRIBUTES
                yield right, _operated(h, _operated(f, y, x), _operated(f, z, x)), LAW_RANK + DISTRIBUTES


def _operated(symbol: TypedFunction, one: Term, other: Term) -> Term:
    return Apply(Name(symbol.name), (one, other))

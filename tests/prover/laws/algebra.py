"""Terms and laws of small algebras, written as text, for the tests of the room."""

import re
from collections.abc import Mapping, Sequence

from prover.laws.completion import Completion, CompletionBounds
from prover.laws.equations import Equation
from prover.laws.trees import Compound, Symbol, Tree, Variable

SYMBOLS = {
    name: Symbol(name, "G", (int(name == "i"), arity, i), weight=int(name != "i"))
    for i, (name, arity) in enumerate([("e", 0), ("a", 0), ("b", 0), ("c", 0), ("i", 1), ("m", 2), ("j", 2)])
}
ASSOCIATIVE, LEFT_ONE, LEFT_INVERSE = "m(m(x,y),z)=m(x,m(y,z))", "m(e,x)=x", "m(i(x),x)=e"
GROUP = (ASSOCIATIVE, LEFT_ONE, LEFT_INVERSE)


def tree(text: str) -> Tree:
    """`m(i(x),a)`: names of symbols, all else are variables."""
    words = re.findall(r"\w+|[()]", text)

    def read() -> Tree:
        name, arguments = words.pop(0), []
        if words[:1] == ["("]:
            words.pop(0)
            while words[0] != ")":
                arguments.append(read())
            words.pop(0)
        return Compound(SYMBOLS[name], tuple(arguments)) if name in SYMBOLS else Variable(ord(name), "G")

    return read()


def law(text: str) -> Equation:
    left, right = map(tree, text.split("="))
    made = Equation(left, right, given="law")
    return Equation(left, right, given="law", bound=made.variables)


def completed(laws: Sequence[str], goal: str, bounds: CompletionBounds = CompletionBounds()) -> Completion:  # noqa: B008 - frozen
    left, right = map(tree, goal.split("="))
    completion = Completion([law(text) for text in laws], left, right, bounds)
    for _ in completion.turns():
        pass
    return completion


Table = Mapping[str, object]  # symbol → its value, or a function of as many arguments


def value(term: Tree, table: Table, values: Mapping[Variable, int]) -> int:
    if isinstance(term, Variable):
        return values[term]
    found = table[term.symbol.shown]
    if callable(found):
        found = found(*(value(argument, table, values) for argument in term.arguments))
    assert isinstance(found, int)
    return found

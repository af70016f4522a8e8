"""What closed terms come to, by Lean's own equations; without Lean, which takes a hundred times as long for it.

Nothing rests on it: what has the same value is conjectured equal, and Lean proves it or not. In it a number is a
natural number. Whatever it cannot tell (no equation, no end within its fuel, a large value) is unknown, never an error.
"""

import math
import operator
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from prover.text.terms import Apply, Arrow, Forall, Lambda, Literal, Name, Term
from prover.theory.data import LARGEST_NUMBER, TRUTH, Unknown, Valuation, Value, bounded, made
from prover.theory.signature import EQ, FALSE, DefiningEquation, Signature

T = TypeVar("T")

FUEL = 4_000  # steps: calls, and some more for a function with many equations
EQUATIONS = 8  # that are tried in one step
MEMORY = 200_000  # calls that are remembered
NUMBERS: Mapping[str, Callable[[int, int], int]] = {
    "HAdd.hAdd": operator.add,
    "HMul.hMul": operator.mul,
    "HSub.hSub": lambda a, b: max(a - b, 0),
    "HDiv.hDiv": lambda a, b: a // b if b else 0,
    "HMod.hMod": lambda a, b: a % b if b else a,
    "HPow.hPow": lambda a, b: a**b if b <= 30 and a <= 100 else LARGEST_NUMBER + 1,
    "Max.max": max,
    "Min.min": min,
    "Nat.gcd": math.gcd,
}
ALIASES = {
    "Nat.add": "HAdd.hAdd", "Nat.mul": "HMul.hMul", "Nat.sub": "HSub.hSub", "Nat.div": "HDiv.hDiv",
    "Nat.mod": "HMod.hMod", "Nat.pow": "HPow.hPow", "Nat.max": "Max.max", "Nat.min": "Min.min",
    "HAppend.hAppend": "List.append", "and": "Bool.and", "or": "Bool.or", "not": "Bool.not", "xor": "Bool.xor",
}  # fmt: skip
BOOLEANS: Mapping[str, Callable[..., bool]] = {
    "Bool.and": lambda a, b: a and b,
    "Bool.or": lambda a, b: a or b,
    "Bool.xor": lambda a, b: a != b,
    "Bool.not": lambda a: not a,
}
ORDER: Mapping[str, Callable[[int, int], bool]] = {
    "LE.le": operator.le,
    "LT.lt": operator.lt,
    "GE.ge": operator.ge,
    "GT.gt": operator.gt,
    "Dvd.dvd": lambda a, b: b % a == 0 if a else b == 0,
}
LIBRARY_CONSTRUCTORS = {
    "List.nil": 0, "List.cons": 2, "Option.none": 0, "Option.some": 1, "Prod.mk": 2, "Bool.true": 0, "Bool.false": 0,
    "Unit.unit": 0, "PUnit.unit": 0, "Sum.inl": 1, "Sum.inr": 1,
}  # fmt: skip
PROJECTIONS = {"Prod.fst": ("Prod.mk", 0), "Prod.snd": ("Prod.mk", 1)}


class Evaluator:
    """Evaluates terms over a signature; it remembers what calls came to. ``steps`` are those that it took in all."""

    def __init__(self, signature: Signature, fuel: int = FUEL) -> None:
        self._equations: Mapping[str, Sequence[DefiningEquation]] = signature.equations
        own = {name: len(signature.functions[name].arguments) for name in signature.constructors}
        self._arity = {**LIBRARY_CONSTRUCTORS, **own}
        self._fields = {**PROJECTIONS, **signature.fields}
        self._fuel = self._left = fuel
        self._known: dict[tuple[Value, ...], Value] = {}
        self.steps = 0

    def value(self, term: Term, assignment: Valuation) -> Value | None:
        """What the term comes to when its variables have these values; None where that cannot be told."""
        return self._or_none(lambda: self._value(term, assignment))

    def applied(self, name: str, arguments: tuple[Value, ...]) -> Value | None:
        """What the function of this name comes to at these values, None where that cannot be told."""
        return self._or_none(lambda: self._call(name, arguments))

    def holds(self, claim: Term, assignment: Valuation) -> bool | None:
        """Whether a claim about such values is true; None where that cannot be told."""
        return self._or_none(lambda: self._holds(claim, assignment))

    def _or_none(self, work: Callable[[], T]) -> T | None:
        self._left = self._fuel
        try:
            return work()
        except (Unknown, RecursionError, TypeError, OverflowError, MemoryError):  # ill typed, for a stranger made it
            return None

    def _step(self, many: int = 1) -> None:
        self.steps += many
        self._left -= many
        if self._left < 0:
            raise Unknown

    def _value(self, term: Term, given: Valuation) -> Value:
        match term:
            case Literal(value):
                return bounded(value)
            case Name(text):
                return given[text] if text in given else self._call(text, ())
            case Lambda(names, body):
                return self._function(names, body, given)
            case Apply(Name(text), arguments) if text not in given:
                return self._application(text, arguments, given)
            case Apply(head, arguments):
                return self._apply(self._value(head, given), [self._value(each, given) for each in arguments])
        raise Unknown

    def _function(self, names: Sequence[str], body: Term, given: Valuation) -> Value:
        if not names:
            return self._value(body, given)
        return lambda value: self._function(names[1:], body, {**given, names[0]: value})

    def _application(self, name: str, arguments: Sequence[Term], given: Valuation) -> Value:
        if name in ("ite", "dite") and len(arguments) >= 3:
            branch = self._value(arguments[1 if self._decided(arguments[0], given) else 2], given)
            rest = [self._value(each, given) for each in arguments[3:]]
            return self._apply(branch, [None, *rest] if name == "dite" else rest)
        if name == "Decidable.decide" and len(arguments) == 1:
            return TRUTH[self._decided(arguments[0], given)]
        if ".match_" in name:  # the first argument says of which type the result is
            return self._call(name, (None, *(self._value(each, given) for each in arguments[1:])))
        return self._call(name, tuple(self._value(each, given) for each in arguments))

    def _apply(self, function: Value, arguments: Sequence[Value]) -> Value:
        for argument in arguments:
            if not callable(function):
                raise Unknown
            self._step()
            function = function(argument)
        return function

    def _call(self, name: str, arguments: tuple[Value, ...]) -> Value:
        self._step()
        name = ALIASES.get(name, name)
        if (arity := self._arity.get(name)) is not None:
            return made(name, *arguments) if len(arguments) == arity else self._partial(name, arguments, arity)
        key = (name, *arguments)
        if key not in self._known:
            found = self._native(name, arguments)
            found = self._by_equations(name, arguments) if found is None else found
            if len(self._known) >= MEMORY:
                self._known.clear()
            self._known[key] = bounded(found)
        return self._known[key]

    def _partial(self, name: str, arguments: tuple[Value, ...], arity: int) -> Value:
        if len(arguments) > arity:
            raise Unknown
        return lambda value: self._call(name, (*arguments, value))

    def _native(self, name: str, arguments: tuple[Value, ...]) -> Value | None:
        """What needs no equations; None where this is something else."""
        numbers = all(type(each) is int for each in arguments)
        match arguments:
            case (a, b) if numbers and name in NUMBERS:
                return NUMBERS[name](a, b)
            case () if name == "Nat.zero":
                return 0
            case (a,) if numbers and name in ("Nat.succ", "OfNat.ofNat"):
                return a + 1 if name == "Nat.succ" else a
            case (tuple() as a,) if name in self._fields and a[0] == self._fields[name][0]:
                return a[1 + self._fields[name][1]]
            case (a, b) if name in ("BEq.beq", "bne"):
                return TRUTH[self._equal(a, b) == (name == "BEq.beq")]
            case () if name in NUMBERS or name == "Nat.succ":
                return self._partial(name, arguments, 2)
            case (a,) if name in NUMBERS:
                return self._partial(name, arguments, 2)
        if name in BOOLEANS and all(each in TRUTH.values() for each in arguments):
            return TRUTH[BOOLEANS[name](*(each == TRUTH[True] for each in arguments))]
        return None

    def _by_equations(self, name: str, arguments: tuple[Value, ...]) -> Value:
        """By the first equation that fits, as Lean has them in order."""
        equations = self._equations.get(name, ())
        arity = max((len(equation.patterns) for equation in equations), default=0)
        if equations and len(arguments) < arity:
            return self._partial(name, arguments, arity)
        self._step(len(equations) // EQUATIONS)
        for equation in equations:
            patterns, found = equation.patterns, dict[str, Value]()
            fits = all(self._fits(*pair, equation, found) for pair in zip(patterns, arguments, strict=False))
            if fits and all(self._meets(condition, found) for condition in equation.conditions):
                return self._apply(self._value(equation.right, found), arguments[len(patterns) :])
        raise Unknown

    def _meets(self, condition: Term, given: Valuation) -> bool:
        """That no equation before it fits is known where they are tried in order."""
        end = condition
        while isinstance(end, Forall | Arrow):
            end = end.body if isinstance(end, Forall) else end.codomain
        return end == Name(FALSE) or self._decided(condition, given)

    def _fits(self, pattern: Term, value: Value, equation: DefiningEquation, found: dict[str, Value]) -> bool:
        """Whether a value is of the pattern's shape; what its variables stand for goes into `found`."""
        match pattern:
            case Name(text) if text in equation.variables:
                return bool(found.setdefault(text, value) == value)
            case Name("Nat.zero"):
                return bool(value == 0)
            case Name(text):
                return bool(value == (text,))
            case Literal(number):
                return bool(value == number)
            case Apply(Name("OfNat.ofNat"), (inner,)):
                return self._fits(inner, value, equation, found)
            case Apply(Name("Nat.succ"), (inner,)):
                return type(value) is int and value > 0 and self._fits(inner, value - 1, equation, found)
            case Apply(Name("HAdd.hAdd"), (inner, Literal(number))):
                return type(value) is int and value >= number and self._fits(inner, value - number, equation, found)
            case Apply(Name(text), inner):
                return (
                    isinstance(value, tuple)
                    and len(value) == len(inner) + 1
                    and value[0] == text
                    and all(self._fits(*pair, equation, found) for pair in zip(inner, value[1:], strict=True))
                )
        return isinstance(pattern, Lambda)  # which type the result is of

    def _holds(self, claim: Term, given: Valuation) -> bool | None:
        """Whether a claim is true; None where it is none that can be told. Raises `Unknown` as its terms do."""
        match claim:
            case Name("True") | Name("False"):
                return claim == Name("True")
            case Apply(Name("Not"), (one,)):
                truth = self._within(one, given)
                return None if truth is None else not truth
            case Apply(Name("And" | "Or" as name), (one, other)):
                return _joined(name == "Or", self._within(one, given), self._within(other, given))
            case Arrow(one, other):
                first = self._within(one, given)
                return _joined(True, None if first is None else not first, self._within(other, given))
            case Apply(Name("Iff"), (one, other)):
                first, second = self._within(one, given), self._within(other, given)
                return None if first is None or second is None else first == second
            case Apply(Name("Eq" | "Ne" as name), (left, right)):
                return self._equal(self._value(left, given), self._value(right, given)) == (name == EQ)
            case Apply(Name(name), (left, right)) if name in ORDER:
                a, b = self._value(left, given), self._value(right, given)
                return ORDER[name](a, b) if type(a) is int and type(b) is int else None
        return None

    def _within(self, claim: Term, given: Valuation) -> bool | None:
        """Whether a part of a claim is true; None also where it has no value."""
        try:
            return self._holds(claim, given)
        except Unknown:
            return None

    def _decided(self, claim: Term, given: Valuation) -> bool:
        truth = self._holds(claim, given)
        if truth is None:
            raise Unknown
        return truth

    def _equal(self, one: Value, other: Value) -> bool:
        if callable(one) or callable(other):
            raise Unknown
        return bool(one == other)


def _joined(decisive: bool, one: bool | None, other: bool | None) -> bool | None:
    """`or` where true is decisive, `and` where false is, of which one may be unknown."""
    if decisive in (one, other):
        return decisive
    return None if None in (one, other) else not decisive

"""Small values by type, always the same ones for the same seed; no Lean."""

import random
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress

from prover.text.terms import Apply, Arrow, Name, Term, names_in
from prover.theory.data import TRUTH, Unknown, Value, made
from prover.theory.signature import Signature

NUMBER = Name("Nat")
SIZE = 3  # constructors inside each other, about
LARGEST_RANDOM = 5
ELEMENTS = 4  # different values of a type that may be any
MORE = 0.75  # how often a value that could be longer is
IMAGES = 5


class Values:
    """Values of the types of a signature; of a type that is only a name (a variable) numbers stand for elements."""

    def __init__(self, signature: Signature, seed: int = 1) -> None:
        self._signature, self._random = signature, random.Random(seed)  # noqa: S311

    def value(self, type_: Term) -> Value:
        """A value, a smaller one where it would be too large. Raises `Unknown` for a type that has none to be told."""
        for size in range(SIZE, 0, -1):
            with suppress(Unknown):
                return self._value(type_, size)
        return self._value(type_, 0)

    def _value(self, type_: Term, size: float) -> Value:
        """A value of no more than about `size` constructors inside each other."""
        match type_:
            case Arrow(_, codomain):
                return self._function([self._value(codomain, min(size, 2)) for _ in range(IMAGES)])
            case Name("Nat"):
                return self._random.randint(0, LARGEST_RANDOM if size >= SIZE else 3)
            case Name("Bool"):
                return TRUTH[self._random.random() < 0.5]
            case Name("Unit"):
                return made("Unit.unit")
            case Apply(Name("List"), (element,)):
                found = made("List.nil")
                for _ in range(self._random.randint(0, max(0, round(size)))):
                    found = made("List.cons", self._value(element, size - 1), found)
                return found
            case Apply(Name("Option"), (element,)):
                some = self._random.random() < MORE
                return made("Option.some", self._value(element, size - 1)) if some else made("Option.none")
            case Apply(Name("Prod"), (first, second)):
                return made("Prod.mk", self._value(first, size - 1), self._value(second, size - 1))
            case Name(text) | Apply(Name(text), _) if text in self._signature.types:
                return self._constructed(text, type_.arguments if isinstance(type_, Apply) else (), size)
            case Name(_):
                return self._random.randrange(ELEMENTS)
        raise Unknown

    def _constructed(self, name: str, parameters: tuple[Term, ...], size: float) -> Value:
        functions = self._signature.functions
        names = self._signature.types[name]
        again = {each: sum(name in names_in(part) for part in functions[each].arguments) for each in names}
        base = [each for each in names if not again[each]]
        longer = [each for each in names if again[each]]
        if size < -8 or not (base or size > 0):
            raise Unknown  # no value ends
        chosen = longer if longer and size > 0 and (not base or self._random.random() < MORE) else base
        constructor = self._random.choice(chosen or longer)
        type_ = functions[constructor]
        given = dict(zip(type_.variables, parameters, strict=False))
        step = 1 if max(again.values()) > 1 else 0.7
        inner = (self._value(substituted(part, given), size - step) for part in type_.arguments)
        return made(constructor, *inner)

    @staticmethod
    def _function(images: list[Value]) -> Callable[[Value], Value]:
        def function(value: Value) -> Value:
            if callable(value):
                raise Unknown
            return images[zlib.crc32(repr(value).encode()) % len(images)]

        return function


def substituted(term: Term, given: Mapping[str, Term]) -> Term:
    """The term with others for some of its names; under a binder it is left as it is."""
    match term:
        case Name(text):
            return given.get(text, term)
        case Apply(head, arguments):
            new, rest = substituted(head, given), tuple(substituted(each, given) for each in arguments)
            return Apply(new.head, (*new.arguments, *rest)) if isinstance(new, Apply) else Apply(new, rest)
        case Arrow(domain, codomain):
            return Arrow(substituted(domain, given), substituted(codomain, given))
    return term

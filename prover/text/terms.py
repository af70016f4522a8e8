"""Terms as Lean prints them without notation (`PLAIN`): read into a tree, and shown again; no Lean.

Only what is made of names, literals, applications, functions, arrows and ∀ is read; for all else `parse_term` has
None, never a guess.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

# What has Lean print so that it can be read here; each is to be followed by `in` or a line break.
PLAIN = (
    "set_option pp.notation false",
    "set_option pp.fieldNotation false",
    "set_option pp.fullNames true",
    "set_option pp.structureInstances false",
    "set_option pp.maxSteps 100000",
)
TOKEN = re.compile(r"\s*(=>|→|∀|λ|[(){}\[\]⦃⦄,:]|[^\s(){}\[\]⦃⦄,:]+)")
OPENING = {"(": ")", "{": "}", "[": "]", "⦃": "⦄"}
# What people write between two terms, and how strongly that binds.
INFIX = {
    "HAdd.hAdd": ("+", 65), "HSub.hSub": ("-", 65), "HAppend.hAppend": ("++", 65),
    "HMul.hMul": ("*", 70), "HDiv.hDiv": ("/", 70), "HPow.hPow": ("^", 75),
}  # fmt: skip
STOPS = {*OPENING.values(), ",", ":", "→", "=>"}


@dataclass(frozen=True)
class Name:
    """A constant or a variable."""

    text: str


@dataclass(frozen=True)
class Literal:
    """A natural number."""

    value: int


@dataclass(frozen=True)
class Apply:
    """A head, which is no application itself, with at least one argument."""

    head: "Term"
    arguments: "tuple[Term, ...]"


@dataclass(frozen=True)
class Lambda:
    names: tuple[str, ...]
    body: "Term"


@dataclass(frozen=True)
class Arrow:
    domain: "Term"
    codomain: "Term"


@dataclass(frozen=True)
class Binder:
    """One bound variable, its ``bracket`` one of `(`, `{`, `[` and `⦃`; ``type`` is None where none is shown."""

    name: str
    type: "Term | None"
    bracket: str


@dataclass(frozen=True)
class Forall:
    binders: tuple[Binder, ...]
    body: "Term"


Term = Name | Literal | Apply | Lambda | Arrow | Forall


class _Unreadable(Exception):
    """The text is none of these terms."""


def parse_term(text: str) -> Term | None:
    """The term that a text shows; None where it is not of this kind, or there is more of it than one term."""
    reader = _TermReader(TOKEN.findall(text))
    try:
        term = reader.type()
    except (_Unreadable, RecursionError):
        return None
    return term if reader.peek() == "" else None


def show_term(term: Term, *, alone: bool = True) -> str:
    """The term as Lean reads it; in round brackets where it does not stand ``alone`` and needs them."""
    match term:
        case Name(text):
            return text
        case Literal(value):
            return str(value)
        case Apply(head, arguments):
            shown = " ".join(show_term(part, alone=False) for part in (head, *arguments))
        case Lambda(names, body):
            shown = f"fun {' '.join(names)} => {show_term(body)}"
        case Arrow(domain, codomain):
            shown = f"{show_term(domain, alone=False)} → {show_term(codomain)}"
        case Forall(binders, body):
            shown = f"∀ {' '.join(map(_shown_binder, binders))}, {show_term(body)}"
    return shown if alone else f"({shown})"


def _shown_binder(binder: Binder) -> str:
    if binder.type is None:
        return binder.name
    name = "" if binder.bracket == "[" and not binder.name else f"{binder.name} : "
    return f"{binder.bracket}{name}{show_term(binder.type)}{OPENING[binder.bracket]}"


def names_in(term: Term) -> Iterator[str]:
    """The names that stand in a term, bound ones too, in order and as often as they do."""
    match term:
        case Name(text):
            yield text
        case Apply(head, arguments):
            for part in (head, *arguments):
                yield from names_in(part)
        case Lambda(_, body):
            yield from names_in(body)
        case Arrow(domain, codomain):
            yield from names_in(domain)
            yield from names_in(codomain)
        case Forall(binders, body):
            for binder in binders:
                if binder.type is not None:
                    yield from names_in(binder.type)
            yield from names_in(body)
        case Literal():
            pass


class _TermReader:
    """Reads tokens from left to right."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens, self._at = tokens, 0

    def peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def type(self) -> Term:
        if self.peek() == "∀":
            return self._forall()
        if self._opens_binder():
            binders = self._bracketed()
            self._take("→")
            return Forall(binders, self.type())
        term = self._application()
        if self.peek() == "→":
            self._next()
            return Arrow(term, self.type())
        return term

    def _next(self) -> str:
        if (token := self.peek()) == "":
            raise _Unreadable
        self._at += 1
        return token

    def _take(self, wanted: str) -> None:
        if self._next() != wanted:
            raise _Unreadable

    def _opens_binder(self) -> bool:
        if self.peek() in ("{", "[", "⦃"):
            return True
        at = self._at + 1
        while at < len(self._tokens) and self._tokens[at] not in {*STOPS, *OPENING}:
            at += 1
        return self.peek() == "(" and self._at + 1 < at < len(self._tokens) and self._tokens[at] == ":"

    def _bracketed(self) -> tuple[Binder, ...]:
        """Binders in brackets with their type; an instance need not have a name."""
        bracket, names = self._next(), list[str]()
        start = self._at
        while self.peek() not in (":", OPENING[bracket]):
            names.append(self._next())
        if self.peek() != ":":
            if bracket != "[":
                raise _Unreadable
            self._at, names = start, [""]
        else:
            self._next()
        type_ = self.type()
        self._take(OPENING[bracket])
        return tuple(Binder(name, type_, bracket) for name in names)

    def _forall(self) -> Term:
        self._take("∀")
        binders: list[Binder] = []
        while self.peek() != ",":
            if self.peek() in OPENING:
                binders += self._bracketed()
                continue
            names = [self._next()]
            while self.peek() not in (":", ",", *OPENING):
                names.append(self._next())
            type_ = None
            if self.peek() == ":":
                self._next()
                type_ = self.type()
            binders += [Binder(name, type_, "(") for name in names]
        self._take(",")
        return Forall(tuple(binders), self.type())

    def _lambda(self) -> Term:
        self._next()
        names: list[str] = []
        while self.peek() != "=>":
            if self.peek() in OPENING:
                names += [binder.name for binder in self._bracketed()]
            else:
                names.append(self._next())
        self._take("=>")
        return Lambda(tuple(names), self.type())

    def _application(self) -> Term:
        parts: list[Term] = []
        while self.peek() and self.peek() not in STOPS:
            if self.peek() in ("fun", "λ"):
                parts.append(self._lambda())
                break
            parts.append(self._atom())
        if not parts:
            raise _Unreadable
        head, *arguments = parts
        if not arguments:
            return head
        if isinstance(head, Apply):
            return Apply(head.head, (*head.arguments, *arguments))
        return Apply(head, tuple(arguments))

    def _atom(self) -> Term:
        word = self._next()
        if word == "(":
            term = self.type()
            self._take(")")
            return term
        if word in OPENING or word == "∀":
            raise _Unreadable
        return Literal(int(word)) if word.isdigit() else Name(word.lstrip("@"))


def fresh(name: str, taken: Collection[str]) -> str:
    """The name, or with the first number behind it that makes it another than those `taken`."""
    return next(new for n in range(len(taken) + 1) if (new := f"{name}{n or ''}") not in taken)

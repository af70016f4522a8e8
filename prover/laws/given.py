"""The laws that a goal has: its hypotheses, and what constants say at its types; how Lean reads each. Text only."""

from collections.abc import Iterator, Mapping, Sequence

from prover.laws.equations import Equation
from prover.laws.reading import Law, LawReader
from prover.text.terms import Apply, Arrow, Binder, Forall, Name, Term, names_in, show_term

SORTS = ("Type", "Sort")


def sorts_in(hypotheses: Mapping[str, Term]) -> list[Term]:
    """The types that a goal is about: variables that are types, and the types of its other variables."""
    found: dict[str, Term] = {}
    for name, type_ in hypotheses.items():
        match type_:
            case Name(head) | Apply(Name(head)) if head in SORTS:
                found[name] = Name(name)
            case Apply(Name(head)) if head in ("Eq", "Ne", "Not", "And", "Or", "Iff", "Exists"):
                pass
            case Name() | Apply():
                found[show_term(type_)] = type_
    return [*found.values()]


def local_laws(reader: LawReader, hypotheses: Mapping[str, Term]) -> Iterator[tuple[str, Law]]:
    """What hypotheses say, each with what proves it."""
    for name, type_ in hypotheses.items():
        if (law := reader.law(type_)) is not None:
            hidden = isinstance(type_, Forall) and any(binder.bracket != "(" for binder in type_.binders)
            yield f"@{name}" if hidden else name, law


def laws_of(
    reader: LawReader, name: str, type_: Term, hypotheses: Mapping[str, Term], sorts: Sequence[Term]
) -> Iterator[Equation]:
    """What a constant says at the types of a goal: a class field, one of a structure, an axiom or a theorem."""
    for given, said in _at_types(name, type_, hypotheses, sorts):
        if isinstance(said, Forall) and any(binder.bracket != "(" for binder in said.binders):
            continue
        if (law := reader.law(said)) is not None and not law.differs:
            yield law.equation(given)


def _at_types(
    given: str, type_: Term, hypotheses: Mapping[str, Term], sorts: Sequence[Term]
) -> Iterator[tuple[str, Term]]:
    """The type with types for the first binders, and a structure of the goal where it is about one."""
    if not isinstance(type_, Forall):
        yield given, type_
        return
    first, *others = type_.binders
    rest = Forall(tuple(others), type_.body) if others else type_.body
    if first.bracket == "[":
        yield from _at_types(given, rest, hypotheses, sorts)
        return
    match first.type:
        case Name(head) | Apply(Name(head)) if head in SORTS:
            values = [(show_term(sort, alone=False), sort) for sort in sorts]
        case Name(head):
            depend = any(first.name in names_in(other.type) for other in others if other.type is not None)
            same = [name for name, of in hypotheses.items() if of == first.type and head not in hypotheses]
            values = [(name, Name(name)) for name in same if depend]
        case _:
            values = []
    if not values:
        yield given, type_
    for shown, value in values:
        said = f"{given} {shown}" if first.bracket == "(" else given
        yield from _at_types(said, replaced(rest, first.name, value), hypotheses, sorts)


def replaced(term: Term, name: str, value: Term) -> Term:
    """The term with a value for a name; what is bound in it has other names."""
    match term:
        case Name(text):
            return value if text == name else term
        case Apply(head, arguments):
            new, *_ = (replaced(head, name, value),)
            parts = tuple(replaced(argument, name, value) for argument in arguments)
            return Apply(new.head, (*new.arguments, *parts)) if isinstance(new, Apply) else Apply(new, parts)
        case Arrow(domain, codomain):
            return Arrow(replaced(domain, name, value), replaced(codomain, name, value))
        case Forall(binders, body):
            new_binders = tuple(
                Binder(b.name, None if b.type is None else replaced(b.type, name, value), b.bracket) for b in binders
            )
            return Forall(new_binders, replaced(body, name, value))
    return term

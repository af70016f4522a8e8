"""What a goal is about, in one check of Lean: kinds of its names, the types and functions of its file and imports."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from prover.lean.live.pool import Session
from prover.lean.live.site import Site, look
from prover.methods.closer import FileNames
from prover.methods.recursors import Recursors, questions, recursors_in
from prover.text.brackets import split
from prover.text.declarations import find_declarations
from prover.text.goal import SORTS
from prover.text.keywords import DEFINITIONS
from prover.text.terms import Apply, Arrow, Forall, Lambda, Literal, Name, Term, names_in, parse_term, show_term
from prover.words.obligation import Obligation
from prover.words.verdict import Died

INDUCTIVE = re.compile(r"(?:inductive|structure) (\S+)(.*)\nnumber of parameters: .*\nconstructors?:\n(.*)", re.DOTALL)
CONSTRUCTOR = re.compile(r"^(?:  )?([^\s:({\[]+)(?= )", re.MULTILINE)
CLASS = re.compile(r"class .*\nfields:\n(.*)\nconstructor:", re.DOTALL)
FIELD = re.compile(r"^  (\S+) : (.*)", re.MULTILINE)
PARENT = re.compile(r"\.to[A-Z]\w*$")  # of a class
CHECKED = re.compile(r"@?(\S+) : (.*)", re.DOTALL)
LARGEST_MODULUS = 10
MOST_ASKED = 60  # declarations of the file, the nearest above
# Heads of propositions, without notation, and what a schema calls them.
HEADS = {
    "Exists": "exists", "Iff": "iff", "And": "and", "Or": "or", "Not": "not", "Ne": "not", "False": "false",
    "Eq": "equation", "HEq": "equation", "LE.le": "order", "LT.lt": "order", "GE.ge": "order", "GT.gt": "order",
    "Dvd.dvd": "divides",
}  # fmt: skip


@dataclass(frozen=True)
class Inductive:
    """An inductive type of the file or of the library, by its full name; ``constructors`` are full names too."""

    name: str
    is_proposition: bool
    is_recursive: bool
    constructors: tuple[str, ...]


@dataclass(frozen=True)
class Surroundings:
    """A goal after `intro`, and what its file declares, or it imports (`Obligation.imported`).

    ``inductives`` are those of the file, ``functions`` its definitions, ``predicates`` those of them that are
    propositions, ``laws`` what its classes demand; ``operations`` what else these have, where the file has an instance
    whose own they may be; ``data`` are the library's types that have an induction, ``values``
    those whose variables are numbers to calculate with; ``recursors`` are those of several types at once;
    ``lemmas`` are the theorems that somebody else proves, ``premises`` what resembles the target in a library.
    """

    site: Site
    known: tuple[str, ...]
    data: frozenset[str]
    inductives: tuple[Inductive, ...] = ()
    functions: tuple[str, ...] = ()
    predicates: tuple[str, ...] = ()
    values: frozenset[str] = frozenset()
    laws: tuple[str, ...] = ()
    operations: tuple[str, ...] = ()
    recursors: tuple[Recursors, ...] = ()
    lemmas: tuple[str, ...] = ()
    premises: tuple[str, ...] = ()

    @cached_property
    def types(self) -> Mapping[str, Term | None]:
        """The type of each hypothesis that has a name; None where it cannot be read."""
        return {name: parse_term(self.site.types.get(name, "")) for name in self.site.names}

    @cached_property
    def target(self) -> Term | None:
        return parse_term(self.site.target)

    @property
    def names(self) -> FileNames:
        """What the closer is told."""
        split = (one.name for one in self.inductives if one.is_proposition or not one.is_recursive)
        constructors = (name for one in self.inductives if one.is_proposition for name in one.constructors)
        return FileNames(self.known, tuple(split), tuple(constructors), self.laws, self.functions, self.operations)

    @cached_property
    def shapes(self) -> frozenset[str]:
        """What the target is: a word of ``HEADS``, "inductive" or "definition"; "any" always."""
        return frozenset({"any", *self._words(self.target)})

    @cached_property
    def kinds(self) -> Mapping[str, frozenset[str]]:
        """The kinds of each hypothesis, in order: "data" and "value" of the file's or a variable type, and so on."""
        return {name: frozenset(self._kinds(name, type_)) for name, type_ in self.types.items()}

    def named(self, kind: str) -> tuple[str, ...]:
        """The hypotheses of a kind."""
        return tuple(name for name, kinds in self.kinds.items() if kind in kinds)

    def others(self, chosen: Sequence[str]) -> tuple[str, ...]:
        """The variables that an induction on the ``chosen`` can generalise: not they, nor what their types name."""
        fixed = {*chosen}
        for name in chosen:
            fixed |= {*names_in(type_)} if (type_ := self.types.get(name)) else set()
        return tuple(name for name in (*self.named("data"), *self.named("value")) if name not in fixed)

    def indices(self, chosen: str) -> tuple[str, ...]:
        """The arguments of the type of a hypothesis that are no variables."""
        type_ = self.types.get(chosen)
        arguments = type_.arguments if isinstance(type_, Apply) else ()
        return tuple(show_term(a) for a in arguments if not isinstance(a, Name | Lambda))

    @cached_property
    def moduli(self) -> tuple[int, ...]:
        """The small numbers that the goal divides by."""
        terms = [term for term in (self.target, *self.types.values()) if term]
        found = {argument.value for term in terms for call in _applications(term) for argument in _divisor(call)}
        return tuple(sorted(number for number in found if 2 <= number <= LARGEST_MODULUS))

    @cached_property
    def calls(self) -> tuple[str, ...]:
        """Calls of the file's functions in the goal, whose arguments are all variables, the longest first."""
        terms = [self.target, *self.types.values()]
        calls = [call for term in terms if term for call in _applications(term) if self._is_call(call)]
        return tuple(dict.fromkeys(show_term(call) for call in sorted(calls, key=lambda c: -len(c.arguments))))

    def _is_call(self, call: Apply) -> bool:
        free = {*self.site.names}
        arguments = (isinstance(a, Name) and a.text in free for a in call.arguments)
        return isinstance(call.head, Name) and call.head.text in self.functions and all(arguments)

    def _words(self, term: Term | None) -> Iterator[str]:
        match term:
            case Forall() | Arrow():
                yield "forall"
            case Apply(Name(head)) | Name(head):
                if head in HEADS:
                    yield HEADS[head]
                if any(one.name == head and one.is_proposition for one in self.inductives):
                    yield "inductive"
                if head in self.predicates:
                    yield "definition"

    def _kinds(self, name: str, type_: Term | None) -> Iterator[str]:
        if name.startswith("inst") or type_ is None:
            return
        own = {one.name for one in self.inductives if not one.is_proposition}
        match type_:
            case Name(head) if head in SORTS:
                yield "type"
            case Forall() | Arrow() if self._makes_no_proposition(type_):
                yield "function"
                if isinstance(type_, Arrow) and type_.domain == Name("Bool"):
                    yield "switch"
            case Arrow(_, Arrow(_, Name("Prop"))):
                yield "relation"
            case Arrow(Name("Nat"), Name("Prop")):
                yield "property"
            case Apply(Name(head)) | Name(head) if head in self.data | own:
                yield "data"
                yield head.lower()
                if head in self.values:
                    yield "value"
            case Name(head) if head in self.values:
                yield "value"
            case Name(head) if head in self.types and self.types[head] == Name("Type"):
                yield "value"
            case _:
                yield "hypothesis"
                yield from self._words(type_)

    def _makes_no_proposition(self, type_: Term) -> bool:
        end = type_
        while isinstance(end, Arrow | Forall):
            end = end.codomain if isinstance(end, Arrow) else end.body
        head = end.head if isinstance(end, Apply) else end
        sorts = {name for name, its in self.types.items() if its == Name("Type")}
        own = {one.name for one in self.inductives if not one.is_proposition}
        return isinstance(head, Name) and head.text in {"Type", *self.data, *self.values, *own, *sorts}


async def surroundings(
    lean: Session,
    obligation: Obligation,
    hole: int,
    fills: Sequence[str],
    data: Iterable[str],
    values: Iterable[str] = (),
) -> Surroundings | Died:
    """Ask Lean what a hole of `obligation` is about; ``data`` and ``values`` as in `Surroundings`."""
    above = [*find_declarations(obligation.context)]
    declared = [d for d in above if d.name][-MOST_ASKED:]
    imported = obligation.imported
    types = [*imported.types, *(d.name for d in declared if d.keyword in ("inductive", "structure", "class"))]
    functions = [*imported.functions, *(d.name for d in declared if d.keyword in DEFINITIONS)]
    theorems = [name for name in obligation.known if name not in functions][-MOST_ASKED:]
    named = [f"#check @{name}" for name in (*functions, *theorems)]
    asked = [f"#print {name}" for name in types] + named + questions(declared)
    site = await look(lean, obligation, hole, fills, "\n".join(asked))
    if isinstance(site, Died):
        return site
    inductives = tuple(one for text in site.said if (one := _inductive(text)))
    checked = {found[1]: found[2] for text in site.said if (found := CHECKED.fullmatch(text))}
    unfit = tuple(f".{name}" for name, type_ in checked.items() if _rewrites_all(type_))  # as it is called there
    known = tuple(name for name in obligation.known if not f".{name}".endswith(unfit))
    predicates = tuple(name for name in functions if re.search(r"(→|,|^)\s*Prop$", checked.get(name, "")))
    fields = [field for text in site.said if (found := CLASS.match(text)) for field in FIELD.findall(found[1])]
    laws = tuple(name for name, type_ in fields if _is_law(type_))
    has_instance = any(d.keyword == "instance" for d in above)
    operations = tuple(
        name for name, type_ in fields if has_instance and not _is_law(type_) and not PARENT.search(name)
    )
    recursors = recursors_in(declared, site.said)
    settled = {*obligation.settled}
    lemmas = tuple(name for name in obligation.known if name not in settled)
    of_types = inductives, tuple(functions), predicates, frozenset(values), laws, operations, recursors
    return Surroundings(site, known, frozenset(data), *of_types, lemmas)


def _rewrites_all(type_: str) -> bool:
    """Whether a theorem equates a variable with something: as a rule of a simplifier it has no end."""
    claim, bound = parse_term(type_), set[str]()
    while isinstance(claim, Forall | Arrow):
        bound |= {binder.name for binder in claim.binders} if isinstance(claim, Forall) else set()
        claim = claim.body if isinstance(claim, Forall) else claim.codomain
    match claim:
        case Apply(Name("Eq"), (Name(left), _)) | Apply(Name(left), (Name("="), *_)):
            return left in bound
    return False


def _is_law(type_: str) -> bool:
    """Whether a field claims something, by its signs; an instance that decides it does not."""
    claim = split(split(type_, " → ")[-1], ", ")[-1]
    related = any(len(split(claim, f" {sign} ")) > 1 for sign in "=≠≤<")
    return not claim.startswith("Decidable") and (related or type_.startswith(("∀", "¬")))


def _inductive(text: str) -> Inductive | None:
    """What `#print` says of an inductive type; None for all else."""
    if (found := INDUCTIVE.match(text)) is None:
        return None
    name, type_, constructors = found.groups()
    is_proposition = type_.partition("\nnumber")[0].rstrip().endswith("Prop")
    named = tuple(c for c in CONSTRUCTOR.findall(constructors) if c.startswith(f"{name}."))
    name = name.split(".{")[0]
    is_recursive = text.startswith("inductive") and _is_recursive(name, constructors)
    return Inductive(name, is_proposition, is_recursive, named)


def _is_recursive(name: str, constructors: str) -> bool:
    """Whether a field of a constructor is of the type itself, as far as can be read."""
    types = (
        " ".join(one.split()).partition(" : ")[2]
        for one in re.split(rf"^(?={re.escape(name)}\.)", constructors, flags=re.M)
    )
    terms = [parse_term(type_) for type_ in types if type_]
    return any(term is None or [*names_in(term)].count(name) > 1 for term in terms)


def _divisor(call: Apply) -> Iterator[Literal]:
    """The number that is divided by, where it is given."""
    match call:
        case Apply(Name("HMod.hMod"), (_, Literal() as number)) | Apply(Name("Dvd.dvd"), (Literal() as number, _)):
            yield number


def _applications(term: Term) -> Iterator[Apply]:
    """The applications in a term, outside of what binds names."""
    match term:
        case Apply(head, arguments):
            yield term
            for part in (head, *arguments):
                yield from _applications(part)
        case Arrow(domain, codomain):
            yield from _applications(domain)
            yield from _applications(codomain)

"""What a file declares or imports, as Lean says it: types, functions and their equations; nothing is judged here.

Read from a few checks that print without notation. What cannot be read (dependent types, functions without
equations) is left out.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from prover.lean.live.pool import Session
from prover.text.declarations import find_declarations
from prover.text.goal import SORTS
from prover.text.keywords import DEFINITIONS
from prover.text.terms import PLAIN, Apply, Arrow, Binder, Forall, Name, Term, names_in, parse_term
from prover.words.obligation import SORRY, Obligation
from prover.words.verdict import Died

TYPES = frozenset({"inductive", "structure"})
EQUATION = re.compile(r"theorem (\S+?)(?:\.\{[^}]*\})? : ")
MATCHER = re.compile(r"\.match_\d+$")
ROUNDS = 3  # what equations name has equations of its own, and so on
MOST_NAMES = 60  # asked for in one round
MATCH_EQUATIONS = 8
# What a sign stands for, where it has equations, and what is worth speaking of with others.
BEHIND = {"HAppend.hAppend": "List.append", "List.cons": "List.append"}
EQ, FALSE = "Eq", "False"


@dataclass(frozen=True)
class FunctionType:
    """`{variables : Type} → [constraints] → arguments → result`; no type depends on a value."""

    variables: tuple[str, ...]
    constraints: tuple[Term, ...]
    arguments: tuple[Term, ...]
    result: Term


@dataclass(frozen=True)
class DefiningEquation:
    """`left = right` for all ``variables`` that meet the ``conditions``; the ``head`` of the left side is a name."""

    head: str
    variables: frozenset[str]
    left: Term
    right: Term
    conditions: tuple[Term, ...] = ()

    @property
    def patterns(self) -> tuple[Term, ...]:
        return self.left.arguments if isinstance(self.left, Apply) else ()


@dataclass
class Signature:
    """``types``: constructors of each type of the file; ``functions``: types of functions and constructors by name.

    ``own`` are the functions of the file, in order, behind those of the project that it imports; ``equations`` are
    those of a function, also of the library, in order; ``statement`` is what the obligation claims, None where it
    cannot be read.
    """

    types: dict[str, tuple[str, ...]] = field(default_factory=dict)
    functions: dict[str, FunctionType] = field(default_factory=dict)
    fields: dict[str, tuple[str, int]] = field(default_factory=dict)  # projection → constructor, and which argument
    own: tuple[str, ...] = ()
    equations: dict[str, list[DefiningEquation]] = field(default_factory=dict)
    statement: Term | None = None

    @property
    def constructors(self) -> frozenset[str]:
        return frozenset(name for names in self.types.values() for name in names)

    def named(self) -> set[str]:
        """What the statement and all equations are about."""
        found = set() if self.statement is None else set(names_in(self.statement)) - _bound(self.statement)
        for equation in (each for several in self.equations.values() for each in several):
            found |= {*names_in(equation.left), *names_in(equation.right)} - equation.variables
        return found


async def read_signature(lean: Session, obligation: Obligation) -> Signature | Died:
    """The signature of an obligation's context and statement, in at most 1 + `ROUNDS` checks.

    Raises what `Session.check` raises.
    """
    found = Signature()
    declared = [d for d in find_declarations(obligation.context) if d.name]
    imported = obligation.imported
    types = [*imported.types, *(d.name for d in declared if d.keyword in TYPES)]
    found.own = (*imported.functions, *(d.name for d in declared if d.keyword in DEFINITIONS))
    statement = obligation.text([SORRY] * obligation.holes)
    questions = [f"#print {name}" for name in types] + [f"#check @{obligation.name}"] + _of_functions(found.own)
    answers = await _answers(lean, statement, questions)
    if isinstance(answers, Died):
        return answers
    shown = _read(found, answers)
    found.statement = shown.get(obligation.name)
    asked = {*types, *found.own, *found.constructors, EQ, FALSE}
    for _ in range(ROUNDS):
        named = found.named()
        named |= {BEHIND[name] for name in named & BEHIND.keys()}
        wanted = sorted(name for name in named - asked if name[0].isalpha() and name not in SORTS)[:MOST_NAMES]
        if not wanted:
            break
        asked.update(wanted)
        answers = await _answers(lean, obligation.context, _of_functions(wanted))
        if isinstance(answers, Died):
            return answers
        _read(found, answers)
    return found


def _bound(term: Term) -> set[str]:
    """The variables of a statement."""
    found: set[str] = set()
    while isinstance(term, Forall | Arrow):
        if isinstance(term, Forall):
            found |= {binder.name for binder in term.binders}
        term = term.body if isinstance(term, Forall) else term.codomain
    return found


def _of_functions(names: Iterable[str]) -> list[str]:
    """Commands that show a function's type and equations; what splits cases within a function has only the latter."""
    lines: list[str] = []
    for name in names:
        if MATCHER.search(name):
            lines += [f"#check @{name}.eq_{number}" for number in range(1, MATCH_EQUATIONS + 1)]
        else:
            lines += [f"#check @{name}", f"#print equations {name}"]
    return lines


async def _answers(lean: Session, text: str, questions: Sequence[str]) -> list[str] | Died:
    verdict = await lean.check("\n".join([text, *(f"{line}" for line in PLAIN), *questions]))
    return verdict if isinstance(verdict, Died) else [message.text for message in verdict.messages]


def _read(found: Signature, answers: Sequence[str]) -> dict[str, Term]:
    """Put what Lean said into the signature; the types of all names that it showed."""
    shown: dict[str, Term] = {}
    for answer in answers:
        if answer.startswith(("inductive ", "structure ")):
            _read_type(found, answer)
        elif answer.startswith("equations:"):
            parts = EQUATION.split(answer)[1:]
            for text in parts[1::2]:
                _add_equation(found, parse_term(text.partition("\n@[")[0].partition("\ntheorem ")[0]))
        else:
            name, _, text = answer.removeprefix("@").partition(" : ")
            if " " in name or (term := parse_term(text)) is None:
                continue
            shown[name] = term
            if MATCHER.search(name.rpartition(".")[0]):
                _add_equation(found, term)
            elif (type_ := function_type(term)) is not None:
                found.functions[name] = type_
    return shown


def _read_type(found: Signature, answer: str) -> None:
    """`inductive T …`, `constructors:` and a line for each; of a structure also its fields."""
    head, _, rest = answer.partition("constructor")
    name = head.split()[1].split(".{")[0].rstrip(":")
    lines = " ".join(rest.partition(":")[2].split("\n"))
    names = re.findall(rf"(?<![\w.])({re.escape(name)}\.\S+)(?= : | [({{\[])", lines)
    if answer.startswith("structure "):
        names = names[:1]
        for number, shown in enumerate(re.findall(r"^  (\S+) : ", head.partition("fields:")[2], re.MULTILINE)):
            found.fields[shown] = (names[0], number) if names else ("", number)
    types = [function_type(_constructor_type(lines, each)) for each in names]
    if names and all(types):
        found.types[name] = tuple(names)
        found.functions |= {each: type_ for each, type_ in zip(names, types, strict=True) if type_}


def _constructor_type(lines: str, name: str) -> Term | None:
    """The type that stands behind a constructor's name, up to the next constructor."""
    text = lines.partition(f"{name} ")[2]
    owner = name.rpartition(".")[0]
    text = re.split(rf" {re.escape(owner)}\.\S+ (?=: |[({{\[])", text)[0]
    if text.startswith(": "):
        return parse_term(text[2:])
    binders, _, result = text.rpartition(" : ")  # as a structure has it: `{α : Type} (x : α) : P α`
    return parse_term(f"∀ {binders}, {result}")


def function_type(term: Term | None) -> FunctionType | None:
    """The type of a function, None where it is that of a type or a claim, or depends on a value."""
    variables: list[str] = []
    constraints: list[Term] = []
    arguments: list[Term] = []
    values: set[str] = set()
    while isinstance(term, Forall | Arrow):
        binders = term.binders if isinstance(term, Forall) else (Binder("", term.domain, "("),)
        for binder in binders:
            if binder.type is None or values & set(names_in(binder.type)):
                return None
            if is_sort(binder.type):
                variables.append(binder.name)
            elif binder.bracket == "[":
                constraints.append(binder.type)
            elif binder.bracket == "(":
                arguments.append(binder.type)
                values |= {binder.name} - {""}
            else:
                return None
        term = term.body if isinstance(term, Forall) else term.codomain
    if term is None or is_sort(term) or values & set(names_in(term)) or any(map(is_sort, arguments)):
        return None
    return FunctionType(tuple(variables), tuple(constraints), tuple(arguments), term)


def is_sort(term: Term) -> bool:
    head = term.head if isinstance(term, Apply) else term
    return isinstance(head, Name) and head.text in SORTS


def _add_equation(found: Signature, term: Term | None) -> None:
    equation = None if term is None else read_equation(term)
    if equation is not None:
        found.equations.setdefault(equation.head, []).append(equation)


def read_equation(term: Term) -> DefiningEquation | None:
    """`∀ …, conditions → left = right`, where the left side begins with a name."""
    variables: set[str] = set()
    conditions: list[Term] = []
    while isinstance(term, Forall | Arrow):
        if isinstance(term, Forall):
            variables |= {binder.name for binder in term.binders}
            term = term.body
        else:
            conditions.append(term.domain)
            term = term.codomain
    match term:
        case Apply(Name("Eq"), (left, right)):
            head = left.head if isinstance(left, Apply) else left
            if isinstance(head, Name) and head.text not in variables:
                return DefiningEquation(head.text, frozenset(variables), left, right, tuple(conditions))
    return None

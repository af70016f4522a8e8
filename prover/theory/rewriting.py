"""Rewriting with equations that are known: what follows from them, and which side of one is the simpler; no Lean.

Rules go down in a lexicographic path order (Dershowitz, Orderings for term-rewriting systems, 1982), those that only
permute variables where the result is smaller, and what is associative and commutative is brought into one order; so
it ends, and fuel sees to it where definitions of the file do not go down.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from prover.text.terms import Apply, Literal, Name, Term, names_in, parse_term, show_term
from prover.theory.signature import DefiningEquation
from prover.theory.values import substituted

FUEL = 150  # steps for one term
MOST_KEPT = 20_000  # terms
LARGEST = 60  # names and literals; what grows beyond has no end that is of use
ADD, MUL, APPEND = "HAdd.hAdd", "HMul.hMul", "HAppend.hAppend"
VARIABLES = frozenset("xyz")
# What the library has on its own functions, and simp knows: left side, right side.
LAWS = """
HAdd.hAdd x 0 = x; HAdd.hAdd 0 x = x; HMul.hMul x 0 = 0; HMul.hMul 0 x = 0; HMul.hMul x 1 = x; HMul.hMul 1 x = x
HMul.hMul x (HAdd.hAdd y z) = HAdd.hAdd (HMul.hMul x y) (HMul.hMul x z)
HMul.hMul (HAdd.hAdd y z) x = HAdd.hAdd (HMul.hMul y x) (HMul.hMul z x)
HPow.hPow x 0 = 1; HPow.hPow x (HAdd.hAdd y 1) = HMul.hMul (HPow.hPow x y) x
HAppend.hAppend List.nil x = x; HAppend.hAppend x List.nil = x
HAppend.hAppend (HAppend.hAppend x y) z = HAppend.hAppend x (HAppend.hAppend y z)
HAppend.hAppend (List.cons x y) z = List.cons x (HAppend.hAppend y z)
List.length List.nil = 0; List.length (List.cons x y) = HAdd.hAdd (List.length y) 1
List.length (HAppend.hAppend x y) = HAdd.hAdd (List.length x) (List.length y)
List.length (List.reverse x) = List.length x; List.length (List.map x y) = List.length y
List.reverse (List.reverse x) = x
List.reverse (HAppend.hAppend x y) = HAppend.hAppend (List.reverse y) (List.reverse x)
List.reverse (List.cons x y) = HAppend.hAppend (List.reverse y) (List.cons x List.nil)
List.map x (HAppend.hAppend y z) = HAppend.hAppend (List.map x y) (List.map x z)
List.map x (List.reverse y) = List.reverse (List.map x y)
Bool.xor x Bool.false = x; Bool.xor Bool.false x = x; Bool.xor x x = Bool.false; Bool.xor Bool.true x = Bool.not x
List.sum List.nil = 0; List.sum (List.cons x y) = HAdd.hAdd x (List.sum y)
List.sum (HAppend.hAppend x y) = HAdd.hAdd (List.sum x) (List.sum y)
Bool.not (Bool.not x) = x; Bool.and x Bool.true = x; Bool.and Bool.true x = x; Bool.and x Bool.false = Bool.false
Bool.and Bool.false x = Bool.false; Bool.or x Bool.true = Bool.true; Bool.or Bool.true x = Bool.true
Bool.or x Bool.false = x; Bool.or Bool.false x = x; Bool.not Bool.true = Bool.false; Bool.not Bool.false = Bool.true
"""
REGROUPED = frozenset({ADD, MUL, "Bool.and", "Bool.or", "Bool.xor"})


@dataclass(frozen=True)
class Rule:
    """``left`` becomes ``right``; an ``ordered`` one only where that is the smaller."""

    left: Term
    right: Term
    variables: frozenset[str]
    ordered: bool = False


class Rewriting:
    """Rules, by the heads of their left sides; it grows by what is proved."""

    def __init__(self, precedence: Mapping[str, int]) -> None:
        self._precedence = precedence
        self._rules: dict[str, list[Rule]] = {}
        self._normals: dict[Term, Term] = {}  # of terms that were met since the rules changed
        self._regrouped = set(REGROUPED)
        self._comm: set[str] = set()
        self._assoc: set[str] = set()
        for law in LAWS.replace("\n", ";").split(";"):
            left, _, right = law.partition(" = ")
            if (before := parse_term(left)) and (after := parse_term(right)):
                self._add(Rule(before, after, VARIABLES))

    @property
    def regrouped(self) -> frozenset[str]:
        """The functions that are known to be associative and commutative."""
        return frozenset(self._regrouped)

    def define(self, equations: Iterable[DefiningEquation]) -> None:
        """Take equations of definitions from left to right; those with conditions or case splits are left out."""
        for each in equations:
            names = set(names_in(each.right))
            if not each.conditions and isinstance(each.left, Apply) and not _splits(names) and "fun" not in names:
                self._add(Rule(canonical(each.left), canonical(each.right), each.variables))

    def learn(self, left: Term, right: Term, variables: frozenset[str]) -> None:
        """Take an equation, oriented by `oriented`, for a rule."""
        if (name := _commutes(left, right, variables)) is not None:
            self._comm.add(name)
        elif (name := _associates(left, right, variables)) is not None:
            self._assoc.add(name)
        self._regrouped |= self._comm & self._assoc
        self._add(Rule(left, right, variables, ordered=not self.greater(left, right, variables)))

    def follows_without(self, left: Term, right: Term) -> bool:
        """Whether an equation that was learnt follows from the others; then it is forgotten."""
        if _commutes(left, right, frozenset(names_in(left))) or _associates(left, right, frozenset(names_in(left))):
            return False
        rules = self._rules[head_of(left)]
        place = next(i for i, rule in enumerate(rules) if (rule.left, rule.right) == (left, right))
        rule, normals = rules.pop(place), self._normals
        self._normals = {}
        if self.normal(left) == self.normal(right):
            return True
        rules.insert(place, rule)
        self._normals = normals
        return False

    def _add(self, rule: Rule) -> None:
        self._rules.setdefault(head_of(rule.left), []).append(rule)
        self._normals.clear()

    def oriented(self, left: Term, right: Term, variables: frozenset[str]) -> tuple[Term, Term] | None:
        """The two sides with the simpler on the right; as they are where they only permute variables, else None."""
        if self.greater(left, right, variables):
            return left, right
        if self.greater(right, left, variables):
            return right, left
        return (left, right) if _pattern(left, variables) == _pattern(right, variables) else None

    def normal(self, term: Term) -> Term:
        """What is left when nothing rewrites it any more, or the fuel is spent."""
        return self._normal(canonical(term), [FUEL])

    def _normal(self, term: Term, fuel: list[int]) -> Term:
        if (found := self._normals.get(term)) is None:
            found = self._rewritten(term, fuel)
            if fuel[0] > 0 and len(self._normals) < MOST_KEPT:
                self._normals[term] = found
        return found

    def _rewritten(self, term: Term, fuel: list[int]) -> Term:
        while True:
            if isinstance(term, Apply) and fuel[0] > 0:
                term = self._sorted(Apply(term.head, tuple(self._normal(each, fuel) for each in term.arguments)))
            for rule in self._rules.get(head_of(term), ()):
                found: dict[str, Term] = {}
                if not matches(rule.left, term, rule.variables, found):
                    continue
                new = substituted(rule.right, found)
                if not rule.ordered or _weight(new) < _weight(term):
                    break
            else:
                return term
            fuel[0] -= 1
            if fuel[0] < 0 or size_of(new) > LARGEST:
                fuel[0] = 0
                return term
            term = new

    def _sorted(self, term: Apply) -> Term:
        """What is associative and commutative, with its parts in one order and grouped to the right."""
        name = head_of(term)
        if name not in self._regrouped or len(term.arguments) != 2:
            return term
        if name == ADD:
            return _sum(sorted(_parts(term, name), key=_weight))
        *parts, last = sorted(_parts(term, name), key=_weight)
        for part in reversed(parts):
            last = Apply(term.head, (part, last))
        return last

    def greater(self, one: Term, other: Term, variables: frozenset[str]) -> bool:
        """Whether `one` stands above `other` in the path order, in time of about the product of their sizes."""
        return self._greater(one, other, variables, {})

    def _greater(self, one: Term, other: Term, variables: frozenset[str], found: dict[tuple[int, int], bool]) -> bool:
        """As `greater`; what is ``found`` of two parts, by their identities, is not looked for again."""
        pair = id(one), id(other)
        if pair not in found:
            found[pair] = self._compared(one, other, variables, found)
        return found[pair]

    def _compared(self, one: Term, other: Term, variables: frozenset[str], found: dict[tuple[int, int], bool]) -> bool:
        if isinstance(one, Literal) or (isinstance(one, Name) and one.text in variables):
            return False
        if isinstance(other, Name) and other.text in variables:
            return other.text in names_in(one)
        inner = one.arguments if isinstance(one, Apply) else ()
        if any(part == other or self._greater(part, other, variables, found) for part in inner):
            return True
        rest = other.arguments if isinstance(other, Apply) else ()
        if not all(self._greater(one, part, variables, found) for part in rest):
            return False
        if (mine := self._place(one)) != (theirs := self._place(other)):
            return mine > theirs
        for a, b in zip(inner, rest, strict=False):
            if a != b:
                return self._greater(a, b, variables, found)
        return len(inner) > len(rest)

    def _place(self, term: Term) -> tuple[int, str]:
        name = head_of(term)
        return self._precedence.get(name, 0), name


def canonical(term: Term) -> Term:
    """With one name for what has two: a successor is a sum, `List.append` is `++`."""
    match term:
        case Name("Nat.zero"):
            return Literal(0)
        case Apply(head, arguments):
            inner = tuple(canonical(each) for each in arguments)
            if head == Name("Nat.succ") and len(inner) == 1:
                return _sum([*_parts(inner[0], ADD), Literal(1)])
            return Apply(Name(APPEND) if head == Name("List.append") else head, inner)
    return term


def matches(pattern: Term, term: Term, variables: frozenset[str], found: dict[str, Term]) -> bool:
    """Whether a term is an instance of a pattern; what its variables stand for goes into `found`."""
    match pattern:
        case Name(text) if text in variables:
            return found.setdefault(text, term) == term
        case Apply(Name("HAdd.hAdd"), (inner, Literal(less))) if less:
            match term:
                case Apply(Name("HAdd.hAdd"), (rest, Literal(more))) if more >= less:
                    left = _sum([*_parts(rest, ADD), Literal(more - less)])
                    return matches(inner, left, variables, found)
                case Literal(more) if more >= less:
                    return matches(inner, Literal(more - less), variables, found)
            return False
        case Apply(head, arguments):
            return (
                isinstance(term, Apply)
                and len(term.arguments) == len(arguments)
                and matches(head, term.head, variables, found)
                and all(matches(a, b, variables, found) for a, b in zip(arguments, term.arguments, strict=True))
            )
    return pattern == term


def head_of(term: Term) -> str:
    head = term.head if isinstance(term, Apply) else term
    return head.text if isinstance(head, Name) else ""


def size_of(term: Term) -> int:
    """How many names and literals a term has."""
    return 1 + sum(map(size_of, term.arguments)) if isinstance(term, Apply) else 1


def _weight(term: Term) -> tuple[int, str]:
    return size_of(term), show_term(term)


def _parts(term: Term, name: str) -> list[Term]:
    if isinstance(term, Apply) and head_of(term) == name and len(term.arguments) == 2:
        return [part for each in term.arguments for part in _parts(each, name)]
    return [term]


def _sum(parts: list[Term]) -> Term:
    """A sum, grouped to the left, with one number at its end, as definitions that go down by it have it."""
    number = sum(each.value for each in parts if isinstance(each, Literal))
    others = [each for each in parts if not isinstance(each, Literal)]
    if not others:
        return Literal(number)
    found, *rest = others
    for each in rest:
        found = Apply(Name(ADD), (found, each))
    return Apply(Name(ADD), (found, Literal(number))) if number else found


def _pattern(term: Term, variables: frozenset[str]) -> Term:
    """The term with all its variables alike."""
    return substituted(term, dict.fromkeys(variables, Name("_")))


def _commutes(left: Term, right: Term, variables: frozenset[str]) -> str | None:
    match left, right:
        case Apply(Name(name), (Name(x), Name(y))), Apply(Name(other), (Name(v), Name(w))):
            return name if name == other and {x, y} <= variables and x != y and (x, y) == (w, v) else None
    return None


def _associates(left: Term, right: Term, variables: frozenset[str]) -> str | None:
    match left, right:
        case Apply(Name(name), (Apply(Name(inner), (x, y)), z)), Apply():
            grouped = Apply(Name(name), (x, Apply(Name(name), (y, z))))
            free = {each.text for each in (x, y, z) if isinstance(each, Name)} & variables
            return name if name == inner and right == grouped and len(free) == 3 else None
    return None


def _splits(names: set[str]) -> bool:
    return any(name in ("ite", "dite") or ".match_" in name for name in names)

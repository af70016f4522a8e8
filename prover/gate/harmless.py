"""Where an operation that surprises does not: a difference that is none below 0, a quotient without a remainder.

By what stands in the statement word for word: what would take a proof is not seen.
"""

from collections import Counter
from collections.abc import Callable, Iterator

from prover.gate.printed import Printed, Subterm, Within

NUMBER = "a number"  # the key of all numbers in a sum, added up
AT_MOST = {
    "LE.le": (0, False),
    "LT.lt": (1, False),
    "GE.ge": (0, True),
    "GT.gt": (1, True),
}  # what is added, and turned


def is_harmless(printed: str, rule: str, term: Printed) -> bool:
    """Whether every such operation in a term is harmless by a rule of these: "no less" and "a multiple"."""
    seen = 0
    for each in term.parts():
        if " ".join(item for item in each.part[:4] if isinstance(item, str)) == printed and len(each.part) == 7:
            *_, left, right = each.part
            if not (term.is_clear(left) and term.is_clear(right) and RULES[rule](left, right, each)):
                return False
            seen += 1
    return seen == term.text.count(f"{printed} ")


def _is_no_less(left: Subterm, right: Subterm, place: Within) -> bool:
    """Whether the right side stands in the left one, or what is supposed bounds it: `(n + 1) - 1`, `m ≤ n → n - m`."""
    most, least = _summands(left), _summands(right)
    return most >= least or any(most >= high and low >= least for low, high in _bounds(place.supposed))


def _is_a_multiple(left: Subterm, right: Subterm, place: Within) -> bool:
    """Whether the right side is a factor of the left one, or is supposed to divide it."""
    if left[:1] == ("HMul.hMul",) and right in left[-2:]:
        return True
    return any(p[:1] == ("Dvd.dvd",) and p[-2:] == (right, left) for p in _facts(place.supposed))


RULES: dict[str, Callable[[Subterm, Subterm, Within], bool]] = {"no less": _is_no_less, "a multiple": _is_a_multiple}


def _bounds(supposed: tuple[Subterm, ...]) -> Iterator[tuple[Counter[Subterm], Counter[Subterm]]]:
    """What is supposed to be at most what, of natural numbers, both as sums."""
    for fact in _facts(supposed):
        if len(fact) == 5 and isinstance(fact[0], str) and fact[0] in AT_MOST and fact[1] == "Nat":
            more, turned = AT_MOST[fact[0]]
            low, high = (fact[4], fact[3]) if turned else (fact[3], fact[4])
            yield _summands(low) + Counter({NUMBER: more}), _summands(high)
        elif fact[:2] == ("Ne", "Nat") and len(fact) == 4 and _summands(fact[3]).total() == 0:
            yield Counter({NUMBER: 1}), _summands(fact[2])


def _facts(supposed: tuple[Subterm, ...]) -> Iterator[tuple[Subterm, ...]]:
    """What is supposed, conjunctions taken apart."""
    todo = list(supposed)
    while todo:
        part = todo.pop()
        if isinstance(part, tuple) and len(part) == 1:
            todo.append(part[0])
        elif isinstance(part, tuple) and part[0] == "And":
            todo += part[1:]
        elif isinstance(part, tuple):
            yield part


def _summands(part: Subterm) -> Counter[Subterm]:
    """A sum of natural numbers, how often each thing is added; numbers are added up."""
    found: Counter[Subterm] = Counter()
    todo = [part]
    while todo:
        each = todo.pop()
        if each[:4] == ("HAdd.hAdd", "Nat", "Nat", "Nat"):
            todo += each[-2:]
        elif each[:2] == ("OfNat.ofNat", "Nat") and isinstance(each[2], str) and each[2].isdecimal():
            found[NUMBER] += int(each[2])
        else:
            found[each] += 1
    return found

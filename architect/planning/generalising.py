"""A goal as a statement of its own: names fit to write, fertilised, generalised and closed; text only, no Lean.

Statements are taken as Lean prints them: `binders : claim`, each subterm that is no name in round brackets.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from prover.text.brackets import bare, pairs, split
from prover.text.goal import Goal
from prover.text.tokens import replaced, words_of

NAME = re.compile(r"[\w.'!?]+")
OPENING = ("fun", "if", "let", "match", "have")  # words that begin something else than a function and its arguments
SIDES, ARITHMETIC = (":", "=", "≠", "<", "≤"), ("+", "-", "*", "/", "%", "^", "++", "::")
OPERATORS = (*SIDES, *ARITHMETIC, "∧", "∨", "→", "↔", "∣", "∈", "&&", "||", "==")
FRESH = ("x", "y", "z", "u", "v", "w", "p", "q", "r", "s")


def plain(goal: Goal) -> Goal:
    """The goal with names that can be written: the daggers gone, and no name twice."""
    names: dict[str, str] = {}
    used, last = set[str](), Counter[str]()
    for name in goal.types:
        new = plain = name.partition("✝")[0]
        while new in used or (new != name and new in goal.types):
            last[plain] += 1
            new = f"{plain}_{last[plain]}"
        used.add(new)
        names[name] = new

    def replaced(text: str) -> str:
        for old in sorted(names, key=len, reverse=True):
            if "✝" in old:
                text = text.replace(old, names[old])
        return " ".join(text.split())

    types = {names[name]: replaced(type_) for name, type_ in goal.types.items()}
    return Goal(tuple(types), (), replaced(goal.target), types)


def closed(goal: Goal, given: Sequence[str], conditions: Collection[str] = ()) -> str:
    """The target with binders for all that it is about, for hypotheses `given` by the user, and for `conditions`."""
    wanted = set(words_of(goal.target))
    for name in reversed(list(goal.types)):
        if name in wanted or name in conditions or (name in given and is_claim(goal.types[name])):
            wanted |= {name, *_free(goal.types[name])}
    # A type that only the type of a new variable names stands before that variable all the same.
    typed = sorted(goal.types.items(), key=lambda item: not _is_type(item[1]))
    binders = [_binder(name, type_) for name, type_ in typed if name in wanted]
    return f"{' '.join(binders)} : {goal.target}".strip()


def _free(type_: str) -> set[str]:
    """The words of a type without the variables that it quantifies first."""
    bound, comma, _ = type_.partition(",")
    words = set(words_of(type_))
    return words - set(words_of(bound.split(":")[0])) if comma and type_.startswith("∀") else words


def _binder(name: str, type_: str) -> str:
    if not type_:  # Lean finds it out
        return f"({name})"
    return f"{{{name} : {type_}}}" if _is_type(type_) else f"({name} : {type_})"


def _is_type(type_: str) -> bool:
    return type_.split(" ")[0] in ("Type", "Sort")


def is_claim(type_: str) -> bool:
    return any(sign in type_ for sign in "=≤<∣¬∧∨≠")


def fertilised(goal: Goal, left: str, right: str) -> tuple[str, str]:
    """With a hypothesis `l = r`, an `r` in the goal written as `l`; Lean's simplifier has used it the other way.

    Where `r` is a variable that `l` is about too, only on the right, or there would be no end.
    """
    for type_ in goal.types.values():
        sides = sides_of(type_)
        if sides is None or type_.startswith("∀"):
            continue
        if sides[1] in goal.types:
            if sides[1] in words_of(right) and sides[1] in words_of(sides[0]):
                return left, replaced(right, {sides[1]: f"({sides[0]})"})
        elif f"({sides[1]})" in left + right:
            old, new = f"({sides[1]})", f"({sides[0]})"
            return left.replace(old, new), right.replace(old, new)
    return left, right


def generalised(goal: Goal, left: str, right: str) -> tuple[str, str, dict[str, str]]:
    """Largest subterms that stand on both sides become variables; and what each of these stands for."""
    fresh = iter(name for name in FRESH if name not in goal.types)
    terms: dict[str, str] = {}
    while True:
        groups = {*_groups(f"({left})")} & {*_groups(f"({right})")}
        largest = sorted(groups, key=lambda g: (len(g), g), reverse=True)
        term = next((g for g in largest if _is_term(g) and any(word in goal.types for word in words_of(g))), None)
        name = next(fresh, None)
        if term is None or name is None:
            return left, right, terms
        terms[name] = term
        left, right = (_without(side, term, name) for side in (left, right))


def _is_term(text: str) -> bool:
    """Whether it may be an object: it is no claim, and binds nothing."""
    return not is_claim(text) and not {"∀", "∃", "→", "fun", "λ"} & {*words_of(text)}


def generalised_under(goal: Goal, supposed: Sequence[str]) -> tuple[str, dict[str, str], dict[str, str]]:
    """As `generalised`, of a target and what is `supposed`: the target, all types, and what variables stand for."""
    suppositions = " ∧ ".join(f"({goal.types[name]})" for name in supposed)
    target, together, terms = generalised(goal, goal.target, suppositions)
    parts = (bare(part) for part in split(together, " ∧ "))
    return target, {**goal.types, **dict(zip(supposed, parts, strict=True))}, terms


def _without(side: str, term: str, name: str) -> str:
    return name if f"({side})" == term else side.replace(term, name)


def _groups(text: str) -> Iterator[str]:
    """All that stands in round brackets, brackets included."""
    return (text[first : last + 1] for first, last in pairs(text, "()"))


def sides_of(text: str) -> tuple[str, str] | None:
    """Both sides of an equation; None where the text is none."""
    sides = split(text, " = ", most=1)
    return (bare(sides[0]), bare(sides[1])) if len(sides) == 2 else None


def equation(left: str, right: str) -> str:
    """`left = right`, with brackets around a side that has none and would be read otherwise."""
    return " = ".join(f"({side})" if _is_loose(side) else side for side in (left, right))


def _is_loose(side: str) -> bool:
    """Whether it ends later, or binds no more, than an equation."""
    words = split(side, " ")
    if len(split(side, ", ")) > 1:  # a pair
        return True
    return bool({*words} & {*OPERATORS[1:]} - {*ARITHMETIC}) or words[:1] in [[word] for word in OPENING]


def spared(text: str) -> str:
    """Without round brackets that say nothing.

    Those are the ones around a function with its arguments that stand beside an operator, around a sum that is a side
    by itself, and around others.
    """
    while (place := next(filter(lambda place: _is_spare(text, *place), pairs(text, "()")), None)) is not None:
        first, last = place
        text = text[:first] + text[first + 1 : last] + text[last + 1 :]
    return text


def _is_spare(text: str, first: int, last: int) -> bool:
    before, behind = text[:first].removesuffix(" "), text[last + 1 :].removeprefix(" ")
    before, behind = before.rpartition(" ")[2], behind.partition(" ")[0]
    if before.endswith("(") and behind.startswith(")"):
        return True
    words = split(text[first + 1 : last], " ")
    if before in SIDES and behind in ("", *SIDES):  # a sum and the like is a side by itself
        words = [word for word in words if word not in ARITHMETIC]
    if not all(word[0] in "([" or (word not in OPENING and NAME.fullmatch(word)) for word in words):
        return False
    starts = before == "" or before.endswith("(") or before in OPERATORS
    return starts and (behind == "" or behind.startswith(")") or behind in OPERATORS)


def shape(lemma: str) -> str:
    """A statement up to the names of its variables and the order of its binders."""
    binders, _, claim = lemma.rpartition(" : ")
    bound = set(words_of(binders))
    numbers: dict[str, str] = {}
    return " ".join(
        numbers.setdefault(w, f"?{len(numbers)}") if w in bound and w not in "():" else w for w in words_of(claim)
    )

"""The ways to split a statement into lemmas: what is tried, in Lean, and what that leaves to be shown.

Lean does an induction, on a variable, with a stronger hypothesis, or as a function recurs, and simplifies; the goals
that it leaves are closed again over their variables, subterms that stand in them twice are generalised to variables,
and where an induction hypothesis has the form `f x = x` it is used from right to left first (cross-fertilisation). What
needs no step stands in `guessing.py`. Nothing is proved here.

Source: Boyer and Moore, A Computational Logic (1979), chapters 10 to 12.
"""

from collections.abc import Iterator, Sequence

from architect.planning.generalising import (
    closed,
    equation,
    fertilised,
    generalised,
    generalised_under,
    is_claim,
    plain,
    shape,
    sides_of,
    spared,
)
from architect.planning.sight import Split, Splits, joint, sight_of
from architect.planning.stated import PRINT, STEPS, conditions_of, types_of, wrong_lines
from architect.planning.suspicion import GUESS, Suspicion
from prover.lean.live.pool import Session
from prover.lean.live.site import Site
from prover.methods.recursors import Recursors
from prover.text.brackets import groups, pairs, split
from prover.text.goal import Goal, is_sort, parse_goals
from prover.text.tokens import words_of
from prover.theory.lemma import Close
from prover.words.obligation import Obligation
from prover.words.verdict import Died

GROUPED = "set_option pp.parens true in\n"  # every subterm in brackets, whatever binds it
MOST_WAYS = 12  # to begin, for each statement
FAIL = "fail"


async def stepped(lean: Session, obligation: Obligation, suspicion: Suspicion, close: Close | None) -> Splits:
    """What each way to begin leaves: an induction of some kind, or none; first with what it is to be joined with.

    Where the theorem is refuted on the way (``suspicion``), no more is tried.
    """
    sight = await sight_of(lean, obligation)
    if isinstance(sight, Splits):
        return sight
    site, goal = sight.site, sight.goal
    own = shape(closed(goal, ()))
    splits: set[tuple[str, ...]] = set()
    lost: list[str] = []
    left: dict[str, tuple[str, ...]] = {}
    rest = _rest(obligation, close)
    for way in _ways(goal, site.names, obligation.known, sight.recursors):
        lemmas = await _left_by(lean, obligation, site, f"{way}{rest}", suspicion)
        if suspicion.refuted is not None:
            return Splits()
        if isinstance(lemmas, Died):
            lost.append(f"{obligation.name}, {way.replace('induction', 'induction on', 1)}: {lemmas.why}")
        elif lemmas and all(shape(lemma) != own for lemma in lemmas):
            splits.add(lemmas)
            left.setdefault(way.split(" ")[1], lemmas)
    easy = await _easy(lean, obligation, list(dict.fromkeys(lemma for lemmas in splits for lemma in lemmas)))
    ranked = sorted(
        Split(len({*lemmas} - easy), sum(len(lemma) for lemma in lemmas) * len(lemmas), lemmas) for lemmas in splits
    )
    together = [Split(0, 0, (lemma,)) async for lemma in joint(lean, obligation, sight, left, suspicion)]
    return Splits((*together, *ranked), tuple(lost))


async def _easy(lean: Session, obligation: Obligation, lemmas: Sequence[str]) -> set[str]:
    """Those of the lemmas that an induction and the simplifier prove; Lean is asked once for all."""
    known = f"[{', '.join(obligation.known)}]"
    lines = []
    for number, lemma in enumerate(lemmas):
        binders = lemma.rpartition(" : ")[0]
        names = [
            word for first, last in groups(binders, "()") for word in binders[first + 1 : last].split(" : ")[0].split()
        ]
        ways = " | ".join(f"(induction {name} <;> simp_all {known}; done)" for name in names)
        lines.append(f"theorem {GUESS}{number} {lemma} := by first | (simp_all {known}; done) | {ways or FAIL}")
    wrong = await wrong_lines(lean, obligation, lines) if lines else set()
    return set() if wrong is None else {lemma for number, lemma in enumerate(lemmas) if number not in wrong}


def _ways(goal: Goal, names: Sequence[str], known: Sequence[str], recursors: Sequence[Recursors]) -> list[str]:
    """Inductions on each variable, then with the others left open in the hypothesis, then as a function recurs.

    Of what Lean has no such induction for, the cases; and an induction over several types where each has its claim.
    """
    together = {name.removesuffix(".rec") for each in recursors for name in each.names}
    data = [name for name in names if name in goal.types and _is_data(goal.types[name])]
    plainly = [
        f"{'cases' if goal.types.get(name, '').split(' ')[0] in together else 'induction'} {name}" for name in names
    ]
    joint = [f"{each.tactic} <;> intros" for each in recursors if len(split(goal.target, " ∧ ")) == len(each.types)]
    open_ = [
        f"induction {name} generalizing {' '.join(n for n in data if n != name)}" for name in data if len(data) > 1
    ]
    calls = [
        f"fun_induction {' '.join(words)}"
        for text in _terms(goal.target)
        if (words := split(text, " ")) and words[0] in known and len(words) > 1 and {*words[1:]} <= {*data}
    ]
    return list(dict.fromkeys([*joint, *plainly, *open_, *calls]))[:MOST_WAYS]


def _is_data(type_: str) -> bool:
    return not is_claim(type_) and not is_sort(type_)


def _terms(text: str) -> Iterator[str]:
    """The sides of an equation, or the whole, and all that stands in round brackets."""
    yield from sides_of(text) or (text,)
    yield from (text[first + 1 : last] for first, last in pairs(text, "()"))


def _rest(obligation: Obligation, close: Close | None) -> str:
    """What is tried on each goal that an induction leaves."""
    known = ", ".join(obligation.known)
    simplify = f"simp_all [{known}]" if known else "simp_all"
    return f" <;> (try {simplify})" + (f" <;> try ({close(obligation.known)})" if close is not None else "")


async def _left_by(
    lean: Session, obligation: Obligation, site: Site, script: str, suspicion: Suspicion
) -> tuple[str, ...] | Died:
    """The lemmas that a script leaves to be shown. Raises what `Session.check` raises."""
    script = f"{site.intro}\n{script}".strip()
    text = obligation.text(site.places("by\n" + script)[:1])
    shown = text[: obligation.statement_at] + GROUPED + PRINT + text[obligation.statement_at :].lstrip()
    verdict = await lean.check(shown, STEPS * lean.times.step)
    if isinstance(verdict, Died):
        return verdict
    errors = [error.text for error in verdict.errors]
    if len(errors) != 1 or not errors[0].startswith("unsolved goals"):
        return ()
    found: dict[str, None] = {}
    for goal in parse_goals(errors[0]):
        lemma = await _lemma(lean, obligation, goal, site.names, suspicion)
        if isinstance(lemma, Died):
            return lemma
        if lemma:
            found[lemma] = None
    return tuple(found)


async def _lemma(
    lean: Session, obligation: Obligation, goal: Goal, given: Sequence[str], suspicion: Suspicion
) -> str | Died | None:
    """A goal that an induction left, as a statement of its own: fertilised, generalised, turned and closed.

    What the goal supposes is left out where that may be, for an equation that no small case refutes is more use.
    """
    goal = plain(goal)
    sides = sides_of(goal.target)
    lemma = await _equation(lean, obligation, goal, given, sides) if sides is not None else ""
    if isinstance(lemma, Died) or lemma is None:
        return lemma
    conditions = await conditions_of(lean, obligation, goal, given)
    if isinstance(conditions, Died):
        return conditions
    if lemma and not (conditions and await suspicion.refutes(lean, obligation, lemma)):
        return lemma
    supposed = [name for name in conditions if name not in given]
    target, types, terms = generalised_under(goal, supposed)
    found = await types_of(lean, obligation, goal, terms)
    if isinstance(found, Died):
        return found
    # What is supposed is about the new variables, which so stand before it.
    return spared(closed(Goal((), (), target, {**found, **types}), given, conditions))


async def _equation(
    lean: Session, obligation: Obligation, goal: Goal, given: Sequence[str], sides: tuple[str, str]
) -> str | Died | None:
    """Of a goal that is an equation, without what it supposes; None where it says nothing."""
    # Fertilising may undo what the simplifier did with the hypothesis; what generalises further is the better lemma.
    ways = generalised(goal, *fertilised(goal, *sides)), generalised(goal, *sides)
    left, right, terms = max(ways, key=lambda way: len(way[2]))
    if left == right:
        return None
    if len(words_of(right)) > len(words_of(left)):
        left, right = right, left
    found = await types_of(lean, obligation, goal, terms)
    if isinstance(found, Died):
        return found
    return spared(closed(Goal((), (), equation(left, right), {**goal.types, **found}), given))

"""What Lean says of statements that nobody has proved yet: well typed, of which types, refuted by a small case."""

from collections.abc import AsyncIterator, Mapping, Sequence

from architect.planning.generalising import is_claim
from architect.planning.suspicion import GUESS, Suspicion
from prover.lean.live.pool import Session
from prover.text.brackets import split
from prover.text.goal import Goal, is_instance, is_sort
from prover.text.tokens import words_of
from prover.words.obligation import Obligation
from prover.words.verdict import Died, Severity

PRINT = "set_option pp.fullNames true in\nset_option pp.fieldNotation false in\n"
STEPS = 2  # of a search, in whose time an induction with all its cases is checked


async def wrong_lines(lean: Session, obligation: Obligation, lines: Sequence[str]) -> set[int] | None:
    """The numbers of the lines, each a theorem, that Lean does not accept; None where it did not live to tell."""
    verdict = await lean.check("\n".join((obligation.context, *lines, "")), STEPS * lean.times.step)
    if isinstance(verdict, Died):
        return None
    first = obligation.context.count("\n") + 2
    return {message.start.line - first for message in verdict.messages if message.severity is Severity.ERROR}


async def plausible(
    lean: Session, obligation: Obligation, lemmas: Sequence[str], suspicion: Suspicion, *, thorough: bool
) -> AsyncIterator[int]:
    """The numbers of the lemmas that are well typed and that no small case refutes; ``thorough`` as there."""
    lines = [f"theorem {GUESS}{i} {lemma} := by sorry" for i, lemma in enumerate(lemmas)]
    wrong = await wrong_lines(lean, obligation, lines) if lines else None
    for number, lemma in enumerate(lemmas):
        if wrong is None or number in wrong:
            continue
        if not await suspicion.refutes(lean, obligation, lemma, thorough=thorough):
            yield number


async def conditions_of(
    lean: Session, obligation: Obligation, goal: Goal, given: Sequence[str]
) -> tuple[str, ...] | Died:
    """What is supposed in a goal, by name, without what an induction hypothesis stands for; of laws those `given`."""
    used = {name.partition("_ih")[0] for name in goal.types if "_ih" in name}
    # What is supposed of nothing here is no condition, and most types are so: then Lean need not be asked.
    values = {name for name, type_ in goal.types.items() if not is_sort(type_)}
    about = {n for n, type_ in goal.types.items() if is_instance(n) or not values.isdisjoint(words_of(type_))}
    names = [n for n, type_ in goal.types.items() if n in about - used and (n in given or not type_.startswith("∀"))]
    if not names:
        return ()
    bound: dict[str, str] = {}
    lines = []
    for name, type_ in goal.types.items():
        binders = " ".join(f"({n} : {t})" for n, t in bound.items())
        if name in names:
            lines.append(f"#check fun {binders} => ({type_})" if bound else f"#check ({type_})")
        bound[name] = type_
    first = f"{obligation.context}\n".count("\n") + 1
    verdict = await lean.check("\n".join((obligation.context, *lines, "")), STEPS * lean.times.step)
    if isinstance(verdict, Died):
        return verdict
    said = {message.start.line - first: message.text for message in verdict.messages}
    return tuple(name for i, name in enumerate(names) if said.get(i, "").endswith(("→ Prop", " : Prop")))


async def types_of(
    lean: Session, obligation: Obligation, goal: Goal, terms: Mapping[str, str]
) -> dict[str, str] | Died:
    """What each of the variables that stand for ``terms`` is of."""
    found: dict[str, str] = {}
    for name, term in terms.items():
        type_ = await type_of(lean, obligation, goal, term)
        if isinstance(type_, Died):
            return type_
        found[name] = type_
    return found


async def type_of(lean: Session, obligation: Obligation, goal: Goal, term: str) -> str | Died:
    """What Lean says is the type of a term over the goal's variables."""
    binders = [f"({n} : {type_})" for n, type_ in goal.types.items() if not is_claim(type_)]
    function = f"fun {' '.join(binders)} => {term}" if binders else term
    verdict = await lean.check(f"{obligation.context}\n{PRINT}#check {function}", STEPS * lean.times.step)
    if isinstance(verdict, Died):
        return verdict
    said = [" ".join(m.text.split()) for m in verdict.messages if m.severity is Severity.INFORMATION]
    parts = split(split(said[-1], " : ")[-1], " → ")[len(binders) :] if said else []
    return " → ".join(parts) or "_"

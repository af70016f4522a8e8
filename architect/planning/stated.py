"""What Lean says of statements that nobody has proved yet: well typed, of which types, refuted by a small case."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace

from architect.planning.generalising import is_claim
from prover.lean.live.pool import Session
from prover.methods.refutation import is_refuted
from prover.text.goal import Goal
from prover.words.obligation import Obligation
from prover.words.verdict import Died, Severity

PRINT = "set_option pp.fieldNotation false in\n"
STEPS = 2  # of a search, in whose time an induction with all its cases is checked
GUESS = "_root_.architect_guess"


async def wrong_lines(lean: Session, obligation: Obligation, lines: Sequence[str]) -> set[int] | None:
    """The numbers of the lines, each a theorem, that Lean does not accept; None where it did not live to tell."""
    verdict = await lean.check("\n".join((obligation.context, *lines, "")), STEPS * lean.times.step)
    if isinstance(verdict, Died):
        return None
    first = obligation.context.count("\n") + 2
    return {message.start.line - first for message in verdict.messages if message.severity is Severity.ERROR}


async def plausible(
    lean: Session, obligation: Obligation, lemmas: Sequence[str], *, thorough: bool
) -> AsyncIterator[int]:
    """The numbers of the lemmas that are well typed and that no small case refutes; ``thorough`` as in `is_refuted`."""
    lines = [f"theorem {GUESS}{i} {lemma} := by sorry" for i, lemma in enumerate(lemmas)]
    wrong = await wrong_lines(lean, obligation, lines) if lines else None
    for number, lemma in enumerate(lemmas):
        if wrong is None or number in wrong:
            continue
        if not await is_false(lean, obligation, lemma, thorough=thorough):
            yield number


async def is_false(lean: Session, obligation: Obligation, lemma: str, *, thorough: bool = True) -> bool:
    before = f"{obligation.context}\n"
    pieces = (f"{before}theorem {GUESS} {lemma} := by\n  ", "\n")
    name = GUESS.removeprefix("_root_.")
    stated = replace(obligation, name=name, pieces=pieces, statement_at=len(before), axioms=frozenset())
    return await is_refuted(lean, stated, thorough=thorough)


async def conditions_of(
    lean: Session, obligation: Obligation, goal: Goal, given: Sequence[str]
) -> tuple[str, ...] | Died:
    """What is supposed in a goal, by name, without what an induction hypothesis stands for; of laws those `given`."""
    used = {name.partition("_ih")[0] for name in goal.types if "_ih" in name}
    names = [n for n, type_ in goal.types.items() if n not in used and (n in given or not type_.startswith("∀"))]
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
    named = " ".join(f"({n} : {type_})" for n, type_ in goal.types.items() if not is_claim(type_))
    verdict = await lean.check(f"{obligation.context}\n{PRINT}#check fun {named} => {term}", STEPS * lean.times.step)
    if isinstance(verdict, Died):
        return verdict
    type_ = " ".join(verdict.messages[0].text.split()).rpartition(" : ")[2] if verdict.messages else "_"
    return type_.rpartition("→ ")[2]

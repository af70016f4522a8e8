"""A goal as Lean prints it without notation, so that its terms can be read; it asks Lean, and proves nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from prover.lean.live.pool import Session
from prover.lean.live.site import Site
from prover.text.goal import INACCESSIBLE, TURNSTILE, parse_goal
from prover.text.terms import PLAIN, Term, parse_term
from prover.words.obligation import Obligation
from prover.words.verdict import Died, Verdict

OPTIONS = "".join(f"{option} in\n" for option in PLAIN)
STRUCTURES = ("structure ", "class ")


@dataclass(frozen=True)
class PlainGoal:
    """``hypotheses``: name → type, those that a proof can name; ``nameless`` are the types of the others."""

    target: Term
    hypotheses: Mapping[str, Term]
    nameless: tuple[Term, ...]


async def plain_goal(
    lean: Session, obligation: Obligation, site: Site, steps: Sequence[str], seconds: float
) -> PlainGoal | Died | None:
    """The goal after some steps; None where they leave none, or it cannot be read. Raises as `check` does."""
    [fill, *_] = site.places("by\n" + "\n".join([*steps, "fail"]))
    text = obligation.text([fill])
    at = obligation.statement_at
    verdict = await lean.check(f"{text[:at]}\n{OPTIONS}{text[at:].lstrip()}", seconds)
    if isinstance(verdict, Died):
        return verdict
    printed = next((error.text for error in verdict.errors if TURNSTILE in error.text), None)
    if printed is None:
        return None
    goal = parse_goal(printed)
    if (target := parse_term(" ".join(goal.target.split()))) is None:
        return None
    read = {name: term for name, type_ in goal.types.items() if (term := parse_term(type_)) is not None}
    named = {name: term for name, term in read.items() if INACCESSIBLE not in name}
    return PlainGoal(target, named, tuple(term for name, term in read.items() if INACCESSIBLE in name))


async def types_of(
    lean: Session, obligation: Obligation, names: Iterable[str], seconds: float
) -> Mapping[str, Term] | Died:
    """The types of constants, of those that Lean knows by these names and that can be read."""
    verdict = await _said(lean, obligation, [f"{OPTIONS}#check @{name}" for name in names], seconds)
    if isinstance(verdict, Died):
        return verdict
    found: dict[str, Term] = {}
    for message in verdict.messages:
        name, colon, type_ = message.text.partition(" : ")
        if colon and (term := parse_term(" ".join(type_.split()))) is not None:
            found[name.lstrip("@")] = term
    return found


async def fields_of(
    lean: Session, obligation: Obligation, names: Iterable[str], seconds: float
) -> Mapping[str, tuple[str, ...]] | Died:
    """The structures and classes among the names, with the full names of their fields, inherited ones too."""
    verdict = await _said(lean, obligation, [f"#print {name}" for name in names], seconds)
    if isinstance(verdict, Died):
        return verdict
    found: dict[str, tuple[str, ...]] = {}
    for message in verdict.messages:
        if message.text.startswith(STRUCTURES):
            head = message.text.split()[1].partition(".{")[0]
            listed = message.text.partition("\nfields:\n")[2].partition("\nconstructor:")[0]
            fields = (line.partition(" : ")[0].strip() for line in listed.splitlines() if line[:3].strip())
            found[head] = tuple(field for field in fields if field)
    return found


async def _said(lean: Session, obligation: Obligation, commands: Sequence[str], seconds: float) -> Verdict | Died:
    """What Lean says to commands that stand before the statement."""
    if not commands:
        return Verdict(accepted=True, messages=(), seconds=0.0)
    return await lean.check(obligation.context + "\n" + "\n".join(commands) + "\n", seconds)

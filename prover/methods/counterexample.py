"""The values by which a disproof refutes a statement, as Lean has them; only one that small cases made names any."""

from prover.lean.live.pool import Session
from prover.methods.refutation import variables_of
from prover.methods.small_case import CLAIM, case_in, learnt_from
from prover.methods.small_values import Learnt
from prover.text.goal import INACCESSIBLE, TURNSTILE, parse_goal
from prover.words.obligation import Obligation
from prover.words.verdict import Died

SECONDS = 2.0  # for Lean to print them
NTH = "value"  # a name for each, with a number behind it


async def values_in(lean: Session, obligation: Obligation, disproof: str) -> Learnt:
    """The values of the case in a disproof, by type. Raises as `check` does."""
    return learnt_from(disproof, await variables_of(lean, obligation))


async def counterexample(lean: Session, obligation: Obligation, disproof: str) -> dict[str, str]:
    """The values of the case in a disproof as Lean prints them, by the names of the variables that have them.

    Raises as `check` does.
    """
    if CLAIM not in disproof:
        return {}
    case = [*case_in(disproof, await variables_of(lean, obligation))]
    given = "".join(f"let {NTH}{i} : {type_} := {value}; " for i, (_, type_, value) in enumerate(case))
    verdict = await lean.check(obligation.negation().text([f"{given}fail"]), SECONDS)
    if isinstance(verdict, Died):
        return {}
    said = next((error.text for error in verdict.errors if TURNSTILE in error.text), "")
    printed = [parse_goal(said).types.get(f"{NTH}{i}", "").partition(" := ")[2] for i in range(len(case))]
    return {name.rstrip(INACCESSIBLE): value for (name, _, _), value in zip(case, printed, strict=True) if value}

"""What refutes a lemma, or the idea of one, may refute the theorem: its values are tried there; the gate decides."""

from dataclasses import dataclass, field, replace

from architect.planning.planner import Refuted
from prover.lean.live.pool import Session
from prover.methods.refutation import case_against, disproof_by
from prover.methods.small_values import Learnt
from prover.words.obligation import Obligation
from prover.words.outcome import Attempt

GUESS = "_root_.architect_guess"


@dataclass
class Suspicion:
    """Of one theorem; ``refuted`` once a case is found that it is false in."""

    theorem: Obligation
    refuted: Refuted | None = None
    _tried: list[Learnt] = field(default_factory=list)
    _attempts: list[Attempt] = field(default_factory=list)

    async def refutes(self, lean: Session, seen: Obligation, lemma: str, *, thorough: bool = True) -> bool:
        """Whether a small case is against a lemma in the place of what is ``seen``; then it is tried here too.

        What is not ``thorough`` has Lean decide it for all small values at once, and no more.
        """
        before = f"{seen.context}\n"
        pieces = (f"{before}theorem {GUESS} {lemma} := by\n  ", "\n")
        name = GUESS.removeprefix("_root_.")
        stated = replace(seen, name=name, pieces=pieces, statement_at=len(before), axioms=frozenset())
        case = await case_against(lean, stated, thorough=thorough)
        if case is not None:
            await self.by(lean, case)
        return case is not None

    async def by(self, lean: Session, case: Learnt) -> None:
        """Try the values of a case that refutes something else, once. Raises what `Session.check` raises."""
        if self.refuted is not None or not case or case in self._tried:
            return
        self._tried.append(case)
        fills, attempt = await disproof_by(lean, self.theorem, case)
        self._attempts.append(attempt)
        if fills:
            self.refuted = Refuted(fills, tuple(self._attempts))

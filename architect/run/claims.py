"""Claims before the gate: what says that theorems are proved or false, all of a file at once; it searches for nothing.

Nothing is taken over from what was found before but the texts, and how they were found: a journal is a file like any
other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from architect.run.result import Result, fills_of
from prover.gate.candidate import disproving, filled
from prover.gate.certificate import Certificate, Origin, Refusal
from prover.gate.gate import certify
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.place import Place
from prover.text.problem import Problem
from prover.words.outcome import Blame, Diagnosis, Disproved, Proved, Unproved

Verdicts = Mapping[str, Certificate | Refusal]  # by the theorem's name


@dataclass(frozen=True)
class Claim:
    """That a theorem is proved, or that it is false: a ``result`` with no certificate, and how it was found."""

    result: Result
    origin: Origin | None = None

    @staticmethod
    def of(result: Result) -> "Claim":
        """What a result claims once its certificate counts for nothing any more."""
        origin = result.certificate.origin if result.certificate else None
        return Claim(replace(result, certificate=None), origin)

    @property
    def theorem(self) -> str:
        return self.result.theorem

    def after(self, judged: Certificate | Refusal) -> Result:
        """The result with the certificate; or as one that is not proved, with what the gate has against it."""
        if isinstance(judged, Certificate):
            return replace(self.result, certificate=judged.found(self.origin) if self.origin else judged)
        reason = f"{judged.step}: {judged.reason}"
        diagnosis = Diagnosis(Blame.UNKNOWN, f"the gate refuses the proof: {reason}")
        refusals = (*self.result.refusals, reason)
        return replace(self.result, outcome=Unproved(diagnosis), fills={}, refusals=refusals)


async def certified(toolchain: Toolchain, problem: Problem, claims: Sequence[Claim]) -> list[Result]:
    """What the gate makes of each claim: the certificates are of the file that has all the accepted proofs in it.

    The proofs are judged together. Where the gate has anything against them, they are judged one after the other, in
    their order, each in the file with those before it that were accepted, so that each refusal is of its own theorem.

    Raises `LeanFailed` when Lean broke on the file as given.
    """
    proofs = [claim for claim in claims if isinstance(claim.result.outcome, Proved)]
    verdicts = dict(await _together(toolchain, problem, proofs))
    if any(isinstance(found, Refusal) for found in verdicts.values()):
        verdicts = dict(await _one_by_one(toolchain, problem, proofs))
    done = fills_of(claim.result for claim in proofs if isinstance(verdicts[claim.theorem], Certificate))
    for claim in claims:
        if isinstance(claim.result.outcome, Disproved):
            [target] = problem.targets(claim.theorem)
            fills = claim.result.outcome.fills
            [verdicts[claim.theorem]] = await certify(toolchain, disproving(Place(problem, target, done), fills))
    return [claim.after(verdicts[claim.theorem]) for claim in claims]


async def _together(toolchain: Toolchain, problem: Problem, proofs: Sequence[Claim]) -> Verdicts:
    if not proofs:
        return {}
    names = [claim.theorem for claim in proofs]
    found = await certify(toolchain, filled(problem, names, fills_of(claim.result for claim in proofs)))
    return dict(zip(names, found, strict=True))


async def _one_by_one(toolchain: Toolchain, problem: Problem, proofs: Sequence[Claim]) -> Verdicts:
    accepted: list[Claim] = []
    certificates: Verdicts = {}
    refused: dict[str, Certificate | Refusal] = {}
    for claim in proofs:
        found = await _together(toolchain, problem, [*accepted, claim])
        if refusal := next((f for f in found.values() if isinstance(f, Refusal)), None):
            refused[claim.theorem] = refusal
        else:
            accepted, certificates = [*accepted, claim], found
    return {**certificates, **refused}

"""The proofs of a file judged once more, when other things are proved above it now; nothing is searched for."""

from dataclasses import replace

from architect.run.claims import Claim, certified
from architect.run.result import Report, fills_of
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.errors import BadInput, LeanFailed
from prover.words.outcome import Blame, Broken, Diagnosis, Outcome, Unproved


async def rejudged(report: Report, toolchain: Toolchain) -> Report:
    """The report as the gate has it with this Lean; where that fails, nothing of it is proved."""
    claims = [Claim.of(result) for result in report.results if result.certificate is not None]
    try:
        found = {result.theorem: result for result in await certified(toolchain, report.problem, claims)}
    except (BadInput, LeanFailed) as failure:
        return without_proofs(report, Broken(f"the file was not judged again: {failure}"))
    others = without_proofs(report, Unproved(Diagnosis(Blame.UNKNOWN, "what is proved above it has changed"))).results
    results = tuple(found.get(result.theorem, result) for result in others)
    text = report.problem.splice(fills_of(result for result in results if result.proved))
    return replace(report, toolchain=toolchain, results=results, text=text)


def without_proofs(report: Report, why: Outcome) -> Report:
    """The report where all that was certified, or accepted, in it counts no more."""
    results = tuple(
        replace(result, outcome=why, certificate=None, fills={}) if result.certificate or result.accepted else result
        for result in report.results
    )
    return replace(report, results=results, text=report.problem.text)

"""What came of a run, in a bounded text for who draws behaviours from it: proofs that were certified, and failures."""

from collections.abc import Collection, Iterator, Sequence

from architect.campaign.events import BlueprintDrawn, NodeSettled
from architect.run.events import RunEvent
from architect.run.result import Report, Result
from prover.llm.fenced import fenced
from prover.methods.ladder import diagnosis_of
from prover.text.declarations import Declaration
from prover.words.outcome import Attempt
from prover.words.shown import clip

LEAN = "lean4"
LONGEST_PROOF = 2_400  # characters of a theorem with its proof, and the lemmas that were put before it
LONGEST_WHY = 800  # of why something failed
LONGEST_HEARD = 300  # of what Lean said last in an attempt
MOST_HEARD = 2  # attempts of a model that failed, of each theorem
LONGEST_BEFORE = 2_000  # of what stands before the theorems
LONGEST_EVIDENCE = 12_000


def evidence_of(report: Report, events: Sequence[RunEvent]) -> str:
    """The theorems of a run, and the lemmas that are not in a proof of one; ``events`` are those of its journal."""
    problem, proved = report.problem, {result.theorem for result in report.results if result.proved}
    targets = {target.name: target for target in problem.declarations}
    parts = [part for result in report.results for part in _of_theorem(report, result, targets.get(result.theorem))]
    first = min((targets[result.theorem].start for result in report.results if result.theorem in targets), default=0)
    if before := problem.text[problem.header_end : first].strip():
        parts.insert(0, f"## What stands above\n{fenced(LEAN, clip(before, LONGEST_BEFORE))}")
    return clip("\n\n".join([*parts, *_lemmas(events, proved)]), LONGEST_EVIDENCE)


def _of_theorem(report: Report, result: Result, target: Declaration | None) -> Iterator[str]:
    if target is None:
        return
    problem, fills = report.problem, result.fills if result.proved else {}
    text = clip(problem.slice(target.start, target.end, fills).strip(), LONGEST_PROOF)
    word = "proved" if result.proved else "false" if result.certificate is not None else "not proved"
    yield f"## {result.theorem} ({word})\n{fenced(LEAN, text)}"
    if result.certificate is None and (why := diagnosis_of(result.outcome).words):
        yield f"Why not: {clip(why, LONGEST_WHY)}"
    for attempt in [a for a in result.attempts if a.spent.calls and not a.succeeded][:MOST_HEARD]:
        if said := _heard(attempt):
            yield f"An attempt failed; Lean said last: {said}"


def _heard(attempt: Attempt) -> str:
    return clip(" ".join(attempt.messages[0].text.split()), LONGEST_HEARD) if attempt.messages else ""


def _lemmas(events: Sequence[RunEvent], proved: Collection[str]) -> Iterator[str]:
    """The lemmas that were planned, by their names: with a proof that Lean accepted, or why there is none.

    Those of a theorem that is ``proved`` stand in its proof.
    """
    stated = {node.name: node.lean for e in events if isinstance(e, BlueprintDrawn) for node in e.blueprint.nodes}
    settled = {e.name: e for e in events if isinstance(e, NodeSettled) and stated.get(e.name)}
    for name, event in sorted(settled.items()):
        if event.status == "proved" and event.target in proved:
            continue
        why = f"\nWhy not: {clip(event.diagnosis.words, LONGEST_WHY)}" if event.diagnosis else ""
        proof = f" := {'; '.join(event.proof.fills)}" if event.proof and event.status == "proved" else ""
        text = clip(f"{stated[name].strip()}{proof}", LONGEST_PROOF)
        yield f"## lemma {name} ({event.status})\n{fenced(LEAN, text)}{why}"

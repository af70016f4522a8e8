"""What a run says at its end, to a person and to a program; it decides nothing.

The JSON object is versioned (`schema`) and described in docs/prove.md.
"""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from architect.blueprint.graph import Blueprint, Kind
from architect.run.falsified import why_false
from architect.run.result import Planned, Report, Result
from architect.views.blueprint import as_json as blueprint_as_json
from architect.views.blueprint import as_tree
from architect.views.costs import (
    PerSolve,
    costs_of,
    per_solve_as_json,
    per_solve_as_text,
    spent_as_json,
    spent_as_text,
)
from architect.views.progress import progress_of
from prover.gate.certificate import ACCEPTED, Certificate
from prover.methods.ladder import diagnosis_of
from prover.words.files import name_of
from prover.words.outcome import (
    Accepted,
    Attempt,
    Blame,
    Broken,
    Diagnosis,
    Disproved,
    Outcome,
    OutOfBudget,
    Proved,
    Unproved,
)
from prover.words.plain import counted, limit_in_words
from prover.words.shown import in_one_line

SCHEMA = 1
LONGEST_WHY = 100  # characters of why it ended, in the line that has all of a failure


def as_text(report: Report, *, verbose: bool = False) -> str:
    """The report for a person; ``verbose``: with all that was tried, and all of each certificate.

    It begins with what a certified solve cost; of one theorem for which no model was asked, its own line says it all.
    """
    first = [per_solve_as_text(_per_solve(report))] if report.spent.calls or len(report.results) > 1 else []
    warnings = (f"warning: {warning}" for warning in report.warnings)
    theorems = "\n\n".join([*first, *warnings, *(_theorem_as_text(report, each, verbose) for each in report.results)])
    return f"{theorems}\n\n{spent_as_text(report.spent, report.priced)}" if report.spent.calls else theorems


def as_json(report: Report, out: str | None, run: str | None = None) -> dict[str, Any]:
    """The report for a program; ``out`` is where the file was written, ``run`` the run folder."""
    return {
        "schema": SCHEMA,
        "per_solve": per_solve_as_json(_per_solve(report)),
        "status": "proved" if report.proved else "not proved",
        "file": name_of(report.problem.path),
        "out": out,
        "run": run,
        "lean": {"version": report.toolchain.version, "toolchain": report.toolchain.name},
        "warnings": list(report.warnings),
        "theorems": [_theorem_as_json(report, result) for result in report.results],
        "text": report.text,
        "seconds": round(report.seconds, 3),
        "spent": spent_as_json(report.spent),
    }


def _per_solve(report: Report) -> PerSolve:
    certified = sum(result.certificate is not None for result in report.results)
    return PerSolve(certified, len(report.results), report.spent, report.seconds, report.priced)


def error_as_json(status: str, message: str) -> dict[str, Any]:
    """A run that came to no report."""
    return {"schema": SCHEMA, "status": status, "error": message}


def status_of(result: Result) -> str:
    """What became of a theorem, in a word or two."""
    match result.outcome:
        case Proved() if result.certificate is not None:
            return "proved"
        case Disproved() if result.certificate is not None:
            return "disproved"
        case Accepted():
            return ACCEPTED
        case OutOfBudget():
            return "out of budget"
        case Broken():
            return "broken"
        case _:
            return "not proved"


def _theorem_as_json(report: Report, result: Result) -> dict[str, Any]:
    return {
        "name": result.theorem,
        "status": status_of(result),
        "proof": [
            {"line": place.line, "column": place.column, "text": fill}
            for hole, fill in sorted(result.fills.items())
            if not hole.is_front
            for place in (report.problem.position(hole.start),)
        ],
        "inserted": "".join(text for hole, text in result.fills.items() if hole.is_front).strip(),
        "blueprint": _planned_as_json(report.planned.get(result.theorem)),
        "diagnosis": diagnosis_as_text(result),
        "blame": diagnosis_of(result.outcome).blame,
        "lemmas": list(diagnosis_of(result.outcome).lemmas),
        "disproof": list(result.outcome.fills) if isinstance(result.outcome, Disproved) else [],
        "beyond_lean": list(result.beyond_lean),
        "refusals": list(result.refusals),
        "attempts": [
            {
                "method": a.method,
                "scripts": a.scripts,
                "checks": a.checks,
                "seconds": round(a.seconds, 3),
                "succeeded": a.succeeded,
                "spent": spent_as_json(a.spent),
                "behaviours": list(a.behaviours),
            }
            for a in result.attempts
        ],
        "certificate": result.certificate.model_dump(mode="json", by_alias=True) if result.certificate else None,
        "seconds": round(result.seconds, 3),
    }


def _theorem_as_text(report: Report, result: Result, verbose: bool) -> str:
    lines = [in_one_line(f"{result.theorem}: {status_of(result)} in {result.seconds:.2f} s")]
    attempts = _together(result.attempts)
    if verbose:
        lines += [in_one_line(f"  {_attempt_as_text(attempt)}") for attempt in attempts]
    planned = report.planned.get(result.theorem)
    if planned is not None and planned.informal is not None and planned.informal.proofs and verbose:
        lines.append(in_one_line(f"  {planned.informal.words}"))
    if planned is not None and planned.blueprint is not None and verbose:
        lines += [f"  {line}" for line in _planned_as_text(planned, planned.blueprint)]
    lines += _refusals(result.refusals, verbose or result.certificate is None)
    certificate = result.certificate
    if certificate is None:
        in_short = _in_vain(attempts, result.outcome, planned) if attempts and not verbose else None
        lines += [f"  {line}" for line in (in_short or diagnosis_as_text(result)).splitlines()]
        return "\n".join([*lines, "", _proved_text(report, result)] if result.accepted else lines)
    if result.beyond_lean:
        lines.append(f"  plain Lean does not have {', '.join(result.beyond_lean)}: it takes Mathlib or Batteries there")
    lines += [f"  {line}" for line in certificate.lines()] if verbose else []
    shown = _proved_text(report, result) if result.proved else _disproved_text(certificate, result, verbose)
    last = certificate.line() if result.proved else f"its negation is {certificate.line()}"
    return "\n".join([*lines, "", shown] if verbose else [*lines, "", shown, "", last])


def _in_vain(attempts: Sequence[Attempt], outcome: Outcome, planned: Planned | None) -> str | None:
    """What did not work and why it ended, in a line, and the goals that are open; None of what did not end in vain."""
    if not isinstance(outcome, Unproved | OutOfBudget):
        return None
    names = dict.fromkeys("portfolio" if a.method.startswith("portfolio: ") else a.method for a in attempts)
    checks, calls = sum(each.checks for each in attempts), sum(each.spent.calls for each in attempts)
    asked = [counted(checks, "check"), *([counted(calls, "call") + " to a model"] if calls else [])]
    parts = [f"tried in vain: {', '.join(names)}", ", ".join(asked), _far(planned), _why(outcome, planned)]
    line = in_one_line(f"{'; '.join(part for part in parts if part)} (-v: all of it)")
    return line + (_open_goals(outcome) if isinstance(outcome, Unproved) else "")


def _far(planned: Planned | None) -> str:
    """How far a blueprint came; nothing of one with the theorem alone."""
    if planned is None or planned.blueprint is None or len(planned.blueprint.nodes) < 2:
        return ""
    return "{} of {} nodes of a blueprint proved".format(*_progress_in(planned, planned.blueprint))


def _why(outcome: Unproved | OutOfBudget, planned: Planned | None) -> str:
    """Why it ended: the limit, else how planning did, else what was said first."""
    if isinstance(outcome, OutOfBudget):
        return _limit(outcome)
    said = outcome.diagnosis
    if planned is not None and said.blame is Blame.UNKNOWN and planned.ending.reason:
        return _first_line(f"planning {planned.ending.word}: {planned.ending.reason}")
    return _first_line(_in_words(said))


def _first_line(text: str) -> str:
    first = text.strip().partition("\n")[0]
    return first if len(first) <= LONGEST_WHY else f"{first[: LONGEST_WHY - 1]}…"


def _limit(outcome: OutOfBudget) -> str:
    return f"{limit_in_words(outcome.allowed, outcome.what)} was reached"


def _refusals(refusals: Sequence[str], shown: bool) -> list[str]:
    """What the gate had against proofs; where one was certified in the end, no more than that it had."""
    if shown or not refusals:
        return [f"  refused by the gate: {refusal}" for refusal in refusals]
    return [f"  refused by the gate before: {len(refusals)} (-v: why)"]


def _together(attempts: Sequence[Attempt]) -> list[Attempt]:
    """One attempt for each method, in the order of their first use."""
    found: dict[str, Attempt] = {}
    for one in attempts:
        so_far = found.get(one.method, Attempt(one.method, 0, 0, 0.0, False))
        found[one.method] = Attempt(
            one.method,
            so_far.scripts + one.scripts,
            so_far.checks + one.checks,
            so_far.seconds + one.seconds,
            so_far.succeeded or one.succeeded,
            so_far.spent + one.spent,
        )
    return list(found.values())


def _planned_as_text(planned: Planned, blueprint: Blueprint) -> list[str]:
    """How planning ended, if anything came of it, and the graph with what each node took."""
    proved, proper = _progress_in(planned, blueprint)
    refined = counted(planned.rounds, "refinement")
    summary = f"blueprint: {proved} of {proper} nodes proved, {refined}: {planned.ending.word}"
    if len(blueprint.nodes) < 2 or (planned.ending.word == "certified" and not planned.by_lemmas):
        return []
    tree = as_tree(blueprint, progress_of(blueprint, planned.states), costs_of(planned.tried))
    return [summary, *tree.splitlines()]


def _progress_in(planned: Planned, blueprint: Blueprint) -> tuple[int, int]:
    """How many nodes are proved, and of how many; definitions are not counted."""
    proper = [planned.states[node.name] for node in blueprint.nodes if node.kind is not Kind.DEFINITION]
    return sum(state == "proved" for state in proper), len(proper)


def _planned_as_json(planned: Planned | None) -> dict[str, Any] | None:
    if planned is None:
        return None
    drawn = planned.blueprint
    graph = blueprint_as_json(drawn, progress_of(drawn, planned.states)) if drawn else None
    informal = asdict(planned.informal) if planned.informal else None
    ended = {"ending": planned.ending.word, "reason": planned.ending.reason, "rounds": planned.rounds}
    return {**ended, "graph": graph, "informal": informal}


def _attempt_as_text(attempt: Attempt) -> str:
    seconds = f"{attempt.seconds:.2f} s"
    if attempt.spent.calls:
        won = "settled it" if attempt.succeeded else "no proof"
        asked = f"{counted(attempt.spent.calls, 'call')} and {counted(attempt.checks, 'check')}"
        return f"{attempt.method}: {asked}, {seconds}: {won}"
    won = "found a proof" if attempt.succeeded else "none works"
    tried = f"{counted(attempt.scripts, 'script')} in {counted(attempt.checks, 'check')}"
    return f"{attempt.method}: {tried}, {seconds}: {won}"


def diagnosis_as_text(result: Result) -> str:
    """Why it is neither proved nor disproved, with the goals that are open; empty where it is."""
    match result.outcome:
        case Unproved(diagnosis, _) as outcome:
            return f"{_in_words(diagnosis)}{_open_goals(outcome)}"
        case OutOfBudget(_, _, diagnosis) as outcome:
            return f"{_limit(outcome)}\n{_in_words(diagnosis)}"
        case Broken(reason) | Accepted(_, reason):
            return reason
        case _:
            return ""


def _open_goals(outcome: Unproved) -> str:
    return "".join(f"\nopen goal:\n{goal}" for goal in outcome.goals)


def _in_words(diagnosis: Diagnosis) -> str:
    blame = "" if diagnosis.blame is Blame.UNKNOWN else f"{diagnosis.blame}: "
    return f"{blame}{diagnosis.words}" + "".join(f"\nwanted: {lemma}" for lemma in diagnosis.lemmas)


def _disproved_text(certificate: Certificate, result: Result, verbose: bool) -> str:
    """By which values it is false, where some are known, else that it is; if asked, the negation with its proof too.

    That stands in no file.
    """
    fills = result.outcome.fills if isinstance(result.outcome, Disproved) else ()
    case = why_false(result)
    return "\n".join([case, "", certificate.statement, *(f"  {fill}" for fill in fills)] if verbose else [case])


def _proved_text(report: Report, result: Result) -> str:
    """The theorem with its proof, as it stands in the file, without its kin in a `mutual` block."""
    problem = report.problem
    [target] = [d for d in problem.declarations if d.name == result.theorem and d.holes]
    return problem.slice(target.start, target.end, result.fills).rstrip()

"""What a run says at its end, to a person and to a program; it decides nothing.

The JSON object is versioned (`schema`) and described in docs/prove.md.
"""

from typing import Any

from architect.campaign import Report
from prover.obligation import OutOfBudget, Proved, Unproved
from prover.prove import Result

SCHEMA = 1


def as_text(report: Report) -> str:
    """The report for a person."""
    return "\n\n".join(_theorem_as_text(report, result) for result in report.results)


def as_json(report: Report, out: str | None) -> dict[str, Any]:
    """The report for a program; ``out`` is where the file was written."""
    return {
        "schema": SCHEMA,
        "status": "proved" if report.proved else "not proved",
        "file": str(report.problem.path),
        "out": out,
        "lean": {"version": report.toolchain.version, "toolchain": report.toolchain.name},
        "theorems": [_theorem_as_json(report, result) for result in report.results],
        "text": report.text,
        "seconds": round(report.seconds, 3),
    }


def error_as_json(status: str, message: str) -> dict[str, Any]:
    """A run that came to no report."""
    return {"schema": SCHEMA, "status": status, "error": message}


def _status(result: Result) -> str:
    match result.outcome:
        case Proved() if result.certificate is not None:
            return "proved"
        case OutOfBudget():
            return "out of time"
        case _:
            return "not proved"


def _theorem_as_json(report: Report, result: Result) -> dict[str, Any]:
    return {
        "name": result.theorem,
        "status": _status(result),
        "proof": [
            {"line": place.line, "column": place.column, "text": fill}
            for hole, fill in sorted(result.fills.items())
            for place in (report.problem.position(hole.start),)
        ],
        "diagnosis": _diagnosis(result),
        "refusals": list(result.refusals),
        "attempts": [
            {
                "method": a.method,
                "scripts": a.scripts,
                "checks": a.checks,
                "seconds": round(a.seconds, 3),
                "succeeded": a.succeeded,
            }
            for a in result.attempts
        ],
        "certificate": result.certificate.model_dump(mode="json", by_alias=True) if result.certificate else None,
        "seconds": round(result.seconds, 3),
    }


def _theorem_as_text(report: Report, result: Result) -> str:
    lines = [f"{result.theorem}: {_status(result)} in {result.seconds:.2f} s"]
    for attempt in result.attempts:
        won = "found a proof" if attempt.succeeded else "none works"
        lines.append(
            f"  {attempt.method}: {attempt.scripts} scripts in {attempt.checks} checks, {attempt.seconds:.2f} s: {won}"
        )
    lines += [f"  refused by the gate: {refusal}" for refusal in result.refusals]
    if result.certificate is None:
        lines += [f"  {line}" for line in _diagnosis(result).splitlines()]
        return "\n".join(lines)
    certificate = result.certificate
    lines.append(f"  axioms: {', '.join(certificate.axioms) or 'none'}")
    lines += [f"  {checker}: {found}" for checker, found in certificate.checkers.items()]
    return "\n".join([*lines, "", _proved_text(report, result)])


def _diagnosis(result: Result) -> str:
    match result.outcome:
        case Unproved(diagnosis, goals):
            open_goals = "".join(f"\nopen goal:\n{goal}" for goal in goals)
            return f"{diagnosis}{open_goals}"
        case OutOfBudget(seconds):
            return f"the time for searching ({seconds:g} s) was over"
        case _:
            return ""


def _proved_text(report: Report, result: Result) -> str:
    """The theorem with its proof, as it stands in the file."""
    problem = report.problem
    [target] = [d for d in problem.declarations if d.name == result.theorem and d.holes]
    return problem.slice(target.start, problem.end_of(target), result.fills).rstrip()

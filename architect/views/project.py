"""What became of a whole project: a table for a person, an object for a program."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from architect.project.folder import ProjectAsked
from architect.project.result import FileResult, ProjectReport
from architect.views.costs import PerSolve, per_solve_as_json, per_solve_as_text, spent_as_json, spent_as_text
from architect.views.report import SCHEMA, as_json, status_of
from prover.words.files import name_of
from prover.words.shown import in_one_line

LEFT = "left as it is"
Row = tuple[str, str, str, str]


def project_as_text(report: ProjectReport, asked: ProjectAsked) -> str:
    """The table: file, theorem, how it ended, seconds; then a line for each thing that is in the way, and the sums.

    Where a model was asked, what a certified solve cost goes first.
    """
    rows = [row for result in report.files for row in _rows(result, asked.project)]
    widths = [max(len(row[i]) for row in rows) for i in range(3)]
    lines = ["  ".join([*map(str.ljust, row[:3], widths), row[3].rjust(7)]).rstrip() for row in rows]
    proved, all_ = _counts(report.files)
    lines += ["", *map(in_one_line, _remarks(report)), f"{proved}/{all_} proved in {report.seconds:.1f} s"]
    if not report.spent.calls:
        return "\n".join(lines)
    return "\n".join([per_solve_as_text(_per_solve(report)), "", *lines, spent_as_text(report.spent, report.priced)])


def project_as_json(report: ProjectReport, asked: ProjectAsked, run: str, patch: str | None) -> dict[str, Any]:
    """The same for a program: each file as `architect prove --json` has it. ``patch`` is where the diff was written."""
    return {
        "schema": SCHEMA,
        "per_solve": per_solve_as_json(_per_solve(report)),
        "status": "proved" if report.proved else "not proved",
        "project": name_of(asked.project),
        "run": run,
        "patch": patch,
        "unread": list(asked.unread),
        "files": [_file_as_json(result, run, asked.write) for result in report.files],
        "seconds": round(report.seconds, 3),
        "spent": spent_as_json(report.spent),
    }


def _per_solve(report: ProjectReport) -> PerSolve:
    certified = sum(len(result.certified) for result in report.files if not result.refused)
    return PerSolve(certified, _counts(report.files)[1], report.spent, report.seconds, report.priced)


def _file_as_json(result: FileResult, run: str, write: bool) -> dict[str, Any]:
    own: dict[str, Any] = {"file": name_of(result.file.path), "theorems": []}
    written = write and not (result.unwritten or result.refused) and result.report is not None
    if result.report is not None:
        own = as_json(result.report, name_of(result.file.path) if written else None, run)
    left = [{"line": place.line, "column": place.column} for place in result.left]
    against = {"why": result.why, "unwritten": result.unwritten, "refused": result.refused}
    status = "proved" if result.proved else "not proved"
    return {**own, "status": status, "module": result.file.module, "left": left, **against}


def _rows(result: FileResult, folder: Path) -> Iterator[Row]:
    file = in_one_line(os.path.relpath(result.file.path, folder))
    for each in result.report.results if result.report else ():
        status = f"{status_of(each)}, taken back" if result.refused and each.fills else status_of(each)
        yield file, in_one_line(each.theorem), status, f"{each.seconds:.1f} s"
    if result.report is None:
        for name in result.targets or [""]:
            yield file, in_one_line(name), "not tried", ""
    for place in result.left:
        yield f"{file}:{place}", "", LEFT, ""


def _remarks(report: ProjectReport) -> Iterator[str]:
    unproved = {result.file.module for result in report.files if not result.proved}
    for result in report.files:
        if not result.proved and (above := ", ".join(name for name in result.file.after if name in unproved)):
            yield f"{result.file.module}: what is not proved in {above} is not proved in it either"
        if result.why:
            yield f"{result.file.module}: {result.why}"
        if result.refused:
            yield f"{result.file.module}: taken back, for `lake build` refuses it: {result.refused}"
        if result.unwritten:
            yield f"{result.file.module}: not written: {result.unwritten}"
        for each in result.report.results if result.report else ():
            yield from (f"{each.theorem}: refused by the gate: {refusal}" for refusal in each.refusals)


def _counts(files: Sequence[FileResult]) -> tuple[int, int]:
    """How many theorems are proved, and how many there are."""
    proved = sum(r.proved and not f.refused for f in files if f.report for r in f.report.results)
    return proved, sum(len(result.targets) for result in files)

"""How the result of a run is handed out: as a report, as JSON, as a diff, or as the file; and what is said beside it.

What is to be read by a program, a diff or a file, goes to standard output as it is, and all words to standard error.
"""

import argparse
import json
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from architect.commands.streams import GREEN, RED, YELLOW, complain, give, say
from prover.words.shown import in_one_line

if TYPE_CHECKING:
    from architect.run.result import Report


class Form(Enum):
    """What stands on standard output in the end."""

    REPORT = "report"
    JSON = "json"
    DIFF = "diff"
    FILE = "file"


@dataclass(frozen=True)
class Handing:
    """In which form, and whether with all that was tried (``verbose``) or with nothing that nobody asked for."""

    form: Form
    verbose: bool
    quiet: bool

    @classmethod
    def of(cls, options: argparse.Namespace) -> "Handing":
        form = Form.JSON if options.json else Form.DIFF if options.diff else options.form
        return cls(form, options.verbose, options.quiet)

    @property
    def shows_progress(self) -> bool:
        return not self.quiet and self.form is not Form.JSON

    @property
    def is_report(self) -> bool:
        """Whether a person reads it, who is told where what was written and how to go on."""
        return not self.quiet and self.form is Form.REPORT

    def hand_out(self, report: "Report", text: str, out: str | None, run: Path) -> None:
        """``text`` is the file with its proofs, ``out`` where it was written, ``run`` the run's folder."""
        from architect.views.report import as_json, as_text, status_of

        match self.form:
            case Form.JSON:
                say(json.dumps(as_json(report, out, str(run)), ensure_ascii=False))
            case Form.DIFF:
                give(_diff(report, text))
            case Form.FILE:
                give(text)
            case Form.REPORT if not self.quiet:
                say(as_text(report, verbose=self.verbose), _colours(report))
            case Form.REPORT if out is None:
                for result in report.results:
                    say(in_one_line(f"{report.problem.path}: {result.theorem}: {status_of(result)}"))
        if self.form in (Form.DIFF, Form.FILE) and not self.quiet:
            for result in report.results:
                complain(f"architect: {result.theorem}: {status_of(result)}")


def _colours(report: "Report") -> dict[str, int]:
    """Of the lines that say what became of a theorem, of refusals and of warnings."""
    from architect.views.report import first_line, status_of

    by_status = {"proved": GREEN, "disproved": RED, "broken": RED}
    return {
        **{f"warning: {warning}": YELLOW for warning in report.warnings},
        **{f"  refused by the gate: {refusal}": RED for result in report.results for refusal in result.refusals},
        **{first_line(result): by_status.get(status_of(result), YELLOW) for result in report.results},
    }


def add_handing(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print JSON (docs/prove.md), and nothing else")
    form.add_argument("--diff", action="store_true", help="print a diff for `git apply` instead of a report")
    much = parser.add_mutually_exclusive_group()
    much.add_argument("-q", "--quiet", action="store_true", help="only the result and errors, no progress")
    much.add_argument("-v", "--verbose", action="store_true", help="all that was tried, and all of a certificate")
    parser.set_defaults(form=Form.REPORT)


def _diff(report: "Report", text: str) -> str:
    from architect.project.patch import diff_of

    return diff_of(report.problem.path, report.problem.given, text)

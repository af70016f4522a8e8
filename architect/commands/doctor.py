"""`architect doctor`: which Lean toolchains are here, and what is missing."""

import argparse
from pathlib import Path

from architect.commands.streams import say


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    doctor = commands.add_parser("doctor", help="say which Lean toolchains are here, and what is missing")
    doctor.add_argument("--project", type=Path, metavar="DIR", default=Path(), help="the Lake project to look at")
    doctor.set_defaults(run=_doctor, json=False)


def _doctor(options: argparse.Namespace) -> int:
    from prover.lean.toolchains.survey import examine

    findings = examine(options.project)
    say("\n".join(map(str, findings)))
    return 0 if any(finding.usable for finding in findings) else 3

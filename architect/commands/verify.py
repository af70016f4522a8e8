"""`architect verify`: the gate on anybody's proof, a file against its original or a folder of them against another.

Or what was proved since a revision of git, each file against what it was.
"""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from architect.commands.numbers import SECONDS, above_zero
from architect.commands.streams import GREEN, RED, WARNING, YELLOW, complain, say
from prover.words.plain import counted
from prover.words.shown import in_one_line

if TYPE_CHECKING:
    from architect.run.verify import Demands, Judged, Verification
    from prover.words.settings import Settings

EXIT_CODES = "exit codes: 0 all certified, 1 not proved, 2 bad input, 3 Lean or the environment failed"
SCHEMA = 1
NOTHING = "nothing to verify"  # the status of no file at all


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    examples = [
        "architect verify proved.lean --against file.lean",
        "architect verify --since main",
    ]
    words = "certify a proof that anybody wrote"
    verify = commands.add_parser("verify", help=words, epilog=EXIT_CODES, examples=examples)
    words = "a .lean file with proofs, or a folder of them; with --since any number of either (default: all)"
    verify.add_argument("results", type=Path, nargs="*", metavar="RESULT", help=words)
    originals = verify.add_mutually_exclusive_group(required=True)
    originals.add_argument("--against", type=Path, metavar="ORIGINAL", help="the file or folder with the `sorry`s")
    words = "verify what was open in a file at this revision of git and is not any more (docs/ci.md)"
    originals.add_argument("--since", metavar="REV", help=words)
    verify.add_argument("--theorem", metavar="NAME", help="the theorem to verify (default: each that has a `sorry`)")
    verify.add_argument(
        "--strict", action="store_true", help="refuse what else gives a warning, and demand an external checker"
    )
    verify.add_argument("--json", action="store_true", help="print one JSON object (docs/verify.md) and nothing else")
    words = "seconds for each file (default: `time.gate`, 300)"
    verify.add_argument("--timeout", type=above_zero(SECONDS), metavar="S", help=words)
    verify.add_argument("--project", type=Path, metavar="DIR", help="use the Lean of this Lake project")
    verify.add_argument("--sandbox", metavar="MODE", help="`auto`, `off` or `require` (docs/sandbox.md)")
    verify.set_defaults(run=_verify)


def _verify(options: argparse.Namespace) -> int:
    from architect.run.interrupt import Patience, run_interruptibly
    from architect.run.verify import EXIT_CODES, Demands, verify, verify_folder
    from prover.lean.toolchains.chosen import chosen_toolchain
    from prover.words.errors import BadInput
    from prover.words.settings import resolve

    asked = {"lean.sandbox": options.sandbox, "time.gate": options.timeout, "time.compile": options.timeout}
    settings = resolve(None, asked).settings
    demands = Demands(options.theorem, options.strict)
    if options.since is not None:
        return _verify_since(options, settings, demands)
    if len(options.results) != 1:
        raise BadInput(f"{len(options.results)} results: --against wants one file, or one folder")
    [result], original = options.results, options.against
    if result.is_dir() != original.is_dir():
        raise BadInput(f"{result} and {original}: two files or two folders are compared, not one of each")
    toolchain = chosen_toolchain(options.project, settings, None if original.is_dir() else original)
    if not result.is_dir():
        found = run_interruptibly(verify(toolchain, result, original, demands), Patience(settings.time.gate))
        if options.json:
            say(json.dumps(_as_json(found), ensure_ascii=False))
        else:
            say(_as_text(found), _colours(found))
        return EXIT_CODES[found.status]
    return _told(run_interruptibly(verify_folder(toolchain, result, original, demands, _teller(options))), options)


def _verify_since(options: argparse.Namespace, settings: "Settings", demands: "Demands") -> int:
    from architect.run.interrupt import run_interruptibly
    from architect.run.since import changed_since, verify_changed
    from prover.lean.toolchains.chosen import chosen_toolchain
    from prover.words.errors import BadInput

    if demands.theorem is not None:
        raise BadInput("--theorem goes with --against: --since verifies each theorem that is open no more")
    changed = changed_since(options.since, options.results, lambda words: complain(f"{WARNING} {words}"))
    if any(each.claims for each in changed):
        toolchain = chosen_toolchain(options.project, settings, None)
        found = run_interruptibly(verify_changed(toolchain, changed, demands, _teller(options)))
        return _told(found, options)
    if options.json:
        return _told([], options)
    say(in_one_line(f"{NOTHING}: no theorem that was open at {options.since} is proved in the files that changed"))
    return 0


def _teller(options: argparse.Namespace) -> "Callable[[Verification], None]":
    return lambda found: None if options.json else say(_as_line(found))


def _told(all_found: "Sequence[Verification]", options: argparse.Namespace) -> int:
    """What came of several files, in the end; the exit code is that of the worst."""
    from architect.run.verify import EXIT_CODES
    from prover.gate.certificate import ACCEPTED

    worst = max((f.status for f in all_found), key=[*EXIT_CODES].index, default=None)
    counts = Counter(f.status for f in all_found)
    if options.json:
        files = [_as_json(f) for f in all_found]
        say(
            json.dumps(
                {"schema": SCHEMA, "status": worst or NOTHING, "counts": counts, "files": files}, ensure_ascii=False
            )
        )
    else:
        say(
            f"{counted(len(all_found), 'file')}: "
            + ", ".join(f"{counts[s]} {s}" for s in EXIT_CODES if counts[s] or s != ACCEPTED)
        )
    return EXIT_CODES[worst] if worst else 0


def _as_line(found: "Verification") -> str:
    warned = f" ({counted(len(found.warnings), 'warning')})" if found.warnings else ""
    return in_one_line(f"{found.result}: {found.status}{warned}" + (f": {found.reason}" if found.reason else ""))


def _colours(found: "Verification") -> dict[str, int]:
    from prover.gate.certificate import Certificate

    warnings = {f"warning: {warning.reason}": YELLOW for warning in found.warnings}
    heads = {next(iter(_theorem_as_text(each))): isinstance(each.found, Certificate) for each in found.judged}
    return {**warnings, **{line: GREEN if certified else RED for line, certified in heads.items()}}


def _as_text(found: "Verification") -> str:
    theorems = (line for judged in found.judged for line in _theorem_as_text(judged))
    return "\n".join([*theorems, *(f"warning: {warning.reason}" for warning in found.warnings)])


def _theorem_as_text(judged: "Judged") -> Sequence[str]:
    from prover.gate.certificate import Certificate, Uncertified

    theorem = in_one_line(judged.theorem)
    if isinstance(judged.found, Certificate):
        return [f"{theorem}: certified", *(f"  {line}" for line in judged.found.lines())]
    if isinstance(judged.found, Uncertified):
        return [f"{theorem}: {judged.found.reason}"]
    return [f"{theorem}: not proved", f"  {judged.found.step}: {judged.found.reason}"]


def _as_json(found: "Verification") -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "status": found.status,
        "result": str(found.result),
        "original": str(found.original),
        "reason": found.reason,
        "theorems": [_theorem_as_json(judged) for judged in found.judged],
        "warnings": [{"line": w.at.line, "column": w.at.column, "reason": w.reason} for w in found.warnings],
    }


def _theorem_as_json(judged: "Judged") -> dict[str, Any]:
    from prover.gate.certificate import Certificate

    found, told = judged.found, {"name": judged.theorem, "status": judged.status}
    if isinstance(found, Certificate):
        return {**told, "certificate": found.model_dump(mode="json", by_alias=True), "refusal": None}
    return {**told, "certificate": None, "refusal": {"step": found.step, "reason": found.reason}}

"""The command line `architect`: reads arguments, calls one function, turns what happened into words and an exit code.

Exit codes: 0 proved and certified, 1 not proved, 2 bad input, 3 Lean or the environment failed, 130 interrupted.
Everything slow is imported inside the command that needs it, so that `--help` answers at once.
"""

import argparse
import json
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from architect.output import check_writable, say, write_whole
from prover.errors import ArchitectError

if TYPE_CHECKING:
    from prover.settings import Resolved

EXIT_CODES = "exit codes: 0 proved and certified, 1 not proved, 2 bad input, 3 Lean or the environment failed"
ENVIRONMENT = 3
INTERRUPTED = 130
STATUS = {2: "bad input", 3: "failed"}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    options = _parser().parse_args(arguments)
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # a terminal without ∀ is no failure
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    try:
        code: int = options.run(options)
    except ArchitectError as error:
        return _failed(options, error)
    except KeyboardInterrupt:
        print("architect: interrupted", file=sys.stderr)
        return INTERRUPTED
    except OSError as error:
        print(f"architect: the system refused: {error}", file=sys.stderr)
        return ENVIRONMENT
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="architect", description="Prove Lean 4 statements, and certify the proofs.")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    prove = commands.add_parser("prove", help="prove the `sorry`s of a .lean file", epilog=EXIT_CODES)
    prove.add_argument("file", type=Path, metavar="FILE.lean", help="a file with a theorem whose proof is `sorry`")
    prove.add_argument("--theorem", metavar="NAME", help="the theorem to prove (default: each that has a `sorry`)")
    prove.add_argument("--out", type=Path, metavar="FILE", help="where to write the file with its proofs")
    prove.add_argument("--json", action="store_true", help="print one JSON object (docs/prove.md) and nothing else")
    prove.add_argument("--project", type=Path, metavar="DIR", help="use the Lean of this Lake project")
    _add_settings(prove)
    cassette = prove.add_mutually_exclusive_group()
    cassette.add_argument("--record", type=Path, metavar="FILE", help="write what the model is asked and answers")
    cassette.add_argument("--replay", type=Path, metavar="FILE", help="answer from such a recording")
    prove.set_defaults(run=_prove)

    config = commands.add_parser("config", help="show the settings in force, and where each came from")
    shown = config.add_subparsers(metavar="show", required=True).add_parser("show", help="a line for each setting")
    _add_settings(shown)
    shown.set_defaults(run=_config, json=False)

    doctor = commands.add_parser("doctor", help="say which Lean toolchains are here, and what is missing")
    doctor.add_argument("--project", type=Path, metavar="DIR", default=Path(), help="the Lake project to look at")
    doctor.set_defaults(run=_doctor, json=False)
    return parser


# Option → setting (prover/settings.py), how its value is read, and what it means.
OPTIONS: tuple[tuple[str, str, Callable[[str], object], str, str], ...] = (
    ("--model", "model.name", str, "NAME", "a language model, asked when the methods without one fail"),
    ("--base-url", "model.base_url", str, "URL", "its OpenAI-compatible server"),
    ("--mode", "prover.mode", str, "MODE", "`tools`, or `whole-proof` for models that write a proof in one go"),
    ("--template", "prover.template", Path, "DIR", "prompt templates that replace ours (docs/models.md)"),
    ("--samples", "prover.samples", int, "K", "attempts of the model at each theorem; the first proof ends them"),
    ("--max-turns", "limits.turns", int, "N", "calls to the model in this run, failed ones counted"),
    ("--max-tokens", "limits.tokens", int, "N", "tokens in and out in this run"),
    ("--max-cost", "limits.cost", float, "USD", "money in this run"),
)


def _add_settings(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--config", type=Path, metavar="FILE", help="settings (default: architect.toml, if it is here)")
    for option, setting, read, metavar, words in OPTIONS:
        parser.add_argument(option, dest=setting, type=read, metavar=metavar, help=words)
    parser.add_argument(
        "--timeout", "--max-seconds", dest="limits.seconds", type=_seconds, metavar="S", help="seconds (default: 300)"
    )


def _resolved(options: argparse.Namespace) -> "Resolved":
    from prover.settings import resolve

    named = [setting for _, setting, *_ in OPTIONS] + ["limits.seconds"]
    return resolve(options.config, {setting: getattr(options, setting) for setting in named})


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError(f"not a number of seconds above 0: {text}")
    return value


def _prove(options: argparse.Namespace) -> int:
    from prover.problem import read_problem

    problem = read_problem(options.file)
    targets = problem.targets(options.theorem)
    if options.out is not None:
        check_writable(options.out)

    resolved = _resolved(options)

    from architect.campaign import Plan, Report, run
    from architect.interrupt import run_interruptibly
    from architect.report import as_json, as_text
    from prover.lean.embedded import embedded_toolchain
    from prover.lean.project import project_toolchain
    from prover.llm.configured import configured_model
    from prover.templates import Prompts

    prompts = Prompts(resolved.settings.prover.template)
    toolchain = project_toolchain(options.project) if options.project else embedded_toolchain()
    tell = (lambda line: print(line, file=sys.stderr)) if sys.stderr.isatty() and not options.json else lambda _: None

    async def campaign() -> Report:
        async with configured_model(resolved, prompts, options.record, options.replay) as model:
            return await run(toolchain, problem, targets, Plan(resolved.settings, model, prompts), tell)

    report = run_interruptibly(campaign())
    if not options.json:
        say(as_text(report))
    if options.out is not None:
        write_whole(options.out, report.text)
    if options.json:
        say(json.dumps(as_json(report, str(options.out) if options.out else None), ensure_ascii=False))
    elif options.out is not None:
        say(f"\nwritten: {options.out}")
    return 0 if report.proved else ENVIRONMENT if report.broken else 1


def _config(options: argparse.Namespace) -> int:
    lines = list(_resolved(options).lines())
    width = max(len(name) for name, _, _ in lines)
    say("\n".join(f"{name:<{width}} = {value}   ({source})" for name, value, source in lines))
    return 0


def _doctor(options: argparse.Namespace) -> int:
    from architect.doctor import examine

    findings = examine(options.project)
    say("\n".join(map(str, findings)))
    return 0 if any(finding.usable for finding in findings) else 3


def _failed(options: argparse.Namespace, error: ArchitectError) -> int:
    if options.json:
        from architect.report import error_as_json

        say(json.dumps(error_as_json(STATUS[error.exit_code], str(error)), ensure_ascii=False))
    print(f"architect: {error}", file=sys.stderr)
    return error.exit_code


if __name__ == "__main__":
    sys.exit(main())

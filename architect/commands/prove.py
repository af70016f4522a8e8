"""`architect prove`: the `sorry`s of a file."""

import argparse
import json
import sys
from pathlib import Path

from architect.commands.settings_options import add_settings, resolved
from architect.output import check_writable, say, write_whole

EXIT_CODES = "exit codes: 0 proved and certified, 1 not proved, 2 bad input, 3 Lean or the environment failed"
ENVIRONMENT = 3


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    prove = commands.add_parser("prove", help="prove the `sorry`s of a .lean file", epilog=EXIT_CODES)
    prove.add_argument("file", type=Path, metavar="FILE.lean", help="a file with a theorem whose proof is `sorry`")
    prove.add_argument("--theorem", metavar="NAME", help="the theorem to prove (default: each that has a `sorry`)")
    prove.add_argument("--out", type=Path, metavar="FILE", help="where to write the file with its proofs")
    prove.add_argument("--json", action="store_true", help="print one JSON object (docs/prove.md) and nothing else")
    prove.add_argument("--project", type=Path, metavar="DIR", help="use the Lean of this Lake project")
    add_settings(prove)
    cassette = prove.add_mutually_exclusive_group()
    cassette.add_argument("--record", type=Path, metavar="FILE", help="write what the model is asked and answers")
    cassette.add_argument("--replay", type=Path, metavar="FILE", help="answer from such a recording")
    prove.set_defaults(run=_prove)


def _prove(options: argparse.Namespace) -> int:
    from prover.problem import read_problem

    problem = read_problem(options.file)
    targets = problem.targets(options.theorem)
    if options.out is not None:
        check_writable(options.out)

    settings = resolved(options)

    from architect.interrupt import run_interruptibly
    from architect.report import as_json, as_text
    from architect.run import Plan, Report, run
    from prover.lean.embedded import embedded_toolchain
    from prover.lean.project import project_toolchain
    from prover.llm.configured import configured_model
    from prover.templates import Prompts

    prompts = Prompts(settings.settings.prover.template)
    toolchain = project_toolchain(options.project) if options.project else embedded_toolchain()
    tell = (lambda line: print(line, file=sys.stderr)) if sys.stderr.isatty() and not options.json else lambda _: None

    async def campaign() -> Report:
        async with configured_model(settings, prompts, options.record, options.replay) as model:
            return await run(toolchain, problem, targets, Plan(settings.settings, model, prompts), tell)

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

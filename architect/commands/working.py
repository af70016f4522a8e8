"""What `prove`, `resume` and `blueprint prove` share: one run folder worked on, and what is said of it in the end."""

import argparse
import json
import sys
import time
from typing import TYPE_CHECKING

from architect.commands.settings_options import add_settings, resolved
from architect.commands.streams import complain, say
from prover.words.shown import in_one_line
from prover.words.writing import check_writable

if TYPE_CHECKING:
    from architect.run.folder import Run
    from architect.run.run import Report
    from prover.text.problem import Problem
    from prover.words.settings import Resolved

EXIT_CODES = (
    "exit codes: 0 proved and certified, 1 not proved, 2 bad input, 3 Lean or the environment failed, 70 a bug ended it"
)
ENVIRONMENT = 3


def add_results(parser: argparse.ArgumentParser) -> None:
    """The options for what a run gives."""
    from pathlib import Path

    parser.add_argument("--out", type=Path, metavar="FILE", help="where to write the file with its proofs")
    parser.add_argument("--json", action="store_true", help="print one JSON object (docs/prove.md) and nothing else")
    add_settings(parser)
    cassette = parser.add_mutually_exclusive_group()
    cassette.add_argument("--record", type=Path, metavar="FILE", help="write what the model is asked and answers")
    cassette.add_argument("--replay", type=Path, metavar="FILE", help="answer from such a recording")


def begin(
    problem: "Problem", options: argparse.Namespace, theorem: str | None, hint: str = "", blueprint: str = ""
) -> int:
    """A new run from its beginning to its end; one that fails before anything was recorded leaves no folder.

    ``hint`` is an informal proof, ``blueprint`` the JSON of one that the user wrote.
    """
    from architect.run.folder import Manifest, new_run
    from prover.gate.certificate import sha256
    from prover.words import files
    from prover.words.errors import ArchitectError

    if options.out is not None:
        check_writable(options.out)
    settings = resolved(options)
    manifest = Manifest(
        file=files.resolved(problem.path),
        sha256=sha256(problem.text),
        theorem=theorem,
        project=files.resolved(options.project) if options.project else None,
        settings=settings.settings,
        hint=hint,
        blueprint=blueprint,
        started=time.time(),
    )
    run = new_run(problem, manifest)
    try:
        return work(run, settings, options)
    except ArchitectError:
        run.discard_if_new()
        raise


def work(run: "Run", settings: "Resolved", options: argparse.Namespace) -> int:
    """Go on with a run to its end, print what came of it, and say so with an exit code.

    Whatever ends it, what was proved until then is in the run folder and in `--out`.
    """
    from architect.blueprint.graph import Blueprint
    from architect.run.crash import crashes_kept_in
    from architect.run.delivery import check_unchanged, deliver
    from architect.run.interrupt import Patience, run_interruptibly
    from architect.run.journal import Journal
    from architect.run.run import Report
    from architect.run.run import run as prove_all
    from architect.run.target import Plan
    from architect.views.live import Live
    from prover.lean.toolchains.chosen import chosen_toolchain
    from prover.llm.configured import configured_model
    from prover.words.templates import Prompts

    if options.out is not None:
        check_writable(options.out)
        check_unchanged(run, options.out)
    asked = run.manifest
    problem = run.problem()
    targets = problem.targets(asked.theorem)
    prompts = Prompts(settings.settings.prover.template)
    toolchain = chosen_toolchain(asked.project, settings.settings)
    drawn = Blueprint.model_validate_json(asked.blueprint) if asked.blueprint else None
    live = Live(sys.stderr if sys.stderr.isatty() and not options.json else None)
    proved: list[str] = []  # the file, each time with one more proof

    def keep(text: str) -> None:
        proved.append(text)
        run.keep(text)

    async def campaign() -> Report:
        async with configured_model(settings, prompts, options.record, options.replay) as model:
            plan = Plan(settings.settings, model, prompts, asked.hint, drawn, live.state, keep, live.line)
            async with Journal(run.journal) as journal:
                return await prove_all(toolchain, problem, targets, plan, journal, events)

    with run.held(), live, crashes_kept_in(run.folder):
        events = run.events()
        try:
            patience = Patience(settings.settings.limits.seconds, settings.settings.time.gate)
            report = run_interruptibly(campaign(), patience)
        except BaseException as error:
            if options.out is not None and proved and (unwritten := deliver(run, options.out, proved[-1])):
                complain(f"architect: {unwritten}")
            if isinstance(error, KeyboardInterrupt):
                complain(f"architect: `architect resume {run.name}` goes on where this stopped")
            raise
        return _ended(run, report, options)


def _ended(run: "Run", report: "Report", options: argparse.Namespace) -> int:
    """Put the result where it belongs, then say what came of the run, whether that went well or not."""
    from architect.run.delivery import deliver
    from architect.views.report import as_json, as_text
    from prover.words.errors import ArchitectError

    unwritten = ""
    something = any(result.proved for result in report.results)
    if something or not run.result.exists():  # what is there has proofs in it, which only could not be judged now
        try:
            run.keep(report.text)
        except ArchitectError as error:
            unwritten = str(error)
    out: str | None = None
    if options.out is not None and something:
        failure = deliver(run, options.out, report.text)
        unwritten, out = failure or unwritten, None if failure else str(options.out)
    if options.json:
        say(json.dumps(as_json(report, out, str(run.folder)), ensure_ascii=False))
    else:
        say(as_text(report))
        if options.out is not None and not unwritten:
            what = f"written: {out}" if out else f"not written: {options.out}, for nothing was proved"
            say("\n" + in_one_line(what))
        if not report.proved:
            drawn = any(planned.blueprint for planned in report.planned.values())
            say(f"run: {run.name}" + (f" (`architect blueprint show {run.name}`)" if drawn else ""))
    if unwritten:
        complain(f"architect: {unwritten}")
        return ENVIRONMENT
    return 0 if report.proved else ENVIRONMENT if report.broken else 1
